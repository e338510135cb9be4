from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from panelsearch.model.meetings import DocumentKind, Reading
from panelsearch.model.pages import Page
from panelsearch.ner.money import find_money
from panelsearch.ner.rule_tagger import RuleTagger
from panelsearch.ner.spacy_tagger import SpacyTagger
from panelsearch.text.date_grammar import find_dates
from panelsearch.text.normalization import plain

READING = Reading(DocumentKind.MINUTES, body="Wexbridge Parish Council", meeting_date=date(2020, 3, 3))
WORDS = st.sampled_from(
    """Cllr Cllrs Mrs Harkett Ollerby S. J and , . ( ) - £ £5 £1.2m 3rd March 2020 2018/19 06/02/2018 of the
    Parish Council Township Wexbridge Trust Police ODC (ODC) Oldmere District Committee said May Lane ’s “ •
    é 😀 1,200 p""".split()
)
TEXTS = st.lists(st.tuples(WORDS, st.sampled_from([" ", "\n", "  ", ""])), max_size=40).map(
    lambda parts: "".join(word + gap for word, gap in parts)
)


@given(st.lists(TEXTS, max_size=3))
@settings(max_examples=60, deadline=None)
def test_spacy_and_the_plain_tagger_agree_and_stay_on_the_page(texts: list[str]) -> None:
    pages = [Page(number, text) for number, text in enumerate(texts, 1)]
    mentions = SpacyTagger().tag(pages, READING)
    assert mentions == RuleTagger().tag(pages, READING)
    last = (0, 0)
    for one in mentions:
        assert one.at.end <= len(texts[one.at.page - 1])
        assert one.at.start < one.at.end
        assert (one.at.page, one.at.start) >= last
        last = (one.at.page, one.at.end)


@given(st.text(max_size=200))
@settings(deadline=None)
def test_any_text_can_be_tagged(text: str) -> None:
    assert SpacyTagger().tag([Page(1, text)], READING) == RuleTagger().tag([Page(1, text)], READING)


@given(st.text())
def test_levelling_keeps_every_place(text: str) -> None:
    assert len(plain(text)) == len(text)


@given(st.integers(min_value=0, max_value=10**12))
def test_a_printed_sum_is_read_back(pence: int) -> None:
    printed = f"£{pence // 100:,}.{pence % 100:02}"
    assert [one.pence for one in find_money(f"paid {printed} today")] == [pence]


@given(
    st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)),
    st.sampled_from(["%d/%m/%Y", "%d %B %Y", "%Y-%m-%d"]),
)
def test_a_printed_date_is_read_back(day: date, form: str) -> None:
    assert [one.iso for one in find_dates(f"on {day.strftime(form)} it")] == [day.isoformat()]
