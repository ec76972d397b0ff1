#!/bin/sh
# Makes .venv with pinned dependencies, and sees to the system libraries that drawing a PDF takes.
#   scripts/setup.sh run    what a build needs
#   scripts/setup.sh dev    that, and what the tests need
set -eu
cd "$(dirname "$0")/.."
what=${1:-run}
# shellcheck disable=SC2086

say() { printf '%s\n' "$*" >&2; }

missing=""
need() { missing="$missing $1"; }

python=${PYTHON:-python3}
if ! command -v "$python" >/dev/null 2>&1; then
    need python3
elif ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
    say "briefing needs Python 3.11 or newer; $("$python" --version) is here. Name another with PYTHON=…"
    exit 2
fi
"$python" -c 'import ensurepip, venv' 2>/dev/null || need python3-venv

# Asked of the loader itself, so that a library in an unusual place counts, too.
has_library() { "$python" -c "import ctypes; ctypes.CDLL('$1')" 2>/dev/null; }
if command -v "$python" >/dev/null 2>&1; then
    has_library libpango-1.0.so.0 || need libpango-1.0-0
    has_library libpangoft2-1.0.so.0 || need libpangoft2-1.0-0
    # Without it the fonts are subset in Python: slower, and not the same bytes as elsewhere.
    has_library libharfbuzz-subset.so.0 || need libharfbuzz-subset0
fi

if [ -n "$missing" ]; then
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
        say "Installing system packages:$missing"
        apt-get update -qq >&2
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >&2
    else
        say "Some system packages are missing. Install them, then run this again:  sudo apt-get install$missing"
        exit 2
    fi
fi

lists="requirements/run.txt requirements/build.txt"
[ "$what" = dev ] && lists="requirements/dev.txt"
stamp=.venv/.installed-$what
now=$(cat $lists pyproject.toml | cksum)
if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$now" ]; then
    exit 0
fi
say "Installing Python packages into .venv (a minute or two the first time)"
[ -x .venv/bin/python ] || "$python" -m venv .venv
for list in $lists; do
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r "$list"
done
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps -e .
printf '%s' "$now" >"$stamp"
