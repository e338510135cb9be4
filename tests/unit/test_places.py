"""A place is a directory, or a file or URL that names store and index; none of them is told with a password."""

from __future__ import annotations

from pathlib import Path

import pytest

from panelsearch.errors import UsageError
from panelsearch.storage.address import Address, without_secrets
from panelsearch.storage.place import Place
from panelsearch.storage.place_file import PlaceError

URL = "postgresql://ann:secret@db.example:5433/papers?schema=county&index=https%3A%2F%2Fbob%3Ahidden%40search.example%2Fcounty"


def written(folder: Path, text: str) -> Path:
    path = folder / "county.toml"
    path.write_text(text, "utf-8")
    return path


def test_a_directory_is_store_index_and_home() -> None:
    place = Place.parse("some/index/")
    assert place == Place(Address("file", "some/index"), "some/index", Path("some/index"), "")
    assert place.directories == (Path("some/index"),)
    assert place.directories_beside_the_store == ()
    assert place.index_directory == Path("some/index")
    assert str(place) == "some/index"
    assert place.argument == str(Path("some/index").absolute())


def test_a_url_names_store_and_index() -> None:
    place = Place.parse(URL)
    assert place.store == Address("postgresql", "ann:secret@db.example:5433/papers?schema=county")
    assert place.store.url == "postgresql://ann:secret@db.example:5433/papers?schema=county"
    assert place.index == "https://bob:hidden@search.example/county"
    assert place.index_directory is None
    assert place.directories == (place.home,)
    assert place.argument == URL


def test_the_home_of_a_url_is_the_same_whatever_the_password_and_another_for_another_library() -> None:
    home = Place.parse(URL).home
    assert Place.parse(URL.replace("secret", "changed").replace("hidden", "too")).home == home
    assert Place.parse(URL.replace("schema=county", "schema=town")).home != home


def test_nothing_of_a_place_that_is_shown_has_a_password() -> None:
    place = Place.parse(URL)
    assert place.shown_argument == URL.replace(":secret", "").replace("%3Ahidden", "")
    for shown in (
        place.shown_argument,
        str(place),
        repr(place),
        str(place.store),
        repr(place.store),
        f"{place}",
        str([place]),
    ):
        assert "secret" not in shown
        assert "hidden" not in shown
        assert "ann@db.example:5433/papers" in shown


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("postgresql://h/d?user=a&password=b&schema=c", "postgresql://h/d?user=a&schema=c"),
        ("postgresql:///d?sslpassword=b", "postgresql:///d"),
        ("https://a:b%40c@h:9200/n", "https://a@h:9200/n"),
        ("https://h/n", "https://h/n"),
        ("https://h:9200,https://i:9200/n", "https://h:9200,https://i:9200/n"),
        ("https://a:b@h:9200,https://a:b@i:9200/n", "https://a@h:9200,https://a@i:9200/n"),
        ("https://:b@h/n?ca=c", "https://@h/n?ca=c"),
        ("a:b@c", "a:b@c"),
        ("postgresql://u:pa/ss@h/d?schema=c", "postgresql://u@h/d?schema=c"),
        ("postgresql://u:12/ss@h/d", "postgresql://u@h/d"),
        ("postgresql://u:pa?ss@h/d?schema=c", "postgresql://u@h/d?schema=c"),
        ("postgresql://u:pa/s?s=1@h/d", "postgresql://u@h/d"),
        ("postgresql://u:p@h/x@i/d", "postgresql://u@i/d"),
        ("postgresql://u@firm:b@h/d", "postgresql://u@firm@h/d"),
        ("postgresql://u/v:b@h/d", "postgresql://u/v@h/d"),
        ("postgresql://u@h:5432,i:5433/d?schema=c", "postgresql://u@h:5432,i:5433/d?schema=c"),
        ("https://a:b/b@h:9200,https://a:b?b@i:9200/n", "https://a@h:9200,https://a@i:9200/n"),
        ("https://h:9200,https://a:b@i:9200/n", "https://h:9200,https://a@i:9200/n"),
        ("https://h/n?pass%77ord=b&c=d", "https://h/n?c=d"),
    ],
)
def test_an_address_loses_only_its_password(address: str, told: str) -> None:
    assert without_secrets(address) == told


@pytest.mark.parametrize(
    "text",
    [
        "postgresql://a:secret@h/d", "postgresql://a:secret@h/d?index=", "postgresql://h/d?index=x%3Asecret&index=y",
        "postgresql://h/d?index=ftp%3A%2F%2Fx:secret@y", "postgresql://a:secret?x@h/d", "postgresql://a:secret/x?x@h/d",
    ],
)  # fmt: skip
def test_a_url_that_does_not_say_where_its_index_is_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="index") as told:
        Place.parse(text)
    assert "secret" not in told.value.message


def test_a_file_names_them_with_directories_beside_it(tmp_path: Path) -> None:
    path = written(tmp_path, 'store = "postgresql://h/d"\nindex = "https://h:9200/n"\n')
    place = Place.parse(str(path))
    assert (str(place.store), place.index) == ("postgresql://h/d", "https://h:9200/n")
    assert place.home == tmp_path / "county"
    assert place.argument == str(path)
    place = Place.parse(written(tmp_path, 'store = "here"\nindex = "there"\nhome = "mine"\n'))
    assert place.directories == (tmp_path / "here", tmp_path / "there", tmp_path / "mine")


def test_a_directory_may_be_called_as_a_file_is(tmp_path: Path) -> None:
    (tmp_path / "odd.toml").mkdir()
    assert Place.parse(tmp_path / "odd.toml").home == tmp_path / "odd.toml"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('index = "x"', 'a library needs "store"'),
        ('store = "x"', 'a library needs "index"'),
        ('store = "x"\n\nindex = 3', 'line 3: "index" is a folder'),
        ('store = "x"\nindex = "ftp://h/n"', 'line 2: "index" is a folder'),
        ('store = " "\nindex = "y"', 'line 1: a library needs "store"'),
        ('store = "x"\nindex = "y"\npasword = "secret"', 'line 3: there is no "pasword" in it; there are store'),
        ('stor = "x"\nindex = "y"', 'line 1: there is no "stor" in it; there are store'),
        ('store = "x', "is not TOML"),
    ],
)  # fmt: skip
def test_what_a_file_says_wrongly_is_told_by_its_line(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(PlaceError) as error:
        Place.parse(written(tmp_path, text))
    assert str(tmp_path / "county.toml") in error.value.message
    assert told in error.value.message
    assert "secret" not in error.value.message


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(PlaceError, match="There is no file"):
        Place.parse(tmp_path / "none.toml")
