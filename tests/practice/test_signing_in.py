"""Signing in by the device grant (RFC 8628), and staying signed in."""

from typing import Any

import httpx

from tests.practice_region import CLIENT_ID, PracticeRegion

GRANT = "urn:ietf:params:oauth:grant-type:device_code"


def begin(region: PracticeRegion) -> dict[str, Any]:
    """A device asks for a code."""
    answer = httpx.post(region.url + "/oauth/device_authorization", data={"client_id": CLIENT_ID})
    assert answer.status_code == 200
    told: dict[str, Any] = answer.json()
    return told


def poll(region: PracticeRegion, device_code: str, client: str = CLIENT_ID) -> httpx.Response:
    """The device asks whether somebody approved."""
    form = {"grant_type": GRANT, "client_id": client, "device_code": device_code}
    return httpx.post(region.url + "/oauth/token", data=form)


def refresh(region: PracticeRegion, token: str) -> httpx.Response:
    """A new pair of tokens for this refresh token."""
    form = {"grant_type": "refresh_token", "client_id": CLIENT_ID, "refresh_token": token}
    return httpx.post(region.url + "/oauth/token", data=form)


def who(region: PracticeRegion, access: str) -> httpx.Response:
    """Ask who is signed in."""
    return httpx.get(region.url + "/me", headers={"Authorization": f"Bearer {access}"})


def test_a_window_waits_until_a_person_lets_it_in(region: PracticeRegion) -> None:
    begun = begin(region)
    pending = poll(region, begun["device_code"])
    assert (pending.status_code, pending.json()["error"]) == (400, "authorization_pending")

    page = httpx.get(begun["verification_uri_complete"])
    assert begun["user_code"] in page.text
    assert "演练" in page.text
    region.approve(begun["user_code"].replace("-", "").lower())  # however it was typed

    assert poll(region, begun["device_code"]).json()["error"] == "slow_down"
    begun = begin(region)
    region.approve(begun["user_code"])
    tokens = poll(region, begun["device_code"])
    assert tokens.headers["cache-control"] == "no-store"
    clerk = who(region, tokens.json()["access_token"]).json()
    assert clerk == {"id": "gx-0371", "name": "韦丽", "role": "综合窗口"}


def test_a_device_code_is_worth_one_sign_in(region: PracticeRegion) -> None:
    begun = begin(region)
    region.approve(begun["user_code"])
    assert poll(region, begun["device_code"], "another-client").json()["error"] == "invalid_grant"
    begun = begin(region)
    region.approve(begun["user_code"])
    assert poll(region, begun["device_code"]).status_code == 200
    assert poll(region, begun["device_code"]).json()["error"] == "invalid_grant"


def test_a_code_expires(practice: PracticeRegion) -> None:
    begun = begin(practice)
    practice.fault(skew_clock_s=begun["expires_in"] + 1)
    assert poll(practice, begun["device_code"]).json()["error"] == "expired_token"
    answer = httpx.post(practice.url + "/device/approve", data={"user_code": begun["user_code"]})
    assert answer.status_code == 404


def test_tokens_are_renewed_and_end(practice: PracticeRegion) -> None:
    first = practice.sign_in()
    practice.fault(skew_clock_s=first["expires_in"] + 1)
    assert who(practice, first["access_token"]).status_code == 401
    second = refresh(practice, first["refresh_token"]).json()
    assert who(practice, second["access_token"]).status_code == 200


def test_a_refresh_token_that_comes_twice_ends_them_all(region: PracticeRegion) -> None:
    first = region.sign_in()
    second = refresh(region, first["refresh_token"]).json()
    assert refresh(region, first["refresh_token"]).json()["error"] == "invalid_grant"
    assert who(region, second["access_token"]).status_code == 401
    assert refresh(region, second["refresh_token"]).json()["error"] == "invalid_grant"


def test_everybody_can_be_signed_out_for_training(practice: PracticeRegion) -> None:
    tokens = practice.sign_in()
    practice.call("DELETE", "/practice/tokens")
    assert who(practice, tokens["access_token"]).status_code == 401


def test_what_the_provider_does_not_do_it_says(region: PracticeRegion) -> None:
    form = {"grant_type": "password", "client_id": CLIENT_ID}
    answer = httpx.post(region.url + "/oauth/token", data=form)
    assert answer.json()["error"] == "unsupported_grant_type"
    answer = httpx.post(region.url + "/oauth/device_authorization", data={})
    assert (answer.status_code, answer.json()["error"]) == (401, "invalid_client")
