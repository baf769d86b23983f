"""A complete case before it is submitted: where the last two steps of a visit begin."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from desk.domain.visits import Step
from desk.processes import ProcessPool
from desk.qt.language import speak
from printing.printers import Printer
from printing.printers.qt_system import QtSystemPrinter
from printing.printers.save_as_pdf import SaveAsPdf
from tests.clerk.desks import ClerkDesk
from tests.practice_region import PracticeRegion
from tests.visit.conftest import MakeWindow
from tests.visit.pages import LIANG, SOCIAL_CARD
from tests.visit.window import Window

FORM = {"contact_name": "梁思源", "contact_phone": "13978800001", "reason": "遗失"}


@pytest.fixture
def saved_papers(tmp_path: Path) -> Path:
    """Where papers are saved as files."""
    return tmp_path / "saved"


@pytest.fixture
def printers(process_pool: ProcessPool, saved_papers: Path) -> tuple[Printer, ...]:
    """One that is not there, and a folder."""
    return (QtSystemPrinter("no-such-printer", process_pool), SaveAsPdf(saved_papers))


@pytest.fixture
async def submit_step(
    qapp: QApplication,
    open_window: MakeWindow,
    region: PracticeRegion,
    papers: list[Path],
    printers: tuple[Printer, ...],
) -> AsyncIterator[ClerkDesk]:
    """A complete case before it is submitted; the first printer is not there, a folder is."""
    speak(qapp, "en")
    window = await open_window(region_url=region.url)
    desk = ClerkDesk(qapp, window, printers=printers)
    await desk.show()
    await ready(window, papers)
    await desk.settle()
    yield desk
    await desk.settle()
    desk.close()


async def ready(window: Window, papers: list[Path]) -> None:
    """Everything is entered."""
    window.hall.take("C")
    await window.call_step.call_next()
    await window.identify_step.identify(*LIANG)
    await window.matter_step.choose(SOCIAL_CARD)
    await window.materials_step.take_files("02", papers)
    await window.form_step.save(FORM)
    await window.session.go(Step.SUBMIT)


def names_in(folder: Path) -> list[str]:
    """What lies in the folder."""
    return [path.name for path in folder.iterdir()]


def primary(desk: ClerkDesk) -> str:
    """The key and the words of the large button."""
    bar = desk.shell.view.bar()
    assert bar.primary is not None
    return f"{bar.primary.key} {bar.primary.label}"


async def send(desk: ClerkDesk) -> None:
    """Let the case reach the region, and be shown."""
    await desk.window.send()
    await desk.settle()
