"""How a page lies: found from text and edges together, and never guessed."""

import cv2
import numpy as np
import pytest

from desk.domain.visits import Recipe
from desk.scan.imaging import applied, judge
from desk.scan.straighten import decide, find_recipe
from tests.scan.papers import Pixels, on_bed, text_page

ANGLES = (-7.0, -3.1, -1.2, -0.4, 0.3, 0.9, 2.2, 5.5)
WHITE_LID, GREY_LID, BLACK_LID = 252, 190, 20


@pytest.mark.parametrize("bed", [WHITE_LID, GREY_LID, BLACK_LID])
@pytest.mark.parametrize("angle", ANGLES)
def test_printed_pages_are_straightened_to_a_fifth_of_a_degree(angle: float, bed: int) -> None:
    recipe = find_recipe(on_bed(text_page(), angle, bed))
    assert recipe.angle_deg == pytest.approx(-angle, abs=0.2)


def test_a_straight_page_without_a_visible_bed_stays_untouched() -> None:
    assert find_recipe(text_page()) == Recipe()


def test_vertical_text_is_straightened_too() -> None:
    page = np.ascontiguousarray(np.rot90(text_page(size=(1754, 1240), lines=20)))
    assert find_recipe(on_bed(page, 1.3)).angle_deg == pytest.approx(-1.3, abs=0.2)


def test_a_blank_sheet_is_straightened_by_its_edges() -> None:
    blank = text_page(lines=0)
    assert find_recipe(on_bed(blank, 1.7)).angle_deg == pytest.approx(-1.7, abs=0.2)


def test_a_blank_sheet_under_a_white_lid_is_left_alone() -> None:
    assert find_recipe(on_bed(text_page(lines=0), 1.7, WHITE_LID)) == Recipe()


def test_where_the_edge_misleads_the_text_is_believed() -> None:
    """The text is 1.2° askew on a paper that lies half a degree the other way."""
    askew = on_bed(text_page(), 1.2, WHITE_LID, margin=0)
    assert find_recipe(on_bed(askew, -0.5)).angle_deg == pytest.approx(-0.7, abs=0.2)


def test_a_torn_corner_does_not_mislead() -> None:
    page = text_page().copy()
    cv2.fillPoly(page, [np.array([[0, 0], [400, 0], [0, 300]])], GREY_LID)
    assert find_recipe(on_bed(page, 2.0)).angle_deg == pytest.approx(-2.0, abs=0.2)


@pytest.mark.parametrize("grain", [1, 4, 16])
def test_a_picture_without_lines_is_not_turned(grain: int) -> None:
    noise = np.random.default_rng(grain).normal(128, 60, (1754 // grain + 1, 1240 // grain + 1))
    picture = cv2.resize(noise, (1240, 1754), interpolation=cv2.INTER_CUBIC)
    assert find_recipe(picture.clip(0, 255).astype(np.uint8)) == Recipe()


def test_contradicting_measurements_turn_nothing() -> None:
    assert decide(text=4.0, edge=0.0) == 0.0
    assert decide(text=1.2, edge=0.9) == 1.2
    assert decide(text=None, edge=0.9) == 0.9
    assert decide(text=None, edge=None) == 0.0


@pytest.mark.parametrize("size", [(1, 1), (30, 20), (3, 4000), (4000, 3), (64, 64)])
@pytest.mark.parametrize("shade", [0, 128, 255])
def test_odd_sizes_and_plain_areas_are_left_alone(size: tuple[int, int], shade: int) -> None:
    recipe, _ = judge(np.full(size, shade, np.uint8))
    assert recipe == Recipe()


def _marked_page() -> Pixels:
    """A page of text with six black squares hard by its corners and edges."""
    page = text_page(lines=12).copy()
    height, width = page.shape
    for x, y in (
        (12, 12),
        (width - 42, 12),
        (12, height - 42),
        (width - 42, height - 42),
        (12, height // 2),
        (width - 42, height // 2),
    ):
        page[y : y + 30, x : x + 30] = 0
    return page


@pytest.mark.parametrize("angle", [-4.0, -0.6, 0.0, 1.5, 3.5])
@pytest.mark.parametrize("bed", [GREY_LID, WHITE_LID, 120])
def test_nothing_printed_is_ever_cropped_away(angle: float, bed: int) -> None:
    scan = on_bed(_marked_page(), angle, bed)
    tidy = applied(scan, find_recipe(scan))
    squares = [
        stat
        for stat in cv2.connectedComponentsWithStats((tidy < 100).astype(np.uint8))[2][1:]
        if stat[cv2.CC_STAT_AREA] > 800
    ]
    assert len(squares) == 6
    assert all(stat[cv2.CC_STAT_AREA] == pytest.approx(900, rel=0.12) for stat in squares)


@pytest.mark.parametrize("angle", [-4.0, 0.0, 1.5])
def test_the_bed_is_cropped_away(angle: float) -> None:
    scan = on_bed(text_page(), angle, 120)
    tidy = applied(scan, find_recipe(scan))
    rim = np.concatenate([tidy[4], tidy[-5], tidy[:, 4], tidy[:, -5]])
    assert (rim > 200).mean() > 0.99
    assert tidy.shape[0] == pytest.approx(1754, rel=0.012)
    assert tidy.shape[1] == pytest.approx(1240, rel=0.012)


def test_both_cards_on_the_glass_stay_in_the_picture() -> None:
    glass = np.full((1754, 1240), 60, np.uint8)
    for x, y in ((200, 200), (500, 1200)):
        glass[y : y + 320, x : x + 505] = 205
        for line in range(5):
            cv2.putText(glass, "ID CARD 4501", (x + 30, y + 60 + line * 50), 0, 1, 40, 2)
    recipe = find_recipe(glass)
    left, top, right, bottom = recipe.crop
    assert left * 1240 <= 205
    assert top * 1754 <= 205
    assert right * 1240 >= 1000
    assert bottom * 1754 >= 1515


def test_a_dark_thing_beside_the_paper_prevents_the_crop() -> None:
    scan = on_bed(text_page(), 1.0, margin=200)
    scan[50:150, 1450:1600] = 60
    assert find_recipe(scan).crop == (0.0, 0.0, 1.0, 1.0)


def test_a_recipe_gives_the_same_picture_every_time() -> None:
    scan = on_bed(text_page(), 1.4)
    recipe = find_recipe(scan)
    assert recipe == find_recipe(scan)
    assert (applied(scan, recipe) == applied(scan, recipe)).all()


def test_quarter_turns_are_clockwise_and_come_last() -> None:
    page = np.zeros((40, 20), np.uint8)
    page[:10, :10] = 255  # top left
    turned = applied(page, Recipe(quarter_turns=1))
    assert turned.shape == (20, 40)
    assert turned[:10, -10:].all()  # top right
    assert (applied(page, Recipe(quarter_turns=4)) == page).all()
    cropped = applied(page, Recipe(crop=(0.0, 0.0, 0.5, 0.25), quarter_turns=3))
    assert cropped.shape == (10, 10)
    assert cropped.all()
