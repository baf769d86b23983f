"""One module for each paper, whose `render` makes the PDF of its facts.

Drawing holds the GIL for some milliseconds and needs reportlab and fontTools: call `render` in a
`desk.lanes.Workshop` whose workers were started with `warm`; the window itself only ever holds
the facts.
"""

from printing.papers.facts import (
    MaterialsReceiptFacts,
    NoticeFacts,
    PaperFacts,
    TicketFacts,
)


def render(facts: PaperFacts) -> bytes:
    """The paper as a PDF; the same facts give the same bytes."""
    from printing.papers import materials_receipt, notice, ticket

    match facts:
        case TicketFacts():
            return ticket.render(facts)
        case NoticeFacts():
            return notice.render(facts)
        case MaterialsReceiptFacts():
            return materials_receipt.render(facts)


def warm() -> None:
    """Import what papers need and parse every face, so that the first paper is quick."""
    from printing import fonts
    from printing.papers import materials_receipt, notice, ticket

    del materials_receipt, notice, ticket
    fonts.warm()
