"""What a search finds besides the words that were typed, and how that is told and turned off."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import write_pdf

PAGES = [
    ["Dunmere Parish Council", "Minutes of the meeting held on 7 February 2023", "1. Dogs",
     "Dog fouling on Mill Lane was discussed; the carpark was worst."],
    ["2. Car park", "The car park was full of mess on Sunday."],
]  # fmt: skip


@pytest.fixture(scope="session")
def library(indexed):
    return indexed("wider", lambda papers: write_pdf(papers / "minutes.pdf", PAGES))


def test_other_words_of_the_field_match_and_are_told(library) -> None:
    found = library.json("search", "dog", "mess")
    assert found["synonyms"] == {"dog mess": ["dog fouling", "dog waste"]}
    assert [(hit["page"], hit["holds"]) for hit in found["hits"]] == [(1, "all"), (2, "some")]
    assert found["total"] == 1
    assert "Searched too, for dog mess: dog fouling, dog waste" in library("search", "dog", "mess", "--explain").stdout


def test_the_words_as_they_stand(library) -> None:
    assert library.json("search", "dog", "mess", "--no-synonyms")["total"] == 0
    assert library.json("search", '"dog mess"', expect=1)["total"] == 0


def test_only_what_matches(library) -> None:
    found = library.json("search", "dog", "mess", "--strict")
    assert [hit["holds"] for hit in found["hits"]] == ["all"]


def test_words_are_found_joined_and_parted(library) -> None:
    assert library.json("search", "car", "park")["total"] == 2
    assert library.json("search", "carpark")["total"] == 2


def test_the_users_own_synonyms_hold_at_once_and_a_mistake_in_them_is_told(library, tmp_path: Path) -> None:
    library = library.copied_to(tmp_path / "index")
    assert library.json("search", "puddle", expect=1)["total"] == 0
    file = library.index_dir / "synonyms.toml"
    file.write_text('same = [["puddle", "mess"]]\n')
    assert library.json("search", "puddle")["total"] == 1
    file.write_text("same = 1\n")
    done = library("search", "puddle")
    assert done.returncode == 3
    assert "synonyms.toml" in done.stderr
