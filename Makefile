# Everything a developer or operator types. Needs Python 3.11 or newer with pip and venv, and make; nothing else.
PYTHON ?= python3
BIN := .venv/bin
INSTALLED := .venv/.installed
RIVALS := .venv-bench/.installed
PROJECTS := shared services/attendance services/casework services/consultation services/notifications
# More than a small machine has cores, because tests mostly wait: for Kafka, for processes, for time to pass.
WORKERS ?= 3

.DEFAULT_GOAL := help
.PHONY: help demo up test coverage bench interop lint format contracts constraints clean

help: ## Say what can be done
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

demo: $(INSTALLED) ## Play a school autumn through the whole system, on fresh data
	$(BIN)/flankerend demo

up: $(INSTALLED) ## Start the whole system and serve until Ctrl-C
	$(BIN)/flankerend up

test: $(INSTALLED) ## Run all tests; those that need what is absent here skip with the reason
	$(BIN)/pytest -n $(WORKERS)

coverage: $(INSTALLED) ## Run the tests of messaging and the domains; fail below 95 % of branches
	$(BIN)/python -m tests.coverage_floor $(WORKERS)

bench: $(INSTALLED) $(RIVALS) ## Measure how many marks a second attendance takes in, beside others
	$(BIN)/python -m tests.bench

interop: $(INSTALLED) ## Let others' SDKs and generated clients send and read; needs npm, Maven and Go, skips what is not there
	$(BIN)/python -m tests.interop

lint: $(INSTALLED) ## Check style, types, import rules and contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy $(PROJECTS:%=%/src)
	$(BIN)/lint-imports
	$(BIN)/python -m shared.contracts.generate --check

format: $(INSTALLED) ## Put the code in order
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

contracts: $(INSTALLED) ## Generate the JSON Schemas and the AsyncAPI document
	$(BIN)/python -m shared.contracts.generate

PIN := uv pip compile --quiet --universal --generate-hashes --no-annotate --no-header --no-emit-package flankerend-shared

constraints: ## Pin the newest versions of all dependencies, with hashes (needs uv)
	$(PIN) --upgrade --python-version 3.11 --group dev --all-extras $(PROJECTS:%=%/pyproject.toml) -o constraints.txt
	$(PIN) --upgrade --python-version 3.13 --extra mail-catcher -c constraints.txt $(PROJECTS:%=%/pyproject.toml) \
	  -o constraints-runtime.txt
	$(PIN) --upgrade --python-version 3.11 --group bench -o constraints-bench.txt
	echo hatchling | $(PIN) --python-version 3.13 -c constraints.txt - -o constraints-build.txt

clean: ## Remove what was installed and all local data
	rm -rf .venv .venv-bench var

$(INSTALLED): constraints.txt pyproject.toml $(PROJECTS:%=%/pyproject.toml)
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.12")'
	@echo "Installing into .venv (once; about a minute)"
	@$(PYTHON) -m venv .venv
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r constraints.txt
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation $(PROJECTS:%=-e %)
	@touch $@

$(RIVALS): constraints-bench.txt
	@echo "Installing what is compared with into .venv-bench (once)"
	@$(PYTHON) -m venv .venv-bench
	@.venv-bench/bin/pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@
