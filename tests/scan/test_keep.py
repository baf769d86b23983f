"""Nothing of a page is ever cut away, and photographs stay as they are."""

from itertools import islice
from pathlib import Path

import numpy as np
import pytest

from desk.scan import imaging
from desk.scan.straighten import find_recipe
from tests.scan.corpus.keep import kept_whole
from tests.scan.corpus.photos import brought, drawn, paths
from tests.scan.papers import jpeg, on_bed, text_page

TURNED_DEG = 0.3
"""A photograph that is turned by less looks the same."""


def test_no_page_loses_a_band_a_border_a_shadow_or_a_cover() -> None:
    tried, cut = 0, []
    for name, page in kept_whole():
        tried += 1
        if find_recipe(page).crops:
            cut.append(name)
    assert (cut, tried > 150) == ([], True)


def test_photographs_stay_as_they_are() -> None:
    """Every fourth of those that `python -m tests.faults.pages` tries."""
    tried, changed = 0, []
    for scenes in (brought(), drawn()):
        for name, grey in islice(scenes, 0, None, 4):
            tried += 1
            recipe = find_recipe(grey)
            if recipe.crops or abs(recipe.angle_deg) > TURNED_DEG:
                changed.append(f"{name}: {recipe}")
    assert (changed, tried > 100) == ([], True)


@pytest.mark.parametrize("path", paths(), ids=lambda path: path.name)
def test_a_photograph_is_looked_at_and_left_alone(path: Path) -> None:
    recipe = imaging.inspect(path.read_bytes(), path.name).recipe
    assert not recipe.crops
    assert abs(recipe.angle_deg) <= TURNED_DEG


@pytest.mark.parametrize("angle", [-5.0, -0.8, 0.6, 2.0])
@pytest.mark.parametrize("bed", [20, 60, 120, 190])
def test_a_page_on_a_darker_bed_is_still_straightened_and_cut_out(angle: float, bed: int) -> None:
    recipe = imaging.inspect(jpeg(on_bed(text_page(), angle, bed), dpi=(150, 150))).recipe
    assert recipe.angle_deg == pytest.approx(-angle, abs=0.2)
    assert recipe.crops


@pytest.mark.parametrize("dpi", [(150, 150), (72, 72)])
def test_a_level_paper_is_cut_out_only_at_a_papers_size(dpi: tuple[int, int]) -> None:
    laid = np.full((2000, 1500), 120, np.uint8)
    laid[100:1854, 120:1360] = text_page()
    assert imaging.inspect(jpeg(laid, dpi=dpi)).recipe.crops
    laid[100:350, 120:1360] = 120  # what is left has no paper's size
    assert not imaging.inspect(jpeg(laid, dpi=dpi)).recipe.crops


def test_an_identity_card_on_a_dark_bed_is_cut_out_when_its_size_is_certain() -> None:
    card = np.full((319, 506), 225, np.uint8)
    card[60:70, 40:400] = 40
    glass = np.full((1772, 1276), 60, np.uint8)
    glass[300:619, 300:806] = card
    assert imaging.inspect(jpeg(glass, dpi=(150, 150))).recipe.crops
    assert not imaging.inspect(jpeg(glass, dpi=(96, 96))).recipe.crops
