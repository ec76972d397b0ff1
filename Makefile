# What a newcomer runs:   make briefing    the example, as PDF and HTML in output/
#                         make test        the standard suite
.DEFAULT_GOAL := help
.PHONY: help briefing test test-slow test-faults fuzz test-browser lint style types contract suite train evaluate gallery bench bench-all docs lock clean

BIN := .venv/bin
CONFIG ?= camden-vs-haringey
PYTHON ?= python3
export PYTHON

help: ## what there is to make
	@grep -hE '^[a-z-]+:.*## ' Makefile | awk -F':.*## ' '{printf "make %-12s %s\n", $$1, $$2}'

briefing: ## the example briefing, or CONFIG=name, in output/
	@sh scripts/setup.sh run
	@$(BIN)/briefing build $(CONFIG)

test: ## the standard suite: style, types, tests
	@sh scripts/setup.sh dev
	@$(MAKE) --no-print-directory --keep-going style types suite

test-slow: ## the tests that take minutes
	@sh scripts/setup.sh dev
	@$(BIN)/pytest -m slow

test-faults: ## hostile input and faults: kills, full disks, payloads; prints a line for each bar
	@sh scripts/setup.sh dev
	@$(BIN)/pytest -m "slow or not slow" tests/faults

fuzz: ## ten minutes of coverage-guided fuzzing for each reader of sources
	@sh scripts/setup.sh dev
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/faults.txt
	@$(BIN)/python tests/faults/fuzz_readers.py all

test-browser: ## axe, keyboard and widths in a real browser (needs Chromium and npm)
	@sh scripts/setup.sh dev
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/browser.txt
	@npm ci --prefix tests/browser --silent --no-audit --no-fund
	@$(BIN)/pytest -m slow tests/browser

lint: ## style, types and the import contract only
	@sh scripts/setup.sh dev
	@$(MAKE) --no-print-directory --keep-going style types contract

style:
	@$(BIN)/ruff check --quiet . && $(BIN)/ruff format --check --quiet .

types:
	@$(BIN)/mypy

contract:
	@$(BIN)/lint-imports --no-cache --no-logo

suite:
	@$(BIN)/pytest -n auto --maxprocesses 4 -m "not slow"

train: ## train the reading of labels again from training/
	@sh scripts/setup.sh train
	@$(BIN)/python -m briefing.extraction.labels.train training/corpus training/invented

evaluate: ## score the reading against the labelled pages
	@sh scripts/setup.sh run
	@$(BIN)/briefing evaluate tests/pages

gallery: ## every component and chart in every look, in output/gallery.html
	@sh scripts/setup.sh dev
	@$(BIN)/python scripts/gallery.py

bench: ## speed, as ratios in one run
	@sh scripts/setup.sh run
	@$(BIN)/python scripts/bench.py
	@$(BIN)/python scripts/bench_reading.py
	@$(BIN)/python scripts/bench_many.py 12

bench-all: ## the same for 150 authorities, packs of 600 pages, and other programs: an hour
	@sh scripts/setup.sh dev
	@$(BIN)/python scripts/bench_many.py 150
	@$(BIN)/python scripts/bench_packs.py 10 50 150
	@$(BIN)/python scripts/bench_peers.py

docs: ## the documentation as a site, in dist/site
	@sh scripts/setup.sh dev
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/docs.txt
	@$(BIN)/sphinx-build -q -W --keep-going -b html docs dist/site
	@echo "dist/site/index.html"

lock: ## fix versions and hashes again (needs uv)
	@sh scripts/lock.sh

clean: ## remove what was made
	rm -rf .venv output dist build .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	@find briefing scripts tests -name __pycache__ -prune -exec rm -rf {} +
