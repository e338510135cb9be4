"""The fields of the query language stand in one registry: what each says of itself holds everywhere."""

import pytest

from panelsearch.model.indexed_passages import IndexedPassage
from panelsearch.query.ast import And, Not, Or, Word, leaves
from panelsearch.query.fields import COUNTED_FIELDS, FIELD_NAMED, FIELDS, NAMED_FIELDS, QueryField
from panelsearch.query.parser import parse
from panelsearch.testing.memory_index import MemoryIndex
from tests.index_places import ENGINE_PARAMETERS, new_index


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
def test_the_example_of_a_field_is_a_query_that_restricts_by_it(field: QueryField) -> None:
    name, _, value = field.example.partition(":")
    assert name == field.name
    parsed = parse(field.example)
    assert (parsed.tree, parsed.notes) == (field.read(value), ())
    assert parse(parsed.canonical).tree == parsed.tree
    assert field.help


@pytest.mark.parametrize("name", sorted(FIELD_NAMED))
def test_every_name_of_a_field_means_it(name: str) -> None:
    value = FIELD_NAMED[name].example.partition(":")[2]
    assert parse(f"{name}:{value}").tree == FIELD_NAMED[name].read(value)


def test_no_field_takes_anothers_name_and_every_count_has_a_place() -> None:
    assert len(FIELD_NAMED) == sum(1 + len(field.aliases) for field in FIELDS)
    places = [counting.place for counting in COUNTED_FIELDS.values()]
    assert places == sorted(set(places))


def test_choices_are_told_where_a_value_is_none_of_them() -> None:
    assert parse("kind:minutes outcome:noted").notes == ()
    (note,) = parse("kind:poem").notes
    assert note == "there is no kind poem: it is one of minutes, agenda, pack, report, other"


def test_a_field_is_left_out_and_ored_like_a_word() -> None:
    tree = parse("weir person:(a OR b) -kind:pack").tree
    assert isinstance(tree, And)
    assert {type(child) for child in tree.children} == {Word, Or, Not}
    assert len(list(leaves(tree))) == 4


@pytest.mark.parametrize("engine", ENGINE_PARAMETERS)
def test_every_engine_finds_and_counts_by_every_field_of_names(request, engine: str, tmp_path) -> None:
    held = IndexedPassage(
        1, 1, "the weir", "5a Weir", "Minutes", "Dunmere Parish Council", "minutes", item_number="240",
        people=("A Pryce",), councils=("Dunmere District Council",), orgs=("Ferris Ltd",), named_people=("A Pryce",),
        named_councils=("Dunmere District Council",), outcomes=("deferred",), actions=("recommendation",),
    )  # fmt: skip
    index = new_index(request, engine, tmp_path)
    with index.writer(index.name_of(1)) as writer:
        writer.add([held, IndexedPassage(2, 2, "another")])
    reader = index.reader(index.name_of(1))
    for name, names in NAMED_FIELDS.items():
        for value in names(held):
            assert reader.matching_ids(FIELD_NAMED[name].read(value)) == {1}, (name, value)
    for name, counting in COUNTED_FIELDS.items():
        counted = reader.facets(Word("weir"), name)
        assert [(one.value, one.passages) for one in counted] == [(value, 1) for value in counting.values(held)]
    reader.close()


def test_passages_are_found_by_what_stands_in_them() -> None:
    held = [
        IndexedPassage(1, 1, "the weir", outcomes=("noted",)), IndexedPassage(2, 1, "the weir", sums=(("GBP", 500),)),
        IndexedPassage(3, 1, "the weir", actions=("action", "recommendation")), IndexedPassage(4, 1, "the weir"),
    ]  # fmt: skip
    index = MemoryIndex(held)
    for query, found in (
        ("has:decision", {1}), ("has:sum", {2}), ("weir has:action", {3}), ("has:(decision OR recommendation)", {1, 3}),
        ("weir -has:decision -has:sum", {3, 4}),
    ):  # fmt: skip
        assert index.matching_ids(parse(query).tree) == found
    assert parse("has:table").notes == ("there is no has table: it is one of decision, action, recommendation, sum",)
