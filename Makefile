# `make run` shows the whole thing on demo data, `make test` proves it, `make details` the rest of it. All set up .venv on first use.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install -qq --disable-pip-version-check --constraint constraints.txt

# Compiled modules are kept, whatever the environment says: every command that a test starts would compile the whole project anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run test details bench soak lint clean

run: $(VENV)/ready-to-run
	@$(BIN)/suicha demo $(ARGS)

test: $(VENV)/ready-to-test
	@$(BIN)/python -m pytest -n 2 --dist loadgroup -m "not soak and not details" $(ARGS)

details: $(VENV)/ready-to-test
	@$(BIN)/python -m pytest -n 2 --dist loadgroup -m "details and not soak" $(ARGS)

bench: $(VENV)/ready-to-test
	@$(BIN)/python -m tests.benchmarks $(ARGS)

soak: $(VENV)/ready-to-test
	@SUICHA_TEST_FOLDER="$${SUICHA_TEST_FOLDER-$${TMPDIR-/tmp}}" $(BIN)/python -m pytest -m soak -rA $(ARGS)

lint: $(VENV)/ready-to-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --strict
	$(BIN)/lint-imports

clean:
	rm -rf $(VENV) build *.egg-info

$(VENV)/ready-to-run: $(VENV)/created pyproject.toml constraints.txt
	@echo "Installing Suicha into $(VENV) (once; about a minute) ..."
	@$(PIP) --editable '.[centre]'
	@touch $@

$(VENV)/ready-to-test: $(VENV)/created pyproject.toml constraints.txt
	@echo "Installing Suicha and its development tools into $(VENV) (once; about a minute) ..."
	@$(PIP) --editable '.[dev]'
	@touch $@

$(VENV)/created:
	@command -v $(PYTHON) >/dev/null || { echo "Suicha needs Python 3.11 or newer, and '$(PYTHON)' was not found. Install Python, or name it: make PYTHON=/path/to/python3" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Suicha needs Python 3.11 or newer; '$(PYTHON)' is $$($(PYTHON) --version 2>&1). Name a newer one: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { echo "Python's venv module is missing. On Debian or Ubuntu install it with: apt install python3-venv" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV)
	@touch $@
