"""Fonts, icons, themes and translations that the program carries."""

from pathlib import Path

_FOLDER = Path(__file__).parent


def path(name: str) -> Path:
    """Where the resource `name` lies on disk, as ``path("fonts/NotoSansSC-Regular.ttf")``.

    Holds in a source tree, in an installed package and in a frozen folder alike. Raises
    FileNotFoundError when there is no such resource.
    """
    found = _FOLDER.joinpath(*name.split("/"))
    if not found.exists():
        raise FileNotFoundError(f"no resource {name!r}")
    return found
