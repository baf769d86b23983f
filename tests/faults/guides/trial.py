"""Takes schemas in as the window does, and judges what it made of them.

Three questions, each with an answer that we did not write:

- Is it ever slow? Reading a schema and checking a form against it are timed.
- Does it ever break? Reading, checking, drawing and typing must raise nothing.
- Is anything accepted that is refused later for its shape, or refused that is right? `jsonschema`
  (another implementation of the standard) judges what was kept of the schema: the window finds
  a fault exactly when it does.
"""

import random
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker

from desk.clerk.steps.form.schema import read_fields
from desk.domain.form_rules import FormRules, FormUnusable
from desk.domain.forms import form_faults, rules_of
from desk.domain.identity import check_credit_code, check_id_number
from desk.domain.patterns import CHECKED, CheckedPattern
from tests.faults.guides.schemas import any_schema, values_for

TODAY = date(2026, 11, 28)
SLOW_S = 1.0
"""Longer than this nothing may take, on a PC that is busy with other things, too."""


@dataclass
class Outcome:
    """What was found so far."""

    schemas: int = 0
    forms: int = 0
    unusable: int = 0
    left_out: int = 0
    faults: Counter[str] = field(default_factory=Counter)
    undecided: int = 0
    slowest_s: float = 0.0
    wrong: list[str] = field(default_factory=list)

    def lines(self) -> list[str]:
        """The summary, for people."""
        told = ", ".join(f"{rule} {count}" for rule, count in self.faults.most_common(12))
        return [
            f"{self.schemas} schemas ({self.unusable} unusable, {self.left_out} rules left out), "
            f"{self.forms} forms",
            f"faults: {told}",
            f"slowest step {self.slowest_s * 1000:.0f} ms; the second opinion could not tell "
            f"{self.undecided} times",
            f"{len(self.wrong)} wrong" + "".join(f"\n  {one}" for one in self.wrong[:20]),
        ]


class Trial:
    """Tries schemas made from a seed. `draw` is given the fields of each form, to show them."""

    def __init__(self, draw: Callable[[Any, dict[str, Any]], None] = lambda *_: None) -> None:
        self._draw = draw
        self.outcome = Outcome()

    def run(self, count: int, seed: int, forms_each: int = 4) -> Outcome:
        """Try so many schemas, and so many forms against each."""
        for number in range(count):
            source = random.Random(f"{seed} {number}")
            schema = any_schema(source)
            try:
                self._try(schema, [values_for(source, schema) for _ in range(forms_each)])
            except Exception as error:  # noqa: BLE001 (whatever it is, it is a finding)
                self._wrong(seed, number, f"{type(error).__name__}: {error}")
        return self.outcome

    def _wrong(self, seed: object, number: object, what: str) -> None:
        self.outcome.wrong.append(f"seed {seed}, number {number}: {what}"[:300])

    def _timed(self, call: Callable[[], Any], what: str) -> Any:
        begun = time.perf_counter()
        result = call()
        took = time.perf_counter() - begun
        self.outcome.slowest_s = max(self.outcome.slowest_s, took)
        if took > SLOW_S:
            self.outcome.wrong.append(f"{what} took {took:.1f} s")
        return result

    def _try(self, schema: Any, forms: list[dict[str, Any]]) -> None:
        outcome = self.outcome
        outcome.schemas += 1
        try:
            rules: FormRules | None = self._timed(lambda: rules_of(schema), "reading")
        except FormUnusable:
            rules = None
            outcome.unusable += 1
        fields = self._timed(lambda: read_fields(schema), "reading the fields")
        judge = None
        if rules is not None:
            outcome.left_out += len(rules.left_out)
            Draft202012Validator.check_schema(_standard(rules.schema))
            judge = None if _has_patterns_of_names(rules.schema) else _judge(rules.schema)
        for values in forms:
            outcome.forms += 1
            check = partial(form_faults, schema, values, TODAY)
            faults = self._timed(check, "checking")
            outcome.faults.update(fault.rule for fault in faults)
            self._draw(fields, values)
            if rules is None:
                assert faults == (), "an unusable schema refuses something"
            elif judge is None:
                outcome.undecided += 1
            else:
                self._compare(judge, values, faults)

    def _compare(self, judge: Any, values: dict[str, Any], faults: tuple[Any, ...]) -> None:
        bounds = {"maxLength", "maxItems", "type"}
        if any(fault.rule in bounds for fault in faults) or _odd(values):
            return  # beyond our own bounds on answers, of which the standard knows nothing
        try:
            right = judge.is_valid(values)
        except RecursionError:
            self.outcome.undecided += 1
            return
        if right != (not faults):
            what = "refused" if right else "accepted"
            told = f"{what} {str(values)[:80]} {faults[:2]} {judge.schema}"
            self.outcome.wrong.append(told[:600])


def _odd(value: Any) -> bool:
    """Half characters and figures beyond 64 bits are told apart differently by each library."""
    if isinstance(value, str):
        return any("\ud800" <= sign <= "\udfff" for sign in value)
    if isinstance(value, dict):
        return any(map(_odd, (*value, *value.values())))
    if isinstance(value, list):
        return any(map(_odd, value))
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) > 2**53


def _has_patterns_of_names(schema: Any) -> bool:
    """Whether names are matched against patterns: Python's engine knows other ones than ours."""
    if not isinstance(schema, dict | list):
        return False
    inside = schema.values() if isinstance(schema, dict) else schema
    return "patternProperties" in schema or any(map(_has_patterns_of_names, inside))


def _standard(schema: Any) -> Any:
    """A schema of ours without its patterns, for the meta-schema as Python understands it."""
    if isinstance(schema, dict):
        return {
            key: _standard(value)
            for key, value in schema.items()
            if key != "patternProperties" and not (key == CHECKED and isinstance(value, str))
        }
    return [_standard(one) for one in schema] if isinstance(schema, list) else schema


def _judge(schema: dict[str, Any]) -> Any:
    from jsonschema.exceptions import ValidationError
    from jsonschema.validators import extend

    def checked(_validator: Any, pattern: Any, instance: Any, _schema: Any) -> Any:
        try:
            CheckedPattern({}, pattern, []).validate(instance)
        except ValueError:
            yield ValidationError("pattern")

    formats = FormatChecker(formats=())
    formats.checks("date")(_is_date)
    formats.checks("cn-id")(lambda v: not isinstance(v, str) or check_id_number(v, TODAY) is None)
    formats.checks("uscc")(lambda v: not isinstance(v, str) or check_credit_code(v) is None)
    kind = extend(Draft202012Validator, {CHECKED: checked})
    return kind(schema, format_checker=formats)


def _is_date(value: object) -> bool:
    if not isinstance(value, str):
        return True
    try:
        return len(value) == 10 and value.isascii() and bool(date.fromisoformat(value))
    except ValueError:
        return False
