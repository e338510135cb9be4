"""Tagging holds no more after many documents than after some, though each brings words that none had before."""

from bench.lasting import documents, held_after
from panelsearch.model.meetings import DocumentKind, Reading
from panelsearch.model.pages import Page
from panelsearch.ner import spacy_tagger
from panelsearch.ner.rule_tagger import RuleTagger

TEXT = """Dunmere Parish Council
Present: Cllr Barnaby Nnamdi (Chair), Cllr A Pryce
It was resolved on 7 February 2023 to pay Ferris Timber Ltd £4,500 per annum for the footbridge at Mill Lane."""
PAPERS = [((Page(1, TEXT), Page(2, TEXT.upper())), Reading(DocumentKind.MINUTES))]


def test_what_tagging_holds_does_not_grow_with_the_documents() -> None:
    early, late = held_after(PAPERS, (20, 70))
    kept = len(spacy_tagger._shared().vocab.strings)
    assert late.traced - early.traced < 25_000
    held_after(PAPERS, (20,))
    assert len(spacy_tagger._shared().vocab.strings) == kept


def test_every_document_brings_words_of_its_own_and_is_tagged_afresh() -> None:
    made = documents(PAPERS)
    found = [RuleTagger().tag(*next(made)) for _ in range(3)]
    assert len({pages.text for (pages,) in zip(next(made)[0], strict=True)} | {TEXT}) == 3
    assert all(len(mentions) >= 10 for mentions in found)
