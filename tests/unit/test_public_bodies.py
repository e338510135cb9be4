import time
from collections import Counter

import pytest

from panelsearch.ner import public_bodies


def test_every_principal_council_of_today_is_there() -> None:
    today = Counter((one.nation, one.kind) for one in public_bodies.councils() if one.until is None)
    assert today == {
        ("England", "county"): 21,
        ("England", "metropolitan district"): 36,
        ("England", "London borough"): 32,
        ("England", "unitary"): 62,
        ("England", "district"): 164,
        ("England", "sui generis"): 2,
        ("Wales", "principal area"): 22,
        ("Scotland", "council area"): 32,
        ("Northern Ireland", "local government district"): 11,
    }


def test_successors_are_councils_that_stand_or_were_succeeded() -> None:
    names = {one.name for one in public_bodies.councils()}
    for one in public_bodies.councils():
        assert set(one.successors) <= names, one
        assert one.until is not None or not one.successors, one


def test_forces_are_there() -> None:
    forces = [one for one in public_bodies.bodies() if one.kind == "police force"]
    assert sum(one.nation in ("England", "Wales") for one in forces) == 43


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("Telford & Wrekin Council", "Telford and Wrekin Council"),
        ("Borough of Telford and Wrekin", "Telford and Wrekin Council"),
        ("Sandwell Council", "Sandwell Metropolitan Borough Council"),
        ("LONDON BOROUGH OF CAMDEN", "London Borough of Camden"),
        ("Camden Council", "London Borough of Camden"),
        ("Swansea Council", "City and County of Swansea"),
        ("The Highland Council", "Highland Council"),
        ("Shropshire County Council", "Shropshire County Council"),
        ("Shropshire Council", "Shropshire Council"),
    ],
)
def test_a_council_is_known_by_any_form_of_its_name(printed: str, meant: str) -> None:
    found = public_bodies.council_named(printed)
    assert found is not None
    assert found.name == meant


@pytest.mark.parametrize(
    "printed",
    ["Wexbridge Parish Council", "Durham Town Council", "Lichfield City Council", "Council", "", "Youth Council"],
)
def test_what_is_no_principal_council(printed: str) -> None:
    assert public_bodies.council_named(printed) is None


def test_an_abbreviation_may_stand_for_several() -> None:
    assert {"Cherwell District Council", "Chichester District Council"} <= {
        one.name for one in public_bodies.abbreviations()["CDC"]
    }
    assert [one.name for one in public_bodies.abbreviations()["RBWM"]] == ["Royal Borough of Windsor and Maidenhead"]


def test_reading_the_facts_is_quick() -> None:
    public_bodies.councils.cache_clear()
    started = time.perf_counter()
    public_bodies.councils()
    assert time.perf_counter() - started < 0.5
