from __future__ import annotations

import sys

from scripts.simulators.telegram.program import run

if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
