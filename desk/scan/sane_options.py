"""A scan job as options of a SANE device: every driver names its options a little differently.

Names and units are those of the SANE standard 1.06, §4.5 (well-known options): resolution,
tl-x, tl-y, br-x, br-y; mode, source and depth are custom, in plain English strings.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from desk.scan.devices import ColourMode, PaperSource, ScanJob
from desk.scan.failures import ScannerRefused

_UNIT_PIXEL, _MM_PER_INCH = 1, 25.4
_MODE_WORDS = {
    ColourMode.COLOUR: ("color", "colour"),
    ColourMode.GREY: ("gray", "grey"),
    ColourMode.LINE_ART: ("lineart", "line art", "black", "binary", "monochrome", "threshold"),
}
_SOURCE_WORDS = {
    PaperSource.FEEDER: ("adf", "feeder"),
    PaperSource.FLATBED: ("flatbed", "platen", "glass", "normal"),
}


def sources(device: Any, wanted: PaperSource) -> tuple[PaperSource, ...]:
    """The sources to try, in order. A device that names no source reads one sheet at a time.

    Raises `ScannerRefused` when the device has no such source.
    """
    offered = tuple(s for s in _SOURCE_WORDS if _choice(device, "source", _SOURCE_WORDS[s]))
    if not offered:
        if wanted is PaperSource.FEEDER:
            raise ScannerRefused(detail="no feeder")
        return (PaperSource.FLATBED,)
    if wanted is PaperSource.AUTOMATIC:
        return offered
    if wanted not in offered:
        raise ScannerRefused(detail=f"no {wanted}")
    return (wanted,)


def prepare(device: Any, job: ScanJob, source: PaperSource) -> int:
    """Set the device up for a job and return the resolution that it really uses, in dpi."""
    named = _choice(device, "source", _SOURCE_WORDS[source])
    if named:
        device.source = named
    depth = _set_mode(device, job.mode)
    if _usable(device, "depth"):
        device.depth = depth
    if _usable(device, "resolution"):
        device.resolution = _nearest(device["resolution"].constraint, job.resolution_dpi)
    dpi = round(float(device.resolution)) if _usable(device, "resolution") else 0
    _set_area(device, job.area_mm, dpi)
    return dpi


@contextmanager
def lent(device: Any, options: Mapping[str, bool | int | float | str]) -> Iterator[None]:
    """Set a job's own options, and restore the former values when it is done.

    Drivers keep their options from one opening to the next. Raises `ScannerRefused` naming an
    option that the device does not have or does not take.
    """
    before: list[tuple[str, Any]] = []
    try:
        for name, value in options.items():
            option = name.replace("-", "_")
            if not _usable(device, option):
                raise ScannerRefused(detail=name)
            before.append((option, getattr(device, option)))
            try:
                setattr(device, option, int(value) if isinstance(value, bool) else value)
            except (TypeError, AttributeError) as error:
                raise ScannerRefused(detail=f"{name}: {error}") from error
        yield
    finally:
        for option, value in reversed(before):
            if _usable(device, option):
                setattr(device, option, value)


def _set_mode(device: Any, mode: ColourMode) -> int:
    """Choose the mode, or the nearest that the device has; return the bits a sample to ask for."""
    order = {
        ColourMode.COLOUR: (ColourMode.COLOUR, ColourMode.GREY),
        ColourMode.GREY: (ColourMode.GREY, ColourMode.COLOUR),
        ColourMode.LINE_ART: (ColourMode.LINE_ART, ColourMode.GREY),
    }[mode]
    for candidate in order:
        named = _choice(device, "mode", _MODE_WORDS[candidate])
        if named:
            device.mode = named
            break
    if mode is ColourMode.LINE_ART and _usable(device, "depth"):
        offered = device["depth"].constraint
        return 1 if isinstance(offered, list) and 1 in offered else 8
    return 8


def _set_area(device: Any, area_mm: tuple[float, float], dpi: int) -> None:
    for near, far, length_mm in (("tl_x", "br_x", area_mm[0]), ("tl_y", "br_y", area_mm[1])):
        if not (_usable(device, near) and _usable(device, far)):
            continue
        pixels = device[far].unit == _UNIT_PIXEL
        length = length_mm / _MM_PER_INCH * dpi if pixels else length_mm
        for option, value in ((near, 0), (far, length)):
            setattr(device, option, _nearest(device[option].constraint, value))


def _usable(device: Any, option: str) -> bool:
    found = device.opt.get(option)
    return bool(found is not None and found.is_active() and found.is_settable())


def _choice(device: Any, option: str, words: tuple[str, ...]) -> str | None:
    """The first of the option's own values that holds one of the words; simplex before duplex."""
    if not _usable(device, option) or not isinstance(device[option].constraint, list):
        return None
    values = [str(value) for value in device[option].constraint]
    fitting = [v for v in values if any(word in v.lower() for word in words)]
    return min(fitting, key=lambda v: "duplex" in v.lower(), default=None)


def _nearest(constraint: Any, wanted: float) -> float | int:
    """What the option allows: within its range, or from its list the next one up."""
    if isinstance(constraint, tuple):
        low, high, _ = constraint
        kind = type(low)
        return kind(min(max(wanted, low), high))  # type: ignore[no-any-return]
    if isinstance(constraint, list) and constraint:
        return min(constraint, key=lambda v: (v < wanted, abs(v - wanted)))  # type: ignore[no-any-return]
    return wanted
