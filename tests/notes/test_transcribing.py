"""Speech to text is an extra: found where it is installed, done without where it is not."""

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from bot.voice import transcribing


class Says:
    """A transcriber that hears what the sound's bytes spell."""

    def transcribe(self, audio: bytes) -> str:
        """The bytes as words."""
        return audio.decode()


@pytest.fixture
def ears() -> Iterator[None]:
    """The bot can put speech into words."""
    transcribing.use(Says())
    yield
    transcribing.use(None)


def test_without_a_model_nothing_is_loaded(tmp_path: Path) -> None:
    assert transcribing.model_folder(tmp_path) is None
    assert not transcribing.installed(tmp_path)
    assert transcribing.load(tmp_path) is None


def test_a_folder_with_a_model_is_taken(tmp_path: Path) -> None:
    (tmp_path / "model.bin").write_bytes(b"")
    assert transcribing.model_folder(tmp_path) == tmp_path


@pytest.mark.skipif(find_spec(transcribing.ENGINE) is not None, reason="the extra voice is installed")
def test_a_model_without_the_extra_is_not_used(tmp_path: Path) -> None:
    (tmp_path / "model.bin").write_bytes(b"")
    assert not transcribing.installed(tmp_path)
    assert transcribing.load(tmp_path) is None


def test_the_package_of_models_is_looked_for_where_no_folder_is_set(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / transcribing.PACKAGE / "model"
    folder.mkdir(parents=True)
    (folder.parent / "__init__.py").write_text("", encoding="utf-8")
    (folder / "model.bin").write_bytes(b"")
    monkeypatch.syspath_prepend(tmp_path)
    assert transcribing.model_folder(None) == folder


@pytest.mark.usefixtures("ears")
async def test_words_come_in_one_line() -> None:
    assert await transcribing.to_words(b"coffee\n with  Ada ", None) == "coffee with Ada"


@pytest.mark.usefixtures("ears")
async def test_a_damaged_file_has_no_words() -> None:
    assert await transcribing.to_words(b"\xff", None) == ""
