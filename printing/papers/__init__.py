"""One module for each paper, whose `render` makes the PDF of its facts.

Drawing holds the GIL for some milliseconds and needs reportlab and HarfBuzz: call `render` in a
`desk.processes.ProcessPool` whose workers were started with `warm`; the window itself only ever
holds the facts.
"""

from desk.processes import remote
from printing.papers.facts import (
    GuideFacts,
    MaterialsReceiptFacts,
    NoticeFacts,
    OfficeSlipFacts,
    OneTimeNoticeFacts,
    PaperFacts,
    TicketFacts,
)


@remote(deadline_s=60)
def render(facts: PaperFacts) -> bytes:
    """The paper as a PDF; the same facts give the same bytes."""
    from printing.papers import (
        guide,
        materials_receipt,
        notice,
        office_slip,
        one_time_notice,
        ticket,
    )

    match facts:
        case TicketFacts():
            return ticket.render(facts)
        case NoticeFacts():
            return notice.render(facts)
        case MaterialsReceiptFacts():
            return materials_receipt.render(facts)
        case OneTimeNoticeFacts():
            return one_time_notice.render(facts)
        case GuideFacts():
            return guide.render(facts)
        case OfficeSlipFacts():
            return office_slip.render(facts)


def warm() -> None:
    """Import what papers need and parse every face, so that the first paper is quick."""
    from printing import fonts
    from printing.papers import (
        guide,
        materials_receipt,
        notice,
        office_slip,
        one_time_notice,
        ticket,
    )

    del guide, materials_receipt, notice, office_slip, one_time_notice, ticket
    fonts.warm()
