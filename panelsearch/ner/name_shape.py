"""Which part of a name-shaped stretch can be somebody's name, and how is it written in a list?"""

from __future__ import annotations

import re
from itertools import pairwise

from panelsearch.gazetteers.english import english_words
from panelsearch.gazetteers.given_names import GIVEN_NAMES
from panelsearch.gazetteers.non_names import COMMON_SURNAMES, NEVER, PLACES, SURNAMES_IF_TITLED, WEEKDAYS_MONTHS
from panelsearch.ner.coreference import KnownPeople, folded, is_initial, is_initials, words_of
from panelsearch.ner.name_patterns import THING
from panelsearch.text.document_cache import remembered
from panelsearch.text.letters import LOWER, UPPER
from panelsearch.text.normalization import plain
from panelsearch.text.person_names import out_of_capitals

PLACES_ALONE = (PLACES | WEEKDAYS_MONTHS) - COMMON_SURNAMES
# A company goes on after a name: "James Fisher & Sons".
_CAPITAL_FOLLOWS = re.compile(r"(?:'s)? ([A-Z][\w]+)")
_COMPANY_FOLLOWS = re.compile(r"(?: ?&| and) (?:Sons?|Co|Company|Partners|Daughters?|Associates)\b|'s? (?:Law|Act)\b")
_BROKEN_NAME = re.compile(rf"\b([{UPPER}][{LOWER}]+)-\n([{UPPER}][{LOWER}]+)(?![\w-])")
# A dash set close between words parts them: "Cllr Ash—who had left—returned".
_CLOSE_DASH = re.compile(r"[\u2013\u2014](?<=[^\W\d_].)(?=[^\W\d_])")


def trimmed(name: str, known: KnownPeople | None = None, *, due: bool = False) -> str:
    """The part of a name-shaped stretch that is one: up to the first word no name contains; "" where none is left.

    Where a title makes a name `due`, "P Green" is one though no name begins with "Green", and so is "Noll Garrity",
    which ends like "Parity".
    """
    kept = 0
    first_is_given = any(is_initials(word) or folded(word) in GIVEN_NAMES for word in words_of(name)[:1])
    for count, match in enumerate(re.finditer(r"[^ ]+", name)):
        word = folded(match[0])
        if due and count and word in SURNAMES_IF_TITLED and is_given(name[: match.start()]):
            kept = match.end()
            break
        # "Cllr Evans Travelling expenses": a thing's name follows a person's.
        thing = count and THING.search(word) and not (count == 1 and first_is_given) and not bears(known, word)
        if thing and (not due or word in english_words()):
            break
        place = word in PLACES or word in WEEKDAYS_MONTHS
        surname = count == 1 and first_is_given and match.end() == len(name)
        if is_common(match[0]) or (count and place and not surname and not bears(known, word)):
            break
        kept = match.end()
        # A bearer's surname ends the name: what follows begins something else.
        if known and count and not is_initial(match[0]) and word in known.by_surname:
            break
    text = name[:kept]
    while text and (is_initial(text.split(" ")[-1]) and len(text.split(" ")) > 1):
        text = text[: text.rfind(" ")].rstrip()
    return "" if len(text.rstrip(".")) < 2 else text.rstrip(".") if " " not in text else text


def is_given(words: str) -> bool:
    """Whether what stands before a surname is initials and given names only."""
    return all(is_initial(word) or folded(word) in GIVEN_NAMES for word in words_of(words))


def is_common(word: str) -> bool:
    """Whether a word as printed is one that no name contains; "A" may be an initial, and "St" begins St John."""
    return folded(word) in NEVER and not (is_initial(word) and word[0].isupper()) and word.rstrip(".") != "St"


def bears(known: KnownPeople | None, word: str) -> bool:
    """Whether somebody the document introduces has this surname, folded."""
    return bool(known and word in known.by_surname)


def place_follows(level: str, end: int) -> bool:
    """Whether a name goes on as a place's or a firm's: "Smith's Road", "Smith Road", "Smith & Sons"."""
    after = level[end : end + 30]
    match = _CAPITAL_FOLLOWS.match(after)
    return bool(match and (folded(match[1]) in PLACES)) or bool(_COMPANY_FOLLOWS.match(after))


def is_full(name: str) -> bool:
    """Whether initials or a known given name stand before the surname."""
    words = words_of(name)
    return len(words) > 1 and (is_initial(words[0]) or folded(words[0]) in GIVEN_NAMES)


def whole(name: str, known: KnownPeople | None) -> bool:
    """Whether every word of a full name can be one of a person's."""
    words = words_of(name)
    # "Colin Dale" is as good a name as any, where a name is due, and so is "P Green".
    may_be_places = words[-1:] if len(words) == 2 and is_given(words[0]) else []
    given = words[:-1]
    checked = given if given and folded(words[-1]) in SURNAMES_IF_TITLED and is_given(" ".join(given)) else words
    ordinary = any(is_common(word) or (folded(word) in PLACES_ALONE and word not in may_be_places) for word in checked)
    return not ordinary and (trimmed(name, known, due=True) == name.rstrip("."))


@remembered
def levelled(text: str) -> str:
    """The text as the grammar reads it: levelled, but for the tabs, since a name ends with its table cell.

    A double name broken at its hyphen is whole again: the line's end in "Pryce-" above "Lewis" becomes a mark.
    """
    level = plain(text)
    for dash in _CLOSE_DASH.finditer(text):
        level = level[: dash.start()] + dash[0] + level[dash.end() :]
    for broken in _BROKEN_NAME.finditer(text) if "-\n" in text else ():
        if not any(is_common(part) or folded(part) in PLACES for part in broken.groups()):
            level = level[: broken.end(1)] + "-\x1f" + level[broken.start(2) :]
    if "\t" not in text:
        return level
    places = [0]
    for cell in text.split("\t"):
        places.append(places[-1] + len(cell) + 1)
    return "\t".join(level[begin : stop - 1] for begin, stop in pairwise(places))


def plainly(name: str) -> str:
    """A name as the document would list it: single blanks, capitals only at the start of words."""
    name = " ".join(name.replace("\x1f", "").split())
    if ", " in name:
        surname, first = name.split(", ", 1)
        name = f"{first} {surname}"
    if name.isupper() and any(len(word) > 2 for word in name.split()):
        name = out_of_capitals(name)
    return name
