"""Invented papers: marks become gold, and what the gold says stands on the page that it names."""

import json
from pathlib import Path
from typing import Any

import pytest

from bench.gold import GoldPaper, counted
from bench.invented.making import make
from bench.invented.values import as_day, as_pence, is_day

SOURCE = """kind: minutes
body: Dunmere Parish Council
date: 2024-01-09
foot: Page {n} of {N}
first: 7
P: Ann Orrin = Orrin, AO; Bo Lusk
C: Dunmere Parish Council
c: Dunmere Parish Council = Council
item: **{n}.** {h}

^^ Dunmere Parish Council
Present: Cllrs {+Ann Orrin} (Chair) and {+Bo Lusk}; the Clerk, {?Cy Webb}
#1. | Minutes of 5 December || [[approved/agreed by=Orrin sec=AO for=2| The minutes were **approved**.]]
@page
@table widths=1,1 grid=1
| {I:2|Finance} | The Council holds £1,200 |
| [[?noted| It noted {x:Orrin Lane}]] | 300.50 |
"""


@pytest.fixture
def made(tmp_path: Path) -> dict[str, Any]:
    (tmp_path / "dunmere.txt").write_text(SOURCE, encoding="utf-8")
    assert make(tmp_path, tmp_path / "out") == {"dunmere": []}
    assert (tmp_path / "out/papers/dunmere/paper.pdf").stat().st_size
    gold: dict[str, Any] = json.loads((tmp_path / "out/gold/dunmere.json").read_text(encoding="utf-8"))
    return gold


def test_facts_lists_and_labels(made: dict[str, Any]) -> None:
    assert (made["kind"], made["body"], made["meeting_date"]) == ("minutes", "Dunmere Parish Council", "2024-01-09")
    assert [page["label"] for page in made["pages"]] == ["7", "8"]
    assert made["attendance"] == {
        "present": ["Ann Orrin", "Bo Lusk"], "in_attendance": [], "apologies": [], "either_list": ["Cy Webb"],
    }  # fmt: skip
    assert made["initials"] == {"AO": "Ann Orrin"}


def test_items_and_decisions_stand_on_their_pages(made: dict[str, Any]) -> None:
    assert [(item["number"], item["heading"], item["page"]) for item in made["items"]] == [
        ("1", "Minutes of 5 December", 1), ("2", "Finance", 2),
    ]  # fmt: skip
    (approved,) = made["decisions"]
    assert (approved["text"], approved["page"], approved["item"]) == ("The minutes were approved.", 1, "1")
    assert (approved["outcome"], approved["outcome_alt"], approved["proposer"]) == ("approved", ["agreed"], "Orrin")
    assert (approved["for"], approved["against"]) == (2, None)
    assert [one["text"] for one in made["decisions_optional"]] == ["It noted Orrin Lane"]


def test_mentions_are_marked_where_they_stand_plainly(made: dict[str, Any]) -> None:
    told = [(one["label"], one["text"], one["page"]) for one in made["entities"]]
    assert ("DATE", "5 December", 1) in told
    assert ("SUM", "£1,200", 2) in told
    assert ("COUNCIL", "Council", 2) not in told
    assert not any(text == "Orrin" for _, text, _ in told)
    assert {one["text"] for one in made["entities_optional"]} == {"Council", "300.50"}


def test_the_evaluation_reads_the_gold(made: dict[str, Any]) -> None:
    assert counted(GoldPaper(made["document"], made), None)["decisions"].wanted == 1


def test_a_decision_without_an_end_is_said(tmp_path: Path) -> None:
    (tmp_path / "odd.txt").write_text("body: Odd\n\n[[agreed| It was agreed\n", encoding="utf-8")
    with pytest.raises(ValueError, match="without an end"):
        make(tmp_path, tmp_path / "out")


def test_values() -> None:
    assert as_pence("£1.6 million") == 160_000_000
    assert as_pence("$48k") == 4_800_000
    assert as_day("3rd of February", "2023-12-20") == "2024-02-03"
    assert as_day("1/2/24", "", "mdy") == "2024-01-02"
    assert as_day("2023/24", "") == "2023-04/2024-03"
    assert not is_day("2022-14")
