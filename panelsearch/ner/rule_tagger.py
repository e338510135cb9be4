"""The plain reference tagger: the grammars and nothing else. It is the oracle for the spaCy pipeline."""

from __future__ import annotations

from collections.abc import Sequence

from panelsearch.model.meetings import Reading
from panelsearch.model.mentions import Mention
from panelsearch.model.pages import Page
from panelsearch.ner.document_lexicon import learn
from panelsearch.ner.fingerprint import FINGERPRINT
from panelsearch.ner.recognizers import GRAMMARS, settled
from panelsearch.text.document_cache import forget_pages


class RuleTagger:
    """Tags pages one by one with the shared grammars."""

    fingerprint = f"rules {FINGERPRINT}"

    def tag(self, pages: Sequence[Page], reading: Reading) -> tuple[Mention, ...]:
        """Mentions in order of place, non-overlapping."""
        lexicon = learn(pages, reading)
        mentions = tuple(
            mention
            for page in sorted(pages, key=lambda page: page.number)
            for mention in settled(
                one for grammar in GRAMMARS.values() for one in grammar(page.text, page.number, lexicon)
            )
        )
        forget_pages()
        return mentions
