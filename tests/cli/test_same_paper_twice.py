"""The same words in two papers: a reader sees them once, a script sees where else they stand."""

from __future__ import annotations

from pathlib import Path

import pytest

BODY = "Dunmere Parish Council"
DECISION = (
    "RESOLVED: That Ferris Timber Ltd be paid {} to repair the footbridge at Mill Lane, and that the",
    "clerk ask the county council whether it will bear half of the cost of the work before the end of March,",
    "since the path is a public one and the landowner has declined to pay for it on two earlier occasions.",
)


def minutes(title: str, sum_paid: str) -> list[list[str]]:
    return [
        [
            BODY, f"{title} of the meeting held on Tuesday 7 February 2023", "Present: Cllr A Pryce (Chair)", "",
            "1. Minutes of the last meeting", "The minutes of 10 January 2023 were agreed as a correct record.", "",
            "2. Footbridge", *(line.format(sum_paid) for line in DECISION),
        ]
    ]  # fmt: skip


@pytest.fixture(scope="session")
def reprinted(make_pdf, indexed):
    def make(folder: Path) -> None:
        make_pdf(folder / "a-draft.pdf", minutes("DRAFT Minutes", "£4,500"))
        make_pdf(folder / "b-signed.pdf", minutes("Minutes", "£4,500"))
        make_pdf(folder / "c-amended.pdf", minutes("Minutes", "£5,400"))

    return indexed("reprinted", make)


def test_a_reader_sees_the_signed_paper_and_where_else_it_stands(reprinted) -> None:
    told = reprinted("search", "footbridge ferris landowner").stdout
    assert ". Dunmere Parish Council, 7 February 2023, item 2 Footbridge, b-signed.pdf" in told
    assert "Also in: a-draft.pdf p. 1 (draft)" in told
    # a changed sum is never folded away
    assert "c-amended.pdf, PDF p. 1" in told
    assert "Nearly the same words in: c-amended.pdf p. 1" in told


def test_a_script_sees_every_page(reprinted) -> None:
    hits = reprinted.json("search", "footbridge ferris landowner")["hits"]
    by_name = {hit["document"]: hit for hit in hits}
    assert set(by_name) == {"a-draft.pdf", "b-signed.pdf", "c-amended.pdf"}
    assert [place["document"] for place in by_name["b-signed.pdf"]["also_in"]] == ["a-draft.pdf"]
    assert [place["document"] for place in by_name["b-signed.pdf"]["near_in"]] == ["c-amended.pdf"]
    one, other = sorted((by_name["a-draft.pdf"], by_name["b-signed.pdf"]), key=lambda hit: hit["rank"])
    assert (one["same_as"], other["same_as"]) == (None, one["rank"])


def test_what_is_taken_away_is_no_longer_a_twin(reprinted, make_pdf, tmp_path, fresh) -> None:
    signed = make_pdf(tmp_path / "papers" / "signed.pdf", minutes("Minutes", "£4,500"))
    amended = make_pdf(tmp_path / "papers" / "amended.pdf", minutes("Minutes", "£5,400"))
    fresh.json("index", str(signed.parent))
    assert fresh.json("search", "landowner")["hits"][0]["near_in"]
    amended.unlink()
    fresh.json("index")
    (hit,) = fresh.json("search", "landowner")["hits"]
    assert (hit["document"], hit["near_in"]) == ("signed.pdf", [])
