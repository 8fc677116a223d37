# Everything a planner or a developer types. Each target sets up what it needs first; a second run does no work twice.
SHELL := /bin/bash
VENV  := .venv
BIN   := $(VENV)/bin
STAMP := $(VENV)/.ready
MODEL ?= models/tech-valley-2030
ARGS  ?=

.PHONY: help plan scenarios test lint format bench data docs pictures lock wheel clean

help:            ## this list
	@grep -hE '^[a-z]+: .*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 12

plan: $(STAMP)   ## solve the shipped model into runs/ and draw its map: make plan ARGS="--scenario balanced"
	@set -euo pipefail; \
	run=runs/$(notdir $(MODEL))-$$(date +%Y%m%d-%H%M%S); \
	$(BIN)/siting solve $(MODEL) --out "$$run" $(ARGS); \
	$(BIN)/siting map "$$run" --out "$$run.png"; \
	$(BIN)/siting map "$$run" --format svg --out "$$run.svg"

scenarios: $(STAMP) ## solve every scenario of the shipped model into runs/; those that have not changed are skipped
	@$(BIN)/siting solve $(MODEL) --all $(ARGS)

test: $(STAMP)   ## all tests
	$(BIN)/python -m pytest -n 2 --dist loadfile $(ARGS)

lint: $(STAMP)   ## format check, lint, types
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

format: $(STAMP) ## rewrite the files as `make lint` wants them
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(STAMP)  ## speed, as ratios, beside linopy, Pyomo, PuLP and raw HiGHS; writes benchmarks/RESULTS.md (half an hour)
	$(BIN)/python -m benchmarks --commune $(ARGS)
	$(BIN)/python -m benchmarks.reports
	$(BIN)/python -m benchmarks.page_speed

data: $(STAMP)   ## regenerate data/regions/ from the census, the boundaries and the facts; then check it
	$(BIN)/siting data build
	$(BIN)/siting data check

docs: $(STAMP)   ## regenerate the pages that are written by the program
	$(BIN)/python scripts/pages.py

pictures: $(STAMP) ## solve the scenarios, redraw the pictures of README and gallery: make pictures ARGS="plan flows"
	$(BIN)/python scripts/gallery.py $(ARGS)

lock:            ## resolve requirements.lock anew (needs uv)
	uv pip compile pyproject.toml --all-extras --universal --python-version 3.12 --upgrade --quiet \
		--generate-hashes --no-emit-index-url --custom-compile-command "make lock" --output-file requirements.lock

wheel: $(STAMP)  ## dist/siting-*.whl, with data and models inside
	$(BIN)/python -m hatchling build -t wheel

# Libraries come from the lock file, every one checked against its hash; the project itself is linked in.
$(STAMP): requirements.lock pyproject.toml hatch_build.py
	@bash scripts/setup.sh $(VENV)
	@touch $@

clean:           ## remove what can be made again (runs/ stays)
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
