"""Where on the first pages does a list of those present, in attendance or away begin, and how far may it run?

A list begins behind its cue, the words of `cues.toml`, at the start of a line, a sentence or, for some, a cell; it may
run up to the next cue. Some have no cue: members under the title of minutes, or a list before its verb.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property, partial
from typing import NamedTuple

from panelsearch.gazetteers.loader import any_word, pattern
from panelsearch.model.spans import Span
from panelsearch.structure.attendance_sheet import Sheet
from panelsearch.structure.attendee_names import is_plain_prose
from panelsearch.structure.roster import spells
from panelsearch.text.required_words import KnownPattern, small_letters
from panelsearch.text.rule_engine import Fence, Rule, rule


class ListKind(Enum):
    """Which list a cue begins; `OVER` is what no list goes past."""

    PRESENT = "present"
    IN_ATTENDANCE = "in attendance"
    APOLOGIES = "apologies"
    ABSENT = "absent"
    PUBLIC = "public"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Zone:
    """The stretches that a list may take, in order, and the rule that found them; `begins` is its cue's own place."""

    kind: ListKind
    pieces: tuple[Span, ...]
    rule: str
    begins: int

    @property
    def start(self) -> int:
        """Where the first of its people may stand."""
        return self.pieces[0].start

    def is_roll(self, text: str) -> bool:
        """Whether a roll that was called leads to it."""
        return _ROLL.search(text, self.begins, self.start) is not None


_ROLL = re.compile(r"\broll\b", re.IGNORECASE)


LIST_LENGTH = 6000
_LONGEST_CUE, _LONGEST_SENTENCE = 200, 300
"""No cue's own word stands so many letters behind its beginning, nor one of a sentence that leads to a list."""

# -- cues -------------------------------------------------------------------------------------------------------------

_MEMBER = any_word("titles.seat")
_TITLE = any_word("titles.seat", "titles.before_any_name")
_ENUMERATOR = (
    r"(?:[A-Z][A-Za-z]{0,4}[./-]?\d[\w./-]*[^\S\n]+|\(\d{4}\s?[-–/]\s?\d{1,4}\)\s+"
    r"|\(?\d{1,4}(?:[./]\d{1,3})*[.):/]{0,2}\s+|\d{1,4}[.)]|\d+[a-z][.)]?\s+"
    r"|(?P<letter>\(?(?:[a-z]|[ivx]{1,4})[.)]\s+))?"
)
_MAY_START = re.compile(r"[\n\t]|[.;:]\s(?=(\s?))")
_STARTS = re.compile(
    r"(?:(?<=\n)|(?<=\A)|(?<=[.;:]\s)|(?<=[.;:]\s\s)|(?P<row>(?<=\t)))[ \t]{0,20}(?:[•▪●\-–]\s{0,20})?"
    + _ENUMERATOR
    + r"(?=\w)"
)
"""Where a cue may begin: with a line or a sentence; that of the clerk also in the row that ends the list of members."""
_LETTERED = (ListKind.PRESENT, ListKind.APOLOGIES, ListKind.ABSENT)
"""Lists that may stand as a point of an item: "(c) Secretary" begins none."""
_COUNTED = r"(?:\s*(?:[-–—:]\s*)?\(?\d{1,2}\)?(?=\s*[-–—:]))?"
_SEP = (
    r"\s*(?:[:;\-–—]+|\.(?=[^\S\n]+\S)|,(?=\s(?:chair\w*|mayor|" + _MEMBER + r")\b)|(?=\n)|"
    r"(?=\t)|(?=\s" + _TITLE + r"\b)|(?=[^\S\n](?-i:(?:[A-Z]\.\s?){1,3}[A-Z][a-z])))\s*"
)
_COMMA = r",(?=[^\S\n](?-i:(?:[A-Z]\.?[^\S\n]){1,2}[A-Z][a-z]|[A-Z][a-z]+[^\S\n][A-Z][a-z]))"
"""Before a name, in place of a colon: "Present, A Ash", "Apologies for absence, Bo Birch"."""
_NAMES_NEXT = r"[^\S\n](?-i:[A-Z][a-z]+[^\S\n][A-Z][a-z][\w’'-]+,[^\S\n][A-Z][a-z]+[^\S\n][A-Z][a-z])"
"""Two names in full that a comma parts: "Apologies Ann Ash, Bo Birch"."""
_BRACKET = r"(?:\s*\([^)\n]{1,40}\))?"
_REMOTELY = r"(?:\s+(?:virtually|remotely|online|(?:via|by|on|over)\s+\w+(?:\s+\w+)?))?"
_BILINGUAL = r"(?:[^\n\t:;,.|/\d]{2,30}+\s?[/|]\s?)?"
_BEHIND_PRESENT = (
    rf"(?:(?:\s+(?:were|was|included))?{_REMOTELY}{_BRACKET}{_COUNTED}(?:{_SEP}|{_COMMA})"
    rf"|\s+(?:were|included)\s+(?=(?:(?:the\s+)?{pattern('cues.who')}\s+)?(?-i:[A-Z])))"
)
_CUES: tuple[tuple[str, ListKind, tuple[KnownPattern, ...]], ...] = tuple(
    (name, kind, tuple(KnownPattern(manner, re.IGNORECASE) for manner in said))
    for name, kind, *said in (
        (
            "present",
            ListKind.PRESENT,
            _BILINGUAL + pattern("cues.present") + _BEHIND_PRESENT,
            _BILINGUAL + pattern("cues.present_told") + _BEHIND_PRESENT,
        ),
        (
            "member_row",  # the members' row of a table that has one for the others too
            ListKind.PRESENT,
            rf"{pattern('cues.who')}(?=\t(?:[^\n]*\n){{1,15}}?"
            rf"(?:attendees|{pattern('cues.in_attendance')}|{pattern('cues.staff')}|{pattern('cues.apologies')})\t)\t",
        ),
        ("present_spaced", ListKind.PRESENT, pattern("cues.present_spaced") + _BEHIND_PRESENT),
        (
            "chair_first",
            ListKind.PRESENT,  # the chair's own line heads the list: "Councillor Ash in the Chair"
            rf"(?={_TITLE}\b[^\n]{{2,50}}\bin\s+the\s+chair\W*\n\s*{_MEMBER}\b)",
        ),
        (
            "in_attendance",
            ListKind.IN_ATTENDANCE,
            rf"{_BILINGUAL}{pattern('cues.in_attendance')}(?:\s+(?:were|was|by))?(?:\s+the\s+following)?{_REMOTELY}{_BRACKET}"
            rf"(?:(?!\s*;){_SEP}|,?\s+(?=(?-i:[A-Z0-9])))",
        ),
        (
            "staff",
            ListKind.IN_ATTENDANCE,
            rf"{_BILINGUAL}{pattern('cues.staff')}{_REMOTELY}{_BRACKET}(?:(?!\s*;){_SEP}|\s+included\s+(?=(?-i:[A-Z])))",
        ),
        (
            "apologies",
            ListKind.APOLOGIES,
            rf"{_BILINGUAL}{pattern('cues.apologies')}{_BRACKET}\.?{_COUNTED}(?:{_SEP}|{_COMMA}|(?={_NAMES_NEXT}))",
        ),
        ("apologies_from", ListKind.APOLOGIES, rf"{pattern('cues.apologies_from')}\s*:?\s*"),
        (
            "absent",
            ListKind.ABSENT,
            rf"{pattern('cues.absent')}{_BRACKET}{_COUNTED}(?:{_SEP}|\s+(?:was|were)\s+(?=(?-i:[A-Z])))",
        ),
        ("public", ListKind.PUBLIC, rf"{pattern('cues.public')}(?:\s+present)?\s*[:\-–—]\s*"),
        ("over", ListKind.OVER, rf"{pattern('cues.over')}\b"),
    )
)
"""What begins each sort of list, in few words and, for some, as a sentence; the words are `cues.toml`'s."""
_HEADINGS: tuple[tuple[ListKind, KnownPattern], ...] = tuple(
    (kind, KnownPattern(rf"\W*(?:\d[\d.]*[.)]\s+)?{said}(?:\s+(?:were|was|present|from|received))*{_BRACKET}\W*", re.I))
    for kind, said in (
        (ListKind.IN_ATTENDANCE, f"(?:{pattern('cues.in_attendance')}|{pattern('cues.staff')})"),
        (ListKind.PUBLIC, pattern("cues.public")),
        (ListKind.APOLOGIES, pattern("cues.apologies")),
        (ListKind.ABSENT, pattern("cues.absent")),
        (ListKind.PRESENT, f"(?:{pattern('cues.present')}|{pattern('cues.present_told')})"),
    )
)


def heads_a_list(words: str) -> ListKind | None:
    """Which list words that stand alone in a cell or on a line are the heading of; None where of none."""
    return next((kind for kind, heading in _HEADINGS if heading.fullmatch(words.strip())), None)


def _starts(text: str) -> Iterator[re.Match[str]]:
    """What `_STARTS` finds, tried only where a line, a cell or a sentence begins."""
    begun, free = -1, 0
    for at in (
        0,
        *(at for may in _MAY_START.finditer(text) for at in range(may.end(), may.end() + 1 + len(may[1] or ""))),
    ):
        if at <= begun or at < free:
            continue
        if found := _STARTS.match(text, at):
            yield found
            begun, free = found.span()


class _Beginnings:
    """Where on a sheet a cue may begin: told once for all cues."""

    def __init__(self, sheet: Sheet) -> None:
        self.text = sheet.text
        self._starts = tuple(
            _Start(*found.span(), found["row"] is not None, found["letter"] is not None)
            for found in _starts(sheet.text)
        )
        self._ends = [start.end for start in self._starts]

    def near(self, words: Sequence[int] | None, within: int) -> Sequence[_Start]:
        """The starts with one of a cue's words `within` so many letters, in order; all where none are known."""
        if words is None:
            return self._starts
        near: list[_Start] = []
        taken = 0
        for word in words:
            upto = bisect_right(self._ends, word)
            near += self._starts[max(taken, bisect_left(self._ends, word - within)) : upto]
            taken = max(taken, upto)
        return near

    @cached_property
    def within_lines(self) -> Sequence[tuple[int, int]]:
        """Each from where a cue may begin to behind the colon that says so."""
        return [(found.end(), found.end("colon")) for found in _RUNS_ON.finditer(self.text)]


class _Start(NamedTuple):
    """Where what leads to a cue begins and ends; whether that is in the row ending a list, or a point's letter."""

    begin: int
    end: int
    in_row: bool
    lettered: bool


def _cued(kind: ListKind, manners: Sequence[KnownPattern], beginnings: _Beginnings) -> Iterator[tuple[int, int]]:
    """Where one cue begins and ends; of its manners the first that is met at a place holds."""
    begun: frozenset[int] = frozenset()
    for cue, longest in zip(manners, (_LONGEST_CUE, _LONGEST_SENTENCE), strict=False):
        met = [place for place in _met(kind, cue, beginnings, longest) if place[0] not in begun]
        yield from met
        begun |= {begin for begin, _ in met}


def _met(kind: ListKind, cue: KnownPattern, beginnings: _Beginnings, longest: int) -> Iterator[tuple[int, int]]:
    text = beginnings.text
    known = cue.places(text)
    for begin, end, in_row, lettered in beginnings.near(known, longest):
        if (in_row and kind is not ListKind.IN_ATTENDANCE) or (lettered and kind not in _LETTERED):
            continue
        found = cue.compiled.match(text, end)
        if found and in_row and "\n" in found.group():
            continue  # a post in the last cell of somebody's row
        if found:
            yield begin, found.end()
    if kind in _RUN_ON and known != []:
        for begin, end in beginnings.within_lines:
            if known and not bisect_left(known, begin) < bisect_left(known, end):
                continue  # none of its words is there
            found = cue.compiled.match(text, begin)
            if found and found.end() == end:
                yield begin, end


_RUN_ON = (ListKind.IN_ATTENDANCE, ListKind.APOLOGIES, ListKind.ABSENT, ListKind.PUBLIC)
_RUNS_ON = re.compile(r"[^\S\n](?<=[\w)\]].)[^\S\n]*(?=[A-Z][a-z]++(?:[^\S\n]++\w++){0,4}+(?P<colon>\s?:\s*))")
"""Where a cue may stand in the middle of a line, if a colon says so: "Elm, Ash Absent: Birch"."""


CUE_RULES: tuple[tuple[ListKind, Rule[[_Beginnings], Iterator[tuple[int, int]]]], ...] = tuple(
    (kind, rule(f"attendance.{name}")(partial(_cued, kind, manners))) for name, kind, manners in _CUES
)


def cued_zones(sheet: Sheet, fence: Fence) -> list[Zone]:
    """Each cue with the stretch its list may take: up to the next cue. Of two cues at one place the longer holds."""
    cues: dict[int, tuple[int, ListKind, str]] = {}
    beginnings = _Beginnings(sheet)
    for kind, cue in CUE_RULES:
        for start, end in fence.each(cue, beginnings):
            if end > cues.get(start, (-1,))[0]:
                cues[start] = (end, kind, cue.name)
    ordered = sorted((start, *cue) for start, cue in cues.items())
    verbs_behind = _sentences_with_their_verb(sheet) if ordered else []
    verbs_behind += [away.start() for away in _WERE_AWAY.finditer(sheet.text, 0, LIST_LENGTH)]
    zones: list[Zone] = []
    for i, (start, end, kind, by) in enumerate(ordered):
        if i and start < ordered[i - 1][1] - 1:
            continue
        upto = next((s for s, *_ in ordered[i + 1 :] if s >= end), len(sheet.text))
        upto = min([upto, *(s for s in verbs_behind if end < s), end + LIST_LENGTH])
        if kind is ListKind.APOLOGIES and (led := _RECEIVED_FROM.match(sheet.text, end)):
            end = led.end()
        if kind is ListKind.APOLOGIES and (taken := _TAKEN.search(sheet.text, end, upto)):
            upto = taken.start()  # who moves that they be accepted is there
        if any(zone.rule == "attendance.member_row" for zone in zones) and _ATTENDEES.match(sheet.text, start):
            kind = ListKind.IN_ATTENDANCE  # beside the members: the others
        if by == "attendance.member_row" and zones and _heads(zones[-1], start, sheet.text):
            kind = zones[-1].kind  # "Absent" above "Councillor | Ann Ash"
        caller = _CALLED_BY.search(sheet.text, start, end)
        pieces: tuple[Span, ...] = (Span(end, max(end, upto)),)
        if caller:
            pieces = (Span(*caller.span("who" if caller["who"] else "chair")), *pieces)
        zones.append(Zone(kind, pieces, by, start))
    return zones


def _heads(zone: Zone, start: int, text: str) -> bool:
    """Whether a list of those away has nothing between its cue and what stands at `start`."""
    return zone.kind in (ListKind.APOLOGIES, ListKind.ABSENT) and not text[zone.start : start].strip()


_WERE_AWAY = KnownPattern(r"(?<=[.;]\s)(?=[A-Z](?:[^.:;\n]|\n(?!\s*\n)){3,120}?\s(?:was|were)\s+(?:absent|excused)\b)")
"""Where a sentence begins that tells who is away: "Commissioners Ash and Elm were excused"."""
_RECEIVED_FROM = re.compile(
    r"(?:(?:were|was|had|have|been|received|accepted|noted|given|approved|and|also)\s+)*(?:from|by|on\s+behalf\s+of)\s+",
    re.I,
)
_TAKEN = re.compile(
    r"(?<=\w)\W+(?i:(?:(?:the|these|all)\s+)?apolog(?:y|ies)\s+(?:(?:were|was|be|to\s+be|are)\s+)?(?:accepted|approved|received|noted))\b"
    r"|(?<=\w)\W+(?i:(?:(?:the|their|these|all)\s+)?reasons?\s+(?:for|given|were|was|noted|accepted)\b)"
    r"|(?<=\w)\s+be\s+(?:accepted|received|noted|approved|sustained)\b"
    r"|(?<=\w)\W+(?:Moved|Proposed|M/S|M:|Prop\b)",
)
_ATTENDEES = re.compile(r"\W*attendees\b", re.I)
_CALLED_BY = re.compile(
    r"\b(?:called\s+to\s+order|opened|convened)\s+by\s+(?P<who>[^\n:]{3,59}?\S)(?=,|\s{1,3}(?:at|with|in)\b)"
    r"|(?P<chair>[^\n:]{3,59}?\S)\s{1,3}(?:(?:was|being)\s+)?in\s+the\s+chair\s+and\b",
    re.I,
)
"""Who opened the meeting, in the words that lead to the list of the others."""


# -- a list before its verb -------------------------------------------------------------------------------------------

_NEW_ENTRY = rf"(?<![,&])(?<!\band)\n\s*(?:the|{_TITLE})\b"
_LONGEST_LIST_BEFORE = 300
_WERE_THERE = re.compile(
    r"(?:(?<=\n)|(?<=\A)|(?<=\.\s))(?P<list>(?-i:[A-Z])"
    rf"(?:(?!\n\s*\n|(?-i:(?<=[a-z][a-z]))\.\n|\bno\s+(?:other\s+)?members?\b|{_NEW_ENTRY})[^:;]){{4,{_LONGEST_LIST_BEFORE}}}?)\s(?:were|was)\s+(?P<also>also\s+)?"
    r"(?P<how>in\s+attendance|present|in\s+the\s+chair)\b",
    re.I,
)
"""The list before its verb: "Mr Ash (Clerk) and Ms Birch (Engineer) were in attendance"."""
_VERB = re.compile(r"(?:were|was)\s+(?:also\s+)?(?:in\s+attendance|present|in\s+the\s+chair)\b")
"""The verb itself, in small letters."""


def lists_before_a_verb(text: str, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
    """What `_WERE_THERE` finds up to an end, tried only as far before each verb as a list may be long."""
    free = 0
    for verb in _VERB.finditer(small_letters(text), 0, end):
        begin = max(free, verb.start() - _LONGEST_LIST_BEFORE - len("A "))
        if found := _WERE_THERE.search(text, begin, verb.end()):
            yield found
            free = found.end()


def _sentences_with_their_verb(sheet: Sheet) -> list[int]:
    """Where such lists begin, but for those that only the margin parts from their line: "Ash,\nElm were present"."""
    found: list[int] = []
    for listed in lists_before_a_verb(sheet.text):
        behind = sheet.text[: listed.start()].rstrip()
        ends = len(behind)
        if behind[-1:] in (".", ":", ";", "") or (behind[-1:] != "," and sheet.breaks_in(ends - 1, listed.start() + 1)):
            found.append(listed.start())
    return found


# -- members under the title of minutes -------------------------------------------------------------------------------

TITLE_LENGTH = 1500
_TITLE_OF_MINUTES = KnownPattern(
    r"^\W*(?:draft\s+|unconfirmed\s+)?minutes\b|^(?!\W*\d)[^\n]*\bminutes\W*$|^\W*at\s+a\s+meeting\s+of\b", re.I | re.M
)
_INVITES = re.compile(r"\bsummon|\binvited\b|^\W*to\s*:|^\W*agenda\b", re.I | re.M)
_A_FULL_NAME = r"(?-i:[A-Z][\w’'-]+[^\S\n]+(?:[A-Z]\.?[^\S\n]+)?[A-Z][\w’'-]+)"
_ONE_A_LINE = KnownPattern(
    rf"(?:^[^\S\n]*{_MEMBER}\b[^\n]{{2,}}\n\s*){{2,}}"
    rf"(?:^[^\S\n]*(?:\w+[^\S\n]+{_MEMBER}\b|{_A_FULL_NAME}[^\S\n]*[–(,-])[^\n:.]{{2,60}}\n\s*)*",
    re.I | re.M,
)
_INITIALLED = r"(?-i:(?:[A-Z]\.?[^\S\n]?){1,3}[^\S\n]?[A-Z][\w’'-]+)"
_LABELLED = KnownPattern(
    rf"^[^\S\n]*(?:\d[\d.]*[^\S\n]+)?{pattern('cues.who')}[^\S\n]*"
    rf"(?::[^\S\n]*(?=[^\n]{{10}})|\n(?=(?:{_TITLE}|{_A_FULL_NAME}[^\S\n]*[\n\t]))"
    rf"|[^\S\n](?={_INITIALLED},[^\S\n]{_INITIALLED},))",
    re.I | re.M,
)
_WITH_INITIALS = re.compile(r"(?P<name>(?:[A-Z][\w’'.-]*(?:[^\S\n]+|\n(?!\n))){2,4})\((?P<initials>[A-Z]{2,4})\)")


def may_list_members(head: str) -> bool:
    """Whether the head of a page holds what lists members without a word that says so."""
    return any(listed.search(head) for listed in (_ONE_A_LINE, _LABELLED, _WITH_INITIALS))


def untitled_zones(sheet: Sheet, cues: Sequence[Zone], fence: Fence) -> Iterator[Zone]:
    """The members under the title of minutes without a word that says so: one a line, or with their initials."""
    title = _TITLE_OF_MINUTES.search(sheet.text, 0, TITLE_LENGTH)
    others = any(zone.begins < TITLE_LENGTH and zone.kind not in (ListKind.PRESENT, ListKind.OVER) for zone in cues)
    if title is None and not others:
        return
    begins, ends = title.span() if title else (0, 0)
    behind = (
        zone.begins for zone in cues
        if zone.begins > ends and not _TITLE_OF_MINUTES.match(sheet.text, zone.begins)
    )  # fmt: skip
    head = sheet.text[: min([TITLE_LENGTH, *behind])]
    if _INVITES.search(head):
        return
    listed = [(span, by.name) for by in UNTITLED_RULES if (span := fence.ask(by, None, head, begins)) is not None]
    if listed:
        span, name = min(listed, key=lambda one: one[0].start)
        yield Zone(ListKind.PRESENT, (span,), name, span.start)


@rule("attendance.one_a_line")
def _one_a_line(head: str, start: int) -> Span | None:
    """Members one under another, each with the title."""
    listed = _ONE_A_LINE.search(head, start)
    return Span(listed.start(), listed.end()) if listed and not is_plain_prose(listed.group()) else None


@rule("attendance.labelled")
def _behind_a_label(head: str, start: int) -> Span | None:
    """ "Councillors: Ash, Birch and Elm"."""
    labelled = _LABELLED.search(head, start)
    return Span(labelled.end(), len(head)) if labelled else None


@rule("attendance.with_initials")
def _with_their_initials(head: str, start: int) -> Span | None:
    """ "Ann Ash (AA), Bo Birch (BB)"."""
    named = [m for m in _WITH_INITIALS.finditer(head, start) if spells(m["initials"], m["name"])]
    if not named:
        return None
    line_ends = head.find("\n", named[-1].end())
    return Span(named[0].start(), line_ends if line_ends >= 0 else len(head))


UNTITLED_RULES: tuple[Rule[[str, int], Span | None], ...] = (_one_a_line, _behind_a_label, _with_their_initials)
