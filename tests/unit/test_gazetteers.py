"""Word lists are data: each entry says its language and source, and a locale decides which are looked for."""

import os
import re
import subprocess
import sys
from importlib.resources import files

import pytest

from panelsearch.config import Locale
from panelsearch.errors import UsageError
from panelsearch.gazetteers.loader import Entry, alternatives, entries, groups, lines, pattern, words

FILES = sorted(
    one.name.removesuffix(".toml") for one in files("panelsearch.gazetteers").iterdir() if one.name.endswith(".toml")
)
GROUPS = [f"{file}.{name}" for file in FILES for name in groups(file)]
ENGLISH = Locale(frozenset({"en"}), frozenset({"GB"}))


@pytest.mark.parametrize("group", GROUPS)
def test_every_entry_says_where_it_comes_from(group: str) -> None:
    for entry in entries(group):
        assert entry.source
        assert entry.language in ("en", "cy")
        assert entry.region in ("", "GB", "NA")
        assert len(set(entry.words)) == len(entry.words)
    if alternatives(group):
        re.compile(pattern(group))
    else:
        assert words(group)


def test_words_for_comparing_are_in_small_letters() -> None:
    printed = {"names.letters_too", "organisations.field_initialism", "organisations.local_initialism",
               "organisations.not_initialism", "council_words.other_initialism"}  # fmt: skip
    for group in set(GROUPS) - printed:
        assert not {word for word in words(group) if word != word.lower()}, group


def test_a_locale_leaves_out_other_languages_and_regions() -> None:
    assert "cyng" in words("titles.seat") - words("titles.seat", ENGLISH)
    assert "reeve" in words("titles.other") - words("titles.other", ENGLISH)
    assert "selectman" in words("titles.seat", Locale(frozenset({"en"}), frozenset({"NA"})))
    assert "resennol" in pattern("cues.present")
    assert "resennol" not in pattern("cues.present", ENGLISH)
    assert re.search(pattern("council_words.welsh", ENGLISH), "Cyngor Sir Penfro") is None


def test_a_pattern_may_name_another_group() -> None:
    assert pattern("cues.who") in pattern("cues.absent")
    assert "<" not in pattern("cues.absent").replace("(?<", "").replace("(?P<", "")


def test_an_entry_has_words_or_patterns_and_is_told_whence() -> None:
    whole = {"lang": "en", "source": "many minutes", "words": "ash birch"}
    assert Entry.of(whole) == Entry("en", "", "many minutes", ("ash", "birch"))
    with pytest.raises(KeyError):
        Entry.of({"lang": "en", "words": "ash"})
    for both_or_none in ({**whole, "patterns": ["a"]}, {"lang": "en", "source": "many minutes"}):
        with pytest.raises(ValueError, match="either"):
            Entry.of(both_or_none)
    with pytest.raises(KeyError):
        entries("titles.nobody")


def test_lists_of_one_a_line_leave_out_comments() -> None:
    assert "susan" in lines("given_names.txt")
    assert not [line for line in lines("given_names.txt") if line.startswith("#") or line != line.lower()]


def test_the_environment_says_which_locale_is_in_use() -> None:
    code = (
        "from panelsearch.ner.fingerprint import FINGERPRINT; from panelsearch.ner.councils import find_councils;"
        "print(FINGERPRINT, len(find_councils('Aeth i Cyngor Sir Penfro.')))"
    )

    def said(**extra: str) -> str:
        environment = {**os.environ, **extra}
        return subprocess.run(
            [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False
        ).stdout.strip()

    usual, english = said(), said(PANELSEARCH_LANGUAGES="en")
    assert usual.endswith(" 1")
    assert english == usual.removesuffix(" 1") + " en GB NA 0"


@pytest.mark.parametrize(
    ("languages", "regions", "told"),
    [
        ({"fr"}, {"GB", "NA"}, "fr"), ({"en", "fr"}, {"FR", "GB"}, "FR, fr"), ({"en"}, {"FR"}, "FR"),
        (set(), {"GB"}, "no language"),
    ],
)  # fmt: skip
def test_a_language_or_region_nobody_knows_is_refused_by_its_name(
    languages: set[str], regions: set[str], told: str
) -> None:
    with pytest.raises(UsageError, match=f"^There are no words for {told} here"):
        Locale(frozenset(languages), frozenset(regions))
