"""The presenter of the identify step: what was typed, its faults, and what the number says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from desk.domain.failures import Failure
from desk.domain.identity import (
    IdentityFault,
    IdentityRule,
    IdNumber,
    normal_number,
    read_id_number,
)
from desk.domain.matters import ApplicantKind
from desk.domain.names import NameChange, tidy_name
from desk.domain.visits import Step, Visit
from desk.presenter import Presenter
from printing.coverage import undrawn

if TYPE_CHECKING:  # the services are loaded after the first paint
    from desk.visit.steps.identify import IdentifyStep

NUMBER_LENGTH = 18
"""Places of an identity number (GB 11643) and of a credit code (GB 32100)."""
_EARLY = frozenset({IdentityRule.MISSING, IdentityRule.LENGTH})


@dataclass(frozen=True, slots=True)
class IdentifyState:
    """What is typed, whole. `faults` are those to show now; `read` is a person's right number
    taken apart, `right` whether the number as typed has no fault. `changes` is what the normal
    form of the name changes."""

    visit_id: str = ""
    kind: ApplicantKind = ApplicantKind.PERSON
    name: str = ""
    number: str = ""
    faults: tuple[IdentityFault, ...] = ()
    right: bool = False
    read: IdNumber | None = None
    known: bool = False
    working: bool = False
    changes: tuple[NameChange, ...] = ()

    def fault(self, field: str) -> IdentityFault | None:
        """What is wrong with `field`, or None."""
        return next((fault for fault in self.faults if fault.field == field), None)

    @property
    def normal_name(self) -> str:
        """The name as it will be stored."""
        return tidy_name(self.name, self.kind).name

    @property
    def undrawn(self) -> tuple[str, ...]:
        """The characters of the name that papers cannot draw."""
        return undrawn(self.normal_name)

    @property
    def rare(self) -> tuple[str, ...]:
        """The characters of the name that stand beyond the basic plane or in its extension A."""
        return tuple(
            dict.fromkeys(
                c for c in self.normal_name if ord(c) > 0xFFFF or 0x3400 <= ord(c) < 0x4E00
            )
        )


class IdentifyPresenter(Presenter[IdentifyState]):
    """Checks while one types, says what is wrong when a field is left, stores when all is right."""

    def __init__(
        self,
        identify_step: IdentifyStep,
        on_failure: Callable[[Failure], None],
        go: Callable[[Step], None],
    ) -> None:
        super().__init__(IdentifyState(), on_failure)
        self._identify_step = identify_step
        self._go = go

    def enter(self, visit: Visit) -> None:
        """Show `visit`; what was typed for it and not stored yet stays."""
        if visit.id == self.state.visit_id:
            return
        applicant = visit.applicant
        if applicant is None:
            self.show(IdentifyState(visit.id))
        else:
            self._typed(
                IdentifyState(
                    visit.id, applicant.kind, applicant.name, applicant.number, known=True
                )
            )

    def take(self, visit: Visit | None) -> None:
        """Forget what was typed, after the citizen has left or another has come."""
        if visit is None or visit.id != self.state.visit_id:
            self.show(IdentifyState())

    def set_kind(self, kind: ApplicantKind) -> None:
        """A person or an organisation."""
        self._typed(replace(self.state, kind=kind))

    def type_name(self, name: str) -> None:
        """The name as it stands in its field."""
        self._typed(replace(self.state, name=name))

    def type_number(self, number: str) -> None:
        """The number as it stands in its field, blanks and small letters allowed."""
        self._typed(replace(self.state, number=number))

    def take_number(self, kind: ApplicantKind, number: str) -> None:
        """A number that was scanned from a document of this kind."""
        self._typed(replace(self.state, kind=kind, number=number))

    def leave(self, field: str) -> None:
        """The field was left: say what is wrong with it, unless it is still empty."""
        typed = self.state.name if field == "name" else self.state.number
        if not typed.strip():
            return
        found = [fault for fault in self._check(self.state) if fault.field == field]
        kept = [fault for fault in self.state.faults if fault.field != field]
        self.show(replace(self.state, faults=(*kept, *found)))

    def identify(self) -> None:
        """Store the applicant and go on, or show every fault."""
        if not self.state.working:
            self.show(replace(self.state, working=True))
            self.start(self._identify())

    def _typed(self, state: IdentifyState) -> None:
        """What was typed changed: faults that are mended go, new ones wait for a full number."""
        found = self._check(state)
        wrong = {fault.field: fault for fault in found}
        shown = tuple(wrong[fault.field] for fault in state.faults if fault.field in wrong)
        number = wrong.get("number")
        named = wrong.get("name")
        if named and named.rule is IdentityRule.CHARACTERS and named not in shown:
            shown += (named,)  # more typing cannot correct it
        full = len(normal_number(state.number)) >= NUMBER_LENGTH
        if number and full and number.rule not in _EARLY and number not in shown:
            shown += (number,)
        right = number is None
        person = state.kind is ApplicantKind.PERSON
        read = read_id_number(normal_number(state.number)) if right and person else None
        changes = tidy_name(state.name, state.kind).changes
        self.show(replace(state, faults=shown, right=right, read=read, changes=changes))

    def _check(self, state: IdentifyState) -> tuple[IdentityFault, ...]:
        return self._identify_step.check(state.kind, state.name, state.number)

    async def _identify(self) -> None:
        state = self.state
        try:
            faults = await self._identify_step.identify(state.kind, state.name, state.number)
        finally:
            self.show(replace(self.state, working=False))
        if faults:
            self.show(replace(self.state, faults=faults))
            return
        self.show(
            replace(
                self.state,
                name=state.normal_name,
                number=normal_number(state.number),
                faults=(),
                changes=(),
                known=True,
            )
        )
        self._go(Step.MATTER)
