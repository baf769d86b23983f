"""A kiosk put together from its settings, at work by itself."""

import asyncio
from contextlib import AsyncExitStack
from pathlib import Path

import keyring
import pytest
from keyring.backends.fail import Keyring as NoKeyring
from PySide6.QtWidgets import QApplication

from desk.cli import main
from desk.hall import open_hall
from desk.kiosk.failures import NoHallSet
from desk.kiosk.main import open_kiosk
from desk.kiosk.state import KioskPage, TicketPaper
from desk.settings import FOLDER_PRINTER, Settings
from desk.vault.keys import KeyringMissing
from desk.vault.lock import ProfileInUse
from tests.hall.halls import make_hall as make_any_hall
from tests.kiosk.stand import until


def settings(folder: Path, url: str) -> Settings:
    """A kiosk that prints into a folder."""
    return Settings(
        profile=folder / "profile",
        hall_url=url,
        printer=FOLDER_PRINTER,
        paper_folder=folder / "tickets",
        ticket_width_mm=58,
    )


async def test_it_sees_the_hall_gives_a_number_and_prints_it(
    tmp_path: Path, qapp: QApplication
) -> None:
    url = make_any_hall(tmp_path)
    async with AsyncExitStack() as stack:
        kiosk = await open_kiosk(settings(tmp_path, url), stack)
        seen: list[KioskPage] = []
        kiosk.subscribe(lambda state: seen.append(state.page))
        await until(lambda: kiosk.state.overview is not None)
        await asyncio.sleep(0.41)  # a page that has just come takes no touch
        kiosk.choose("A")
        await asyncio.sleep(0.41)
        kiosk.take()
        await until(lambda: bool(kiosk.state.given) and kiosk.state.paper is TicketPaper.PRINTED)
        await until(lambda: kiosk.state.before.get("A") == 1)  # told by the hall itself
        with pytest.raises(ProfileInUse):
            await open_kiosk(settings(tmp_path, url), stack)
    assert [path.name[:11] for path in (tmp_path / "tickets").iterdir()] == ["ticket-A001"]
    assert KioskPage.TICKET in seen
    with open_hall(url) as hall:
        assert hall.find("A001") is not None


async def test_what_is_missing_is_said_and_nothing_stays_open(tmp_path: Path) -> None:
    async with AsyncExitStack() as stack:
        with pytest.raises(NoHallSet):
            await open_kiosk(Settings(profile=tmp_path), stack)
        keyring.set_keyring(NoKeyring())  # type: ignore[no-untyped-call]
        for _ in range(2):  # the lock of the first try is not in the way of the second
            with pytest.raises(KeyringMissing):
                await open_kiosk(settings(tmp_path, "sqlite:///x"), stack)


def test_the_command_knows_the_kiosk(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["kiosk", "--help"])
    assert ended.value.code == 0
    assert "--hall-url" in capsys.readouterr().out
