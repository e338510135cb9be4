"""Which words of a sentence tell a place?"""

from __future__ import annotations

import pytest

from panelsearch.answering.places_told import places_told
from panelsearch.model.spans import Span


def _told(text: str) -> list[str]:
    return [span.of(text) for span, _ in places_told(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("The meeting was called to order at Tolland Park Lodge at 7:04 p.m.", ["Tolland Park Lodge"]),
        ("Location: Level 3 Map Room", ["Level 3 Map Room"]),
        ("Location/Address: Orrin Fieldhouse, 12 W Linden St", ["Orrin Fieldhouse, 12 W Linden St"]),
        ("LOCATION\n7 St Anne Crescent or online", ["7 St Anne Crescent or online"]),
        ("Venue:\tMarsh Inn\nFord Road, Alder, AL2 6TP", ["Marsh Inn\nFord Road, Alder, AL2 6TP"]),
        ("held in the Council Chamber, Moot House, Alder on Monday, 9 May", ["the Council Chamber, Moot House, Alder"]),
        ("The rally will be at Elder Hall in Fenshire.", ["Elder Hall in Fenshire"]),
        ("Letters may be left at the village hall on any day.", ["the village hall"]),
        ("The bench will stand beside the war memorial.", ["beside the war memorial"]),
        ("-\tStaging location – Upper Tank", ["Upper Tank"]),
        ("It takes place\nin 2031 in Turin, Italy (if funded).", ["Turin, Italy"]),
    ],
)
def test_a_place(text: str, places: list[str]) -> None:
    assert _told(text) == places


@pytest.mark.parametrize(
    "text",
    [
        "It was agreed in January to write to Mrs Green.",
        "The grant was raised on Monday by Cllr Lane.",
        "In May the clerk took the matter in hand.",
    ],
)
def test_a_month_a_day_or_somebody_is_no_place(text: str) -> None:
    assert _told(text) == []


def test_a_label_is_surer_than_a_name_and_where_one_goes_is_less_sure() -> None:
    text = "Venue: Alder Hall\nWe met at Elder and went to Oaken."
    surely = {span.of(text): how for span, how in places_told(text, Span(0, len(text)))}
    assert surely["Alder Hall"] == 1.0
    assert surely["Alder Hall"] > surely["Elder"] > surely["Oaken"]
