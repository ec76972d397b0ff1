#!/bin/sh
# Fixes versions and hashes of everything that requirements/*.in asks for. The files name no host.
set -eu
cd "$(dirname "$0")/.."
for name in run build dev; do
    uv pip compile --python-version 3.11 --generate-hashes --no-header --no-annotate --quiet --upgrade \
        "requirements/$name.in" -o "requirements/$name.txt"
done
