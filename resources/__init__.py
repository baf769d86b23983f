"""Fonts, icons, themes and translations that the program carries."""

from importlib.resources import files
from pathlib import Path


def path(name: str) -> Path:
    """Where the resource `name` lies on disk, as ``path("fonts/NotoSansSC-Regular.ttf")``.

    Holds in a source tree, in an installed package and in a frozen folder alike. Raises
    FileNotFoundError when there is no such resource.
    """
    found = Path(str(files(__name__))).joinpath(*name.split("/"))
    if not found.exists():
        raise FileNotFoundError(f"no resource {name!r}")
    return found
