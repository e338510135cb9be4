"""A county's papers, invented: any number of records as the pipeline would have made them, always the same.

Bodies, people, vocabulary and kinds of paper vary as in life: some bodies meet monthly and some each quarter,
councillors come and go, surnames are shared by strangers, names are printed with initials here and in full there, most
papers are minutes and agendas. Everything is made with its places: no PDF is opened, nothing is read or tagged.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import accumulate

from bench.synthetic import WORDS
from panelsearch.gazetteers.given_names import GIVEN_NAMES
from panelsearch.model.documents import DocumentRecord, Extracted
from panelsearch.model.meetings import (
    Action,
    ActionKind,
    Attendance,
    Attendee,
    Decision,
    DecisionOutcome,
    DocumentKind,
    Item,
    Passage,
    Reading,
    Reference,
    ReferenceKind,
)
from panelsearch.model.mentions import Mention, MentionLabel
from panelsearch.model.pages import Line, Page, Rect
from panelsearch.model.spans import PageSpan, Span

_SEED = 20231121
_WEIGHTS = tuple(accumulate(1 / (rank + 2.7) for rank in range(len(WORDS))))
_SORTS = ("Parish Council", "Town Council", "Community Council", "District Council", "Police and Crime Panel")
_MATTERS = (
    "footbridge", "precept", "playground", "grass cutting", "street lighting", "cemetery", "allotments", "car park",
    "speed limit", "flooding", "library", "bus shelter", "accounts", "policing plan", "complaints", "budget",
)  # fmt: skip
_SURNAMES = tuple(
    first.capitalize() + last
    for first in WORDS[40:340]
    for last in ("ton", "ley", "by", "well", "man", "")
)  # fmt: skip
_GIVEN = tuple(sorted(name.capitalize() for name in GIVEN_NAMES))
_FIRST_DAY = date(2009, 1, 6)
_PAGE_LINES = 46


@dataclass(frozen=True, slots=True)
class Body:
    """One body: what it is called, who sits on it and in which years, and how many weeks lie between its meetings."""

    name: str
    members: tuple[tuple[str, int, int], ...]
    clerk: str
    weeks: int

    def sitting(self, day: date) -> list[str]:
        """Its members on a day."""
        return [name for name, first, last in self.members if first <= day.year <= last] or [self.members[0][0]]


def bodies(count: int) -> tuple[Body, ...]:
    """So many bodies, no two of one name."""
    dice = random.Random(f"{_SEED} bodies")
    made = []
    for number in range(count):
        place = (
            f"{WORDS[500 + number % 20_000].capitalize()}{('', ' Magna', ' Parva', '-on-Sal')[number // 20_000 % 4]}"
        )
        members = []
        for _ in range(dice.randint(7, 24)):
            first = dice.randint(2005, 2022)
            members.append((f"{dice.choice(_GIVEN)} {dice.choice(_SURNAMES)}", first, first + dice.randint(2, 14)))
        clerk = f"{dice.choice(_GIVEN)} {dice.choice(_SURNAMES)}"
        made.append(Body(f"{place} {dice.choice(_SORTS)}", tuple(members), clerk, dice.choice((4, 4, 4, 6, 8, 13))))
    return tuple(made)


def records(count: int) -> Iterator[tuple[str, DocumentRecord]]:
    """So many papers with their names in the library: a body's meetings in turn, an agenda and minutes for most."""
    dice = random.Random(_SEED)
    all_bodies = bodies(max(3, count // 120))
    made, meeting = 0, 0
    while made < count:
        for number, body in enumerate(all_bodies):
            day = _FIRST_DAY + timedelta(weeks=body.weeks * meeting, days=number % 4)
            for kind in _kinds(dice):
                if made == count:
                    return
                yield f"{number:05}/{day}-{kind.value}-{made}.pdf", _Writing(dice, body, day, kind).record()
                made += 1
        meeting += 1


def _kinds(dice: random.Random) -> tuple[DocumentKind, ...]:
    return dice.choice((
        (DocumentKind.AGENDA, DocumentKind.MINUTES),
        (DocumentKind.AGENDA, DocumentKind.MINUTES),
        (DocumentKind.MINUTES,),
        (DocumentKind.MINUTES, DocumentKind.REPORT),
        (DocumentKind.OTHER,),
    ))  # fmt: skip


@dataclass(slots=True)
class _Writing:
    """A paper being written: its lines, and what stands in them."""

    dice: random.Random
    body: Body
    day: date
    kind: DocumentKind
    pages: list[Page] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    length: int = 0
    items: list[Item] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    actions: list[Action] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    present: list[Attendee] = field(default_factory=list)
    attending: list[Attendee] = field(default_factory=list)
    apologies: list[Attendee] = field(default_factory=list)

    def record(self) -> DocumentRecord:
        """The whole paper."""
        title = f"{self.kind.value.capitalize()} of {self.body.name}"
        self._head(title)
        for number in range(1, self.dice.randint(3, 8)):
            self._item(number)
        self._turn()
        attendance = Attendance(tuple(self.present), tuple(self.attending), tuple(self.apologies))
        reading = Reading(
            self.kind, title, self.body.name, self.day, items=tuple(self.items), decisions=tuple(self.decisions),
            attendance=attendance, passages=tuple(self.passages), actions=tuple(self.actions),
            references=tuple(self.references),
        )  # fmt: skip
        mentions = tuple(sorted(self.mentions, key=lambda one: one.at))
        return DocumentRecord(Extracted(tuple(self.pages)), reading, mentions)

    def _line(self, text: str) -> PageSpan:
        """Write one line; its place."""
        if len(self.lines) == _PAGE_LINES:
            self._turn()
        at = PageSpan(len(self.pages) + 1, self.length, self.length + len(text))
        self.lines.append(text)
        self.length += len(text) + 1
        return at

    def _turn(self) -> None:
        """Begin another page."""
        lines, start = [], 0
        for row, text in enumerate(self.lines):
            span = Span(start, start + len(text))
            lines.append(Line(span, Rect(72, 770 - 15 * row, 520, 781 - 15 * row), 11, False, False, (span,)))
            start = span.end + 1
        number = len(self.pages) + 1
        self.pages.append(Page(number, "\n".join(self.lines), str(number), 595, 842, lines=tuple(lines)))
        self.lines, self.length = [], 0

    def _mention(self, label: MentionLabel, line: PageSpan, text: str, words: str, **values: object) -> None:
        start = line.start + text.index(words)
        at = PageSpan(line.page, start, start + len(words))
        self.mentions.append(Mention(label, at, **values))  # type: ignore[arg-type]

    def _head(self, title: str) -> None:
        told = f"{self.day.day} {self.day:%B %Y}"
        first = self._line(self.body.name)
        self._mention(MentionLabel.COUNCIL, first, self.body.name, self.body.name, canonical=self.body.name)
        text = f"{title} held on {told}"
        last = self._line(text)
        self._mention(MentionLabel.DATE, last, text, told, iso=self.day.isoformat())
        if self.kind is DocumentKind.MINUTES:
            for name in self.body.sitting(self.day):
                away = self.dice.random() < 0.15
                printed = name if self.dice.random() < 0.6 else f"{name[0]} {name.split()[1]}"
                last = self._listed("Apologies: " if away else "Present: ", printed, name, away)
            clerk = f"In attendance: {self.body.clerk} (Clerk)"
            last = self._line(clerk)
            self._mention(MentionLabel.PERSON, last, clerk, self.body.clerk, canonical=self.body.clerk)
            at = PageSpan(last.page, last.start + 15, last.start + 15 + len(self.body.clerk))
            self.attending.append(Attendee(self.body.clerk, at, "Clerk"))
        self._passage(first, last, None)

    def _listed(self, cue: str, printed: str, name: str, away: bool) -> PageSpan:
        text = f"{cue}{printed}"
        line = self._line(text)
        at = PageSpan(line.page, line.start + len(cue), line.end)
        (self.apologies if away else self.present).append(Attendee(printed, at))
        self.mentions.append(Mention(MentionLabel.PERSON, at, canonical=printed))
        return line

    def _passage(self, first: PageSpan, last: PageSpan, item: int | None) -> None:
        if first.page == last.page:
            self.passages.append(Passage(PageSpan(first.page, first.start, last.end), item))
        else:  # a passage keeps to its page: one to the end of the first, one from the head of the last
            end = len(self.pages[first.page - 1].text)
            self.passages.append(Passage(PageSpan(first.page, first.start, end), item))
            self.passages.append(Passage(PageSpan(last.page, 0, last.end), item))

    def _words(self, least: int, most: int) -> str:
        count = self.dice.randint(least, most)
        return " ".join(self.dice.choices(WORDS, cum_weights=_WEIGHTS, k=count))

    def _item(self, number: int) -> None:
        matter = self.dice.choice(_MATTERS)
        heading = f"{number}. {matter.capitalize()} {self._words(0, 2)}".strip()
        if len(self.lines) > _PAGE_LINES - 8:
            self._turn()
        first = last = self._line(heading)
        index = len(self.items)
        for _ in range(self.dice.randint(1, 3)):
            last = self._line(f"{self._words(8, 16)} {matter} {self._words(2, 6)}.".capitalize())
        if self.dice.random() < 0.4:
            last = self._sum()
        if self.dice.random() < 0.15:
            last = self._reference()
        if self.kind is DocumentKind.MINUTES:
            if self.dice.random() < 0.5:
                last = self._decision(matter, index)
            if self.dice.random() < 0.25:
                last = self._action(matter, index)
        self.items.append(Item(str(number), heading.split(". ", 1)[1], first, last.page, last.end))
        self._passage(first, last, index)

    def _sum(self) -> PageSpan:
        pounds = int(self.dice.paretovariate(0.6) * 40) % 5_000_000
        words = f"£{pounds:,}"
        text = f"{words} {self._words(3, 8)}."
        line = self._line(text)
        self._mention(MentionLabel.MONEY, line, text, words, value_pence=pounds * 100, currency="GBP")
        return line

    def _reference(self) -> PageSpan:
        before = self.day - timedelta(weeks=self.body.weeks)
        number = str(self.dice.randint(1, 6))
        told = f"{before.day} {before:%B %Y}"
        words = f"Minute {number} of {told}"
        text = f"See {words} {self._words(1, 4)}."
        line = self._line(text)
        self._mention(MentionLabel.DATE, line, text, told, iso=before.isoformat())
        at = PageSpan(line.page, line.start + 4, line.start + 4 + len(words))
        self.references.append(Reference(at, ReferenceKind.MINUTE, number, before))
        return line

    def _decision(self, matter: str, item: int) -> PageSpan:
        sitting = self.body.sitting(self.day)
        movers = self.dice.sample(sitting, 2) if len(sitting) > 1 else [sitting[0], self.body.clerk]
        outcome = self.dice.choices(
            (DecisionOutcome.AGREED, DecisionOutcome.NOTED, DecisionOutcome.DEFERRED, DecisionOutcome.REFUSED),
            (60, 25, 10, 5),
        )[0]
        text = f"RESOLVED: That the {matter} {self._words(4, 12)} be {outcome.value}."
        line = self._line(text)
        self.decisions.append(Decision(line, outcome, item, movers[0], movers[1]))
        moved = f"Proposed by {movers[0]}, seconded by {movers[1]}."
        last = self._line(moved)
        if last.page != line.page:
            return last
        for name in movers:
            self._mention(MentionLabel.PERSON, last, moved, name, canonical=name)
        return last

    def _action(self, matter: str, item: int) -> PageSpan:
        text = f"ACTION: Clerk to {self._words(3, 9)} about the {matter}."
        line = self._line(text)
        self.actions.append(Action(line, ActionKind.ACTION, item, "Clerk", (self.body.clerk,)))
        return line
