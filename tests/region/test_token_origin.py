"""Tokens, codes and clerks go to the region's own origin, or to the issuer that the hall names."""

import json
from collections.abc import Callable, Iterator

import pytest

from desk.region.client import RegionClient
from desk.region.login import DeviceLogin
from desk.region.problems import (
    RegionAnswerBroken,
    RegionFailure,
    RegionNotTrusted,
    SignInElsewhere,
    SignInNeeded,
)
from desk.region.tokens import REFRESH_TOKEN, Tokens
from desk.region.uploads import UploadFile, upload
from desk.region.wire import RegionHttp
from desk.vault.keys import Keys
from tests.region.conftest import ClientTo
from tests.region.strange_server import StrangeServer, answer

SECRET = "a-refresh-token-nobody-else-may-see"
ACCESS = "an-access-token-nobody-else-may-see"
TOKEN = {"access_token": ACCESS, "token_type": "Bearer", "expires_in": 600}


@pytest.fixture
def thief() -> Iterator[StrangeServer]:
    """Another server on this machine, which would take whatever it is given."""
    with StrangeServer() as server:
        server.always(answer(json.dumps(TOKEN).encode()))
        yield server


def region(url: str, token: str, device: str, page: str = "") -> Callable[[bytes], bytes]:
    """A region that names these endpoints, and this page to confirm a code on."""
    discovery = {
        "region_code": "45", "region_name": "r", "practice": True, "versions": ["1"],
        "features": [], "max_upload_size": 1000, "public_url": url,
        "device_authorization_endpoint": device, "token_endpoint": token,
    }  # fmt: skip
    code = {
        "device_code": "d", "user_code": "U", "verification_uri": page,
        "verification_uri_complete": page + "?u=U", "expires_in": 60,
    }  # fmt: skip

    def script(request: bytes) -> bytes:
        path = request.split(b" ")[1]
        if path.startswith(b"/.well-known"):
            return answer(json.dumps(discovery).encode())
        if path == b"/device":
            return answer(json.dumps(code).encode())
        if path == b"/token":
            return answer(json.dumps(TOKEN).encode())
        return answer(b"{}", status=401)

    return script


def places(thief: StrangeServer, own: str) -> list[str]:
    """Ways to write an address that is not the region's own."""
    port, own_port = thief.url.rsplit(":", 1)[1], own.rsplit(":", 1)[1]
    return [
        thief.url + "/token",
        f"http://localhost:{own_port}/token",
        f"http://127.0.0.1:{own_port}@127.0.0.1:{port}/token",
        f"http://127.0.0.1:{port}\\@127.0.0.1:{own_port}/token",
        f"//127.0.0.1:{port}/token",
        f"http://[::1]:{own_port}/token",
        f"https://127.0.0.1:{own_port}/token",
        "http://region.example/token",
        f"http://127.0.0.1:{own_port}\t.example/token",
        "",
    ]


@pytest.mark.parametrize("place", range(10))
async def test_a_refresh_token_never_leaves_the_region(
    strange: StrangeServer, thief: StrangeServer, client_to: ClientTo, keys: Keys, place: int
) -> None:
    keys.keep_secret(REFRESH_TOKEN, SECRET)
    token = places(thief, strange.url)[place]
    strange.script = region(strange.url, token, strange.url + "/device")
    with pytest.raises(RegionFailure):
        await client_to(strange.url).me()
    assert thief.requests == []
    assert all(SECRET.encode() not in request for request in strange.requests)
    assert keys.secret(REFRESH_TOKEN) == SECRET  # nobody is signed out by it


async def test_a_code_is_asked_for_and_confirmed_at_the_region_only(
    strange: StrangeServer, thief: StrangeServer, client_to: ClientTo
) -> None:
    own = strange.url
    strange.script = region(own, own + "/token", thief.url + "/device", own + "/page")
    with pytest.raises(SignInElsewhere) as told:
        await DeviceLogin(client_to(own)).begin()
    assert told.value.facts == {"host": "127.0.0.1"}
    for page in (thief.url + "/page", "https://phishing.example/", "http://localhost/"):
        strange.script = region(own, own + "/token", own + "/device", page)
        with pytest.raises((SignInElsewhere, RegionAnswerBroken)):
            await DeviceLogin(client_to(own)).begin()
    strange.script = region(own, own + "/token", own + "/device", own + "/page")
    assert (await DeviceLogin(client_to(own)).begin()).user_code == "U"
    assert thief.requests == []


async def test_a_region_that_mends_its_addresses_is_believed_again(
    strange: StrangeServer, thief: StrangeServer, client_to: ClientTo, keys: Keys
) -> None:
    keys.keep_secret(REFRESH_TOKEN, SECRET)
    own = strange.url
    client = client_to(own)
    strange.script = region(own, thief.url + "/token", own + "/device")
    with pytest.raises(SignInElsewhere):
        await client.me()
    strange.script = region(own, own + "/token", own + "/device")
    with pytest.raises(SignInNeeded):  # this region's /me answers 401 to everybody
        await client.me()
    assert any(SECRET.encode() in request for request in strange.requests)


async def test_the_issuer_that_the_hall_names_may_sign_clerks_in(
    strange: StrangeServer, thief: StrangeServer, tokens: Tokens, keys: Keys
) -> None:
    keys.keep_secret(REFRESH_TOKEN, SECRET)
    issuer = thief  # trusted this time
    strange.script = region(strange.url, issuer.url + "/token", strange.url + "/device")
    client = RegionClient(strange.url, tokens, issuer_url=issuer.url + "/realms/gx")
    try:
        with pytest.raises(SignInNeeded):
            await client.me()
    finally:
        await client.close()
    assert len(issuer.requests) == 1
    assert SECRET.encode() in issuer.requests[0]
    assert ACCESS.encode() not in issuer.requests[0]


@pytest.mark.parametrize(
    ("region_url", "issuer_url", "address", "right"),
    [
        ("https://r.example/api", "", "https://r.example/token", True),
        ("https://r.example/api", "", "https://R.EXAMPLE:443/token", True),
        ("https://r.example/api", "", "https://r.example:8443/token", False),
        ("https://r.example/api", "", "http://r.example/token", False),
        ("https://r.example/api", "", "http://127.0.0.1/token", False),
        ("https://r.example/api", "http://127.0.0.1", "http://127.0.0.1/token", False),
        ("https://r.example/api", "https://login.example/", "https://login.example/x", True),
        ("https://r.example/api", "https://login.example/", "https://login.example.evil/x", False),
        ("https://r.example/api", "https://login.example/", "https://r.example/x", True),
        ("http://127.0.0.1:8000", "http://127.0.0.1:9000", "http://127.0.0.1:9000/x", True),
        ("http://127.0.0.1:8000", "", "http://127.0.0.1:9000/x", False),
        ("https://r.example/api", "nonsense", "https://login.example/x", False),
        ("https://r.example/api", "", "javascript:alert(1)", False),
        ("https://r.example/api", "", "/oauth/token", True),
    ],
)
def test_who_may_be_given_tokens(
    region_url: str, issuer_url: str, address: str, right: bool
) -> None:
    assert RegionHttp(region_url, issuer_url=issuer_url).is_for_sign_in(address) is right


async def test_an_access_token_and_pages_go_nowhere_else(
    strange: StrangeServer, thief: StrangeServer, client_to: ClientTo, tokens: Tokens
) -> None:
    """Neither by an upload's address, kept or new, nor by a redirect."""
    tokens.access = ACCESS
    client = client_to(strange.url)
    file = UploadFile("0" * 64, 4, 1, "image/png", lambda offset: [b"data"[offset:]])
    for address in (thief.url + "/files/1", "//" + thief.url.removeprefix("http://") + "/files/1"):
        created = answer(status=201, media_type="", headers={"Location": address})
        strange.always(created)
        with pytest.raises(RegionAnswerBroken):
            await upload(client, file)
        with pytest.raises(RegionAnswerBroken):
            await upload(client, file, url=address)
        with pytest.raises(RegionNotTrusted):
            await client.call("PATCH", address, body=b"data")
    for status in (301, 302, 303, 307, 308):
        strange.always(answer(status=status, headers={"Location": thief.url + "/me"}))
        with pytest.raises(RegionFailure):
            await client.me()
    assert thief.requests == []
