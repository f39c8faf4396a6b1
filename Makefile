# Needs Python 3.11 or newer. `make help` lists what there is.
PYTHON ?= python3
BIN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help demo serve test check format docs bench clean

help: ## List the targets
	@awk 'BEGIN {FS = ":.*## "} /^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: runtime ## Start the page with the demo, on this machine only
	@exec $(BIN)/python app.py

serve: runtime ## Serve what the store holds
	@exec $(BIN)/python -m vendorgraph serve

# Files in their own order: by number of tests the few long ones would come last, and one process would wait.
# One process more than there are cores, of five at most: tests wait for servers, browsers and disks.
WORKERS = $(shell $(PYTHON) -c "import os; print(min(5, (os.cpu_count() or 1) + 1))")
test: tools-there development ## Run all tests (also needs Java 17, Maven and Chromium)
	$(BIN)/python -m pytest --numprocesses=$(WORKERS) --dist=loadfile --no-loadscope-reorder $(ARGS)

check: development ## Lint, format and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: development ## Rewrite the code in its one format
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

docs: development ## Generate the reference pages that come from the code
	$(BIN)/python -m tools.reference

bench: development ## Measure the promised ratios
	$(BIN)/python -m bench $(ARGS)

clean: ## Remove what these targets made, never your data
	rm -rf .venv .cache .pytest_cache .hypothesis .mypy_cache .ruff_cache dist build
	find . -name __pycache__ -not -path './.git/*' -type d -prune -exec rm -rf {} +

.PHONY: runtime development tools-there
runtime:
	@$(PYTHON) tools/environment.py requirements.txt

development:
	@$(PYTHON) tools/environment.py requirements-dev.txt

tools-there:
	@$(PYTHON) tools/prerequisites.py
