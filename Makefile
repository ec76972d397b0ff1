# What a newcomer runs:   make briefing    the example, as PDF and HTML in output/
#                         make test        the standard suite
.DEFAULT_GOAL := help
.PHONY: help briefing test test-slow lint lock train bench evaluate clean

BIN := .venv/bin
CONFIG ?= camden-vs-haringey

help: ## what there is to make
	@grep -hE '^[a-z-]+:.*## ' Makefile | awk -F':.*## ' '{printf "make %-12s %s\n", $$1, $$2}'

briefing: ## the example briefing, or CONFIG=name, in output/
	@sh scripts/setup.sh run
	@$(BIN)/briefing build $(CONFIG)

test: ## the standard suite: lint, types, import contract, tests
	@sh scripts/setup.sh dev
	@$(BIN)/ruff check . && $(BIN)/ruff format --check --quiet . && $(BIN)/mypy
	@$(BIN)/pytest -n 2 -m "not slow"

test-slow: ## the tests that take minutes
	@sh scripts/setup.sh dev
	@$(BIN)/pytest -m slow

lint: ## style, types and the import contract only
	@sh scripts/setup.sh dev
	@$(BIN)/ruff check . && $(BIN)/ruff format --check --quiet . && $(BIN)/mypy && $(BIN)/lint-imports

train: ## train the reading of labels again from training/corpus
	@sh scripts/setup.sh dev
	@$(BIN)/python -m briefing.extraction.labels.train

evaluate: ## score the reading against the labelled pages
	@sh scripts/setup.sh run
	@$(BIN)/briefing evaluate tests/pages

bench: ## speed, as ratios in one run
	@sh scripts/setup.sh dev
	@$(BIN)/python scripts/bench.py

lock: ## fix versions and hashes again (needs uv)
	@sh scripts/lock.sh

clean: ## remove what was made
	rm -rf .venv output dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis
