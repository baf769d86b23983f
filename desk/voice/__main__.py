"""Speak one announcement: ``python -m desk.voice A024 3``, to set up a loudspeaker."""

import argparse
import sys
from pathlib import Path

from desk.domain.failures import Failure
from desk.voice.announcer import ClipVoice
from desk.voice.clips import Clips
from desk.voice.phrases import sentence
from desk.voice.sinks import Loudspeaker, Sink, WavFileSink


def main(arguments: list[str]) -> int:
    """Speak, or write a WAV file; 0 done, 1 when it could not be heard."""
    parser = argparse.ArgumentParser(prog="python -m desk.voice", description="Call a ticket.")
    parser.add_argument("number", help="the ticket, as A024")
    parser.add_argument("at", help="the code of the window, as 3")
    parser.add_argument("--language", choices=("zh", "en"), default="zh")
    parser.add_argument("--folder", type=Path, metavar="DIR", help="the hall's own recordings")
    parser.add_argument("--wav", type=Path, metavar="FILE", help="write a file, say nothing")
    options = parser.parse_args(arguments)
    clips = Clips(options.language, options.folder)
    for failure in clips.broken:
        print(failure.sentence, file=sys.stderr)
    sink: Sink = Loudspeaker() if options.wav is None else WavFileSink(options.wav)
    voice = ClipVoice(sink, clips)
    try:
        voice.say(options.number, options.at, again=False)
    except Failure as failure:
        print(failure.sentence, file=sys.stderr)
        return 1
    finally:
        voice.close()
    print(sentence(options.number, options.at, options.language))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
