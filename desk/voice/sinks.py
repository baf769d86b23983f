"""Sinks for samples: the machine's loudspeaker, or a file."""

import threading
import wave
from collections.abc import Generator
from pathlib import Path
from typing import Any, Final, Protocol

import miniaudio

from desk.domain.failures import Failure
from desk.voice.clips import Samples
from desk.voice.failures import NoSound, SoundStopped

BUFFER_MS: Final = 100
"""One period of the device's buffer in milliseconds; it holds three."""

PATIENCE_S: Final = 3.0
"""How much longer than its own length a sound may take, in seconds, before it counts as stuck."""

_LOUDSPEAKERS = [
    # without JACK, which is for studios, and the null device
    miniaudio.Backend.WASAPI,
    miniaudio.Backend.DSOUND,
    miniaudio.Backend.COREAUDIO,
    miniaudio.Backend.PULSEAUDIO,
    miniaudio.Backend.ALSA,
]


class Sink(Protocol):
    """Takes sound, one at a time."""

    def play(self, samples: Samples, rate: int) -> None:
        """Play `samples` at `rate` a second; return when the last one was heard.

        Raises a `Failure` when it cannot be heard to its end.
        """

    def close(self) -> None:
        """Release the device or file; a later `play` opens it again."""


class Loudspeaker:
    """The machine's usual sound device, held from the first sound on.

    It is opened again after a failure and when the rate changes, so that a loudspeaker that is
    plugged in later is found. A driver that hangs blocks a thread of its own only. Used by one
    thread at a time.
    """

    def __init__(self, patience_s: float = PATIENCE_S) -> None:
        self._patience_s = patience_s
        self._device: _Device | None = None
        self._stuck: threading.Thread | None = None

    def play(self, samples: Samples, rate: int) -> None:
        """Play on the device. Raises `NoSound` or `SoundStopped`; the device is closed then."""
        if self._stuck is not None and self._stuck.is_alive():
            raise NoSound(detail="the device does not answer")
        failures: list[Failure] = []
        player = threading.Thread(
            target=self._play, args=(samples, rate, failures), name="loudspeaker", daemon=True
        )
        player.start()
        player.join(len(samples) / rate + 2 * self._patience_s)
        if player.is_alive():
            self._stuck = player
            self._device = None
            raise SoundStopped(detail="the device does not answer")
        for failure in failures:
            raise failure

    def close(self) -> None:
        """Let go of the device."""
        if self._device is not None:
            self._device.close()
            self._device = None

    def _play(self, samples: Samples, rate: int, failures: list[Failure]) -> None:
        if self._device is not None and self._device.sample_rate != rate:
            self.close()
        try:
            device = self._device = self._device or _open(rate)
        except miniaudio.MiniaudioError as error:
            failures.append(NoSound(detail=_told(error)))
            return
        taken = threading.Event()
        source = _feed(samples, taken)
        next(source)
        try:
            device.start(source)
            if taken.wait(len(samples) / rate + self._patience_s):
                device.stop()  # waits until the device's buffer is heard
            else:
                failures.append(SoundStopped(detail="the device takes no more"))
        except miniaudio.MiniaudioError as error:
            failures.append(SoundStopped(detail=_told(error)))
        if failures or self._device is not device:
            device.close()
            self._device = None


class WavFileSink:
    """Appends to a WAV file as fast as it can be written; for technicians and tests.

    The file is whole after each `close`, and is begun anew by the first `play` of this object.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._samples = bytearray()
        self._rate = 0

    def play(self, samples: Samples, rate: int) -> None:
        """Keep the samples for the file. Raises ValueError when `rate` is not the first one's."""
        if self._rate not in (0, rate):
            raise ValueError(f"the file holds {self._rate} samples a second, not {rate}")
        self._rate = rate
        self._samples += samples.astype("<i2").tobytes()

    def close(self) -> None:
        """Write the file with all that was played so far."""
        with wave.open(str(self._path), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(self._rate or 1)
            file.writeframes(bytes(self._samples))


class _Device(miniaudio.PlaybackDevice):  # type: ignore[misc]
    """miniaudio's device, which leaves its connection to the sound server open: not so this one."""

    _connection: Any = None

    def _make_context(self, *how: Any) -> Any:
        self._connection = super()._make_context(*how)
        return self._connection

    def close(self) -> None:
        """Close the device, and the connection to the sound server."""
        super().close()
        if self._connection is not None:
            miniaudio.lib.ma_context_uninit(self._connection)
            self._connection = None


def _open(rate: int) -> _Device:
    server = miniaudio.Devices(_LOUDSPEAKERS)
    # asked for a device that it does not have, PulseAudio's client would leave pipes open
    if server.backend == "PulseAudio" and not server.get_playbacks():
        raise miniaudio.MiniaudioError("the sound server has no device")
    return _Device(
        miniaudio.SampleFormat.SIGNED16,
        nchannels=1,
        sample_rate=rate,
        buffersize_msec=BUFFER_MS,
        backends=_LOUDSPEAKERS,
        app_name="Hall Desk",
    )


def _feed(samples: Samples, taken: threading.Event) -> Generator[bytes, int, None]:
    """The samples that the device asks for, piece by piece; silence after the last one."""
    wanted = yield b""
    start = 0
    while start < len(samples):
        piece = samples[start : start + wanted]
        start += wanted
        wanted = yield piece.tobytes()
    taken.set()
    while True:
        yield b""


def _told(error: miniaudio.MiniaudioError) -> str:
    return " ".join(str(part) for part in error.args)
