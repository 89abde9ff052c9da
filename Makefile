# Polywire. `make` alone lists the targets.

PYTHON ?= python3
LOCKS := infra/requirements
SOURCES := functions shared infra tests

export SAM_CLI_TELEMETRY := 0
MAKEFLAGS += --no-print-directory

UV := .venv/bin/uv
SAM := .sam-venv/bin/sam
READY := .venv/.ready
SAM_READY := .sam-venv/.ready
COMPILE := $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-annotate --no-header $(if $(UPGRADE),--upgrade)

.DEFAULT_GOAL := help
BENCH_READY := .venv/.bench-ready
.PHONY: help setup lock check test simulate fuzz bench demo build deploy clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(READY) ## make .venv from the lock; instant when it stands
	@:

$(READY): $(LOCKS)/uv.txt $(LOCKS)/development.txt pyproject.toml
	@echo "setting up .venv"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or later is needed; name it by make PYTHON=..."; exit 1; }
	@$(PYTHON) -m venv .venv
	@.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $(LOCKS)/uv.txt
	@$(UV) pip install --quiet --python .venv --compile-bytecode --require-hashes -r $(LOCKS)/development.txt
	@$(UV) pip install --quiet --python .venv --no-deps --no-build-isolation --editable .
	@touch $@

lock: setup ## write the locks again; UPGRADE=1 takes newer versions
	echo uv | $(COMPILE) --output-file $(LOCKS)/uv.txt -
	$(COMPILE) --group infra --group dev --output-file $(LOCKS)/development.txt pyproject.toml
	$(COMPILE) --constraints $(LOCKS)/development.txt --output-file $(LOCKS)/layer.txt pyproject.toml
	$(COMPILE) --constraints $(LOCKS)/development.txt --group pyproject.toml:bench \
		--output-file $(LOCKS)/bench.txt
	$(COMPILE) --group pyproject.toml:sam --output-file $(LOCKS)/sam.txt

check: setup ## lint, types, import contracts
	.venv/bin/ruff check $(SOURCES)
	.venv/bin/ruff format --check $(SOURCES)
	.venv/bin/mypy $(SOURCES)
	.venv/bin/lint-imports

test: check ## check, then all tests that need neither network nor root
	.venv/bin/python -m pytest -n auto --allow-hosts=127.0.0.1,::1

simulate: setup ## crash at every call of a story, then SEEDS=n runs with several faults each
	.venv/bin/python -m tests.simulation --every --seeds $(or $(SEEDS),100)

fuzz: setup ## mutated drops of every format for MINUTES=n; what breaks a law is kept in .fuzz
	.venv/bin/python -m tests.fuzz --minutes $(or $(MINUTES),10) --seed $(or $(SEED),1)

$(BENCH_READY): $(READY) $(LOCKS)/bench.txt
	@$(UV) pip install --quiet --python .venv --require-hashes -r $(LOCKS)/bench.txt
	@touch $@

bench: $(BENCH_READY) ## what has to be fast, one JSON object a line; NAMES="cleaning" for some
	@.venv/bin/python -m infra.bench $(NAMES)

demo: setup ## the whole way of a release on this machine, nothing else needed
	.venv/bin/polywire demo

$(SAM_READY): $(READY) $(LOCKS)/sam.txt
	@echo "setting up .sam-venv"
	@.venv/bin/python -m venv --without-pip .sam-venv
	@$(UV) pip install --quiet --python .sam-venv --require-hashes -r $(LOCKS)/sam.txt
	@touch $@

build: $(SAM_READY) ## sam build, cleaned and, where a Python 3.13 is found, precompiled
	$(SAM) build

deploy: build ## sam deploy, as samconfig.toml says
	$(SAM) deploy

clean: ## remove what was built and cached, and both environments
	rm -rf .aws-sam .venv .sam-venv .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	find $(SOURCES) -name __pycache__ -prune -exec rm -rf {} +
