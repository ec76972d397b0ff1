#!/bin/sh
# Fixes versions and hashes of everything that requirements/*.in asks for. The files name no host.
# What a build needs is fixed first; the other lists keep to the same versions.
set -eu
cd "$(dirname "$0")/.."
if ! command -v uv >/dev/null; then
    echo "make lock needs uv (pip install uv)" >&2
    exit 2
fi
lock() {
    name=$1
    shift
    uv pip compile --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url \
        --no-emit-find-links --quiet "$@" "requirements/$name.in" -o "requirements/$name.txt"
}
lock run --upgrade
for name in build dev train browser docs faults; do
    lock "$name" --upgrade --constraint requirements/run.txt
done
