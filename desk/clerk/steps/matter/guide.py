"""The guide of a matter at a glance: materials, fee, days, law."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desk.clerk.steps.materials.words import wanted
from desk.domain.failures import Failure
from desk.domain.matters import ApplicantKind, MaterialSpec, Matter, MatterLine
from desk.domain.visits import Material
from desk.qt.language import failure_words
from desk.qt.theme import Size, Tone
from desk.qt.widgets import Facts, Ground, Label, Rule
from desk.qt.words import matter_name, money, working_days
from desk.region.guides import trouble_with


class GuideMaterial(QWidget):
    """One material: its name, and where it comes from."""

    def __init__(self, number: int, spec: MaterialSpec) -> None:
        super().__init__()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        place = Label(str(number), tone=Tone.INK3)
        place.setFixedWidth(16)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(spec.name, wrap=True))
        words.addWidget(Label(self._facts(spec), Size.TINY, Tone.INK2, wrap=True))
        layout.addWidget(place, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(words, 1)

    def _facts(self, spec: MaterialSpec) -> str:
        facts = [wanted(Material(spec))]
        if spec.may_be_held:
            facts.append(self.tr("the platform may hold it"))
        if spec.follow_within_days is not None:
            days = working_days(spec.follow_within_days)
            facts.append(self.tr("may follow within {days}").format(days=days))
        return " · ".join(facts)


class GuidePanel(Ground):
    """The right column of the matter step."""

    def __init__(self) -> None:
        super().__init__("panel")
        self._matter: Matter | None = None
        self._name = Label(size=Size.BODY, bold=True, wrap=True)
        self._refusal = Label(size=Size.SMALL, tone=Tone.STOP, wrap=True)
        self._trouble = Label(size=Size.SMALL, tone=Tone.STOP, wrap=True)
        self._trouble_more = Label(size=Size.SMALL, tone=Tone.INK2, wrap=True)
        self._facts = Facts(label_width=84)
        self._materials_label = Label(tone=Tone.INK2)
        self._materials = QVBoxLayout()
        self._materials.setSpacing(10)
        self._consent = Label(
            self.tr(
                "Choosing asks the platform what it holds of this applicant, so that it need not "
                "be brought. Ask for consent first; it is recorded."
            ),
            Size.TINY,
            Tone.INK2,
            wrap=True,
        )
        inner = Ground("panel")
        column = QVBoxLayout(inner)
        column.setContentsMargins(24, 22, 24, 8)
        column.setSpacing(0)
        column.addWidget(Label(self.tr("Guide"), tone=Tone.INK2))
        column.addSpacing(10)
        column.addWidget(self._name)
        column.addWidget(self._refusal)
        column.addSpacing(6)
        column.addWidget(self._trouble)
        column.addWidget(self._trouble_more)
        column.addSpacing(8)
        column.addWidget(self._facts)
        column.addSpacing(22)
        column.addWidget(self._materials_label)
        column.addSpacing(12)
        column.addLayout(self._materials)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidget(inner)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll = scroll
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(scroll, 1)
        self._foot = QWidget()
        foot = QVBoxLayout(self._foot)
        foot.setContentsMargins(24, 0, 24, 14)
        foot.setSpacing(10)
        foot.addWidget(Rule())
        foot.addWidget(self._consent)
        layout.addWidget(self._foot)

    def show_guide(
        self, matter: Matter | None, kind: ApplicantKind, fits: bool, line: MatterLine | None = None
    ) -> None:
        """Show this guide; None hides it. `fits` is whether `kind` may apply.

        What is wrong with the guide of `line`, the current one, is shown above it, or in its place.
        """
        trouble = trouble_with(line) if line is not None else None
        self._show_trouble(trouble)
        self._scroll.setVisible(matter is not None or trouble is not None)
        self._foot.setVisible(matter is not None)
        for part in (self._facts, self._materials_label):
            part.setVisible(matter is not None)
        if matter is None:
            self._matter = None
            self._clear_materials()
            self._refusal.hide()
            self._name.setText(matter_name(line) if line is not None else "")
            return
        words = self.tr("Only persons can apply for this.")
        if kind is ApplicantKind.PERSON:
            words = self.tr("Only organisations can apply for this.")
        self._refusal.setText(words)
        self._refusal.setVisible(not fits)
        if matter == self._matter:
            return
        self._matter = matter
        self._name.setText(matter_name(matter))
        self._facts.show_rows(
            [
                (self.tr("Authority"), matter.authority),
                (self.tr("Promised"), working_days(matter.promised_days)),
                (self.tr("By law"), working_days(matter.legal_days)),
                (self.tr("Fee"), money(matter.fee_fen)),
                (self.tr("Result"), matter.result),
            ]
        )
        count = self.tr("Materials ({n})").format(n=len(matter.materials))
        self._materials_label.setText(count)
        self._clear_materials()
        for number, spec in enumerate(matter.materials, 1):
            self._materials.addWidget(GuideMaterial(number, spec))
        self._scroll.verticalScrollBar().setValue(0)

    def _clear_materials(self) -> None:
        for old in self.findChildren(GuideMaterial):
            self._materials.removeWidget(old)
            old.hide()
            old.deleteLater()

    def _show_trouble(self, trouble: Failure | None) -> None:
        for label in (self._trouble, self._trouble_more):
            label.setVisible(trouble is not None)
        if trouble is not None:
            words = failure_words(trouble)
            self._trouble.setText(f"{words.title} · {words.code}")
            self._trouble_more.setText(f"{words.meaning} {words.next_step}")
