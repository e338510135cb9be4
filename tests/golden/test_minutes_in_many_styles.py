"""Are minutes read as a clerk would, whatever the style of the body that prints them?

Each file of minutes/ is a paper made up for this test and, below its `---`, what is to be read out of it:
"*" sets a line bold, a tab opens a column, "===" turns the page. `decision: first words ... last words | outcomes |
mover | seconder | for-against-abstained`; a question mark allows an item or decision without asking for it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from printed_papers import printed

from panelsearch.extraction.pdfminer_extractor import PdfminerExtractor
from panelsearch.model.documents import Extracted
from panelsearch.model.meetings import Attendee, Decision, Reading
from panelsearch.structure.parser import read

MINUTES = Path(__file__).parent / "minutes"
STYLES = sorted(path.stem for path in MINUTES.glob("*.txt"))


@dataclass(frozen=True, slots=True)
class Wanted:
    """One line of what is to be read: its fields, and whether it may be missing."""

    fields: tuple[str, ...]
    optional: bool


def wanted(text: str) -> dict[str, list[Wanted]]:
    found: dict[str, list[Wanted]] = {}
    for line in text.strip().split("\n"):
        name, _, rest = line.partition(":")
        found.setdefault(name.rstrip("?"), []).append(
            Wanted(tuple(field.strip() for field in rest.split("|")), name.endswith("?"))
        )
    return found


@pytest.fixture(scope="module")
def sheets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("minutes")


@cache
def paper(style: str, folder: Path) -> tuple[Extracted, Reading, dict[str, list[Wanted]]]:
    text, _, facts = (MINUTES / f"{style}.txt").read_text(encoding="utf-8").partition("\n---\n")
    printed(text, folder / "paper.pdf")
    extracted = PdfminerExtractor().extract(folder / "paper.pdf")
    return extracted, read(extracted), wanted(facts)


def bare(text: str) -> str:
    return " ".join(re.sub(r"[^\w\s]", " ", text.casefold()).split())


def names(people: tuple[Attendee, ...]) -> list[str]:
    return sorted(bare(person.name) for person in people)


def same_person(found: str | None, asked: str) -> bool:
    """Whether the name is the one asked for, or a fuller or barer form of it; nobody where nobody is asked for."""
    if not asked or not found:
        return not asked and not found
    one, other = ([word for word in bare(name).split() if word not in _TITLES] for name in (found, asked))
    given = zip(one[:-1], other[:-1], strict=False)
    return one[-1] == other[-1] and all(a.startswith(b) or b.startswith(a) for a, b in given)


_TITLES = frozenset("cllr councillor mr mrs ms miss dr ald alderman sir lady the reeve mayor chair".split())


def matches(text: str, pattern: str) -> bool:
    first, _, last = pattern.partition(" ... ")
    words = bare(text)
    return words.startswith(bare(first)) and words.endswith(bare(last))


def front_faults(reading: Reading, asked: dict[str, list[Wanted]]) -> list[str]:
    """What kind, body, date and attendance have otherwise than a clerk would."""
    wrong = []
    if reading.kind.value != asked.get("kind", [Wanted(("minutes",), False)])[0].fields[0]:
        wrong.append(f"kind {reading.kind.value}")
    if "body" in asked and bare(reading.body or "") not in map(bare, asked["body"][0].fields):
        wrong.append(f"body {reading.body}")
    if str(reading.meeting_date) != asked["date"][0].fields[0]:
        wrong.append(f"date {reading.meeting_date}")
    for part in ("present", "in_attendance", "apologies"):
        people = asked[part][0].fields[0].split(";") if part in asked else []
        found = names(getattr(reading.attendance, part))
        if found != sorted(map(bare, people)):
            wrong.append(
                f"{part}: missed {set(map(bare, people)) - set(found)}, extra {set(found) - set(map(bare, people))}"
            )
    return wrong


def item_faults(reading: Reading, asked: list[Wanted]) -> list[str]:
    found = [(item.number or "-", bare(item.heading)) for item in reading.items]
    known = {(want.fields[0], bare(want.fields[1])) for want in asked}
    missed = [w.fields for w in asked if not w.optional and (w.fields[0], bare(w.fields[1])) not in found]
    allowed = {want.fields[0] for want in asked if want.optional}
    extra = [item for item in found if item not in known and item[0] not in allowed]
    return [f"item missed {item}" for item in missed] + [f"item extra {item}" for item in extra]


def decision_faults(found: tuple[Decision, ...], texts: dict[int, str], asked: list[Wanted]) -> list[str]:
    wrong, left = [], list(found)
    for want in asked:
        pattern, outcomes, *who = (*want.fields, "", "", "")
        match = next((d for d in left if matches(d.at.span.of(texts[d.at.page]), pattern)), None)
        if match is None:
            wrong += [] if want.optional else [f"decision missed {pattern}"]
            continue
        left.remove(match)
        if match.outcome.value not in outcomes.split(","):
            wrong.append(f"{pattern}: {match.outcome.value}")
        for name, asked_for in zip((match.proposer, match.seconder), who[:2], strict=True):
            if not same_person(name, asked_for):
                wrong.append(f"{pattern}: {name} for {asked_for or 'nobody'}")
        votes = tuple("" if n is None else str(n) for n in (match.votes_for, match.votes_against, match.abstained))
        if votes != tuple((who[2] or "--").split("-")):
            wrong.append(f"{pattern}: votes {votes}")
    return wrong + [f"decision extra {' '.join(d.at.span.of(texts[d.at.page]).split())}" for d in left]


@pytest.mark.parametrize("style", STYLES)
def test_front_sheet_attendance_and_items(style: str, sheets: Path) -> None:
    _, reading, asked = paper(style, sheets)
    assert front_faults(reading, asked) + item_faults(reading, asked.get("item", [])) == []


@pytest.mark.parametrize("style", STYLES)
def test_decisions_with_their_movers_and_votes(style: str, sheets: Path) -> None:
    extracted, reading, asked = paper(style, sheets)
    texts = {page.number: page.text for page in extracted.pages}
    assert decision_faults(reading.decisions, texts, asked.get("decision", [])) == []
