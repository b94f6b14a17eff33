# Needs Python 3.11 or newer and make, nothing else. Another Python: make run PYTHON=python3.13
PYTHON ?= python3
PORT ?= 8000
# Further arguments for pytest: make test ARGS="-k agenda -n 0"
ARGS ?=

PY := .venv/bin/python
MANAGE := $(PY) manage.py
PIP := $(PY) -m pip --disable-pip-version-check --no-input

# Who made .venv: this folder (scripts hold its path), this Python. Either one changed: .venv is made again.
MAKER = import os, sys; print(os.getcwd(), sys.base_prefix, *sys.version_info[:2])
OLD_PYTHON = $(PYTHON) is missing or older than Python 3.11. Choose another one: make $(or $(MAKECMDGOALS),run) PYTHON=python3.12
NO_VENV = $(PYTHON) lacks the venv module. Install it, on Debian with: apt-get install python3-venv
# Exits with a line of error when nothing can listen on 127.0.0.1:PORT.
define PORT_FREE
import socket, sys
try:
    probe = socket.socket()
    probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    probe.bind(("127.0.0.1", int(sys.argv[1])))
except (OSError, OverflowError, ValueError) as error:
    sys.exit(f"Port {sys.argv[1]} cannot be used ({error}). Choose another one: make run PORT=8001")
endef
export PORT_FREE

.PHONY: help run test check fix lock pictures bench attack clean python
.NOTPARALLEL:

help:
	@sed -n 's/^\([a-z]*\):[^#]*## /make \1 - /p' Makefile

run: install-run ## serve the demonstration on http://127.0.0.1:8000 (PORT changes it)
run: export CELLULE_DEMO := true
run: export CELLULE_HTTPS := false
run:
	@$(PY) -c "$$PORT_FREE" "$(PORT)"
	@$(MANAGE) init_coffre
	@$(MANAGE) migrate --noinput -v 0
	@$(MANAGE) collectstatic --noinput -v 0
	@$(MANAGE) demo --if-empty
	@exec .venv/bin/gunicorn cellule.wsgi --bind 127.0.0.1:$(PORT)

# The browser tests find their browser in CHROMIUM.
test: install-dev ## all tests, those in a real browser too; DATABASE_URL chooses the database
	@chromium="$$(sh tests/browser/ensure_chromium.sh)" || exit 1; \
	echo "$$chromium"; \
	CHROMIUM="$${chromium#Chromium: }" $(PY) -m pytest -n 2 --dist worksteal $(ARGS)

# The last two read the settings as in production, with keys made for the occasion and no database.
check: install-dev ## format, lint, types, templates, missing migration, deployment settings; changes nothing
	$(PY) -m ruff format --check .
	$(PY) -m ruff check .
	$(PY) -m mypy
	$(PY) -m djlint --check templates
	$(PY) -m djlint --lint templates
	@set -e; \
	export CELLULE_DEMO=false CELLULE_HTTPS=true DATABASE_URL=sqlite://:memory:; \
	export CELLULE_SECRET_KEY="$$($(PY) -c 'import secrets; print(secrets.token_urlsafe(64))')"; \
	export CELLULE_KEYS="k1:$$($(PY) -c 'import base64, secrets; print(base64.b64encode(secrets.token_hex(16).encode()).decode())')"; \
	set -x; \
	$(MANAGE) makemigrations --check --dry-run; \
	$(MANAGE) check --deploy --fail-level WARNING

fix: install-dev ## format and repair what can be repaired, then tell what is left
	$(PY) -m ruff check --fix --exit-zero --silent .
	$(PY) -m ruff format .
	$(PY) -m djlint --reformat --quiet --warn templates
	$(PY) -m ruff check .

lock: python ## resolve requirements/*.in anew, to the newest versions that they allow
	@set -e; \
	tmp="$$(mktemp -d)"; trap 'rm -rf "$$tmp"' EXIT; trap 'exit 130' INT TERM; \
	$(PYTHON) -m venv "$$tmp"; \
	"$$tmp/bin/python" -m pip --disable-pip-version-check install -qq uv; \
	compile() { \
		UV_CUSTOM_COMPILE_COMMAND="make lock" "$$tmp/bin/uv" pip compile --quiet --no-config --upgrade --universal \
			--python-version 3.11 --generate-hashes --no-annotate --no-emit-index-url --no-emit-find-links "$$@"; \
	}; \
	cd requirements; \
	compile --output-file run.txt run.in; \
	compile --constraints run.txt --output-file dev.txt dev.in; \
	echo "Locked: requirements/run.txt requirements/dev.txt"

pictures: install-dev ## draw the pictures of the README and of the guide again, from the demonstration
	@chromium="$$(sh tests/browser/ensure_chromium.sh)" || exit 1; \
	CHROMIUM="$${chromium#Chromium: }" $(PY) docs/pictures.py

# The databases and the keys are in a folder that goes with it. ARGS="--help" tells the options.
bench: install-dev ## measure the pages beside a bare one; QUICK=1 is short, DATABASE_URL=sqlite: does without PostgreSQL
	@$(PY) -m bench $(if $(QUICK),--quick) $(ARGS)

# The installations that it attacks are in a folder that goes with it.
attack: install-dev ## attack an installation of its own, on both databases or that of DATABASE_URL
	@$(PY) -m attack $(ARGS)

clean: ## remove what can be made again; var/ (database, keys) stays
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis staticfiles
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { echo "$(OLD_PYTHON)" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "$(NO_VENV)" >&2; exit 1; }

# Installs requirements/run.txt or dev.txt into .venv, once for each lock. dev.txt holds all of run.txt.
install-%: python
	@set -e; \
	maker="$$($(PYTHON) -c '$(MAKER)')"; \
	if [ "$$(cat .venv/maker 2>/dev/null)" != "$$maker" ] || ! $(PY) -c 'import pip' 2>/dev/null; then \
		echo "Making .venv"; \
		rm -rf .venv; \
		$(PYTHON) -m venv .venv; \
		echo "$$maker" > .venv/maker; \
	fi; \
	if ! cmp -s requirements/$*.txt .venv/$*.txt; then \
		echo "Installing requirements/$*.txt"; \
		rm -f .venv/run.txt .venv/dev.txt; \
		$(PIP) install -qq --require-hashes -r requirements/$*.txt; \
		cp requirements/$*.txt .venv/$*.txt; \
		if [ $* = dev ]; then cp requirements/run.txt .venv/run.txt; fi; \
	fi
