# `make up` and `make test` need no other set-up; `make help` lists all targets.
PYTHON ?= python3
BIN := .venv/bin
# Downloads stay inside the project; all data folders share the jars.
export CACHE ?= $(CURDIR)/.cache
export PYTHONDONTWRITEBYTECODE :=

.DEFAULT_GOAL := help
.PHONY: help up test proof durations test-browser test-http test-nginx test-r test-containers difference fuzz audit bench first-minute graphiql map islands lint format publish-check schema-changes lock clean venv-local venv-dev have-python

help: ## show this
	@echo 'make up            start Neo4j, load the catalogue, serve GraphQL (settings: PORT=8000 DATA=.data'
	@echo '                   SEEDS=seeds HEAP=1g BOLT_PORT=… HTTP_PORT=… HOST=127.0.0.1 RESPONSE_CACHE=16m'
	@echo '                   EXPORT_SPACE=1g; schema/SETTINGS.md has all)'
	@echo 'make test          run the tests that need nothing but Python; no slow modules'
	@echo 'make proof         run all that CI draws a part of, whole, before a release (needs what test-browser,'
	@echo '                   test-http, test-nginx and test-r need)'
	@echo 'make durations     measure how long test modules take, for tests/durations.csv (settings: ARGS=tests/…)'
	@echo 'make test-browser  run the tests in a browser (needs /usr/bin/chromium)'
	@echo 'make test-http     run the tests with HTTP clients and audits (needs Node 20, curl)'
	@echo 'make test-nginx    run two replicas behind nginx (needs nginx)'
	@echo 'make test-r        run the examples in R (needs Rscript)'
	@echo 'make test-containers'
	@echo '                   test docker-compose.yml (needs Docker; settings: NEO4J_IMAGE=… PYTHON_IMAGE=…)'
	@echo 'make difference    compare with the reference implementation (settings: OPERATIONS=20000 SEED=…)'
	@echo 'make fuzz          fuzz the API with schemathesis (settings: FUZZ_SECONDS=60)'
	@echo 'make audit         check the locked packages for known vulnerabilities (asks PyPI itself, no mirror)'
	@echo 'make bench         run the benchmark (needs Node 20; settings: SIZE=full|small WINDOW=10 ONLY=…)'
	@echo 'make first-minute  measure pages right after a start (settings: SIZE=small)'
	@echo 'make graphiql      rebuild the GraphiQL page of /graphql (needs Node 20)'
	@echo 'make map           rebuild the shapes of the map of /en/exchanges (needs Node 20)'
	@echo 'make islands       rebuild the scripts of the explorer (needs Node 20)'
	@echo 'make lint          check style, types and import layers'
	@echo 'make format        fix the style'
	@echo 'make publish-check check that schema/ matches the model'
	@echo 'make schema-changes'
	@echo '                   classify changes of the GraphQL schema since the release; breaking ones'
	@echo '                   need a line in CHANGELOG.md (settings: SINCE=a commit)'
	@echo 'make lock          update the locked requirements'
	@echo 'make clean         remove .venv, .cache and other tool output, but not the data'

up: venv-local
	@exec $(BIN)/python -m graph_service up

# Tests that only read share one database with the catalogue. Those that write have their own.
PYTEST = $(BIN)/python -m tests.with_catalogue $(BIN)/python -m pytest
# Two workers, each with a database to write to; a single worker if the database is given.
TWO_WORKERS = $(if $(TEST_NEO4J_URI),,-n 2 --dist loadfile --no-loadscope-reorder)

test: export SLOW_ONE_IN ?= 0
test: venv-dev
	@$(PYTEST) $(TWO_WORKERS) $(ARGS)

# First what CI runs by itself; then all others together, as each would start a database. The last
# line says how long those took.
proof: venv-dev
	@SIZE=small $(BIN)/python -m bench.first_minute
	@TEST_DATABASE=managed WHOLE_PROOFS=1 $(PYTEST) $(TWO_WORKERS) -m 'not containers' $(ARGS)

durations: venv-dev
	@TEST_DATABASE=managed MEASURE_DURATIONS=1 SLOW_ONE_IN=1 $(PYTEST) $(TWO_WORKERS) \
		-m 'not (containers or nginx)' $(ARGS)

test-browser: venv-dev
	@TEST_DATABASE=managed $(PYTEST) -o testpaths=tests/browser -m browser $(ARGS)

test-http: venv-dev
	@$(PYTEST) -m http $(ARGS)

test-nginx: venv-dev
	@$(PYTEST) -m nginx tests/api/test_nginx.py $(ARGS)

test-r: venv-dev
	@$(PYTEST) -m r $(ARGS)

test-containers: venv-dev
	@$(BIN)/python -m pytest -o testpaths=tests/containers -m containers $(ARGS)

difference: OPERATIONS ?= 20000
difference: venv-dev
	@WHOLE_PROOFS=1 OPERATIONS=$(OPERATIONS) SEED=$(SEED) $(BIN)/python -m pytest tests/difference $(ARGS)

fuzz: FUZZ_SECONDS ?= 60
fuzz: venv-dev
	@WHOLE_PROOFS=1 FUZZ_SECONDS=$(FUZZ_SECONDS) $(PYTEST) -s tests/fuzz $(ARGS)

# --strict: a package unknown to the advisory service is a finding. accepted.txt lists accepted findings with reasons.
audit: venv-dev
	@$(BIN)/pip-audit --strict --disable-pip --require-hashes --progress-spinner off \
		$(patsubst %,-r requirements/%.txt,serve local dev) \
		$$(sed -n 's/^\([A-Z][^ ]*\) .*/--ignore-vuln \1/p' requirements/accepted.txt)

bench: venv-dev
	@$(BIN)/python -m bench

first-minute: venv-dev
	@$(BIN)/python -m bench.first_minute

graphiql:
	@cd graph_service/api/graphiql/source && npm ci --silent --cache "$(CACHE)/npm" && node build.mjs ../files

map:
	@cd graph_service/explorer/map/source && npm ci --silent --cache "$(CACHE)/npm" && node build.mjs ../countries.json

islands:
	@cd graph_service/explorer/islands/source && npm ci --silent --cache "$(CACHE)/npm" && npx tsc -p . && node build.mjs ../../static/islands.js

lint: venv-dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/mypy --platform win32 --no-warn-unreachable --cache-dir .mypy_cache/win32 graph_service
	@$(BIN)/lint-imports

format: venv-dev
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

publish-check: venv-dev
	@$(BIN)/python -m graph_service publish --check

# Compare with the schema of the last release, which clients rely on; its commit is found by its
# subject, as tags may not travel and hashes may change when it lands. Without one, that is HEAD.
SINCE ?= $(or $(shell git log -1 --format=%h --grep='^Release 1\.0\.0$$'),HEAD)
SDL = schema/schema.graphql

schema-changes: venv-dev
	@git show $(SINCE):$(SDL) | $(BIN)/python -m graph_service publish --compare -

LOCK = $(BIN)/python -m piptools compile --quiet --generate-hashes --strip-extras --no-header \
	--no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-emit-options \
	--annotation-style=line --allow-unsafe

lock: venv-dev
	@$(LOCK) -o requirements/serve.txt pyproject.toml
	@$(LOCK) -o requirements/seeds.txt --extra seeds -c requirements/serve.txt pyproject.toml
	@$(LOCK) -o requirements/mcp.txt --extra mcp -c requirements/serve.txt pyproject.toml
	@$(LOCK) -o requirements/windows.txt -c requirements/seeds.txt requirements/windows.in
	@$(LOCK) -o requirements/local.txt --extra local --extra seeds -c requirements/seeds.txt pyproject.toml requirements/build.in
	@$(LOCK) -o requirements/dev.txt --extra local --extra seeds --extra telemetry --extra mcp --extra dev -c requirements/local.txt pyproject.toml requirements/build.in

clean:
	@rm -rf .venv .venv-windows .cache graph_service/api/graphiql/source/node_modules graph_service/explorer/map/source/node_modules graph_service/explorer/islands/source/node_modules .coverage htmlcov .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis

venv-local: have-python
	@$(PYTHON) requirements/install.py local

venv-dev: have-python
	@$(PYTHON) requirements/install.py dev

have-python:
	@command -v $(PYTHON) >/dev/null 2>&1 || \
		{ echo '$(PYTHON) not found: install Python 3.11 or newer, or name one: make PYTHON=… …' >&2; exit 1; }
