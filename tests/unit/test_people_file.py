from datetime import date
from pathlib import Path

import pytest

from panelsearch.linking.authority_file import Corrections, CorrectionsError, Merge, Rename, Split, read_corrections
from panelsearch.storage.library_files import OwnFile


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "people.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_no_file_says_nothing(tmp_path: Path) -> None:
    assert read_corrections(OwnFile.at(tmp_path / "people.toml")) == Corrections()


def test_everything_a_file_can_say(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        '[[merge]]\nname = "Siân Pryce"\nalso = ["S Pryce"]\nbody = "Wexbridge"\n'
        '[[split]]\nname = "A"\nas = "B"\nvariants = ["C"]\nfrom = 2019-05-01\nto = 2020-05-01\n'
        '[[rename]]\nname = "D"\nas = "E"\n',
    )
    assert read_corrections(OwnFile.at(path)) == Corrections(
        (Split("A", "B", "", ("C",), date(2019, 5, 1), date(2020, 5, 1)),),
        (Merge("Siân Pryce", ("S Pryce",), "Wexbridge"),),
        (Rename("D", "E"),),
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[merge]\n", "line 1"),
        ('[[merge]]\nname = "A"\n', 'line 1: this merge needs "also"'),
        ('# first\n[[rename]]\nname = "A"\nas = "B"\n\n[[rename]]\nname = "A"\n', 'line 6: this rename needs "as"'),
        ('[[merge]]\nname = "A"\nalso = "B"\n', '"also" is a list'),
        ('[[merge]]\nname = ""\nalso = ["B"]\n', '"name" is a name in quotes'),
        ('[[split]]\nname = "A"\nas = "B"\n', "line 1: say which mentions"),
        ('[[split]]\nname = "A"\nas = "B"\nfrom = "2019"\n', '"from" is a day'),
        ('[[split]]\nname = "A"\nas = "B"\nfrom = 2020-01-01\nto = 2019-01-01\n', '"to" lies before'),
        ('[[rename]]\nname = "A"\nas = "B"\ncolour = "red"\n', 'a rename has no "colour"'),
        ('[[marge]]\nname = "A"\n', 'line 1: there is no "marge"'),
        ('[rename]\nname = "A"\nas = "B"\n', "double brackets"),
    ],
)
def test_what_is_not_understood_is_a_loud_error_with_its_line(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(CorrectionsError) as caught:
        read_corrections(OwnFile.at(written(tmp_path, text)))
    assert said in caught.value.message


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    path = tmp_path / "people.toml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(CorrectionsError):
        read_corrections(OwnFile.at(path))
