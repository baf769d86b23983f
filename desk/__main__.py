"""``python -m desk``: the same as the console command."""

from desk.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
