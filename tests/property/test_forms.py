"""Looking on the lines with a form's words finds what looking everywhere would."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from panelsearch.ner import (
    council_rules,
    money,
    organisation_forms,
    organisation_rules,
    organisations,
    people_by_given_name,
    people_by_post,
    people_by_title,
    suppliers,
)
from panelsearch.text import date_forms, date_readings
from panelsearch.text.pattern_prefilter import Form, capitalised, lines_of, lines_with, matches

MODULES = (
    council_rules,
    date_forms,
    suppliers,
    money,
    organisation_forms,
    organisation_rules,
    organisations,
    people_by_given_name,
    people_by_post,
    people_by_title,
)
FORMS = [one for module in MODULES for one in vars(module).values() if isinstance(one, Form)]
READINGS = date_readings.READINGS
WORDS = st.sampled_from(
    """Oldmere Wexbridge Harkett Ollerby J. S A (NS) Council COUNCIL Councillor District Parish DC PC TC ODC Township
    of OF for FOR the and & , ( ) - : / City Town COUNTY Borough Cyngor Sir Gwynedd Panel Police Crime Fire Rescue
    Authority Service Office Commissioner Advisory Health Committee Board Ethics Trust NHS England Sons Co Partners
    Air Ambulance plc ltd llp UK GB International HarkettUK quotation from Quote supplied by paid to grant with
    contract awarded Mr Mrs Dr MP OBE CBE Clerk Chairman Head Officer Nila Shah £ € $ 5 £5 1,200 GBP eur pounds
    half a million pence twenty cents minus 12 3rd 2020 2019-20 18/19 06/02/2018 2020-03-04 March may Sept-19 fourth
    Q3 q1 Quarter 2 second quarter FY last month next Tuesday tomorrow Monday w/c İ ſ é 😀 '""".split()
)
TEXTS = st.lists(st.tuples(WORDS, st.sampled_from([" ", " ", " ", "\n", "  ", ""])), max_size=40).map(
    lambda parts: "".join(word + gap for word, gap in parts)
)


@given(TEXTS)
@settings(max_examples=400, deadline=None)
def test_a_form_is_found_on_its_lines_wherever_it_stands(text: str) -> None:
    assert len(FORMS) > 20
    for form in FORMS:
        assert [one.span() for one in matches(form, text)] == [one.span() for one in form.pattern.finditer(text)]


@given(TEXTS)
@settings(max_examples=400, deadline=None)
def test_a_date_is_found_on_the_lines_it_is_known_by(text: str) -> None:
    for reading in READINGS:
        assert [one.span() for one in reading.form.found_on(text)] == [
            one.span() for one in reading.form.pattern.finditer(text)
        ]


@given(TEXTS)
@settings(max_examples=60, deadline=None)
def test_lines_are_whole_and_hold_their_words(text: str) -> None:
    held = [line for line in text.split("\n") if "March" in line or "£" in line]
    assert [text[begin:stop] for begin, stop in lines_with(("March", "£"), text)] == held
    assert [text[begin:stop] for begin, stop in lines_of(date_forms._A_YEAR, text)] == [
        line for line in text.split("\n") if re.search(r"(?:19|20)\d\d", line)
    ]


def test_capitalised_words_are_known_by_their_part_before_a_mark() -> None:
    assert capitalised("Co-operative O'Dell, the Élan of Élan") == {"Co": [0], "O": [13], "Élan": [25, 33]}
