"""PDF files that attack: each function makes one kind, small on disk and endless when drawn."""

from collections.abc import Sequence


def pdf(objects: Sequence[bytes], *, version: bytes = b"1.7") -> bytes:
    """A PDF of these objects, numbered from 1; the first one is its catalogue."""
    file, places = b"%PDF-" + version + b"\n", []
    for number, text in enumerate(objects, 1):
        places.append(len(file))
        file += b"%d 0 obj\n%s\nendobj\n" % (number, text)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return file + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d/Root 1 0 R>>\n"
        b"startxref\n%d\n%%%%EOF\n"
    ) % (size, table, size, len(file))


def stream(data: bytes, keys: bytes = b"") -> bytes:
    """A stream object."""
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (keys, len(data), data)


def page(content: bytes, resources: bytes, *more: bytes, box: bytes = b"0 0 595 842") -> bytes:
    """One page that draws `content`; further objects are numbered from 5."""
    return pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[%s]/Contents 4 0 R/Resources<<%s>>>>"
            % (box, resources),
            stream(content),
            *more,
        ]
    )


def nested_forms(depth: int = 9, width: int = 10) -> bytes:
    """A page that draws a form that draws ten forms that draw ten forms: width ** depth draws."""
    forms = []
    for level in range(depth):
        last = level == depth - 1
        draws = b"0 0 1 1 re f" if last else b"/F Do " * width
        inside = b"" if last else b"/Resources<</XObject<</F %d 0 R>>>>" % (level + 6)
        keys = b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]" + inside
        forms.append(stream(draws, keys))
    return page(b"/F Do", b"/XObject<</F 5 0 R>>", *forms)
