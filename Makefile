# Each target forwards to one command, after bringing .venv up to date. `make` lists them.

.PHONY: help check watch next show hint solution run pytest reset list progress interview pack \
	grade verify doctor test lint bench lock clean venv venv-dev
.SILENT:

# `kata check` ends with 1 when a concept is still open, and make would add a line of its
# own to that. In question mode it does not, passes the 1 on, and runs recipes marked + only.
# Any other failure is announced as usual and ends with 2.
ifeq ($(MAKECMDGOALS),check)
ifeq ($(findstring n,$(firstword -$(MAKEFLAGS))),)
MAKEFLAGS += -q
run := +
endif
endif

help: ## list the targets
	echo 'usage: make TARGET [NAME=value ...]'
	echo
	awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  %-10s %s\n", $$1, $$2 }' Makefile
	echo
	echo 'SUBMISSION=path checks another folder, .zip or .tar.gz instead of work/;'
	echo 'PRESET=junior, mid or senior is the length and the difficulty of an interview;'
	echo 'FORMAT=json prints the report as data; ARGS="..." passes any other option on;'
	echo 'PYTHON=path is the Python that .venv is made with.'

check: venv ## check your answer: make check KATA=jwt_auth [SUBMISSION=path]
	$(run).venv/bin/kata check $${KATA:+"$$KATA"} $${SUBMISSION:+--submission "$$SUBMISSION"} \
		$${FORMAT:+--format "$$FORMAT"} $(ARGS)

watch: venv ## check on every save; keys give hints: make watch [KATA=jwt_auth]
	.venv/bin/kata watch $${KATA:+"$$KATA"} $(ARGS)

next: venv ## begin the next kata
	.venv/bin/kata next

show: venv ## show a task: make show KATA=routing
	.venv/bin/kata show $${KATA:+"$$KATA"}

hint: venv ## one more hint: make hint KATA=routing [CONCEPT=builds-links]
	.venv/bin/kata hint $${KATA:+"$$KATA"} $${CONCEPT:+"$$CONCEPT"}

solution: venv ## the answer, when you have passed: make solution KATA=routing
	.venv/bin/kata solution $${KATA:+"$$KATA"} $(ARGS)

run: venv ## serve your answer, for a browser or curl: make run KATA=routing
	.venv/bin/kata run $${KATA:+"$$KATA"} $(ARGS)

pytest: venv ## run your own tests: make pytest KATA=routing [ARGS="-k name"]
	.venv/bin/kata pytest $${KATA:+"$$KATA"} $(ARGS)

reset: venv ## begin anew, with a backup: make reset KATA=routing [ARGS=--undo]
	.venv/bin/kata reset $${KATA:+"$$KATA"} $(ARGS)

list: venv ## list the katas and your state: make list [ARGS="--state open url"]
	.venv/bin/kata list $(ARGS)

progress: venv ## show what you have passed; ARGS=--html writes it as a page
	.venv/bin/kata progress $(ARGS)

interview: venv ## a timed mock interview: make interview [PRESET=mid] [KATA="a b"]
	.venv/bin/kata interview $(PRESET) $(KATA) $(ARGS)

pack: venv ## make the archive of a take-home: make pack ASSESSMENT=mid-security
	.venv/bin/kata pack $${ASSESSMENT:+"$$ASSESSMENT"} $(ARGS)

grade: venv ## grade a folder: make grade SUBMISSIONS=in ASSESSMENT=a OUT=out
	.venv/bin/kata grade $${SUBMISSIONS:+"$$SUBMISSIONS"} \
		$${ASSESSMENT:+--assessment "$$ASSESSMENT"} $${OUT:+--out "$$OUT"} $(ARGS)

verify: venv ## prove that katas are fair and sharp: make verify [KATA=jwt_auth]
	.venv/bin/kata verify $(KATA) $(ARGS)

doctor: venv ## say how well code from strangers is kept apart on this machine
	.venv/bin/kata doctor

test: venv-dev ## run the tests of the checker: make test [ARGS="-k name"]
	.venv/bin/pytest $(ARGS)

lint: venv-dev ## check style, formatting and types
	.venv/bin/ruff check
	.venv/bin/ruff format --check
	.venv/bin/mypy

bench: venv ## measure against plain pytest, and what the sandbox costs
	.venv/bin/python benchmarks/check.py $(ARGS)
	.venv/bin/python benchmarks/protection.py $(ARGS)

lock: ## pin the dependencies anew: make lock [ARGS=--upgrade]
	command -v uv >/dev/null || \
		{ echo 'make lock needs uv. Install it with: pipx install uv' >&2; exit 2; }
	uv pip compile pyproject.toml --group build $(compile) -o requirements.lock $(ARGS)
	uv pip compile pyproject.toml --group build --group dev -c requirements.lock $(compile) \
		-o requirements-dev.lock $(ARGS)

compile := --quiet --universal --python-version 3.11 --generate-hashes \
	--custom-compile-command "make lock"

clean: ## remove .venv and everything else that is made anew; never work/
	rm -rf .venv .coverage .coverage.* .mypy_cache .pytest_cache .ruff_cache build dist htmlcov
	find checker katas solutions tests benchmarks -name __pycache__ -prune -exec rm -rf {} +

venv:
	$(run).make/setup.sh requirements.lock

venv-dev:
	.make/setup.sh requirements-dev.lock
