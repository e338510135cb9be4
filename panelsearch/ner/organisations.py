"""Which organisations does a text name? What the rules propose, the longer first; and what a document says of them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from panelsearch.gazetteers.given_names import GIVEN_NAMES
from panelsearch.gazetteers.loader import words
from panelsearch.model.spans import Span
from panelsearch.ner.council_names import initials, titled
from panelsearch.ner.gazetteer_matcher import NameBook
from panelsearch.ner.organisation_model import evidenced
from panelsearch.ner.organisation_names import KnownOrganisations, folded_name, fullest
from panelsearch.ner.organisation_page import ENDINGS, JOINS, OrganisationPage, bare_word
from panelsearch.ner.organisation_rules import (
    ACRONYM,
    ACTS,
    BY_DOCUMENT,
    BY_FORM,
    NOT_ORGANISATIONS,
    letters,
    likely_name,
    national,
    stands_as_body,
    supplier,
)
from panelsearch.ner.suppliers import treated_as_firms
from panelsearch.text.normalization import plain
from panelsearch.text.pattern_prefilter import form_of, held, matches
from panelsearch.text.rule_engine import OPEN, Fence, Rule
from panelsearch.text.span_claims import Claims


@dataclass(frozen=True, slots=True)
class FoundOrganisation:
    """An organisation where it stands; `canonical` is its full name as far as the document gives it."""

    span: Span
    canonical: str
    rule: str = field(default="", compare=False)
    score: float = field(default=1.0, compare=False)


_Proposed = tuple[int, int, str | None, Rule[..., object]]


def find_organisations(
    text: str, known: KnownOrganisations | None = None, fence: Fence = OPEN
) -> tuple[FoundOrganisation, ...]:
    """Every organisation in order of place: full names, defined abbreviations and short forms."""
    page = OrganisationPage(plain(text), known or KnownOrganisations(), text)
    meant: dict[tuple[int, int], _Proposed] = {}
    for one in _sound(page, _proposed(page, fence), fence):
        one = (max(one[0], text.rfind("\t", one[0], one[1]) + 1), *one[1:])  # a name keeps to its cell
        # What the document says of a stretch is more than its form; letters may be a name's own, what is likely
        # only adds to what is sure.
        if one[3] not in (letters, likely_name) or one[:2] not in meant:
            meant[one[:2]] = one
    claims = Claims()
    by_weight = sorted(meant.values(), key=lambda one: (-one[3].score, one[0] - one[1], one[:2]))
    kept = [
        FoundOrganisation(Span(start, end), name or fullest(page.level[start:end], page.known), by.name, by.score)
        for start, end, name, by in by_weight
        if claims.claim(start, end)
    ]
    return tuple(sorted(kept, key=lambda one: one.span))


def _proposed(page: OrganisationPage, fence: Fence) -> Iterator[_Proposed]:
    yield from ((start, end, None, by) for start, end, by in _by_form(page, fence))
    for rule in BY_DOCUMENT:
        yield from ((start, end, name, rule) for start, end, name in fence.each(rule, page))


def _by_form(page: OrganisationPage, fence: Fence) -> Iterator[tuple[int, int, Rule[..., object]]]:
    """National bodies, names by their form without what stands before, and firms where nothing else is named."""
    spans = [(start, end, rule) for rule in BY_FORM for start, end in fence.each(rule, page)]
    claims = Claims()
    for start, end, _ in spans:
        claims.claim(start, end)
    spans += [
        (start, end, supplier)
        for start, end in fence.each(supplier, page)
        if claims.are_free(start, end) and page.level[start:end] not in page.known.others
    ]
    known = dict(fence.each(national, page))
    yield from ((start, end, national) for start, end in known.items())
    yield from ((*_after_national(page.level, (start, end), known), rule) for start, end, rule in spans)


def _sound(page: OrganisationPage, proposed: Iterable[_Proposed], fence: Fence) -> Iterator[_Proposed]:
    for one in proposed:
        start, end, _, by = one
        if 0 <= start < end <= len(page.level):
            yield one
        else:
            fence.refuse(by.name, by.layer, f"{start}..{end} is no stretch of the page")


def _after_national(level: str, span: tuple[int, int], national: Mapping[int, int]) -> tuple[int, int]:
    """What is left of "Highways England and Network Rail" after the first, which is a name of its own."""
    start, end = span
    first = national.get(start, end)
    return (first + 5, end) if first + 5 < end and level.startswith(" and ", first) else span


_IN_BRACKETS = r"\((?:[^\w\n]{0,4}the )?[^\w\n]{0,4}(?P<acronym>[A-Z][A-Za-z]*[A-Z]s?)[^\w\n]{0,4}\)"
_DEFINED = form_of(rf"(?P<name>[A-Z][^()\n]{{5,90}}?) ?{_IN_BRACKETS}", known_by=form_of(_IN_BRACKETS))
# A line of a glossary: "RWG - Review Working Group".
_GLOSSED = re.compile(
    r"^[^\w\n]{0,8}(?P<acronym>[A-Z]{2,7}) ?[-:=] ?(?P<name>[A-Z][\w'&-]+(?: [\w'&-]+){1,7})[.;,]?[^\S\n]*$",
    re.MULTILINE,
)
# What a firm's name is shortened by.
_SHED = words("organisations.shed")


_OF_A_COUNCIL = re.compile(
    r"\b(?:Town|City|Village|Borough|County|Township|Municipality|Parish) of (?P<place>[A-Z][\w'-]+(?: [A-Z][\w'-]+)*)"
)


def learn_organisations(
    texts: Iterable[str], body: str | None = None, fence: Fence = OPEN, people: Collection[str] = ()
) -> KnownOrganisations:
    """What a document says of organisations: "(CDC)" definitions, initials of full names, short forms.

    `people` are those known to have come: nobody of them is a firm.
    """
    fence = fence.uncounted()
    own = titled(" ".join(body.split())) if body and not re.search(r"council\b", body, re.IGNORECASE) else None
    names: dict[str, str] = {}
    acronyms: dict[str, str] = {}
    short: dict[str, str] = {}
    firms: dict[str, None] = {}
    printed_acronyms: set[str] = set()
    acting_bodies: set[str] = set()
    others: set[str] = set()
    bare = KnownOrganisations(own)
    texts = tuple(texts)
    everything = "\n".join(texts)
    acting = {match[1] for text in texts for match in ACTS.finditer(text)}
    for text in texts:
        level = plain(text)
        for match in matches(ACRONYM, level):
            printed_acronyms.add(match["acronym"])
            if stands_as_body(level, match):
                acting_bodies.add(match["acronym"])
        for one in find_organisations(text, bare, fence):
            printed = " ".join(level[one.span.start : one.span.end].split())
            if " " not in printed:
                continue
            if printed != printed.upper() or folded_name(printed) not in names:
                names[folded_name(printed)] = one.canonical
        so_far = KnownOrganisations(own, tuple(names.values()))
        for match in _DEFINED.found_on(level):
            if _may_stand_for_one(match["acronym"]) and (
                name := _spelt_out(match["name"], match["acronym"], _acts(match["acronym"], acting))
            ):
                acronyms[match["acronym"]] = fullest(name, so_far)
                if not any(bare_word(word) in ENDINGS for word in name.split()):
                    short[name] = name
            elif initials(" ".join(match["name"].split()[-len(match["acronym"]) :])) == match["acronym"]:
                others.add(match["acronym"])
        for gloss in _GLOSSED.finditer(level):
            if name := _spelt_out(gloss["name"], gloss["acronym"], gloss["acronym"] in acting):
                acronyms.setdefault(gloss["acronym"], name)
                short[name] = name
        for start, end in treated_as_firms(level):
            firm = level[start:end]
            if folded_name(firm) not in names:
                firms.setdefault(firm)
    likely = evidenced(texts, body, people)
    bare_names = {full: " ".join(full.split()[:-1]) for full in (own, *names.values()) if full}
    ordinary = _ordinary((*firms, *bare_names.values()), everything)
    short |= {firm: firm for firm in firms if firm not in ordinary}
    for full in filter(None, (own, *names.values())):
        for short_for in (initials(full), _all_initials(full)):
            there = short_for in printed_acronyms or short_for in likely
            sure = short_for not in NOT_ORGANISATIONS or bare_word(full.split()[-1]) in ENDINGS
            if there and sure and _may_stand_for_one(short_for):
                acronyms.setdefault(short_for, full)
        words = full.split()
        bare_name = bare_names[full]
        if words[-1].lower() in _SHED and (
            len(words) > 2
            or (len(bare_name) >= 5 and bare_name.lower() not in (body or "").lower() and bare_name not in ordinary)
        ):
            short.setdefault(bare_name, full)
        if own and full == own and own.lower().endswith("police and crime panel"):
            acronyms.setdefault("PCP", own)
    others -= set(acronyms)
    others |= {place["place"] for place in _OF_A_COUNCIL.finditer(plain(everything))}  # "Wells Hollow" is its council
    for acronym in acting_bodies - others:
        acronyms.setdefault(acronym, acronym)
    told = NameBook(likely - others)
    return KnownOrganisations(own, tuple(dict.fromkeys(names.values())), acronyms, short, frozenset(others), told)


def _ordinary(names: Iterable[str], text: str) -> frozenset[str]:
    """Names of one word that are ordinary words of the document too."""
    small = {name: name.lower() for name in names if name and " " not in name}
    there = held(frozenset(small.values()), text)
    return frozenset(name for name, word in small.items() if word in there and _is_a_word_of(text, word))


_BOUND = re.compile(r"\b")


def _is_a_word_of(text: str, word: str) -> bool:
    at = text.find(word)
    while at >= 0 and not (_BOUND.match(text, at) and _BOUND.match(text, at + len(word))):
        at = text.find(word, at + 1)
    return at >= 0


_SURELY = 3
"""Letters of so many that commonly mean something else stand for a body where the document names it in full."""


_WITHIN_NAMES = JOINS | {"in", "on", "to"}


def _may_stand_for_one(letters: str) -> bool:
    return len(letters) >= _SURELY or letters not in NOT_ORGANISATIONS


def _acts(letters: str, acting: Collection[str]) -> bool:
    return letters in acting and letters not in NOT_ORGANISATIONS


def _all_initials(name: str) -> str:
    """The first letters of all words: "BOR" for a Board of Regents."""
    return "".join(word[0].upper() for word in re.findall(r"[^\W\d_]+", name))


def _spelt_out(before: str, acronym: str, acts: bool) -> str | None:
    """The words before the bracket whose first letters are the abbreviation, from where they begin.

    They name an organisation if they end like one, or if the abbreviation `acts`: is paid, asked or heard from.
    """
    words = [word.strip("\u201c\u201d\"'") or word for word in before.split()]
    for count in range(2, min(len(words), len(acronym) + 4) + 1):
        tail = words[-count:]
        letters = initials(" ".join(tail))
        meant = {acronym.upper(), acronym.upper().removesuffix("S")}
        if letters in meant or _all_initials(" ".join(tail)) in meant:
            if acronym in NOT_ORGANISATIONS and bare_word(tail[-1]) not in ENDINGS:
                return None
            named = all(word[0].isupper() or word.lower() in _WITHIN_NAMES for word in tail)
            # "Usha Desai (UD)" acts too, and is a person.
            acts = acts and bare_word(tail[0]) not in GIVEN_NAMES
            if named and (acts or any(bare_word(word) in ENDINGS for word in tail)):
                return " ".join(tail)
            return None
    return None
