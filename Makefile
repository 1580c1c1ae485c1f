# Two commands: `make run` starts it, `make test` checks everything that CI checks.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUN_READY := $(VENV)/.ready-run
TEST_READY := $(VENV)/.ready-test

.PHONY: run test setup lock screenshots format clean

run: $(RUN_READY)
	@$(BIN)/python -m bot

test: $(TEST_READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest tests

setup: $(RUN_READY)

$(VENV)/pyvenv.cfg:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed; this is $$($(PYTHON) --version). Try: make run PYTHON=python3.11"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || \
		{ echo "The venv module is missing. On Debian or Ubuntu: apt-get install python3-venv"; exit 1; }

$(RUN_READY): $(VENV)/pyvenv.cfg requirements.lock
	@$(call install,requirements.lock)
	@touch $@

$(TEST_READY): $(VENV)/pyvenv.cfg requirements-dev.lock
	@$(call install,requirements-dev.lock)
	@touch $@ $(RUN_READY)

# uv where there is one (about 5 s), else pip (about 30 s).
define install
echo "Installing what $(1) locks ..."; \
if command -v uv >/dev/null 2>&1; then \
	VIRTUAL_ENV=$(VENV) uv pip install --quiet --require-hashes -r $(1); \
else \
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $(1); \
fi
endef

# Lock the dependencies anew. Needs uv.
lock:
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
		--custom-compile-command "make lock" --extra train --extra dev -q -o requirements-dev.lock
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
		--custom-compile-command "make lock" --extra train -c requirements-dev.lock -q -o requirements.lock

# The pictures in the README, taken from a running sandbox. Needs Chromium.
screenshots: $(TEST_READY)
	$(BIN)/python -m bot.commands.screenshots docs/images

format: $(TEST_READY)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .import_linter_cache
