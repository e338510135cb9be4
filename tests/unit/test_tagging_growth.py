"""A page sixteen times as long takes about sixteen times as long to tag, whatever stands on it; never its square."""

import itertools
import time
from datetime import date

import pytest

from panelsearch.model.meetings import DocumentKind, Reading
from panelsearch.model.pages import Page
from panelsearch.ner.rule_tagger import RuleTagger
from panelsearch.text.pattern_prefilter import held, lines_round

READING = Reading(DocumentKind.MINUTES, body="Wexbridge Parish Council", meeting_date=date(2020, 3, 3))
SHORT, TIMES = 250, 16
# Names nobody has, each another one.
NAMES = tuple("".join(parts).capitalize() for parts in itertools.product(("ba", "ke", "li", "mo", "nu"), repeat=6))


def _each(pattern: str, count: int) -> str:
    return "".join(pattern.replace("@", name) for name in NAMES[:count])


HOSTILE = {
    "capitals": lambda n: "HARKETT OLLERBY " * n,
    "capitalised words": lambda n: _each("@ ", n),
    "digits": lambda n: "1" * 5 * n,
    "thousands": lambda n: "1" + ",567" * n,
    "one letter": lambda n: "a" * 20 * n,
    "one capital": lambda n: "A" * 5 * n,
    "a title": lambda n: "Cllr " * n,
    "ranks": lambda n: "Temporary Detective " * n,
    "deputies": lambda n: "Deputy " * n,
    "a list of names": lambda n: "Cllrs " + _each("@, ", n),
    "people": lambda n: _each("John @, ", n),
    "brackets": lambda n: "(" * n + ")" * n,
    "open brackets": lambda n: "(Oldmere " * n,
    "councils": lambda n: _each("@ Parish Council (OPC) ", n // 2),
    "trusts": lambda n: _each("@ Trust and ", n // 2),
    "firms": lambda n: _each("paid to @ for ", n // 2),
    "abbreviations": lambda n: "to SUP has " * n,
    "years": lambda n: "in 2020 some came " * n,
    "days": lambda n: "1 May and " * n,
    "sums": lambda n: "£1 and a half million pounds " * (n // 2),
    "lines": lambda n: "Harkett\n" * n,
}


def _cost(text: str) -> float:
    began = time.process_time()
    RuleTagger().tag([Page(1, text)], READING)
    return time.process_time() - began


@pytest.mark.parametrize("sort", HOSTILE)
def test_a_longer_page_costs_in_proportion(sort: str) -> None:
    small, large = HOSTILE[sort](SHORT), HOSTILE[sort](SHORT * TIMES)
    assert len(large) > 0.8 * TIMES * len(small)
    # Three times the due is allowed for, and a fifth of a second for whatever else the machine does.
    assert _cost(large) < 3 * TIMES * _cost(small) + 0.2


def test_many_names_are_looked_for_as_few_are() -> None:
    names = frozenset({"grass cutting", "lark", "ox", "nobody", "zy", "ends here"})
    text = "an ox, the larks; grass cutting ends here"
    expected = {"grass cutting", "lark", "ox", "ends here"}
    assert held(names, text) == expected
    assert held(names | set(NAMES[:1000]), text) == expected


def test_a_line_is_given_once_for_all_places_in_it() -> None:
    assert lines_round([0, 2, 3, 5, 9], "one\ntwo\n\nfour") == [(0, 3), (4, 7), (9, 13)]
