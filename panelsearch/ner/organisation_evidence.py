"""Which names that end with no word for it are organisations? What a paper does with them tells.

Every run of capitalised words is a candidate. What is done with it (it is written to, it supplies, somebody is put down
as coming from it) are witnesses, each with a weight; a document's witnesses are added up, and who is a person, a post,
a place of the paper's own or an ordinary word of it is none. The weights are set by hand, the least sum by what is
found and missed over papers that were read while the weights were set.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence

from panelsearch.gazetteers.given_names import GIVEN_NAMES
from panelsearch.gazetteers.loader import pattern, words
from panelsearch.gazetteers.non_names import NEVER, WEEKDAYS_MONTHS
from panelsearch.text.normalization import plain
from panelsearch.text.pattern_prefilter import capitalised, held

LEAST = 2.5
"""The sum of weights from which a candidate is an organisation."""

_WORD = r"\d?[A-Z][\w']*(?:[.-][\w']+)*"
_NAME = rf"(?P<name>{_WORD}(?: (?:& |of (?=[A-Z])|and (?={_WORD} (?:Co|Sons?)\b))?{_WORD}){{0,3}})"
_TRADES = words("organisations.trade")
_OF_FIRMS = frozenset(word.capitalize() for word in _TRADES - words("organisations.matter"))
_NO_NAME = (
    words("organisations.stop")
    | words("organisations.not_firm")
    | words("organisations.general")
    | words("posts.word")
    | WEEKDAYS_MONTHS
    | NEVER
)
_ENDINGS = words("organisations.ending") | _TRADES
_INITIALS = words("organisations.not_initialism")

# What is said before a name: looked for only where a cue may end, for most capitals have none before them.
_CUE_ENDS = re.compile(
    r"\b(?:from|by|of|with|to|on|for|in|contact(?:ed|ing)?|engag(?:e|ed|ing)|instruct(?:ed|ing)?|commission(?:ed|ing)?"
    rf"|represent(?:s|ed|ing))(?P<gap>(?: the)? ){_NAME}"
)
_CUES: tuple[tuple[str, float, re.Pattern[str]], ...] = (
    ("told of", 1.5, re.compile(rf"\b{pattern('organisations.heard_from')}$", re.IGNORECASE)),
    ("dealt with", 1.5, re.compile(rf"\b{pattern('organisations.dealt_with')}$", re.IGNORECASE)),
)
_LONGEST_CUE = 45
# What stands before a trade that ends a name in a sentence, where a heading's would be a matter.
_NAMED_SO = re.compile(rf"(?:\b[a-z]+ |[,;(] ?|(?:\n|\. )(?=[^\n]*$))(?P<name>(?:{_WORD} (?:& )?){{1,3}})$")
_SENTENCE_GOES_ON = re.compile(r" [a-z]|[.,;)]")
# Each further witness: its weight, and what stands round a name.
_WITNESSES: tuple[tuple[str, float, re.Pattern[str]], ...] = (
    ("does", 1.5, re.compile(rf"(?<![\w'.-]){_NAME} {pattern('organisations.does')}")),
    (
        "has",
        1.0,
        re.compile(rf"(?<![\w.&/-])(?P<name>[A-Z][A-Za-z]?[A-Z]{{1,5}})(?:'s)? {pattern('organisations.has')}"),
    ),
    ("comes from", 1.5, re.compile(rf"\b(?P<given>[A-Z][a-z]+)(?: [A-Z][\w'-]+){{1,2}} (?:of|from) {_NAME}")),
    ("put down", 3.0, re.compile(rf"\b(?P<given>[A-Z][a-z]+)(?: [A-Z]\.?)?(?: [A-Z][\w'-]+){{1,2}} ?\({_NAME}\)")),
)
_HEAD = re.compile(pattern("organisations.column"), re.IGNORECASE)
_CELL = re.compile(_NAME)
_SUM = re.compile(r"[£€$]? ?\d[\d,]*\.\d\d")
_COLUMN, _PAID, _TRADE = 3.0, 1.0, 1.0
_BACKWARDS = -1.5
# Behind one of these a name is a place, or somebody.
_PLACED = re.compile(
    r"\b(?:in|at|near|around|outside|along|opposite|Mr|Mrs|Ms|Miss|Dr|Cllr|Rev|Sir|Councillor)\.? (?:the )?$"
)
_SIGHT = 20


def evidenced(texts: Sequence[str], body: str | None = None, people: Collection[str] = ()) -> frozenset[str]:
    """The names that the document's witnesses make organisations."""
    known = frozenset(word.lower() for name in people for word in name.split())
    seen: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for text in texts:
        for name, witness, weight in (*_witnessed(plain(text)), *_in_columns(text)):
            had = seen[name].get(witness, 0.0)
            # The same again says less than the first time.
            seen[name][witness] = min(max(had, weight) + (0.5 if had else 0.0), 2 * weight)
    everything = "\n".join(texts)
    candidates = {name for name in seen if _may_be(name, known, body or "")}
    # Of "Village Lighting" every word but the trade is one of the paper's own in small letters.
    own = {name: _but_trade(name).lower() for name in candidates}
    ordinary = held(frozenset(own.values()), everything)
    return frozenset(
        name for name in candidates if sum(seen[name].values()) + _form(name, own[name] in ordinary) >= LEAST
    )


def _but_trade(name: str) -> str:
    first, _, last = name.rpartition(" ")
    return first if first and last.lower() in _TRADES else name


def _witnessed(level: str) -> Iterator[tuple[str, str, float]]:
    for match in _CUE_ENDS.finditer(level):
        at = match.start("gap")
        for witness, weight, cue in _CUES:
            if cue.search(level[max(0, at - _LONGEST_CUE) : at]):
                yield match["name"].rstrip(".'").removesuffix("'s"), witness, weight
    places = capitalised(level)
    for trade in _OF_FIRMS & places.keys():
        for start in places[trade]:
            end = start + len(trade)
            named = _NAMED_SO.search(level, max(0, start - _LONGEST_CUE), start)
            if named and _SENTENCE_GOES_ON.match(level, end):
                yield level[named.start("name") : end], "named so", 1.5
    for witness, weight, form in _WITNESSES:
        for match in form.finditer(level):
            name = match["name"].rstrip(".'").removesuffix("'s")
            if "given" in form.groupindex and (
                match["given"].lower() not in GIVEN_NAMES or _are_initials(name, match["given"])
            ):
                continue
            yield name, witness, weight
            if _PLACED.search(level, max(0, match.start("name") - _SIGHT), match.start("name")):
                yield name, "placed", _BACKWARDS


def _are_initials(name: str, given: str) -> bool:
    """Whether "MMcK" behind Morag McKay is herself."""
    return " " not in name and len(name) <= 6 and name[0] == given[0] and sum(map(str.isupper, name)) > 1


def _in_columns(text: str) -> Iterator[tuple[str, str, float]]:
    """What stands under "Organisation", and who is first in a row with a sum."""
    column, wide = -1, 0
    for line in text.split("\n"):
        cells = [cell.strip() for cell in line.split("\t")]
        heads = [at for at, cell in enumerate(cells) if _HEAD.fullmatch(cell)]
        if heads:
            column, wide = heads[0], len(cells)
        elif not line.strip():
            column = column if wide > 1 else -1
        elif len(cells) == wide and column >= 0:
            if match := _CELL.fullmatch(cells[column]):
                yield match["name"], "column", _COLUMN
            elif wide == 1:
                column = -1
        if len(cells) > 1 and any(_SUM.fullmatch(cell) for cell in cells[1:]) and (match := _CELL.fullmatch(cells[0])):
            yield match["name"], "paid", _PAID


def _form(name: str, ordinary: bool) -> float:
    last = name.rpartition(" ")[2].lower()
    backwards = _BACKWARDS if " " in name else 2 * _BACKWARDS
    return (_TRADE if last in _TRADES or " & " in name else 0.0) + (backwards if ordinary else 0.0)


def _may_be(name: str, people: Collection[str], body: str) -> bool:
    """Whether a candidate can be an organisation: no person, post, initials, or the paper's own place."""
    parts = name.split()
    small = [part.lower().strip(".,'") for part in parts]
    if (
        len(name) < 3
        or name.lower() in _ENDINGS
        or name in _INITIALS
        or name.upper() in _INITIALS
        or name.lower() in body.lower()
    ):
        return False
    if small[0] in _NO_NAME or (len(parts) > 1 and small[-1] in _NO_NAME - _TRADES):
        return False
    if all(word in people for word in small) or small[0] in GIVEN_NAMES or len(small[0]) == 1:
        return False
    return any(word.isalpha() and len(word) >= 3 for word in small)
