"""Which council does a paper mean by an abbreviation that it leaves unexplained? Pure.

What other papers of the same body say counts: "EDC" is what one of them defines it as, or else the one council they
name that has these initials. Where two fit, or none, the abbreviation stays a name of its own.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping

from panelsearch.ner.council_names import initials
from panelsearch.ner.public_bodies import council_named
from panelsearch.text.person_names import folded


def councils_meant(printings: Collection[tuple[str, str]], *, of_one_body: bool) -> dict[str, str]:
    """The council meant by each name that papers of one body settled on.

    `printings` are such names, each with how it is printed. Papers that are not known to be of one body explain nothing
    to each other.
    """
    spelt_out: dict[str, set[str]] = defaultdict(set)
    meant: dict[str, str] = {}
    for canonical, text in printings:
        if not is_short(canonical):
            meant[canonical] = name = _official(canonical)
            if is_short(text):
                spelt_out[text].add(name)
    named = set(meant.values())
    for letters in {canonical for canonical, _ in printings if is_short(canonical)}:
        fitting = spelt_out[letters] or {name for name in named if initials(name) == letters}
        meant[letters] = next(iter(fitting)) if of_one_body and len(fitting) == 1 else letters
    return meant


def is_short(name: str) -> bool:
    """Whether the name is an abbreviation."""
    return name.isupper() and " " not in name


def _official(name: str) -> str:
    known = council_named(name)
    return known.name if known else name


def council_shown(council: str, names: Mapping[str, int]) -> str:
    """The name that a council (folded) is shown by: the most used of those that are it; an abbreviation else."""
    counts: Counter[str] = Counter()
    for name, count in names.items():
        for called in {_official(name), name}:
            counts[called] += count
    return max((name for name in counts if folded(name) == council), key=lambda name: (counts[name], name))
