# Zapis. `make` alone lists what there is. Works with make 3.81 and a POSIX shell.
SHELL = /bin/sh
PY = .venv/bin/python
ZAPIS = .venv/bin/zapis
.DEFAULT_GOAL := help
.PHONY: help demo test deploy status logs demo-check demo-real demo-clean stop restart suspend resume rollback remove \
        stats test-unit test-slow check format bench venv venv-demo lock screenshots tour

help: ## this list
	@echo "Zapis: a Telegram booking bot for every small business. Usage: make TARGET"; echo
	@sed -n 's/^\([a-z][a-z-]*\):.*## \(.*\)$$/\1|\2/p' Makefile | awk -F'|' '{ printf "  %-13s %s\n", $$1, $$2 }'
	@echo; echo "CLIENT=client_042 names the client where a target speaks of one."

demo: venv-demo ## the whole platform on this computer, with a chat page in the browser
	@$(PY) -m scripts.demo $(DEMO)

test: venv ## every test (add REQUIRE_DOCKER=1 REQUIRE_BROWSER=1 REQUIRE_OPENAPI=1 to forbid skips)
	@$(PY) -m pytest -n $${PYTEST_WORKERS:-4} --dist loadfile -m "not slow" -q $(PYTEST)

deploy: venv-demo ## set a client up, or bring it up to date (CLIENT=…)
	@$(ZAPIS) deploy "$(CLIENT)"

status: venv-demo ## all clients, or one (CLIENT=…)
	@$(ZAPIS) status $(CLIENT)

logs: venv-demo ## the last lines of a client's bot (CLIENT=…)
	@$(ZAPIS) logs "$(CLIENT)"

demo-check: venv-demo ## the demo's story without a person: sale, payment, deployment, booking
	@$(PY) -m scripts.demo_check $(DEMO)

demo-real: venv-demo ## the platform with a real bot token and a YooKassa test shop (settings: .env)
	@$(PY) -m scripts.demo --real $(DEMO)

demo-clean: venv-demo ## forget everything the demo has kept in .demo/
	@$(PY) -m scripts.demo --clean $(DEMO)

stop: venv-demo ## stop a client's bot (CLIENT=…)
	@$(ZAPIS) stop "$(CLIENT)"

restart: venv-demo ## restart a client's bot (CLIENT=…)
	@$(ZAPIS) restart "$(CLIENT)"

suspend: venv-demo ## take a client's bot down and lock its database role (CLIENT=…)
	@$(ZAPIS) suspend "$(CLIENT)"

resume: venv-demo ## bring a suspended client back (CLIENT=…)
	@$(ZAPIS) resume "$(CLIENT)"

rollback: venv-demo ## go back to the version that ran before (CLIENT=…)
	@$(ZAPIS) rollback "$(CLIENT)"

remove: venv-demo ## back a client up, and take away all that it has (CLIENT=…; YES=1 asks nothing)
	@$(ZAPIS) remove $(if $(YES),--yes) "$(CLIENT)"

stats: venv-demo ## figures of the fleet and of the money
	@$(ZAPIS) stats

test-unit: venv ## the tests that need no server, in under a minute
	@$(PY) -m pytest tests/unit -n $${PYTEST_WORKERS:-2} -q $(PYTEST)

test-slow: venv ## the long tests too
	@$(PY) -m pytest -n $${PYTEST_WORKERS:-4} --dist loadfile -q $(PYTEST)

check: venv ## format, lint, types, imports, sizes
	@$(PY) -m ruff format --check .
	@$(PY) -m ruff check .
	@$(PY) -m mypy
	@.venv/bin/lint-imports
	@$(PY) -m scripts.check_sizes services deploy scripts benchmarks

format: venv ## put the code into the project's format
	@$(PY) -m ruff format .
	@$(PY) -m ruff check --fix .

bench: venv ## measure on this computer, and say whether the bounds are met
	@$(PY) -m benchmarks $(BENCH)

tour: venv ## play the tour of the booking bot, take its pictures and write docs/tour.md
	@$(PY) -m scripts.tour $(TOUR)

screenshots: venv ## make the pictures of the documentation again
	@$(PY) -m scripts.screenshots

venv: ## .venv with all pinned packages (other targets make it themselves)
	@sh scripts/venv.sh dev

venv-demo:
	@sh scripts/venv.sh demo

lock: venv ## pin the packages of pyproject.toml again, with hashes (needs uv)
	@sh scripts/lock.sh
