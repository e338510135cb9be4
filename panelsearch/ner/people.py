"""Which people does a text name? What the rules propose, the longer first; and whom a whole document introduces.

A surname alone is a person only where the document has introduced its bearer; two bearers are never merged.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from panelsearch.gazetteers.given_names import GIVEN_NAMES
from panelsearch.gazetteers.loader import words
from panelsearch.gazetteers.non_names import COMMON_SURNAMES, PLACES, SURNAMES_IF_TITLED, WEEKDAYS_MONTHS
from panelsearch.model.spans import Span
from panelsearch.ner.coreference import (
    KnownPeople,
    by_given_name,
    by_surname,
    called,
    canonical_of,
    folded,
    is_initials,
    words_of,
)
from panelsearch.ner.name_patterns import THING, TITLES, WORD
from panelsearch.ner.name_shape import is_common, levelled, plainly
from panelsearch.ner.people_by_document import first_name, uses_given_name, uses_initials
from panelsearch.ner.people_by_post import defined
from panelsearch.ner.people_by_title import joint_names
from panelsearch.ner.person_page import PersonPage, PersonRule
from panelsearch.ner.person_rules import BY_DOCUMENT, BY_POST, BY_TITLE
from panelsearch.text.normalization import plain
from panelsearch.text.rule_engine import OPEN, Fence
from panelsearch.text.span_claims import Claims


@dataclass(frozen=True, slots=True)
class FoundPerson:
    """A person where named, title left out; `canonical` is the fullest form the document gives."""

    span: Span
    canonical: str
    rule: str = field(default="", compare=False)
    score: float = field(default=1.0, compare=False)


def find_people(
    text: str,
    known: KnownPeople | None = None,
    companies: frozenset[str] = frozenset(),
    fence: Fence = OPEN,
) -> tuple[FoundPerson, ...]:
    """Every person in order of place. `companies` are names that look like a person's and are none."""
    known = known or KnownPeople()
    page = PersonPage(levelled(text), known)
    return tuple(
        FoundPerson(Span(start, end), _full(page, start, end, by), by.name, by.score)
        for start, end, by in _apart(_proposed((*BY_TITLE, *BY_POST, *BY_DOCUMENT), page, fence))
        if page.level[start:end].lower() not in companies
    )


def _full(page: PersonPage, start: int, end: int, by: PersonRule) -> str:
    """The fullest form that the document gives of whoever is named there."""
    known, printed = page.known or KnownPeople(), page.level[start:end]
    if by is first_name:
        return called(printed, known) or plainly(printed)
    joint = joint_names(page.level).get((start, end))
    return canonical_of(joint or known.initials.get(printed) or plainly(printed), known)


def _proposed(rules: Iterable[PersonRule], page: PersonPage, fence: Fence) -> Iterator[tuple[int, int, PersonRule]]:
    for one in rules:
        for start, end in fence.each(one, page):
            if 0 <= start < end <= len(page.level):
                yield start, end, one
            else:
                fence.refuse(one.name, one.layer, f"{start}..{end} is no stretch of the page")


def _apart(proposed: Iterable[tuple[int, int, PersonRule]]) -> list[tuple[int, int, PersonRule]]:
    """Those that do not overlap, in order of place: the surer first, then the longer; of equals the earlier rule's."""
    claims = Claims()
    by_weight = sorted(proposed, key=lambda one: (-one[2].score, one[0] - one[1], one[0]))
    return sorted((one for one in by_weight if claims.claim(one[0], one[1])), key=lambda one: one[:2])


_MEMBER_BEFORE = re.compile(r"(?:Cllr|Coun\w*|Clr|Cr|Ald|Alderm[ae]n|Mayor|Reeve|Provost)\.? {1,2}$", re.IGNORECASE)
_ENTRY_TITLE = re.compile(rf"^(?:(?:{TITLES})\.? )+(?=[A-Z])")
# A row's end and the next one's begin: "P Ollerby A Harkett".
_TWO_PEOPLE = re.compile(rf"(?:[A-Z]\.? ?){{1,4}}{WORD} (?:[A-Z]\.? ?){{1,4}}{WORD}")


def _listable(name: str) -> bool:
    """Whether an entry of a roster can be a person: not "Landfill Site Attendant" or "Expenses"."""
    printed = words_of(name)
    words = [folded(word) for word in printed]
    if not words or _TWO_PEOPLE.fullmatch(name):
        return False
    known = words[0] in GIVEN_NAMES or is_initials(printed[0])
    if not known and any(THING.search(word) for word in words):
        return False
    if any(is_common(word) and folded(word) not in COMMON_SURNAMES for word in printed):
        return False
    if len(words) > 1 and not known and words[-1] in PLACES and words[-1] not in SURNAMES_IF_TITLED:
        return False
    return known or len(words) == 1 or words[-1] not in PLACES or words[-1] in COMMON_SURNAMES


def learn_people(
    texts: Iterable[str],
    roster: Iterable[str] = (),
    initials: Iterable[tuple[str, str]] = (),
    fence: Fence = OPEN,
) -> KnownPeople:
    """Everyone the pages introduce by roster, title, given name or initials; `initials` come with their names."""
    fence = fence.uncounted()
    letters_for: dict[str, set[str]] = {}
    for letters, name in initials:
        letters_for.setdefault(letters, set()).add(plainly(plain(name)))
    entries = (_ENTRY_TITLE.sub("", plainly(plain(name))) for name in roster if name.strip())
    listed = tuple(dict.fromkeys(name for name in entries if _listable(name)))
    met: dict[str, None] = {}
    members: set[str] = set()
    first = KnownPeople(listed, by_surname=by_surname(listed, ()))
    texts = tuple(texts)
    for text in texts:
        level = levelled(text)
        for letters, start, end in defined(level):
            letters_for.setdefault(letters, set()).add(plainly(level[start:end]))
        named = (*_proposed(BY_TITLE, PersonPage(level, first), fence), *_proposed(BY_POST, PersonPage(level), fence))
        for start, end, _ in named:
            met.setdefault(plainly(level[start:end]))
            if _MEMBER_BEFORE.search(level[max(0, start - 14) : start]):
                members.add(plainly(level[start:end]))
    people = {*listed, *met}
    letters_of = {letters: names.pop() for letters, names in letters_for.items() if len(names) == 1 and names <= people}
    levels = [levelled(text) for text in texts]
    letters_of |= {
        short: name
        for short, name in _initials_of(listed)
        if short not in letters_for and any(short in level and uses_initials(level, short) for level in levels)
    }
    return KnownPeople(
        listed,
        frozenset(members),
        by_surname(listed, met),
        letters_of,
        _called_so(levels, by_given_name([*listed, *met])),
    )


def _initials_of(listed: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The initials of each of those listed, in every way they are written, but for those of two."""
    ways = [(short, name) for name in listed for short in _ways_of(name)]
    several = Counter(short for short, _ in ways)
    return ((short, name) for short, name in ways if len(short) > 1 and several[short] == 1)


def _ways_of(name: str) -> set[str]:
    """ "AM", "AMcE" and "AME" for Ann McElm."""
    words = words_of(name.replace("-", " "))
    capitals = ["".join(letter for letter in word if letter.isupper()) or word[0] for word in words]
    mac = [re.sub(r"^(Mac|Mc)([A-Z]).*", r"\1\2", word) if _MAC.match(word) else word[0] for word in words]
    return {"".join(word[0] for word in words).upper(), "".join(mac), "".join(capitals) if not name.isupper() else ""}


_MAC = re.compile(r"(?:Mac|Mc)[A-Z]")


def _called_so(levels: Sequence[str], by_given: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Those whom the document calls by a given name alone somewhere, where they do something.

    Names that are words too are so where somebody does something at half of their places.
    """
    called_so: dict[str, tuple[str, ...]] = {}
    for given, forms in by_given.items():
        done = [one for level in levels for one in uses_given_name(level, words_of(forms[0])[0].capitalize())]
        if any(done) and (given not in _WORDS_TOO or 2 * sum(done) >= len(done)):
            called_so[given] = forms
    return called_so


_WORDS_TOO = (
    PLACES | COMMON_SURNAMES | WEEKDAYS_MONTHS | SURNAMES_IF_TITLED | words("names.royal") | words("names.thing")
)
