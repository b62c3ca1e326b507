# Every command there is. `make help` lists them.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
PYTHON ?= python3
BIN := .venv/bin
UV_VERSION := 0.13.9
TWO_AT_A_TIME := -n 2 --dist loadgroup --no-loadscope-reorder
export UV_NO_PROGRESS := 1
# Many municipalities stand behind a proxy with a certificate of its own: trust what the machine trusts.
export UV_SYSTEM_CERTS := 1
export PYTHONDONTWRITEBYTECODE :=

.DEFAULT_GOAL := help
.PHONY: help run setup test test-all test-sqlite test-slow test-postgres test-browser check audit format report bench pictures demo-reset lock

help: ## visa kommandona
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 22

# --- the environment -------------------------------------------------------------------------------------------

.venv/bin/python:
	@command -v $(PYTHON) >/dev/null || { echo "Python saknas. Kör: sudo apt install python3 python3-venv"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 eller senare behövs. Sätt PYTHON=python3.11 (eller senare)."; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || { echo "Modulen venv saknas. Kör: sudo apt install python3-venv"; exit 1; }
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)

.venv/base.done: requirements/base.lock | .venv/bin/python
	@echo "Hämtar det som programmet behöver …"
	@$(BIN)/uv pip install --quiet --require-hashes -r requirements/base.lock --python $(BIN)/python
	@touch $@

.venv/dev.done: requirements/dev.lock | .venv/bin/python
	@echo "Hämtar det som testerna behöver …"
	@$(BIN)/uv pip install --quiet --require-hashes -r requirements/dev.lock --python $(BIN)/python
	@touch $@ .venv/base.done

lock: | .venv/bin/python ## lås beroendena på nytt (pyproject.toml → requirements/*.lock)
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --no-emit-index-url pyproject.toml -o requirements/base.lock
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --no-emit-index-url --group dev pyproject.toml -o requirements/dev.lock

# --- running ---------------------------------------------------------------------------------------------------

run: .venv/base.done ## starta demonstrationen: databas, webbserver och arbetare
	@HJULET_DEMO=1 exec $(BIN)/python manage.py serve

setup: .venv/base.done ## gör i ordning miljön och databasen, starta inget
	@HJULET_DEMO=1 $(BIN)/python manage.py serve --only-prepare

report: .venv/base.done ## skriv kvalitetsberättelsen 2025 i out/ (HTML, PDF, Word, JSON)
	@HJULET_DEMO=1 $(BIN)/python manage.py serve --only-prepare --quiet
	@HJULET_DEMO=1 $(BIN)/python manage.py report kvalitetsberattelse --year 2025 --unit leksand --out out

demo-reset: .venv/base.done ## börja om: en ny demonstrationsdatabas
	@rm -f var/hjulet.sqlite3 var/hjulet.sqlite3-wal var/hjulet.sqlite3-shm
	@HJULET_DEMO=1 $(BIN)/python manage.py serve --only-prepare

# --- checking --------------------------------------------------------------------------------------------------

test: check test-sqlite ## kontroller och tester på SQLite, under tio minuter

test-all: test test-postgres test-slow ## allt som CI kör: också PostgreSQL, last, en riktig server och webbläsaren
	@$(BIN)/python -m pytest $(TWO_AT_A_TIME) -m browser

test-sqlite: .venv/dev.done
	@$(BIN)/python -m pytest $(TWO_AT_A_TIME) -m "not browser and not slow"

test-slow: .venv/dev.done ## servern som dödas, produktionsläget och annat som tar tid
	@$(BIN)/python -m pytest -m "slow and not browser"

# What never asks a database is not run again on the other one.
test-postgres: .venv/dev.done
	@$(BIN)/python -m pytest $(TWO_AT_A_TIME) --postgres -m "not browser and not slow" \
		--ignore tests/statistics --ignore tests/base/ui --ignore tests/test_architecture.py --ignore tests/test_production.py

test-browser: .venv/dev.done ## bara resorna i webbläsaren (kräver Chromium)
	@test -x "$${CHROMIUM:-/usr/bin/chromium}" || { echo "Chromium saknas. Kör: sudo apt install chromium libatomic1"; exit 1; }
	@$(BIN)/python -m pytest $(TWO_AT_A_TIME) -m browser

pictures: .venv/dev.done ## ta om bilderna i handboken (kräver Chromium)
	@HJULET_PICTURES="$${NAMES:-alla}" $(BIN)/python -m pytest -q -m browser tests/journeys/test_pictures.py
	@$(BIN)/python scripts/draw_wheel.py

check: export HJULET_DEMO := 1
check: export HJULET_DATA := var/check
check: .venv/dev.done ## stil, typer, lager, mallar, migrationer, beroenden, hemligheter
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --quiet --check .
	@$(BIN)/mypy --no-error-summary
	@$(BIN)/lint-imports --no-cache | tail -1
	@git ls-files -z '*.html' | xargs -0 $(BIN)/djade --check --target-version 5.2
	@$(BIN)/python manage.py makemigrations --check --dry-run --verbosity 0 --settings tests.settings
	@$(BIN)/python manage.py check --settings tests.settings --fail-level WARNING
	@$(MAKE) --no-print-directory audit

audit: .venv/dev.done
	@$(BIN)/python scripts/audit.py

format: .venv/dev.done ## skriv om koden i husets stil
	@$(BIN)/ruff check --quiet --fix . ; $(BIN)/ruff format --quiet .
	@git ls-files -z '*.html' | xargs -0 $(BIN)/djade --target-version 5.2

# A million deviations take an hour: .venv/bin/python bench/deviations.py 1000000
bench: .venv/dev.done ## mät tider och storlekar (skriver ut, dömer inte)
	@HJULET_DEMO=1 HJULET_DATA=var/bench $(BIN)/python bench/product.py
	@$(BIN)/python bench/deviations.py
	@$(BIN)/python bench/statistics.py
	@$(BIN)/python bench/kolada.py
	@$(BIN)/python bench/search.py
