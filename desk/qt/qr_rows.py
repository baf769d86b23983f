"""A QR code as rows of modules, for a screen to paint."""


def qr_rows(text: str) -> tuple[tuple[bool, ...], ...]:
    """The modules of a QR code (error level M) without its quiet zone, row by row."""
    import segno

    code = segno.make(text, error="m", micro=False)
    return tuple(tuple(bool(module) for module in row) for row in code.matrix)
