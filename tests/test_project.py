"""What a fresh clone relies on: files that name one another, and nothing of the machine they were written on."""

import re
import shutil
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest

from bot.settings import Settings

ROOT = Path(__file__).parent.parent
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PAGES = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")]
PAGES += sorted((ROOT / "docs").rglob("*.md"))
LINK = re.compile(r"(?<!\!)\[[^\]]*\]\(([^)#\s]+)(?:#[^)]*)?\)")


def read(name: str) -> str:
    """A file of the project."""
    return (ROOT / name).read_text(encoding="utf-8")


def targets() -> set[str]:
    """What `make` knows."""
    return set(re.findall(r"^([a-z]+):.*## ", read("Makefile"), flags=re.MULTILINE))


@pytest.mark.skipif(shutil.which("make") is None, reason="there is no make")
def test_make_alone_lists_every_target() -> None:
    said = subprocess.run(["make", "--no-print-directory"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert {line.split()[0] for line in said.splitlines()} == targets()
    assert {"run", "test", "lint", "types", "check", "migrate", "bench"} <= targets()


def test_every_make_target_that_a_page_names_is_there() -> None:
    named = {word for page in PAGES for word in re.findall(r"(?:`|^)make ([a-z]+)", page.read_text(), re.MULTILINE)}
    assert named
    assert named <= targets()


def test_the_lock_file_holds_every_dependency_and_names_no_index() -> None:
    lock = read("requirements.lock")
    locked = {re.sub(r"[-_.]+", "-", name).lower() for name in re.findall(r"^([\w.-]+)==", lock, flags=re.MULTILINE)}
    extras = PROJECT["project"]["optional-dependencies"]
    wanted = [*PROJECT["project"]["dependencies"], *(each for extra in extras.values() for each in extra)]
    names = {re.sub(r"[-_.]+", "-", re.split(r"[\[<>=~! ]", each)[0]).lower() for each in wanted}
    assert names <= locked
    assert "://" not in lock
    assert "--" not in lock


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_to_a_file_leads_to_one(page: Path) -> None:
    inside = [link for link in LINK.findall(page.read_text(encoding="utf-8")) if "://" not in link]
    assert [link for link in inside if not (page.parent / link).exists()] == []


def test_every_decision_says_context_decision_and_consequences() -> None:
    pages = [page for page in (ROOT / "docs" / "decisions").glob("*.md") if page.name != "README.md"]
    assert len(pages) >= 10
    index = read("docs/decisions/README.md")
    for page in pages:
        headings = re.findall(r"^## (.*)$", page.read_text(encoding="utf-8"), flags=re.MULTILINE)
        assert headings == ["Context", "Decision", "Consequences"], page.name
        assert f"]({page.name})" in index


def test_the_image_is_built_from_what_it_needs_and_runs_without_privileges() -> None:
    lines = read("Dockerfile").splitlines()
    stages = [line for line in lines if line.startswith("FROM")]
    assert len(stages) == 2
    minimum = PROJECT["project"]["requires-python"].removeprefix(">=")
    assert all(f"python:{minimum}-slim" in stage for stage in stages)
    final = lines[lines.index(stages[1]) :]
    assert "USER rapport" in final
    assert "VOLUME /data" in final
    assert 'ENTRYPOINT ["python", "-m", "bot"]' in final
    copied = read(".dockerignore").splitlines()
    assert copied[1] == "*", "nothing goes in unless it is named: no data, no .env, no history"
    packages = {name.removesuffix("*") for name in PROJECT["tool"]["setuptools"]["packages"]["find"]["include"]}
    assert {f"!{name}" for name in packages | {"pyproject.toml", "requirements.lock"}} <= set(copied)


def test_the_settings_that_the_containers_use_exist() -> None:
    known = {name.upper() for name in Settings.model_fields}
    for name in ("Dockerfile", "compose.yaml"):
        used = set(re.findall(r"\b([A-Z]+_[A-Z_]+|LISTEN)(?:=|: )", read(name)))
        ours = {each for each in used if not each.startswith(("PIP_", "PYTHON", "POSTGRES_"))}
        assert ours
        assert ours <= known


def test_the_version_that_is_being_made_is_in_the_changelog() -> None:
    assert f"## {PROJECT['project']['version']}" in read("CHANGELOG.md")


def test_the_ci_runs_what_a_person_runs() -> None:
    script = ROOT / ".ci" / "run"
    assert script.stat().st_mode & 0o111
    text = script.read_text()
    assert "set -euo pipefail" in text
    assert text.rstrip().splitlines()[-1].endswith("make --no-print-directory check </dev/null")
    assert re.search(r"^check: .*\btest\b", read("Makefile"), flags=re.MULTILINE)


def test_what_must_not_be_committed_is_ignored() -> None:
    assert {"data/", ".env", ".venv/"} <= set(read(".gitignore").splitlines())
