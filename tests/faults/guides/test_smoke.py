"""A short form of ``python -m tests.faults.guides``."""

import os

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from tests.faults.guides.drawing import Drawing
from tests.faults.guides.trial import Trial


@pytest.mark.filterwarnings("ignore")
def test_no_schema_hangs_breaks_or_is_judged_wrongly() -> None:
    outcome = Trial().run(300, seed=20_261_128)
    print("\n".join(outcome.lines()))
    assert outcome.wrong == []


def test_every_form_can_be_drawn_and_typed_into() -> None:
    outcome = Trial(Drawing().draw).run(25, seed=5, forms_each=2)
    assert outcome.wrong == []
