"""Word lists are data: each entry says its language and source, and a locale decides which are looked for."""

import os
import re
import subprocess
import sys
from importlib.resources import files

import pytest

from panelsearch.config import Locale
from panelsearch.errors import UsageError
from panelsearch.gazetteers.loader import (
    Entry,
    alternatives,
    entries,
    filled,
    groups,
    lines,
    pattern,
    sets,
    words,
    words_in_order,
)

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
        assert all(len(set(one)) == len(one) for one in entry.sets)
    if alternatives(group):
        re.compile(pattern(group))
    else:
        assert words(group) or sets(group)


def test_words_for_comparing_are_in_small_letters() -> None:
    printed = {"names.letters_too", "organisations.field_initialism", "organisations.local_initialism",
               "organisations.not_initialism", "council_words.other_initialism"}  # fmt: skip
    for group in set(GROUPS) - printed:
        written = words(group).union(*sets(group))
        assert not {word for word in written if word != word.lower()}, group


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
    assert filled(r"(?P<told>a <firm>)", "questions") == rf"(?P<told>a {pattern('questions.firm')})"


def test_words_and_sets_keep_the_order_in_which_they_are_written() -> None:
    assert words_in_order("body_words.next_meeting") == ("next", "donm", "nesaf")
    assert words_in_order("body_words.next_meeting", ENGLISH) == ("next", "donm")
    assert sets("paraphrases.same")[0][:2] == ("propose", "proposed")
    assert sets("paraphrases.same", Locale(frozenset({"cy"}))) == ()


def test_an_entry_has_words_or_sets_or_patterns_and_is_told_whence() -> None:
    whole = {"lang": "en", "source": "many minutes", "words": "ash birch"}
    assert Entry.of(whole) == Entry("en", "", "many minutes", ("ash", "birch"))
    paired = {"lang": "en", "source": "many minutes", "sets": """
ash, rowan
silver birch, alder
"""}  # fmt: skip
    assert Entry.of(paired).sets == (("ash", "rowan"), ("silver birch", "alder"))
    with pytest.raises(KeyError):
        Entry.of({"lang": "en", "words": "ash"})
    for both_or_none in (
        {**whole, "patterns": ["a"]},
        {**whole, "sets": "a, b"},
        {"lang": "en", "source": "many minutes"},
    ):
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
