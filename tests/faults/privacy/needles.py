"""What must not be found: words and bytes, in every form in which a file may hold them."""

import base64
import json
import quopri
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import quote

ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "gbk", "gb18030", "big5")
_PIECE = 1 << 20


def forms(words: str) -> Iterator[bytes]:
    """The forms in which these words may stand: encoded, escaped, in base64, in hexadecimal."""
    encoded = set()
    for encoding in ENCODINGS:
        try:
            encoded.add(words.encode(encoding))
        except UnicodeEncodeError:
            continue
    for data in encoded:
        yield data
        yield from (data.hex().encode(), data.hex().upper().encode())
        yield from _base64(data)
    for data in {words.encode(), words.encode("gb18030")}:
        yield from (quote(data, safe="").encode(), quote(data, safe="").lower().encode())
        yield quopri.encodestring(data).rstrip(b"=\n")
    yield json.dumps(words)[1:-1].encode()  # \uXXXX, with surrogates
    yield words.encode("unicode-escape")
    yield "".join(f"&#{ord(one)};" for one in words).encode()
    yield "".join(f"&#x{ord(one):x};" for one in words).encode()
    yield words.encode("utf-7")


def _base64(data: bytes) -> Iterator[bytes]:
    """What is the same in base64 wherever the data begins in a longer run of bytes."""
    for before in range(3):
        text = base64.b64encode(b"\0" * before + data)
        first = (before * 8 + 5) // 6
        last = (before + len(data)) * 8 // 6
        for same in {text[first:last], text[first:last].translate(_URL_SAFE)}:
            if len(same) >= 8:
                yield same


_URL_SAFE = bytes.maketrans(b"+/", b"-_")


class Needles:
    """Everything to look for; `secrets` names each by what it is."""

    def __init__(self, secrets: Mapping[str, str], pieces: Mapping[str, bytes]) -> None:
        self.of: dict[bytes, str] = dict.fromkeys(pieces.values(), "")
        self.of |= {data: name for name, data in pieces.items()}
        for name, words in secrets.items():
            for form in forms(words):
                if len(form) >= 5:
                    self.of[form] = name
        self._longest = max(map(len, self.of))
        ordered = sorted(self.of, key=len, reverse=True)
        self._any = re.compile(b"|".join(map(re.escape, ordered)))

    def in_bytes(self, data: bytes) -> set[str]:
        """What is found in these bytes."""
        return {self.of[found.group()] for found in self._any.finditer(data)}

    def in_file(self, path: Path) -> set[str]:
        """What is found in a file, also across the pieces in which it is read."""
        found: set[str] = set()
        tail = b""
        with path.open("rb") as file:
            while piece := file.read(_PIECE):
                found |= self.in_bytes(tail + piece)
                tail = (tail + piece)[-self._longest :]
        return found
