#!/usr/bin/env bash
# Make the virtual environment: find a Python >= 3.12, install the locked libraries, link the project.
set -euo pipefail
venv=${1:-.venv}

find_python() {
    local candidate
    for candidate in "${PYTHON:-}" python3.13 python3 python3.12 python3.14 "$HOME"/.pyenv/versions/3.1[2-9]*/bin/python3; do
        [ -n "$candidate" ] || continue
        if "$candidate" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 12))' >/dev/null 2>&1; then
            echo "$candidate"
            return
        fi
    done
    echo "siting needs Python 3.12 or newer with the venv module, and none was found." >&2
    echo "Install one (Debian 13, Ubuntu 24.04: apt install python3 python3-venv), or name it: make plan PYTHON=/path/to/python3" >&2
    return 1
}

if ! { [ -x "$venv/bin/python" ] && "$venv/bin/python" -c 'import sys, pip; sys.exit(sys.version_info < (3, 12))' 2>/dev/null; }; then
    python=$(find_python)
    echo "creating $venv with $("$python" --version)"
    rm -rf "$venv"
    "$python" -m venv "$venv"
fi

echo "installing the libraries of requirements.lock"
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
"$venv/bin/python" -m pip check >/dev/null
