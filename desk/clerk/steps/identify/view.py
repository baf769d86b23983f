"""Identifying: three fields, their faults beside them, and the name as large as it is printed."""

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desk.clerk.steps.identify.presenter import NUMBER_LENGTH, IdentifyPresenter, IdentifyState
from desk.clerk.steps.step_view import StepView
from desk.domain.codes import PersonalCode
from desk.domain.identity import MAX_NAME, IdentityFault, IdentityRule, IdKind, normal_number
from desk.domain.masking import number_on_screen
from desk.domain.matters import ApplicantKind
from desk.domain.names import NameChange
from desk.domain.personal import PersonalKind
from desk.domain.visits import Visit
from desk.qt.actions import Action, Bar
from desk.qt.input_method import without_input_method
from desk.qt.theme import Size, Tone
from desk.qt.widgets import Facts, FieldRow, Ground, Label, Rule
from desk.qt.widgets.choices import Choices
from desk.qt.words import character_words, day, listed_words

_SCANNED = {
    PersonalKind.IDENTITY: ApplicantKind.PERSON,
    PersonalKind.CREDIT_CODE: ApplicantKind.ORGANISATION,
}
_KINDS = (ApplicantKind.PERSON, ApplicantKind.ORGANISATION)


class NumberField(QLineEdit):
    """An identity number: whole while it is worked on, masked as soon as it is left."""

    typed = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._number = ""
        self._kind = ApplicantKind.PERSON
        self.setMaxLength(2 * NUMBER_LENGTH)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhPreferLatin | Qt.InputMethodHint.ImhSensitiveData
        )
        without_input_method(self)
        self.textEdited.connect(self._edited)

    def show_number(self, kind: ApplicantKind, number: str) -> None:
        """Show this number, masked unless the field has the keyboard."""
        self._kind, self._number = kind, number
        self._show()

    def _edited(self, text: str) -> None:
        self._number = text
        self.typed.emit(text)

    def _show(self) -> None:
        text = self._number if self.hasFocus() else number_on_screen(self._kind, self._number)
        if self.text() != text:
            self.setText(text)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._show()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._show()
        self.left.emit()


class IdentifyView(StepView):
    """Enter walks from field to field and, at the last, goes on."""

    def __init__(self, presenter: IdentifyPresenter) -> None:
        super().__init__()
        self.presenter = presenter
        self._kind = Choices(_KINDS, [kind_word(kind) for kind in _KINDS], several=False)
        self._kind.changed.connect(lambda: presenter.set_kind(self._kind.value))
        self._name = QLineEdit()
        self._name.setMaxLength(2 * MAX_NAME)
        self._name.textEdited.connect(presenter.type_name)
        self._name.editingFinished.connect(lambda: presenter.leave("name"))
        self._number = NumberField()
        self._number.typed.connect(presenter.type_number)
        self._number.left.connect(lambda: presenter.leave("number"))
        self._kind_row = FieldRow(self.tr("Applicant"), self._kind)
        self._name_row = FieldRow(self.tr("Name"), self._name, required=True)
        self._number_row = FieldRow(self.tr("ID number"), self._number, required=True)
        self._large_label = Label(self.tr("Name, for the citizen to compare"), tone=Tone.INK2)
        self._large = Label(size=Size.FIGURE, bold=True, wrap=True)
        self._rare = Label(tone=Tone.INK2, wrap=True)
        self._facts = Facts(label_width=84)
        self._nothing_read = Label(self.tr("Shown once the number is right."))
        fields = QVBoxLayout()
        fields.setSpacing(14)
        for row in (self._kind_row, self._name_row, self._number_row):
            fields.addWidget(row)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(90, 48, 24, 16)
        column.setSpacing(0)
        column.addWidget(Label(self.tr("Who applies"), Size.TITLE, bold=True))
        column.addSpacing(24)
        column.addLayout(fields)
        column.addSpacing(40)
        column.addWidget(Rule())
        column.addSpacing(24)
        column.addWidget(self._large_label)
        column.addSpacing(4)
        column.addWidget(self._large)
        column.addSpacing(6)
        column.addWidget(self._rare)
        column.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(left, 1)
        layout.addWidget(Rule(standing=True))
        layout.addWidget(self._side())
        presenter.subscribe(self._render)

    def _side(self) -> QWidget:
        side = Ground("panel")
        side.setFixedWidth(340)
        right = QVBoxLayout(side)
        right.setContentsMargins(24, 26, 24, 20)
        right.setSpacing(0)
        right.addWidget(Label(self.tr("Read from the number"), tone=Tone.INK2))
        right.addSpacing(14)
        right.addWidget(self._facts)
        right.addWidget(self._nothing_read)
        right.addStretch(1)
        right.addWidget(
            Label(
                self.tr("The number is shown whole only while its field is being typed in."),
                Size.TINY,
                Tone.INK2,
                wrap=True,
            )
        )
        return side

    def enter(self, visit: Visit | None) -> None:
        if visit is None:
            return
        self.presenter.enter(visit)
        state = self.presenter.state
        (self._number if state.name and not state.right else self._name).setFocus()

    def take_number(self, code: PersonalCode) -> bool:
        if len(code.number) != NUMBER_LENGTH or code.kind not in _SCANNED:
            return False
        self.presenter.take_number(_SCANNED[code.kind], code.number)
        (self._number if self.presenter.state.name else self._name).setFocus()
        return True

    def leave(self) -> None:
        self._number.show_number(self.presenter.state.kind, self.presenter.state.number)

    def _render(self, state: IdentifyState) -> None:
        organisation = state.kind is ApplicantKind.ORGANISATION
        self._kind.value = state.kind
        if self._name.text() != state.name:
            self._name.setText(state.name)
        self._number.show_number(state.kind, state.number)
        number = self.tr("Credit code") if organisation else self.tr("ID number")
        self._number_row.set_label(number)
        for row, field in ((self._name_row, "name"), (self._number_row, "number")):
            fault = state.fault(field)
            row.show_fault(fault_words(fault, organisation) if fault else "")
        self._name_row.set_hint(changes_words(state.changes))
        self._number_row.set_hint(self._number_hint(state))
        self._large.setText(state.normal_name)
        self._large_label.setVisible(bool(state.normal_name))
        self._rare.setText("\n".join(filter(None, (rare_words(state.rare), self._gaps(state)))))
        self._facts.show_rows(self._what_it_says(state))
        self._nothing_read.setVisible(not state.right)
        self.bar_changed.emit()

    def _gaps(self, state: IdentifyState) -> str:
        if not state.undrawn:
            return ""
        words = self.tr("Papers leave room for {characters}: write it in by hand.")
        return words.format(characters=listed_words(state.undrawn))

    def _number_hint(self, state: IdentifyState) -> str:
        if state.right:
            return self.tr("The check character is right")
        typed = len(normal_number(state.number))
        return self.tr("{n} of 18").format(n=typed) if typed else self.tr("18 places")

    def _what_it_says(self, state: IdentifyState) -> list[tuple[str, str]]:
        read = state.read
        if read is None:
            if not state.right:
                return []
            return [(self.tr("Document"), self.tr("Unified social credit code"))]
        return [
            (self.tr("Document"), document_word(read.kind)),
            (self.tr("Born"), day(read.birth)),
            (self.tr("Sex"), self.tr("male") if read.male else self.tr("female")),
            (self.tr("Region code"), read.region),
        ]

    def bar(self) -> Bar:
        state = self.presenter.state
        go_on = Action("F9", self.tr("Go on to the matter"), self.presenter.identify)
        if self._number.hasFocus() or state.working:
            go_on = Action("F9", go_on.label, go_on.run, not state.working)
        return Bar(primary=go_on, keys=(Action("Return", self.tr("next field"), self._next_field),))

    def _next_field(self) -> None:
        """Enter: the next field; after the last one, go on."""
        if self._name.hasFocus():
            self._number.setFocus()
        elif self._number.hasFocus():
            self.presenter.identify()
        else:
            self._name.setFocus()


def kind_word(kind: ApplicantKind) -> str:
    """A person or an organisation."""
    translate = QCoreApplication.translate
    words = {
        ApplicantKind.PERSON: translate("Identity", "Person"),
        ApplicantKind.ORGANISATION: translate("Identity", "Organisation"),
    }
    return words[kind]


def document_word(kind: IdKind) -> str:
    """Which document carries a number of this kind."""
    translate = QCoreApplication.translate
    words = {
        IdKind.CITIZEN: translate("Identity", "Resident identity card"),
        IdKind.HONG_KONG: translate("Identity", "Residence permit, Hong Kong"),
        IdKind.MACAO: translate("Identity", "Residence permit, Macao"),
        IdKind.TAIWAN: translate("Identity", "Residence permit, Taiwan"),
        IdKind.FOREIGN_RESIDENT: translate("Identity", "Foreigner's permanent residence card"),
    }
    return words[kind]


def fault_words(fault: IdentityFault, organisation: bool) -> str:
    """What is wrong with a name or a number, as one plain sentence."""
    translate = QCoreApplication.translate
    words = _name_words(fault) if fault.field == "name" else _number_words(fault, organisation)
    if not fault.character or fault.rule is not IdentityRule.CHARACTERS:
        return words
    return translate("Identity", "{words}: {character}").format(
        words=words, character=character_words(fault.character)
    )


def _name_words(fault: IdentityFault) -> str:
    translate = QCoreApplication.translate
    names = {
        IdentityRule.MISSING: translate("Identity", "Type the name as the document has it"),
        IdentityRule.TOO_LONG: translate("Identity", "Longer than 100 characters"),
        IdentityRule.DOT: translate("Identity", "The dot stands between two parts of a name"),
    }
    return names.get(fault.rule, translate("Identity", "A character here belongs to no name"))


def _number_words(fault: IdentityFault, organisation: bool) -> str:
    translate = QCoreApplication.translate
    words = {
        IdentityRule.MISSING: translate("Identity", "Type the number as the document has it"),
        IdentityRule.LENGTH: translate("Identity", "It has 18 places; compare with the document"),
        IdentityRule.CHARACTERS: translate("Identity", "Only digits, and X in the last place"),
        IdentityRule.REGION: translate("Identity", "The first digits are no region"),
        IdentityRule.BIRTH_DATE: translate("Identity", "Places 7 to 14 are no date"),
        IdentityRule.BIRTH_AHEAD: translate("Identity", "The date of birth lies ahead"),
        IdentityRule.CHECK: translate(
            "Identity", "The last place does not fit the others; compare each digit"
        ),
    }
    if organisation and fault.rule is IdentityRule.CHARACTERS:
        return translate("Identity", "Only digits and capitals without I, O, S, V and Z")
    return words.get(fault.rule, translate("Identity", "Compare the number with the document"))


def changes_words(changes: tuple[NameChange, ...]) -> str:
    """What was changed to store a name, in a few words."""
    translate = QCoreApplication.translate
    words = {
        NameChange.INVISIBLE: translate("Identity", "invisible characters left out"),
        NameChange.STANDARD: translate("Identity", "characters put into their standard form"),
        NameChange.WIDTH: translate("Identity", "wide letters made narrow"),
        NameChange.DOT: translate("Identity", "the dot made a middle dot"),
        NameChange.BLANKS: translate("Identity", "blanks left out"),
    }
    return " · ".join(words[change] for change in changes)


def rare_words(rare: tuple[str, ...]) -> str:
    """Name the rare characters, so that they can be compared one by one."""
    if not rare:
        return ""
    listed = " · ".join(f"{character} U+{ord(character):04X}" for character in rare)
    return QCoreApplication.translate("Identity", "Rare characters: {listed}").format(listed=listed)
