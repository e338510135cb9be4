"""What should be read out of a paper, and how much of it was? Gold made by reading, and counts against it.

A gold file is one JSON object a document: kind, body, date, page labels, attendance, items, decisions and, on the pages
it names, every mention. What it lists as optional is neither hit nor miss. Everything is counted by document, so that
the counts of any set of bodies can be added up.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from panelsearch.model.documents import DocumentRecord, Extracted
from panelsearch.model.meetings import Attendee, Decision, DocumentKind, Item, Reading
from panelsearch.model.mentions import Mention, MentionLabel

_TITLES = frozenset("cllr cllrs councillor councillors mr mrs ms miss dr sir rev the colonel col".split())
_TOKEN = re.compile(r"[£$€]?\d[\d,.]*\d|[£$€]?\d|[a-z]+(?:'[a-z]+)?")
_LEVELLED = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00ad": None})
_HEADINGS_ALIKE, _DECISIONS_ALIKE, _BODIES_ALIKE = 0.7, 0.5, 0.8
_LISTS = ("present", "in_attendance", "apologies")
_VALUES = {MentionLabel.MONEY: "value_pence", MentionLabel.DATE: "iso"}

F = TypeVar("F")
W = TypeVar("W")
_NOTHING = DocumentRecord(Extracted(()), Reading(DocumentKind.OTHER))


@dataclass(slots=True)
class Count:
    """How many were wanted, how many found, how many of those are right."""

    right: int = 0
    found: int = 0
    wanted: int = 0

    def add(self, other: Count) -> None:
        """Count another's as well."""
        self.right, self.found, self.wanted = (
            self.right + other.right, self.found + other.found, self.wanted + other.wanted,
        )  # fmt: skip

    @property
    def f1(self) -> float | None:
        """The harmonic mean of precision and recall, 0 to 1; None where nothing was wanted or found."""
        return 2 * self.right / (self.found + self.wanted) if self.found + self.wanted else None


Counts = dict[str, Count]
"""By row of the table; a row of right-or-wrong questions counts each as wanted and found."""


@dataclass(frozen=True, slots=True)
class GoldPaper:
    """One document's gold, as its file holds it; `body_folder` is whose papers it lies among."""

    document: str
    facts: Mapping[str, Any] = field(repr=False)

    @property
    def body_folder(self) -> str:
        """The first folder of its path: one a body."""
        return self.document.split("/", 1)[0]


def gold_papers(folder: Path) -> Iterator[GoldPaper]:
    """Every gold document of a folder, by name of its file."""
    for path in sorted(folder.glob("*.json")):
        facts = json.loads(path.read_text(encoding="utf-8"))
        yield GoldPaper(facts["document"], facts)


def counted(gold: GoldPaper, record: DocumentRecord | None) -> Counts:
    """What of the gold the record holds; None for a paper that could not be read, in which nothing is."""
    facts = gold.facts
    counts: Counts = {}
    if record is None:
        record = _NOTHING
    reading = record.reading
    texts = {page.number: page.text for page in record.extracted.pages}
    _ask(counts, "read at all", bool(texts))
    _ask(counts, "kind", bool(texts) and reading.kind.value == facts["kind"])
    bodies = [facts["body"], *_several(facts.get("body_alt"))]
    _ask(counts, "body", any(_overlap(reading.body or "", body or "") >= _BODIES_ALIKE for body in bodies))
    _ask(counts, "date", (reading.meeting_date.isoformat() if reading.meeting_date else None) == facts["meeting_date"])
    labels = {page.number: page.label or "" for page in record.extracted.pages}
    for page in facts["pages"]:
        _ask(counts, "page labels", labels.get(page["index"], "?") == page["label"])
    _count_attendance(counts, facts["attendance"], record)
    _count_items(counts, facts, reading.items)
    _count_decisions(counts, facts, reading.decisions, texts)
    _count_mentions(counts, facts, record.mentions, texts)
    return counts


def _count_attendance(counts: Counts, gold: Mapping[str, Any], record: DocumentRecord) -> None:
    either = gold.get("either_list", [])
    for which in _LISTS:
        people: Sequence[Attendee] = getattr(record.reading.attendance, which)
        wanted = [name for name in gold.get(which, []) if name not in either]
        _match(counts, which, people, wanted, lambda one, name: _name(one.name) == _name(name), either)


def _count_items(counts: Counts, gold: Mapping[str, Any], items: Sequence[Item]) -> None:
    def same(item: Item, wanted: Mapping[str, Any]) -> bool:
        return (
            _folded(item.number or "") == _folded(wanted["number"])
            and item.at.page == wanted["page"]
            and (not wanted["heading"] or _overlap(item.heading, wanted["heading"]) >= _HEADINGS_ALIKE)
        )

    _match(counts, "items", items, gold["items"], same, gold.get("items_optional", []))


def _count_decisions(
    counts: Counts, gold: Mapping[str, Any], decisions: Sequence[Decision], texts: Mapping[int, str]
) -> None:
    def same(decision: Decision, wanted: Mapping[str, Any]) -> bool:
        words = decision.at.span.of(texts[decision.at.page])
        return decision.at.page == wanted["page"] and _overlap(words, wanted["text"]) >= _DECISIONS_ALIKE

    initials = gold.get("initials", {})
    optional = gold.get("decisions_optional", [])
    for decision, wanted in _match(counts, "decisions", decisions, gold["decisions"], same, optional):
        outcomes = [wanted["outcome"], *wanted.get("outcome_alt", [])]
        _ask(counts, "outcome", decision.outcome.value in outcomes)
        for who, printed in (("proposer", wanted.get("proposer")), ("seconder", wanted.get("seconder"))):
            names = {_name(printed), _name(initials.get(printed, printed))} if printed else {()}
            _ask(counts, "mover", _name(getattr(decision, who) or "") in names)


def _count_mentions(
    counts: Counts, gold: Mapping[str, Any], mentions: Sequence[Mention], texts: Mapping[int, str]
) -> None:
    pages = set(gold["entity_pages"])
    for label in MentionLabel:
        told = "SUM" if label is MentionLabel.MONEY else label.value
        wanted = [one for one in gold["entities"] if one["page"] in pages and one["label"] in (told, label.value)]
        optional = [one for one in gold.get("entities_optional", []) if one["label"] in (told, label.value)]
        found = [one for one in mentions if one.label is label and one.at.page in pages]
        words = _tokens if label in (MentionLabel.MONEY, MentionLabel.DATE) else _name

        def same(one: Mention, other: Mapping[str, Any], words: Callable[[str], tuple[str, ...]] = words) -> bool:
            return one.at.page == other["page"] and words(one.at.span.of(texts[one.at.page])) == words(other["text"])

        for one, other in _match(counts, label.value, found, wanted, same, optional):
            key = _VALUES.get(label, "canonical")
            value = other.get(key)
            if value not in (None, ""):
                ours = getattr(one, key)
                right = ours == value if label in _VALUES else _name(ours or "") == _name(value)
                _ask(counts, f"{label.value} value", right)


# -- matching ---------------------------------------------------------------------------------------------------------


def _ask(counts: Counts, row: str, right: bool) -> None:
    counts.setdefault(row, Count()).add(Count(int(right), 1, 1))


def _match(
    counts: Counts, row: str, found: Sequence[F], wanted: Sequence[W], same: Callable[[F, W], bool],
    optional: Iterable[W] = (),
) -> list[tuple[F, W]]:  # fmt: skip
    """Pair one to one, the first that fits; what is left over and optional is not counted as found."""
    free = list(found)
    pairs = [(one, other) for other in wanted for one in _take(free, other, same)]
    excused = sum(1 for other in optional for _ in _take(free, other, same))
    counts.setdefault(row, Count()).add(Count(len(pairs), len(found) - excused, len(wanted)))
    return pairs


def _take(free: list[F], wanted: W, same: Callable[[F, W], bool]) -> Iterator[F]:
    for index, one in enumerate(free):
        if same(one, wanted):
            yield free.pop(index)
            return


def _several(value: object) -> list[str]:
    return [value] if isinstance(value, str) else list(value or [])  # type: ignore[call-overload]


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text or "").lower().translate(_LEVELLED).split())


def _tokens(text: str) -> tuple[str, ...]:
    return tuple(_TOKEN.findall(_folded(text)))


def _name(text: str) -> tuple[str, ...]:
    return tuple(word for word in _tokens(text) if word not in _TITLES)


def _overlap(one: str, other: str) -> float:
    """F1 of the words that two texts share."""
    ours, theirs = Counter(_tokens(one)), Counter(_tokens(other))
    if not ours and not theirs:
        return 1.0
    return 2 * (ours & theirs).total() / (ours.total() + theirs.total())
