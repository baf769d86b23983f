"""Papers reach a folder and the system's printers whole, and a missing printer is named."""

import errno
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from PySide6.QtWidgets import QApplication

from desk.processes import ProcessPool
from desk.vault.durable import DiskRefused
from desk.worker_thread import WorkerThread
from printing.papers import notice, ticket
from printing.printers import PrinterFailed, PrinterMissing
from printing.printers.qt_system import QtSystemPrinter, printer_names
from printing.printers.save_as_pdf import SaveAsPdf
from printing.queue import PaperKind, PrintQueue, PrintState, WrongState
from printing.spool import Spool
from tests.printing.facts import CASE_NO, NOTICE, TICKET, UNREASONABLE
from tests.printing.reading import codes_in, pictures


@pytest.fixture(scope="session")
def qt() -> QApplication:
    """The application that Qt's printing needs."""
    running = QApplication.instance()
    return running if isinstance(running, QApplication) else QApplication([])


def files_in(folder: Path) -> dict[str, bytes]:
    """Every file of a folder by name."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


# -- a folder ---------------------------------------------------------------------------


async def test_a_paper_is_saved_under_its_number(tmp_path: Path) -> None:
    folder = SaveAsPdf(tmp_path / "papers")
    where = await folder.print(f"notice-{CASE_NO}", b"%PDF one")
    assert where == str(tmp_path / "papers" / f"notice-{CASE_NO}.pdf")
    assert files_in(tmp_path / "papers") == {f"notice-{CASE_NO}.pdf": b"%PDF one"}


async def test_saving_again_neither_doubles_nor_replaces(tmp_path: Path) -> None:
    folder = SaveAsPdf(tmp_path)
    first = await folder.print("notice-1", b"%PDF one")
    assert await folder.print("notice-1", b"%PDF one") == first
    assert await folder.print("notice-1", b"%PDF two") != first
    assert files_in(tmp_path) == {"notice-1.pdf": b"%PDF one", "notice-1-2.pdf": b"%PDF two"}


async def test_a_title_never_leaves_the_folder(tmp_path: Path) -> None:
    folder = SaveAsPdf(tmp_path / "papers")
    for title in ("../../etc/passwd", "..", "/tmp/x", "a\0b", ""):
        where = Path(await folder.print(title, title.encode()))
        assert where.parent == tmp_path / "papers"


async def test_a_folder_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / "papers").write_text("a file where the folder should be")
    with pytest.raises(DiskRefused) as caught:
        await SaveAsPdf(tmp_path / "papers").print("notice-1", b"%PDF")
    assert errno.errorcode[errno.ENOTDIR] in caught.value.sentence or "EEXIST" in str(caught.value)


# -- the system's printers --------------------------------------------------------------


async def test_what_qt_is_given_still_scans(
    qt: QApplication, process_pool: ProcessPool, tmp_path: Path
) -> None:
    printer = QtSystemPrinter("", process_pool, to_file=tmp_path / "out.pdf")
    pdf = notice.render(UNREASONABLE)
    await printer.print("notice", pdf)
    printed = (tmp_path / "out.pdf").read_bytes()
    given, came = pdfium.PdfDocument(pdf), pdfium.PdfDocument(printed)
    assert len(came) == len(given)
    for page in came:
        assert page.get_size() == pytest.approx((595.3, 841.9), abs=1.5)
    for before, after in zip(pictures(pdf, 300), pictures(printed, 300), strict=True):
        assert codes_in(after) == codes_in(before) != set()


async def test_a_ticket_keeps_its_size(
    qt: QApplication, process_pool: ProcessPool, tmp_path: Path
) -> None:
    pdf = ticket.render(TICKET)
    await QtSystemPrinter("", process_pool, to_file=tmp_path / "out.pdf").print("ticket", pdf)
    printed = pdfium.PdfDocument(tmp_path / "out.pdf")
    assert printed[0].get_size() == pytest.approx(pdfium.PdfDocument(pdf)[0].get_size(), abs=1.5)
    assert "A024-20261124" in codes_in(pictures((tmp_path / "out.pdf").read_bytes(), 203)[0])


async def test_a_missing_printer_is_named(qt: QApplication, process_pool: ProcessPool) -> None:
    name = "no such printer"
    assert name not in printer_names()
    with pytest.raises(PrinterMissing, match=name):
        await QtSystemPrinter(name, process_pool).print("notice", notice.render(NOTICE))


async def test_a_printer_that_takes_nothing_has_failed(
    qt: QApplication, process_pool: ProcessPool, tmp_path: Path
) -> None:
    nowhere = tmp_path / "no such folder" / "out.pdf"
    with pytest.raises(PrinterFailed):
        await QtSystemPrinter("", process_pool, to_file=nowhere).print("x", ticket.render(TICKET))


# -- the spool --------------------------------------------------------------------------


async def test_a_job_goes_through_the_spool(
    queue: PrintQueue, worker_thread: WorkerThread, tmp_path: Path
) -> None:
    pdf = notice.render(NOTICE)
    job = queue.add(PaperKind.NOTICE, CASE_NO, pdf)
    done = await Spool(queue, worker_thread).print(job.id, SaveAsPdf(tmp_path / "out"))
    assert done.state is PrintState.PRINTED
    assert done.printer == "PDF · out"
    assert (tmp_path / "out" / f"notice-{CASE_NO}.pdf").read_bytes() == pdf
    with pytest.raises(WrongState):
        await Spool(queue, worker_thread).print(job.id, SaveAsPdf(tmp_path / "out"))


async def test_a_failed_job_waits_with_words_and_prints_later(
    qt: QApplication,
    queue: PrintQueue,
    worker_thread: WorkerThread,
    process_pool: ProcessPool,
    tmp_path: Path,
) -> None:
    job = queue.add(PaperKind.NOTICE, CASE_NO, notice.render(NOTICE))
    spool = Spool(queue, worker_thread)
    with pytest.raises(PrinterMissing):
        await spool.print(job.id, QtSystemPrinter("gone", process_pool))
    failed = queue.job(job.id)
    assert failed.state is PrintState.FAILED
    assert "gone" in failed.why
    queue.again(job.id)
    assert (await spool.print(job.id, SaveAsPdf(tmp_path))).state is PrintState.PRINTED


async def test_a_folder_says_beforehand_whether_it_takes_a_paper(tmp_path: Path) -> None:
    assert await SaveAsPdf(tmp_path / "papers").trouble() is None
    assert list((tmp_path / "papers").iterdir()) == []
    (tmp_path / "file").write_text("a file where the folder should be")
    trouble = await SaveAsPdf(tmp_path / "file").trouble()
    assert isinstance(trouble, DiskRefused)


async def test_a_printer_that_is_not_there_says_so_beforehand(
    qt: QApplication, process_pool: ProcessPool
) -> None:
    trouble = await QtSystemPrinter("no such printer", process_pool).trouble()
    assert isinstance(trouble, PrinterMissing)
