"""Which sentences say who came or who is away, where no list does? "Cllr Ash sent her apologies"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from panelsearch.gazetteers.loader import any_word
from panelsearch.model.spans import Span
from panelsearch.structure.attendance_sheet import Sheet
from panelsearch.structure.attendance_zones import LIST_LENGTH, ListKind, lists_before_a_verb
from panelsearch.text.required_words import KnownPattern
from panelsearch.text.rule_engine import Rule, rule
from panelsearch.text.sentences import TITLES

_TITLE = any_word("titles.seat", "titles.before_any_name")
SENT_THEIRS = re.compile(
    r"\b(?:had\s+|has\s+|have\s+)?(?:also\s+)?(?:sent|given|gave|tendered|submitted|offered)\s+"
    r"(?:his\s+|her\s+|their\s+)?apologies\b(?!\s+for\s+late)",
    re.I,
)
_TITLE_STOP = rf"\b(?:{TITLES})\.\s"
_GAVE_APOLOGIES = KnownPattern(
    r"(?:(?<=\n)|(?<=\A)|(?<=\.\s))(?:the\s+(?:clerk|chair\w*|secretary)\s+(?:stated|said|noted|reported|advised|announced)\s+that\s+)?"
    rf"({_TITLE}\b\.?(?:{_TITLE_STOP}|[^.:;]){{3,160}}?)" + SENT_THEIRS.pattern,
    re.I,
)
_APOLOGIES_OF = KnownPattern(
    r"\bapolog(?:ies|y|ises(?=\s+for\s+absence))\b(?!\s+for\s+late)(?:(?!\n\s*\n)[^.:;]){0,70}?\b(?:from|of|by|on\s+behalf\s+of)\s+(?P<list>(?:(?!\n\s*\n|(?-i:(?<![A-Z]))\.\s*\n|\b(?:be|were|was|is|are)\b)[^;:]){3,800})",
    re.I,
)


@rule("attendance.gave_apologies")
def gave_apologies(sheet: Sheet) -> Iterator[tuple[ListKind, Span]]:
    """ "Cllr Ash sent her apologies"."""
    for found in _GAVE_APOLOGIES.finditer(sheet.text):
        yield ListKind.APOLOGIES, Span(found.start(1), found.end(1))


_PRESENT_BEHIND = KnownPattern(
    r"(?:(?<=\n)|(?<=\A)|(?<=\.\s))(?P<list>(?-i:[A-Z][\w’'-]+(?:,\s[A-Z][\w’'-]+)+,?\s(?:and|&)\s[A-Z][\w’'-]+))\s(?:all\s)?present\b",
    re.I,
)


@rule("attendance.present_behind")
def _present_behind(sheet: Sheet) -> Iterator[tuple[ListKind, Span]]:
    """ "Ash, Birch & Elm present"."""
    if found := _PRESENT_BEHIND.search(sheet.text, 0, LIST_LENGTH // 2):
        yield ListKind.PRESENT, Span(*found.span("list"))


@rule("attendance.were_there")
def _were_there(sheet: Sheet) -> Iterator[tuple[ListKind, Span]]:
    """The list before its verb: "Mr Ash and Ms Birch were in attendance"."""
    for found in lists_before_a_verb(sheet.text, LIST_LENGTH):
        attending = found["also"] or "attendance" in found["how"].lower()
        yield ListKind.IN_ATTENDANCE if attending else ListKind.PRESENT, Span(found.start("list"), found.end("list"))


_WERE_AWAY = KnownPattern(
    r"(?:(?<=\n)|(?<=\A)|(?<=\.\s))(?P<list>(?-i:[A-Z])(?:[^.:;\n]|\n(?!\s*\n)){3,120}?)\s(?:was|were)\s+(?:absent|excused)\b",
    re.I,
)


@rule("attendance.were_away")
def _were_away(sheet: Sheet) -> Iterator[tuple[ListKind, Span]]:
    """ "Trustee Ash was absent"."""
    if away := _WERE_AWAY.search(sheet.text, 0, LIST_LENGTH // 2):
        yield ListKind.ABSENT, Span(away.start("list"), away.end("list"))


@rule("attendance.apologies_of")
def _apologies_of(sheet: Sheet) -> Iterator[tuple[ListKind, Span]]:
    """The first sentence that has apologies of somebody, where no list was found."""
    if of := _APOLOGIES_OF.search(sheet.text, 0, LIST_LENGTH):
        yield ListKind.APOLOGIES, Span(of.start("list"), of.end("list"))


_WITH_THEM = KnownPattern(
    r"\bto\s+order\b(?:[^.;:\n]|\n(?!\s*\n)|(?<=\d):|(?<=[ap])\.|(?<=m)\.(?=\s+[a-z])){0,100}?\bwith\s+(?P<list>(?-i:[A-Z])[^.;:]{4,300}?)"
    r"\s+(?:being\s+)?(?:present|in\s+attendance)\b"
    r"|\broll(?:\s+call)?\s+(?:showed|found|indicated|revealed)\s+(?P<roll>(?-i:[A-Z])[^.:;]{4,300}?)\s+(?:to\s+be\s+)?(?:present|in\s+attendance)\b",
    re.I,
)


@rule("attendance.with_them")
def _with_them(sheet: Sheet) -> Iterator[tuple[ListKind, Span]]:
    """ "Chairman Ash called the meeting to order with Commissioners Birch and Elm present"."""
    if found := _WITH_THEM.search(sheet.text, 0, LIST_LENGTH // 2):
        yield ListKind.PRESENT, Span(*found.span(found.lastgroup or 0))


_CALLED = KnownPattern(
    r"(?:(?<=\n)|(?<=\A)|(?<=\.\s))(?P<who>(?-i:[A-Z])[^.;:\n]{4,60}?)\s+called\s+(?:the|this)\s[^.;:\n]{0,60}?\bto\s+order\b"
    rf"|\bwith\s+(?P<with>(?:{_TITLE}\.?\s+)?[^.;:\n,]{{4,60}}?)\s+in\s+the\s+chair\b"
    r"|(?:(?<=\n)|(?<=\A))(?:chair(?:man|woman|person)?|presiding)\s*:\s*(?P<label>[^.;:\n]{4,60})(?=\n(?:[^\n]*\n){0,2}?\W*(?:members\b|present\b|attendance\b|attendees\b))"
    r"|(?:(?<=\n)|(?<=\A)|(?<=[.:]\s))(?P<sat>(?-i:[A-Z])[^.;:\n]{4,50}?(?:\.\s[^.;:\n]{4,40}?)?)\s+(?:presided|took\s+the\s+chair)\b"
    rf"|(?:(?<=\n)|(?<=\A))(?P<held>(?-i:[A-Z])(?:{_TITLE_STOP}|(?-i:\b[A-Z]\.\s?)|[^.;:\n]){{4,60}}?),?\s+(?:was\s+)?in\s+the\s+chair\b"
    r"|\bcalled\s+to\s+order(?:\s+at\s+\d[\d:.]*\s*(?:[ap]\.?m\b\.?|hours|hrs)?)?,?\s+by\s+(?P<by>(?:(?!\s(?:at|on|in|with)\s)[^.;:,]){4,60})",
    re.I,
)


@rule("attendance.presided")
def presided(sheet: Sheet) -> Iterator[Span]:
    """Who called the meeting to order: "President Ann Ash called the meeting to order"."""
    if found := _CALLED.search(sheet.text, 0, LIST_LENGTH // 2):
        yield Span(*found.span(found.lastgroup or 0))


_CAME_LATE = KnownPattern(
    r"(?:(?<=\n)|(?<=\A)|(?<=\.\s))(?P<who>(?-i:[A-Z])[^.:;,\n]{2,50}?)\s+(?:then\s+)?(?:arrived|(?:joined|entered)\s+the\s+(?:meeting|room))"
    r"\s+(?:at\s+\d[\d:.]*\s*(?:[ap]\.?m\.?|hours|hrs)?|late|during\s+[^.;:\n]{3,40})\s*(?:[.;]|$)",
    re.I,
)


@rule("attendance.came_late")
def came_late(sheet: Sheet) -> Iterator[Span]:
    """ "Trustee Ash arrived at 6:14"."""
    for found in _CAME_LATE.finditer(sheet.text, 0, LIST_LENGTH // 2):
        yield Span(*found.span("who"))


SENTENCE_RULES: tuple[Rule[[Sheet], Iterator[tuple[ListKind, Span]]], ...] = (
    gave_apologies,
    _with_them,
    _present_behind,
    _were_there,
    _apologies_of,
    _were_away,
)
"""Sentences that list people; each for lists of which nothing is known by then."""
