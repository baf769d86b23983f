"""``python -m desk.practice``: the practice region as a process of its own."""

import sys

from desk.practice.serve import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
