# The whole project from one place. `make help` lists what can be done.

PYTHON_ENVIRONMENT := .venv/bin/python
ARGS ?=
WORKERS ?= 2

.DEFAULT_GOAL := help
.PHONY: help environment run demo test check bench secrets screenshots

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

environment: ## Make .venv from requirements.lock (the others do it when it is needed)
	@local/environment.sh

run: environment ## Start the whole suite with a synthetic city, submit one birth report, stay up until Ctrl-C
	@$(PYTHON_ENVIRONMENT) -m local run --end-with-parent $(ARGS)

demo: environment ## The same, but end when three signed documents are in .run/demo
	@$(PYTHON_ENVIRONMENT) -m local demo --end-with-parent $(ARGS)

test: environment ## Run every test against a real PostgreSQL and RabbitMQ (ARGS="tests/chassis -k outbox" for some, WORKERS=0 for one by one)
	@$(PYTHON_ENVIRONMENT) -m pytest --numprocesses $(WORKERS) --dist loadscope --no-loadscope-reorder $(ARGS)

check: environment ## Format, lint, types, import rules, contracts, migrations
	@.venv/bin/ruff format --check .
	@.venv/bin/ruff check .
	@.venv/bin/mypy
	@.venv/bin/lint-imports --no-cache
	@$(PYTHON_ENVIRONMENT) -m contracts.gate
	@$(PYTHON_ENVIRONMENT) -m local.migration_lint

bench: environment ## Measure the suite against its limits
	@$(PYTHON_ENVIRONMENT) -m bench $(ARGS)

secrets: environment ## Write what a cluster's secrets hold into k8s/components/plain-secrets/files (what is there stays)
	@$(PYTHON_ENVIRONMENT) -m local.cluster_secrets k8s/components/plain-secrets/files cities

screenshots: environment ## Make pictures of every page of the portal in .run/screenshots, at three widths
	@TERPADU_PICTURES=1 $(PYTHON_ENVIRONMENT) -m pytest -q tests/portal/test_every_page.py $(ARGS)

images: environment ## Build the image of each service with buildah and run it as a cluster would (root; some minutes)
	@$(PYTHON_ENVIRONMENT) -m pytest -m images -s tests/k8s/test_images.py $(ARGS)

sbom: environment ## Write what each image is made of as CycloneDX into .run/sbom
	@$(PYTHON_ENVIRONMENT) -m k8s.sbom .run/sbom
