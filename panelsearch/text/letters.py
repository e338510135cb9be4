"""Which letters begin a name and which go on with it? Latin script with all its accents, as parts of patterns."""

from __future__ import annotations

from itertools import chain

_LATIN = [chr(code) for code in chain(range(0x41, 0x250), range(0x1E00, 0x1F00))]
UPPER = "".join(letter for letter in _LATIN if letter.isupper())
"""The inside of a class of capitals."""
LOWER = "".join(letter for letter in _LATIN if letter.islower() and letter not in "ªº")
"""The inside of a class of small letters."""
APOSTROPHES = "'’`´ʼ"
"""What is set where an apostrophe is meant."""
