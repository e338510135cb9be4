"""The rules as a spaCy pipeline of one component per label: for statistical models, and for other programs.

What spaCy does for us: it carries a page through the components, holds what they find (`doc.ents` with the value in
`ent.kb_id_`, and typed in `doc._.mentions`), lets any program load the pipeline with `spacy.load`, and is the room in
which a statistical model (`--model`) or a component trained on our own papers works. What it does not do is to find
anything by itself: the rules read the page's text. So without a model pages are tagged by the rules alone
(`rule_tagger.py`), and nobody pays for importing spaCy or for its `Doc`s. With one a page is a single token, since
tokens cost a tenth of tagging (272,000 words: 0.35 s of 3.6) and nothing of ours asks for them. Measured beside it:
spaCy's own English tokenizer 2.0 s; its PhraseMatcher finds the national bodies of pages already in tokens in 0.01 s,
our gazetteer matcher in 0.08 s without any. So components that need tokens pay for them themselves, as the model's do.

The pipeline stands on `spacy.blank("en")`: no statistical model is needed. Its tokenizer parts letters, figures and
marks, so that whatever a rule finds begins and ends at a token. What a document defines for itself travels with each
`Doc` as `doc._.context`; without it (a pipeline loaded with `spacy.load`) the rules work on bare text.
"""

from __future__ import annotations

import importlib.metadata
import re
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import registry
from spacy.vocab import Vocab

from panelsearch.model.meetings import Reading
from panelsearch.model.mentions import Mention, MentionLabel
from panelsearch.model.pages import Page
from panelsearch.ner.document_context import DocumentContext, learn
from panelsearch.ner.fingerprint import FINGERPRINT
from panelsearch.ner.recognizers import RECOGNIZERS, recognized, settled
from panelsearch.ner.statistical import model_fingerprint, with_model
from panelsearch.text.document_cache import of_one_document
from panelsearch.text.rule_engine import OPEN, DocumentFence, Fence

_TOKEN = re.compile(r"([^\W\d_]+|\d+|[^ ]| )( ?)", re.DOTALL)

Doc.set_extension("context", default=DocumentContext(), force=True)
Doc.set_extension("page", default=1, force=True)
Doc.set_extension("fence", default=OPEN, force=True)
Doc.set_extension("mentions", default=(), force=True)
# `doc.text` is put together from its tokens every time it is asked for.
Doc.set_extension("written", default=None, force=True)


class PartingTokenizer:
    """Letters, figures and single marks are tokens of their own; the text survives letter for letter."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """The text as a `Doc`."""
        found = _TOKEN.findall(text)
        doc = Doc(self.vocab, words=[word for word, _ in found], spaces=[bool(space) for _, space in found])
        doc._.written = text
        return doc

    # Nothing to keep: the rules are the code.
    def to_bytes(self, **_: object) -> bytes:
        """Nothing."""
        return b""

    def from_bytes(self, _: bytes, **__: object) -> PartingTokenizer:
        """Itself."""
        return self

    def to_disk(self, _: str | Path, **__: object) -> None:
        """Write nothing."""

    def from_disk(self, _: str | Path, **__: object) -> PartingTokenizer:
        """Itself."""
        return self


class _WholeTokenizer(PartingTokenizer):
    """The whole text is one token: for where only the mentions are wanted, which the grammars find in the text."""

    def __call__(self, text: str) -> Doc:
        """The text as a `Doc`."""
        return Doc(self.vocab, words=[text] if text else [], spaces=[False] if text else [])


@registry.tokenizers("panelsearch.parting")  # type: ignore[untyped-decorator]
def _parting() -> Callable[[Language], PartingTokenizer]:
    return lambda nlp: PartingTokenizer(nlp.vocab)


@Language.factory("panelsearch_grammar", default_config={"label": MentionLabel.MONEY.value})
def _grammar(nlp: Language, name: str, label: str) -> Callable[[Doc], Doc]:
    """Adds the mentions of one label."""
    named = MentionLabel(label)

    def component(doc: Doc) -> Doc:
        noted = doc._  # spaCy makes it anew each time that it is asked for
        text = doc.text if noted.written is None else noted.written
        noted.mentions += tuple(recognized(named, text, noted.page, noted.context, noted.fence))
        return doc

    return component


@Language.factory("panelsearch_settle", default_config={"entities": True})
def _settle(nlp: Language, name: str, entities: bool) -> Callable[[Doc], Doc]:
    """Keeps the mentions that do not overlap and shows them as entities, unless nobody wants those."""

    def component(doc: Doc) -> Doc:
        doc._.mentions = settled(doc._.mentions)
        if entities:
            spans = [_entity(doc, mention) for mention in doc._.mentions]
            doc.set_ents([span for span in spans if span is not None])
        return doc

    return component


def _entity(doc: Doc, mention: Mention) -> Span | None:
    value = mention.canonical or mention.iso or str(mention.value_pence)
    return doc.char_span(mention.at.start, mention.at.end, label=mention.label.value, kb_id=value)


def pipeline(*, entities: bool = True) -> Language:
    """A new pipeline: one grammar component per label, then the one that settles overlaps and shows `entities`."""
    nlp = spacy.blank("en", config={"nlp": {"tokenizer": {"@tokenizers": "panelsearch.parting"}}})
    # The papers hold pages of a million letters (accounts); rules need no memory beyond the text.
    nlp.max_length = 10_000_000
    for label in RECOGNIZERS:
        nlp.add_pipe("panelsearch_grammar", name=label.value.lower(), config={"label": label.value})
    nlp.add_pipe("panelsearch_settle", name="settle", config={"entities": entities})
    return nlp


@cache
def _shared() -> Language:
    # The tagger takes the mentions only: making words and entities of a page would cost as much as a grammar does.
    nlp = pipeline(entities=False)
    nlp.tokenizer = _WholeTokenizer(nlp.vocab)
    # What spaCy works out for each new word is left undone.
    nlp.vocab.lex_attr_getters = {}  # type: ignore[attr-defined]
    return nlp


class SpacyTagger:
    """Tags a document's pages as one batch through the pipeline; a `model` adds names that no rule found."""

    fingerprint = f"spacy {importlib.metadata.version('spacy')} {FINGERPRINT}"

    def __init__(self, model: str | None = None) -> None:
        self._model = model
        if model:
            self.fingerprint = f"{SpacyTagger.fingerprint} {model_fingerprint(model)}"

    def tag(self, pages: Sequence[Page], reading: Reading, fence: Fence | None = None) -> tuple[Mention, ...]:
        """Mentions in order of place, non-overlapping; what fails is left out and told by the fence."""
        fence = fence or DocumentFence()
        nlp = _shared()
        in_order = sorted(pages, key=lambda page: page.number)
        # What the words of one document take in the vocabulary is given back: memory stays flat over thousands.
        with of_one_document(), nlp.memory_zone():
            context = learn(pages, reading, fence)
            docs: list[Doc] = []
            for page in in_order:
                doc = nlp.make_doc(page.text)
                noted = doc._
                noted.page, noted.context, noted.fence = page.number, context, fence
                docs.append(doc)
            mentions = tuple(mention for doc in nlp.pipe(docs) for mention in doc._.mentions)
            if model := self._model:
                return fence.stage("model", mentions, lambda: with_model(mentions, in_order, model, fence))
        return mentions
