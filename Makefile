# Everything a newcomer needs: `make demo`, `make quick` and `make test`. Each makes .venv itself.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo quick test kills mutants browser check bench clean

demo: .venv/ready
	$(BIN)/sportello demo

# Under a minute on two cores: the law, the words, the playground; without the tests that try a
# value or an invented case at a time, and without a bot, a browser or PostgreSQL.
QUICK := tests/rules tests/policy tests/phrases tests/playground tests/test_architecture.py
LONG := tests/rules/test_every_key.py tests/rules/test_citing.py $(wildcard tests/*/test_*properties.py)
quick: .venv/ready-dev
	$(BIN)/pytest -n auto $(QUICK) $(addprefix --ignore=,$(LONG))

# Thousands of tests make a database each: in memory, where there is room for them.
# Programs that the tests start need not compile again what a test has.
ROOM := PYTHONDONTWRITEBYTECODE= $(shell df -Pk /dev/shm 2>/dev/null | awk 'NR == 2 && $$4 > 4000000 { print "TMPDIR=/dev/shm" }')
# One process more than there are cores: a fifth of the time goes into waiting for bots and pages.
PROCESSES := $(shell echo $$(($$(getconf _NPROCESSORS_ONLN) + 1)))
test: browser
	$(ROOM) $(BIN)/pytest -n $(PROCESSES) --durations=15 --durations-min=3

# The desk and imports, killed at random moments under load. KILLS=75 makes 300 kills of the desk
# in a quarter of an hour or more; SEED=12345 throws the dice of an earlier run again.
kills: .venv/ready-dev
	KILLS=$${KILLS:-2} $(BIN)/pytest -s tests/e2e/test_killed.py

# The law changed a little, again and again: which changes no case and no test notices. EVERY=10
# takes one in ten, SEED another tenth; a run that was stopped goes on where it was.
EVERY ?= 10
SEED ?= 1
mutants: .venv/ready-dev
	$(ROOM) $(BIN)/python -m tests.mutants --every $(EVERY) --seed $(SEED)

# Before the tests and not beside them: a slow mirror must not make them skip the page.
browser: .venv/ready-dev
	$(BIN)/python -m tests.browser.chromium

check: .venv/ready-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: .venv/ready-dev
	$(BIN)/python -m bench

clean:
	rm -rf .venv

.venv/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed, this is " + sys.version)'
	$(PYTHON) -m venv .venv

.venv/ready: requirements.lock pyproject.toml | .venv/bin/python
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

.venv/ready-dev: requirements-dev.lock pyproject.toml | .venv/bin/python
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@ .venv/ready
