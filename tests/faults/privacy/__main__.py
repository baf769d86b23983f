"""``python -m tests.faults.privacy``: see the package."""

import sys

from tests.faults.privacy.day import main

raise SystemExit(main(sys.argv[1:]))
