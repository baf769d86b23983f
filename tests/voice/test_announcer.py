"""The order of announcements: who is spoken when, how often, and what a failure does to it."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from desk.domain.failures import Failure
from desk.voice.announcer import Announcer, ClipVoice
from desk.voice.clips import Clips, Samples
from desk.voice.failures import NoSound
from desk.voice.phrases import announcement
from tests.voice.hearing import dictation


class Room:
    """A loudspeaker that a test holds still: each sound ends when the test lets it end."""

    def __init__(self) -> None:
        self.open = threading.Semaphore(0)
        self.heard: list[Samples] = []
        self.sounding = 0
        self.most_at_once = 0
        self.began = threading.Semaphore(0)
        self.fault: Exception | None = None
        self.closed = False

    def play(self, samples: Samples, rate: int) -> None:
        self.sounding += 1
        self.most_at_once = max(self.most_at_once, self.sounding)
        self.began.release()
        assert self.open.acquire(timeout=10)
        self.sounding -= 1
        if self.fault is not None:
            raise self.fault
        self.heard.append(samples)

    def close(self) -> None:
        self.closed = True

    def wait_for_sound(self) -> None:
        assert self.began.acquire(timeout=10)


class Told:
    """What the announcer says of itself."""

    def __init__(self) -> None:
        self.speaking: list[str | None] = []
        self.troubles: list[str | None] = []
        self.ended = threading.Semaphore(0)

    def on_speaking(self, number: str | None) -> None:
        self.speaking.append(number)
        if number is None:
            self.ended.release()

    def on_trouble(self, trouble: Failure | None) -> None:
        self.troubles.append(trouble.code if trouble else None)

    def wait_for_end(self, calls: int = 1) -> None:
        for _ in range(calls):
            assert self.ended.acquire(timeout=10)


@contextmanager
def announcing(room: Room, clips: Clips, told: Told, **options: Any) -> Iterator[Announcer]:
    options = {"pause_s": 0.0, "silent_s": 0.0, "retry_s": 0.0, **options}
    announcer = Announcer(
        ClipVoice(room, clips),
        on_speaking=told.on_speaking,
        on_trouble=told.on_trouble,
        **options,
    )
    try:
        yield announcer
    finally:
        room.open.release(100)
        announcer.stop()


@pytest.fixture
def room() -> Room:
    return Room()


@pytest.fixture
def told() -> Told:
    return Told()


def numbers(room: Room, clips: Clips) -> list[str]:
    """The digits of what was heard, a text for each sound."""
    names = [f"digit-{value}" for value in range(10)]
    return [
        "".join(clip.name[-1] for clip in dictation(sound, clips, names)) for sound in room.heard
    ]


def test_in_a_rush_each_is_spoken_once_until_three_wait(
    room: Room, told: Told, clips: Clips
) -> None:
    room.open.release(100)
    with announcing(room, clips, told) as announcer:
        for last in range(1, 7):
            announcer.announce(f"A00{last}", "5")
        announcer.start()
        told.wait_for_end(6)
    spoken = [text[2] for text in numbers(room, clips)]
    assert spoken == ["1", "2", "3", "3", "4", "4", "5", "5", "6", "6"]
    assert room.most_at_once == 1
    assert [number for number in told.speaking if number] == [f"A00{n}" for n in range(1, 7)]
    assert told.speaking[1::2] == [None] * 6


def test_a_call_never_cuts_off_the_one_before(room: Room, told: Told, clips: Clips) -> None:
    with announcing(room, clips, told) as announcer:
        announcer.start()
        announcer.announce("A001", "5")
        room.wait_for_sound()
        announcer.announce("A002", "6")
        time.sleep(0.05)
        assert room.heard == []
        assert told.speaking == ["A001"]
        room.open.release(4)
        told.wait_for_end(2)
    assert numbers(room, clips) == ["0015", "0015", "0026", "0026"]
    assert room.most_at_once == 1


def test_a_number_that_waits_is_not_queued_twice_and_goes_to_its_last_window(
    room: Room, told: Told, clips: Clips
) -> None:
    room.open.release(100)
    with announcing(room, clips, told) as announcer:
        for number, window in (("A001", "5"), ("A002", "6"), ("A001", "5"), ("A001", "7")):
            announcer.announce(number, window)
        announcer.start()
        told.wait_for_end(2)
    assert numbers(room, clips) == ["0017", "0017", "0026", "0026"]


def test_a_recall_while_the_number_is_spoken_is_spoken_after_it(
    room: Room, told: Told, clips: Clips
) -> None:
    with announcing(room, clips, told) as announcer:
        announcer.start()
        announcer.announce("A001", "5")
        room.wait_for_sound()
        announcer.announce("A001", "5")
        room.open.release(100)
        told.wait_for_end(2)
    assert numbers(room, clips) == ["0015"] * 4


def test_a_citizen_who_has_come_is_called_no_more(room: Room, told: Told, clips: Clips) -> None:
    with announcing(room, clips, told) as announcer:
        announcer.start()
        announcer.announce("A001", "5")
        announcer.announce("A002", "6")
        room.wait_for_sound()
        announcer.withdraw("A001")
        announcer.withdraw("A002")
        announcer.withdraw("A099")
        room.open.release(100)
        told.wait_for_end()
    assert numbers(room, clips) == ["0015"]


def test_stopping_lets_the_sentence_end_and_drops_the_rest(
    room: Room, told: Told, clips: Clips
) -> None:
    with announcing(room, clips, told) as announcer:
        announcer.start()
        announcer.announce("A001", "5")
        announcer.announce("A002", "6")
        room.wait_for_sound()
        threading.Timer(0.1, room.open.release).start()
        announcer.stop()
        assert numbers(room, clips) == ["0015"]
        assert room.closed
        announcer.announce("A003", "5")
        announcer.stop()
    assert len(room.heard) == 1


def test_stopping_before_starting_is_no_error(room: Room, told: Told, clips: Clips) -> None:
    with announcing(room, clips, told):
        pass
    assert room.heard == []


def test_a_failing_voice_is_told_once_and_again_when_it_is_back(
    room: Room, told: Told, clips: Clips
) -> None:
    room.open.release(100)
    room.fault = NoSound(detail="none")
    with announcing(room, clips, told) as announcer:
        announcer.start()
        for number in ("A001", "A002"):
            announcer.announce(number, "5")
            told.wait_for_end()
        assert told.troubles == ["VOI-01"]
        room.fault = None
        announcer.announce("A003", "5")
        told.wait_for_end()
    assert told.troubles == ["VOI-01", None]
    # the screen went on while nobody could hear
    assert told.speaking[::2] == ["A001", "A002", "A003"]
    assert numbers(room, clips) == ["0035", "0035"]


def test_a_voice_that_failed_is_left_alone_for_a_while(
    room: Room, told: Told, clips: Clips
) -> None:
    room.open.release(100)
    room.fault = NoSound(detail="none")
    with announcing(room, clips, told, retry_s=60.0, silent_s=0.05) as announcer:
        announcer.start()
        announcer.announce("A001", "5")
        told.wait_for_end()
        room.fault = None
        began = time.monotonic()
        announcer.announce("A002", "5")
        told.wait_for_end()
        assert time.monotonic() - began >= 0.05
    assert room.heard == []


def test_a_fault_of_the_program_ends_no_announcement_but_its_own(
    room: Room, told: Told, clips: Clips, caplog: pytest.LogCaptureFixture
) -> None:
    room.open.release(100)
    room.fault = ValueError("a fault")
    with announcing(room, clips, told) as announcer:
        announcer.start()
        announcer.announce("A001", "5")
        told.wait_for_end()
        room.fault = None
        announcer.announce("A002", "5")
        told.wait_for_end()
    assert told.troubles == ["VOI-02", None]
    assert numbers(room, clips) == ["0025", "0025"]
    assert "a fault" in caplog.text


def test_a_listener_that_fails_silences_nobody(
    room: Room, clips: Clips, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_: object) -> None:
        raise RuntimeError("the screen is gone")

    room.open.release(100)
    room.fault = NoSound(detail="none")
    announcer = Announcer(
        ClipVoice(room, clips), pause_s=0.0, silent_s=0.0, on_speaking=fail, on_trouble=fail
    )
    announcer.start()
    announcer.announce("A001", "5")
    room.wait_for_sound()
    announcer.stop()
    assert caplog.text.count("the screen is gone") >= 2


def test_a_number_without_any_clip_makes_no_sound(room: Room, told: Told, clips: Clips) -> None:
    with announcing(room, clips, told) as announcer:
        announcer.start()
        announcer.announce("特", "3")
        told.wait_for_end()
    assert room.heard == []
    assert announcement("特", "3") == ()
