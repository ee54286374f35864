"""Which room may know of which: read from the code itself, so that the map in the README stays true."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
CODE = sorted(path for room in ("bot", "storage", "playground") for path in (ROOT / room).rglob("*.py"))
RULES = sorted((ROOT / "bot").rglob("rules.py"))
LONGEST = 350
# Longer ones, each with the reason why it is one thing.
LONG = {
    "bot/capture/belonging.py": "where an organisation or a title stands beside a name, in order of trust",
    "bot/capture/cues.py": "one list of phrasings, in the order in which they are tried",
    "bot/capture/dates.py": "the grammar of days; what reads them is tried in one order",
    "bot/capture/events.py": "the words for each kind of event, side by side",
    "bot/capture/hints.py": "the shapes of what is no note, each beside those it must not be taken for",
    "bot/capture/mentions.py": "what becomes of a tagged word, from its tag to its mark",
    "bot/capture/placing.py": "rules of place that correct one another, in their order",
    "bot/conversations/form.py": "one form, step by step, in the order in which it is asked",
    "bot/drafts/gist.py": "one grammar: notes turned round to be said to the person they are about",
    "bot/drafts/rules.py": "what a draft can be filled with, for every kind of draft",
    "bot/forms.py": "one machine: steps, ways out, parking",
    "bot/places.py": "cities and zones found by name, by coordinates and by the way people spell them",
    "bot/reminders/typed_times.py": "the grammar of a typed time",
    "storage/migrations/versions/0001_first_tables.py": "every table once, as it was first made; never edited",
}


def name_of(path: Path) -> str:
    """The file as one says it: bot/app.py."""
    return path.relative_to(ROOT).as_posix()


@cache
def tree(path: Path) -> ast.Module:
    """The parsed file."""
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(path: Path, nodes: ast.AST | None = None) -> Iterator[str]:
    """Every module that a file imports, wherever in it, and every name it takes from one, dotted."""
    for node in ast.walk(nodes or tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name_of(path)}: relative imports hide which room is meant"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def knows(path: Path, room: str) -> bool:
    """Whether a file imports a package or anything in it."""
    return any(each == room or each.startswith(f"{room}.") for each in imports(path))


def within(room: str) -> list[Path]:
    """The files of a room."""
    return [path for path in CODE if name_of(path).startswith(f"{room}/")]


def reads_environment(path: Path) -> bool:
    """Whether a file reads variables of the environment (setting one for a library is something else)."""
    for node in ast.walk(tree(path)):
        match node:
            case ast.Attribute(attr="getenv", value=ast.Name(id="os")):
                return True
            case ast.Subscript(value=ast.Attribute(attr="environ"), ctx=ast.Load()):
                return True
            case ast.Attribute(attr=used, value=ast.Attribute(attr="environ")) if used != "setdefault":
                return True
            case ast.ImportFrom(module="os", names=names) if any(each.name in {"environ", "getenv"} for each in names):
                return True
    return False


def asks_the_time(path: Path) -> bool:
    """Whether a file asks Python, instead of the clock, what time or day it is."""
    return any(
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and (
            (
                node.func.attr in {"now", "utcnow", "today"}
                and isinstance(node.func.value, ast.Name)
                and node.func.value.id in {"datetime", "date"}
            )
            or ast.unparse(node.func) == "time.time"
        )
        for node in ast.walk(tree(path))
    )


def test_storage_knows_neither_the_bot_nor_the_playground() -> None:
    curious = []
    for path in within("storage"):
        at_the_top = ast.Module([node for node in tree(path).body if not is_main(node)], [])
        found = [each for each in imports(path, at_the_top) if each.split(".")[0] in {"bot", "playground"}]
        curious += [(name_of(path), each) for each in found]
    assert curious == []


def is_main(node: ast.stmt) -> bool:
    """`if __name__ == "__main__":`, where `python -m storage.migrate` reads the settings."""
    return isinstance(node, ast.If) and ast.unparse(node.test) == "__name__ == '__main__'"


def test_the_bot_knows_the_playground_only_where_it_starts_in_it() -> None:
    assert {name_of(path) for path in within("bot") if knows(path, "playground")} == {"bot/run.py"}


def test_the_playground_knows_no_more_of_the_bot_than_its_clock() -> None:
    known = {each for path in within("playground") for each in imports(path) if each.split(".")[0] == "bot"}
    assert known == {"bot.clock", "bot.clock.Clock", "bot.clock.MovableClock"}
    assert not any(knows(path, "storage") for path in within("playground"))


@pytest.mark.parametrize("path", RULES, ids=name_of)
def test_rules_know_nothing_of_telegram(path: Path) -> None:
    assert not knows(path, "telegram")


def test_the_reading_of_notes_knows_neither_telegram_nor_storage() -> None:
    assert [name_of(path) for path in within("bot/capture") if knows(path, "telegram") or knows(path, "storage")] == []


def test_no_feature_calls_another_ones_handlers() -> None:
    crossing = [
        (name_of(path), each)
        for path in within("bot")
        for each in imports(path)
        if each.endswith(".handlers") and name_of(path) != "bot/app.py" and not each.startswith(_room(path))
    ]
    # The settings ask the welcome's questions again, one at a time; no handler of the welcome is called.
    assert crossing == [("bot/settings_page/handlers.py", "bot.start.handlers")]


def _room(path: Path) -> str:
    return path.parent.relative_to(ROOT).as_posix().replace("/", ".")


def test_only_the_settings_read_the_environment() -> None:
    readers = {name_of(path) for path in CODE if reads_environment(path)}
    assert readers == {
        "bot/settings.py",
        "bot/transport.py",  # SSL_CERT_FILE and proxies: the operating system's conventions, not ours
        "playground/__main__.py",  # a program of its own, with one variable
    }


def test_only_the_clock_knows_what_time_it_is() -> None:
    assert {name_of(path) for path in CODE if asks_the_time(path)} == {"bot/clock.py"}


def test_files_can_be_read_in_one_sitting() -> None:
    lengths = {name_of(path): len(path.read_text(encoding="utf-8").splitlines()) for path in CODE}
    ours = {name: length for name, length in lengths.items() if not name.startswith("playground/")}
    too_long = {name: length for name, length in ours.items() if length > LONGEST and name not in LONG}
    assert too_long == {}
    assert [name for name in LONG if lengths.get(name, 0) <= LONGEST] == [], "these are short now: take them out"


def test_every_module_says_what_it_is() -> None:
    written = [path for path in CODE if path.read_text(encoding="utf-8").strip()]
    assert [name_of(path) for path in written if not ast.get_docstring(tree(path))] == []
