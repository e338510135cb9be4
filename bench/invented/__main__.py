"""`python -m bench.invented SOURCES OUT`: the papers of a folder and their gold, for `bench.evaluate --gold`."""

from __future__ import annotations

import argparse
from pathlib import Path

from bench.invented.making import make


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m bench.invented", description=__doc__)
    parser.add_argument("sources", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    made = make(options.sources, options.out)
    print(f"{len(made)} papers")
    for complaint in (complaint for complaints in made.values() for complaint in complaints):
        print(complaint)


if __name__ == "__main__":
    main()
