"""Which names that no form tells are organisations? A logistic regression over what a document shows of them.

`python scripts/train_organisations.py` makes its weights, `organisation_weights.json`: one a trait, which anyone can
read. They are trained on real papers of many bodies and on invented ones, and measured on bodies left out.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files

from panelsearch.ner.organisation_candidates import INITIALS, NAMES_KEPT, Candidate, candidates, in_small_letters_too
from panelsearch.ner.organisation_looks import by_itself, looks, looks_a_person

LEAST = 0.35
"""How likely a name must be an organisation to be taken for one: about half the F1 that is reached, as F1 wants."""
_HOPELESS = -2.5
"""What weighs less by itself is not looked at: of the names found in four hundred papers one in seven hundred does."""
BIAS = "#"
_OFTEN = 4


def traits(one: Candidate, people: Collection[str], body: Collection[str], small_too: bool) -> dict[str, float]:
    """What is known of a candidate, each from 0 to 1: its looks, and the share of its places that show a trait."""
    told = {BIAS: 1.0}
    for trait, times in one.seen.items():
        told[trait] = times / one.count
        told[f"ever {trait}"] = 1.0
    told.update(dict.fromkeys(looks(one.name, people, body), 1.0))
    told["once" if one.count == 1 else "often" if one.count >= _OFTEN else "twice or thrice"] = 1.0
    if small_too:
        told["small letters too"] = 1.0
    return told


def described(
    texts: Sequence[str], body: str | None, people: Collection[str], hopeful: Callable[[str], bool] = bool
) -> dict[str, tuple[Candidate, dict[str, float]]]:
    """Every hopeful candidate of a document by name, with its traits; `people` are the names of those who came."""
    of_people = frozenset(word.lower() for name in people for word in name.split())
    of_body = frozenset((body or "").lower().split())
    found = {
        name: one
        for name, one in candidates(texts, hopeful).items()
        if INITIALS not in one.seen and not looks_a_person(name) and not of_people.issuperset(name.lower().split())
    }
    small_too = in_small_letters_too(found.keys(), "\n".join(texts))
    return {name: (one, traits(one, of_people, of_body, name in small_too)) for name, one in found.items()}


@lru_cache(maxsize=1)
def trained_weights() -> Mapping[str, float]:
    """The weight of each trait."""
    written = files("panelsearch.ner").joinpath("organisation_weights.json").read_text(encoding="utf-8")
    weights: dict[str, float] = json.loads(written)
    return weights


def likely(told: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """How likely a candidate of these traits is an organisation, 0 to 1."""
    total = sum(weights.get(trait, 0.0) * share for trait, share in told.items())
    return 1.0 / (1.0 + math.exp(-max(-50.0, min(50.0, total))))


@lru_cache(NAMES_KEPT)
def _alone(name: str) -> float:
    """What a name weighs by itself."""
    weights = trained_weights()
    return sum(weights.get(trait, 0.0) for trait in by_itself(name))


def evidenced(texts: Sequence[str], body: str | None = None, people: Collection[str] = ()) -> frozenset[str]:
    """The names that what the document shows of them makes organisations; of rivals in one run the likelier."""
    weights = trained_weights()
    if not weights:
        return frozenset()
    sure: dict[str, float] = {}
    best: dict[int, float] = {}
    found = described(texts, body, people, lambda name: _alone(name) > _HOPELESS)
    for name, (one, told) in found.items():
        if (chance := likely(told, weights)) >= LEAST:
            sure[name] = chance
            for run in one.runs:
                best[run] = max(best.get(run, 0.0), chance)
    return frozenset(name for name, chance in sure.items() if any(best[run] <= chance for run in found[name][0].runs))
