# Two commands to know: `make demo` and `make test`. Both make their own environment in .venv/ first.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INDEX ?= index
KEYS ?= 10000
SEED ?= 1
KILLS ?= 60
FLIPS ?= 60
SECONDS ?= 60
FUZZ ?= tests/property tests/fault/test_odd_files_by_hand.py tests/exporting/test_awkward_exports.py \
  tests/exporting/test_hostile_files.py

MATERIAL ?= ../shared/material

.PHONY: demo test test-scale keys faults fuzz lock wheel check bench evaluate corpus pictures clean

demo: $(VENV)/.installed
	@echo "==> indexing the sample papers in corpus/ (fiction) into $(INDEX)/"
	@$(BIN)/panelsearch --index $(INDEX) index corpus
	@if [ -t 1 ]; then echo "==> opening the terminal UI (q quits)"; $(BIN)/panelsearch --index $(INDEX); \
	else echo "==> no terminal here: try $(BIN)/panelsearch --index $(INDEX) search footbridge"; fi

test: $(VENV)/.installed-dev
	@echo "==> running the tests"
	@$(BIN)/python -m compileall -q panelsearch bench scripts  # once, rather than in each of the many processes that the tests start
	@$(BIN)/python -m pytest -n auto --dist worksteal

test-scale: $(VENV)/.installed-dev
	@echo "==> running the tests that ask servers: OpenSearch (its artifacts are fetched once) and PostgreSQL"
	@$(BIN)/python -m tests.scale.servers
	@$(BIN)/python -m pytest -m scale

keys: $(VENV)/.installed-dev
	@echo "==> pressing keys at random, by seeds (KEYS=$(KEYS) with each)"
	@PANELSEARCH_KEYS=$(KEYS) $(BIN)/python -m pytest -n auto tests/tui/test_random_keys.py

faults: $(VENV)/.installed-dev
	@echo "==> killing runs, filling disks, stopping writers, changing files, by a seed (SEED=$(SEED) KILLS=$(KILLS))"
	@$(BIN)/python -m bench.faults --seed $(SEED) --kills $(KILLS) $(FAULTS)
	@echo "==> damaging a library by that seed, and asking it (FLIPS=$(FLIPS))"
	@$(BIN)/python -m bench.damage --seed $(SEED) --count $(FLIPS) --all-kinds

fuzz: $(VENV)/.installed-dev
	@echo "==> trying each property on ever other examples (SECONDS=$(SECONDS) each)"
	@$(BIN)/python -m pytest -p bench.examples --timeout 0 --seconds $(SECONDS) $(FUZZ)

check: $(VENV)/.installed-dev
	@echo "==> ruff, mypy, import contracts"
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@echo "==> known holes in what it stands on"
	@$(BIN)/python scripts/audit.py

lock: | $(BIN)/python
	@echo "==> locking what it stands on, by hash"
	@$(PYTHON) -m venv $(VENV)/lock
	@$(VENV)/lock/bin/python -m pip install --quiet --disable-pip-version-check 'pip-tools>=7.4'
	@$(VENV)/lock/bin/pip-compile --quiet --allow-unsafe --strip-extras --generate-hashes --no-header \
	  --no-emit-index-url --no-emit-trusted-host --no-emit-find-links \
	  --extra serve --extra writer --extra scale -o requirements.lock pyproject.toml

wheel: $(VENV)/.installed-dev
	@echo "==> building the wheel in dist/, and beside it the bill of what it stands on"
	@$(BIN)/python -m build --quiet --wheel --outdir dist .
	@$(BIN)/cyclonedx-py requirements --pyproject pyproject.toml --output-reproducible --of JSON \
	  -o dist/panelsearch.cdx.json requirements.lock

bench: $(VENV)/.installed-bench
	@echo "==> measuring, side by side with what users would pick instead"
	@$(BIN)/python -m bench $(BENCH)

evaluate: $(VENV)/.installed-dev
	@echo "==> counting what is read out of real papers, against gold"
	@$(BIN)/python -m bench.evaluate --gold $(MATERIAL)/gold/structure $(MATERIAL)/papers \
	  --gold $(MATERIAL)/gold-2/structure $(MATERIAL)/papers-2 --blind $(MATERIAL)/gold-2/BLIND.txt --invented --bodies
	@echo "==> asking questions of them, stage by stage"
	@$(BIN)/python -m bench.answer_stages $(MATERIAL)/papers $(MATERIAL)/gold/answers.json
	@$(BIN)/python -m bench.answer_stages $(MATERIAL)/papers-2 $(MATERIAL)/gold-2/answers.json \
	  --blind $(MATERIAL)/gold-2/BLIND.txt
	@echo "==> and how far answers may be trusted on bodies left out"
	@$(BIN)/python -m bench.answer_trust --papers $(MATERIAL)/papers \
	  --questions $(MATERIAL)/gold/answers_west_mercia.json $(MATERIAL)/gold-2/training_questions.json \
	  --papers $(MATERIAL)/papers-2 --questions $(MATERIAL)/gold-2/answers.json \
	  $(MATERIAL)/gold-2/training_questions.json --without $(MATERIAL)/gold-2/BLIND.txt $(if $(HALVES),--halves $(HALVES))

corpus: $(VENV)/.installed-dev
	@echo "==> making the sample papers anew"
	@$(BIN)/python scripts/make_corpus.py

pictures: $(VENV)/.installed-dev
	@echo "==> drawing the README's pictures anew"
	@$(BIN)/python scripts/make_pictures.py

$(BIN)/python:
	@echo "==> making the environment in $(VENV)/"
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed, this is %d.%d" % sys.version_info[:2] if sys.version_info < (3, 11) else 0)'
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml | $(BIN)/python
	@echo "==> installing panelsearch and what it stands on (a few minutes the first time)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.installed-dev: pyproject.toml | $(BIN)/python
	@echo "==> installing panelsearch and its development tools (a few minutes the first time)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev,serve,writer,scale]'
	@touch $@ $(VENV)/.installed

$(VENV)/.installed-bench: $(VENV)/.installed-dev
	@echo "==> installing the peers it is measured against"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev,serve,writer,scale,bench]'
	@touch $@

clean:
	@rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis build dist
