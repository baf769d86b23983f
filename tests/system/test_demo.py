"""``desk demo --unattended``, the real command: what it leaves behind, and when it fails."""

import hashlib
import io
import json
import os
import re
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image

from desk.demo.confirm import linear_codes
from desk.demo.practice_hall import GIVER, HallUnfit, prepare_hall
from desk.domain.clock import utc_now
from desk.domain.tickets import TicketState, Window
from desk.hall.adapters.server import keep_password
from desk.hall.store import open_hall
from desk.settings import PREFIX, Settings
from tests.hall.halls import Clock, make_hall
from tests.postgres import OWNER, Cluster, shared_keyring
from tests.scan.papers import text_page

LIMIT_S = 240
STEPS = ("sign-in", "call", "identify", "matter", "materials", "form", "submit", "paper")


@dataclass(frozen=True)
class Run:
    """One run of the command and the folder that it left."""

    status: int
    console: str
    out: Path

    @property
    def summary(self) -> dict[str, Any]:
        """What summary.json says."""
        told: dict[str, Any] = json.loads((self.out / "summary.json").read_text("utf-8"))
        return told

    @property
    def journal(self) -> list[dict[str, Any]]:
        """The lines of journal.jsonl."""
        lines = (self.out / "journal.jsonl").read_text("utf-8").splitlines()
        return [json.loads(line) for line in lines]

    def said(self) -> str:
        """Every event's words, line by line."""
        return "\n".join(line["what"] for line in self.journal)


def demo(out: Path, *words: str) -> Run:
    """Run the demo as a person types it, on a machine without a display."""
    home = out.with_name(f"{out.name}-home")
    home.mkdir()
    settings = {f"{PREFIX}{name.upper()}" for name in Settings.__struct_fields__}
    environment = {k: v for k, v in os.environ.items() if k not in settings}
    environment |= {"QT_QPA_PLATFORM": "offscreen", "XDG_DATA_HOME": str(home), "TMPDIR": str(home)}
    done = subprocess.run(
        [sys.executable, "-m", "desk", "demo", "--unattended", "--out", str(out), *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=environment,
        timeout=LIMIT_S,
        check=False,
    )
    return Run(done.returncode, done.stdout, out)


@pytest.fixture(scope="module", params=["embedded", "postgresql"])
def run(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Two visits, as many tests look at them.

    In the demo's own hall without a server, and with one over PostgreSQL.
    """
    folder = tmp_path_factory.mktemp("demo")
    if request.param == "embedded":
        return demo(folder / "out", "--visits", "2")
    cluster: Cluster = request.getfixturevalue("cluster")
    (folder / "keyring").mkdir()
    with shared_keyring(folder / "keyring"), cluster.database() as name:
        url = cluster.url(name)
        keep_password(url, cluster.passwords[OWNER])
        return demo(folder / "out", "--visits", "2", "--hall", url)


def test_two_visits_end_well(run: Run) -> None:
    assert run.status == 0, run.console
    assert "2 cases at the region" in run.console
    assert "Traceback" not in run.console
    assert "ERROR" not in run.console


def test_the_summary_has_exactly_these_facts(run: Run) -> None:
    summary = run.summary
    assert set(summary) == {"tickets", "calls", "pages", "cases", "receipts", "errors"}
    assert (summary["tickets"], summary["calls"], summary["errors"]) == (2, 2, 0)
    assert len(summary["cases"]) == len(summary["receipts"]) == 2
    for case in summary["cases"]:
        assert set(case) == {"case_no", "local_no", "state", "files"}
        assert re.fullmatch(r"45-0100-\d{8}-\d{6}", case["case_no"])
        assert re.fullmatch(r"NN01-3-\d{8}-\d{4}-[0-9A-Z]", case["local_no"])
        assert case["state"] == "accepted"
        for file in case["files"]:
            assert set(file) == {"sha256", "pages"}
            assert re.fullmatch(r"[0-9a-f]{64}", file["sha256"])
    for receipt in summary["receipts"]:
        assert set(receipt) == {"file", "barcode"}
    counted = sum(file["pages"] for case in summary["cases"] for file in case["files"])
    assert summary["pages"] == counted > 0


def test_every_receipt_carries_the_number_of_its_case(run: Run) -> None:
    numbers = {case["case_no"] for case in run.summary["cases"]}
    read = {r["file"]: r["barcode"] for r in run.summary["receipts"]}
    assert set(read.values()) == numbers
    assert {path.name for path in (run.out / "receipts").iterdir()} == set(read)
    for name, number in read.items():
        assert linear_codes(run.out / "receipts" / name) == [number]


def test_every_citizen_got_a_ticket(run: Run) -> None:
    assert len(list((run.out / "tickets").glob("*.pdf"))) == 2
    assert all(path.suffix == ".pdf" for path in (run.out / "tickets").iterdir())


def test_every_step_of_the_first_visit_has_its_picture(run: Run) -> None:
    pictures = sorted((run.out / "screens").iterdir())
    names = [re.sub(r"^\d\d-|\.png$", "", path.name) for path in pictures]
    assert [name for name in names if name in STEPS] == list(STEPS)
    digests = Counter(hashlib.sha256(path.read_bytes()).hexdigest() for path in pictures)
    assert max(digests.values()) == 1, "two steps look the same"
    for path in pictures:
        with Image.open(path) as picture:
            assert picture.size == (1440, 900)


def test_every_event_has_its_line_in_the_journal(run: Run) -> None:
    for line in run.journal:
        assert set(line) == {"time", "visit", "step", "what"}
    times = [datetime.fromisoformat(line["time"]) for line in run.journal]
    assert times == sorted(times)
    assert all(time.utcoffset() == UTC.utcoffset(None) for time in times)
    assert {line["visit"] for line in run.journal} == {None, 1, 2}
    for visit in (1, 2):
        said = [line["what"] for line in run.journal if line["visit"] == visit]
        order = ("called", "identified", "chose", "scanned", "filled in", "the region", "handed")
        firsts = [next(i for i, what in enumerate(said) if what.startswith(o)) for o in order]
        assert firsts == sorted(firsts), said
    for case in run.summary["cases"]:
        assert case["case_no"] in run.said()


def test_nobodys_number_stands_in_the_journal_or_on_the_console(run: Run) -> None:
    told = run.said() + run.console
    assert not re.search(r"\d{17}[0-9X]", told)


def test_a_byte_flipped_at_the_region_fails_the_run(tmp_path: Path) -> None:
    run = demo(tmp_path / "out", "--visits", "1", "--fault", '{"flip_byte": 1}')
    assert run.status == 1, run.console
    assert "Traceback" not in run.console
    assert run.summary["errors"] > 0
    assert run.summary["cases"] == []


def test_a_hall_in_which_people_wait_is_left_as_it_is(tmp_path: Path) -> None:
    url = make_hall(tmp_path, Clock(utc_now()))
    with open_hall(url) as hall:
        hall.take("A", person="kiosk")
        run = demo(tmp_path / "out", "--hall", url)
        assert run.status == 1
        assert "[DEM-03]" in run.console
        assert "Traceback" not in run.console
        assert len(hall.events_since(0)) == 1


def test_a_hall_that_the_demo_left_is_its_to_use_again(tmp_path: Path) -> None:
    url = make_hall(tmp_path, Clock(utc_now()))
    prepare_hall(url)
    with open_hall(url) as hall:
        called, waiting = (hall.take("A", person=GIVER) for _ in range(2))
        hall.call_next("3", "weili")
        hall.pause_window("3", "weili", "午休")
        prepare_hall(url)
        states = {hall.ticket(ticket.id).state for ticket in (called, waiting)}
        assert states == {TicketState.CANCELLED}
        hall.take("A", person=GIVER)
        assert hall.call_next("3", "weili") is not None


def test_a_hall_whose_window_does_not_serve_everybody_is_refused(tmp_path: Path) -> None:
    url = make_hall(tmp_path, Clock(utc_now()))
    with open_hall(url) as hall:
        hall.arrange([], [Window("3", (("A", 0),))])
    with pytest.raises(HallUnfit, match="食品经营"):
        prepare_hall(url)


@pytest.fixture
def own_papers(tmp_path: Path) -> dict[str, bytes]:
    """The user's papers: one of each kind, and one that a bad disk has cut off."""
    page = Image.fromarray(text_page()).convert("RGB").resize((620, 877))
    papers = {}
    for name, kind in (("01 身份证.JPG", "JPEG"), ("04 封面.png", "PNG")):
        buffer = io.BytesIO()
        page.save(buffer, kind, dpi=(75, 75))
        papers[name] = buffer.getvalue()
    fax = io.BytesIO()
    sheets = [page.convert("1").rotate(turn) for turn in (0, 180, 0)]
    sheets[0].save(fax, "TIFF", save_all=True, append_images=sheets[1:], compression="group4")
    papers["02 传真.tif"] = fax.getvalue()
    papers["03 坏的.jpg"] = papers["01 身份证.JPG"][:2000]
    document = pikepdf.new()
    for _ in range(2):
        document.add_blank_page(page_size=(595, 842))
    whole = io.BytesIO()
    document.save(whole)
    papers["05 合同.pdf"] = whole.getvalue()
    return papers


def lay_out(folder: Path, papers: dict[str, bytes]) -> Path:
    folder.mkdir()
    for name, data in papers.items():
        (folder / name).write_bytes(data)
    return folder


def test_the_users_own_papers_are_taken_in_and_a_broken_one_is_named(
    tmp_path: Path, own_papers: dict[str, bytes]
) -> None:
    folder = lay_out(tmp_path / "mine", own_papers)
    (folder / "notes.txt").write_text("no paper")
    run = demo(tmp_path / "out", "--visits", "2", "--pages", str(folder), "--language", "en")
    assert run.status == 0, run.console
    assert "not taken in: 03 坏的.jpg" in run.console
    assert "03 坏的.jpg" in run.said()
    taken = {f["sha256"]: f["pages"] for case in run.summary["cases"] for f in case["files"]}
    sheets = {"01 身份证.JPG": 1, "02 传真.tif": 3, "04 封面.png": 1, "05 合同.pdf": 2}
    assert taken == {
        hashlib.sha256(own_papers[name]).hexdigest(): count for name, count in sheets.items()
    }
    assert {path.name: path.read_bytes() for path in folder.iterdir() if path.suffix != ".txt"} == (
        own_papers
    )


@pytest.mark.parametrize("papers", [{}, {"a.jpg": b"no picture"}, {"a.txt": b"a letter"}])
def test_papers_of_which_none_can_be_read_are_refused_in_a_sentence(
    tmp_path: Path, papers: dict[str, bytes]
) -> None:
    folder = lay_out(tmp_path / "mine", papers)
    run = demo(tmp_path / "out", "--pages", str(folder))
    assert run.status == 1
    assert "[DEM-02]" in run.console
    assert str(folder) in run.console
    assert "Traceback" not in run.console


def test_a_folder_of_papers_that_is_not_there_is_refused_in_a_sentence(tmp_path: Path) -> None:
    run = demo(tmp_path / "out", "--pages", str(tmp_path / "nowhere"))
    assert run.status == 1
    assert "nowhere" in run.console
    assert "Traceback" not in run.console
