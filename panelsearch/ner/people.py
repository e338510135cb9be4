"""Which people does a text name? What the rules propose, the longer first; and whom a whole document introduces.

A surname alone is a person only where the document has introduced its bearer; two bearers are never merged.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from panelsearch.gazetteers.given_names import GIVEN_NAMES
from panelsearch.gazetteers.non_names import COMMON_SURNAMES, PLACES, SURNAMES_IF_TITLED
from panelsearch.model.spans import Span
from panelsearch.ner.coreference import KnownPeople, by_surname, canonical_of, folded, is_initials, words_of
from panelsearch.ner.name_patterns import THING, TITLES, WORD
from panelsearch.ner.name_shape import is_common, levelled, plainly
from panelsearch.ner.people_by_post import defined
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
        FoundPerson(
            Span(start, end), canonical_of(known.initials.get(printed) or plainly(printed), known), by.name, by.score
        )
        for start, end, by in _apart(_proposed((*BY_TITLE, *BY_POST, *BY_DOCUMENT), page, fence))
        if (printed := page.level[start:end]).lower() not in companies
    )


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
    if len(words) > 1 and words[-1] in PLACES - SURNAMES_IF_TITLED:
        return False
    return known or len(words) == 1 or words[-1] not in PLACES - COMMON_SURNAMES


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
    return KnownPeople(listed, frozenset(members), by_surname(listed, met), letters_of)
