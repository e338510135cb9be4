"""Whom does a post name, or initials defined behind a name? "Clerk: Ann Ash", "Ann Ash, Clerk", "N Shah (NS)"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from panelsearch.gazetteers.given_names import GIVEN_NAMES
from panelsearch.gazetteers.loader import alternatives, pattern
from panelsearch.ner.coreference import folded, is_initial, words_of
from panelsearch.ner.name_patterns import (
    FULL_NAME,
    NAME,
    NO_TITLE,
    SURNAME_PREFIX,
    WORD,
)
from panelsearch.ner.name_shape import bears, is_full, place_follows, trimmed, whole
from panelsearch.ner.person_page import PersonPage, Stretch
from panelsearch.text.document_cache import remembered
from panelsearch.text.letters import UPPER
from panelsearch.text.pattern_prefilter import form_of, matches
from panelsearch.text.rule_engine import rule

_ROLES = (
    r"(?:Parish |Town |Deputy |Vice[ -]|Acting |Assistant |Interim |Democratic |Committee |Senior |Lead |Head of \w+ )"
    rf"{{0,4}}{pattern('posts.before_a_name')}"
)
_AFTER_ROLE = form_of(rf"\b(?=[A-Zacmprs]){_ROLES}(?P<by> [Bb]y)?(?P<mark> ?: ?|, | - | )(?P<name>{NO_TITLE}{NAME})")
_JOBS = rf"(?:the )?(?:[A-Z][\w-]+ |and |of |[&] ){{0,4}}?{pattern('posts.behind_a_name')}\b"
_BEFORE_ROLE = form_of(
    rf"(?<![\w'-])(?=[{UPPER}])(?P<name>{NO_TITLE}(?:{WORD} (?:[A-Z]\.? )?|(?:[A-Z]\.? ){{1,3}})"
    rf"{SURNAME_PREFIX}?{WORD})"
    rf"(?P<mark>, \(|, | ?\(| - |: ){_JOBS}",
    known_by=tuple(job for job in alternatives("posts.behind_a_name") if "Chair" not in job or job == "Chair"),
)
# "N Shah (NS)": initials defined in brackets are those of the name before them.
_IN_BRACKETS = r"\((?P<letters>[A-Z]{2,4})\)"
_DEFINED = form_of(rf"(?<![\w'-])(?P<name>{FULL_NAME}) ?{_IN_BRACKETS}", known_by=form_of(_IN_BRACKETS))
# A list of names set one under another, or in columns: one of them in its cell.
_IN_ITS_CELL = re.compile(rf"(?:[A-Z]\.? ?){{1,3}}(?<=[ .]){SURNAME_PREFIX}?{WORD}")
_FEWEST_STACKED = 3


@rule("people.after_post")
def after_post(page: PersonPage) -> Iterator[Stretch]:
    """A post and then at least two words or initials that make a name: "Clerk: Ann Ash"."""
    level, known = page.level, page.known
    for match in matches(_AFTER_ROLE, level):
        name = trimmed(match["name"], known)
        at, end = match.start("name"), match.start("name") + len(name)
        words = words_of(name)
        if len(words) >= 2:
            # A name nobody has heard of is one where a colon announces it, or commas set it off.
            announced = (":" in match["mark"] or match["by"]) and re.match(
                r" *(?:$|[,;(\n]|  |Tel|Email|Ext)", level[end:][:9]
            )
            set_off = match["mark"] == ", " and level[end : end + 1] in ",)"
            shaped = is_initial(words[0]) or folded(words[0]) in GIVEN_NAMES
            if (shaped or ((announced or set_off) and whole(name, known))) and not place_follows(level, end):
                yield at, end
        elif known and len(words) == 1 and match["mark"] != ", " and bears(known, folded(words[0])):
            yield at, end


@rule("people.defining_initials")
def defining_initials(page: PersonPage) -> Iterator[Stretch]:
    """A name whose initials are defined behind it: "N Shah (NS)"."""
    for _, start, end in defined(page.level):
        if is_full(page.level[start:end]) and whole(page.level[start:end], page.known):
            yield start, end


@rule("people.stacked")
def stacked(page: PersonPage) -> Iterable[Stretch]:
    """Names set one under another or in columns, initials and surname each: the names of a vote, say."""
    return _stacked(page.level)


@rule("people.before_post")
def before_post(page: PersonPage) -> Iterator[Stretch]:
    """A name and then a post: "Ann Ash, Clerk"."""
    level = page.level
    for match in matches(_BEFORE_ROLE, level):
        first = words_of(match["name"])[0]
        # "A Parking Officer, Clerk ..." begins with an article: initials must begin their line.
        initialled = is_initial(first) and level[: match.start()].rstrip(" ")[-1:] in ("", "\n", "\t")
        named = initialled or folded(first).split("-")[0] in GIVEN_NAMES
        if (named or ("(" in match["mark"] and not is_initial(first))) and whole(match["name"], page.known):
            yield match.span("name")


def defined(level: str) -> Iterator[tuple[str, int, int]]:
    """Initials and the name they are defined for: as many words before the bracket as they are the initials of."""
    for match in matches(_DEFINED, level):
        for word in re.finditer(r"(?:^|(?<= ))[^ ]+", match["name"]):
            name = match["name"][word.start() :]
            if match["letters"] == "".join(part[0] for part in words_of(name.replace("-", " ")) if part[0].isupper()):
                yield match["letters"], match.start("name") + word.start(), match.end("name")
                break


@remembered
def _stacked(level: str) -> tuple[tuple[int, int], ...]:
    """Names set one under another or in columns, initials and surname each: the names of a vote, say."""
    found: list[tuple[int, int]] = []
    run: list[tuple[int, int]] = []
    at = 0
    for line in (*level.split("\n"), "end"):
        cells = list(re.finditer(r"[^\t ][^\t]*?(?= *(?:\t| {3,}|$))", line)) if line[1:2] in (" ", ".") else []
        if cells and all(_IN_ITS_CELL.fullmatch(cell[0]) and whole(cell[0], None) for cell in cells):
            run += ((at + cell.start(), at + cell.end()) for cell in cells)
        elif line.strip():
            found += run if len(run) >= _FEWEST_STACKED else ()
            run = []
        at += len(line) + 1
    return tuple(found)
