# Each target does its own set-up; a warm run installs nothing.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

PYTHON ?= $(shell for each in python3 python3.14 python3.13 python3.12 python3.11; do \
  $$each -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$each && break; done)
BIN := .venv/bin
ARGS ?=
# these tests wait more than they work
WORKERS ?= 4

.PHONY: help serve build docs test lint unit slow browser test-browsers test-live package bench faults soak clean need-python

help:
	@echo "make serve   the demo site, with the stand-in widget"
	@echo "make build   the same as plain static files, in dist/"
	@echo "make test    linters, type checks and all tests"
	@echo "make lint, make unit, make slow, make browser    its parts"
	@echo "make docs    the documentation as a site, in build/docs/"
	@echo "make test-browsers    a small set of tests in Chromium, Firefox and WebKit"
	@echo "make test-live APP_ID=...    what the vendor's own widget does, against what is known of it"
	@echo "make package   wheel and sdist, in build/package/"
	@echo "make bench   measure; make soak: the long tests; make faults: the table of faults"
	@echo "More arguments: make serve ARGS='--port 8001 --runtime mpy'"

serve: need-python
	@$(PYTHON) serve.py $(ARGS)

build: .venv/ready node_modules/ready
	@$(BIN)/python serve.py build $(ARGS)

docs: .venv/ready node_modules/ready
	@$(BIN)/python -m docs.make_site $(ARGS)

test: lint unit slow browser

lint: .venv/ready
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy --strict

unit: .venv/ready node_modules/ready
	@$(BIN)/pytest --ignore=tests/browser -m "not slow and not hypothesis" -n 2 $(ARGS)

slow: .venv/ready node_modules/ready
	@$(BIN)/pytest --ignore=tests/browser -m "slow or hypothesis" -n 3 $(ARGS)

browser: .venv/ready node_modules/ready .venv/chromium
	@CHROMIUM="$$(cat .venv/chromium)" $(BIN)/pytest tests/browser -n $(WORKERS) --dist loadgroup --no-loadscope-reorder --reruns 1 $(ARGS)

test-browsers: .venv/ready node_modules/ready .venv/chromium .venv/engines
	@CHROMIUM="$$(cat .venv/chromium)" $(BIN)/pytest tests/engines/small_set.py $(ARGS)

test-live: .venv/ready .venv/chromium
	@[ -n "$(APP_ID)" ] || { echo "Name the app id of your account: make test-live APP_ID=..." >&2; exit 1; }
	@CHROMIUM="$$(cat .venv/chromium)" $(BIN)/python -m tests.live --app-id "$(APP_ID)" $(ARGS)

package: .venv/ready
	@rm -rf build/package
	@SOURCE_DATE_EPOCH="$$(git log -1 --format=%ct)" $(BIN)/hatchling build -d build/package
	@$(BIN)/twine check --strict build/package/*

bench: .venv/ready node_modules/ready .venv/chromium
	@CHROMIUM="$$(cat .venv/chromium)" $(BIN)/python -m bench $(ARGS)

faults: .venv/ready node_modules/ready .venv/chromium
	@CHROMIUM="$$(cat .venv/chromium)" KOMMPY_REFRESH=1 $(BIN)/pytest tests/browser/test_faults.py $(ARGS)

soak: .venv/ready node_modules/ready .venv/chromium
	@CHROMIUM="$$(cat .venv/chromium)" KOMMPY_SOAK=10000 $(BIN)/pytest tests/browser -k soak $(ARGS)

clean:
	rm -rf .venv node_modules .kommpy dist build

need-python:
	@if [ -z "$(PYTHON)" ]; then \
	  echo "kommpy needs Python 3.11 or newer, and found none (python3 is $$(python3 --version 2>&1 || true))." >&2; \
	  echo "Install one, or name it: make PYTHON=/path/to/python3.12 ..." >&2; exit 1; fi

.venv/ready: pyproject.toml | need-python
	@$(PYTHON) -m venv .venv || { \
	  echo "Python could not make a virtual environment; on Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	@$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

node_modules/ready: package-lock.json | need-python
	@$(PYTHON) -m kommpy.site.library
	@touch $@

.venv/chromium: | .venv/ready
	@$(BIN)/python -m tests.browser.chromium > $@.part
	@mv $@.part $@

.venv/engines: pyproject.toml | .venv/ready
	@$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[engines]'
	@$(BIN)/python -m tests.engines.install
	@touch $@
