# The commands of this project. `make help` lists them.
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && \
	echo $$python && break; done)
GO = @$(or $(PYTHON),$(error Python 3.11 or newer is needed. Remedy: sudo apt install python3 python3-venv)) -m

.PHONY: help run backup restore test drill fuzz check messages screens bench lock clean

help: ## List the commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

run: ## Start the demonstration (PORT=8000, DATA=DIR, DATABASE_URL=, REDIS_URL=)
	$(GO) tools.run

backup: ## Write what `make run` keeps into a new folder (DIR=FOLDER; stop it first)
	$(GO) tools.keeping backup

restore: ## Bring a backup back, where `make run` keeps nothing yet (DIR=FOLDER)
	$(GO) tools.keeping restore

test: ## Run every test (ARGS='tests/real -k survey', COPROD_REAL_DATA=DIR)
	$(GO) tools.test

drill: ## Kill servers, race people, for half an hour (ARGS='-k outage')
	$(GO) tools.drill

fuzz: ## Send every operation of the API 300 requests (COPROD_FUZZ_CASES=300)
	$(GO) tools.fuzz

check: ## Lint, format, types, templates, migrations, deployment, messages
	$(GO) tools.check

messages: ## Collect the strings to translate, and compile what is translated
	$(GO) tools.inside tools.messages collect

screens: ## Pictures of the main pages in .screens/, for looking at
	$(GO) tools.screening

bench: ## Measure what pages cost as a project grows; others: ARGS=answers, imports, tables
	$(GO) tools.inside bench$(if $(ARGS),.$(ARGS))

lock: ## Write requirements/*.txt anew from requirements/*.in
	$(GO) tools.lock

clean: ## Remove what was installed and made here; what `make run` keeps stays
	rm -rf .venv node_modules .screens .ruff_cache .mypy_cache .hypothesis
