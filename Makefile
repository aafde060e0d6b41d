# Everything a person types. `make help` lists it.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

VENV := .venv
BIN := $(VENV)/bin
PYTHON := $(BIN)/python
INSTALLED := $(VENV)/.videoagent-installed
MEMBERS := $(patsubst %/pyproject.toml,%,$(wildcard libs/*/pyproject.toml services/*/pyproject.toml deploy/native/pyproject.toml))

NAME ?= main
STACK ?= auto
export STACK

# Compiled modules are kept in a folder of their own, so that they are kept also where the environment forbids Python
# to write beside its sources: without them every process compiles all that it imports, a second and more.
unexport PYTHONDONTWRITEBYTECODE
export PYTHONPYCACHEPREFIX := $(CURDIR)/.videoagent/bytecode

# Taken as typed: a `$` in a topic is a dollar and not a variable of make.
TOPIC ?= A journey through the Swiss Alps
override TOPIC := $(value TOPIC)
export TOPIC
ARGS ?=
EXAMPLES ?= 300
S ?=

.PHONY: help
help: ## Show this help
	@awk 'BEGIN {FS = ":.*## "} /^[a-z0-9-]+:.*## / {printf "  \033[36m%-12s\033[0m %s\n", $$1, $$2}' Makefile

.PHONY: run
run: up ## Make a film: [TOPIC="…"] [ARGS="--duration 20 --style noir"]
	@$(BIN)/videoagent make --gateway "$$($(PYTHON) -m videoagent_stack url --name $(NAME))" --out out/ $(ARGS) -- "$$TOPIC"

.PHONY: up
up: $(INSTALLED) ## Start everything; returns when healthy, gateway on http://127.0.0.1:8000
	@$(PYTHON) -m videoagent_stack up --name $(NAME)

.PHONY: down
down: $(INSTALLED) ## Stop everything; data stays
	@$(PYTHON) -m videoagent_stack down --name $(NAME)

.PHONY: status
status: $(INSTALLED) ## One JSON object per process: name, pid, port, health, restarts
	@$(PYTHON) -m videoagent_stack status --name $(NAME)

.PHONY: logs
logs: $(INSTALLED) ## Follow the logs: [S="gateway composer"]
	@$(PYTHON) -m videoagent_stack logs --name $(NAME) $(S)

.PHONY: keys
keys: $(INSTALLED) ## API keys of what runs natively: ARGS="create --user ann", "list", "revoke ID"
	@set -a; source <($(PYTHON) -m videoagent_stack env --name $(NAME)); $(PYTHON) -m videoagent_gateway.keys $(ARGS)

.PHONY: clean
clean: $(INSTALLED) ## Stop everything and remove its data, tasks and media included
	@$(PYTHON) -m videoagent_stack clean --name $(NAME)

.PHONY: setup
setup: $(INSTALLED) ## Fetch and build what is missing: servers, fonts, icons
	@$(PYTHON) -m videoagent_stack setup

.PHONY: install
install: $(INSTALLED) ## Make the virtual environment with all pinned dependencies

$(INSTALLED): requirements.txt $(addsuffix /pyproject.toml,$(MEMBERS)) deploy/bootstrap.sh
	@deploy/bootstrap.sh $(VENV) $(MEMBERS) >&2
	@touch $@

.PHONY: test
test: lint ## Everything: static checks, then all tests, on servers of their own
	@STACK=native $(PYTHON) -m videoagent_stack setup --name test
	@$(PYTHON) tests/lanes.py $(ARGS)

.PHONY: chaos
chaos: setup ## Break everything while it works: all scenarios, or [SEED=7] MINUTES=5 at random
ifdef MINUTES
	@$(PYTHON) -m tests.chaos.random_mode --minutes $(MINUTES) $(if $(SEED),--seed $(SEED))
else
	@VIDEOAGENT_TEST_STACK=test-chaos $(BIN)/pytest -m "chaos or not chaos" tests/chaos $(ARGS)
endif

.PHONY: test-unit
test-unit: $(INSTALLED) ## All tests that need no servers
	@$(BIN)/pytest -q -m "not stack and not e2e and not docker" $(ARGS)

.PHONY: fuzz
fuzz: $(INSTALLED) ## Look for holes in the API for longer: [EXAMPLES=300]
	@STACK=native $(PYTHON) -m videoagent_stack setup --name test
	@VIDEOAGENT_FUZZ_EXAMPLES=$(EXAMPLES) $(BIN)/pytest tests/security $(ARGS)

.PHONY: audit
audit: $(INSTALLED) ## Compare the pinned packages with the vulnerability database (needs a network that has it)
	@$(PYTHON) deploy/audit.py $(ARGS)

.PHONY: lint
lint: $(INSTALLED) ## Style, types and the direction of dependencies
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy libs services deploy/native tests conftest.py
	@$(BIN)/lint-imports

.PHONY: lock
lock: $(INSTALLED) ## Pin all that is installed, by version and hash, into requirements.txt
	@$(BIN)/uv export --quiet --all-packages --group dev --no-emit-workspace --no-annotate --no-header --format requirements-txt --output-file requirements.txt

.PHONY: bench
bench: up ## Timed comparisons; figures as JSON under out/ (see benchmarks/README.md)
	@mkdir -p out
	@$(PYTHON) benchmarks/film/film.py --json out/bench-film.json

.PHONY: bench-render
bench-render: setup ## Rendering beside MoviePy and ffmpeg, start, change and memory (R1-R4, S1): [ARGS="--quick"]
	@$(PYTHON) benchmarks/render/bench.py $(ARGS)

.PHONY: bench-core
bench-core: setup ## Orchestration and gateway beside Celery and a bare FastAPI (O1, O2, C1, W1, A1): [ARGS="--quick"]
	@$(PYTHON) -m benchmarks.core $(ARGS)

.PHONY: format
format: $(INSTALLED) ## Put the code into its one form
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .
