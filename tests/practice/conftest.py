"""One region for all tests of this room that leave it as they found it."""

from collections.abc import Iterator

import httpx
import pytest

from tests.practice.conformance import Conformance
from tests.practice_region import PracticeRegion


@pytest.fixture(scope="session")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PracticeRegion]:
    """The region that stands for the whole session."""
    region = PracticeRegion(tmp_path_factory.mktemp("standing"), record=True)
    yield region
    region.stop()


@pytest.fixture(scope="session")
def contract() -> Conformance:
    """The OpenAPI document that is checked in."""
    return Conformance()


@pytest.fixture
def region(standing: PracticeRegion, contract: Conformance) -> Iterator[PracticeRegion]:
    """The standing region in fair weather; every answer it gave must honour the contract."""
    standing.call("DELETE", "/practice/exchanges")
    yield standing
    standing.clear_faults()
    faults = [
        fault for exchange in standing.exchanges() for fault in contract.answer_faults(exchange)
    ]
    assert not faults


@pytest.fixture
def stormy(standing: PracticeRegion) -> Iterator[PracticeRegion]:
    """The standing region for tests of bad weather; it is fair again afterwards."""
    yield standing
    standing.clear_faults()


@pytest.fixture
def client(region: PracticeRegion) -> Iterator[httpx.Client]:
    """A window that is signed in at the standing region."""
    with region.client() as client:
        yield client
