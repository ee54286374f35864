# Everything a fresh machine needs is Python 3.11+ and make.
PYTHON ?= python3
BIN := .venv/bin
# All versions come from one lock file, used as constraints, so that plain pip installs the same set everywhere.
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint requirements.lock

.DEFAULT_GOAL := help
.PHONY: help run install test lint types check migrate bench lock clean

help: ## list the targets
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

run: .venv/installed ## install, migrate, start: real Telegram with BOT_TOKEN, else the playground on http://127.0.0.1:8080
	@exec $(BIN)/python -m bot

install: .venv/installed ## install what running needs into .venv

test: .venv/installed-dev ## install, then run the whole suite
	$(BIN)/python -m pytest --numprocesses auto --dist worksteal

lint: .venv/installed-dev ## style and formatting
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/installed-dev ## mypy, strict
	$(BIN)/mypy

check: lint types test ## what CI runs

migrate: .venv/installed ## bring the database to the newest schema without starting the bot
	$(BIN)/python -m storage.migrate

bench: .venv/installed-dev ## speed and memory, side by side with references (takes minutes)
	$(BIN)/python -m benchmarks

lock: .venv/installed-dev ## resolve the newest versions anew into requirements.lock
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --universal --python-version 3.11 --no-emit-index-url --all-extras --upgrade --no-header \
		--quiet pyproject.toml --output-file requirements.lock

clean: ## remove the virtual environment and caches; the data folder stays
	rm -rf .venv build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/installed: .venv/bin/python pyproject.toml requirements.lock
	$(PIP) --editable '.[names]'
	@touch $@

.venv/installed-dev: .venv/installed
	$(PIP) --editable '.[names,dev]'
	@touch $@
