"""The recorded words: those that came with the program, or a hall's own, file by file."""

import logging
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

import miniaudio
import numpy as np
from numpy.typing import NDArray

import resources
from desk.voice.failures import ClipBroken
from desk.voice.phrases import CHIME, LETTERS, WORDS, VoiceLanguage

log = logging.getLogger(__name__)

Samples = NDArray[np.int16]
"""Sound in one channel, 16 bits a sample."""

RATE: Final = 22_050
"""Samples a second of every clip once it is loaded; what espeak-ng renders."""

KINDS: Final = (".wav", ".flac", ".mp3", ".ogg")
"""Files that a hall's own recording may be; the first one that is there is taken."""

GAP_S: Final = 0.06
"""The silence between two clips, in seconds, so that digits stay apart."""

PAUSE_S: Final = {"number": 0.2, CHIME: 0.1}
"""A longer silence after some clips, in seconds, where a speaker would breathe."""

LONGEST_S: Final = 10.0
LARGEST_BYTES: Final = 8 * 1024 * 1024
FAINTEST: Final = 330
"""A recording whose loudest sample is below this (1 % of full) was made with a dead microphone."""


class Clips:
    """Every clip of one language, loaded at once.

    `folder` is a hall's own: a file ``zh/digit-1.wav`` or ``both/letter-a.wav`` there takes the
    place of the one that came with the program; another rate is converted and stereo is mixed
    down, loudness stays as recorded. A file that cannot be used is never silence in a call: the
    one that came with the program is heard, and `broken` says why.
    """

    def __init__(self, language: VoiceLanguage = "zh", folder: Path | None = None) -> None:
        self.language: VoiceLanguage = language
        self._clips: dict[str, Samples] = {}
        broken = []
        for name in (CHIME, *WORDS[language]):
            place = f"{shelf(name, language)}/{name}"
            own = _own(folder, place) if folder is not None else None
            if own is not None:
                try:
                    self._clips[name] = read_clip(own)
                    continue
                except ClipBroken as failure:
                    log.warning("%s", failure)
                    broken.append(failure)
            self._clips[name] = read_clip(resources.path(f"announcements/{place}.wav"))
        self.broken: tuple[ClipBroken, ...] = tuple(broken)

    def clip(self, name: str) -> Samples:
        """One clip; KeyError when there is none of that name."""
        return self._clips[name]

    def joined(self, names: Iterable[str]) -> Samples:
        """The clips one after the other, with the silences of speech between them."""
        return np.concatenate([*self._pieces(names), np.zeros(0, np.int16)])

    def _pieces(self, names: Iterable[str]) -> Iterator[Samples]:
        gap = 0.0
        for name in names:
            yield np.zeros(round(gap * RATE), np.int16)
            yield self._clips[name]
            gap = PAUSE_S.get(name, GAP_S)


def read_clip(path: Path) -> Samples:
    """Read a sound file as `RATE` samples a second, mono. Raises `ClipBroken`."""
    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise ClipBroken(file=str(path), detail="the file is too large for one word")
        sound = miniaudio.decode(
            path.read_bytes(), miniaudio.SampleFormat.SIGNED16, nchannels=1, sample_rate=RATE
        )
    except (OSError, miniaudio.MiniaudioError) as error:
        raise ClipBroken(file=str(path), detail=str(error)) from error
    samples = np.array(sound.samples, np.int16)
    if len(samples) > LONGEST_S * RATE:
        raise ClipBroken(file=str(path), detail="it lasts too long for one word")
    if not len(samples) or int(np.abs(samples.astype(np.int32)).max()) < FAINTEST:
        raise ClipBroken(file=str(path), detail="nothing can be heard on it")
    return samples


def shelf(name: str, language: VoiceLanguage) -> str:
    """The folder of the clip `name`: its language's, or ``both`` for letters and the chime."""
    return "both" if name == CHIME or name in LETTERS else language


def _own(folder: Path, place: str) -> Path | None:
    """A hall's own recording of a clip, if there is one."""
    files = (folder / f"{place}{kind}" for kind in KINDS)
    return next((file for file in files if file.exists()), None)
