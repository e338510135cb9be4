"""What every tagger promises, run over all of them."""

import itertools
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from panelsearch.model.meetings import Attendance, Attendee, DocumentKind, Reading
from panelsearch.model.mentions import MentionLabel
from panelsearch.model.pages import Page
from panelsearch.model.spans import PageSpan
from panelsearch.ner.base import Tagger
from panelsearch.ner.rule_tagger import RuleTagger
from panelsearch.ner.spacy_tagger import SpacyTagger, pipeline

PAGES = (
    Page(1, "WEXBRIDGE PARISH COUNCIL\nMinutes of 3rd March 2020\nPresent: Cllr Susan Harkett\n"),
    Page(2, ""),
    Page(3, "Cllr Harkett paid £1.2m to Oldmere Preservation Trust on 4th April.\n\nThe  Parish Council  noted it 😀."),
)
READING = Reading(
    DocumentKind.MINUTES,
    body="Wexbridge Parish Council",
    meeting_date=date(2020, 3, 3),
    attendance=Attendance(present=(Attendee("Susan Harkett", PageSpan(1, 60, 73)),)),
)


@pytest.fixture(params=[RuleTagger, SpacyTagger])
def tagger(request: pytest.FixtureRequest) -> Tagger:
    return request.param()


def test_every_label_is_found_with_its_value(tagger: Tagger) -> None:
    text = {page.number: page.text for page in PAGES}
    found = {
        (m.label, text[m.at.page][m.at.start : m.at.end], m.canonical or m.iso or m.value_pence)
        for m in tagger.tag(PAGES, READING)
        if m.at.page == 3
    }
    assert found == {
        (MentionLabel.PERSON, "Harkett", "Susan Harkett"),
        (MentionLabel.MONEY, "£1.2m", 120_000_000),
        (MentionLabel.ORG, "Oldmere Preservation Trust", "Oldmere Preservation Trust"),
        (MentionLabel.DATE, "4th April", "2020-04-04"),
        (MentionLabel.COUNCIL, "Parish Council", "Wexbridge Parish Council"),
    }


def test_what_prints_no_day_month_or_year_is_no_mention(tagger: Tagger) -> None:
    page = Page(1, "To meet next Tuesday, last month or on the 3rd next month; Cllr Ash came on 4th April.")
    named = [page.text[m.at.start : m.at.end] for m in tagger.tag((page,), READING) if m.label is MentionLabel.DATE]
    assert named == ["3rd next month", "4th April"]


def test_mentions_come_in_order_and_apart(tagger: Tagger) -> None:
    mentions = tagger.tag(PAGES, READING)
    assert list(mentions) == sorted(mentions, key=lambda m: m.at)
    for one, following in itertools.pairwise(mentions):
        assert one.at.page < following.at.page or one.at.end <= following.at.start


def test_the_order_of_pages_does_not_matter(tagger: Tagger) -> None:
    assert tagger.tag(PAGES[::-1], READING) == tagger.tag(PAGES, READING)


def test_nothing_is_found_in_nothing(tagger: Tagger) -> None:
    assert tagger.tag((), READING) == ()
    assert tagger.tag((Page(1, " \n\n"),), READING) == ()


def test_documents_do_not_learn_from_each_other(tagger: Tagger) -> None:
    alone = (Page(1, "Harkett spoke of the Parish Council."),)
    bare = Reading(DocumentKind.OTHER)
    before = tagger.tag(alone, bare)
    tagger.tag(PAGES, READING)
    assert tagger.tag(alone, bare) == before


def test_fingerprints_tell_taggers_apart() -> None:
    assert RuleTagger.fingerprint != SpacyTagger.fingerprint


def test_the_pipeline_survives_being_saved(tmp_path: Path) -> None:
    import spacy

    pipeline().to_disk(tmp_path)
    doc = spacy.load(tmp_path)("Cllr Harkett paid £5 on 3 March 2020.")
    assert [(ent.label_, ent.text, ent.kb_id_) for ent in doc.ents] == [
        ("PERSON", "Harkett", "Harkett"),
        ("MONEY", "£5", "500"),
        ("DATE", "3 March 2020", "2020-03-03"),
    ]


def test_the_grammars_do_without_spacy() -> None:
    code = "import sys, panelsearch.ner.rule_tagger, panelsearch.ner.fingerprint; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
