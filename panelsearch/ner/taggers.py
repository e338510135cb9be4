"""Which taggers are there? One entry each; what a tagger stands on is imported when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.metadata import version

from panelsearch.errors import UsageError
from panelsearch.ner.base import Tagger
from panelsearch.ner.fingerprint import FINGERPRINT

RULES, SPACY = "rules", "spacy"
DEFAULT_TAGGER = SPACY
"""The pipeline that any program can load and extend; what it finds without a model equals the rules alone."""


@dataclass(frozen=True, slots=True)
class TaggerEngine:
    """A tagger as it is chosen: the module it is made in, how, and what its fingerprint says; both take a model."""

    module: str
    start: Callable[[str | None], Tagger]
    fingerprint: Callable[[str | None], str]


def _rules(_: str | None) -> Tagger:
    from panelsearch.ner.rule_tagger import RuleTagger

    return RuleTagger()


def _spacy(model: str | None) -> Tagger:
    from panelsearch.ner.spacy_tagger import SpacyTagger

    return SpacyTagger(model)


def _spacy_fingerprint(model: str | None) -> str:
    own = f"spacy {version('spacy')} {FINGERPRINT}"
    if not model:
        return own
    from panelsearch.ner.statistical import model_fingerprint

    return f"{own} {model_fingerprint(model)}"


TAGGERS: Mapping[str, TaggerEngine] = {
    RULES: TaggerEngine("panelsearch.ner.rule_tagger", _rules, lambda _: f"rules {FINGERPRINT}"),
    SPACY: TaggerEngine("panelsearch.ner.spacy_tagger", _spacy, _spacy_fingerprint),
}
"""By name. All find what the rules find; who stands on spaCy can add what a model of it knows."""


@dataclass(frozen=True, slots=True)
class Tagging:
    """Which tagger is used, and with which installed spaCy model, if any. UsageError for a tagger that is not there."""

    name: str = DEFAULT_TAGGER
    model: str | None = None

    def __post_init__(self) -> None:
        if self.name not in TAGGERS:
            raise UsageError(f"There is no tagger {self.name}.", f"There are: {', '.join(TAGGERS)}.")
        if self.model and self.name != SPACY:
            raise ValueError(f"a model is for the tagger {SPACY}")

    @classmethod
    def chosen(cls, name: str = DEFAULT_TAGGER, model: str | None = None) -> Tagging:
        """The tagger of that name; with a model, the one that can ask it."""
        return cls(SPACY if model else name, model)

    @property
    def module(self) -> str:
        """What a worker imports for it."""
        return TAGGERS[self.name].module

    @property
    def fingerprint(self) -> str:
        """Changes whenever its mentions could. UsageError for a model that is not installed."""
        return TAGGERS[self.name].fingerprint(self.model)

    def start(self) -> Tagger:
        """The tagger itself."""
        return TAGGERS[self.name].start(self.model)
