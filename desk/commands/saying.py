"""One announcement, to set up the hall's loudspeakers."""

from desk.commands.running import CommandAnswer, Invocation, complain


def say(asked: Invocation) -> CommandAnswer:
    """Speak as the hall's display does, with the hall's own recordings where there are some."""
    from desk.voice.announcer import ClipVoice
    from desk.voice.clips import Clips
    from desk.voice.phrases import sentence
    from desk.voice.sinks import Loudspeaker, WavFileSink

    given = asked.options
    clips = Clips(given.voice, asked.settings.voice_folder)
    for failure in clips.broken:
        complain(failure, asked.words)
    voice = ClipVoice(Loudspeaker() if given.wav is None else WavFileSink(given.wav), clips)
    try:
        voice.say(given.number, given.at, again=False)
    finally:
        voice.close()
    said = sentence(given.number, given.at, given.voice)
    return CommandAnswer({"said": said}, said)
