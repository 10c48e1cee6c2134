# make demo   sets up and codes the sample reports
# make test   sets up and runs the tests
# Needs git, make and Python 3.11 or newer. Done once, the setup is done again only when what it depends on changes.

PYTHON ?= $(shell command -v python3.11 || command -v python3 || command -v python)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: demo test clean

demo: $(VENV)/installed
	$(BIN)/reportedly code examples/reports --format table

test: $(VENV)/installed-for-tests
	$(BIN)/python -m pytest

clean:
	rm -rf $(VENV) build *.egg-info

$(VENV)/python: requirements/model.txt
	@$(PYTHON) -c 'import sys; sys.exit("reportedly needs Python 3.11 or newer; name one: make PYTHON=python3.12" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)
	$(PIP) --require-hashes --no-deps -r requirements/model.txt
	@touch $@

$(VENV)/installed: $(VENV)/python pyproject.toml
	$(PIP) --editable .
	@touch $@

$(VENV)/installed-for-tests: $(VENV)/installed
	$(PIP) --editable '.[test]'
	@touch $@
