"""What does a statistical English model add, where one is installed? People and organisations that no rule found.

Every mention by the rules stands. Of the model's entities only PERSON and ORG are taken, only those shaped like a name,
and only where no mention by the rules overlaps; they are less sure than any rule's, and say so. Sums and dates stay the
rules' alone, since a model gives them no value. Any spaCy pipeline that sets `doc.ents` will do, such as en_core_web_sm
(Explosion, MIT licence). None is downloaded.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.util import is_package

from panelsearch.errors import UsageError
from panelsearch.gazetteers.loader import words
from panelsearch.gazetteers.non_names import NEVER
from panelsearch.model.mentions import Mention, MentionLabel
from panelsearch.model.pages import Page
from panelsearch.model.spans import PageSpan
from panelsearch.ner.name_shape import levelled, place_follows, whole
from panelsearch.ner.recognizers import settled
from panelsearch.text.rule_engine import OPEN, Fence, rule
from panelsearch.text.span_claims import Claims

_LABELS = {"PERSON": MentionLabel.PERSON, "PER": MentionLabel.PERSON, "ORG": MentionLabel.ORG}
# What names need none of.
_UNUSED = ("tagger", "parser", "lemmatizer", "attribute_ruler", "morphologizer", "textcat")
_SCORE = 0.5
_WORD = re.compile(r"[A-ZÀ-Þ](?:[\w'’-]*[a-z])?\.?")
_APART = re.compile(r"[\n\t\d]")
_NO_NAMES = NEVER | words("organisations.stop")
_JOINS = frozenset("of and for the &".split())


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


@dataclass(frozen=True, slots=True)
class _Entity:
    """What the model takes for a name: its words as printed, single blanks, and where they stand on the page."""

    words: str
    level: str
    at: PageSpan


@rule("people.model", score=_SCORE)
def person(entity: _Entity) -> bool:
    """Two to four words, each of which can be a name's, and nothing behind them that makes a place or a firm of it."""
    printed = entity.words.split()
    return (
        2 <= len(printed) <= 4
        and len(printed[-1].strip(".")) > 1
        and all(_WORD.fullmatch(word) for word in printed)
        and whole(entity.words, None)
        and not place_follows(entity.level, entity.at.end)
    )


@rule("organisations.model", score=_SCORE)
def organisation(entity: _Entity) -> bool:
    """Two capitalised words or more, joined by small ones perhaps, with no word of the paper's own at an end."""
    printed = entity.words.split()
    return (
        len(printed) >= 2
        and not {printed[0].lower(), printed[-1].lower()} & _NO_NAMES
        and all(word[0].isupper() or word in _JOINS for word in printed)
        and not entity.words.isupper()
    )


_NAMING = {MentionLabel.PERSON: person, MentionLabel.ORG: organisation}


def with_model(
    mentions: Sequence[Mention], pages: Sequence[Page], model: str, fence: Fence = OPEN
) -> tuple[Mention, ...]:
    """The rules' mentions and what the model adds to them, in order of place, non-overlapping."""
    nlp = load_model(model)
    taken: defaultdict[int, Claims] = defaultdict(Claims)
    for one in mentions:
        taken[one.at.page].claim(one.at.start, one.at.end)
    added: list[Mention] = []
    with nlp.memory_zone():
        for page, doc in zip(pages, nlp.pipe(page.text for page in pages), strict=True):
            level = levelled(page.text)
            for entity in doc.ents:
                label = _LABELS.get(entity.label_)
                free = taken[page.number].are_free(entity.start_char, entity.end_char)
                if label is None or not free or _APART.search(entity.text):
                    continue
                named = _Entity(
                    " ".join(entity.text.split()), level, PageSpan(page.number, entity.start_char, entity.end_char)
                )
                by = _NAMING[label]
                if named.words and fence.at(page.number).ask(by, False, named):
                    added.append(Mention(label, named.at, canonical=named.words, rule=by.name, score=by.score))
    return settled([*mentions, *added])
