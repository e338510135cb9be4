import pytest

from panelsearch.text.person_names import PersonName, block_keys, folded


@pytest.mark.parametrize(
    ("printed", "given", "surname"),
    [
        ("Susan M. Harkett", ("susan", "m"), "harkett"),
        ("S.M. Harkett", ("s", "m"), "harkett"),
        ("AJ Prentice", ("a", "j"), "prentice"),
        ("Anneke van der Meer", ("anneke",), "van der meer"),
        ("Siân O’Rourke", ("sian",), "orourke"),
        ("Ann Pryce-Lewis", ("ann",), "prycelewis"),
        ("HARKETT", (), "harkett"),
        ("", (), ""),
    ],
)
def test_a_name_has_given_names_and_a_surname(printed: str, given: tuple[str, ...], surname: str) -> None:
    assert PersonName.of(printed) == PersonName(given, surname)


@pytest.mark.parametrize(
    ("short", "full", "stands_for"),
    [
        ("Harkett", "Susan Harkett", True),
        ("S Harkett", "Susan Harkett", True),
        ("S Harkett", "S M Harkett", True),
        ("Sue Harkett", "Susan Harkett", True),
        ("Susan Harkett", "S Harkett", False),
        ("J Harkett", "Susan Harkett", False),
        ("S J Harkett", "Susan Mary Harkett", False),
        ("Susan Harkett", "Susan Harkett", False),
        ("S Harkett", "Susan Hackett", False),
    ],
)
def test_what_a_shorter_name_may_stand_for(short: str, full: str, stands_for: bool) -> None:
    assert PersonName.of(short).abbreviates(PersonName.of(full)) is stands_for


@pytest.mark.parametrize(
    ("one", "other", "may_be"),
    [
        ("Harkett", "Susan Harkett", True),
        ("S J Harkett", "Susan Harkett", True),
        ("Sue Harkett", "Susan Mary Harkett", True),
        ("SM Harkett", "Susan Harkett", True),
        ("SM Harkett", "Susan Jane Harkett", False),
        ("Susan Harkett", "Sally Harkett", False),
        ("Meer", "Anneke van der Meer", True),
        ("Susan Harkett", "Susan Hackett", False),
        ("Ash", "Susan Reid-Ash", False),
    ],
)
def test_which_forms_do_not_contradict_each_other(one: str, other: str, may_be: bool) -> None:
    assert PersonName.of(one).may_be(PersonName.of(other)) is may_be
    assert PersonName.of(other).may_be(PersonName.of(one)) is may_be


@pytest.mark.parametrize(
    ("one", "other"),
    [("Siân O'Rourke", "Sian O Rourke"), ("Sian ORourke", "S O’Rourke"), ("Lana Reid McAsh", "Lana Reid-McAsh")],
)
def test_names_that_may_be_joined_share_a_block_key(one: str, other: str) -> None:
    assert folded(one) == folded(other) or PersonName.of(one).surname == PersonName.of(other).surname
    assert any(a == b for a, b in zip(block_keys(one), block_keys(other), strict=True))
