"""What is known of a page, for the clerk."""

from dataclasses import dataclass

from desk.domain.visits import Page
from desk.scan.cutting import cut_share
from desk.scan.devices import Inspection, Sharpness


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What is known of a page, for the clerk.

    `dpi` is 0 when the file does not say; `cut_percent` is the part of the page that the crop
    takes away, `correctable` whether imaging proposed any correction; a file that is attached
    `as_it_is` gives no pages to the tidy PDF; `digest` is the short form that the papers print;
    `agreed` says that the stored bytes are still those that arrived and, once the region has
    answered, that it computed the same.
    """

    sharpness: Sharpness
    dpi: int
    cut_percent: float
    correctable: bool
    as_it_is: bool
    digest: str
    agreed: bool


def cut_percent(page: Page, inspection: Inspection | None) -> float:
    """The part of the page that its crop takes away, in percent."""
    if inspection is None:
        return 0.0
    return 100 * cut_share(page.recipe, inspection.width, inspection.height)
