"""The recordings: those that came with the program, and a hall's own in their place."""

import subprocess
import sys
import wave
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from desk.voice.clips import RATE, Clips, Samples
from desk.voice.make_clips import LOUDNESS, loudness, render
from desk.voice.phrases import CHIME, WORDS, VoiceLanguage
from tests.voice.conftest import ROOT


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_clip_is_short_and_clean_and_as_loud_as_the_others(language: VoiceLanguage) -> None:
    clips = Clips(language)
    assert clips.broken == ()
    for name in (CHIME, *WORDS[language]):
        clip = clips.clip(name).astype(np.float64)
        assert 0.15 < len(clip) / RATE < 1.6, name
        assert loudness(clip) == pytest.approx(LOUDNESS, rel=0.02), name
        assert np.abs(clip).max() < 32_700, name
        assert abs(clip[0]) < 30, name
        assert abs(clip[-1]) < 30, name
        # a word begins at once and lasts to the end
        assert np.flatnonzero(np.abs(clip) > 100)[0] < 0.05 * RATE, name
        assert np.flatnonzero(np.abs(clip) > 100)[-1] > len(clip) - 0.1 * RATE, name


def test_no_two_digits_sound_alike(clips: Clips) -> None:
    """Their spectra, stretched to one length, lie 6 dB and more apart on average."""
    heard = [_spectrum(clips.clip(f"digit-{value}")) for value in range(10)]
    for one in range(10):
        for other in range(one):
            apart = float(np.abs(heard[one] - heard[other]).mean())
            assert apart > 6.0, (one, other)


def test_joined_clips_do_not_click_and_stay_apart(clips: Clips) -> None:
    names = ("digit-1", "digit-1", "number", "to")
    sound = clips.joined(names)
    lengths = [len(clips.clip(name)) for name in names]
    gap = round(0.06 * RATE)
    assert len(sound) == sum(lengths) + 2 * gap + round(0.2 * RATE)
    assert not sound[lengths[0] : lengths[0] + gap].any()
    assert len(clips.joined(())) == 0


def test_a_halls_own_recording_takes_the_place_of_ours_alone(tmp_path: Path, clips: Clips) -> None:
    _record(tmp_path / "zh" / "digit-1.wav", rate=RATE)
    own = Clips("zh", tmp_path)
    assert own.broken == ()
    assert not np.array_equal(own.clip("digit-1")[:1000], clips.clip("digit-1")[:1000])
    assert np.array_equal(own.clip("digit-2"), clips.clip("digit-2"))
    assert len(Clips("en", tmp_path).clip("digit-1")) != len(own.clip("digit-1"))


@pytest.mark.parametrize(
    ("rate", "channels", "width"), [(44_100, 2, 2), (48_000, 1, 3), (8_000, 1, 2), (96_000, 2, 4)]
)
def test_recordings_of_any_rate_and_in_stereo_are_converted(
    tmp_path: Path, rate: int, channels: int, width: int
) -> None:
    _record(tmp_path / "both" / "letter-a.wav", rate=rate, channels=channels, width=width)
    own = Clips("zh", tmp_path)
    assert own.broken == ()
    sound = own.clip("letter-a")
    assert len(sound) / RATE == pytest.approx(0.5, abs=0.01)
    pitch = np.argmax(np.abs(np.fft.rfft(sound, RATE)))
    assert pitch == pytest.approx(440, abs=3)
    assert np.abs(sound).max() == pytest.approx(8_000, rel=0.1)


@pytest.mark.parametrize(
    "content",
    [b"", b"not a sound", b"RIFF\xff\xff\xff\xffWAVEfmt \x00", bytes(9 * 1024 * 1024)],
    ids=["empty", "text", "half", "huge"],
)
def test_a_broken_recording_is_named_and_ours_is_heard(
    tmp_path: Path, clips: Clips, content: bytes
) -> None:
    file = tmp_path / "zh" / "digit-7.wav"
    file.parent.mkdir()
    file.write_bytes(content)
    own = Clips("zh", tmp_path)
    assert np.array_equal(own.clip("digit-7"), clips.clip("digit-7"))
    assert [failure.code for failure in own.broken] == ["VOI-03"]
    assert str(file) in own.broken[0].sentence


def test_a_recording_that_nobody_would_hear_or_outwait_is_not_used(
    tmp_path: Path, clips: Clips
) -> None:
    _record(tmp_path / "zh" / "digit-7.wav", loud=100)
    _record(tmp_path / "zh" / "digit-8.wav", seconds=11)
    (tmp_path / "zh" / "digit-9.wav").mkdir()
    own = Clips("zh", tmp_path)
    assert len(own.broken) == 3
    for name in ("digit-7", "digit-8", "digit-9"):
        assert np.array_equal(own.clip(name), clips.clip(name))


def test_the_shipped_clips_are_what_the_command_makes(tmp_path: Path, clips: Clips) -> None:
    """Another version of espeak-ng may speak a little faster or slower, and no louder."""
    for name in ("digit-6", "please"):
        made = render(name, "zh").astype(np.float64)
        shipped = clips.clip(name).astype(np.float64)
        assert len(made) == pytest.approx(len(shipped), rel=0.3)
        assert loudness(made) == pytest.approx(loudness(shipped), rel=0.02)
        assert np.abs(_spectrum(made) - _spectrum(shipped)).mean() < 6.0


def test_the_command_writes_every_clip(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "desk.voice.make_clips", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    made = sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*.wav"))
    folder = ROOT / "resources" / "announcements"
    assert made == sorted(str(path.relative_to(folder)) for path in folder.rglob("*.wav"))


def _record(  # a tone, as a hall's microphone might leave a word
    path: Path,
    *,
    rate: int = RATE,
    channels: int = 1,
    width: int = 2,
    loud: int = 8_000,
    seconds: float = 0.5,
) -> None:
    path.parent.mkdir(exist_ok=True)
    time = np.arange(round(seconds * rate)) / rate
    tone = np.rint(loud * np.sin(2 * np.pi * 440 * time)).astype("<i8") << 8 * (width - 2)
    frames = np.repeat(tone, channels).view(np.uint8).reshape(-1, 8)[:, :width]
    with wave.open(str(path), "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(width)
        file.setframerate(rate)
        file.writeframes(frames.tobytes())


def _spectrum(clip: Samples | NDArray[np.float64]) -> NDArray[np.float64]:
    """Loudness in dB of 24 bands at 20 moments of a clip."""
    sound = clip.astype(np.float64)
    starts = np.linspace(0, len(sound) - 512, 20).astype(int)
    windows = np.array([sound[start : start + 512] * np.hanning(512) for start in starts])
    power = np.abs(np.fft.rfft(windows, axis=1)) ** 2
    edges = np.geomspace(3, 256, 25).astype(int)
    bands = [power[:, low : max(high, low + 1)].mean(axis=1) for low, high in pairwise(edges)]
    return np.asarray(10 * np.log10(np.array(bands) + 1e3))
