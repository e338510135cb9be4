from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from panelsearch.linking.authority_file import Corrections, Merge, Rename, Split
from panelsearch.linking.changes import Changes
from panelsearch.linking.entity_records import record_of, row_of
from panelsearch.linking.person_corrections import ResolvedPerson, corrected
from panelsearch.linking.person_linking import people_of
from panelsearch.linking.person_resolution import Named, same_people
from panelsearch.model.mentions import MentionLabel
from panelsearch.model.register_rows import EntityRow
from panelsearch.storage.tables.entity_tables import NameUse
from panelsearch.storage.tables.linked_documents import DocumentSheet
from panelsearch.text.person_names import PersonName, folded

HERE, THERE = "Wexbridge Parish Council", "Oldmere Town Council"


@dataclass(frozen=True)
class Sheet:
    body: str | None
    meeting_date: date | None


@dataclass(frozen=True)
class People:
    """The people of some papers, as they would be published and then corrected."""

    bearers: tuple[ResolvedPerson, ...]
    notes: tuple[str, ...]
    sheets: dict[int, DocumentSheet]

    def rows(self) -> list[EntityRow]:
        records = [record_of(one.name, one.uses, self.sheets, one.forms) for one in self.bearers]
        return [row_of(MentionLabel.PERSON, one) for one in sorted(records, key=lambda one: (-one.count, one.name))]


def people(*papers: tuple[str | None, int | None, list[str]], corrections: Corrections | None = None) -> People:
    """The people of papers, each a body, a year and the names it uses; documents count from 1."""
    sheets = {
        n: DocumentSheet(f"{n}.pdf", body, date(year, 5, 1) if year else None)
        for n, (body, year, _) in enumerate(papers, 1)
    }
    uses = [NameUse("", "", n, name, name, 1) for n, (_, _, listed) in enumerate(papers, 1) for name in listed]
    bearers, notes = corrected(people_of(uses, Changes(sheets, (), {})), corrections or Corrections(), sheets)
    return People(bearers, notes, sheets)


def shown(found: People) -> dict[str, list[str]]:
    return {bearer.name: sorted(one.canonical for one in bearer.uses) for bearer in found.bearers}


def test_shorter_forms_join_the_one_they_can_stand_for() -> None:
    found = people((HERE, 2020, ["Susan M Harkett"]), (HERE, 2021, ["S Harkett"]), (HERE, 2022, ["Harkett"]))
    assert shown(found) == {"Susan M Harkett": ["Harkett", "S Harkett", "Susan M Harkett"]}
    assert found.rows()[0].bodies == (HERE,)
    assert (found.rows()[0].first, found.rows()[0].last) == (date(2020, 5, 1), date(2022, 5, 1))


def test_initials_may_be_more_than_the_name_written_out_gives() -> None:
    found = people((HERE, 2020, ["Susan Harkett"]), (HERE, 2020, ["S D Harkett"]), (HERE, 2021, ["S Harkett"]))
    assert [row.variants for row in found.rows()] == [("S D Harkett", "S Harkett", "Susan Harkett")]
    found = people((HERE, 2020, ["Susan Harkett"]), (HERE, 2020, ["Sally Harkett"]), (HERE, 2021, ["S D Harkett"]))
    assert len(found.bearers) == 3
    assert len(people((HERE, 2020, ["Susan Mary Harkett"]), (HERE, 2020, ["S D Harkett"])).bearers) == 2
    assert len(people((HERE, 2020, ["Susan Harkett", "S D Harkett"])).bearers) == 2


def test_two_of_one_surname_are_never_joined_and_the_bare_name_is_neither() -> None:
    found = people((HERE, 2020, ["Susan Harkett", "John Harkett"]), (HERE, 2020, ["Harkett", "J Harkett"]))
    assert set(shown(found)) == {"Susan Harkett", "John Harkett", "Harkett"}
    assert shown(found)["John Harkett"] == ["J Harkett", "John Harkett"]


def test_what_one_document_holds_apart_stays_apart() -> None:
    assert len(people((HERE, 2020, ["Susan Harkett", "S Harkett"])).bearers) == 2


def test_a_short_name_is_of_its_period() -> None:
    assert len(people((HERE, 2004, ["Harkett"]), (HERE, 2020, ["Susan Harkett"])).bearers) == 2
    found = people((HERE, 2004, ["John Harkett"]), (HERE, 2020, ["Susan Harkett"]), (HERE, 2021, ["Harkett"]))
    assert shown(found)["Susan Harkett"] == ["Harkett", "Susan Harkett"]


def test_across_bodies_only_names_written_out_are_one() -> None:
    found = people((HERE, 2020, ["Susan Harkett", "J Pryce"]), (THERE, 2020, ["SUSAN HARKETT", "J Pryce"]))
    assert sorted((row.name, row.documents) for row in found.rows()) == [
        ("J Pryce", 1), ("J Pryce", 1), ("Susan Harkett", 2),
    ]  # fmt: skip


def test_papers_of_no_known_body_stand_alone() -> None:
    assert len(people((None, 2020, ["Harkett"]), (None, 2020, ["Harkett"])).bearers) == 2


def test_one_body_under_two_names_is_one() -> None:
    found = people(("Town of Ferring", 2020, ["A Pryce"]), ("Town of Ferring Council", 2020, ["Alan Pryce"]))
    assert shown(found) == {"Alan Pryce": ["A Pryce", "Alan Pryce"]}


# what the user says


def test_a_merge_joins_what_the_rule_would_not() -> None:
    said = Corrections(merges=(Merge("Susan Harkett", ("Susan Pryce",)),))
    found = people((HERE, 2020, ["Susan Harkett"]), (HERE, 2024, ["Susan Pryce"]), corrections=said)
    assert shown(found) == {"Susan Harkett": ["Susan Harkett", "Susan Pryce"]}


def test_a_merge_keeps_to_its_body() -> None:
    said = Corrections(merges=(Merge("Susan Harkett", ("S Pryce",), HERE),))
    found = people(
        (HERE, 2020, ["Susan Harkett"]), (HERE, 2020, ["S Pryce"]), (THERE, 2020, ["S Pryce"]), corrections=said
    )
    assert sorted(shown(found)) == ["S Pryce", "Susan Harkett"]


def test_a_split_parts_by_body_spelling_and_day() -> None:
    papers = ((HERE, 2020, ["John Harkett"]), (THERE, 2022, ["John Harkett"]))
    by_body = Corrections(splits=(Split("John Harkett", "John Harkett (Oldmere)", THERE),))
    by_day = Corrections(splits=(Split("John Harkett", "John Harkett (Oldmere)", first=date(2021, 1, 1)),))
    for said in (by_body, by_day):
        found = people(*papers, corrections=said)
        assert {bearer.name: [one.document_id for one in bearer.uses] for bearer in found.bearers} == {
            "John Harkett": [1], "John Harkett (Oldmere)": [2],
        }  # fmt: skip
    spelt = Corrections(splits=(Split("Susan Harkett", "Sarah Harkett", variants=("S Harkett",)),))
    found = people((HERE, 2020, ["Susan Harkett"]), (HERE, 2020, ["S Harkett"]), corrections=spelt)
    assert sorted(shown(found)) == ["Sarah Harkett", "Susan Harkett"]


def test_a_rename_shows_another_name_and_keeps_the_variants() -> None:
    said = Corrections(renames=(Rename("S Harkett", "Sian Harkett"),))
    found = people((HERE, 2020, ["S Harkett"]), corrections=said)
    assert shown(found) == {"Sian Harkett": ["S Harkett"]}
    assert found.bearers[0].is_called("sian")
    assert not found.notes


def test_a_name_nobody_bears_is_noted() -> None:
    said = Corrections(renames=(Rename("Nobody Atall", "Somebody"),))
    assert 'names "Nobody Atall"' in people((HERE, 2020, ["S Harkett"]), corrections=said).notes[0].replace(
        "speaks of", "names"
    )


def test_whom_a_meeting_lists_by_a_surname_is_somebody_whom_others_list() -> None:
    sheets = {n: Sheet(HERE, date(2020, n, 1)) for n in (1, 2, 3)}
    names = [(1, "Harkett"), (1, "Helen Harkett"), (2, "Tony Harkett"), (3, "Harkett")]
    listed = {Named(1, "harkett"), Named(2, "tony harkett"), Named(3, "harkett")}
    told = same_people(names, sheets, listed)
    assert told[Named(1, "harkett")] == told[Named(2, "tony harkett")] == told[Named(3, "harkett")]
    assert told[Named(1, "helen harkett")] != told[Named(1, "harkett")]
    # two whom meetings list: nobody can tell
    told = same_people([*names, (3, "Tim Harkett")], sheets, listed | {Named(3, "tim harkett")})
    assert told[Named(1, "harkett")] not in (told[Named(2, "tony harkett")], told[Named(3, "tim harkett")])


def test_a_name_on_the_lists_may_be_a_fuller_one_that_only_speaks_but_two_on_the_lists_are_two() -> None:
    sheets = {n: Sheet(HERE, date(2020, n, 1)) for n in (1, 2)}
    names = [(1, "Harkett"), (1, "Susan Harkett"), (2, "Susan Harkett")]
    told = same_people(names, sheets, {Named(1, "harkett"), Named(2, "susan harkett")})
    assert len(set(told.values())) == 1
    told = same_people(names, sheets, {Named(1, "harkett"), Named(1, "susan harkett"), Named(2, "susan harkett")})
    assert told[Named(1, "harkett")] != told[Named(1, "susan harkett")] == told[Named(2, "susan harkett")]
    told = same_people([(1, "S Harkett"), (1, "John Harkett")], sheets, {Named(1, "s harkett")})
    assert len(set(told.values())) == 2


def test_of_several_fuller_appearances_the_nearest_in_time_is_met() -> None:
    years = {1: 2001, 2: 2004, 3: 2008, 4: 2015}
    sheets = {n: Sheet(HERE, date(year, 5, 1)) for n, year in years.items()}
    names = [(1, "S M Harkett"), (2, "S Harkett"), (3, "S M Harkett"), (4, "S M Harkett")]
    told = same_people(names, sheets)
    assert told[Named(1, "s m harkett")] == told[Named(2, "s harkett")]
    assert len(set(told.values())) == 3


NAMES = st.sampled_from(
    ["Susan Harkett", "S Harkett", "S M Harkett", "Sue Harkett", "John Harkett", "J Harkett", "Harkett", "J Pryce"]
)
PAPERS = st.lists(
    st.tuples(st.sampled_from([HERE, THERE, None]), st.sampled_from([None, 2003, 2020, 2022]), st.sets(NAMES)),
    max_size=6,
)


@given(PAPERS, st.randoms(use_true_random=False))
def test_names_one_meeting_lists_are_never_joined_and_order_is_nothing(papers: list, random: object) -> None:
    sheets = {n: Sheet(body, date(year, 5, 1) if year else None) for n, (body, year, _) in enumerate(papers)}
    names = [(n, name) for n, (_, _, listed) in enumerate(papers) for name in sorted(listed)]
    joined = same_people(names, sheets)
    for n, (_, _, listed) in enumerate(papers):
        assert len({joined[Named(n, folded(name))] for name in listed}) == len(listed)
    for one, other in pairwise(sorted(joined, key=lambda key: (joined[key].document_id, joined[key].name))):
        if joined[one] == joined[other]:
            assert PersonName.of(one.name).surname == PersonName.of(other.name).surname
    shuffled = list(names)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert same_people(shuffled, sheets) == joined
