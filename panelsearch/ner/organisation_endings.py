"""Which runs of capitalised words end as names of organisations do? "Oldmere Preservation Trust"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from panelsearch.gazetteers.given_names import GIVEN_NAMES
from panelsearch.gazetteers.loader import words
from panelsearch.ner.organisation_names import OWN_BODIES
from panelsearch.ner.organisation_page import ENDINGS, GENERAL, JOINS, STOP_WORDS, OrganisationPage, Stretch
from panelsearch.text.document_cache import remembered
from panelsearch.text.pattern_prefilter import capitalised, lines_round
from panelsearch.text.rule_engine import rule

# Words cut short that end no name: "St. Osgar Parish Church".
_SHORTENED = frozenset({"st", "ste", "mt", "ft", "dr"})
# "Girl Scout Week", "Trust Road": what is called after one.
_OF_ANOTHER = words("organisations.called_after_one")
_SERVICE = frozenset("services service team office department unit".split())
_HOLDS = words("organisations.holds_a_post")
"""Who holds a post is no service: "Democratic Services Officer"."""
_SIT = words("organisations.sits")
"""Who sits on a board that is called by them, or what it is for."""
_SEATS_BEFORE = words("organisations.of_seats")
"""What such are called after: "Board of County Commissioners"."""
_OF_MEETINGS = words("organisations.of_meetings")
"""Behind a name it is the body's meeting, paper or officer, and the name has ended."""
_RANKS = words("organisations.rank")
_INITIAL = re.compile(r"(?:[A-Z]\.){1,3}")
"""What begins somebody's name: "Inspector Ash of Oldshire Police", "N. Ash of Oldshire Police"."""
_HEADS = words("organisations.head_of_service")
_NATIONS = words("organisations.nation")
_PART_OF = words("organisations.another_behind_and")
"""Directly behind "and" it is another's: "Officers and Committee", "Oldmere Watch and Committee"."""
# What `capitalised` knows them by.
_ENDINGS_BEGIN = frozenset(re.split(r"['-]", ending)[0] for ending in ENDINGS)
# Alone, or with only general words before them, these name a kind of thing, not one of it.
_NEEDS_NAME = words("organisations.needs_name")
_TOKEN = re.compile(r"[^\s,;:()\[\]\"\u201c\u201d\u201e/|]+|[,;:()\[\]\"\u201c\u201d\u201e/|\n]")
# What may stand at a word's end and is none of it: "Works Committee- none".
_MARKS = ".!?'-"
# "the ODC-sponsored Weir Committee"
_ADJECTIVE = re.compile(r"[A-Z]\w*-(?:sponsored|led|run|funded|based|owned|wide|approved|related|backed|style|type)")
# No name is longer than so many words before its ending.
_MOST_WORDS = 16


@rule("organisations.ending")
def ending(page: OrganisationPage) -> Iterable[Stretch]:
    """Capitalised words up to one that such names end with: "Oldmere Preservation Trust"."""
    return _by_ending(page.level, page.text or page.level)


@remembered
def _by_ending(level: str, text: str) -> tuple[Stretch, ...]:
    return tuple(span for run in _phrases(level, text) for span in _ended(run))


def _tokens_of_named_lines(level: str) -> Iterator[re.Match[str]]:
    """The tokens of the lines where a name might end: those that hold such a word; a line's end is one of them."""
    places = chain.from_iterable(of for word, of in capitalised(level).items() if word.lower() in _ENDINGS_BEGIN)
    for begin, stop in lines_round(sorted(places), level):
        yield from _TOKEN.finditer(level, begin, stop + 1)


_LETTER_OF_LINE = re.compile(r"^[^\S\n]*([A-Z])\. (?=[A-Z])", re.MULTILINE)


def _letters_of_entries(level: str) -> frozenset[int]:
    """Where a letter numbers an entry, as its neighbour in the alphabet does another: "B. Works Committee"."""
    at = {found[1]: found.start(1) for found in _LETTER_OF_LINE.finditer(level)}
    beside = {chr(ord(letter) + by) for letter in at for by in (-1, 1)}
    return frozenset(found.start(1) for found in _LETTER_OF_LINE.finditer(level) if found[1] in beside)


def _phrases(level: str, text: str) -> Iterator[list[re.Match[str]]]:
    """Runs of capitalised words with "of", "for", "and", "the" inside; a comma, bracket, cell or line end ends one."""
    run: list[re.Match[str]] = []
    last = 0
    numbering = _letters_of_entries(level)
    for token in _tokens_of_named_lines(level):
        word = token[0]
        gap = level[last : token.start()]
        last = token.end()
        begins = token.start() in numbering or ("-" in word and _ADJECTIVE.fullmatch(word) is not None)
        if "\n" in gap or len(gap) > 3 or "\t" in text[token.start() - len(gap) : token.start()] or begins:
            if run:
                yield run
            run = []
        if begins:
            continue
        bare = word.rstrip(_MARKS)
        joins = bare.lower() in JOINS and (bare.islower() or bare == "&" or bool(run))
        if (joins and run) or word[0].isupper() or (word[0] == "'" and word[1:2].isupper()):
            run.append(token)
        else:
            if run:
                yield run
            run = []
            continue
        if word[-1] in ".!?-" and len(word) > 2 and bare.lower() not in _SHORTENED:
            yield run
            run = []
    if run:
        yield run


def _bare(token: re.Match[str]) -> str:
    word = token[0].rstrip(_MARKS).lower()
    return word.removesuffix("'s") if word.endswith("'s") and word not in ENDINGS else word


def _ended(run: list[re.Match[str]]) -> Iterator[tuple[int, int]]:
    """The names in a run of capitalised words: each up to a word that such names end with."""
    begin = 0
    for i, token in enumerate(run):
        if i < begin:
            continue  # "Board of Library Commissioners": a library is part of it
        word = _bare(token)
        following = _bare(run[i + 1]) if i + 1 < len(run) else ""
        # "Oldmere Parish Council's Finance Committee" is a council and a committee of its.
        if (word in STOP_WORDS and word not in JOINS) or token[0].lower().endswith("council's"):
            begin = i + 1
            continue
        ends_later = following in ENDINGS and i >= begin and not (following == "police" and _not_the_force(run, i + 1))
        if word not in ENDINGS or token[0].endswith("'s") or ends_later:
            continue
        if following in _OF_ANOTHER or (following in _HOLDS and word in _SERVICE):
            continue
        # "Oldmere Church of England Primary School" goes on.
        if word == "church" and following == "of" and any(_bare(later) in ENDINGS for later in run[i + 2 : i + 7]):
            continue
        # "Nolan Ash of Oldmere Engineering Group" is somebody and a group.
        if i - begin > 2 and _begins_somebody(run[begin]):
            of = next((n for n in range(begin + 1, min(begin + 4, i)) if _bare(run[n]) in ("of", "from")), None)
            begin = begin if of is None else of + 1
        # "Ann Ash and Oldmere Housing Association" are somebody and a body.
        if i - begin > 3 and _bare(run[begin]) in GIVEN_NAMES and _bare(run[begin + 2]) in ("and", "&"):
            begin += 3
        # "N Ash and Police" are somebody and others; "W Ash and Sons Ltd" is a firm.
        initial = run[begin][0].rstrip(".")
        if i - begin > 2 and word not in _LEGAL and len(initial) == 1 and run[begin + 2][0] == "and":
            begin += 3
        # A capitalised word that goes on belongs to the name only if it ends one further along.
        start = begin = max(begin, i - _MOST_WORDS)
        # "X Trust of Y": what stands before "of", "for" or "the" is another thing unless a head of its own.
        for j in range(i - 1, begin - 1, -1):
            if _bare(run[j]) in {"for", "the"} or (_bare(run[j]) == "of" and j == begin):
                start = j + 1
                break
        while start < i and _bare(run[start]) in JOINS:
            start += 1
        # "COSLA and Scottish Water" are two.
        apart = start + 2 < i and _bare(run[start + 1]) == "and" and not run[start + 2][0].isupper()
        if apart and sum(map(str.isupper, run[start][0])) > 2:
            start += 2
        before = [_bare(t) for t in run[start:i] if _bare(t) not in JOINS]
        if (
            not before
            or _bare(run[i - 1]) == "of"
            or (word in _PART_OF and _bare(run[i - 1]) in ("and", "&"))
            or (word == "police" and _not_the_force(run, i))
            or (word not in _LEGAL and _ends_further_on(run, i))
            or (word in _WEAK and following and following not in _MAY_FOLLOW and _goes_on(run, i))
        ):
            continue
        if word in _NEEDS_NAME and word not in OWN_BODIES and all(w in GENERAL or w in ENDINGS for w in before):
            continue
        if word in OWN_BODIES and all(w in _NO_NAME_OF_OWN for w in before):
            continue
        if word in _HEADED and _is_headed(run, start):
            continue
        last = _with_whose(run, i)
        begin = last + 1
        yield run[start].start(), run[last].start() + len(run[last][0].rstrip(_MARKS))


def _begins_somebody(token: re.Match[str]) -> bool:
    """Whether a name may begin with it: a given name, a rank, initials."""
    word = _bare(token)
    return word in GIVEN_NAMES or word in _RANKS or _INITIAL.fullmatch(token[0]) is not None


_HEADED = frozenset("services service team unit".split())


def _is_headed(run: list[re.Match[str]], start: int) -> bool:
    """Whether it is what a post is called by: "Director of Works Services", "Manager Works Services"."""
    before = [_bare(token) for token in run[max(0, start - 2) : start]]
    return bool(before) and (before[-1] in _HEADS or (before[-1] == "of" and before[0] in _HEADS))


def _with_whose(run: list[re.Match[str]], i: int) -> int:
    """The last word of a name that ends at `i`, with who sits there or whose nation's it is.

    "Oldmere Board of Trustees", "Oldmere County Board of County Commissioners", "Parents Forum of Scotland".
    """
    after = [_bare(token) for token in run[i + 1 : i + 4]]
    if after[:1] != ["of"] or len(after) < 2:
        return i
    if after[1] in _NATIONS or (_bare(run[i]) == "board" and after[1] in _SIT):
        return i + 2
    return i + 3 if _bare(run[i]) == "board" and after[1] in _SEATS_BEFORE and after[2:] and after[2] in _SIT else i


_LEGAL = frozenset({"ltd", "limited", "plc", "llp", "inc", "cic"})
_NO_NAME_OF_OWN = frozenset("the this a sub any each new draft club full".split())
"""Before "Committee" alone they name none: "Draft Committee Minutes"."""
_WORDS_BETWEEN = 2
"""Capitalised words that may stand between two words that end names: "Railway Preservation Trust"."""


def _ends_further_on(run: list[re.Match[str]], i: int) -> bool:
    """Whether only a word or two, capitalised and no joints, part the name's ending from another behind it."""
    between = [_bare(token) for token in run[i + 1 : i + 2 + _WORDS_BETWEEN]]
    for at, word in enumerate(between):
        if word in JOINS or word in STOP_WORDS or not run[i + 1 + at][0][0].isupper():
            return False
        if word in ENDINGS:
            return at > 0 and _goes_on(run, i)
    return False


# Such a word in the middle of a longer name ends nothing: "Wolds Union Library", "Marsh Chapel Charities".
_WEAK = words("organisations.weak_ending")
_MAY_FOLLOW = JOINS | STOP_WORDS | _OF_MEETINGS


def _not_the_force(run: list[re.Match[str]], i: int) -> bool:
    """Whether "Police" begins an office or rank here: "Police and Crime", "Police Constable"."""
    after = [_bare(token) for token in run[i + 1 : i + 3]]
    return after[-1:] == ["crime"] or after[:1] in (
        ["constable"],
        ["officer"],
        ["officers"],
        ["sergeant"],
        ["constables"],
    )


def _goes_on(run: list[re.Match[str]], i: int) -> bool:
    return not run[i][0].endswith((".", "'s", "!", "?"))
