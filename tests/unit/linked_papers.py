"""Papers for tests of what joins a library: each is a few names on a page, stored and published as a run would."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from panelsearch.ingestion.published_tables import DERIVED_TABLES
from panelsearch.model.documents import DocumentRecord, Extracted
from panelsearch.model.meetings import Attendance, Attendee, DocumentKind, Passage, Reading
from panelsearch.model.mentions import Mention, MentionLabel
from panelsearch.model.pages import Page
from panelsearch.model.spans import PageSpan
from panelsearch.storage.base import WritableStore
from panelsearch.storage.packing import pack
from panelsearch.storage.records import Generation, Member
from panelsearch.storage.registry import open_store


@dataclass(frozen=True)
class Paper:
    """A paper of a body and a day. Names are "canonical|printed", or one for both; lists of who came mention theirs,
    but for those given as "|printed".

    `sums` are pence, `dates` as ISO writes them; each is a passage of its own, as is every name.
    """

    body: str | None = None
    day: date | None = None
    names: tuple[str, ...] = ()
    present: tuple[str, ...] = ()
    attending: tuple[str, ...] = ()
    apologies: tuple[str, ...] = ()
    councils: tuple[str, ...] = ()
    sums: tuple[int, ...] = ()
    dates: tuple[str, ...] = ()
    kind: DocumentKind = DocumentKind.MINUTES
    draft: bool = False

    def record(self) -> DocumentRecord:
        """The paper as the pipeline would have read it."""
        lines: list[str] = []
        mentions: list[Mention] = []
        lists: list[tuple[Attendee, ...]] = []

        def write(text: str) -> PageSpan:
            start = sum(len(line) + 1 for line in lines)
            lines.append(text)
            return PageSpan(1, start, start + len(text))

        for names in (self.present, self.attending, self.apologies):
            listed = [(canonical, printed, write(printed)) for canonical, printed in map(_both, names)]
            mentions += (Mention(MentionLabel.PERSON, at, canonical) for canonical, _, at in listed if canonical)
            lists.append(tuple(Attendee(printed, at) for _, printed, at in listed))
        for label, names in ((MentionLabel.PERSON, self.names), (MentionLabel.COUNCIL, self.councils)):
            for name in names:
                canonical, printed = _both(name)
                mentions.append(Mention(label, write(printed), canonical))
        for pence in self.sums:
            at = write(f"£{pence / 100:,.2f}")
            mentions.append(Mention(MentionLabel.MONEY, at, value_pence=pence, currency="GBP"))
        for iso in self.dates:
            mentions.append(Mention(MentionLabel.DATE, write(iso), iso=iso))
        page = Page(1, "\n".join([*lines, "end"]), "1", 595, 842)
        reading = Reading(
            self.kind, "Minutes", self.body, self.day, self.draft, attendance=Attendance(*lists),
            passages=tuple(Passage(mention.at, None) for mention in mentions),
        )  # fmt: skip
        return DocumentRecord(Extracted((page,)), reading, tuple(mentions))


class Shelf:
    """A library that papers come to and go from; `publish` is what a run of `index` does at its end."""

    def __init__(self, place: Path | str) -> None:
        if isinstance(place, Path):
            place.mkdir(parents=True, exist_ok=True)
        self.store: WritableStore = open_store(place)
        self._held: dict[str, int] = {}
        self._saved = 0

    def put(self, name: str, paper: Paper) -> None:
        """Add a paper, or replace the one of that name."""
        self._saved += 1
        self._held[name] = self.store.writer.save(f"{name} {self._saved}", "test", pack(paper.record()))

    def drop(self, name: str) -> None:
        """Take a paper away."""
        del self._held[name]

    def rename(self, name: str, to: str) -> None:
        """Give a paper another name."""
        self._held[to] = self._held.pop(name)

    def publish(self) -> Shelf:
        """Switch to what is held now."""
        number = self.store.generations.next_number()
        members = [Member(name, "r", name, 1, 1, name, key) for name, key in sorted(self._held.items())]
        generation = Generation(number, f"2026-01-01T00:00:{number:02}", f"generation-{number}", "p", "i", ("r",))
        self.store.generations.publish(generation, members, derived=DERIVED_TABLES)
        self.store.generations.sweep()
        return self

    def document(self, name: str) -> int:
        """The number of a paper."""
        return self._held[name]


def shelf_of(place: Path | str, papers: Iterable[Paper]) -> Shelf:
    """A library of papers "1", "2" and so on, published."""
    shelf = Shelf(place)
    for number, paper in enumerate(papers, 1):
        shelf.put(str(number), paper)
    return shelf.publish()


def _both(name: str) -> tuple[str, str]:
    canonical, parted, printed = name.partition("|")
    return canonical, printed if parted else canonical
