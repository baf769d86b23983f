"""What the materials step says beside the page: of a scan, of the scan folder, of what follows."""

from PySide6.QtCore import QObject

from desk.clerk.steps.materials.state import MaterialsState, Scanning
from desk.clerk.steps.materials.words import until_words
from desk.domain.clock import local_time
from desk.domain.visits import MaterialState
from desk.qt.theme import Tone
from desk.qt.words import clock, is_chinese
from desk.visit.import_questions import Lying, ScanOutcome

Words = tuple[str, str, Tone]


class Notes(QObject):
    """Each method gives a title, a text and a tone, or None when there is nothing to say."""

    def of_outcome(self, outcome: ScanOutcome | None) -> Words | None:
        """The outcome of the last scan besides pages: files that were there already, or stay."""
        if outcome is None:
            return None
        if outcome.again:
            title = self.tr("{again} of {all} files were the same again").format(
                again=outcome.again, all=outcome.again + outcome.taken
            )
            text = self.tr("This material holds their pages already. No page was added for them.")
            return title, text, Tone.WAIT
        if outcome.also:
            title = self.tr("%n page(s) lie in another material too", "", outcome.also)
            text = self.tr("The same in {name}. Del takes a page out of this material.")
            return title, text.format(name=outcome.also_in), Tone.WAIT
        if outcome.unfinished:
            title = self.tr("%n file(s) are still being written", "", outcome.unfinished)
            text = self.tr("They were left in the folder. F4 takes them when they are finished.")
            return title, text, Tone.WAIT
        if outcome.aside:
            title = self.tr("%n file(s) were put aside", "", outcome.aside)
            return title, self.tr("They lie in “aside” in the scan folder."), Tone.WAIT
        return None

    def of_lying(self, lying: Lying | None, outcome: ScanOutcome | None) -> Words | None:
        """What lies in the folder and was not taken."""
        if lying is None:
            return None
        if lying.own:
            keys = self.tr("F4 takes them in, F8 puts them aside.")
            if not lying.taken:
                title = self.tr("%n file(s) lie in the scan folder", "", lying.own)
                return title, self.tr("F4 takes them in."), Tone.ACT
            title = self.tr("{taken} of {all} files were taken").format(
                taken=lying.taken, all=lying.taken + lying.own
            )
            still = self.tr("%n are still in the folder.", "", lying.own)
            between = "" if is_chinese() else " "
            return title, f"{still}{between}{keys}", Tone.WAIT
        if lying.before:
            called = clock(local_time(lying.called_at))
            title = self.tr("%n file(s) were left from before {time}", "", lying.before)
            text = self.tr("They are not taken unless you say so: F4 asks.")
            return title.format(time=called), text, Tone.WAIT
        return None

    def of_following(self, state: MaterialsState) -> Words | None:
        """The first material that may be handed in later, and until when."""
        for material, by in zip(state.materials, state.follow_by, strict=True):
            waits = material.state in (MaterialState.MISSING, MaterialState.FOLLOWS)
            if by and waits and material.may_follow:
                text = self.tr(
                    "After acceptance, hand it in {by}; later it counts as not corrected. "
                    "Please tell the applicant."
                ).format(by=until_words(by))
                title = self.tr("{name} may follow").format(name=material.spec.name)
                return title, text, Tone.WAIT
        return None

    def of_scanning(self, scanning: Scanning | None) -> str:
        """How far a scan is: pages, their rate, and what is under way."""
        if scanning is None:
            return ""
        under_way = ""
        if scanning.waiting_for:
            words = self.tr("waiting until {name} is written to its end")
            under_way = words.format(name=scanning.waiting_for)
        elif scanning.fraction is not None:
            words = self.tr("page {number}: {percent} %")
            percent = round(scanning.fraction * 100)
            under_way = words.format(number=scanning.page, percent=percent)
        if not scanning.sheets:
            return under_way or self.tr("The scanner is reading the first page")
        pages = self.tr("%n page(s) read", "", scanning.sheets)
        rate = self.tr("%n a minute", "", scanning.per_minute)
        return " · ".join(part for part in (pages, rate, under_way) if part)


notes = Notes()
