#!/bin/sh
# Pins each group of pyproject.toml to versions and hashes, for every supported Python and system. Needs uv on the PATH.
# The largest group comes first; the others take its versions, so that all programs agree.
set -eu
cd "$(dirname "$0")/.."
command -v uv >/dev/null || { echo "error: uv is needed and was not found: install it (pip install uv)" >&2; exit 1; }
pin() {
    uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate \
        --quiet --group "$1" -o "requirements/$2.txt" ${3:+--constraint "$3"}
    echo "requirements/$2.txt"
}
pin dev dev
pin demo demo requirements/dev.txt
pin platform platform requirements/dev.txt
pin booking-bot booking_bot requirements/dev.txt
