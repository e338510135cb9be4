"""Who moved it, who seconded it, and how did the vote go? Only what a sentence prints."""

from __future__ import annotations

import re
from enum import Enum

from panelsearch.gazetteers.loader import pattern
from panelsearch.structure.attendee_names import is_given_name, person_name
from panelsearch.structure.roster import Roster
from panelsearch.text.required_words import KnownPattern
from panelsearch.text.rule_engine import rule

_I = re.IGNORECASE
_TITLE = pattern("titles.of_movers")
_NO_NAME = (
    r"(?!(?i:seconded|seconder|sec|second|2nd|moved|mover|proposed|proposer|prop|that|and|carried|resolved|agreed|all"
    r"|unanimously|the|it|motion|vote|votes|voted|for|against|approved|this|she|he|they|members|there|upon|on|a)\b)"
)
PRINTED_NAME = (
    rf"(?:{_TITLE}\.?\s+)*"
    rf"(?:(?:{_NO_NAME}[A-Z]\.?\s*(?![a-z'’])){{2,4}}(?![\w'’]|\s[A-Z][a-z])|"
    rf"(?:[A-Z]\.?\s+|[A-Z]\.){{0,3}}{_NO_NAME}[A-Z][\w'’-]+(?:\s+(?:[A-Z]\.?\s+)?{_NO_NAME}[A-Z][\w'’-]+){{0,2}})"
)
_ASIDE = (
    rf"(?:\s*,\s*(?:(?i:seconded|second)\s+(?i:by)\s+{PRINTED_NAME}|(?i:duly\s+seconded)"
    rf"|(?i:with)\s+{PRINTED_NAME}\s+(?i:seconding))\s*,?)?"
)
MOVER = KnownPattern(
    r"\b(?i:proposed|moved|mover|on\s+the\s+(?:motion|proposal|proposition)\s+of|motion\s+(?:was\s+)?(?:made\s+)?(?:by|of)|made\s+by"
    rf"|motion\s+from)(?:\s+(?i:by))?\s*:?\s*(?P<a>{PRINTED_NAME})|\b(?i:proposer|prop)\.?\s*:?\s*(?P<b>{PRINTED_NAME})|"
    rf"(?P<c>{PRINTED_NAME}){_ASIDE}\s+(?i:proposed|moved|made\s+(?:a|the)\s+motion|put\s+forward\s+(?:a|the)\s+(?:motion|proposal))\b(?!\s*(?i::|by\b))"
)
SECONDER = KnownPattern(
    rf"\b(?i:seconded|2nd|second\s+by)(?:\s+(?i:by))?\s*:?\s*(?P<a>{PRINTED_NAME})|\b(?i:seconder|sec)\.?\s*:?\s*(?P<b>{PRINTED_NAME})|"
    rf"(?P<c>{PRINTED_NAME})\s+(?i:seconded|seconding)\b(?!\s*(?i::|by\b))"
)
MOVING = KnownPattern(
    r"\b(?:propos(?:ed|er|al)|moved|mover|prop\b|motion|second(?:ed|er|ing)|sec\b|second\s+by|2nd)", _I
)
"""Where one of these words stands, somebody may have moved or seconded something."""

_COUNTS = "no one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split()
_NUMBERS = {word: number for number, word in enumerate(_COUNTS)} | {"none": 0, "nil": 0, "0": 0}
_COUNT = rf"(\d{{1,3}}|{'|'.join(_COUNTS)}|none|nil)"
_WHO_VOTES = r"(?:votes?\s+|members?\s+|councillors?\s+|governors?\s+)?"
_LABEL_END = r"\s*[:–=(-]?\s*"
_AYES = KnownPattern(
    rf"(?<![£$€\d,.])\b{_COUNT}\s+{_WHO_VOTES}(?:\w+\s+)?(?:voted\s+|voting\s+)?(?:for|in\s+favou?r)\b(?!\s+(?:a|an|the|this|\d+)\b)"
    rf"|\b(?:votes?\s+for|in\s+favou?r|for|yeas?|ayes?|voted\s+for){_LABEL_END}{_COUNT}\b(?=\s*(?:[,;.)]|$|and\b|votes?\b|against\b|nays?\b|noes\b))"
    rf"|\b(?:by|of)\s+{_COUNT}\s+(?:votes?\s+)?to\s+{_COUNT.replace('(', '(?:', 1)}\b"
    r"|\b(?:carried|passed|failed|approved|agreed|resolved|lost|adopted|vote|majority\s+of)\W{1,3}(\d{1,2})\s*[-–]\s*\d{1,2}\b",
    _I,
)
_NOES = KnownPattern(
    rf"\b{_COUNT}\s+{_WHO_VOTES}(?:voted\s+|voting\s+|were\s+|was\s+)?(?:against|not\s+in\s+favou?r|opposed)\b"
    rf"|\b(?:votes?\s+against|against|nays?|noes|opposed){_LABEL_END}{_COUNT}\b"
    rf"|\b(?:by|of)\s+{_COUNT.replace('(', '(?:', 1)}\s+(?:votes?\s+)?to\s+{_COUNT}\b"
    r"|\b(?:carried|passed|failed|approved|agreed|resolved|lost|adopted|vote|majority\s+of)\W{1,3}\d{1,2}\s*[-–]\s*(\d{1,2})\b",
    _I,
)
_ABSTAINED = KnownPattern(
    rf"\b{_COUNT}\s+{_WHO_VOTES}(?:abst\w+)|\b(?:abstentions?|abstained|abstaining|abstain){_LABEL_END}{_COUNT}\b", _I
)
_NAMED_VOTE = KnownPattern(
    r"^\W*(?:(?:recorded|named|roll\s+call)\s+vote\b|(?:votes?\s+)?(?:for|against|abst\w+|ayes?|nays?|noes|yeas?|in\s+favou?r)\s*"
    r"(?:(?:the\s+)?(?:motion|amendment)\s*)?(?:\(?\d+\)?)?\s*(?:[:–-]|$|\d))",
    _I,
)
_PUT = KnownPattern(
    r"\bput\s+(?:(?:the|this|it|that)\s+)?(?:\w+\s+)?to\s+(?:the|a)\s+vote\s*[:.]?$"
    r"|\b(?:a|the)\s+(?:recorded\s+|named\s+)?vote\s+was\s+(?:then\s+)?(?:taken|called|requested)\b[^.]{0,40}$|^\W*on\s+a\s+vote\s+being\s+taken\b",
    _I,
)
_ANNOUNCING = re.compile(r"(?:[:;]|[:/–—-]|\bthat|\bto)\s*[:–-]*$", _I)
_LOST = KnownPattern(
    r"\b(?:motion|amendment|proposal|proposition|resolution|vote)\b[^.]{0,60}?"
    r"\b(?:lost|defeated|rejected|negatived|not\s+carried|(?<!\bto\s)fell|failed|voted\s+down)\b"
    r"|^\W*(?:lost|defeated|not\s+carried|failed)\b|\b(?:lost|defeated)\s+(?:by|on)\b|\b(?:was|were)\s+not\s+(?:agreed|approved|supported|granted)\b|\band\s+LOST\b|\bNOT\s+CARRIED\b",
    _I,
)
_UNSECONDED = KnownPattern(r"\b(?:no|without\s+a|want\s+of\s+a|lack\s+of\s+a)\s+seconder\b|\bnot\s+seconded\b", _I)
_CARRIED = KnownPattern(
    r"\b(?:carried|agreed|resolved|approved|adopted|passed|supported|accepted|unanimous\w*|in\s+favou?r|in\s+agreement|granted)\b",
    _I,
)
_DEFERRED = KnownPattern(r"^\W*(?:(?:motion|item|matter)\s+)?(?:deferred|tabled)\W*$", _I)
_MATTER_OF_ITS_OWN = re.compile(r"\b(?:that\s+(?!(?:was|is)\b)\w|to\s+[a-z]{3,})")
_BALLOT = re.compile(
    r"\b(?:votes?|voted|voting|voice|roll|call|ballot|show|hands|for|against|abst\w+|ayes?|nays?|noes|yeas?|favou?r|put|being|taken|upon|on|there|"
    r"were|was|is|be|it|the|this|that|a|and|with|to|of|in|by|all|motion|amendment|proposal|proposition|recommendations?|substantive|"
    r"original|members?|councillors?|governors?|trustees|present|accordingly|therefore|then|declared|result|recorded|named|unanimous\w*|"
    r"majority|casting|chair\w*|mayor|carried|lost|defeated|failed|passed|agreed|approved|resolved|adopted|rejected|fell|not|"
    r"opposed|none|nil|no|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|so|as|follows|who|seconder|duly|read|time|"
    r"seconded|proposed|moved|prop|sec|had|having|been|having|which|being|accepted|supported|votes|total)\b",
    _I,
)


class Result(Enum):
    """How the vote on a motion went."""

    CARRIED = "carried"
    LOST = "lost"
    DEFERRED = "deferred"
    UNSECONDED = "unseconded"


@rule("decisions.mover")
def mover_in(words: str, roster: Roster) -> str | None:
    """Who proposed or moved it, as printed; initials become the one roster name they stand for."""
    return _named(MOVER, words, roster)


@rule("decisions.seconder")
def seconder_in(words: str, roster: Roster) -> str | None:
    """Who seconded it, as printed; initials become the one roster name they stand for."""
    return _named(SECONDER, words, roster)


@rule("decisions.votes")
def votes_in(words: str) -> tuple[int | None, int | None, int | None]:
    """The votes for, against and abstentions that the words count; None where they count none."""
    return _count(_AYES, words), _count(_NOES, words), _count(_ABSTAINED, words)


@rule("decisions.result")
def result_in(words: str) -> Result | None:
    """How the vote went, where the words say so."""
    if _UNSECONDED.search(words):
        return Result.UNSECONDED
    if _LOST.search(words):
        return Result.LOST
    if _DEFERRED.search(words):
        return Result.DEFERRED
    return Result.CARRIED if _CARRIED.search(words) else None


def only_tells_the_vote(words: str) -> bool:
    """Whether the sentence does nothing but tell how the vote on what stands before it went."""
    if _NAMED_VOTE.match(words) or _PUT.search(words):
        return True
    if _ANNOUNCING.search(words):
        return False
    if result_in.find(words) is None and not any(count is not None for count in votes_in.find(words)):
        return False
    return _left_over(words) == 0


def only_names_movers(words: str) -> bool:
    """Whether the sentence does nothing but tell who proposed and seconded what stands beside it."""
    bare = SECONDER.sub(" ", words)
    without = MOVER.sub(" ", bare)
    return without != words and not _MATTER_OF_ITS_OWN.search(without) and _left_over(without) <= 1


def who_is(printed: str, roster: Roster) -> str | None:
    """The name as printed; bare initials become the one roster name they stand for, else stay as they are."""
    bare = printed.strip(" .,:;()")
    if re.fullmatch(r"(?:[A-Z]\.?\s?){2,4}", bare):
        return roster.resolve(bare) or bare
    return person_name(bare)


def _left_over(words: str) -> int:
    return len(re.findall(r"[^\W\d_]{2,}", _BALLOT.sub(" ", words)))


def _named(pattern: KnownPattern, words: str, roster: Roster) -> str | None:
    for found in pattern.finditer(words):
        printed = next(group for group in found.groups() if group)
        name = who_is(printed, roster)
        if name and (
            found.lastgroup != "c" or name != printed or " " in name or roster.lists(name) or is_given_name(name)
        ):
            return name  # a capital before "proposed" need not be a name: "the Plan proposed"
    return None


def _count(pattern: KnownPattern, words: str) -> int | None:
    found = pattern.search(words)
    if not found:
        return None
    count = next(group for group in found.groups() if group).casefold()
    return int(count) if count.isdigit() else _NUMBERS[count]
