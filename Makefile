# `make demo` shows a check, `make test` is what the continuous integration runs.

PYTHON ?= python3
BIN := .venv/bin
SETTINGS := pyproject.toml constraints.txt
LEFT := fixtures/reports/cyber.fr.txt
RIGHT := fixtures/reports/cyber.ar.txt

.PHONY: demo test lint format bench tables picture constraints docs clean

demo: .venv/.installed
	@# Exit code 1 means findings, which is what the demo is there to show.
	$(BIN)/muqabala check $(LEFT) $(RIGHT) --html report.html --json report.json || test $$? -eq 1
	@echo "Written: report.html (open it in a browser) and report.json"

test: lint
	$(BIN)/pytest

lint: .venv/.installed-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: .venv/.installed-test
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: .venv/.installed-test
	$(BIN)/python benchmarks/startup.py
	$(BIN)/python benchmarks/quality.py

tables: .venv/.installed
	$(BIN)/python -m text.compile_tables

# The pages of the rules, from their docstrings and from fixtures/rules, and the page of the languages.
docs: .venv/.installed
	$(BIN)/python -m reports.rule_pages --out docs/rules
	$(BIN)/python -m reports.language_page --out docs/languages.md

# The picture in the README: the report of the demo, in a headless browser (Debian: chromium).
picture: .venv/.installed
	$(BIN)/muqabala check $(LEFT) $(RIGHT) --html report.html --quiet || test $$? -eq 1
	chromium --headless=new --no-sandbox --disable-gpu --hide-scrollbars --window-size=1280,1150 \
		--screenshot=docs/report.png file://$(CURDIR)/report.html

# Exact versions of everything that the default install, the extras and the tests resolve to.
constraints:
	uv pip compile pyproject.toml --extra neural --extra ray --extra serve --extra test --universal --strip-extras --python-version 3.11 \
		--custom-compile-command "make constraints" --quiet --upgrade --output-file constraints.txt

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/.installed: .venv/bin/python $(SETTINGS)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch $@

.venv/.installed-test: .venv/bin/python $(SETTINGS)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[test]"
	@touch $@ .venv/.installed

clean:
	rm -rf .venv dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis report.html report.json
