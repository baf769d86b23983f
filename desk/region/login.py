"""Signing in by the OAuth 2.0 device grant (RFC 8628).

The window shows a code and an address; a person confirms it in a browser, on this PC or on a
phone. The unattended demo confirms it over HTTP.
"""

import asyncio
import time

from desk.region import checks
from desk.region.client import RegionClient
from desk.region.contract import Clerk, DeviceAuthorization
from desk.region.problems import RegionFailure, SignInDenied, SignInExpired

DEVICE_GRANT = "urn:ietf:params:oauth:grant-type:device_code"

_SLOWER_S = 5  # RFC 8628, section 3.5: what `slow_down` adds to the interval
_LONGEST_PAUSE_S = 60


class DeviceLogin:
    """One sign-in, from asking for a code to knowing the clerk."""

    def __init__(self, client: RegionClient) -> None:
        self._client = client
        self._begun: DeviceAuthorization | None = None
        self._until = 0.0

    async def begin(self) -> DeviceAuthorization:
        """Ask the region for a code to show.

        Raises `RegionFailure`; `SignInElsewhere` when the page to confirm it on is neither the
        region's own nor the issuer's.
        """
        discovery = await self._client.discovery()
        answer = await self._client.form(discovery.device_authorization_endpoint, {})
        begun = checks.device(answer.read(DeviceAuthorization))
        for address in (begun.verification_uri, begun.verification_uri_complete):
            if address:
                self._client.require_sign_in_address(address)
        self._begun = begun
        self._until = time.monotonic() + self._begun.expires_in
        return self._begun

    async def wait(self) -> Clerk:
        """Wait until the code from `begin` is confirmed and return who signed in.

        Cancelling the task gives up. Raises `SignInDenied`, `SignInExpired` or another
        `RegionFailure`; one that is passing does not end the waiting.
        """
        if self._begun is None:
            raise SignInExpired()
        interval = pause = float(max(self._begun.interval, 1))
        while True:
            left = self._until - time.monotonic()
            if left <= 0:
                raise SignInExpired()
            await asyncio.sleep(min(pause, left))
            try:
                error = await self._client.grant(
                    {"grant_type": DEVICE_GRANT, "device_code": self._begun.device_code}
                )
            except RegionFailure as failure:
                if not failure.passing:
                    raise
                pause = min(max(pause * 2, failure.retry_after_s or 0), _LONGEST_PAUSE_S)
                continue
            if error == "":
                return await self._client.me()
            if error == "slow_down":
                interval += _SLOWER_S
            elif error == "access_denied":
                raise SignInDenied()
            elif error != "authorization_pending":
                raise SignInExpired()
            pause = interval
