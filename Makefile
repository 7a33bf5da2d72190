# Everything a developer or operator types. Needs Python 3.11 or newer with pip and venv, and make; nothing else.
PYTHON ?= python3
# The version of pip that a new .venv is filled with, or "newest", instead of the pinned one.
PIP :=
BIN := .venv/bin
INSTALL := $(PYTHON) install.py
# What runs; our own projects, which run from their folders; and what tests and checks need beside it.
PACKAGES := .venv/.packages
RUNS := .venv/.projects
TOOLS := .venv/.tools
RIVALS := .venv-bench/.installed
PROJECTS := shared services/attendance services/casework services/consultation services/notifications
# More than a small machine has cores, because tests mostly wait: for Kafka, for processes, for time to pass.
WORKERS ?= 3

# Images with Python set it; without bytecode every process compiles all that it imports anew.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help demo up install test soak coverage bench interop lint format contracts docs constraints clean

help: ## Say what can be done
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

demo: $(RUNS) ## Play a school autumn through the whole system, on fresh data
	$(BIN)/flankerend demo

up: $(RUNS) ## Start the whole system and serve until Ctrl-C
	$(BIN)/flankerend up

install: $(RUNS) ## Install what runs; the others of these do it themselves

test: $(TOOLS) ## Run all tests in eleven minutes; those that need what is absent here skip with the reason
	$(BIN)/pytest -n $(WORKERS) --durations=20

soak: $(TOOLS) ## Run the tests that take long: kill -9 of everything, files of 100 MB, more seeds and examples
	$(BIN)/pytest -n $(WORKERS) -m soak
	$(BIN)/pytest -n $(WORKERS) --hypothesis-profile=thorough tests/property

coverage: $(TOOLS) ## Run the tests of messaging and the domains; fail below 95 % of branches
	$(BIN)/python -m tests.coverage_floor $(WORKERS)

bench: $(TOOLS) $(RIVALS) ## Measure how many marks a second attendance takes in, beside others
	$(BIN)/python -m tests.bench

interop: $(TOOLS) ## Let others' SDKs, clients, calendars and mail servers send and read; skips what is missing for it
	$(BIN)/python -m tests.interop

lint: $(TOOLS) ## Check style, types, import rules and contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy $(PROJECTS:%=%/src) install.py
	$(BIN)/lint-imports
	$(BIN)/python -m shared.contracts.generate --check

format: $(TOOLS) ## Put the code in order
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

contracts: $(TOOLS) ## Generate the JSON Schemas and the AsyncAPI document
	$(BIN)/python -m shared.contracts.generate

docs: $(TOOLS) ## Build the pages of docs/ for a browser, and say where to open them
	@$(BIN)/python -m tests.unit.docs.site

PIN := uv pip compile --quiet --universal --generate-hashes --no-annotate --no-header --no-emit-package flankerend-shared

constraints: ## Pin what is not pinned yet, with hashes (needs uv); the newest of everything with UPGRADE=--upgrade
	$(PIN) $(UPGRADE) --python-version 3.11 --group dev --all-extras $(PROJECTS:%=%/pyproject.toml) -o constraints.txt
	$(PIN) $(UPGRADE) --python-version 3.11 --group build --extra local -c constraints.txt $(PROJECTS:%=%/pyproject.toml) \
	  -o constraints-local.txt
	$(PIN) $(UPGRADE) --python-version 3.13 --extra mail-catcher -c constraints.txt $(PROJECTS:%=%/pyproject.toml) \
	  -o constraints-runtime.txt
	$(PIN) $(UPGRADE) --python-version 3.13 --group build -c constraints.txt -o constraints-build.txt
	$(PIN) $(UPGRADE) --python-version 3.11 --group bench -o constraints-bench.txt

clean: ## Remove what was installed and all local data
	rm -rf .venv .venv-bench var

$(PACKAGES): constraints-local.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.12")'
	@$(INSTALL) .venv $< --anew $(PIP:%=--pip %)
	@touch $@

$(RUNS): $(PACKAGES) pyproject.toml $(PROJECTS:%=%/pyproject.toml)
	@$(INSTALL) .venv $(PROJECTS:%=--project %)
	@touch $@

$(TOOLS): constraints.txt $(RUNS)
	@$(INSTALL) .venv $<
	@touch $@

$(RIVALS): constraints-bench.txt
	@$(INSTALL) .venv-bench $< --anew
	@touch $@
