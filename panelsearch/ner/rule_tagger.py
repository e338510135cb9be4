"""The tagger in use: the rules and nothing else. It is the oracle for the spaCy pipeline."""

from __future__ import annotations

from collections.abc import Sequence

from panelsearch.model.meetings import Reading
from panelsearch.model.mentions import Mention
from panelsearch.model.pages import Page
from panelsearch.ner.document_context import learn
from panelsearch.ner.fingerprint import FINGERPRINT
from panelsearch.ner.recognizers import RECOGNIZERS, recognized, settled
from panelsearch.text.document_cache import of_one_document
from panelsearch.text.rule_engine import DocumentFence, Fence


class RuleTagger:
    """Tags pages one by one with the shared grammars."""

    fingerprint = f"rules {FINGERPRINT}"

    def tag(self, pages: Sequence[Page], reading: Reading, fence: Fence | None = None) -> tuple[Mention, ...]:
        """Mentions in order of place, non-overlapping; what fails is left out and told by the fence."""
        fence = fence or DocumentFence()
        with of_one_document():
            context = learn(pages, reading, fence)
            return tuple(
                mention
                for page in sorted(pages, key=lambda page: page.number)
                for mention in settled(
                    one for label in RECOGNIZERS for one in recognized(label, page.text, page.number, context, fence)
                )
            )
