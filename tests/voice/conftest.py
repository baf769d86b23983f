"""A machine's sound device whose samples can be looked at: the real libasound, into a file."""

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from desk.voice.clips import RATE, Clips, Samples

ROOT = Path(__file__).parents[2]

DEVICE = """
pcm.!default {{
    type plug
    slave.pcm {{ type file  file "{file}"  format "raw"  slave.pcm {{ type null }} }}
    slave.rate {rate}
    slave.channels {channels}
    slave.format S16_LE
}}
"""


@dataclass
class SoundCard:
    """The only sound device that programs with `environment` see."""

    configuration: Path
    file: Path
    environment: dict[str, str]

    def plug_in(self, rate: int = RATE, channels: int = 1) -> None:
        """Let the device be there, taking 16-bit samples at `rate`."""
        text = DEVICE.format(file=self.file, rate=rate, channels=channels)
        self.configuration.write_text(text, encoding="ascii")
        # libasound tells a change by the second
        os.utime(self.configuration, (later := time.time() + 2, later))

    def samples(self) -> Samples:
        """All that the device was given, channels interleaved."""
        return np.fromfile(self.file, "<i2")

    def start_screen(self) -> subprocess.Popen[str]:
        """A display's voice on this device, to be told line by line."""
        return subprocess.Popen(
            [sys.executable, "-m", "tests.voice.hall_screen"],
            cwd=ROOT,
            env=self.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )


@pytest.fixture
def sound_card(tmp_path: Path) -> SoundCard:
    """A machine with no sound device yet, and no sound server."""
    configuration = tmp_path / "asound.conf"
    configuration.write_text("")
    environment = {
        **os.environ,
        "ALSA_CONFIG_PATH": str(configuration),
        "PULSE_SERVER": f"unix:{tmp_path / 'nobody'}",
        "XDG_RUNTIME_DIR": str(tmp_path),
    }
    return SoundCard(configuration, tmp_path / "heard.raw", environment)


@pytest.fixture(scope="session")
def clips() -> Clips:
    """The Chinese clips that came with the program."""
    return Clips()
