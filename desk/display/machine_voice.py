"""The machine's own voice for the hall's display, where it is better than our clips.

Windows and macOS come with voices of their own, which Qt reaches through QtTextToSpeech. That
part of Qt is not packed with the program; where somebody has installed it beside PySide6
(PySide6-Addons), it is used. On Linux it speaks through speech-dispatcher, where Chinese is
espeak-ng again, so that our clips are as good and do not depend on a set-up.
"""

import importlib
import logging
import threading
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QLocale, QObject, Qt, Signal

from desk.voice.announcer import ClipVoice, Voice
from desk.voice.clips import Clips
from desk.voice.failures import SoundStopped
from desk.voice.phrases import VoiceLanguage, sentence
from desk.voice.sinks import Loudspeaker

log = logging.getLogger(__name__)

BETTER: Final = ("winrt", "sapi", "darwin")
"""Qt's engines whose voices are better than our clips, the best first."""

LONGEST_S: Final = 30.0
"""How long a sentence may take, in seconds, before the engine counts as stuck."""

_PLACES: Final = {
    "zh": QLocale(QLocale.Language.Chinese, QLocale.Country.China),
    "en": QLocale(QLocale.Language.English, QLocale.Country.UnitedStates),
}


def choose_voice(clips: Clips, folder: Path | None) -> Voice:
    """The voice of a display: a hall's own recordings, else the machine's voice, else our clips.

    `folder` is where `clips` looked for the hall's own. Call it on Qt's thread.
    """
    if folder is None and (voice := machine_voice(clips.language)) is not None:
        return voice
    return ClipVoice(Loudspeaker(), clips)


def machine_voice(
    language: VoiceLanguage, engines: tuple[str, ...] = BETTER
) -> "MachineVoice | None":
    """The machine's voice for `language`, if one of `engines` is there and speaks it."""
    try:
        speech: Any = importlib.import_module("PySide6.QtTextToSpeech")
    except ImportError:
        return None
    for name in engines:
        if name not in speech.QTextToSpeech.availableEngines():
            continue
        engine = speech.QTextToSpeech(name)
        place = _PLACES[language]
        if place in engine.availableLocales():
            engine.setLocale(place)
            log.info("the display speaks with the machine's %s voice", name)
            return MachineVoice(engine, language)
    return None


class MachineVoice(QObject):
    """Speaks through a QTextToSpeech engine, which lives on Qt's thread; honours `Voice`.

    `say` is called on another thread and needs Qt's event loop to run meanwhile: stop the announcer
    on another thread, not on Qt's.
    """

    _wanted = Signal(str)

    def __init__(self, engine: Any, language: VoiceLanguage) -> None:
        super().__init__()
        self._engine = engine
        self._language = language
        self._begun = False
        self._failed = False
        self._ended = threading.Event()
        self._wanted.connect(self._speak, Qt.ConnectionType.QueuedConnection)
        engine.stateChanged.connect(self._on_state)

    def say(self, number: str, window: str, *, again: bool) -> None:
        """Speak the sentence; returns when the engine is ready again. Raises `SoundStopped`."""
        del again  # the engine has no chime
        text = sentence(number, window, self._language)
        if not text:
            return
        self._ended.clear()
        self._failed = False
        self._wanted.emit(text)
        if not self._ended.wait(LONGEST_S):
            raise SoundStopped(detail="the machine's voice does not answer")
        if self._failed:
            raise SoundStopped(detail="the machine's voice failed")

    def close(self) -> None:
        """Do nothing: no resources are held between sentences."""

    def _speak(self, text: str) -> None:
        self._begun = False
        self._engine.say(text)

    def _on_state(self, state: Any) -> None:
        if state.name == "Error":
            self._failed = True
            self._ended.set()
        elif state.name != "Ready":
            self._begun = True
        elif self._begun:
            self._ended.set()
