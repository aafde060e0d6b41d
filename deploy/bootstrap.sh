#!/usr/bin/env bash
# Makes the virtual environment: bootstrap.sh VENV MEMBER…
#
# Dependencies come from requirements.txt by hash; the workspace's own packages are installed editable.
set -euo pipefail

venv=$1
shift
members=("$@")

fail() {
    echo "error: $1" >&2
    exit 1
}

is_new_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

find_python() {
    local candidate
    for candidate in python3 python3.14 python3.13 python3.12 python3.11 python; do
        if command -v "$candidate" >/dev/null && is_new_enough "$candidate"; then
            command -v "$candidate"
            return
        fi
    done
    return 1
}

create_venv() {
    local python
    python=$(find_python) || fail "Python 3.11 or newer is needed: install it (Debian: apt install python3 python3-venv) and run again"
    if ! "$python" -m venv "$venv" >/dev/null 2>&1; then
        rm -rf "$venv"
        command -v uv >/dev/null || fail "$python cannot make virtual environments: install its venv module (Debian: apt install python3-venv) or uv, and run again"
        uv venv --quiet --seed --python "$python" "$venv"
    fi
}

# Prints the lines of one package, hashes included.
pinned() {
    awk -v name="$1==" 'index($0, name) == 1 {on = 1} on {print} on && !/\\$/ {exit}' requirements.txt
}

install_uv() {
    local pin
    pin=$(mktemp)
    pinned uv >"$pin"
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r "$pin"
    rm -f "$pin"
}

editable=()
for member in "${members[@]}"; do
    editable+=(-e "$member")
done

if ! { [ -x "$venv/bin/python" ] && is_new_enough "$venv/bin/python"; }; then
    echo "  making $venv"
    create_venv
fi
[ -x "$venv/bin/uv" ] || install_uv

echo "  installing the pinned dependencies"
"$venv/bin/uv" pip sync --quiet --python "$venv/bin/python" --require-hashes requirements.txt
echo "  installing ${#members[@]} workspace packages"
"$venv/bin/uv" pip install --quiet --python "$venv/bin/python" --no-deps --no-build-isolation "${editable[@]}"
