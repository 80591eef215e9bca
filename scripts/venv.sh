#!/bin/sh
# Makes .venv with the newest Python from 3.11 on and installs one pinned group of packages into it.
#
#   sh scripts/venv.sh demo     what the demo needs
#   sh scripts/venv.sh dev      that, and the tools and libraries of the tests
#
# Says nothing and does nothing when it is all there already.
set -eu
group=${1:?usage: sh scripts/venv.sh demo|dev}
cd "$(dirname "$0")/.."
requirements=requirements/$group.txt
stamp=.venv/.installed-$group

fail() { printf 'error: %s\n' "$*" >&2; exit 1; }
fits() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }
complete() { "$1" -c 'import ensurepip, venv' >/dev/null 2>&1; }

find_python() {
    without_venv=
    for name in ${PYTHON:-} python3.15 python3.14 python3.13 python3.12 python3.11 python3; do
        fits "$name" || continue
        if complete "$name"; then python=$name; return 0; fi
        without_venv=${without_venv:-$name}
    done
    [ -z "$without_venv" ] || fail "$without_venv has no venv module: install it (on Debian: apt install python3-venv)"
    fail "Python 3.11 or newer is needed and was not found: install it, or name it with PYTHON=/path/to/python3"
}

digest=$(cksum <"$requirements")
if [ "$group" = demo ] && [ -f .venv/.installed-dev ]; then
    [ "$(cat .venv/.installed-dev)" != "$(cksum <requirements/dev.txt)" ] || exit 0
fi
[ ! -f "$stamp" ] || [ "$(cat "$stamp")" != "$digest" ] || exit 0

if [ ! -x .venv/bin/python ] || ! fits .venv/bin/python; then
    find_python
    printf 'making .venv with %s\n' "$("$python" --version)"
    rm -rf .venv
    "$python" -m venv .venv || fail "the virtual environment could not be made: see above"
fi
printf 'installing the packages of requirements/%s.txt (a minute or two, once)\n' "$group"
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r "$requirements" ||
    fail "the packages could not be installed: see above"

cat >.venv/bin/zapis <<'SCRIPT'
#!/bin/sh
# The command line of the platform: zapis --help
cd "$(dirname "$0")/../.." && { [ -f .env ] || [ ! -f .demo/demo.env ] || export ENV_FILE=.demo/demo.env; exec .venv/bin/python -m services.master_bot.cli "$@"; }
SCRIPT
chmod +x .venv/bin/zapis
printf '%s' "$digest" >"$stamp"
