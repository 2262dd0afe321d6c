# Every target sets up what it needs from a bare clone with Python 3.11 or newer.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
SAMPLES_OUT := build/samples
export DO_NOT_TRACK = 1
export RAY_USAGE_STATS_ENABLED = 0

.PHONY: run samples serve test lint bench docs screenshots messages lock setup setup-dev servers clean
.DEFAULT_GOAL := run

INSTALL = $(BIN)/python -m pip install --quiet --disable-pip-version-check

$(VENV)/.run: locks/run.txt
	$(PYTHON) -m venv $(VENV)
	$(INSTALL) --require-hashes -r locks/run.txt
	$(INSTALL) --no-deps --no-build-isolation --editable .
	$(BIN)/python -m compileall -q src  # also where Python is told to write no byte code by itself
	touch $@

$(VENV)/.dev: $(VENV)/.run locks/dev.txt
	$(INSTALL) --require-hashes -r locks/dev.txt
	touch $@

setup: $(VENV)/.run

setup-dev: $(VENV)/.dev

run: samples             ## both sample workspaces, then in a browser until Ctrl-C
	$(BIN)/condat-workspace migrate -v0
	$(BIN)/condat-workspace open_team $(SAMPLES_OUT)/moulin $(SAMPLES_OUT)/community --owner you@example.org
	$(BIN)/condat-workspace tell $(SAMPLES_OUT)/moulin samples/moulin/story
	$(BIN)/condat-workspace serve

samples: setup           ## both sample workspaces: import, plan, report
	$(BIN)/python samples/run.py $(SAMPLES_OUT)

serve: setup             ## the workspace as it was left
	$(BIN)/condat-workspace serve

test: setup-dev servers      ## every tier; a server that cannot be installed skips its tests
	$(BIN)/python -m pytest --numprocesses auto --dist loadfile --no-loadscope-reorder

lint: setup-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest --doctest-modules src tests/unit/test_house.py -q -p no:cacheprovider

bench: setup-dev
	$(BIN)/python -m benchmarks

docs: setup              ## the reference pages, from the program itself
	$(BIN)/python docs/build.py

screenshots: samples servers  ## a picture of every page, language and width
	PYTHONPATH=tests $(BIN)/python docs/screenshots.py $(SAMPLES_OUT)

servers: setup-dev           ## real servers for the integration tier
	$(BIN)/python tests/servers/install.py

messages: setup          ## new sentences into the catalogues, to be translated
	mkdir -p build && $(BIN)/python docs/messages.py build/help.py
	$(BIN)/pybabel -q extract -F babel.cfg -k words -k mark -k plural:1,2 --no-location -o build/messages.pot src/condat build/help.py
	$(BIN)/pybabel -q update --ignore-obsolete --no-fuzzy-matching -i build/messages.pot -l fr -o src/condat/locale/fr.po
	$(BIN)/pybabel -q update --ignore-obsolete --no-fuzzy-matching -i build/messages.pot -l de -o src/condat/locale/de.po

COMPILE = uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
  --custom-compile-command 'make lock'

lock:                    ## pins with hashes, no registry host named
	$(COMPILE) pyproject.toml --group build --all-extras --group test --group lint --group bench \
	  --output-file locks/dev.txt
	$(COMPILE) pyproject.toml --extra workspace --group build --constraint locks/dev.txt --output-file locks/run.txt

clean:
	rm -rf build $(VENV)
