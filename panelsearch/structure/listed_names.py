"""Whom does a list name where more or less than a name is printed? By post, in brackets, by surname first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from panelsearch.gazetteers.loader import words as known
from panelsearch.model.spans import Span, trimmed
from panelsearch.structure.attendance_chunks import Chunk, without_brackets
from panelsearch.structure.attendance_zones import ListKind, Zone
from panelsearch.structure.attendee_names import (
    Person,
    is_a_post,
    is_clerkly,
    is_given_name,
    is_ordinary,
    is_surname,
    is_title,
    may_be_a_name,
    person_in,
    surname_first,
)

ONE_WORD = re.compile(r"[^\W\d_][\w’'`´-]+\.?")
INITIAL_FIRST = re.compile(r"[A-Z]\.?\s?[A-Z]")
_INITIALS_BESIDE = re.compile(r"\([A-Z][A-Za-z]?[A-Z]{1,2}\)")
_A_HABIT = 3
"""So many others beside whom stand their initials."""
_SAID_BESIDE = re.compile(r"\s*\([^()]{1,40}\)\W*$")
_SAID_OF_EACH = re.compile(
    r"present|here|absent|excused|aye|(?:(?:vice|deputy)[ -])?chair\w*|clerk|secretary|treasurer|minutes", re.I
)
"""What is told beside lone names: "Ash (secretary)", "Ash - present, Birch - absent"."""


_LABEL = re.compile(r"(?P<label>[A-Z][^:\n\t(]{2,60}?)\s?:[^\S\n]+(?P<line>(?P<name>[A-Z][^\n\t,;:(]{2,40})[^\n]*)")
_DASH = re.compile(r"\s+[–—-]\s+")
_NOBODY = re.compile(r"(?:no\s+\w+|none|nobody|vacan\w+|not\s+represented)\b", re.I)


def _is_of_a_person(word: str) -> bool:
    """Whether a word before a colon is a name's, a title or a post: "Chair: Ann Ash", "Ann Ash: Chair"."""
    return any(
        is_title(one) or is_given_name(one) or is_a_post(one) or one.casefold() in _GROUPS or re.fullmatch("[A-Z]", one)
        for one in word.strip(".,;()").split("/")
    )


_GROUPS = known("cues.head")
_OF_A_COUPLE = frozenset(("mr", "mrs", "ms", "miss", "dr"))


@dataclass(frozen=True, slots=True)
class ListedNames:
    """One list's words: `text` is the sheet's, `brackets` are those of the list."""

    text: str
    brackets: Sequence[Span]
    zone: Zone

    def by_post(self, outer: Span) -> Person | None:
        """Somebody listed by post and surname: "City Manager Elm"; in a roll that is called, "Clerk Birch"."""
        *post, surname = outer.of(self.text).rstrip(" .").split() or [""]
        if not post or not is_a_post(" ".join(post)) or any(map(is_given_name, post)) or not may_be_a_name(surname):
            return None
        if not self.zone.is_roll(self.text) and (is_ordinary(surname) or not is_a_post(post[-1])):
            return None
        at = trimmed(self.text, Span(self.text.rindex(surname, outer.start, outer.end), outer.end))
        person = person_in(self.text, at, lone_surname=True)
        return replace(person, prefix=" ".join(post)) if person is not None else None

    def initialled(self, outer: Span, brackets: Sequence[Span]) -> Person | None:
        """Somebody listed by first name with the initials that the paper uses: "Doreen (DB)"."""
        word = outer.of(self.text).strip()
        if len(brackets) != 1 or not ONE_WORD.fullmatch(word) or not may_be_a_name(word):
            return None
        initials = brackets[0].of(self.text)
        if initials == word[0]:
            return person_in(self.text, outer, lone_surname=True) if self._gives_initials() else None
        if not (2 <= len(initials) <= 3 and initials.isalpha() and initials.isupper() and initials[0] == word[0]):
            return None
        return person_in(self.text, outer, lone_surname=True)

    def _gives_initials(self) -> bool:
        """Whether the list puts the initials of others beside them: "Ann Ash (AA), Ben Elm (BE), Sal (S)"."""
        return sum(_INITIALS_BESIDE.fullmatch(one.of(self.text)) is not None for one in self.brackets) >= _A_HABIT

    def behind_a_label(self, chunk: Chunk, upto: int, *, labelled: bool) -> int | None:
        """Where whoever speaks for a place or a group begins: behind the colon of "Linnvale and Moor: Ann Ash".

        `labelled`: the list has such labels.
        """
        label = _LABEL.match(self.text, chunk.at.start, upto)
        if label is None or any(_is_of_a_person(word) for word in label["label"].split()):
            return None
        person = person_in(self.text, Span(*label.span("name")))
        name = person.at.of(self.text) if person is not None else ""
        known = person is not None and (
            labelled or person.titled or is_given_name(name.split()[0]) or INITIAL_FIRST.match(name)
        )
        if labelled and person is not None and " " not in name and not person.titled:
            known = False
        return label.start("name") if known else label.end("line") if _NOBODY.match(label["name"]) else None

    def is_before_a_dash(self, chunk: Chunk, following: Chunk | None) -> bool:
        """Whether a line begins with the place that somebody behind a dash speaks for: "Moor Close – Ann Ash"."""
        if following is None or following.line or not _DASH.fullmatch(self.text, chunk.at.end, following.at.start):
            return False
        if any(_is_of_a_person(word) for word in chunk.at.of(self.text).split()):
            return False
        person = person_in(self.text, without_brackets(self.text, following.at, self.brackets)[0])
        name = person.at.of(self.text) if person is not None else ""
        return person is not None and (
            person.titled or is_given_name(name.split()[0]) or INITIAL_FIRST.match(name) is not None
        )

    def in_brackets(self, outer: Span, brackets: Sequence[Span]) -> Person | None:
        """Somebody whose name stands in brackets behind the post: "Chief Executive (K Ash)"."""
        if len(brackets) != 1 or not is_a_post(outer.of(self.text)):
            return None
        person = person_in(self.text, brackets[0])
        if person is None or (person.rest is not None and person.rest.of(self.text).strip()):
            return None
        if is_ordinary(person.at.of(self.text)):
            return None  # "Team Leader (Major Developments)"
        return replace(person, prefix=outer.of(self.text).strip())

    def holder_follows(self, chunk: Chunk, following: Chunk | None) -> bool:
        """Whether a line is a post and then whoever holds it: "Director of Place, J Ash"."""
        if following is None or following.line or not is_a_post(chunk.at.of(self.text)):
            return False
        if self.text[chunk.at.end : following.at.start].strip() != ",":
            return False
        person = person_in(self.text, without_brackets(self.text, following.at, self.brackets)[0])
        return person is not None and not (person.rest and person.rest.of(self.text).strip())

    def shares_a_surname(self, person: Person, following: Chunk | None) -> bool:
        """Whether a title and one given name want the surname of the next: "Mr Tom & Mrs Ann Ash"."""
        name = person.at.of(self.text)
        if following is None or person.title not in _OF_A_COUPLE or not is_given_name(name) or is_surname(name):
            return False
        other = person_in(self.text, without_brackets(self.text, following.at, self.brackets)[0])
        return other is not None and other.title in _OF_A_COUPLE

    def joint(self, outer: Span, following: Chunk | None) -> Person | None:
        """The first of two who share a surname: "Mike & Sue Pallister", "Mr R and Mrs J Hobday"."""
        if following is None or not following.joined:
            return None
        words = [word.strip(".") for word in outer.of(self.text).split()]
        given = [word for word in words if word[:1].isupper() and not is_title(word)]
        if not 1 <= len(given) <= 2 or not all(len(word) == 1 or is_given_name(word) for word in given):
            return None
        other = person_in(self.text, without_brackets(self.text, following.at, self.brackets)[0])
        if other is None or len(other.at.of(self.text).split()) < 2:
            return None
        begin = self.text.find(given[0], outer.start, outer.end)
        surname = other.at.of(self.text).split()[-1]
        title = other.title if len(words) > len(given) else ""
        return Person(trimmed(self.text, Span(begin, outer.end)), title, name=f"{' '.join(given)} {surname}")

    def surname_first(self, chunks: Sequence[Chunk], i: int) -> tuple[Person, list[Span]] | None:
        """Somebody listed by surname, "Ash, Mrs A (Chair)", where the next or the last line lists somebody so too.

        With them what stands in brackets beside the name; the next chunk is theirs as well.
        """
        if i + 1 >= len(chunks) or not chunks[i].line or chunks[i + 1].line:
            return None
        lines = [k for k, chunk in enumerate(chunks) if chunk.line]
        beside = [k for k in lines if k != i and abs(lines.index(k) - lines.index(i)) == 1]
        if not any(self._swapped(chunks, k) for k in beside) and not (len(lines) == 1 and len(chunks) == 2):
            return None
        person = self._swapped(chunks, i)
        if person is None:
            return None
        return person, without_brackets(self.text, chunks[i + 1].at, self.brackets)[1]

    def _swapped(self, chunks: Sequence[Chunk], i: int) -> Person | None:
        if i + 1 >= len(chunks) or chunks[i + 1].line or self.text[chunks[i].at.end : chunks[i].at.end + 1] != ",":
            return None
        outer = without_brackets(self.text, chunks[i + 1].at, self.brackets)[0]
        return surname_first(self.text, chunks[i].at, outer)


def are_lone_words(text: str, chunks: Sequence[Chunk], zone: Zone) -> bool:
    """Whether a list is of surnames alone, or of first names: "Ahern, Bosco, Cline"."""
    said = [_SAID_BESIDE.sub("", chunk.at.of(text)).strip(" .") for chunk in chunks[:12]]
    ends = next((i for i, chunk in enumerate(chunks[:12]) if i and (chunk.line or chunk.sentence)), len(said))
    run = [words for words in said[:ends] if not _SAID_OF_EACH.fullmatch(words)]
    lone = [word for word in run if ONE_WORD.fullmatch(word)]
    if len(run) == 1 and is_ordinary(run[0]):
        return False
    few = len(run) >= 3 or zone.kind in (ListKind.ABSENT, ListKind.APOLOGIES) or zone.rule == "attendance.came_late"
    return few and 2 * len(lone) > len(run) and all(map(may_be_a_name, lone))


def surely_a_person(name: str, said: Sequence[str]) -> bool:
    """Whether a name without a title, among titled ones, is no ward of the last: "Ben Birch (Clerk)"."""
    words = name.split()
    known = is_given_name(words[0]) and (bool(said) or (len(words) == 2 and may_be_a_name(words[1])))
    return known or any(map(is_clerkly, said)) or INITIAL_FIRST.match(name) is not None
