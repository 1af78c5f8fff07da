#!/bin/sh
# Bring .venv up to date:  .make/setup.sh [requirements.lock | requirements-dev.lock]
#
# Silent and done in a few milliseconds when there is nothing to do. After a complete
# installation a copy of what it was made from is kept in .venv; whatever differs from
# that copy (another lock file, a moved clone, an interrupted installation, which leaves
# no copy) is made anew.

set -eu
cd "${0%/*}/.."

lock=${1:-requirements.lock}
venv_python=.venv/bin/python

say() { printf '%s\n' "$*" >&2; }
fail() { say "$*"; exit 2; }
have() { command -v "$1" >/dev/null 2>&1; }

# Everything an installation depends on: place, project metadata, pinned packages.
ingredients() { pwd -P; sed '/^\[tool/,$d' pyproject.toml; cat "$1"; }
installed() { [ -x $venv_python ] && ingredients "$1" | cmp -s - ".venv/$1"; }

version() { "$1" -c 'import sys; print("Python %d.%d.%d" % sys.version_info[:3])' 2>/dev/null; }
suits() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

find_python() {
    if [ -n "${PYTHON-}" ]; then
        suits "$PYTHON" || fail "flask-katas needs Python 3.11 or newer, and PYTHON=$PYTHON is" \
            "$(version "$PYTHON" || echo 'not a program that runs')."
        python=$PYTHON
        return
    fi
    for python in python3 python3.14 python3.13 python3.12 python3.11; do
        if suits $python; then return; fi
    done
    # Pythons that uv manages need not be on the path.
    if have uv && python=$(uv python find --system --no-python-downloads '>=3.11' 2>/dev/null)
    then return; fi
    fail "flask-katas needs Python 3.11 or newer, and" \
        "$(found=$(version python3) && echo "python3 is $found" || echo 'there is no python3')." \
        "Install one $(where_python_is_from)"
}

where_python_is_from() {
    if have uv; then
        echo 'with: uv python install 3.13'
    elif have brew; then
        echo 'with: brew install python@3.13'
    elif have apt-get; then
        package=$(apt-cache search --names-only '^python3\.1[1-4]-venv$' | sort | tail -n 1)
        package=${package%% *}
        echo "with: ${sudo}apt-get update && ${sudo}apt-get install ${package:-python3-venv}"
    elif have dnf; then
        echo "with: ${sudo}dnf install python3.13"
    else
        echo 'from https://www.python.org/downloads/'
    fi
}

require_venv() {
    "$python" -c 'import ensurepip, venv' 2>/dev/null && return
    if have apt-get; then
        package=$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
        fail "$python comes without the venv module. Install it with:" \
            "${sudo}apt-get update && ${sudo}apt-get install $package"
    fi
    fail "$python comes without the venv and ensurepip modules." \
        "Name a complete Python: make ... PYTHON=/path/to/python3"
}

make_venv() {
    if have uv; then
        uv venv --quiet --python "$(command -v "$python")" .venv
    else
        "$python" -m venv .venv
    fi
}

install() {
    if have uv; then
        uv pip install --quiet --python $venv_python --compile-bytecode "$@"
    else
        $venv_python -m pip install -qq --no-input --disable-pip-version-check "$@"
    fi
}

if installed "$lock"; then exit 0; fi

sudo='sudo '
if [ "$(id -u)" = 0 ]; then sudo=; fi
tool=pip
if have uv; then tool=uv; fi

if installed requirements.lock; then
    say "Adding $lock to .venv with $tool ..."
    rm -f .venv/requirements*.lock
else
    find_python
    if [ $tool = pip ]; then require_venv; fi
    say "Setting up .venv from $lock with $tool and $(version "$python") ..."
    rm -rf .venv
    make_venv || fail "Could not create .venv (see above)."
fi
install --require-hashes -r "$lock" ||
    fail "Could not install $lock (see above); the same command tries again."
install --no-deps --no-build-isolation -e . ||
    fail "Could not install flask-katas itself (see above)."
$venv_python -m compileall -q checker || :  # a syntax error shows itself when it matters

ingredients requirements.lock >.venv/requirements.lock.new
if [ "$lock" != requirements.lock ]; then ingredients "$lock" >".venv/$lock"; fi
mv .venv/requirements.lock.new .venv/requirements.lock
