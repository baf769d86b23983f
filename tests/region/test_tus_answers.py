"""Upload servers that count, drop or digest otherwise than they should."""

import pytest

from desk.region.problems import NotAtRegion, RegionAnswerBroken
from desk.region.tokens import Tokens
from desk.region.uploads import upload
from tests.region.conftest import ClientTo
from tests.region.files import page_file
from tests.region.strange_server import StrangeServer, answer


class Tus:
    """A tus server of one upload; each answer can be replaced.

    `heads` are the headers of the answers to HEAD in order, the last one again and again.
    """

    def __init__(self, *heads: dict[str, str], patched: dict[str, str] | None = None) -> None:
        self.heads = list(heads)
        self.patched = patched or {}

    def __call__(self, request: bytes) -> bytes:
        if request.startswith(b"POST"):
            return answer(status=201, headers={"Location": "/files/1"})
        if request.startswith(b"PATCH"):
            return answer(status=204, headers=self.patched)
        head = self.heads.pop(0) if len(self.heads) > 1 else self.heads[0]
        return answer(status=int(head.get("status", "200")), headers=head)


EMPTY, WHOLE, GONE = {"Upload-Offset": "0"}, {"Upload-Offset": "4"}, {"status": "404"}


@pytest.mark.parametrize(
    ("server", "reason"),
    [
        (Tus({}), "Upload-Offset"),
        (Tus({"Upload-Offset": "5"}), "Upload-Offset"),
        (Tus({"Upload-Offset": "-1"}), "Upload-Offset"),
        (Tus(EMPTY), "Upload-Offset"),  # the answer to PATCH counts nothing
        (Tus(EMPTY, patched={"Upload-Offset": "3"}), "Upload-Offset"),
        (Tus(EMPTY, EMPTY, patched=WHOLE), "Upload-Offset"),  # afterwards it is empty again
        (Tus(EMPTY, WHOLE, patched=WHOLE), "no Repr-Digest"),
        (Tus(EMPTY, {**WHOLE, "Repr-Digest": "sha-256=:AA==:"}, patched=WHOLE), "Repr-Digest"),
    ],
)
async def test_a_server_that_counts_or_digests_wrongly_is_not_believed(
    strange: StrangeServer, client_to: ClientTo, tokens: Tokens, server: Tus, reason: str
) -> None:
    tokens.access = "any"
    strange.script = Tus(*server.heads, patched=server.patched)
    with pytest.raises(RegionAnswerBroken, match=reason):
        await upload(client_to(strange.url), page_file(b"page"))


async def test_an_upload_that_is_gone_as_soon_as_it_is_made_is_not_asked_for_ever(
    strange: StrangeServer, client_to: ClientTo, tokens: Tokens
) -> None:
    tokens.access = "any"
    strange.script = Tus(GONE)
    with pytest.raises(NotAtRegion):
        await upload(client_to(strange.url), page_file(b"page"), key="key-1234")
    assert len(strange.requests) == 4
