"""The README's tables, written from the code: `python -m tests.readme_tables` brings the README up to date."""

import ast
import re
from pathlib import Path

from bot import app, commands, forms
from bot.settings import Settings

README = Path(__file__).parent.parent / "README.md"


def command_table() -> str:
    """Every command with its line and its example, by name."""
    forms.handlers()
    for feature in app.FEATURES:
        feature.handlers()  # a handler makes its command known
    rows = [
        f"| `/{each.word}` | {each.line} | {f'`{each.example}`' if each.example else ''} |"
        for each in sorted(commands.KNOWN.values(), key=lambda each: each.word)
    ]
    return "\n".join(["| command | what it does | for example |", "|---|---|---|", *rows])


def settings_table() -> str:
    """Every setting with its default and its description."""
    rows = []
    for name, field in Settings.model_fields.items():
        default = "" if field.default in (None, "", frozenset()) else f"`{field.default}`"
        rows.append(f"| `{name.upper()}` | {default} | {field.description} |")
    return "\n".join(["| setting | default | meaning |", "|---|---|---|", *rows])


def room_table() -> str:
    """Every room of the bot with the first line of its docstring."""
    rows = []
    for file in sorted((README.parent / "bot").glob("*/__init__.py")):
        line = (ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or "").partition("\n")[0]
        if line:
            rows.append(f"| `bot/{file.parent.name}/` | {line} |")
    return "\n".join(["| room | what happens there |", "|---|---|", *rows])


def tables() -> dict[str, str]:
    """Each table by the name of its marks."""
    return {"commands": command_table(), "settings": settings_table(), "rooms": room_table()}


def with_tables(text: str) -> str:
    """The README with both tables as they should be."""
    for name, table in tables().items():
        mark = f"<!-- {name} -->"
        if text.count(mark) != 2:
            raise ValueError(f"the README needs its table between two marks {mark}")
        text = re.sub(f"{mark}.*{mark}", lambda _: f"{mark}\n{table}\n{mark}", text, flags=re.DOTALL)  # noqa: B023
    return text


if __name__ == "__main__":
    README.write_text(with_tables(README.read_text(encoding="utf-8")), encoding="utf-8")
