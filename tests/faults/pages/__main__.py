"""``python -m tests.faults.pages [--files N] [--seed S]``: see the package."""

import argparse
import random
import sys
from collections.abc import Callable, Iterator
from itertools import islice

from desk.scan.imaging import applied
from desk.scan.straighten import find_recipe
from tests.faults.pages import generated
from tests.faults.pages.check import Checker, Report
from tests.scan.corpus.keep import kept_whole
from tests.scan.corpus.pdfs import pdfs
from tests.scan.corpus.photos import brought, drawn
from tests.scan.corpus.tiffs import tiffs
from tests.scan.papers import Pixels

TURNED_DEG = 0.3
KINDS = ("photographs", "kept", "corpus", "scans", "pictures", "documents", "damaged")


def photographs(report: Report) -> None:
    """Every photograph in every variant stays as it is."""
    for scenes in (brought(), drawn()):
        for name, grey in scenes:
            report.counts["photographs"] += 1
            recipe = find_recipe(grey)
            if recipe.crops or abs(recipe.angle_deg) > TURNED_DEG:
                report.wrong.append(f"photograph {name}: {recipe}")


def kept(report: Report) -> None:
    """No page loses anything."""
    for name, grey in kept_whole():
        report.counts["pages to be kept whole"] += 1
        if find_recipe(grey).crops:
            report.wrong.append(f"{name} was cut")


def corpus(report: Report) -> None:
    """Every TIFF and PDF of the corpus."""
    checker = Checker(report)
    for tiff in tiffs():
        checker.whole(tiff.name, tiff.data, original=list(tiff.sheets))
    for pdf in pdfs():
        if "calibrated" not in pdf.name:  # readers differ on these, in the original too
            checker.whole(pdf.name, pdf.data)
    checker.close()


def scans(report: Report, dice: random.Random, count: int) -> None:
    """Generated scans keep their corners; what was certain is straightened."""
    for name, scan in islice(generated.scans(dice), count):
        report.counts["generated scans"] += 1
        recipe = find_recipe(scan)
        before, after = generated.corners_left(scan, applied(scan, recipe))
        report.counts["generated scans that were cut"] += recipe.crops
        if after < before:
            report.wrong.append(f"{name}: {after} of {before} corners are left by {recipe}")


def pictures(report: Report, dice: random.Random, count: int) -> None:
    """Generated pictures look alike in preview, tidy PDF and original."""
    checker = Checker(report)
    every: Iterator[tuple[str, bytes, Pixels | None]] = islice(generated.pictures(dice), count)
    for name, data, shown in every:
        report.counts["generated pictures"] += 1
        checker.whole(name, data, original=None if shown is None else [shown])
    checker.close()


def documents(report: Report, dice: random.Random, count: int) -> None:
    """Generated PDFs look alike."""
    checker = Checker(report)
    for name, data in islice(generated.pdfs(dice), count):
        report.counts["generated PDFs"] += 1
        checker.whole(name, data)
    checker.close()


def damaged(report: Report, dice: random.Random, count: int) -> None:
    """Damaged files are refused when they are taken in, or go all the way."""
    checker = Checker(report)
    whole = [(tiff.name, tiff.data) for tiff in tiffs()]
    whole += [(pdf.name, pdf.data) for pdf in pdfs()]
    for name, data in islice(generated.damaged(dice, whole), count):
        report.counts["damaged files"] += 1
        checker.goes_through(name, data)
    checker.close()


def run(kind: str, files: int, seed: int) -> Report:
    """Run one kind, or all of them; `files` are generated in all."""
    report = Report()
    part, dice = max(1, files // 4), random.Random(seed)
    kinds: dict[str, Callable[[], None]] = {
        "photographs": lambda: photographs(report),
        "kept": lambda: kept(report),
        "corpus": lambda: corpus(report),
        "scans": lambda: scans(report, dice, part),
        "pictures": lambda: pictures(report, dice, part),
        "documents": lambda: documents(report, dice, part),
        "damaged": lambda: damaged(report, dice, part),
    }
    for name, one in kinds.items():
        if kind in ("all", name):
            one()
    return report


def main(words: list[str]) -> int:
    """Print counts and what was wrong; returns 1 when anything was."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults.pages", description=__doc__)
    parser.add_argument("--files", type=int, default=900, help="generated files in all")
    parser.add_argument("--seed", type=int, default=16)
    parser.add_argument(
        "--only",
        choices=("all", *KINDS),
        default="all",
    )
    given = parser.parse_args(words)
    report = run(given.only, given.files, given.seed)
    print(report, flush=True)
    return int(bool(report.wrong))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
