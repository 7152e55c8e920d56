# Two commands are all the set-up there is: `make run` and `make test`.
PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
# A lock names everything, so nothing is left to resolve: pip's resolver of 2023 tries a newer
# release than the locked one for a dependency with an extra, and stops. `pip check` finds gaps.
LOCKED := $(PIP) install --no-deps --require-hashes --only-binary :all:

.PHONY: help setup test-setup run demo test bench lint lock clean
help:  ## list what can be made
	@grep -E '^[a-z-]+:.*##' Makefile | sed 's/:.*## /\t/' | expand -t 14

setup: $(VENV)/.run  ## install what running needs
	@command -v tesseract >/dev/null || echo "Without tesseract, photos and scans are stored but not read (Debian: apt-get install tesseract-ocr)."
test-setup: $(VENV)/.test  ## install what the tests need

$(VENV)/.venv:
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "Python's venv is missing. On Debian: apt-get install python3-venv"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	touch $@

$(VENV)/.run: requirements/run.txt requirements/build.txt pyproject.toml $(VENV)/.venv
	$(LOCKED) -r requirements/run.txt
	$(LOCKED) -r requirements/build.txt
	$(PIP) install --no-deps --no-build-isolation --no-index --editable .
	$(PIP) check
	touch $@

$(VENV)/.test: $(VENV)/.run requirements/test.txt
	$(LOCKED) -r requirements/test.txt
	$(PIP) check
	touch $@

# What the tests need of Debian: a browser, a library that its driver is linked to, OCR, and the
# other database.
DEBIAN_NEEDS := chromium libatomic1 tesseract-ocr postgresql

.PHONY: debian-needs
debian-needs:
	@if dpkg -s $(DEBIAN_NEEDS) >/dev/null 2>&1; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $(DEBIAN_NEEDS) >/dev/null; \
	elif [ -n "$$CI" ]; then echo "The tests need $(DEBIAN_NEEDS) here, and may not install them."; exit 1; \
	else echo "Tests that need $(DEBIAN_NEEDS) will say that they were left out where one is missing."; fi

run: setup  ## serve on http://127.0.0.1:8000 (PORT=… changes it)
	$(BIN)/ceapp serve --port $(PORT)

demo: setup  ## like run, with a demo account full of believable records
	$(BIN)/ceapp demo
	$(BIN)/ceapp serve --port $(PORT)

lint: test-setup  ## check style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

test: test-setup debian-needs lint  ## everything the tests need, then all tests
	$(BIN)/ceapp rules check
	$(BIN)/python -m pytest -n auto --dist loadgroup

bench: test-setup  ## measure speed, as ratios within one run
	$(BIN)/python -m benchmarks

lock: test-setup  ## renew the locked versions (needs uv on the PATH)
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-emit-find-links pyproject.toml -o requirements/run.txt
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-emit-find-links pyproject.toml --extra test -o requirements/test.txt
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-emit-find-links requirements/build.in -o requirements/build.txt

clean:  ## remove what was installed; instance/ stays
	rm -rf $(VENV) .pytest_cache .ruff_cache .mypy_cache .hypothesis
