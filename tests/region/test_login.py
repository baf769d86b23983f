"""Signing in: the code on the screen, the keyring, and the silence of renewal."""

import asyncio
import json
import time

import pytest

from desk.region.client import RegionClient
from desk.region.login import DeviceLogin
from desk.region.problems import (
    RegionAnswerBroken,
    RegionBusy,
    RegionNotTrusted,
    SignInDenied,
    SignInExpired,
    SignInNeeded,
)
from desk.region.tokens import REFRESH_TOKEN, Tokens
from desk.vault.keys import Keys
from tests.practice_region import PracticeRegion
from tests.region.conftest import ClientTo
from tests.region.strange_server import StrangeServer, answer


async def test_a_clerk_signs_in_by_confirming_the_code(
    practice: PracticeRegion, client_to: ClientTo, keys: Keys
) -> None:
    client = client_to(practice.url)
    login = DeviceLogin(client)
    begun = await login.begin()
    assert begun.user_code in begun.verification_uri_complete
    waiting = asyncio.create_task(login.wait())
    await asyncio.sleep(1.3)  # one poll hears that it is pending
    assert not waiting.done()
    await asyncio.to_thread(practice.approve, begun.user_code)
    assert (await waiting).name == "韦丽"
    assert keys.secret(REFRESH_TOKEN)
    assert await client.me() == waiting.result()


async def test_bad_weather_does_not_end_a_sign_in(
    practice: PracticeRegion, client_to: ClientTo
) -> None:
    login = DeviceLogin(client_to(practice.url))
    begun = await login.begin()
    practice.approve(begun.user_code)
    practice.fault(path="/oauth/token", html=True)
    practice.fault(path="/oauth/token", status=503, retry_after=1)
    assert (await login.wait()).name == "韦丽"


async def test_nobody_is_signed_in_at_a_new_window(
    practice: PracticeRegion, client_to: ClientTo
) -> None:
    with pytest.raises(SignInNeeded):
        await client_to(practice.url).me()


async def test_a_window_that_was_signed_in_need_not_ask_again(client: RegionClient) -> None:
    assert (await client.me()).id == "gx-0371"


async def test_an_access_token_that_is_over_is_renewed_silently(
    client: RegionClient, tokens: Tokens, keys: Keys
) -> None:
    await client.me()
    spent = keys.secret(REFRESH_TOKEN)
    tokens.access = "over"
    answers = await asyncio.gather(*(client.me() for _ in range(5)))
    assert len(set(answers)) == 1
    assert keys.secret(REFRESH_TOKEN) != spent


async def test_many_calls_renew_the_token_once(
    client: RegionClient, tokens: Tokens, signed_in: PracticeRegion
) -> None:
    tokens.access = "over"
    await asyncio.gather(*(client.me() for _ in range(5)))
    asked = [one for one in signed_in.exchanges() if one["path"] == "/oauth/token"]
    assert len(asked) == 2  # the sign-in of the fixture, and one renewal


async def test_a_renewal_outlives_the_call_that_began_it(
    client: RegionClient, tokens: Tokens, signed_in: PracticeRegion
) -> None:
    await client.discovery()
    signed_in.fault(path="/oauth/token", delay_ms=300)
    call = asyncio.create_task(client.me())
    await asyncio.sleep(0.15)
    call.cancel()
    with pytest.raises(asyncio.CancelledError):
        await call
    await client.close()  # waits for the renewal
    assert tokens.access


async def test_a_sign_in_that_is_over_asks_for_a_new_one(
    client: RegionClient, signed_in: PracticeRegion, keys: Keys
) -> None:
    await client.me()
    signed_in.call("DELETE", "/practice/tokens")
    with pytest.raises(SignInNeeded) as told:
        await client.me()
    assert told.value.passing
    assert keys.secret(REFRESH_TOKEN) is None


async def test_a_busy_provider_does_not_sign_anybody_out(
    client: RegionClient, signed_in: PracticeRegion, keys: Keys
) -> None:
    signed_in.fault(path="/oauth/token", status=503, retry_after=3)
    with pytest.raises(RegionBusy):
        await client.me()
    assert keys.secret(REFRESH_TOKEN)
    assert (await client.me()).name == "韦丽"


async def test_signing_out_leaves_no_token(
    client: RegionClient, keys: Keys, tokens: Tokens
) -> None:
    await client.me()
    await client.sign_out()
    assert keys.secret(REFRESH_TOKEN) is None
    assert tokens.access == ""
    with pytest.raises(SignInNeeded):
        await client.me()


class Provider:
    """A provider whose token endpoint says what a test wants."""

    def __init__(self, server: StrangeServer, *polls: str, expires_in: int = 60) -> None:
        self.url = server.url
        self.polls = list(polls)
        self.asked: list[float] = []
        self.expires_in = expires_in
        server.script = self.script

    def script(self, request: bytes) -> bytes:
        if b"hall-region" in request:
            told: dict[str, object] = {
                "region_code": "45",
                "region_name": "r",
                "practice": True,
                "versions": ["1"],
                "features": [],
                "max_upload_size": 1,
                "public_url": self.url,
                "device_authorization_endpoint": self.url + "/begin",
                "token_endpoint": self.url + "/token",
            }
        elif b"/begin" in request:
            told = {
                "device_code": "d",
                "user_code": "BCDF-GHJK",
                "interval": 1,
                "verification_uri": self.url,
                "verification_uri_complete": self.url,
                "expires_in": self.expires_in,
            }
        else:
            self.asked.append(time.monotonic())
            error = self.polls.pop(0) if self.polls else "authorization_pending"
            return answer(json.dumps({"error": error}).encode(), status=400)
        return answer(json.dumps(told).encode())


@pytest.mark.parametrize(
    ("error", "failure"),
    [
        ("access_denied", SignInDenied),
        ("expired_token", SignInExpired),
        ("invalid_grant", SignInExpired),
    ],
)
async def test_a_refused_sign_in_says_why(
    strange: StrangeServer, client_to: ClientTo, error: str, failure: type[Exception]
) -> None:
    provider = Provider(strange, error)
    login = DeviceLogin(client_to(provider.url))
    await login.begin()
    with pytest.raises(failure):
        await login.wait()


async def test_a_provider_that_is_asked_too_often_is_asked_less(
    strange: StrangeServer, client_to: ClientTo
) -> None:
    provider = Provider(strange, "slow_down", "access_denied")
    login = DeviceLogin(client_to(provider.url))
    await login.begin()
    with pytest.raises(SignInDenied):
        await login.wait()
    assert provider.asked[1] - provider.asked[0] >= 5.9


async def test_a_code_that_nobody_confirms_expires(
    strange: StrangeServer, client_to: ClientTo
) -> None:
    provider = Provider(strange, expires_in=2)
    login = DeviceLogin(client_to(provider.url))
    await login.begin()
    with pytest.raises(SignInExpired):
        await login.wait()


async def test_no_token_goes_to_a_strangers_page(
    strange: StrangeServer, client_to: ClientTo, tokens: Tokens
) -> None:
    tokens.access = "secret-access"
    strange.always(answer(b"<html>", media_type="text/html", status=302))
    client = client_to("http://127.0.0.1:1/")
    with pytest.raises(RegionNotTrusted):
        await client.call("GET", strange.url + "/me")
    assert strange.requests == []  # not even asked
    with pytest.raises(RegionAnswerBroken):
        await client.wire.exchange("GET", strange.url + "/me", bearer="secret-access")
    assert b"secret-access" not in strange.requests[0]
