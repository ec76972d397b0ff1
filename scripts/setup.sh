#!/bin/sh
# Makes .venv with pinned dependencies, and sees to the system libraries that drawing a PDF takes.
#   scripts/setup.sh run     what a build needs
#   scripts/setup.sh dev     that, and what the tests need
#   scripts/setup.sh train   that, and what training the reading of labels takes
# Where everything is there already it says nothing, and asks nothing of the network.
set -eu
cd "$(dirname "$0")/.."
level=${1:-run}
python=${PYTHON:-python3}
venv=.venv/bin/python

say() { printf '%s\n' "$*" >&2; }
refuse() {
    say "$*"
    exit 2
}

# The pinned lists of a level, and the levels that hold everything a level needs.
case $level in
run) lists="run build" enough="run dev train" ;;
dev) lists="dev" enough="dev train" ;;
train) lists="dev train" enough="train" ;;
*) refuse "scripts/setup.sh: run, dev or train, not $level" ;;
esac

# Changes when the lists do, and when the folder is moved: a virtual environment knows its own place.
fingerprint() { { cat requirements/*.txt pyproject.toml && pwd -P; } | cksum; }

installed() {
    "$venv" -c '' 2>/dev/null || return 1
    for one in $enough; do
        [ "$(cat ".venv/.installed-$one" 2>/dev/null)" = "$(fingerprint)" ] && return 0
    done
    return 1
}

# Asked of the loader itself, so that a library in an unusual place counts, too. Without the last one fonts are
# subset in Python: slower, and not the same bytes as elsewhere.
missing_libraries() {
    "$1" - <<'PYTHON'
import ctypes, sys
for library, package in (
    ("libpango-1.0.so.0", "libpango-1.0-0"),
    ("libpangoft2-1.0.so.0", "libpangoft2-1.0-0"),
    ("libharfbuzz-subset.so.0", "libharfbuzz-subset0"),
):
    try:
        if sys.platform == "linux":
            ctypes.CDLL(library)
    except OSError:
        print(package)
PYTHON
}

# What the system lacks, as Debian names it.
missing_packages() {
    if ! command -v "$python" >/dev/null; then
        # Only the system's own Python is ours to install; one that was named has to be there.
        [ "$python" = python3 ] || refuse "There is no $python here. Name another: PYTHON=python3"
        echo python3 python3-venv libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
        return
    fi
    "$venv" -m pip --version >/dev/null 2>&1 || "$python" -c 'import ensurepip, venv' 2>/dev/null ||
        echo "$(basename "$python")-venv"
    missing_libraries "$python"
}

apt() { DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=120 "$@" </dev/null; }

install_packages() {
    if ! command -v apt-get >/dev/null; then
        refuse "Some system packages are missing. Install them, then run this again. Debian calls them: $*"
    elif [ "$(id -u)" != 0 ]; then
        refuse "Some system packages are missing. Install them, then run this again: sudo apt-get install $*"
    fi
    say "Installing system packages: $*"
    log=$(mktemp)
    if ! { apt update && apt install -y --no-install-recommends "$@"; } >"$log" 2>&1; then
        tail -n 20 "$log" >&2
        rm -f "$log"
        refuse "The system packages could not be installed; the reason is above. Needed: $*"
    fi
    rm -f "$log"
}

pip() {
    PIP_USER=0 "$venv" -m pip install --quiet --no-input --disable-pip-version-check "$@" ||
        refuse "The Python packages could not be installed; the reason is above. Run this again when it is mended."
}

if installed && [ -z "$(missing_libraries "$venv")" ]; then
    exit 0
fi

missing=$(missing_packages) || exit 2
# shellcheck disable=SC2086 # a list of names
[ -z "$missing" ] || install_packages $missing
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    refuse "briefing needs Python 3.11 or newer; this is $("$python" --version). Name another: make briefing PYTHON=python3.12"

installed && exit 0
say "Installing Python packages into .venv (a minute or two the first time)"
# --clear: what is there may be half made, or may have been made for another folder or another Python.
if ! { grep -qsF "$(pwd -P)/.venv/bin/" .venv/bin/pip && "$venv" -m pip --version >/dev/null 2>&1; }; then
    "$python" -m venv --clear .venv || refuse "The folder .venv could not be made; the reason is above."
fi
for list in $lists; do
    pip --require-hashes -r "requirements/$list.txt"
done
pip --no-build-isolation --no-deps -e .
fingerprint >".venv/.installed-$level"
