"""The visit's case between the visit store and the outbox: what is sent, and the answer.

The outbox calls these inside its own transactions, so that a case and its entry never
disagree.
"""

import logging

import msgspec
from sqlalchemy import Connection, select

from desk.domain.numbers import parse_local_number
from desk.domain.visits import Material, MaterialState, SendState, Visit
from desk.outbox.entries import Entry, EntryState, FileRole, OutboxFile, RemoteFiles
from desk.outbox.store import OutboxStore
from desk.region.case_numbers import looks_personal
from desk.region.contract import (
    ApplicantPart,
    CaseAnswer,
    CaseSubmission,
    FilePart,
    MaterialPart,
)
from desk.region.problems import DigestDiffers
from desk.visit import region_answers, tables
from desk.visit.rows import Sending, VisitRows
from desk.visit.store import VisitStore

log = logging.getLogger(__name__)

PDF = "application/pdf"
_STATES = {
    EntryState.QUEUED: SendState.QUEUED,
    EntryState.SENDING: SendState.SENDING,
    EntryState.ACKNOWLEDGED: SendState.ACKNOWLEDGED,
    EntryState.PARKED: SendState.PARKED,
    EntryState.CLOSED: SendState.NOT_SENT,
}


class Tidy(msgspec.Struct, frozen=True):
    """The one PDF derived from a material's pages. `size` is in bytes."""

    sha256: str
    size: int
    sheets: int


def tidy_context(visit_id: str, matter: str, code: str) -> str:
    """The place of a material's tidy PDF."""
    return f"material.tidy:{visit_id}:{matter}:{code}"


class Sendings:
    """How cases stand, read from the outbox. Give `sending` to the `VisitStore`."""

    def __init__(self, outbox: OutboxStore) -> None:
        self._outbox = outbox

    def sending(self, connection: Connection, visit_id: str) -> Sending | None:
        """How the visit's case stands, or None when it was never submitted."""
        entry = self._outbox.case_of(connection, visit_id)
        if entry is None:
            return None
        state = _STATES[entry.state]
        if entry.state is EntryState.CLOSED and entry.case_no is not None:
            state = SendState.ACKNOWLEDGED  # a supplement was given up, the case is there
        if entry.refusal is None or state is not SendState.PARKED:
            return Sending(state)
        refusal = entry.refusal
        return Sending(state, refusal.faults, refusal.words, refusal.code, refusal.left_out)


class Cases:
    """Makes a visit's case for the region, and takes in its answer.

    Give `build` and `acknowledged` to the `OutboxWorker`.
    """

    def __init__(self, store: VisitStore) -> None:
        self._store = store
        self._rows: VisitRows = store.rows

    def build(self, connection: Connection, entry: Entry, files: RemoteFiles) -> bytes:
        """The case as it is submitted: the visit as it stands, its files as the region has them."""
        visit = self._rows.load(connection, entry.visit_id)
        assert visit.matter is not None
        assert visit.applicant is not None
        assert visit.case is not None
        applicant = visit.applicant
        number = parse_local_number(visit.case.local_no)
        clerk = connection.scalar(select(tables.visit.c.clerk).where(tables.visit.c.id == visit.id))
        return msgspec.json.encode(
            CaseSubmission(
                matter=visit.matter.code,
                version=visit.matter.version,
                applicant=ApplicantPart(applicant.kind, applicant.name, applicant.number),
                form=visit.form,
                materials=tuple(
                    self._part(connection, visit, material, files) for material in visit.materials
                ),
                hall=number.hall,
                window=number.window,
                visit=visit.id,
                local_no=visit.case.local_no,
                clerk=clerk or "",
            )
        )

    def local_no(self, visit_id: str) -> str:
        """The window's own number of the visit's case. Raises KeyError without one."""
        case = self._store.visit(visit_id).case
        if case is None:
            raise KeyError("no case")
        return case.local_no

    def acknowledged(self, connection: Connection, entry: Entry, answer: CaseAnswer) -> None:
        """Keep the region's answer with the visit.

        Raises `DigestDiffers`, which parks the entry, when the region's bytes are not ours.
        """
        visit = self._rows.load(connection, entry.visit_id)
        ours = {file.sha256 for file in self.files(connection, visit)}
        if {file.sha256 for file in answer.files} != ours:
            raise DigestDiffers
        if looks_personal(answer.case_no):
            log.warning("a case number looks like a person's: asked about by our own number")
        region_answers.acknowledge(self._store, connection, entry.visit_id, answer)

    def files(self, connection: Connection, visit: Visit) -> list[OutboxFile]:
        """Every file of the case: the pages of each material, then the tidy PDF made of them."""
        found = []
        for material in visit.materials:
            if material.state is not MaterialState.SCANNED:
                continue
            found += [
                OutboxFile(file.sha256, file.size, file.sheets, file.media_type)
                for file in (page.file for page in material.pages)
            ]
            tidy = self.tidy(connection, visit, material)
            if tidy is not None:
                found.append(OutboxFile(tidy.sha256, tidy.size, tidy.sheets, PDF, FileRole.TIDY))
        return found

    def tidy(self, connection: Connection, visit: Visit, material: Material) -> Tidy | None:
        """The PDF derived from a material's pages when the case was submitted."""
        assert visit.matter is not None
        code, line = material.spec.code, tables.material
        blob = connection.scalar(
            select(line.c.tidy).where(
                line.c.visit_id == visit.id,
                line.c.matter_code == visit.matter.code,
                line.c.code == code,
            )
        )
        context = tidy_context(visit.id, visit.matter.code, code)
        return self._rows.sealer.open_json(blob, context, Tidy) if blob else None

    def keep_tidy(self, connection: Connection, visit: Visit, code: str, tidy: Tidy | None) -> None:
        """Write down which PDF was derived from a material's pages."""
        assert visit.matter is not None
        context = tidy_context(visit.id, visit.matter.code, code)
        blob = self._rows.sealer.seal_json(tidy, context) if tidy else None
        self._rows.put_material(connection, visit.id, visit.matter.code, code, tidy=blob)

    def _part(
        self, connection: Connection, visit: Visit, material: Material, files: RemoteFiles
    ) -> MaterialPart:
        code = material.spec.code
        match material.state:
            case MaterialState.SCANNED:
                tidy = self.tidy(connection, visit, material)
                return MaterialPart(
                    code,
                    files=tuple(files[page.file.sha256] for page in material.pages),
                    tidy=_remote(files, tidy),
                )
            case MaterialState.HELD:
                assert material.holding is not None
                return MaterialPart(code, holding=material.holding.id)
            case _:
                return MaterialPart(code, follow_until=material.follow_until)


def _remote(files: RemoteFiles, tidy: Tidy | None) -> FilePart | None:
    return files[tidy.sha256] if tidy else None
