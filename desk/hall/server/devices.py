"""The devices that the server lets in, in memory, kept up with the table behind it.

Lives on the event loop; the table is asked on a thread of its own. Another server over the same
database may enrol and revoke, too: its changes are noticed within `REFRESH_S`.
"""

import asyncio
import hmac
import logging
import secrets
from collections.abc import Callable
from datetime import UTC, datetime

from desk.domain.failures import Failure
from desk.hall.adapters.device_store import Device, DeviceStore, OpenCode
from desk.hall.enrolment import (
    GOOD_FOR,
    TRIES,
    EnrolAnswer,
    Enrolled,
    EnrolRequest,
    Role,
    answer_to,
    client_proof,
    code_id,
    code_key,
    credential_hash,
    new_code,
    new_credential,
)
from desk.hall.server_failures import DeviceRevoked, DeviceUnknown, EnrolmentRefused, NoSuchDevice
from desk.worker_thread import WorkerThread

REFRESH_S = 2.0
"""How often it is looked whether another server changed a device, in seconds."""

LOOK_AGAIN_S = 0.1
"""The least time between two looks for a device that is not known, in seconds."""

KEEP_SEEN_S = 60.0
"""How often it is kept when devices were last heard of, in seconds."""

log = logging.getLogger(__name__)


def make_code(
    store: DeviceStore, role: Role, name: str, made_by: str, at: datetime | None = None
) -> str:
    """A new one-time code for a device; blocking. A window's `name` is its code.

    Raises what the store raises.
    """
    now = at or datetime.now(UTC)
    code = new_code()
    store.forget_codes(now)
    store.open_code(
        OpenCode(
            id=code_id(code),
            key=code_key(code),
            role=role,
            window=name if role is Role.WINDOW else None,
            name=name,
            made_by=made_by,
            expires_at=now + GOOD_FOR,
        )
    )
    return code


class Devices:
    """Knows every device by its credential.

    `on_revoked` is called with the id of each device that is let in no longer.
    """

    def __init__(
        self,
        store: DeviceStore,
        hall: tuple[str, str],
        on_revoked: Callable[[str], None] = lambda _: None,
        *,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._store = store
        self._hall = hall
        self._on_revoked = on_revoked
        self._clock = clock
        self._thread = WorkerThread("hall-devices")
        self._by_credential: dict[str, Device] = {}
        self._version = -1
        self._look_again_at = 0.0
        self._looking: asyncio.Task[None] | None = None
        self._seen: dict[str, datetime] = {}
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Read the table, and go on looking at it. Raises what the store raises."""
        await self.refresh()
        self._task = asyncio.create_task(self._keep_up())

    async def close(self) -> None:
        """Keep when devices were last heard of, and stop."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait({self._task})
        await self._keep_seen()
        await asyncio.to_thread(self._thread.close)
        self._store.close()

    def of(self, credential: str) -> Device:
        """The device with this credential. Raises `DeviceUnknown`, `DeviceRevoked`."""
        device = self._by_credential.get(credential_hash(credential))
        if device is None:
            raise DeviceUnknown
        if device.revoked_at is not None:
            raise DeviceRevoked
        self._seen[device.id] = self._clock()
        return device

    async def of_newly(self, credential: str) -> Device:
        """As `of`, looking into the table once more for whom another server may have enrolled."""
        try:
            return self.of(credential)
        except DeviceRevoked:
            raise
        except DeviceUnknown:
            pass
        now = asyncio.get_running_loop().time()
        if self._looking is None or (self._looking.done() and now >= self._look_again_at):
            self._look_again_at = now + LOOK_AGAIN_S
            self._looking = asyncio.create_task(self.refresh())
        await asyncio.shield(self._looking)  # everybody who asks meanwhile waits for one look
        return self.of(credential)

    def listed(self) -> list[Device]:
        """Every device with when it was last heard of, revoked ones too."""
        import msgspec

        return [
            msgspec.structs.replace(device, last_seen=self._seen.get(device.id, device.last_seen))
            for device in self._by_credential.values()
        ]

    async def make_code(self, role: Role, name: str, made_by: str) -> str:
        """As the function `make_code`."""
        return await self._thread.run(make_code, self._store, role, name, made_by, self._clock())

    async def revoke(self, device_id: str) -> None:
        """Let a device in no longer, from this moment on. Raises `NoSuchDevice`."""
        if not await self._thread.run(self._store.revoke, device_id, self._clock()):
            raise NoSuchDevice(device=device_id)
        await self.refresh()

    async def enrol(self, asked: EnrolRequest, fingerprint: bytes) -> EnrolAnswer:
        """Let a device in that proves that it knows a code and sees this server's certificate.

        Raises `EnrolmentRefused`, for whatever reason: none is told to whoever guesses.
        """
        answer, device = await self._thread.run(self._enrol, asked, fingerprint)
        log.info("%s %s was enrolled by %s", device.role, device.name, device.enrolled_by)
        await self.refresh()
        return answer

    async def refresh(self) -> None:
        """Read the table again when somebody changed it."""
        devices = await self._thread.run(self._read)
        if devices is None:
            return
        before = self._by_credential
        self._by_credential = {device.credential_hash: device for device in devices}
        for device in devices:
            known = before.get(device.credential_hash)
            if device.revoked_at is not None and known is not None and known.revoked_at is None:
                log.info("%s %s was revoked", device.role, device.name)
                self._on_revoked(device.id)

    async def _keep_up(self) -> None:
        kept_at = asyncio.get_running_loop().time()
        while True:
            await asyncio.sleep(REFRESH_S)
            try:
                await self.refresh()
            except Failure as failure:
                log.warning("the table of devices was not read: %s", failure)
            if (now := asyncio.get_running_loop().time()) - kept_at >= KEEP_SEEN_S:
                kept_at = now
                await self._keep_seen()

    async def _keep_seen(self) -> None:
        seen, self._seen = self._seen, {}
        if not seen:
            return
        try:
            await self._thread.run(self._store.note_seen, tuple(seen.items()))
        except Failure as failure:
            self._seen = seen | self._seen
            log.warning("when devices were last seen was not kept: %s", failure)

    # on the thread

    def _read(self) -> list[Device] | None:
        version = self._store.version()
        if version == self._version:
            return None
        devices = self._store.devices()
        self._version = version
        return devices

    def _enrol(self, asked: EnrolRequest, fingerprint: bytes) -> tuple[EnrolAnswer, Device]:
        now = self._clock()
        code = self._store.code(asked.code)
        if code is None or code.expires_at < now or code.tries >= TRIES:
            raise EnrolmentRefused
        if not hmac.compare_digest(client_proof(code.key, fingerprint, asked.nonce), asked.proof):
            self._store.count_try(code.id)
            raise EnrolmentRefused
        if not self._store.use_code(code):
            raise EnrolmentRefused
        credential = new_credential()
        device = Device(
            id=secrets.token_hex(4),
            credential_hash=credential_hash(credential),
            role=code.role,
            window=code.window,
            name=code.name,
            enrolled_at=now,
            enrolled_by=code.made_by,
        )
        self._store.enrol(device)
        enrolled = Enrolled(
            device.id, credential, device.role, device.window, device.name, *self._hall
        )
        return answer_to(code.key, fingerprint, asked.nonce, enrolled), device
