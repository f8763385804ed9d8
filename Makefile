# Semesterplan. Every target sets up what it needs first; a second time that takes no time.

PYTHON ?= python3
BIN := .venv/bin
# What ruff and mypy read: those roots and companions that exist.
SOURCES := $(wildcard planner constraints calendars web.py tests examples docs .ci/setup.py)

.DEFAULT_GOAL := help
.PHONY: help setup demo test check docs bench lock clean

help:  ## Vis denne oversikten
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup:  ## Sett opp .venv
	@$(PYTHON) .ci/setup.py

# The search is turned into machine code the first time it is needed; here, before it is timed.
# Exit status 1 says that some requirements do not hold; the plan is there to look at all the same.
# `make demo SERVE=0` stops after publishing; SEMESTERPLAN_PORT=8001 serves on another port.
SERVE ?= 1
DEMO := --database sqlite:///demo/semesterplan.db
demo: export SEMESTERPLAN_LOG_FORMAT ?= text
demo: setup  ## Planlegg og publiser vårhalvåret 2027 for Bærum, og kjør tjenesten
	@echo "Gjør klar søkemotoren (tar litt tid bare første gang) …"
	@$(BIN)/python -c "from planner.engine.search import prepare; prepare()"
	@mkdir -p demo
	@$(BIN)/semesterplan example baerum -o demo/baerum.yaml
	@$(BIN)/semesterplan plan demo/baerum.yaml -o demo/baerum --seconds 10 || test $$? -eq 1
	@echo
	@if test -e demo/semesterplan.db; then $(BIN)/semesterplan db upgrade $(DEMO); else \
	    $(BIN)/semesterplan db upgrade $(DEMO) \
	    && $(BIN)/semesterplan db office ppt-baerum "PPT Bærum" $(DEMO); fi
	@$(BIN)/semesterplan publish demo/baerum.yaml demo/baerum/plan.json \
	    --office ppt-baerum $(DEMO) --anyway || test $$? -eq 1
	@echo
	@echo "Planen er publisert i demo/semesterplan.db, og ligger i demo/baerum/:"
	@echo "  report.html   se på planen: åpne filen i en nettleser, eller skriv den ut"
	@echo "  plan.json     møtene, for andre programmer"
	@echo "  report.json   krav, ønsker og hva de koster"
	@echo
	@echo "Se hva som skjer når noen blir borte, og den minste endringen som ordner det:"
	@echo "  $(BIN)/semesterplan whatif demo/baerum.yaml demo/baerum/plan.json \\"
	@echo "      --today 2027-02-01 --away ppt-01 --from 2027-03-01 --to 2027-03-26 -o demo/hva-om"
	@echo "og publiser en av dem; kalenderne viser hva som er nytt, flyttet og avlyst:"
	@echo "  $(BIN)/semesterplan publish demo/hva-om/2-substitute/problem.yaml \\"
	@echo "      demo/hva-om/2-substitute/plan.json --office ppt-baerum \\"
	@echo "      $(DEMO)"
	@echo "Flere eksempler: $(BIN)/semesterplan example --list"
	@echo
	@echo "Kalenderen til ppt-01, så lenge tjenesten kjører:"
	@$(BIN)/semesterplan subscribe ppt-01 --office ppt-baerum $(DEMO)
	@echo
	@if test "$(SERVE)" = 0; then \
	    echo "Kjør tjenesten med $(BIN)/semesterplan serve $(DEMO)"; \
	else exec $(BIN)/semesterplan serve $(DEMO); fi

test: setup  ## Kjør alt som må holde: stil, typer, importregler og tester
	@$(PYTHON) .ci/setup.py --tests
	$(BIN)/ruff check $(SOURCES)
	$(BIN)/ruff format --check $(SOURCES)
	$(BIN)/mypy $(SOURCES)
	$(BIN)/lint-imports --no-logo
	$(BIN)/pytest --numprocesses auto --cov

# The same under the name that says what it is for: what must hold before work is handed in.
check: test  ## Det samme som make test

docs: setup  ## Skriv regelsidene i docs/rules på nytt
	$(BIN)/python docs/rules/make_pages.py

# `make bench BENCH=--quick` is a first look, BENCH="--only baerum,oslo" a piece; see examples/README.md.
bench: setup  ## Mål tid, minne og plankvalitet (vel en halvtime)
	$(BIN)/python examples/bench.py $(BENCH)

lock: setup  ## Lås avhengighetene på nytt, til nyeste som pyproject.toml tillater
	$(BIN)/pip install --quiet --group lock
	$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
	    --custom-compile-command "make lock" --group dev --output-file .ci/requirements.lock pyproject.toml

clean:  ## Fjern alt som er laget her, også .venv
	rm -rf .venv demo build dist htmlcov .coverage .coverage.*
	rm -rf .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find planner constraints calendars tests examples -name __pycache__ -prune -exec rm -rf {} +
