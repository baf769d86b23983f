"""One module for each paper: a frozen dataclass of facts, and `render`, which makes the PDF.

`render` holds the GIL for some milliseconds: call it in a `desk.lanes.Workshop` whose workers
were started with `warm`.
"""


def warm() -> None:
    """Import what papers need and parse every face, so that the first paper is quick."""
    from printing import fonts
    from printing.papers import materials_receipt, notice, ticket

    del materials_receipt, notice, ticket
    fonts.warm()
