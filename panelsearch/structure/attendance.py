"""Who came and who sent apologies: the lists of names behind their cue words, in sentences, columns or tables."""

from __future__ import annotations

import re
import sys
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from functools import partial

from panelsearch.gazetteers.loader import pattern, words
from panelsearch.model.meetings import Attendance, Attendee
from panelsearch.model.pages import Page
from panelsearch.model.spans import PageSpan, Span
from panelsearch.structure.attendee_names import (
    Person,
    gives_a_seat,
    is_clerkly,
    is_given_name,
    is_plain_prose,
    is_visiting_member,
    leads_to_a_name,
    person_in,
    spells,
)
from panelsearch.structure.paragraphs import cell_starts, ended_lines
from panelsearch.structure.roles import is_matter, office
from panelsearch.text.document_cache import once_a_page
from panelsearch.text.required_words import KnownPattern, small_letters
from panelsearch.text.rule_engine import OPEN, Fence, Rule, rule


class _List(Enum):
    PRESENT = "present"
    IN_ATTENDANCE = "in attendance"
    APOLOGIES = "apologies"
    ABSENT = "absent"
    PUBLIC = "public"
    OVER = "over"


_MAY_START = re.compile(r"[\n\t]|[.;:]\s(?=(\s?))")
_STARTS = re.compile(
    r"(?:(?<=\n)|(?<=\A)|(?<=[.;:]\s)|(?<=[.;:]\s\s)|(?P<row>(?<=\t)))[ \t]*(?:[•▪\-–]\s*)?"
    r"(?:[A-Z][A-Za-z]{0,4}[./-]?\d[\w./-]*[^\S\n]+|\(\d{4}\s?[-–/]\s?\d{1,4}\)\s+|\(?\d{1,4}(?:[./]\d{1,3})*[.):/]?\s+|\d{1,4}[.)]|\d+[a-z][.)]?\s+)?(?=\w)"
)
"""Where a cue may begin: with a line or a sentence; that of the clerk also in the row that ends the list of members."""
_SEP = (
    r"\s*(?:[:;\-–—]+|\.(?=[^\S\n]+\S)|,(?=\s(?:chair\w*|mayor|cllr|councillor)s?\b)|(?=\n)|"
    r"(?=\t)|(?=\s(?:cllr|councillor|mr|mrs|ms|miss|dr)s?\b))\s*"
)
_BRACKET = r"(?:\s*\([^)\n]{1,40}\))?"
_BEHIND_PRESENT = rf"(?:\s+(?:were|was|included))?{_BRACKET}{_SEP}"
_CUES: tuple[tuple[str, _List, KnownPattern], ...] = tuple(
    (name, kind, KnownPattern(said, re.IGNORECASE))
    for name, kind, said in (
        ("present", _List.PRESENT, pattern("cues.present") + _BEHIND_PRESENT),
        ("present_spaced", _List.PRESENT, pattern("cues.present_spaced") + _BEHIND_PRESENT),
        (
            "chair_first",
            _List.PRESENT,  # the chair's own line heads the list: "Councillor Ash in the Chair"
            r"(?=(?:cllr|councillor|alderman|mr|mrs|ms|miss|dr)\b[^\n]{2,50}\bin\s+the\s+chair\W*\n\s*"
            r"(?:cll?rs?|councillors?|alderm[ae]n)\b)",
        ),
        (
            "in_attendance",
            _List.IN_ATTENDANCE,
            rf"{pattern('cues.in_attendance')}(?:\s+(?:were|was|by))?{_BRACKET}(?:{_SEP}|,?\s+(?=(?-i:[A-Z0-9])))",
        ),
        ("apologies", _List.APOLOGIES, rf"{pattern('cues.apologies')}{_BRACKET}\.?{_SEP}"),
        ("apologies_from", _List.APOLOGIES, rf"{pattern('cues.apologies_from')}\s*:?\s*"),
        ("absent", _List.ABSENT, rf"{pattern('cues.absent')}{_SEP}"),
        ("public", _List.PUBLIC, rf"{pattern('cues.public')}(?:\s+present)?\s*[:\-–—]\s*"),
        ("over", _List.OVER, rf"{pattern('cues.over')}\b"),
    )
)
"""What begins each sort of list; the words are `cues.toml`'s."""
_NEW_ENTRY = r"(?<![,&])(?<!\band)\n\s*(?:the|cll?rs?|councillors?|alderm[ae]n|mr|mrs|ms|miss|dr|rev)\b"
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
_ANY_CUE = re.compile(pattern("cues.any"))
"""What a page, in small letters, holds that lists anybody as present."""
_TITLE_LENGTH = 1500
_MEMBERS_AT_LEAST = 3
_TITLE_OF_MINUTES = KnownPattern(r"^\W*(?:draft\s+|unconfirmed\s+)?minutes\b|\bminutes\W*$", re.I | re.M)
_INVITES = re.compile(r"\bsummon|\binvited\b|^\W*to\s*:|^\W*agenda\b", re.I | re.M)
_ONE_A_LINE = KnownPattern(r"(?:^[^\S\n]*(?:cllrs?|councillors?)\b[^\n]{2,}\n\s*){2,}", re.I | re.M)
_LABELLED = KnownPattern(
    r"^[^\S\n]*(?:(?:parish|town|community)\s+)?(?:councillors|cllrs|members)[^\S\n]*:[^\S\n]*(?=[^\n]{10})",
    re.I | re.M,
)
_WITH_INITIALS = re.compile(r"(?P<name>(?:[A-Z][\w’'.-]*(?:[^\S\n]+|\n(?!\n))){2,4})\((?P<initials>[A-Z]{2,4})\)")
_SENT_THEIRS = re.compile(
    r"\b(?:had\s+|has\s+|have\s+)?(?:sent|given|gave|tendered|submitted|offered)\s+(?:his\s+|her\s+|their\s+)?apologies\b",
    re.I,
)
_GAVE_APOLOGIES = KnownPattern(
    r"(?:(?<=\n)|(?<=\A)|(?<=\.\s))((?:cllrs?|councillors?|mr|mrs|ms|miss|dr)\b[^.:;]{3,160}?)" + _SENT_THEIRS.pattern,
    re.I,
)
_APOLOGIES_OF = KnownPattern(
    r"\bapolog(?:ies|y)\b(?:(?!\n\s*\n)[^.:;]){0,70}?\b(?:from|of|by|on\s+behalf\s+of)\s+(?P<list>(?:(?!\n\s*\n|(?-i:(?<![A-Z]))\.\s*\n|\b(?:be|were|was|is|are)\b)[^;:]){3,800})",
    re.I,
)
_SUBSTITUTE = re.compile(r"\W*(?:for\s+whom|with|in\s+place\s+of|substitut)", re.I)
_A_CLERK = re.compile(
    r"\W*(?:and\s+)?the\s+(?:(?:parish|town|community|deputy|acting|council)\s+)*(?:clerk|secretary)(?:\s+to\s+the\s+(?:\w+\s+)?council)?\W*",
    re.I,
)
_CLERK_ALONE = re.compile(
    r"\W*(?:(?:parish|town|community|deputy|acting|council)\s+)*(?:clerk|secretary)(?:\s+to\s+the\s+(?:\w+\s+)?council)?\W*",
    re.I,
)
_A_CHAIR = re.compile(r"(?:vice[- ]?|deputy )?(?:chair(?:man|woman|person)?|mayor|convener)", re.I)
_ITEM_LINE = re.compile(
    r"\s*(?:\[\d{1,3}\]|\d{1,4}(?:[./]\d{1,3})*[.):]?\s+[A-Z]|[A-Z]{1,5}[./-]?\d{1,4}[./-]\d|(?:item|minute)\s+\d)",
    re.I,
)
_NO_TITLE = "".join(rf"(?<!\b{title})" for title in "Cllr Cllrs Mr Mrs Ms Dr Rev Revd Prof Capt Cyng St".split())
_SEPARATOR = re.compile(
    rf"[,;•▪|]|\s+[-–—]\s+|(?<=\w)\s*:\s|\s(?:(?:ac?/)?and|&|with|plus)\s|(?<=\))\s+(?=[A-Z])|(?<=[a-z)\]]{{2}}){_NO_TITLE}\.(?=\s)"
    r"|(?<=[A-Z]{2})\.(?=\s)|\b[Aa]lso\b:?\s"
)
_SAID_THERE = re.compile(r",?\s*\b(?:present|attended|in\s+attendance|yes)$", re.I)
_SAID_AWAY = re.compile(
    r",?\s*\b(?:apologised|apologized|apolog(?:ies|y)(?:\s+(?:given|received|sent))?|absent|not\s+present|regrets)$",
    re.I,
)
"""What the column of a table says of somebody listed: there, or not."""
_TITLE_BEHIND = re.compile(r"(?<=chair|irman|erson|mayor)(?:\s+(?:cllr|councillor|mr|mrs|ms|miss|dr)\b\.?)+", re.I)
_NUMBER_OF_PEOPLE = re.compile(r"\b(?:public|residents?|parishioners?|press|electors?|others?)\b", re.I)
_INITIAL_FIRST = re.compile(r"[A-Z]\.?\s?[A-Z]")
_NUMBERED = re.compile(r"\d|\w+\s+(?:other\s+)?(?:members\s+of\b|residents|parishioners)\b", re.I)
_PUBLIC_CAME = re.compile(
    r"\w+\s+(?:other\s+)?(?:members\s+of\b|residents|parishioners)\b.*\b(?:present|attend\w*)\b", re.I | re.S
)
_OPENS_PROSE = re.compile(
    r"\W*(?:then\s+)?(?:welcomed|opened|explained|thanked|informed|reported|confirmed|declared|proposed|announced|asked"
    r"|stated|said|advised|noted|read|raised|spoke)\b",
    re.I,
)
"""What makes a line that begins with somebody's name the first of the minutes: "Cllr Ash welcomed everyone"."""
_OF_THE_POLICE = words("titles.police")
_SAME_ITEM = 250
"""How far behind a list of apologies another may begin: "Apologies were noted too from County Cllr Ash"."""
_MISSES_ALLOWED = 6
_LIST_LENGTH = 6000
_LONGEST_CUE = 1000
"""No cue's own word stands so many letters behind its beginning."""
_PAGES_BEHIND = 4


def find_attendance(pages: Sequence[Page], fence: Fence = OPEN) -> Attendance:
    """The attendance of the first meeting whose list of those present stands in the document."""
    opening = next((i for i, page in enumerate(pages) if opens_minutes(page, fence)), None)
    if opening is None:
        return Attendance()
    return _Lists(_Sheet(pages[opening : opening + _PAGES_BEHIND]), fence).read()


@once_a_page
def opens_minutes(page: Page, fence: Fence = OPEN) -> bool:
    """Whether a list of those present stands on the page, as at the head of minutes."""
    head = page.text[:_TITLE_LENGTH]
    if not _ANY_CUE.search(small_letters(page.text)) and not any(
        listed.search(head) for listed in (_ONE_A_LINE, _LABELLED, _WITH_INITIALS)
    ):
        return False
    sheet, fence = _Sheet((page,)), fence.uncounted()
    return any(
        block.kind is _List.PRESENT and _first_of(sheet, block, fence) is not None for block in _blocks(sheet, fence)
    )


class _Sheet:
    """A few pages as one text, with the way back to the page."""

    def __init__(self, pages: Sequence[Page]) -> None:
        self.pages = pages
        self.starts: list[int] = []
        parts: list[str] = []
        hard: set[int] = set()
        cells: set[int] = set()
        origin = 0
        for page in pages:
            self.starts.append(origin)
            parts.append(page.text)
            hard.update(origin + end for end in ended_lines(page))
            cells.update(origin + start for start in cell_starts(page.lines))
            origin += len(page.text) + 1
        self.text = "\n".join(parts)
        self.hard = tuple(sorted(hard | cells))
        self.cells = frozenset(cells)
        bold = [
            Span(self.starts[i] + line.span.start, self.starts[i] + line.span.end)
            for i, page in enumerate(pages)
            for line in page.lines
            if line.bold
        ]
        self._bold_starts = [span.start for span in bold]
        self._bold = bold
        self.begins = tuple(_starts(self.text))
        """Where a cue may begin."""

    def place(self, span: Span) -> PageSpan | None:
        i = bisect_right(self.starts, span.start) - 1
        local = span.shift(-self.starts[i])
        return PageSpan(self.pages[i].number, local.start, local.end) if local.end <= len(self.pages[i].text) else None

    def bold_at(self, offset: int) -> bool:
        i = bisect_right(self._bold_starts, offset) - 1
        return i >= 0 and offset < self._bold[i].end


@dataclass(frozen=True, slots=True)
class _Block:
    """The stretch that a list may take, and the rule that found it."""

    kind: _List
    start: int
    end: int
    rule: str


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


def _lists_before_a_verb(text: str, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
    """What `_WERE_THERE` finds up to an end, tried only as far before each verb as a list may be long."""
    free = 0
    for verb in _VERB.finditer(small_letters(text), 0, end):
        begin = max(free, verb.start() - _LONGEST_LIST_BEFORE - len("A "))
        if found := _WERE_THERE.search(text, begin, verb.end()):
            yield found
            free = found.end()


def _cued(kind: _List, cue: KnownPattern, sheet: _Sheet) -> Iterator[tuple[int, int]]:
    """Where one cue begins and ends."""
    words = cue.places(sheet.text)
    for begins in sheet.begins:
        if begins["row"] is not None and kind is not _List.IN_ATTENDANCE:
            continue
        if words is not None:
            word = bisect_left(words, begins.end())
            if word == len(words) or words[word] - begins.end() > _LONGEST_CUE:
                continue
        found = cue.compiled.match(sheet.text, begins.end())
        if found and begins["row"] is not None and "\n" in found.group():
            continue  # a post in the last cell of somebody's row
        if found:
            yield begins.start(), found.end()


CUE_RULES: tuple[tuple[_List, Rule[[_Sheet], Iterator[tuple[int, int]]]], ...] = tuple(
    (kind, rule(f"attendance.{name}")(partial(_cued, kind, cue))) for name, kind, cue in _CUES
)


def _blocks(sheet: _Sheet, fence: Fence) -> list[_Block]:
    """Each cue with the stretch its list may take: up to the next cue. Of two cues at one place the longer holds."""
    cues: dict[int, tuple[int, _List, str]] = {}
    for kind, cue in CUE_RULES:
        for start, end in fence.each(cue, sheet):
            if end > cues.get(start, (-1,))[0]:
                cues[start] = (end, kind, cue.name)
    ordered = sorted((start, *cue) for start, cue in cues.items()) if cues else []
    verbs_behind = [found.start() for found in _lists_before_a_verb(sheet.text)] if ordered else []
    blocks: list[_Block] = []
    for i, (start, end, kind, by) in enumerate(ordered):
        if i and start < ordered[i - 1][1] - 1:
            continue
        upto = next((s for s, *_ in ordered[i + 1 :] if s >= end), len(sheet.text))
        upto = min([upto, *(s for s in verbs_behind if end < s)])
        blocks.append(_Block(kind, end, min(upto, end + _LIST_LENGTH), by))
    if any(block.kind is _List.PRESENT for block in blocks):
        return blocks
    if (unlabelled := _unlabelled(sheet, [start for start, *_ in ordered], fence)) is not None:
        return [unlabelled, *blocks]
    return [_of_members(sheet, block, fence) for block in blocks]


def _unlabelled(sheet: _Sheet, cues: Sequence[int], fence: Fence) -> _Block | None:
    """The members listed under the title of minutes without a word that says so: one a line, or with their initials."""
    title = _TITLE_OF_MINUTES.search(sheet.text, 0, _TITLE_LENGTH)
    if title is None:
        return None
    head = sheet.text[
        : min([_TITLE_LENGTH, *(at for at in cues if at > title.end() and not _TITLE_OF_MINUTES.match(sheet.text, at))])
    ]
    if _INVITES.search(head):
        return None
    for by in UNLABELLED_RULES:
        if (span := fence.ask(by, None, head, title.start())) is not None:
            block = _Block(_List.PRESENT, span.start, span.end, by.name)
            return block if len(_listed(sheet, block, fence)) >= _MEMBERS_AT_LEAST else None
    return None


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


UNLABELLED_RULES: tuple[Rule[[str, int], Span | None], ...] = (_one_a_line, _behind_a_label, _with_their_initials)


def _of_members(sheet: _Sheet, block: _Block, fence: Fence) -> _Block:
    """The block as that of those present, where members are listed as in attendance and nobody as present."""
    first = _first_of(sheet, block, fence) if block.kind is _List.IN_ATTENDANCE else None
    chairs = first is not None and any(re.search(r"\bchair", said.of(sheet.text), re.I) for said in first.role)
    present = first is not None and (gives_a_seat(first.person.title) or first.person.plural_title or chairs)
    return replace(block, kind=_List.PRESENT) if present else block


@dataclass(slots=True)
class _Entry:
    person: Person
    role: list[Span] = field(default_factory=list)


class _Lists:
    """Collects the three lists of one meeting."""

    def __init__(self, sheet: _Sheet, fence: Fence) -> None:
        self._sheet = sheet
        self._fence = fence
        self._taken: dict[_List, list[Attendee]] = {kind: [] for kind in _List}

    def read(self) -> Attendance:
        """The three lists, nobody twice in one of them."""
        self._take_cued()
        for by in SENTENCE_RULES:
            for kind, span in self._fence.each(by, self._sheet):
                if not self._taken[kind]:
                    self._take(_Block(kind, span.start, span.end, by.name))
        away = self._taken[_List.APOLOGIES] or self._taken[_List.ABSENT]
        present = tuple(_once(self._taken[_List.PRESENT]))
        seats = {a.name for a in present}
        attending = tuple(
            a for a in _once([*self._taken[_List.IN_ATTENDANCE], *self._taken[_List.PUBLIC]]) if a.name not in seats
        )
        return Attendance(present, attending, tuple(_once(away)))

    def _take_cued(self) -> None:
        """The lists behind cues, up to where another meeting's begins."""
        first_present: int | None = None
        begun = 0
        for block in _blocks(self._sheet, self._fence):
            kind, start = block.kind, block.start
            if kind is _List.OVER:
                continue
            if kind is _List.PRESENT:
                if self._taken[_List.PRESENT] and first_present is not None and start - first_present > 1500:
                    break
                first_present = start if first_present is None else first_present
            elif (kind in (_List.APOLOGIES, _List.ABSENT) and self._taken[kind] and start - begun > _SAME_ITEM) or (
                kind in (_List.IN_ATTENDANCE, _List.PUBLIC)
                and first_present is not None
                and start - first_present > 2500
            ):
                continue
            begun = start if kind in (_List.APOLOGIES, _List.ABSENT) else begun
            self._take(block)

    def _take(self, block: _Block) -> None:
        kind = block.kind
        told = tuple(self._taken[kind]) if kind in (_List.APOLOGIES, _List.ABSENT) else ()
        for entry in _listed(self._sheet, block, self._fence):
            at = self._sheet.place(entry.person.at)
            if at is None:
                continue
            name = " ".join(entry.person.at.of(self._sheet.text).split())
            if any(said.name.split()[-1] == name for said in told):
                continue  # the surname alone of somebody whom an earlier list has
            if kind in (_List.IN_ATTENDANCE, _List.PUBLIC) and not entry.person.title and is_matter(name):
                continue
            role, initials = self._role(entry, name)
            to = kind
            if kind is _List.PRESENT and (
                (is_clerkly(entry.person.prefix) or is_clerkly(role))
                or is_visiting_member(entry.person.prefix)
                or (is_visiting_member(role) and len(role.split()) == 2)
                or entry.person.title in _OF_THE_POLICE
            ):
                to = _List.IN_ATTENDANCE
            if away := _SAID_AWAY.search(role):
                to, role = _List.APOLOGIES, role[: away.start()]
            role = office(_SAID_THERE.sub("", role).rstrip(" –—-"))
            self._taken[to].append(Attendee(name, at, role, initials, block.rule))

    def _role(self, entry: _Entry, name: str) -> tuple[str, str]:
        initials = ""
        said: list[Span] = []
        for span in entry.role:
            words = " ".join(span.of(self._sheet.text).split()).strip(" ()[],;:.–—-")
            words = re.sub(r"^(?:Cllr|Clr|Cr)\.?\s+(?=[A-Z]{2,4}$)", "", words)
            if not initials and re.fullmatch(r"(?:[A-Z]\.?){2,4}", words) and spells(words, name):
                initials = words
            elif words:
                said.append(span)
        parts: list[str] = []
        for spans in (
            [s for s in said if s.end <= entry.person.at.start],
            [s for s in said if s.end > entry.person.at.start],
        ):
            if spans:
                whole = Span(spans[0].start, max(span.end for span in spans)).of(self._sheet.text)
                parts.append(" ".join(whole.split()).strip(" ()[],;:.–—-"))
        lead = entry.person.prefix.strip(" ,:;.–—-")
        if (
            lead
            and entry.person.title != lead.strip(".").casefold()
            and not re.fullmatch(
                r"(?i)(?:the\s+)?(?:(?:parish|town|community)\s+)?(?:(?:cllr[’']?s?|councillors?|mr|mrs|ms|miss|dr|mx)\.?\s*)+",
                lead,
            )
        ):
            parts.insert(0, " ".join(lead.split()))
        return _TITLE_BEHIND.sub("", ", ".join(parts)), initials


@rule("attendance.gave_apologies")
def _gave_apologies(sheet: _Sheet) -> Iterator[tuple[_List, Span]]:
    """ "Cllr Ash sent her apologies"."""
    for found in _GAVE_APOLOGIES.finditer(sheet.text):
        yield _List.APOLOGIES, Span(found.start(1), found.end(1))


@rule("attendance.were_there")
def _were_there(sheet: _Sheet) -> Iterator[tuple[_List, Span]]:
    """The list before its verb: "Mr Ash and Ms Birch were in attendance"."""
    for found in _lists_before_a_verb(sheet.text, _LIST_LENGTH):
        attending = found["also"] or "attendance" in found["how"].lower()
        yield _List.IN_ATTENDANCE if attending else _List.PRESENT, Span(found.start("list"), found.end("list"))


@rule("attendance.apologies_of")
def _apologies_of(sheet: _Sheet) -> Iterator[tuple[_List, Span]]:
    """The first sentence that has apologies of somebody, where no list was found."""
    if of := _APOLOGIES_OF.search(sheet.text, 0, _LIST_LENGTH):
        yield _List.APOLOGIES, Span(of.start("list"), of.end("list"))


SENTENCE_RULES: tuple[Rule[[_Sheet], Iterator[tuple[_List, Span]]], ...] = (
    _gave_apologies,
    _were_there,
    _apologies_of,
)
"""Sentences that list people; each for lists of which nothing is known by then."""


def _listed(sheet: _Sheet, block: _Block, fence: Fence) -> Sequence[_Entry]:
    return fence.each(_people, sheet, block.start, block.end)


def _first_of(sheet: _Sheet, block: _Block, fence: Fence) -> _Entry | None:
    """The first entry of a list; the rest is not read."""
    return fence.ask(_first_entry, None, sheet, block.start, block.end)


@rule("attendance.first_entry")
def _first_entry(sheet: _Sheet, start: int, end: int) -> _Entry | None:
    """The first entry of one list."""
    return next(iter(_people.find(sheet, start, end)), None)


@rule("attendance.entries")
def _people(sheet: _Sheet, start: int, end: int) -> Iterator[_Entry]:
    """The entries of one list, ended by the first words that belong to no list."""
    carry = titled_list = False
    misses = 0
    last: _Entry | None = None
    post: Span | None = None
    after_number = False
    heading = sheet.bold_at(start) if start < end else False
    for span, after_line in _entries(sheet, start, end):
        words = span.of(sheet.text)
        if after_line and (_ITEM_LINE.match(words) or (sheet.bold_at(span.start) and not heading)):
            break
        outer, brackets = _without_brackets(sheet.text, span)
        person = person_in(sheet.text, outer, lone_surname=carry)
        if person and not person.titled and titled_list and not carry and last is not None:
            behind = sheet.text[last.person.at.end : span.start]
            alone = after_line or person.prefix or re.search(r"\b(?:and|&)\s*$", behind)
            if not alone and not _surely_a_person(person.at.of(sheet.text), [b.of(sheet.text) for b in brackets]):
                person = None
            elif not alone:
                titled_list = False  # a list of both: those behind may be without titles too
        not_of_last = after_number if last is None else gives_a_seat(last.person.title)
        if _A_CLERK.fullmatch(words) or (not_of_last and _CLERK_ALONE.fullmatch(words)):
            if last is not None:
                yield last
            last, post = None, span
            continue
        if person and _SUBSTITUTE.match(words) and last is not None:
            continue
        if person and not leads_to_a_name(person.prefix):
            break
        if person is None:
            if re.fullmatch(r"(?i)\W*(?:the\s+)?(?:cllrs|councillors|members)\W*", words):
                carry = True
                continue
            if after_line and _PUBLIC_CAME.match(words):
                break
            if after_line and sheet.text[span.end : span.end + 2].lstrip(" ").startswith(":"):
                if last is not None:
                    yield last
                last, post = None, span if _A_CHAIR.fullmatch(words) else None
                continue
            if is_plain_prose(words) and not _NUMBER_OF_PEOPLE.search(words):
                break
            misses += 1
            if misses > _MISSES_ALLOWED:
                break
            if last is not None:
                after_number = bool(_NUMBERED.match(words))
                if after_number:  # what follows is of nobody: "Mrs Ash, 2 members of the public, Parish Clerk"
                    yield last
                    last = None
                else:
                    last.role.append(span)
            continue
        if after_line and person.rest is not None and _OPENS_PROSE.match(person.rest.of(sheet.text)):
            break
        misses = 0
        if last is not None:
            yield last
        if post is not None and re.search(r"\.|\n\s*\n", sheet.text[post.end - 1 : span.start]):
            post = None  # the clerk that ends a list is not whoever begins the next sentence
        carry = person.plural_title or (carry and not gives_a_seat(person.title))
        titled_list = titled_list or person.titled
        last, post = _Entry(person, [post] if post else []), None
        if person.rest is not None and person.rest.of(sheet.text).strip():
            rest = person.rest.of(sheet.text)
            if is_plain_prose(rest):
                break
            last.role.append(person.rest)
        last.role.extend(brackets)
    if last is not None:
        yield last


def _surely_a_person(name: str, said: Sequence[str]) -> bool:
    """Whether a name without a title, among titled ones, is no ward of the last: "Ben Birch (Clerk)"."""
    known = bool(said) and is_given_name(name.split()[0])
    return known or any(map(is_clerkly, said)) or _INITIAL_FIRST.match(name) is not None


def _entries(sheet: _Sheet, start: int, end: int) -> Iterator[tuple[Span, bool]]:
    """The stretches between commas, line ends and "and", brackets kept whole; and whether a line began there."""
    cuts: list[tuple[int, int, bool]] = [
        (m.start(), m.end(), False) for m in _SEPARATOR.finditer(sheet.text, start, end)
    ]
    lo, hi = bisect_right(sheet.hard, start), bisect_right(sheet.hard, end - 1)
    cuts += [(at, at, at not in sheet.cells) for at in sheet.hard[lo:hi]]
    for found in re.finditer(r"\n\s*", sheet.text[start:end]):
        opening = sheet.text[start + found.end() : start + found.end() + 60]
        if _NEW_PERSON.match(opening) and not _UNFINISHED.search(sheet.text, start, start + found.start()):
            cuts.append((start + found.start(), start + found.end(), True))
    for found in _NEXT_TITLED.finditer(sheet.text, start, end):
        before = found["before"]
        if before.casefold() not in _LEADS_TO_A_TITLE and (before == ")" or not before.isupper()):
            cuts.append((found.end("before"), found.end(), False))
    cuts.sort()
    at, new_line = start, True
    for cut, behind, line in cuts:
        if cut < at:
            new_line = new_line or line
            continue
        if line and _breaks_a_name(sheet.text, at, cut):
            continue
        if _open_bracket(sheet.text[at:cut]) and re.search(r"[)\]]", sheet.text[cut : cut + 120]):
            continue
        if sheet.text[at:cut].strip():
            yield _strip(sheet.text, at, cut), new_line
            new_line = False
        at, new_line = max(at, behind), new_line or line
    if sheet.text[at:end].strip():
        yield _strip(sheet.text, at, end), new_line


_NEXT_TITLED = re.compile(r"(?P<before>\b[A-Z][\w’'-]+|\))[^\S\n]+(?=(?:Cllr|Councillor)\b\.?[^\S\n]+[A-Z])")
_LEADS_TO_A_TITLE = frozenset(
    "county cty district ward borough city town parish community unitary local deputy vice "
    "chair chairman chairwoman chairperson mayor leader convener portfolio executive cabinet member the and".split()
)
"""Words before a title that belong to it: not the name of the one before, as in "Cllr Ann Ash Cllr Bo Birch"."""
_NEW_PERSON = re.compile(
    r"(?:Cllrs?|Councillors?|Mr|Mrs|Ms|Miss|Dr|County Cllr|County Councillor)\b\.?"
    r"|[A-Z][a-z]+(?:-[A-Z][a-z]+)?\s+(?:[A-Z]\.?\s+)?[A-Z][a-z]+(?:[-'’][A-Z][a-z]+)?\s*[,(]"
    r"|[A-Z][a-z]+ [A-Z][a-z]+ (?:[A-Z][a-z]+ ){1,3}(?:Clerk|Officer|Manager|Director|Engineer)\n"
)

_UNFINISHED = re.compile(
    r"(?:\b(?:cllrs?|councillors?|mr|mrs|ms|miss|dr|county|district|borough|city|town|parish|ward|of|the|and)\.?|[-&(])\s*\Z",
    re.I,
)


_ONE_INITIAL = re.compile(r"[A-Z]\.?")
_HALF_A_NAME = re.compile(
    r"(?i:\b(?:cllr|councillor|mr|mrs|ms|miss|dr)\b)\.?(?:[^\S\n]+[A-Z]\.?)?\s*\Z|(?:,|\band|&)[^\S\n]+[A-Z]\.?\s*\Z"
)
"""What a line breaks off in the middle of: "Cllr Mrs V"."""


def _breaks_a_name(text: str, at: int, cut: int) -> bool:
    """Whether a line ends between the words of one name: "Cllr Mrs V", or a given name behind the commas of a list."""
    piece = text[at:cut].strip()
    if _HALF_A_NAME.search(text, at, cut) or _ONE_INITIAL.fullmatch(piece):
        return True
    return text[:at].rstrip(" ").endswith(",") and piece.isalpha() and is_given_name(piece)


def _open_bracket(text: str) -> bool:
    return text.count("(") > text.count(")") or text.count("[") > text.count("]")


def _strip(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _without_brackets(text: str, span: Span) -> tuple[Span, list[Span]]:
    """The entry up to its first bracket, and what the brackets hold; an entry in brackets has no outside."""
    opening = min((at for b in "([" if (at := text.find(b, span.start, span.end)) >= 0), default=-1)
    if opening < 0:
        return span, []
    brackets = [
        Span(m.start(1), m.end(1))
        for m in re.finditer(r"[(\[]([^)\]]*)[)\]]?", text[: span.end])
        if m.start() >= opening
    ]
    if not text[span.start : opening].strip():
        closing = text.find(")", opening, span.end)
        return (Span(closing + 1, span.end) if closing >= 0 else Span(span.start, span.start)), brackets
    return Span(span.start, opening), brackets


def _once(people: Sequence[Attendee]) -> Iterator[Attendee]:
    seen: set[str] = set()
    for person in people:
        if person.name.casefold() not in seen:
            seen.add(person.name.casefold())
            yield person
