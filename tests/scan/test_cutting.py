"""How much of a page a crop takes away."""

import numpy as np
import pytest

from desk.domain.visits import Recipe
from desk.scan.cutting import cut_share
from desk.scan.imaging import applied


def test_a_page_that_is_only_turned_loses_nothing() -> None:
    assert cut_share(Recipe(angle_deg=-2.0, quarter_turns=1), 1000, 1400) == 0.0


def test_a_straight_crop_takes_what_it_says() -> None:
    assert cut_share(Recipe(crop=(0.1, 0.0, 1.0, 0.75)), 1000, 1400) == pytest.approx(0.325)


@pytest.mark.parametrize("angle", [-7.0, -1.3, 0.4, 5.0])
def test_the_share_is_that_of_the_pixels(angle: float) -> None:
    recipe = Recipe(angle, (0.08, 0.05, 0.93, 0.9))
    kept = applied(np.zeros((1400, 1000), np.uint8), recipe)
    share = 1 - (kept < 128).sum() / (1400 * 1000)
    assert cut_share(recipe, 1000, 1400) == pytest.approx(share, abs=0.003)
