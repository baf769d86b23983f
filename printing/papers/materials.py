"""The list of materials that a paper carries."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from desk.domain.visits import Material, MaterialState

_SCANNED = {"original": "原件扫描", "copy": "复印件扫描", "electronic": "电子文件"}


@dataclass(frozen=True, slots=True)
class MaterialLine:
    """One material as a paper names it.

    `form` is in words; `copies` and `pages` are 0 where they say nothing; `digests` are the
    SHA-256 (hexadecimal) of the page files in order. A material with `follow_until` is not
    here yet and was promised by that day, which may be `estimated`.
    """

    name: str
    form: str
    copies: int = 0
    pages: int = 0
    digests: tuple[str, ...] = ()
    follow_until: date | None = None
    estimated: bool = False


def material_lines(
    materials: Iterable[Material], is_estimated: Callable[[date], bool] = lambda _day: False
) -> tuple[MaterialLine, ...]:
    """The lines of a visit's checklist; a material that is missing has none.

    `is_estimated` says whether the day by which one may follow is only an estimate.
    """
    return tuple(
        _line(material, is_estimated)
        for material in materials
        if material.state is not MaterialState.MISSING
    )


def _line(material: Material, is_estimated: Callable[[date], bool]) -> MaterialLine:
    spec, until = material.spec, material.follow_until
    match material.state:
        case MaterialState.HELD:
            return MaterialLine(spec.name, "平台调取")
        case MaterialState.FOLLOWS:
            estimated = until is not None and is_estimated(until)
            return MaterialLine(spec.name, "后补", follow_until=until, estimated=estimated)
        case _:
            return MaterialLine(
                spec.name,
                _SCANNED.get(spec.form, spec.form),
                spec.copies,
                material.sheets,
                tuple(page.file.sha256 for page in material.pages),
            )
