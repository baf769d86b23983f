"""Devices of a hall: codes to enrol them, the list of them, and taking back what was given.

On the server's own machine the hall's database is named; a manager's device names the server.
"""

import asyncio
import socket
from datetime import UTC, datetime, timedelta
from typing import Any

from desk.commands.failures import DeviceNotNamed, HallNotNamed
from desk.commands.running import CommandAnswer, Invocation
from desk.domain.failures import QT_TRANSLATE_NOOP
from desk.hall.client.addresses import PORT, is_server
from desk.hall.enrolment import GOOD_FOR, Role

_CODE = QT_TRANSLATE_NOOP("Commands", "The code for {role} {name}, good for ten minutes: {code}")
_TYPE = QT_TRANSLATE_NOOP("Commands", "On that PC: {words}")
_NONE = QT_TRANSLATE_NOOP("Commands", "No device is enrolled")
_DEVICE = QT_TRANSLATE_NOOP("Commands", "{id}  {role} {name}: last seen {seen}")
_NEVER_SEEN = QT_TRANSLATE_NOOP("Commands", "{id}  {role} {name}: not seen yet")
_REVOKED_DEVICE = QT_TRANSLATE_NOOP("Commands", "{id}  {role} {name}: revoked {revoked}")
_REVOKED = QT_TRANSLATE_NOOP("Commands", "The device {id} is let in no longer")
_ENROLLED = QT_TRANSLATE_NOOP("Commands", "This is {role} {name} of {hall} from now on")


def enrol_device(asked: Invocation) -> CommandAnswer:
    """A one-time code for a device that is named by its role."""
    role, name = _named(asked)
    code = _made(asked, role, name)
    address = asked.hall_url if is_server(asked.hall_url) else asked.options.address
    address = address or f"https://{socket.gethostname()}:{PORT}"
    words = f"desk enrol {address} {code}"
    lines = [
        asked.say(_CODE, role=role.value, name=name, code=code),
        asked.say(_TYPE, words=words),
    ]
    expires = datetime.now(UTC) + timedelta(seconds=int(GOOD_FOR.total_seconds()))
    data = {"code": code, "role": role, "name": name, "expires_at": expires, "command": words}
    return CommandAnswer(data, "\n".join(lines))


def devices(asked: Invocation) -> CommandAnswer:
    """Every device that is or was let in."""
    found: list[dict[str, Any]]
    if is_server(_hall(asked)):
        found = asyncio.run(_ask(asked, lambda client: client.devices()))
    else:
        import msgspec

        with _store(asked) as store:
            found = [msgspec.to_builtins(device) for device in store.devices()]
    for device in found:
        device.pop("credential_hash", None)
    lines = [_line(asked, device) for device in found]
    return CommandAnswer({"devices": found}, "\n".join(lines) or asked.say(_NONE))


def revoke(asked: Invocation) -> CommandAnswer:
    """Let a device in no longer."""
    device = asked.options.device
    if is_server(_hall(asked)):
        asyncio.run(_ask(asked, lambda client: client.revoke(device)))
    else:
        from desk.hall.server_failures import NoSuchDevice

        with _store(asked) as store:
            if not store.revoke(device, datetime.now(UTC)):
                raise NoSuchDevice(device=device)
    return CommandAnswer({"revoked": device}, asked.say(_REVOKED, id=device))


def enrol(asked: Invocation) -> CommandAnswer:
    """Make this machine's user a device of a hall, by a code."""
    from desk.hall.client.credentials import enrol as enrol_by
    from desk.hall.client.credentials import keep_credential, require_keyring

    server = _server(asked)
    require_keyring(server)  # a code is good once: it is not spent where nothing can be kept
    credential = asyncio.run(enrol_by(server, asked.options.code))
    keep_credential(server, credential)
    line = asked.say(
        _ENROLLED, role=credential.role.value, name=credential.name, hall=credential.hall_name
    )
    data = {
        "device": credential.device,
        "role": credential.role,
        "window": credential.window,
        "name": credential.name,
        "hall": credential.hall,
        "server": server,
    }
    return CommandAnswer(data, line)


def _server(asked: Invocation) -> str:
    """The server's address: as it was given, or found on the network."""
    given: str | None = asked.options.server
    if bool(given) == asked.options.find:
        asked.options.wrong_usage("name the server's URL, or --find it")
    if given:
        return given
    from desk.hall.discovery import the_server

    return the_server().address


def _named(asked: Invocation) -> tuple[Role, str]:
    """The role and the name that the options give; exactly one."""
    found = [(role, getattr(asked.options, role.value, None)) for role in Role]
    given = [(role, str(name)) for role, name in found if name]
    if len(given) != 1:
        raise DeviceNotNamed
    return given[0]


def _made(asked: Invocation, role: Role, name: str) -> str:
    if is_server(_hall(asked)):
        code: str = asyncio.run(_ask(asked, lambda client: client.make_code(role.value, name)))
        return code
    from desk.hall.failures import WindowUnknown
    from desk.hall.server.devices import make_code
    from desk.hall.store import open_hall

    with open_hall(asked.hall_url) as queue:
        if role is Role.WINDOW and name not in {window.code for window in queue.windows()}:
            raise WindowUnknown(window=name)
    with _store(asked) as store:
        return make_code(store, role, name, asked.person)


async def _ask(asked: Invocation, question: Any) -> Any:
    from desk.hall.client.credentials import credential_for
    from desk.hall.client.remote import RemoteHall

    client = RemoteHall(asked.hall_url, credential_for(asked.hall_url, (Role.MANAGER,)))
    try:
        return await question(client)
    finally:
        await client.close()


def _store(asked: Invocation) -> Any:
    from contextlib import closing

    from desk.hall.adapters.device_store import DeviceStore
    from desk.hall.store import open_hall

    open_hall(asked.hall_url).close()  # says what is wrong with it
    return closing(DeviceStore(asked.hall_url))


def _hall(asked: Invocation) -> str:
    if not asked.hall_url:
        raise HallNotNamed
    return asked.hall_url


def _line(asked: Invocation, device: dict[str, Any]) -> str:
    facts = {name: device[name] for name in ("id", "role", "name")}
    if device["revoked_at"]:
        return asked.say(_REVOKED_DEVICE, **facts, revoked=_time(device["revoked_at"]))
    if not device["last_seen"]:
        return asked.say(_NEVER_SEEN, **facts)
    return asked.say(_DEVICE, **facts, seen=_time(device["last_seen"]))


def _time(text: str) -> str:
    return f"{datetime.fromisoformat(text).astimezone():%Y-%m-%d %H:%M}"
