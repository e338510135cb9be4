"""Words and fields' values that no paper has are named, with the nearest that exist."""

from __future__ import annotations

import json

import pytest


@pytest.mark.parametrize(
    ("query", "field", "value", "nearest"),
    [
        ("body:dunmeer", "body", "dunmeer", "Dunmere Parish Council"), ("body:zyzzyva", "body", "zyzzyva", None),
        ("kind:minuets", "kind", "minuets", "minutes"), ("outcome:aproved grass", "outcome", "aproved", "approved"),
        ('person:"b nnamdy"', "person", "b nnamdy", "b nnamdi"), ("footbrigde bats", None, "footbrigde", "footbridge"),
    ],
)  # fmt: skip
def test_a_value_that_no_paper_has_is_named_with_the_nearest(library, query, field, value, nearest) -> None:
    found = json.loads(library("search", query, "--json").stdout)
    assert found["total"] == 0
    (unknown,) = (one for one in found["unknown"] if one["value"] == value)
    assert unknown["field"] == field
    assert unknown["nearest"][:1] == ([nearest] if nearest else [])
    told = library("search", query).stdout
    assert f"no paper {'has' if field else 'says'} " in told
    assert (f"Did you mean {f'{field}:' if field else ''}" in told) is bool(nearest)
    assert bool(unknown["there"]) is (value == "zyzzyva")  # no body is called nearly so: those there are


def test_nothing_is_said_of_values_that_some_paper_has(library) -> None:
    done = library("search", "body:dunmere person:nnamdi quokka", "--json")
    assert json.loads(done.stdout)["unknown"] == [{"field": None, "value": "quokka", "nearest": [], "there": []}]
