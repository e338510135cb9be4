"""What does a statistical English model add, where one is installed? People and organisations that no rule found.

The rule of combination: every mention by the rules stands. Of the model's entities only PERSON and ORG are taken, only
names (a capital, three letters, one line), and only where no mention by the rules overlaps; what overlaps among them is
settled as everywhere, the longer first. Sums and dates stay the rules' alone, since a model gives them no value.
Any spaCy pipeline that sets `doc.ents` will do, such as en_core_web_sm (Explosion, MIT licence). None is downloaded.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.util import is_package

from panelsearch.errors import UsageError
from panelsearch.model.mentions import Mention, MentionLabel
from panelsearch.model.pages import Page
from panelsearch.model.spans import PageSpan
from panelsearch.ner.recognizers import settled

_LABELS = {"PERSON": MentionLabel.PERSON, "PER": MentionLabel.PERSON, "ORG": MentionLabel.ORG}
# What names need none of.
_UNUSED = ("tagger", "parser", "lemmatizer", "attribute_ruler", "morphologizer", "textcat")
_NAME = re.compile(r"(?=.*[^\W\d_]{3})[^\W\d_][^\n\t\d]*")


def model_fingerprint(model: str) -> str:
    """A value that changes with the model. UsageError where it is not installed."""
    if is_package(model):
        return f"model {model} {importlib.metadata.version(model)}"
    meta = Path(model) / "meta.json"
    if not meta.is_file():
        raise UsageError(
            f"There is no spaCy model {model} here.",
            "Install one yourself (panelsearch downloads nothing), or give the folder that one was saved in.",
        )
    return f"model {hashlib.sha256(meta.read_bytes()).hexdigest()[:16]}"


@cache
def load_model(model: str) -> Language:
    """The model by package name or folder, without what names need none of. UsageError where it cannot be loaded."""
    model_fingerprint(model)
    try:
        nlp = spacy.load(model, exclude=_UNUSED)
    except (OSError, ValueError, ImportError) as error:
        raise UsageError(
            f"The spaCy model {model} cannot be loaded: {error}".splitlines()[0], "Is it made for this spaCy?"
        ) from error
    nlp.max_length = 10_000_000
    return nlp


def with_model(mentions: Sequence[Mention], pages: Sequence[Page], model: str) -> tuple[Mention, ...]:
    """The rules' mentions and what the model adds to them, in order of place, non-overlapping."""
    nlp = load_model(model)
    taken = {page.number: bytearray(len(page.text)) for page in pages}
    for one in mentions:
        taken[one.at.page][one.at.start : one.at.end] = b"\1" * (one.at.end - one.at.start)
    added: list[Mention] = []
    with nlp.memory_zone():
        for page, doc in zip(pages, nlp.pipe(page.text for page in pages), strict=True):
            for entity in doc.ents:
                label = _LABELS.get(entity.label_)
                span = PageSpan(page.number, entity.start_char, entity.end_char)
                free = not any(taken[page.number][span.start : span.end])
                if label is not None and free and _NAME.fullmatch(entity.text) and entity.text[0].isupper():
                    added.append(Mention(label, span, canonical=" ".join(entity.text.split())))
    return settled([*mentions, *added])
