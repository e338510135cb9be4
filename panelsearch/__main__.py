"""`python -m panelsearch` is the command `panelsearch`."""

import sys

from panelsearch.cli.main import main

if __name__ == "__main__":  # workers started by spawning import this module again
    sys.exit(main())
