"""Makes the recordings that come with the program: ``python -m desk.voice.make_clips``.

espeak-ng must be installed. Each word is rendered by itself, its silences are cut off, it is
brought to one loudness and faded at both ends, so that joined clips do not click. The chime is
computed. Same espeak-ng, same bytes.
"""

import io
import subprocess
import sys
import wave
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from desk.voice.clips import RATE, Samples, shelf
from desk.voice.phrases import WORDS, VoiceLanguage

WORDS_A_MINUTE = 150
AMPLITUDE = 60
"""espeak-ng's own measure; at its usual 100 some vowels are cut off at full scale."""
LOUDNESS = 10 ** (-18 / 20) * 32768
"""The root mean square of the sounding part of every clip: 18 dB below full scale."""
FADE_IN_S, FADE_OUT_S = 0.005, 0.025
"""In seconds; the end is softer, since espeak-ng breaks a vowel off that stands alone."""
SILENT = 0.02
"""A stretch this far below the loudest one, as a share of it, is silence."""
MARGIN_S = 0.015
"""What is kept of the silence around a word, in seconds, so that soft consonants stay whole."""

MANDARIN = "cmn-latn-pinyin"
ENGLISH = "en-us"
PINYIN = {
    "please": "qing3",
    "number": "hao4",
    "to": "dao4",
    "window": "hao4chuang1kou3",
    "ten": "shi2",
    "digit-0": "ling2",
    "digit-1": "yi1",
    "digit-2": "er4",
    "digit-3": "san1",
    "digit-4": "si4",
    "digit-5": "wu3",
    "digit-6": "liu4",
    "digit-7": "qi1",
    "digit-8": "ba1",
    "digit-9": "jiu3",
}


def main(arguments: list[str]) -> int:
    """Write every clip into the folder named, or into the program's own; 0 when all is done."""
    folder = Path(arguments[0]) if arguments else Path("resources/announcements")
    clips = {"both/chime": chime()}
    for language, words in WORDS.items():
        for name in words:
            place = f"{shelf(name, language)}/{name}"
            if place not in clips:
                clips[place] = render(name, language)
    for place, samples in clips.items():
        path = folder / f"{place}.wav"
        path.parent.mkdir(parents=True, exist_ok=True)
        write(path, samples)
    return 0


def render(name: str, language: VoiceLanguage) -> Samples:
    """Speak the clip `name`. Raises FileNotFoundError without espeak-ng, CalledProcessError."""
    if language == "zh" and name in PINYIN:
        voice, text = MANDARIN, PINYIN[name]
    else:
        voice, text = ENGLISH, WORDS[language][name]
    how = ["-v", voice, "-s", str(WORDS_A_MINUTE), "-a", str(AMPLITUDE)]
    command = ["espeak-ng", *how, "--stdout", text]
    told = subprocess.run(command, check=True, capture_output=True).stdout
    with wave.open(io.BytesIO(told)) as file:
        if (file.getframerate(), file.getnchannels(), file.getsampwidth()) != (RATE, 1, 2):
            raise ValueError(f"espeak-ng renders {file.getparams()}")
        sound = np.frombuffer(file.readframes(file.getnframes()), "<i2")
    return finished(sound.astype(np.float64))


def finished(sound: NDArray[np.float64]) -> Samples:
    """Cut the silence off, bring to `LOUDNESS`, fade in and out."""
    level = _levels(sound)
    sounding = np.flatnonzero(level > SILENT * level.max())
    margin = round(MARGIN_S * RATE)
    cut = sound[max(0, sounding[0] - margin) : sounding[-1] + margin]
    cut = cut * (LOUDNESS / loudness(cut))
    cut[: round(FADE_IN_S * RATE)] *= np.linspace(0.0, 1.0, round(FADE_IN_S * RATE))
    cut[-round(FADE_OUT_S * RATE) :] *= np.linspace(1.0, 0.0, round(FADE_OUT_S * RATE))
    return np.clip(np.rint(cut), -32768, 32767).astype(np.int16)


def loudness(sound: NDArray[np.float64]) -> float:
    """Root mean square of the part that sounds: within 20 dB of the loudest stretch."""
    level = _levels(sound)
    return float(np.sqrt(np.mean(level[level > 0.1 * level.max()] ** 2)))


def chime() -> Samples:
    """Two soft strokes of a bell, a falling third: 叮咚."""
    seconds = np.arange(round(0.9 * RATE)) / RATE
    sound = np.zeros_like(seconds)
    for start, pitch in ((0.0, 659.26), (0.35, 523.25)):
        since = np.clip(seconds - start, 0.0, None)
        stroke = np.minimum(since / 0.005, 1.0) * np.exp(-since * 6.0)
        sound += stroke * sum(
            share * np.sin(2 * np.pi * pitch * overtone * since)
            for overtone, share in ((1, 1.0), (2, 0.35), (3, 0.12))
        )
    return finished(sound * 10_000)


def write(path: Path, samples: Samples) -> None:
    """Write a mono WAV file of 16 bits at `RATE`."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(samples.astype("<i2").tobytes())


def _levels(sound: NDArray[np.float64]) -> NDArray[np.float64]:
    """Root mean square around every sample, over 10 ms."""
    width = round(0.01 * RATE)
    mean = np.convolve(sound**2, np.ones(width) / width, mode="same")
    return np.sqrt(np.maximum(mean, 0.0))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
