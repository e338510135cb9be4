"""Which councils does a text name? What the rules propose, from left to right; and what a document says of councils."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from panelsearch.gazetteers.loader import words
from panelsearch.model.spans import Span
from panelsearch.ner.council_names import KINDS, KnownCouncils, folded_name, initials, kind_of, titled
from panelsearch.ner.council_rules import COUNCIL_RULES, CouncilPage, CouncilRule, Proposal
from panelsearch.text.normalization import plain
from panelsearch.text.pattern_prefilter import form_of
from panelsearch.text.required_words import KnownPattern
from panelsearch.text.rule_engine import OPEN, Fence
from panelsearch.text.span_claims import Claims


@dataclass(frozen=True, slots=True)
class FoundCouncil:
    """A council where it stands; `canonical` is its full name as far as the document gives it."""

    span: Span
    canonical: str
    rule: str = field(default="", compare=False)
    score: float = field(default=1.0, compare=False)


def find_councils(text: str, known: KnownCouncils | None = None, fence: Fence = OPEN) -> tuple[FoundCouncil, ...]:
    """Every council in order of place. "Parish Council" alone is the document's own body where that is one."""
    page = CouncilPage(text, plain(text), known or KnownCouncils())
    claims = Claims()
    # The surer first, then what begins first; of those that begin together the longer.
    by_weight = sorted(_proposed(page, fence), key=lambda one: (-one[1].score, one[0][0], -one[0][1]))
    kept = [
        FoundCouncil(Span(start, end), canonical, by.name, by.score)
        for (start, end, canonical), by in by_weight
        if claims.claim(start, end)
    ]
    return tuple(sorted(kept, key=lambda one: one.span))


def _proposed(page: CouncilPage, fence: Fence) -> Iterator[tuple[Proposal, CouncilRule]]:
    for one in COUNCIL_RULES:
        for proposal in fence.each(one, page):
            start, end, _ = proposal
            if 0 <= start < end <= len(page.level):
                yield proposal, one
            else:
                fence.refuse(one.name, one.layer, f"{start}..{end} is no stretch of the page")


_OF_A_CALLING = re.compile(
    rf"\b(?:{'|'.join(map(re.escape, sorted(words('council_words.calling'))))}) council$", re.IGNORECASE
)
"""A council of a calling, of no place: "Parochial Church Council"."""
_BRACKETED = form_of(r"\(\W{0,4}([A-Z]{1,4}C)s?\W{0,4}\)")
_MEETING_OF = re.compile(
    rf"\bmeeting of (?:the |a )?(?P<of>{KINDS}) council\b|\b(?P<kind>{KINDS}) council (?:meeting|minutes|agenda)\b",
    re.IGNORECASE,
)
_SPEAKS_OF = KnownPattern(
    r"\b(?:Cllrs?\b|Councillors?\b|(?:from|by|with|to) the [Cc]ouncil\b"
    r"|[Cc]ouncil (?:officers?|officials?|tax|housing|staff)\b)"
)
# A paper says whose meeting it minutes within so many letters.
_HEAD = 600


def learn_councils(texts: Sequence[str], body: str | None = None, fence: Fence = OPEN) -> KnownCouncils:
    """What a document says of councils, from its pages: full names, "(CDC)" definitions, and its own initials."""
    fence = fence.uncounted()
    # Of "Oldmere Town Council Planning Committee" the council.
    council = re.match(r".*?\bcouncil\b", " ".join(body.split()), re.IGNORECASE) if body else None
    own = titled(council[0]) if council and not _OF_A_CALLING.search(council[0]) else None
    bare = KnownCouncils(own)
    names: dict[str, str] = {}
    acronyms: dict[str, str] = {}
    # A chess club of Milton Keynes is meant by its own letters.
    others = set() if own or not body else {initials(body)}
    for text in texts:
        level = plain(text)
        for one in find_councils(text, bare, fence):
            printed = one.span.of(level)
            if " " not in printed or one.canonical == own:
                continue
            if re.fullmatch(rf"(?:{KINDS}) council", printed, re.IGNORECASE):
                continue
            # The mixed-case spelling is the document's own; a heading's capitals are only re-cased.
            if printed != printed.upper() or folded_name(printed) not in names:
                names[folded_name(printed)] = one.canonical
            defined = re.match(r"'?s? \(\W*([A-Z]{2,6})\W*\)", level[one.span.end : one.span.end + 14])
            if defined:
                acronyms[defined[1]] = one.canonical
        # "Making Every Contact Count (MECC)" makes MECC something else in this document; "J Ash (OCC)" does not.
        for other in _BRACKETED.found_on(level):
            before = level[max(0, other.start() - 90) : other.start()].rpartition("\n")[2].split()
            spelt = before[-len(other[1]) :]
            if initials(" ".join(spelt)) == other[1] and spelt[-1].lower().rstrip("'s") != "council":
                others.add(other[1])
    for full in (own, *names.values()):
        if full and full.lower().endswith("council") and len(initials(full)) >= 3:
            acronyms.setdefault(initials(full), full)
    met = _MEETING_OF.search(plain(first)[:_HEAD]) if (first := next(iter(texts), "")) else None
    kind = (met["of"] or met["kind"]).lower() if met else ""
    named = (own,) if met and met["of"] else (own, *names.values())
    unnamed = frozenset({kind} if kind and not any(one and kind_of(one) == kind for one in named) else ())
    spoken_of = any(_SPEAKS_OF.search(text) for text in texts)
    return KnownCouncils(own, tuple(names.values()), acronyms, frozenset(others - set(acronyms)), unnamed, spoken_of)
