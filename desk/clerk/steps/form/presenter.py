"""The presenter of the form step: typed values, their faults, saving as they are typed."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Protocol

from desk.clerk.steps.form.schema import Field, read_fields
from desk.clerk.steps.refusals import first_name, refusals
from desk.domain.failures import Failure
from desk.domain.form_rules import FormUnusable
from desk.domain.forms import FormFault, form_faults, known_faults, known_rules, rules_of
from desk.domain.visits import Step, Visit
from desk.presenter import Presenter

SAVE_AFTER_S = 0.3
"""How long typing must pause before the form is saved."""


@dataclass(frozen=True, slots=True)
class FormState:
    """A form being filled in.

    `faults` are all that are known, by field name; `told` names the fields whose faults are
    shown: those that the clerk has left, and all once going on was tried. `refused` holds the
    region's words about a field until it is changed. `dirty` says that something typed is not
    stored yet, `fixed` that the case is on its way and nothing can be typed. `focus` is a field
    to jump to and how often a jump was asked for, so that asking twice jumps twice. `checked`
    is false until the faults are known, `unread` that the platform alone judges some rules.
    """

    visit_id: str = ""
    fields: tuple[Field, ...] = ()
    values: dict[str, Any] = field(default_factory=dict)
    faults: dict[str, FormFault] = field(default_factory=dict)
    told: frozenset[str] = frozenset()
    refused: dict[str, str] = field(default_factory=dict)
    dirty: bool = False
    fixed: bool = False
    checked: bool = True
    unread: bool = False
    focus: tuple[str, int] = ("", 0)

    @property
    def shown_faults(self) -> dict[str, FormFault]:
        """The faults that stand beside their fields now."""
        return {name: fault for name, fault in self.faults.items() if name in self.told}


class FormActions(Protocol):
    """What this step asks of the visit (`desk.visit.steps.form.FormStep`)."""

    async def save(self, values: dict[str, Any]) -> tuple[FormFault, ...]:
        """Store the form as typed, and tell every fault."""


class FormPresenter(Presenter[FormState]):
    """Keeps the form of the open visit."""

    def __init__(
        self,
        form_step: FormActions,
        on_failure: Callable[[Failure], None],
        go: Callable[[Step], None],
        today: Callable[[], date],
        save_after_s: float = SAVE_AFTER_S,
    ) -> None:
        super().__init__(FormState(), on_failure)
        self._form_step = form_step
        self._go = go
        self._today = today
        self._save_after_s = save_after_s
        self._pause: asyncio.Task[None] | None = None
        self._reading: asyncio.Task[None] | None = None
        self._schema: dict[str, Any] = {}
        self._wish = ""
        self._on_its_way: dict[str, Any] | None = None

    def enter(self, visit: Visit) -> None:
        """Show the form of `visit`. What is typed here and not yet stored stays."""
        if visit.matter is None:
            return
        if self._reading:
            self._reading.cancel()
            self._reading = None
        if known_rules(visit.matter.form) is None:
            if visit.id != self.state.visit_id:
                self.show(FormState(checked=False))
            self._reading = self.start(self._read(visit))
        else:
            self._enter(visit)

    async def _read(self, visit: Visit) -> None:
        """Read a schema that nobody has read yet, then show it."""
        assert visit.matter is not None
        with suppress(FormUnusable):
            await asyncio.to_thread(rules_of, visit.matter.form)
        self._enter(visit)

    def _enter(self, visit: Visit) -> None:
        assert visit.matter is not None
        fields = read_fields(visit.matter.form)
        rules = known_rules(visit.matter.form)
        again = visit.id == self.state.visit_id and fields == self.state.fields
        values = self.state.values if again and self.state.dirty else dict(visit.form)
        self._schema = visit.matter.form
        faults = known_faults(self._schema, values, self._today())
        self.show(
            FormState(
                visit_id=visit.id,
                fields=fields,
                values=values,
                faults=_by_field(faults or ()),
                checked=faults is not None,
                unread=rules is not None and bool(rules.left_out),
                told=self.state.told if again else frozenset(),
                dirty=again and self.state.dirty,
                refused={one.target: one.words for one in refusals(visit) if one.step is Step.FORM},
                fixed=not visit.may_change,
                focus=self.state.focus if again else ("", 0),
            )
        )
        if self._wish:
            self.jump(self._wish)
            self._wish = ""
        if faults is None:
            self.start(self._check(visit.id, self._schema, values))

    async def _check(self, visit_id: str, schema: dict[str, Any], values: dict[str, Any]) -> None:
        """Find the faults of what is shown; what is typed meanwhile is checked when it is saved."""
        faults = await asyncio.to_thread(form_faults, schema, values, self._today())
        if self.state.visit_id == visit_id and self.state.values == values:
            self.show(replace(self.state, faults=_by_field(faults), checked=True))

    def wish(self, name: str) -> None:
        """Jump to this field when the form is shown next."""
        self._wish = name

    def edit(self, name: str, value: Any) -> None:
        """A field now holds `value`; None empties it. Saved once typing pauses."""
        if self.state.fixed or not self.state.visit_id:
            return
        values = {key: kept for key, kept in self.state.values.items() if key != name}
        if value is not None:
            values[name] = value
        refused = {key: words for key, words in self.state.refused.items() if key != name}
        faults = {key: fault for key, fault in self.state.faults.items() if key != name}
        self.show(replace(self.state, values=values, faults=faults, refused=refused, dirty=True))
        if self._pause:
            self._pause.cancel()
        self._pause = self.start(self._save_soon())

    def left(self, name: str) -> None:
        """Show a field's fault from now on, after the clerk has left it."""
        self.show(replace(self.state, told=self.state.told | {name}))

    def jump(self, name: str) -> None:
        """Focus a field and show its fault (for another step)."""
        told = self.state.told | {name}
        self.show(replace(self.state, told=told, focus=(name, self.state.focus[1] + 1)))

    def go_on(self) -> None:
        """Save and go on; with faults, tell them all and jump to the first instead."""
        if self.state.visit_id:  # otherwise the schema is still being read
            self.start(self._save_and_go())

    async def _save_and_go(self) -> None:
        if self._pause:
            self._pause.cancel()
        if self.state.dirty:
            await self._save()
        elif not self.state.checked:
            await self._check(self.state.visit_id, self._schema, self.state.values)
        if not self.state.faults:
            self._go(Step.SUBMIT)
            return
        everything = frozenset(field.name for field in self.state.fields)
        self.show(replace(self.state, told=everything | set(self.state.faults)))
        self.jump(next(iter(self.state.faults)))

    async def _save_soon(self) -> None:
        await asyncio.sleep(self._save_after_s)
        await self._save()

    async def _save(self) -> None:
        values = self._on_its_way = self.state.values
        try:
            faults = await self._form_step.save(values)
        finally:
            if self._on_its_way is values:
                self._on_its_way = None
        still = values == self.state.values
        self.show(
            replace(
                self.state,
                faults=_by_field(faults),
                dirty=not still,
                checked=self.state.checked or still,
            )
        )

    def leave(self) -> None:
        """Save at once what is not saved yet."""
        if self.state.dirty and self.state.values is not self._on_its_way:
            if self._pause:
                self._pause.cancel()
            self.start(self._save())


def _by_field(faults: tuple[FormFault, ...]) -> dict[str, FormFault]:
    """The first fault of each field; the order of the form is kept."""
    found: dict[str, FormFault] = {}
    for fault in faults:
        found.setdefault(first_name(fault.pointer), fault)
    return found
