"""Which councils and forces are there? Facts of public record about the United Kingdom, read when first asked for.

`gazetteers/councils.csv` lists every principal council of today and those abolished since 1996 with their successors;
`bodies.csv` police forces, fire and rescue services, combined and park authorities, and health bodies.
The tagger finds councils by the forms they are called by; the facts say which of them one is.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from panelsearch.gazetteers.loader import lines
from panelsearch.text.person_names import folded

_JOINING = frozenset("of and the upon on in le under cum y ar for".split())
_KINDS = r"(?:(?:metropolitan|county|london|royal) )?(?:borough|district|city|county|regional|unitary)"
_FORMS = (
    re.compile(
        rf"^(?:the )?(?:{_KINDS}|borough council|city and county|council) of (?:the )?(?P<place>.+?)(?: council)?$"
    ),
    re.compile(rf"^(?:the )?(?P<place>.+?)(?: {_KINDS}| city and district)? council$"),
    re.compile(r"^cyngor (?P<place>.+)$"),
)


@dataclass(frozen=True, slots=True)
class PublicBody:
    """A council or other body: its kind ("district", "police force"), nation and the abbreviations in use.

    `until` is the year it was abolished or renamed, None while it stands; `successors` took its place.
    """

    name: str
    kind: str
    nation: str
    abbreviations: frozenset[str]
    until: int | None = None
    successors: tuple[str, ...] = ()

    @property
    def place(self) -> str:
        """What it is the council of, folded: "telford and wrekin"; "" where the name is no council's."""
        return place_of(self.name)


def place_of(name: str) -> str:
    """The folded place in a council's name, whatever its form: "Borough of Ferring", "Ferring Borough Council"."""
    plain = folded(name.replace("&", " and "))
    return next((match["place"] for form in _FORMS if (match := form.match(plain))), "")


@cache
def councils() -> tuple[PublicBody, ...]:
    """Every principal council."""
    return tuple(_read("councils.csv"))


@cache
def bodies() -> tuple[PublicBody, ...]:
    """Every other body."""
    return tuple(_read("bodies.csv"))


@lru_cache(4096)
def council_named(name: str) -> PublicBody | None:
    """The council of that name, or the only one there has been of that place; None where there is none such."""
    by_name, by_place = _lookups()
    exact = by_name.get(_key(name))
    if exact is not None:
        return exact
    there = [council for council in by_place.get(place_of(name), ()) if _may_be_called(council, folded(name))]
    return there[0] if len(there) == 1 else None


def _may_be_called(council: PublicBody, printed: str) -> bool:
    """Whether the sort of council printed fits: a City Council in a district of that name is the town's own."""
    if "borough" in printed:
        return council.kind not in ("county", "district") or "Borough" in council.name
    return not any(
        word in printed.split() and word not in folded(council.name) for word in ("city", "district", "county")
    )


def councils_of(place: str) -> tuple[PublicBody, ...]:
    """The principal councils there are or have been of a place."""
    return _lookups()[1].get(folded(place.replace("&", " and ")), ())


@cache
def abbreviations() -> Mapping[str, tuple[PublicBody, ...]]:
    """The councils an abbreviation may stand for; most stand for several."""
    found: dict[str, list[PublicBody]] = defaultdict(list)
    for council in councils():
        for short in sorted(council.abbreviations):
            found[short].append(council)
    return {short: tuple(meant) for short, meant in found.items()}


@cache
def _lookups() -> tuple[Mapping[str, PublicBody], Mapping[str, tuple[PublicBody, ...]]]:
    by_place: dict[str, list[PublicBody]] = defaultdict(list)
    for council in councils():
        if council.place:
            by_place[council.place].append(council)
    return {_key(council.name): council for council in councils()}, {p: tuple(c) for p, c in by_place.items()}


def _key(name: str) -> str:
    return folded(name.replace("&", " and ")).removeprefix("the ")


def _read(file: str) -> Iterable[PublicBody]:
    for row in csv.DictReader(lines(file)):
        name = row["name"]
        listed = frozenset(filter(None, row["abbreviations"].split(";")))
        initials = "".join(word[0].upper() for word in re.findall(r"[^\W\d_]+", name) if word.lower() not in _JOINING)
        yield PublicBody(
            name,
            row["kind"],
            row["nation"],
            listed | ({initials} if len(initials) >= 3 else set()),
            int(row["until"]) if row["until"] else None,
            tuple(filter(None, row["successors"].split(";"))),
        )
