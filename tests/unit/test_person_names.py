import pytest

from panelsearch.text.person_names import PersonName


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
