"""The machine's own voice. Its engine is no part of what we ship: a stand-in speaks here."""

import enum
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from desk.display.machine_voice import MachineVoice, choose_voice, machine_voice
from desk.domain.failures import Failure
from desk.voice.announcer import ClipVoice
from desk.voice.clips import Clips
from desk.voice.failures import SoundStopped


class State(enum.Enum):
    """The states of Qt's engines that matter here."""

    Ready = 0
    Speaking = 1
    Error = 3


class Engine(QObject):
    """Speaks as Qt's engines do: `say` returns at once, states come later."""

    stateChanged = Signal(object)  # noqa: N815

    def __init__(self, *then: State) -> None:
        super().__init__()
        self.said: list[str] = []
        self._then = then

    def say(self, text: str) -> None:
        """Begin, and let the states follow."""
        self.said.append(text)
        for after, state in enumerate(self._then):
            QTimer.singleShot(20 * after, lambda state=state: self.stateChanged.emit(state))


def on_another_thread(qapp: QApplication, work: Callable[[], None]) -> list[Failure]:
    """Run `work` on a thread while Qt's loop turns; what it raised."""
    raised: list[Failure] = []

    def run() -> None:
        try:
            work()
        except Failure as error:
            raised.append(error)

    worker = threading.Thread(target=run)
    worker.start()
    while worker.is_alive():
        qapp.processEvents()
        worker.join(0.005)
    return raised


def test_a_sentence_ends_when_the_engine_is_ready_again(qapp: QApplication) -> None:
    engine = Engine(State.Ready, State.Speaking, State.Ready)
    voice = MachineVoice(engine, "zh")
    ends: list[int] = []

    def work() -> None:
        for again in (False, True):
            voice.say("A024", "3", again=again)
            ends.append(len(engine.said))

    assert on_another_thread(qapp, work) == []
    assert engine.said == ["请 A 零二四号到三号窗口"] * 2
    assert ends == [1, 2]


def test_an_engine_that_fails_is_a_failure_and_may_work_again(qapp: QApplication) -> None:
    engine = Engine(State.Speaking, State.Error)
    voice = MachineVoice(engine, "en")
    raised = on_another_thread(qapp, lambda: voice.say("A024", "3", again=False))
    assert [type(error) for error in raised] == [SoundStopped]
    engine._then = (State.Speaking, State.Ready)
    assert on_another_thread(qapp, lambda: voice.say("A024", "3", again=False)) == []


def test_a_number_without_any_word_asks_nothing_of_the_engine(qapp: QApplication) -> None:
    engine = Engine()
    MachineVoice(engine, "zh").say("特", "3", again=False)
    assert engine.said == []


def test_without_a_better_voice_our_clips_speak(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert machine_voice("zh", engines=()) is None
    assert isinstance(choose_voice(Clips("zh", tmp_path), tmp_path), ClipVoice)
