"""The texts of questions about pages and devices; the answers go back to the caller."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desk.clerk.shell.asked import HowToScan, ScanAsked, WhatOfFiles, WhatOfFilesLeft, WhichDevice
from desk.clerk.shell.question import MOST_NUMBERED, Question, QuestionAnswer
from desk.domain.clock import local_time
from desk.domain.failures import Failure
from desk.qt.language import failure_words
from desk.qt.words import clock
from desk.scan.devices import RESOLUTIONS_DPI, ColourMode, DeviceKind
from desk.visit.import_questions import FileDecision, HeldElsewhere, LeftBefore

if TYPE_CHECKING:  # the services are loaded after the first paint
    from desk.visit.devices import DeviceList, KnownDevice

_PUT_ASIDE = 1
"""The answer that is current at first: it undoes nothing and takes nothing of another visit."""


class ScanQuestions(QObject):
    """The texts of questions of the materials step and of submitting."""

    def question(self, asked: ScanAsked) -> Question:
        """The question for `asked`."""
        match asked:
            case WhatOfFiles():
                return self.of_files(asked)
            case WhatOfFilesLeft():
                return self.of_files_left(asked)
            case WhichDevice():
                return self.which_device(asked)
            case HowToScan():
                return self.how_to_scan(asked)

    def of_files(self, asked: WhatOfFiles) -> Question:
        """What to do with files, or with a page that is held already."""
        doubt = asked.doubt
        if isinstance(doubt, LeftBefore):
            return self._left_before(doubt, asked.answer)
        title = self.tr("{name} was taken in for {number} already, called at {time}").format(
            name=doubt.name or self.tr("This page"),
            number=doubt.ticket_number,
            time=clock(local_time(doubt.opened_at)),
        )
        line = self.tr("The file is the same in every byte.")
        return Question(
            title, line, self._held(doubt, asked.answer), numbered=True, chosen=_PUT_ASIDE
        )

    def _left_before(self, doubt: LeftBefore, answer: Callable[[FileDecision], None]) -> Question:
        called = clock(local_time(doubt.called_at))
        title = self.tr("%n file(s) were left from before {time}", "", doubt.count)
        names = self.tr(", ").join(doubt.names) + (" …" if doubt.count > len(doubt.names) else "")
        line = names
        if doubt.ticket_number:
            whose = self.tr("They came while {number} was here; %n were taken in.", "", doubt.taken)
            line = f"{names}\n{whose.format(number=doubt.ticket_number)}"
        take = self.tr("They belong to the citizen who is here now")
        answers = (
            QuestionAnswer(self.tr("Take in"), take, partial(answer, FileDecision.TAKE)),
            self._aside(answer),
            QuestionAnswer(
                self.tr("Leave"),
                self.tr("They stay in the scan folder and are not taken"),
                partial(answer, FileDecision.LEAVE),
            ),
        )
        return Question(title.format(time=called), line, answers, numbered=True, chosen=_PUT_ASIDE)

    def _held(
        self, doubt: HeldElsewhere, answer: Callable[[FileDecision], None]
    ) -> tuple[QuestionAnswer, ...]:
        like = self.tr("The answer is good for all pages of this scan that {number} has").format(
            number=doubt.ticket_number
        )
        take = QuestionAnswer(
            self.tr("Take in all the same"), like, partial(answer, FileDecision.TAKE)
        )
        leave = QuestionAnswer(self.tr("Leave out"), "", partial(answer, FileDecision.LEAVE))
        if not doubt.in_folder:
            return take, leave
        return take, self._aside(answer), leave

    def _aside(self, answer: Callable[[FileDecision], None]) -> QuestionAnswer:
        kept = self.tr("Kept in “aside” in the scan folder; nothing is deleted")
        return QuestionAnswer(self.tr("Put aside"), kept, partial(answer, FileDecision.ASIDE))

    def of_files_left(self, asked: WhatOfFilesLeft) -> Question:
        """What to do with files of this visit that were not taken."""
        lying = asked.lying
        title = self.tr("%n file(s) of this visit were not taken in", "", lying.own)
        line = ""
        if lying.taken:
            line = self.tr("{taken} of {all} were taken; {left} are still in the folder.").format(
                taken=lying.taken, all=lying.taken + lying.own, left=lying.own
            )
        take, leave = self.tr("Take them in"), self.tr("Leave them")
        if asked.submit_step:
            take, leave = self.tr("Go back and take them in"), self.tr("Submit without them")
        aside = self.tr("Put them aside and submit") if asked.submit_step else self.tr("Put aside")
        kept = self.tr("Kept in “aside” in the scan folder; nothing is deleted")
        stay = self.tr("They stay in the scan folder")
        return Question(
            title,
            line,
            (
                QuestionAnswer(take, "", partial(asked.answer, FileDecision.TAKE)),
                QuestionAnswer(aside, kept, partial(asked.answer, FileDecision.ASIDE)),
                QuestionAnswer(leave, stay, partial(asked.answer, FileDecision.LEAVE)),
            ),
            numbered=True,
        )

    # devices

    def which_device(self, asked: WhichDevice) -> Question:
        """Which device the next scan reads from."""
        devices = asked.devices
        line = self.tr("The search for scanners is under way.")
        if devices.searched:
            line = self.tr("Scanners are looked for again and again.")
        if devices.trouble is not None:
            line = self._trouble(devices.trouble)
        answers = tuple(
            QuestionAnswer(
                device_name(one.device.kind, one.device.label), self._stands(one, devices), give
            )
            for one in devices.known
            for give in [partial(asked.choose, one.device.id)]
        )
        if devices.claimed is not None:
            words = failure_words(devices.claimed)
            line = f"{words.title} · {words.meaning}"
            mine = self.tr("Use the folder at this window from now on")
            then = self.tr("Window {window} takes nothing from it any more, and says so")
            then = then.format(window=devices.claimed.facts["window"])
            answers += (QuestionAnswer(mine, then, asked.claim),)
        if devices.has_scanner:
            how = self.tr("{mode}, {dpi} dpi").format(
                mode=self.mode(devices.mode), dpi=devices.resolution_dpi
            )
            answers += (QuestionAnswer(self.tr("Colours and resolution"), how, asked.ask_how),)
        current = [one.device.id for one in devices.known]
        chosen = current.index(devices.chosen) if devices.chosen in current else 0
        return Question(
            self.tr("What does F4 scan with?"),
            line,
            answers,
            numbered=len(answers) <= MOST_NUMBERED,
            chosen=chosen,
        )

    def _trouble(self, trouble: Failure) -> str:
        words = failure_words(trouble)
        return f"{words.title} · {words.next_step}"

    def _stands(self, known: KnownDevice, devices: DeviceList) -> str:
        claimed = devices.claimed if known.device.id == devices.chosen else None
        if claimed is not None:
            window = claimed.facts["window"]
            return self.tr("belongs to window {window}").format(window=window)
        if known.gone_since is not None:
            since = clock(local_time(known.gone_since))
            return self.tr("does not answer since {time}").format(time=since)
        return self.tr("ready") if known.device.kind is DeviceKind.SCANNER else ""

    def how_to_scan(self, asked: HowToScan) -> Question:
        """In which colours and how finely scanners read."""
        ways = [(mode, dpi) for mode in ColourMode for dpi in RESOLUTIONS_DPI]
        answers = tuple(
            QuestionAnswer(
                self.tr("{mode}, {dpi} dpi").format(mode=self.mode(mode), dpi=dpi),
                self.tr("usual") if (mode, dpi) == (ColourMode.COLOUR, 300) else "",
                partial(asked.choose, mode, dpi),
            )
            for mode, dpi in ways
        )
        now = (asked.devices.mode, asked.devices.resolution_dpi)
        return Question(
            self.tr("How do scanners read?"),
            self.tr("A scanner takes the nearest that it has. A folder ignores it."),
            answers,
            chosen=ways.index(now) if now in ways else 0,
        )

    def mode(self, mode: ColourMode) -> str:
        """A colour mode in words."""
        return {
            ColourMode.COLOUR: self.tr("Colour"),
            ColourMode.GREY: self.tr("Grey"),
            ColourMode.LINE_ART: self.tr("Black and white"),
        }[mode]


class DeviceNames(QObject):
    """Names of devices in words."""

    def folder(self, label: str) -> str:
        """A watched folder."""
        return self.tr("Folder {name}").format(name=label)


_names = DeviceNames()


def device_name(kind: DeviceKind, label: str) -> str:
    """A device as the clerk knows it: ``Folder scans``, a scanner's maker and model."""
    return _names.folder(label) if kind is DeviceKind.FOLDER else label
