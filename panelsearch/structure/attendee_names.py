"""What is a person's name in a list of people, and whom do initials or a surname mean in this document?

Names are recognised by their shape and by what they are not: a closed list of the field's words for posts and
organisations. A surname or initials shared by two people of the roster mean nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from panelsearch.gazetteers.given_names import GIVEN_NAMES
from panelsearch.gazetteers.loader import words
from panelsearch.gazetteers.non_names import SURNAMES_IF_TITLED
from panelsearch.model.meetings import Attendance, Attendee
from panelsearch.model.spans import Span
from panelsearch.text.person_names import PersonName

_MEMBER_TITLES = words("titles.member")
_TITLES = _MEMBER_TITLES | words("titles.other")
_PLURAL_TITLES = words("titles.plural")
_POST_WORDS = words("posts.word")
_BODY_WORDS = words("names.of_a_body")
_OTHER_WORDS = words("names.of_a_paper")
_SURNAMES_TOO = SURNAMES_IF_TITLED | words("names.surname_in_a_list")
"""Words above that are surnames as well: taken for one behind a title or a given name."""
_MONTHS_AS_GIVEN = frozenset("april may june".split())
_NOT_NAMES = _POST_WORDS | _BODY_WORDS | _OTHER_WORDS
_PARTICLES = words("names.particle")
_POST_NOMINALS = words("names.honour")
_BEHIND_ANY_NAME = words("names.behind_any_name")
_WORD = re.compile(r"[A-ZÀ-Þ]\.(?=[A-ZÀ-Þ][a-zà-ÿ'’])|[^\s,;]+")
_INITIALS = re.compile(r"(?:[A-ZÀ-Þ]\.?){1,4}\Z")
_NAME_WORD = re.compile(r"[A-ZÀ-Þ](?:[a-zà-ÿA-ZÀ-Þ]|['’](?=\w)|-(?=\w))+\Z")
_OFFICE_OF_ANOTHER = re.compile(r"\b(?:county|district|borough|city|unitary)\s+(?:cllrs?|council+ors?)\b", re.I)
_CLERKLY = re.compile(
    r"\b(?:clerk|officer|rfo|administrator|minute[ -]taker|"
    r"(?:recorded|took|taking)\s+(?:the\s+)?minutes|(?:\w+\s+secretary|secretary\s+to)\b)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Person:
    """A name found in a stretch of text: `at` is the name without title, counted in the whole text."""

    at: Span
    title: str = ""
    plural_title: bool = False
    prefix: str = ""
    rest: Span | None = None

    @property
    def titled(self) -> bool:
        """Whether a title stood before the name."""
        return bool(self.title)


def person_in(text: str, span: Span, *, lone_surname: bool = False) -> Person | None:
    """The one person a list entry names, None where it names a post, an organisation or a number of people.

    A lone surname counts behind a title, or where the list allows it (`lone_surname`: "Cllrs Ash, Birch and Elm").
    """
    words = [(m.group().strip("()*•:.–—/"), m.start(), m.end()) for m in _WORD.finditer(text, span.start, span.end)]
    words = [(word, start, end) for word, start, end in words if word]
    kinds = _kinds([word for word, _, _ in words], lone_surname=lone_surname)
    while kinds and kinds[-1] == "honour" and len(kinds) > 1:
        words.pop()
        kinds.pop()
    first = _name_start(kinds)
    if first is None:
        return None
    last = first
    while last < len(kinds) and kinds[last] in ("name", "initial", "particle"):
        last += 1
    while last > first and kinds[last - 1] == "particle":
        last -= 1
    named = kinds[first:last]
    leading = [_key(word) for word, _, _ in words[:first]]
    if "of" in leading and leading[-1] not in _TITLES and leading[0] in _TITLES:
        return None  # "Mayor of Dunmere"
    title = next((word for word, kind in zip(words[:first], kinds[:first], strict=True) if kind == "title"), None)
    if "name" not in named or len(named) > 5:
        return None
    if title is None and not lone_surname and len(named) < 2:
        return None
    if title is None and len(named) == 1 and words[first][0].isupper():
        return None
    if last < len(kinds) and kinds[last] == "plain" and title is None:
        return None
    of_a_body = any(_key(word) not in _POST_WORDS for word, _, _ in words[last:])
    if title is None and named[:3] == ["name"] * 3 and last < len(kinds) and _key(words[first][0]) not in GIVEN_NAMES:
        return None  # a post behind a comma: "Neighbourhood Plan Continuity Officer"
    known = _key(words[first][0]) in GIVEN_NAMES and _key(words[-1][0]) in _POST_WORDS  # "Tom Ash Town Clerk"
    if last < len(kinds) and title is None and kinds[last] == "other" and of_a_body and not known:
        return None
    start, end = words[first][1], words[last - 1][2]
    start, end = _shaved(text, start, end)
    plural = any(_key(part) in _PLURAL_TITLES for word, _, _ in words[:first] for part in word.split("/"))
    prefix = text[span.start : words[first][1]].strip()
    rest = Span(end, span.end) if end < span.end else None
    return Person(Span(start, end), _key(title[0]) if title else "", plural, prefix, rest)


def is_plain_prose(text: str) -> bool:
    """Whether the words read on as a sentence: several small words that no list of people has."""
    small = [w for w in re.findall(r"\b[a-z][a-z'’]+\b", text) if w not in _LIST_WORDS and w not in _NOT_NAMES]
    return len(small) >= 2


def leads_to_a_name(prefix: str) -> bool:
    """Whether the words before a name are its titles and posts, not the middle of a sentence."""
    small = re.findall(r"\b(?<![’'])[a-z][a-z'’]*\b", prefix)
    return all(w in _POST_WORDS or w in _BODY_WORDS or w in _LIST_WORDS or w in _TITLES for w in small if w != "by")


_LIST_WORDS = frozenset("of the and for in from to on at with by & via".split()) | _PARTICLES


def is_given_name(word: str) -> bool:
    """Whether the word is one of the commoner given names."""
    return _key(word) in GIVEN_NAMES


def gives_a_seat(title: str) -> bool:
    """Whether the title is a member's: after one, the names that follow it in a list have titles of their own."""
    return title in _MEMBER_TITLES


def is_clerkly(text: str) -> bool:
    """Whether the words give somebody a post of the staff rather than a seat."""
    return bool(_CLERKLY.search(text)) and not re.search(r"\bchair", text, re.I)


def is_visiting_member(prefix: str) -> bool:
    """Whether the title is that of another council's member ("County Cllr")."""
    return bool(_OFFICE_OF_ANOTHER.search(prefix))


def spells(initials: str, name: str) -> bool:
    """Whether letters such as "JMS" are the initials of the name."""
    letters = re.sub(r"[^A-Z]", "", initials)
    firsts = "".join(part[0].upper() for part in re.split(r"[\s\-.]+", name) if part)
    return len(letters) >= 2 and _in_order(letters, firsts) and letters[-1] == firsts[-1:]


class Roster:
    """The people a document lists. Resolves what it prints later; whoever is meant by two is nobody."""

    def __init__(self, attendance: Attendance) -> None:
        people = (*attendance.present, *attendance.in_attendance, *attendance.apologies)
        self._people: tuple[Attendee, ...] = tuple({_person_name(p.name): p for p in reversed(people)}.values())

    def resolve(self, printed: str) -> str | None:
        """The one roster name that `printed` can stand for, None where there is none or more than one."""
        if re.fullmatch(r"[A-Z]{2,4}", printed.replace(".", "").replace(" ", "")):
            letters = printed.replace(".", "").replace(" ", "")
            defined = [p.name for p in self._people if p.initials.replace(".", "") == letters]
            return _only(defined) or _only(p.name for p in self._people if spells(letters, p.name))
        name = _person_name(printed)
        listed = [(p.name, _person_name(p.name)) for p in self._people]
        exact = [known for known, parts in listed if parts == name]
        if exact:
            return exact[0]
        # a surname alone that is listed is not whoever a given name stands before
        return _only(known for known, parts in listed if name.may_be(parts) and (parts.given or not name.given))

    def lists(self, word: str) -> bool:
        """Whether the word is part of a name that the document lists."""
        return any(word.casefold() in map(str.casefold, _words(person.name)) for person in self._people)


def person_name(printed: str) -> str | None:
    """The bare name in a mention such as "Cllr Mrs J Ash MBE"; None where the words name nobody."""
    person = person_in(printed, Span(0, len(printed)), lone_surname=True)
    return person.at.of(printed) if person else None


def _kinds(words: list[str], *, lone_surname: bool) -> list[str]:
    """What each word of an entry is; a word of two uses is a surname where a name is under way."""
    kinds = [_kind(word) for word in words]
    for i, word in enumerate(words):
        key, following = _key(word), kinds[i + 1] if i + 1 < len(kinds) else ""
        if key in _MONTHS_AS_GIVEN and following == "name" and word.istitle():
            kinds[i] = "name"
        elif key in _SURNAMES_TOO and word[:1].isupper() and following not in ("name", "initial", "other"):
            before = kinds[i - 1] if i else ""
            known = i > 0 and _key(words[i - 1]) in GIVEN_NAMES
            if (
                before == "initial"
                or known
                or (before in ("name", "title") and "title" in kinds[:i])
                or (not i and lone_surname)
            ):
                kinds[i] = "name"
        elif i > 1 and kinds[i] == "other" and key in _BODY_WORDS and word.istitle() and i + 1 == len(words):
            behind_initial = kinds[i - 1] == "initial" and "title" in kinds[: i - 1]
            kinds[i] = "name" if behind_initial else "other"  # "Mr R Human": there is nothing else it could be
    return kinds


def _kind(word: str) -> str:
    key = _key(word)
    if key in _TITLES or ("/" in key and all(_key(part) in _TITLES for part in key.split("/"))):
        return "title"
    if key in _POST_NOMINALS and (key in _BEHIND_ANY_NAME or word not in (word.lower(), word.capitalize())):
        return "honour"
    if key in _NOT_NAMES or any(part in _POST_WORDS for part in key.split("-") if part):
        return "other"
    if _INITIALS.match(word) and (len(word.replace(".", "")) <= 3):
        return "initial" if len(word.replace(".", "")) == 1 or "." in word or len(word) <= 2 else "honour"
    if _NAME_WORD.match(word):
        return "name"
    if word.lower() in _PARTICLES:
        return "particle"
    return "plain"


def _name_start(kinds: list[str]) -> int | None:
    """Where the name begins: behind the last title, else behind the posts, else at the first word."""
    titles = [i for i, kind in enumerate(kinds) if kind == "title" and i + 1 < len(kinds)]
    if titles:
        run = titles[0]
        while run + 1 < len(kinds) and kinds[run + 1] in ("title", "other"):
            run += 1
        return run + 1 if run + 1 < len(kinds) and kinds[run + 1] in ("name", "initial", "particle") else None
    if kinds and kinds[0] in ("name", "initial"):
        others = [i for i, kind in enumerate(kinds) if kind == "other"]
        tail = others[-1] + 1 if others else 0
        if tail and len(kinds) - tail >= 2 and all(k in ("name", "initial", "particle") for k in kinds[tail:]):
            return tail
        return 0
    others = [i for i, kind in enumerate(kinds) if kind == "other"]
    if not others or others[-1] + 1 >= len(kinds):
        return None
    return others[-1] + 1 if kinds[others[-1] + 1] in ("name", "initial") else None


def _shaved(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and not text[start].isalpha():
        start += 1
    while end > start and not (text[end - 1].isalpha() or (text[end - 1] == "." and _ends_in_initial(text, end))):
        end -= 1
    return start, end


def _ends_in_initial(text: str, end: int) -> bool:
    return end >= 3 and text[end - 2].isupper() and text[end - 3] in " ."


def _key(word: str) -> str:
    return word.strip(".,;:()*'’\"").casefold().replace("’", "'").removesuffix("'s")


def _words(name: str) -> list[str]:
    """The words of a name without the titles and honours round it."""
    words = re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", name)
    return [word for word in words if word.casefold() not in _TITLES | _POST_NOMINALS]


def _person_name(printed: str) -> PersonName:
    return PersonName.of(" ".join(_words(printed)))


def _in_order(letters: str, firsts: str) -> bool:
    rest = iter(firsts)
    return all(letter in rest for letter in letters)


def _only(names: Iterable[str]) -> str | None:
    distinct = set(names)
    return distinct.pop() if len(distinct) == 1 else None
