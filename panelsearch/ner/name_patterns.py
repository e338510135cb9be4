"""What does a person's name look like in print? The shapes of names and of the titles before them."""

from __future__ import annotations

import re

from panelsearch.gazetteers.loader import pattern
from panelsearch.text.letters import APOSTROPHES, LOWER, UPPER

SURNAME_PREFIX = rf"(?:{pattern('names.prefix')} )"
WORD = (
    rf"(?:(?:[OD][{APOSTROPHES}]|d[{APOSTROPHES}](?=[{UPPER}])|Mc|Mac|Nic|Fitz)?[{UPPER}][{LOWER}]+(?:[{UPPER}][{LOWER}]+)?"
    rf"(?:-\x1f?(?:O[{APOSTROPHES}]|Mc)?[A-Za-z{UPPER}][{LOWER}]+)*|ff[{LOWER}]+(?:-[{UPPER}][{LOWER}]+)*)"
)
CAPITALS = rf"(?:(?:O[{APOSTROPHES}]|D[{APOSTROPHES}]|MC|MAC)?[{UPPER}]{{2,}}(?:-[{UPPER}]{{2,}})*)"
INITIALS = r"(?:[A-Z](?:\. ?| )(?:(?:[A-Z]|St|Wm)(?:\. ?| )){0,3}|[A-Z]{2,3} (?=[A-Z]['a-z]))"
GAP = r" {1,2}"
NAME = (
    rf"(?:{INITIALS} {{0,2}}{SURNAME_PREFIX}?{WORD}"
    rf"|{SURNAME_PREFIX}?{WORD}(?:{GAP}(?:[A-Z]\.? ){{1,3}} ?)?{SURNAME_PREFIX}?"
    rf"(?:{GAP}{SURNAME_PREFIX}?{WORD}){{0,3}}"
    rf"|(?:[A-Z]\.? ){{0,3}}{CAPITALS}(?: {CAPITALS}){{0,2}})"
)
# "Bailie Harkett" is no full name: nobody's given name is a title.
NO_TITLE = rf"(?!{pattern('titles.no_given_name')}\.? [A-Z])"
# A name written out: at least a given name or initials before the surname.
FULL_NAME = (
    rf"{NO_TITLE}(?:(?:{INITIALS}|{WORD} (?:[A-Z]\.? ){{0,4}}(?:{WORD} )?){SURNAME_PREFIX}?{WORD}"
    rf"|(?:[A-Z]\.? |{CAPITALS} ){{1,4}}{CAPITALS})"
)
# Ranks and offices that are only ever followed by a name, and words that are titles before some names only.
RANKS = pattern("titles.rank")
COUNCILLORS = pattern("titles.councillor")
TITLES = rf"{COUNCILLORS}|{pattern('titles.courtesy')}|{RANKS}|{pattern('titles.head')}"
# What a thing's name ends like, and a surname only after a given name: "Evans Travelling", "Hughes Engineering".
THING = re.compile(r"(?:tion|ment|ance|ness|ity|tive|ery|logy|ship|ware|ures?)s?$")
