"""Writing down what was heard: which clips a recording holds, where, and what lies between."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from desk.voice.clips import Clips, Samples


@dataclass(frozen=True, slots=True)
class Heard:
    """One clip found in a recording: `start` and `end` are samples."""

    name: str
    start: int
    end: int


def dictation(sound: Samples, clips: Clips, names: Iterable[str]) -> list[Heard]:
    """Every place where one of the clips `names` is heard whole, in order.

    A clip is heard where the normalised cross-correlation with it passes 0.99: cut off, spoken
    over or changed in any way that an ear would notice, it is not.
    """
    signal = sound.astype(np.float64)
    size = 1 << (len(signal) + 40_000).bit_length()
    spectrum = np.fft.rfft(signal, size)
    energy = np.concatenate([[0.0], np.cumsum(signal**2)])
    found = []
    for name in sorted(set(names)):
        clip = clips.clip(name).astype(np.float64)
        likeness = _likeness(spectrum, energy, clip, size)
        at = 0
        while len(rest := np.flatnonzero(likeness[at:] > 0.99)):
            near = at + int(rest[0])
            start = near + int(np.argmax(likeness[near : near + 200]))
            found.append(Heard(name, start, start + len(clip)))
            at = start + len(clip)
    return sorted(found, key=lambda heard: heard.start)


def left_over(sound: Samples, heard: Iterable[Heard]) -> int:
    """How many samples outside the clips that were heard are not silent."""
    rest = sound.copy()
    for clip in heard:
        rest[clip.start : clip.end] = 0
    return int(np.count_nonzero(rest))


def _likeness(
    spectrum: NDArray[np.complex128],
    energy: NDArray[np.float64],
    clip: NDArray[np.float64],
    size: int,
) -> NDArray[np.float64]:
    places = len(energy) - len(clip)
    if places < 1:
        return np.zeros(0)
    product = np.fft.irfft(spectrum * np.conj(np.fft.rfft(clip, size)), size)[:places]
    here = np.sqrt(np.maximum(energy[len(clip) :] - energy[:places], 0.0))
    whole = float(np.sqrt(np.sum(clip**2)))
    return np.asarray(product / np.maximum(here * whole, whole * whole * 0.5))
