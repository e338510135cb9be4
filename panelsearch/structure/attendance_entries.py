"""How is a list cut into people, each with what is said beside the name? The first words that belong to no list end it.

What is no name is an office of whoever stands before it, a label over those behind it, a number of people, or prose,
which ends the list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from panelsearch.gazetteers.loader import pattern
from panelsearch.model.spans import Span
from panelsearch.structure.attendance_chunks import Chunk, chunks_of, without_brackets
from panelsearch.structure.attendance_sentences import SENT_THEIRS
from panelsearch.structure.attendance_sheet import Sheet
from panelsearch.structure.attendance_zones import ListKind, Zone
from panelsearch.structure.attendee_names import (
    Person,
    gives_a_seat,
    is_a_post,
    is_clerkly,
    is_given_name,
    is_ordinary,
    is_plain_prose,
    is_title,
    leads_to_a_name,
    may_be_a_name,
    person_in,
)
from panelsearch.structure.brackets import bracketed
from panelsearch.structure.listed_names import INITIAL_FIRST, ONE_WORD, ListedNames, are_lone_words, surely_a_person
from panelsearch.text.rule_engine import rule


@dataclass(slots=True)
class Entry:
    """Somebody on a list and the stretches that say something of them; `guest` where the list says "residents"."""

    person: Person
    role: list[Span] = field(default_factory=list)
    guest: bool = False


_MISSES_ALLOWED = 6
_HEADS_MEMBERS = re.compile(rf"[^\S\n]*:[^\S\n]*\n\s*{pattern('cues.who')}[^\S\n]*:", re.I)
"""Behind the name of a council whose members are listed next: "Oldmere Council:" above "Councillors: Ash"."""
_ITEM_LINE = re.compile(pattern("cues.item_line"), re.I)
_NOBODY = re.compile(rf"\W*{pattern('cues.nobody')}", re.I)
_SUB_LABEL = re.compile(rf"\s*\d+(?:\.\d+)+\.?\s+{pattern('cues.who')}\W*", re.I)
_OF_A_GROUP = re.compile(
    r"(?:[A-Z][\w’'-]*\s+){1,3}(?i:members|councillors|cllrs|directors|trustees|representatives|guests|governors|officers|staff)"
)
"""What stands before the colon of a group's own list: "Visiting Members:"."""
_FIRST_ITEM = re.compile(
    r"I\.[^\S\n]+[A-Z](?=[\s\S]{1,3000}?\nII\.\s)|A\.[^\S\n]+(?:[\w’'-]+[^\S\n]+){1,5}?[\w’'-]+(?::|\s[–—-])\s"
)
"""What begins the first item of a paper that numbers them so, rather than a name: "A. Hedge survey – Ann Ash told"."""
_STOP = re.compile(r"[a-z]\.")
_PLACE_LABEL = re.compile(r"([A-Z][^:\n\t]{3,60}?)\s?:\s")
_TABLE_HEAD = re.compile(rf"\W*{pattern('cues.table_head')}\W*", re.I)
_ENUMERATED = re.compile(r"\s*\(?(?:\d{1,2}|[a-z]|[ivx]{1,5})[.)]\s+(?=\S)")
_SUBSTITUTE = re.compile(r"\W*(?:for\s+whom|with|in\s+place\s+of|substitut)", re.I)
_A_CLERK = re.compile(rf"\W*(?:and\s+)?the\s+{pattern('posts.clerk')}\W*", re.I)
_CLERK_ALONE = re.compile(rf"\W*{pattern('posts.clerk')}\W*", re.I)
_A_CHAIR = re.compile(r"(?:vice[- ]?|deputy )?(?:chair(?:man|woman|person)?|mayor|convener)", re.I)
_PLURAL_LABEL = re.compile(rf"\W*(?:the\s+)?(?:{pattern('titles.plural_label')})\W*", re.I)
_POST_BEHIND = re.compile(r"\s*(?:\(|[–—-])\s*(?P<post>[^,;.()\n–—]{3,60})")
_NUMBER_OF_PEOPLE = re.compile(r"\b(?:public|residents?|parishioners?|press|electors?|others?)\b", re.I)
_NUMBERED = re.compile(r"\d|\w+\s+(?:other\s+)?(?:members\s+of\b|residents|parishioners)\b", re.I)
_PUBLIC_CAME = re.compile(
    r"\w+\s+(?:other\s+)?(?:members\s+of\b|residents|parishioners)\b.*\b(?:present|attend\w*)\b", re.I | re.S
)
_GUESTS = re.compile(rf"\b{pattern('cues.guests')}\b", re.I)
_TOLD_THERE = re.compile(
    r"\W*(?:(?:was|were|had|has|have|been|also|both|all|are|is|being)\s+)*"
    r"(?:present|in\s+attendance|attended|attending|absent|excused|apologi[sz]ed|in\s+the\s+chair)\b",
    re.I,
)
_FOOTNOTE = re.compile(r"[*†‡]{1,3}\s?[a-z]")
"""What a mark beside some names stands for: "*voting member"."""
_TIMED = re.compile(r"\W*(?:arrived|left|joined|entered|departed|who\b|from\b|until\b|attended)", re.I)
_A_VERB = re.compile(r"(?<=\w )(?:[a-z]{3,}ed|was|were|is|has|had|gave|took|read|made|said)\b")
_OF_THE_LAST = re.compile(r"who(?:m|se)?\b")
_CAME_OR_LEFT = re.compile(r"\W*(?:(?:then|later)\s+)?(?:arrived|joined|entered|left|departed)\b", re.I)
_SPEAKS = re.compile(r"\W*(?:(?:then|also|had)\s+)*(?:asked|told|said|reminded|informed|thanked|wrote|spoke)\b")
"""Not who keeps the minutes: "asked if the clerk had heard"."""
_LATE = re.compile(r"\b(?:late(?:ness)?|arriv\w+\s+late|delayed)\b", re.I)
_FINITE = re.compile(
    r"\W*(?:(?:of|from)\s+(?:the\s+)?(?:[A-Z][\w’'-]*\s+){1,4})?(?:(?:then|also|had|has|have|was|were|is|will|would)\s+)*"
    r"(?:[a-z]{2,}ed|said|told|gave|spoke|was|were|is|has|had|have|will|would|took|read|rose|felt|made|put|led|drew|met|thought|brought"
    r"|noted|says?|gives?|reports?)\b"
)
"""A clause about somebody, not what they are: "Cllr Ash welcomed everyone"."""
_MORE_OF_THE_NAME = frozenset(("retired", "based", "titled", "named"))
_BULLETS = ("•", "▪", "●", "○", "-", "–", "*")


@rule("attendance.entries")
def entries(sheet: Sheet, zone: Zone) -> Iterator[Entry]:
    """The people of one list, ended by the first words that belong to no list."""
    return iter(_Reader(sheet, zone).read())


@rule("attendance.first_entry")
def first_entry(sheet: Sheet, zone: Zone) -> Entry | None:
    """The first entry of one list."""
    return next(iter(_Reader(sheet, zone).read()), None)


class _Reader:
    """Reads one list entry by entry."""

    def __init__(self, sheet: Sheet, zone: Zone) -> None:
        self._sheet, self._zone = sheet, zone
        self._text = sheet.text
        self._whole = Span(zone.pieces[0].start, max(piece.end for piece in zone.pieces))
        self._brackets = bracketed(self._text, self._whole)
        self._names = ListedNames(self._text, self._brackets, zone)
        self._last: Entry | None = None
        self._opens_a_sentence = False  # whether the last does
        self._post: Span | None = None
        self._carry = False  # a plural title carries surnames alone
        self._titled = False  # the list gives titles: what has none is something said of the last
        self._guests = False
        self._after_number = False
        self._misses = 0
        self._found = 0
        self._name_column: int | None = None
        self._named_in: set[int] = set()
        """The columns of a table in which somebody was named."""
        self._labelled = False
        """Whether places or groups are told before those who speak for them."""
        self._heads_at = -1
        self._over = False
        self._upto = self._whole.end

    def read(self) -> Iterator[Entry]:
        """The entries in order."""
        for piece in self._zone.pieces:
            self._upto = piece.end
            chunks = chunks_of(self._sheet, piece, self._brackets)
            lone = are_lone_words(self._text, chunks, self._zone)
            numbered = bool(chunks and _ENUMERATED.match(self._text, chunks[0].at.start, chunks[0].at.end))
            heading = self._sheet.bold_at(piece.start) if len(piece) else False
            skip = 0
            for i, chunk in enumerate(chunks):
                if skip > 0:
                    skip -= 1
                    continue
                if chunk.line and self._begins_something_else(chunk, heading, numbered):
                    self._over = True
                    break
                if chunk.line and (begins := self._label_ends(chunk, piece.end)) is not None:
                    yield from self._close()
                    skip = sum(later.at.start < begins for later in chunks[i + 1 :])
                    continue
                if (swapped := self._names.surname_first(chunks, i)) is not None:
                    skip = 1
                    yield from self._take(Entry(*swapped))
                    continue
                if chunk.line and self._names.is_before_a_dash(chunk, chunks[i + 1] if i + 1 < len(chunks) else None):
                    yield from self._close()
                    continue
                chunk = self._without_number(chunk)
                yield from self._chunk(chunk, chunks[i + 1] if i + 1 < len(chunks) else None, lone)
                if self._over:
                    break
            if self._over:
                break
        yield from self._close()

    # -- one chunk ----------------------------------------------------------------------------------------------------

    def _chunk(self, chunk: Chunk, following: Chunk | None, lone: bool) -> Iterator[Entry]:
        text, said = self._text, chunk.at.of(self._text)
        cell = self._cell_of(chunk)
        if cell is not None:
            cells, column = cell
            heads = [i for i, one in enumerate(cells) if _TABLE_HEAD.fullmatch(one.of(text))]
            # "Councillors | Ann Ash" heads no column.
            if heads and not any(person_in(text, one) for i, one in enumerate(cells) if i not in heads):
                self._name_column = heads[0]
                self._heads_at = cells[0].start
            if cells[0].start == self._heads_at:
                return
            if self._is_beside_a_name(chunk, cells, column):
                self._say(chunk.at)
                return
        if not self._found and self._last is None and _NOBODY.match(said):
            self._over = True
            return
        outer, brackets = without_brackets(text, chunk.at, self._brackets)
        if chunk.line and _OF_A_GROUP.fullmatch(said) and self._text[chunk.at.end : chunk.at.end + 1] == ":":
            yield from self._close()
            self._guests = bool(_GUESTS.search(said))
            return
        person = person_in(text, outer, lone_surname=self._carry or lone)
        if person is None or not person.plural_title:  # "Commissioners Ash, Elm" are posts of several
            person = self._names.by_post(outer) or person
        person = person if person is None or not self._is_said_of_the_last(person, chunk, brackets) else None
        if (person is None or self._names.shares_a_surname(person, following)) and (
            joint := self._names.joint(outer, following)
        ) is not None:
            person = joint
        if person is None and (held := self._names.in_brackets(outer, brackets)) is not None:
            person, brackets = held, []
        if person is None and (called := self._names.initialled(outer, brackets)) is not None:
            person, brackets = called, []
        if person is None and self._is_a_lone_name(chunk, outer, following):
            person = person_in(text, outer, lone_surname=True)
        if self._is_the_clerk(said):
            yield from self._close()
            self._post = chunk.at
            return
        if person and _SUBSTITUTE.match(said) and self._last is not None:
            return
        if person and not leads_to_a_name(person.prefix):
            if _GUESTS.search(person.prefix):
                self._guests = True
            else:
                self._over = True
                return
        if person is None and chunk.line and self._names.holder_follows(chunk, following):
            yield from self._close()
            self._post = chunk.at
            return
        uncounted = person is not None and (person.titled or chunk.line or self._has_a_post(person))
        if person is None or (self._after_number and not uncounted):
            yield from self._no_name(chunk, said)
            return
        if cell is not None:
            self._named_in.add(cell[1])
        yield from self._somebody(chunk, person, brackets)

    def _has_a_post(self, person: Person) -> bool:
        """Whether a post is printed behind the name: "2 members of the press, R Elm – Town Clerk"."""
        behind = _POST_BEHIND.match(self._text, person.at.end)
        return behind is not None and is_a_post(behind["post"].strip())

    def _somebody(self, chunk: Chunk, person: Person, brackets: Sequence[Span]) -> Iterator[Entry]:
        rest = person.rest.of(self._text) if person.rest is not None else ""
        behind = self._text[chunk.at.end : min(chunk.at.end + 60, self._upto)]
        told = bool(_TOLD_THERE.match(rest or behind) or SENT_THEIRS.match(rest.strip()))
        told = told or (is_clerkly(rest) and not _SPEAKS.match(rest))
        if self._zone.kind is ListKind.APOLOGIES and _LATE.search(rest):
            self._over = True
            return
        away = self._zone.kind in (ListKind.APOLOGIES, ListKind.ABSENT)
        if away and chunk.sentence and _CAME_OR_LEFT.match(rest or behind):
            self._over = True  # "Absent: Ash. Birch arrived at 6:14"
            return
        if rest[:2] in ("'s", "’s"):
            rest = rest[2:].strip()
            if rest and not rest.startswith("apologies"):
                self._over = True  # "Cllr Birch's report was read"
                return
        timed = self._zone.kind is not ListKind.APOLOGIES and bool(_TIMED.match(rest))
        if rest and not told and not timed and _FINITE.match(rest) and rest.split()[0] not in _MORE_OF_THE_NAME:
            if chunk.joined and self._opens_a_sentence:
                self._last = None  # "Apologies: Ash. Birch and Elm declared an interest"
            self._over = True
            return
        if not rest and (chunk.line or chunk.sentence) and not told and _FINITE.match(behind) and behind[:1] == " ":
            self._over = True
            return
        self._misses = 0
        self._after_number = self._after_number and not chunk.line and not self._has_a_post(person)
        yield from self._close()
        if self._post is not None and re.search(r"\.|\n\s*\n", self._text[self._post.end - 1 : chunk.at.start]):
            self._post = None  # the clerk that ends a list is not whoever begins the next sentence
        led = bool(person.prefix) and is_a_post(person.prefix)
        self._carry = person.plural_title or (self._carry and not gives_a_seat(person.title) and not led)
        self._titled = self._titled or person.titled
        self._guests = (self._guests and not chunk.line and not chunk.sentence) or bool(_GUESTS.search(person.prefix))
        entry = Entry(person, [self._post] if self._post else [], self._guests)
        self._post = None
        said = [bracket for bracket in brackets if bracket.end > person.at.start]
        if any(_LATE.search(one.of(self._text)) for one in said) and self._zone.kind is ListKind.APOLOGIES:
            self._found += 1
            return
        self._last, self._opens_a_sentence = entry, chunk.sentence
        if rest.strip():
            if is_plain_prose(rest) and not told and not timed:
                self._over = True
                return
            if person.rest is not None:
                entry.role.append(person.rest)
        entry.role.extend(brackets)

    def _no_name(self, chunk: Chunk, said: str) -> Iterator[Entry]:
        """A chunk that names nobody: a label, a number of people, something said of the last, or the list's end."""
        if _PLURAL_LABEL.fullmatch(said):
            self._carry = True
            return
        if chunk.line and _FOOTNOTE.match(said):
            return
        if _GUESTS.search(said) and not _NUMBERED.match(said) and chunk.line:
            self._guests = True
        if chunk.line and _PUBLIC_CAME.match(said):
            self._over = True
            return
        if chunk.line and said.isupper() and len(said.split()) > 1 and self._listed_in_small_letters():
            self._over = True  # a heading
            return
        colon = self._text[chunk.at.end : chunk.at.end + 2].lstrip(" ").startswith(":")
        if chunk.line and colon:
            yield from self._close()
            if self._zone.kind is ListKind.APOLOGIES and is_plain_prose(said):
                self._over = True  # "the following advised that they would be substituting:"
                return
            self._post = chunk.at if _A_CHAIR.fullmatch(said) else None
            return
        if colon and chunk.sentence and is_a_post(said):
            yield from self._close()
            self._post = chunk.at  # "... and Ann Elm. Director: Ben Oak"
            return
        if chunk.sentence and (verb := _A_VERB.search(said)) and not _TOLD_THERE.match(said[verb.start() :]):
            self._over = True  # "City Recorder Ann Ash declared a quorum"
            return
        if _OF_THE_LAST.match(said):
            return  # "Cllr Ash, who was unwell, and Cllr Birch"
        if is_plain_prose(said) and not _NUMBER_OF_PEOPLE.search(said) and not SENT_THEIRS.search(said):
            self._over = True
            return
        self._misses += 1
        if self._misses > _MISSES_ALLOWED:
            self._over = True
            return
        if self._last is not None or not self._found:
            self._after_number = self._after_number or bool(_NUMBERED.match(said))
        if self._after_number:  # what follows is of nobody: "Mrs Ash, 2 members of the public, Parish Clerk"
            yield from self._close()
        elif not self._posts_go_first(chunk):
            self._say(chunk.at)

    def _posts_go_first(self, chunk: Chunk) -> bool:
        """Whether what a semicolon opens is the next one's post: "Engineer Dan Elm; Planning and ..."."""
        if self._last is None:
            return False
        said, parted, _ = self._text[self._last.person.at.end : chunk.at.start].rpartition(";")
        told = (self._last.person.prefix, said.strip(" ,\n"))
        return bool(parted) and any(is_a_post(post.replace("-", " ")) for post in told)

    def _take(self, entry: Entry) -> Iterator[Entry]:
        yield from self._close()
        self._misses = 0
        self._last = entry

    def _close(self) -> Iterator[Entry]:
        if self._last is not None:
            self._found += 1
            yield self._last
        self._last = None

    def _say(self, span: Span) -> None:
        if self._last is not None:
            self._last.role.append(span)

    # -- what a chunk is ----------------------------------------------------------------------------------------------

    def _begins_something_else(self, chunk: Chunk, heading: bool, numbered: bool) -> bool:
        """Whether a line begins an item, or is set in bold where the list is not."""
        said = chunk.at.of(self._text)
        if self._sheet.bold_at(chunk.at.start) and not heading and not _HEADS_MEMBERS.match(self._text, chunk.at.end):
            return True
        if _SUB_LABEL.fullmatch(said):
            return False
        if self._zone.kind is ListKind.APOLOGIES and (self._found or self._last):
            if self._is_a_place_with_its_people(chunk):
                return True
            before = self._end_above_a_gap(chunk.at.start)
            if self._found and before and _STOP.match(self._text, before - 2) and not is_title(said.split()[0]):
                return True
        if self._found and _FIRST_ITEM.match(self._text, chunk.at.start) and self._end_above_a_gap(chunk.at.start):
            return True
        return bool(_ITEM_LINE.match(said)) and not (numbered and _ENUMERATED.match(said))

    def _end_above_a_gap(self, at: int) -> int:
        """Where what stands before a place ends, if a blank line comes between; else 0."""
        end = at
        while end and self._text[end - 1].isspace():
            end -= 1
        return end if self._text.count("\n", end, at) > 1 else 0

    def _is_a_place_with_its_people(self, chunk: Chunk) -> bool:
        """Whether a line tells behind a colon who is whose, there or not: "Oldmere and Elm: Ann Ash"."""
        labelled = _PLACE_LABEL.match(self._text, chunk.at.start)
        return labelled is not None and not _PLURAL_LABEL.fullmatch(labelled[1]) and not is_a_post(labelled[1])

    def _label_ends(self, chunk: Chunk, upto: int) -> int | None:
        """Where the words end that tell for whom those behind them speak."""
        ends = self._names.behind_a_label(chunk, upto, labelled=self._labelled)
        self._labelled = self._labelled or ends is not None
        return ends

    def _without_number(self, chunk: Chunk) -> Chunk:
        number = _ENUMERATED.match(self._text, chunk.at.start, chunk.at.end) if chunk.line else None
        return replace(chunk, at=Span(number.end(), chunk.at.end)) if number else chunk

    def _listed_in_small_letters(self) -> bool:
        return self._last is not None and not self._last.person.at.of(self._text).isupper()

    def _is_the_clerk(self, said: str) -> bool:
        not_of_last = self._after_number if self._last is None else gives_a_seat(self._last.person.title)
        return bool(_A_CLERK.fullmatch(said) or (not_of_last and _CLERK_ALONE.fullmatch(said)))

    def _is_said_of_the_last(self, person: Person, chunk: Chunk, brackets: Sequence[Span]) -> bool:
        """Whether what looks like a name is what the last sits for: a ward, in a list that gives titles."""
        if person.titled or not self._titled or self._carry or self._last is None:
            return False
        behind = self._text[self._last.person.at.end : chunk.at.start]
        alone = chunk.line or person.prefix or re.search(r"\b(?:and|&)\s*$", behind)
        if alone:
            return False
        firm = self._text[chunk.at.end : chunk.at.end + 3].lstrip().startswith("&")
        if firm or not surely_a_person(person.at.of(self._text), [one.of(self._text) for one in brackets]):
            return True
        self._titled = False  # a list of both: those behind may be without titles too
        return False

    def _cell_of(self, chunk: Chunk) -> tuple[list[Span], int] | None:
        """The cells of the row that a chunk stands in, without that of the cue, and which of them it is."""
        line = self._sheet.line_at(chunk.at.start)
        if line is None or not self._sheet.lines[line][1].cells:
            return None
        span, printed = self._sheet.lines[line]
        cells = [cell.shift(span.start - printed.span.start) for cell in printed.cells]
        if cells[0].end <= self._zone.pieces[0].start:
            cells = cells[1:]
        if len(cells) < 2:
            return None
        return cells, next((i for i, cell in enumerate(cells) if chunk.at.start < cell.end), len(cells) - 1)

    def _is_beside_a_name(self, chunk: Chunk, cells: Sequence[Span], column: int) -> bool:
        """Whether the chunk stands in a cell that is not for names, or that says something of a name before it."""
        if self._name_column is not None:
            return column != self._name_column
        if self._last is None or column == 0 or self._last.person.at.start < cells[0].start:
            return False
        person = person_in(self._text, without_brackets(self._text, chunk.at, self._brackets)[0])
        name = person.at.of(self._text) if person is not None else ""
        if person is not None and column in self._named_in:
            return False
        return person is None or not (
            person.titled or is_given_name(name.split()[0]) or INITIAL_FIRST.match(name) is not None
        )

    def _is_a_lone_name(self, chunk: Chunk, outer: Span, following: Chunk | None) -> bool:
        """Whether one word on a line of its own is somebody, in a list of which others are: "Sai"."""
        alone = chunk.line and (following is None or following.line) and bool(self._found or self._last)
        word = outer.of(self._text).strip()
        listed = is_given_name(word) or self._text[: outer.start].rstrip().endswith(_BULLETS)
        one = bool(ONE_WORD.fullmatch(word)) and not is_ordinary(word)
        return alone and listed and not self._titled and one and may_be_a_name(word)
