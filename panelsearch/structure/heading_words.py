"""By which words is a heading told from a sentence, and where in a line may one end?"""

from __future__ import annotations

import re

from panelsearch.gazetteers.loader import any_word, pattern

LONGEST_HEADING_WORDS, LONGEST_WRAPPED_WORDS = 16, 40
RAGGED_PT = 40
"""How much shorter than the next a line may be that only the margin ended."""
NAMES_A_PAPER = re.compile(
    r"(?:(?:resolution|ordinance|by-?law|bill|motion|application|case|report|permit|policy|agenda\s+item|item)\b\s*(?:no\.?|number|#)?\s*)?"
    r"[#A-Z]{0,4}[-/]?\d[\w/.-]*",
    re.IGNORECASE,
)
"""Before a colon or dash, only the number of what the heading goes on to name: "Ordinance 24-03: Parking"."""
FIRST_STOP = re.compile(r":|(?<!\bNo)\.\s|\t|\s[–—-]\s")
FINITE = re.compile(rf"\b{pattern('verbs.finite')}\b")
"""A heading has none of these; a sentence has."""
YET_TO_BE = re.compile(r"\bto\s+be\s+[a-z]+")
"""What a heading may say of its matters: "Declarations of interest in matters to be discussed"."""
GOES_ON = re.compile(
    rf"\s*(?!(?i:none|no|nil|{any_word('titles.seat', 'titles.before_any_name')})\b)(?:[A-Z][\w’'-]+|\d{{1,4}}[A-Z]?)"
    rf" (?!.*{FINITE.pattern})[^.]+$"
)
"""More of a heading behind the colon of a line all in bold, rather than what was said under it."""
SENTENCE = re.compile(
    r"^(?:That|The|It|A|An|Members?|Cllr|Councillor|Mr|Mrs|Ms|This|There|These|In|On|At|If|We|He|She|They)\b"
)
ENDS_MIDWAY = re.compile(r"(?:[,&–-]|\b(?:the|of|and|or|to|a|an|in|for|on|at|by|with|from))$", re.IGNORECASE)
OF_ITEMS = re.compile(rf"\W*(?:{pattern('headings.of_items')})", re.IGNORECASE)
NO_ITEM = re.compile(rf"\W*(?:{pattern('headings.no_item')})", re.IGNORECASE)
