"""Other words for a query's, and words that go with them."""

from __future__ import annotations

from pathlib import Path

import pytest

from panelsearch.indexing.base import IndexReader, Match
from panelsearch.model.indexed_passages import IndexedPassage
from panelsearch.query.ast import Alike, And, Not, Or, Phrase, Word
from panelsearch.query.parser import parse
from panelsearch.retrieval.compound_expansion import Compounds
from panelsearch.retrieval.query_expansion import Meanings
from panelsearch.retrieval.ranking import ranked
from panelsearch.retrieval.relevance_feedback import Read, related_words
from panelsearch.retrieval.synonyms import Synonyms, SynonymsError, of_the_field, read_synonyms
from panelsearch.storage.library_files import OwnFile
from panelsearch.testing.memory_index import MemoryIndex
from panelsearch.text.analyzer import stemmed

TIPS = Synonyms([("tip", "recycling centre"), ("tip", "dump"), ("Cllr", "councillor")])


def index(*texts: str) -> MemoryIndex:
    return MemoryIndex(IndexedPassage(n, n, text) for n, text in enumerate(texts, 1))


# synonyms


def test_lines_that_share_a_word_are_one_and_endings_do_not_matter() -> None:
    assert TIPS.others(("tips",)) == ("recycling centre", "dump")
    assert TIPS.others(("Recycling", "Centres")) == ("tip", "dump")
    assert TIPS.others(("recycling",)) == ()


def test_the_users_file_adds_to_the_fields_list_or_stands_alone(tmp_path: Path) -> None:
    file = tmp_path / "synonyms.toml"
    assert "dog fouling" in read_synonyms(OwnFile.at(file)).others(("dog", "mess"))
    file.write_text('same = [["dog mess", "dog dirt"]]\n')
    assert read_synonyms(OwnFile.at(file)).others(("dog", "mess")) == ("dog fouling", "dog waste", "dog dirt")
    file.write_text('only = true\nsame = [["weir", "sluice"]]\n')
    assert read_synonyms(OwnFile.at(file)).others(("dog", "mess")) == ()
    assert read_synonyms(OwnFile.at(file)).others(("weir",)) == ("sluice",)


@pytest.mark.parametrize("text", ["same = 3", 'same = ["weir"]', "same = [[1]]", 'alike = [["a", "b"]]', "same ="])
def test_a_file_that_is_not_understood_is_told(tmp_path: Path, text: str) -> None:
    file = tmp_path / "synonyms.toml"
    file.write_text(text)
    with pytest.raises(SynonymsError, match=r"synonyms\.toml"):
        read_synonyms(OwnFile.at(file))


def test_the_fields_list_has_no_word_alone_or_twice() -> None:
    everything = [phrase for group in of_the_field() for phrase in group]
    assert len(everything) == len(set(everything))
    assert all(len(group) > 1 for group in of_the_field())


# queries


def test_a_word_is_searched_with_its_others_and_a_run_with_its_own() -> None:
    meanings = Meanings((TIPS.others,))
    assert meanings.widened(parse("tip mud").tree) == And((Alike(("tip", "recycling centre", "dump")), Word("mud")))
    assert meanings.widened(parse("recycling centre mud").tree) == And(
        (Or((And((Word("recycling"), Word("centre"))), Alike(("tip", "dump")))), Word("mud"))
    )
    assert meanings.widened(parse("recycling OR mud OR centre").tree) == parse("recycling OR mud OR centre").tree
    assert [(one.words, one.others) for one in meanings.found][:1] == [("tip", ("recycling centre", "dump"))]


@pytest.mark.parametrize("text", ['"tip"', '"recycling centre"', "mud -tip", "person:tip"])
def test_what_is_quoted_excluded_or_a_field_is_taken_as_it_stands(text: str) -> None:
    assert Meanings((TIPS.others,)).widened(parse(text).tree) == parse(text).tree


def test_excluding_a_word_does_not_exclude_its_others() -> None:
    widened = Meanings((TIPS.others,)).widened(parse("mud -tip").tree)
    assert widened == And((Word("mud"), Not(Word("tip"))))


@pytest.mark.parametrize(
    ("run", "others"),
    [
        (("car", "park"), ("carpark",)),
        (("street", "lights"), ("streetlights",)),
        (("streetlight",), ("street light",)),
        (("footpath",), ()),  # nobody writes it apart
        (("mill", "lane"), ()),
        (("by", "law"), ()),  # too short to be guessed at
    ],
)
def test_words_are_joined_and_parted_as_the_library_has_them(run: tuple[str, ...], others: tuple[str, ...]) -> None:
    reader = index("The carpark and the streetlight.", "A street light, a car park, a foot on a path.", "A footpath.")
    assert Compounds(reader).others(run) == others


def test_an_abbreviation_is_no_form_of_a_word_of_one_letter() -> None:
    assert stemmed("aed") == "aed"


# words that go with them

POND = (
    "Sewage came into the beck again and the water company was told of the discharge.",
    "The sewage discharge into the beck killed fish; the company was told.",
    "A discharge above the beck again: the company will send tankers.",
    "Grass cutting was agreed for the green.",
    "Minutes of the last meeting were agreed.",
    "The hall roof was mended.",
    *(f"The clerk told of letter {n}." for n in range(60)),
)


def found(reader: IndexReader, query: str, limit: int | None = 5) -> tuple[list[int], list[int], list[str]]:
    def read(matches: list[Match]) -> list[Read]:
        return [Read(match.score, match.passage_id, POND[match.passage_id - 1]) for match in matches]

    done = ranked(parse(query).tree, Meanings(()), limit, reader, read, len(POND))
    return [m.passage_id for m in done.matches], [m.passage_id for m in done.beyond], list(done.related)


def test_passages_without_the_words_follow_by_the_words_that_go_with_them() -> None:
    matches, beyond, related = found(index(*POND), "sewage")
    assert set(matches) == {1, 2}
    assert beyond == [3]
    assert {"beck", "discharge", "company"} <= set(related)
    assert "the" not in related
    assert "sewage" not in related


def test_a_word_of_one_document_alone_or_of_every_passage_goes_with_nothing() -> None:
    _, _, related = found(index(*POND), "sewage")
    assert "fish" not in related
    assert "clerk" not in related


@pytest.mark.parametrize("query", ['"sewage came"', "sewage OR roof", "kind:minutes", "nowhere"])
def test_nothing_follows_what_cannot_be_made_looser(query: str) -> None:
    assert found(index(*POND), query)[1] == []


def test_who_asks_for_all_matches_gets_no_others() -> None:
    assert found(index(*POND), "sewage", None)[1] == []


def test_an_exclusion_holds_for_what_follows() -> None:
    assert found(index(*POND), "sewage -tankers")[1] == []


def test_phrases_are_not_made_looser_by_their_words() -> None:
    words = related_words(Phrase(("sewage", "came")), [Read(1.0, 1, POND[0]), Read(1.0, 2, POND[1])], index(*POND), 66)
    assert "sewage" not in words
