"""What reaches the sound device, sample by sample: a real libasound that writes into a file."""

import os
import subprocess
import sys
import wave
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from desk.voice.clips import Clips
from desk.voice.phrases import CHIME, announcement
from tests.voice.conftest import ROOT, SoundCard
from tests.voice.hearing import dictation, left_over


def test_calls_of_one_moment_are_heard_whole_twice_and_one_after_the_other(
    sound_card: SoundCard, clips: Clips
) -> None:
    sound_card.plug_in()
    screen = sound_card.start_screen()
    told, _ = screen.communicate("A024 3 B107 12\n\nC689 5\n")
    # the last one is being spoken when the display closes: it is not cut off
    assert screen.returncode == 0
    order = [line.split()[1] for line in told.splitlines() if line.startswith("speaking")]
    assert sorted(order[:2]) == ["A024", "B107"]
    windows = {"A024": "3", "B107": "12"}
    expected = []
    for number in order[:2]:
        words = announcement(number, windows[number])
        expected += [CHIME, *words, *words]

    sound = sound_card.samples()
    names = {*expected, *announcement("C689", "5"), *(f"digit-{value}" for value in range(10))}
    heard = dictation(sound, clips, names)
    assert [clip.name for clip in heard][: len(expected)] == expected
    assert all(first.end <= second.start for first, second in pairwise(heard))
    assert left_over(sound, heard) == 0
    rest = [clip.name for clip in heard][len(expected) :]
    words = announcement("C689", "5")
    assert rest in ([], [CHIME, *words], [CHIME, *words, *words])


def test_a_loudspeaker_of_another_kind_is_given_what_it_takes(
    sound_card: SoundCard, clips: Clips
) -> None:
    sound_card.plug_in(rate=48_000, channels=2)
    subprocess.run(
        [sys.executable, "-m", "desk.voice", "A001", "3"],
        cwd=ROOT,
        env=sound_card.environment,
        check=True,
        capture_output=True,
    )
    left, right = sound_card.samples().reshape(-1, 2).T
    assert np.array_equal(left, right)
    words = clips.joined((CHIME, *announcement("A001", "3")))
    sounding = np.flatnonzero(np.abs(left) > 5)
    lasted = (sounding[-1] - sounding[0]) / 48_000
    assert lasted == pytest.approx(len(words) / 22_050, abs=0.05)
    assert np.abs(left).max() == pytest.approx(np.abs(words).max(), rel=0.2)


def test_without_a_loudspeaker_calls_pass_in_silence_until_there_is_one(
    sound_card: SoundCard, clips: Clips
) -> None:
    with sound_card.start_screen() as screen:
        assert screen.stdin is not None
        assert screen.stdout is not None

        def told(step: str) -> list[str]:
            assert screen.stdin is not None
            assert screen.stdout is not None
            print(step, file=screen.stdin, flush=True)
            print(file=screen.stdin, flush=True)
            lines = iter(screen.stdout.readline, "quiet\n")
            return [line.strip() for line in lines if line]

        assert told("A001 3") == ["speaking A001", "trouble VOI-01"]
        assert told("A002 3") == ["speaking A002"]
        assert not sound_card.file.exists()
        sound_card.plug_in()
        assert told("A003 3") == ["speaking A003", "trouble None"]
        screen.stdin.close()
        assert screen.wait(10) == 0
    words = announcement("A003", "3")
    heard = dictation(sound_card.samples(), clips, {CHIME, *words, "digit-1", "digit-2"})
    assert [clip.name for clip in heard] == [CHIME, *words, *words]


STUCK = """
import numpy as np
from desk.domain.failures import Failure
from desk.voice.sinks import Loudspeaker
loudspeaker = Loudspeaker(patience_s=0.2)
for length in (100_000, 100):
    try:
        loudspeaker.play(np.full(length, 9, np.int16), 96_000)
    except Failure as failure:
        print(failure.sentence, flush=True)
"""


def test_a_device_that_takes_no_more_is_told_and_holds_nobody(sound_card: SoundCard) -> None:
    """The device is a pipe that nobody empties."""
    os.mkfifo(sound_card.file)
    pipe = os.open(sound_card.file, os.O_RDONLY | os.O_NONBLOCK)
    try:
        sound_card.plug_in(rate=96_000)
        command = [sys.executable, "-c", STUCK]
        done = subprocess.run(
            command,
            cwd=ROOT,
            env=sound_card.environment,
            capture_output=True,
            text=True,
            timeout=20,
            check=False,
        )
    finally:
        os.close(pipe)
    stopped, refused = done.stdout.splitlines()
    assert stopped.startswith("[VOI-02] The loudspeaker stopped in a sentence.")
    assert refused.startswith("[VOI-01] No loudspeaker was found.")
    assert done.returncode == 0


def test_the_command_for_technicians_says_in_words_that_nothing_can_be_heard(
    sound_card: SoundCard,
) -> None:
    command = [sys.executable, "-m", "desk.voice", "A024", "3"]
    done = subprocess.run(
        command, cwd=ROOT, env=sound_card.environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "[VOI-01] No loudspeaker was found." in done.stderr


def test_a_call_that_was_cut_off_or_spoken_over_would_not_count_as_heard(clips: Clips) -> None:
    """The measure of the tests above, measured itself."""
    words = announcement("A024", "3")
    sound = clips.joined(words)
    assert [clip.name for clip in dictation(sound, clips, words)] == list(words)
    cut_off = dictation(sound[: -len(sound) // 20], clips, words)
    assert [clip.name for clip in cut_off] == list(words[:-1])
    later = np.concatenate([np.zeros(9_000, np.int16), clips.joined(announcement("B135", "7"))])
    over = later[: len(sound)] // 2 + sound[: len(later)] // 2
    assert len(dictation(over, clips, words)) < len(words) - 2


def test_a_call_can_be_written_to_a_file(tmp_path: Path, clips: Clips) -> None:
    file = tmp_path / "call.wav"
    command = [sys.executable, "-m", "desk.voice", "a024", "12", "--wav", str(file)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "请 A 零二四号到十二号窗口\n"
    with wave.open(str(file)) as sound:
        samples = np.frombuffer(sound.readframes(sound.getnframes()), "<i2")
    words = announcement("A024", "12")
    heard = dictation(samples, clips, {CHIME, *words})
    assert [clip.name for clip in heard] == [CHIME, *words]
