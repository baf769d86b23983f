"""The complete check of a case: all faults are found and reported at once.

The law wants the citizen told everything that is missing in one go (Administrative Licensing
Law, art. 32), so nothing here stops at the first fault.
"""

import re
from collections.abc import Iterator
from datetime import date

from desk.domain.deadlines import working_days_after
from desk.domain.forms import form_faults
from desk.domain.identity import check_applicant
from desk.domain.matters import ApplicantKind, Requirement
from desk.practice.calendar import region_calendar
from desk.practice.database import PracticeDatabase
from desk.practice.files import Files
from desk.practice.holdings import document_names
from desk.practice.words import form_words, identity_words
from desk.region.contract import (
    CaseSubmission,
    FilePart,
    MaterialGuide,
    MaterialPart,
    MatterGuide,
    ProblemField,
)

_OUR_NUMBER = re.compile(r"[A-Z0-9-]{1,40}")


class Validator:
    """Finds every fault of a submission."""

    def __init__(self, database: PracticeDatabase, files: Files) -> None:
        self._database = database
        self._files = files

    def faults(
        self, case: CaseSubmission, guide: MatterGuide | None, today: date, own: str = ""
    ) -> tuple[ProblemField, ...]:
        """All faults, pointing into the submission; empty for a complete case.

        Files of the case `own`, which is being corrected, are its own.
        Reads every file of the case from disk to compare digests; call it on a worker thread.
        """
        found = [*_labels(case), *_applicant(case, guide, today)]
        if guide is None:
            found.append(_fault("/matter", "没有这个事项，或事项已取消。"))
        else:
            if case.version != guide.version:
                words = f"办事指南已更新为第 {guide.version} 版，请按新版核对后重新提交。"
                found.append(_fault("/version", words))
            found += [
                _fault("/form" + fault.pointer, form_words(fault))
                for fault in form_faults(guide.form, case.form, today)
            ]
            found += self._materials(case, guide, today, own)
        return tuple(found)

    def _materials(
        self, case: CaseSubmission, guide: MatterGuide, today: date, own: str
    ) -> Iterator[ProblemField]:
        wanted = {material.code: material for material in guide.materials}
        seen: set[str] = set()
        for place, part in enumerate(case.materials):
            at = f"/materials/{place}"
            if part.code not in wanted:
                yield _fault(f"{at}/code", f"办事指南中没有编号为 {part.code} 的材料。")
                continue
            if part.code in seen:
                yield _fault(f"{at}/code", f"材料「{wanted[part.code].name}」重复提交。")
            seen.add(part.code)
            yield from self._material(at, part, wanted[part.code], case.applicant.number, today)
            yield from self._files_of(at, part, wanted[part.code].name, own)
        for code, material in wanted.items():
            if code not in seen:
                yield _fault("/materials", _missing(material))

    def _material(
        self, at: str, part: MaterialPart, wanted: MaterialGuide, number: str, today: date
    ) -> Iterator[ProblemField]:
        if not (part.files or part.holding or part.follow_until):
            yield _fault(at, _missing(wanted))
        if part.holding and not self._holds(part.holding, number, wanted, today):
            words = f"平台没有可用于「{wanted.name}」的申请人证照，请重新查询。"
            yield _fault(f"{at}/holding", words)
        if part.follow_until is not None:
            yield from _promise(f"{at}/follow_until", part.follow_until, wanted, today)

    def _files_of(self, at: str, part: MaterialPart, name: str, own: str) -> Iterator[ProblemField]:
        for place, file in enumerate(part.files):
            yield from self._file(f"{at}/files/{place}", file, name, own)
        if part.tidy is not None:
            yield from self._file(f"{at}/tidy", part.tidy, name, own)

    def _file(self, at: str, file: FilePart, name: str, own: str) -> Iterator[ProblemField]:
        upload = self._files.find(file.id)
        if upload is None:
            yield _fault(f"{at}/id", f"「{name}」的文件没有上传。")
        elif not upload.whole:
            yield _fault(f"{at}/id", f"「{name}」的文件没有传完。")
        elif upload.case_no and upload.case_no != own:
            yield _fault(f"{at}/id", f"「{name}」的文件已属于另一个办件。")
        elif {file.sha256, upload.sha256} != {self._files.digest(file.id).hex()}:
            yield _fault(f"{at}/sha256", f"「{name}」的文件与窗口扫描的不一致，请重新上传。")

    def _holds(self, holding: str, number: str, wanted: MaterialGuide, today: date) -> bool:
        with self._database.look() as connection:
            row = connection.execute(
                "SELECT 1 FROM holdings WHERE id = ? AND number = ? AND name IN (?, ?)"
                " AND (valid_until IS NULL OR valid_until >= ?)",
                (holding, number, *document_names(wanted), today.isoformat()),
            ).fetchone()
        return row is not None


def _labels(case: CaseSubmission) -> Iterator[ProblemField]:
    if not _OUR_NUMBER.fullmatch(case.local_no):
        yield _fault("/local_no", "窗口编号只能由大写字母、数字和连字符组成，最多 40 位。")
    for name in ("hall", "window", "visit", "clerk"):
        if not getattr(case, name):
            yield _fault(f"/{name}", "不能为空。")


def _applicant(
    case: CaseSubmission, guide: MatterGuide | None, today: date
) -> Iterator[ProblemField]:
    applicant = case.applicant
    if applicant.kind not in set(ApplicantKind):
        yield _fault("/applicant/kind", "申请人类型只能是个人或单位。")
        return
    kind = ApplicantKind(applicant.kind)
    organisation = kind is ApplicantKind.ORGANISATION
    if guide and kind not in guide.applicants:
        words = "这个事项不由单位申请。" if organisation else "这个事项只由单位申请。"
        yield _fault("/applicant/kind", words)
    for fault in check_applicant(kind, applicant.name, applicant.number, today):
        yield _fault(f"/applicant/{fault.field}", identity_words(fault, organisation))


def _promise(at: str, until: date, wanted: MaterialGuide, today: date) -> Iterator[ProblemField]:
    if wanted.required != Requirement.MAY_FOLLOW or wanted.follow_within_days is None:
        yield _fault(at, f"材料「{wanted.name}」不能后补。")
        return
    last = working_days_after(today, wanted.follow_within_days, region_calendar()).day
    if not today <= until <= last:
        days = wanted.follow_within_days
        words = f"材料「{wanted.name}」须在 {days} 个工作日内（{last}前，含当日）补交。"
        yield _fault(at, words)


def _missing(wanted: MaterialGuide) -> str:
    if wanted.required == Requirement.MAY_FOLLOW:
        return f"缺少材料「{wanted.name}」；可以承诺在 {wanted.follow_within_days} 个工作日内补交。"
    return f"缺少材料「{wanted.name}」。"


def _fault(pointer: str, detail: str) -> ProblemField:
    return ProblemField(pointer, detail)
