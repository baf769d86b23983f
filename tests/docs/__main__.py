"""Write the pages of docs/ that are made from the code: failures.md, schema/, openapi.json."""

import argparse
import sys
import tempfile
from pathlib import Path

from desk.practice import openapi
from tests.docs import failure_list, schemas


def main() -> int:
    """Write all of them; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tests.docs", description=__doc__)
    parser.add_argument(
        "--retire",
        metavar="CODE",
        action="append",
        default=[],
        help="a failure's code that no class has any more, on purpose",
    )
    retire = parser.parse_args().retire
    page = failure_list.PAGE
    try:
        text = failure_list.failure_page(page.read_text("utf-8") if page.exists() else "", retire)
    except failure_list.CodesWrong as wrong:
        print(wrong, file=sys.stderr)
        return 1
    page.write_text(text, "utf-8")
    (failure_list.PAGE.parent / "openapi.json").write_text(openapi.text(), "utf-8")
    with tempfile.TemporaryDirectory() as folder:
        for name in schemas.SCHEMAS:
            (schemas.FOLDER / name).write_text(schemas.snapshot(name, Path(folder)), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
