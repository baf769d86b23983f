"""Typed settings: a TOML file, then the environment, then the command line; later ones win.

Secrets are never settings: tokens, keys and passwords live in the keyring, by name.
"""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal

import msgspec
import platformdirs

from desk.domain.failures import QT_TRANSLATE_NOOP, Failure

PREFIX = "HALL_DESK_"

FOLDER_PRINTER = "pdf"
"""Value of the setting ``printer`` by which papers are saved as PDF files."""

Language = Literal["zh_CN", "en"]
"""The languages that the window speaks."""


class SettingsBroken(Failure):
    """A setting is misspelt, or its value cannot be read."""

    code: ClassVar[str] = "SET-01"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "The settings cannot be read: {detail}")
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "The window was not started.")
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Mend {where} or remove it, then start again."
    )


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How one window of one hall is set up.

    `profile` is the folder of the window's own database, pages and papers. `hall_url` is where
    the hall's queue is: its server (``https://HOST:PORT,HOST:PORT``) or a file of this machine
    (``sqlite:///PATH``); a database's address is for those who run the hall. `region_url` the
    regional platform, `issuer_url` where its clerks sign in when that is another origin
    (scheme, host and port). `scan_folder` is a folder in which a scanner or camera leaves its
    files. `paper_folder` is where "save as PDF" puts papers; `printer` is the usual printer's
    name, or ``pdf`` for that folder. `hall` and `window` are codes, as the hall's manager gave
    them. `voice_folder` holds a hall's own recordings for its display (see
    resources/announcements). `public_url` is where the region's public pages begin, for the QR
    on a kiosk's tickets; `ticket_width_mm` is the width of the paper in its printer.
    `idle_lock_minutes` is after how many minutes without a key or a click the window locks
    itself (0: never), `offline_sign_in_days` how long after a sign-in at the region a clerk's
    passphrase is enough (0: never). `acts_kept_days` is how long the log of acts is kept: six
    months at least. In days too is how long files with personal data stay outside the profile:
    `aside_kept_days` what the clerk put aside in the scan folder, `rejected_kept_days` what
    could not be read there, `saved_papers_days` papers in `paper_folder` (0: for ever),
    `old_profile_days` a profile that was moved aside. See docs/personal-data.md.
    """

    profile: Path = Path(platformdirs.user_data_dir("hall-desk"))
    hall_url: str = ""
    region_url: str = ""
    issuer_url: str = ""
    hall: str = "NN01"
    window: str = "3"
    language: Language = "zh_CN"
    scan_folder: Path | None = None
    paper_folder: Path = Path(platformdirs.user_documents_dir()) / "hall-desk"
    printer: str = ""
    voice_folder: Path | None = None
    public_url: str = ""
    ticket_width_mm: Literal[80, 58] = 80
    idle_lock_minutes: Annotated[int, msgspec.Meta(ge=0, le=60)] = 5
    offline_sign_in_days: Annotated[int, msgspec.Meta(ge=0, le=14)] = 3
    acts_kept_days: Annotated[int, msgspec.Meta(ge=184)] = 184
    aside_kept_days: Annotated[int, msgspec.Meta(ge=1, le=366)] = 7
    rejected_kept_days: Annotated[int, msgspec.Meta(ge=1, le=366)] = 30
    saved_papers_days: Annotated[int, msgspec.Meta(ge=0, le=3660)] = 30
    old_profile_days: Annotated[int, msgspec.Meta(ge=7, le=3660)] = 90


def settings_file() -> Path:
    """Where the settings are read from when the command line names no other file."""
    return Path(platformdirs.user_config_dir("hall-desk")) / "settings.toml"


def load(
    file: Path | None = None,
    environment: Mapping[str, str] | None = None,
    given: Mapping[str, Any] | None = None,
) -> Settings:
    """Merge file, environment (``HALL_DESK_WINDOW=5``) and command line over the defaults.

    Raises `SettingsBroken` naming the place of the fault; a file that was named must exist,
    the usual one may be missing.
    """
    return load_told(file, environment, given)[0]


def load_told(
    file: Path | None = None,
    environment: Mapping[str, str] | None = None,
    given: Mapping[str, Any] | None = None,
) -> tuple[Settings, frozenset[str]]:
    """As `load`, with the names of those settings that somebody set to what they are."""
    environment = os.environ if environment is None else environment
    layers: list[tuple[str, Mapping[str, Any]]] = []
    path = file or settings_file()
    if file is not None or path.exists():
        layers.append((str(path), _read(path)))
    for field in Settings.__struct_fields__:
        name = PREFIX + field.upper()
        if name in environment:
            layers.append((name, {field: environment[name]}))
    layers.append(("the command line", {k: v for k, v in (given or {}).items() if v is not None}))
    merged: dict[str, Any] = {}
    for where, layer in layers:
        merged.update(layer)
        try:
            _settings(merged)
        except msgspec.ValidationError as error:
            raise SettingsBroken(detail=str(error), where=where) from error
    return _settings(merged), frozenset(merged)


def _settings(merged: Mapping[str, Any]) -> Settings:
    return msgspec.convert(merged, Settings, strict=False, dec_hook=_path)


def _path(kind: type, text: Any) -> Path:
    """A path as a file or the environment writes it; ``~`` is the clerk's home."""
    if kind is Path and isinstance(text, str | Path):
        return Path(text).expanduser()
    raise TypeError(f"{kind.__name__} cannot be a setting")


def _read(path: Path) -> dict[str, Any]:
    import tomllib  # most windows are told all by the command line: the first paint is earlier

    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsBroken(detail=str(error), where=str(path)) from error
