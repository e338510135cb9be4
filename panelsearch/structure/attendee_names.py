"""What is a person's name in a list of people?

Names are recognised by their shape and by what they are not: a closed list of the field's words for posts and
organisations.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from panelsearch.gazetteers.english import english_words
from panelsearch.gazetteers.given_names import GIVEN_NAMES
from panelsearch.gazetteers.loader import pattern, words
from panelsearch.gazetteers.non_names import COMMON_SURNAMES, NEVER, PLACES, SURNAMES_IF_TITLED, TRADES
from panelsearch.model.spans import Span
from panelsearch.text.letters import APOSTROPHES, LOWER, UPPER

_SEATS = words("titles.seat")
_TITLES = _SEATS | words("titles.other")
_SEATS_OR_POSTS = words("titles.seat_or_post")
_PLURAL_TITLES = words("titles.plural")
_POST_WORDS = words("posts.word")
_BODY_WORDS = words("names.of_a_body")
_OTHER_WORDS = words("names.of_a_paper")
_SURNAMES_TOO = SURNAMES_IF_TITLED | words("names.surname_in_a_list")
"""Words above that are surnames as well: taken for one behind a title or a given name."""
_MONTHS_AS_GIVEN = frozenset("april may june".split())
_NOT_NAMES = _POST_WORDS | _BODY_WORDS | _OTHER_WORDS | TRADES
_PARTICLES = words("names.particle")
_POST_NOMINALS = words("names.honour")
_BEHIND_ANY_NAME = words("names.behind_any_name")
_WORD = re.compile(
    rf"(?i:{pattern('titles.shortened')})\.(?=[{UPPER}])|[{UPPER}]\.(?=[{UPPER}][{LOWER}{APOSTROPHES}])"
    rf"|[{UPPER}][{LOWER}]+-\n(?=[{UPPER}])[^\s,;]+|[OD][{APOSTROPHES}] (?=[{UPPER}][{LOWER}])[^\s,;]+|[^\s,;]+"
)
_MARKS = "()*•●:.–—/_|†‡"
_NUMBER_BEHIND = re.compile(r"(?<=\w)[-–—#]?\d+\Z")
_INITIALS = re.compile(rf"(?:(?:[{UPPER}]|Ll|Rh|Th)\.?){{1,4}}\Z")
_NAME_WORD = re.compile(
    rf"(?:[DLOdlo][{APOSTROPHES}](?=[{UPPER}]))?[{UPPER}](?:[{LOWER}{UPPER}]|[{APOSTROPHES}](?=\w)|-(?=\w))+\Z"
    rf"|ff[{LOWER}]+(?:-[{UPPER}{LOWER}]+)*\Z"
)
_OFFICE_OF_ANOTHER = re.compile(r"\b(?:county|district|borough|city|unitary)\s+(?:cllrs?|council+ors?)\b", re.I)
_CLERKLY = re.compile(rf"\b{pattern('posts.clerkly')}\b", re.I)


@dataclass(frozen=True, slots=True)
class Person:
    """A name found in a stretch of text: `at` is the name without title, counted in the whole text."""

    at: Span
    title: str = ""
    plural_title: bool = False
    prefix: str = ""
    rest: Span | None = None
    name: str = ""
    """The name, where other words than those at `at` are part of it, or in another order."""

    def called(self, text: str) -> str:
        """The name on one line."""
        return self.name or " ".join(self.at.of(text).replace("-\n", "-").split())

    @property
    def titled(self) -> bool:
        """Whether a title stood before the name."""
        return bool(self.title)


def person_in(text: str, span: Span, *, lone_surname: bool = False) -> Person | None:
    """The one person a list entry names, None where it names a post, an organisation or a number of people.

    A lone surname counts behind a title, or where the list allows it (`lone_surname`: "Cllrs Ash, Birch and Elm").
    """
    words = _words(text, span)
    kinds = _kinds([word for word, _, _ in words], lone_surname=lone_surname)
    while kinds and kinds[-1] == "honour" and len(kinds) > 1:
        words.pop()
        kinds.pop()
    first = _name_start([word for word, _, _ in words], kinds)
    if first is None:
        return None
    if kinds[first : first + 3] == ["initial", "name", "name"] and _is_letters(words[first][0], words[first + 1][0]):
        first += 1  # "PP Ray Ash"
    last = first
    while last < len(kinds) and kinds[last] in ("name", "initial", "particle"):
        last += 1
    while last > first and kinds[last - 1] == "particle":
        last -= 1
    while last - first > 1 and kinds[last - 1] == "initial" and len(words[last - 1][0].strip(".")) > 1:
        last -= 1  # "Aldermere CC"
    named = kinds[first:last]
    leading = [_key(word) for word, _, _ in words[:first]]
    if "of" in leading and leading[-1] not in _TITLES and leading[0] in _TITLES:
        return None  # "Mayor of Dunmere"
    title = next((word for word, kind in zip(words[:first], kinds[:first], strict=True) if kind == "title"), None)
    if "name" not in named or len(named) > _MOST_NAMES:
        return None
    if title is None and not lone_surname and len(named) < 2:
        return None
    if title is None and _is_no_person([word for word, _, _ in words], kinds, first, last, lone=lone_surname):
        return None
    start, end = _shaved(text, words[first][1], words[last - 1][2])
    plural = any(_key(part) in _PLURAL_TITLES for word, _, _ in words[:first] for part in word.split("/"))
    prefix = text[span.start : words[first][1]].strip()
    rest = Span(end, span.end) if end < span.end else None
    return Person(Span(start, end), _key(title[0]) if title else "", plural, prefix, rest)


_MOST_NAMES = 5


def _is_no_person(words: list[str], kinds: list[str], first: int, last: int, *, lone: bool) -> bool:
    """Whether words shaped like a name, without a title, are those of a post, a body or a sentence."""
    named, known = words[first:last], is_given_name(words[first]) or kinds[first] == "initial"
    if len(named) == 1 and words[first].isupper():
        return True
    following = kinds[last] if last < len(kinds) else ""
    if following == "plain" and not _goes_on(words[last]):
        return True
    known_inside = known or any(map(is_given_name, named))
    if not known_inside and not (lone and len(named) == 1) and any(_of_a_place(word) for word in named):
        return True  # "Old Practice"
    if kinds[first:last][:3] == ["name"] * 3 and following and not known and not _goes_on(words[last]):
        return True  # a post behind a comma: "Neighbourhood Plan Continuity Officer"
    if (
        following == "other"
        and not known
        and len(named) > 1
        and (_key(named[-1]) in _AREAS or all(map(is_ordinary, named)))
    ):
        return True  # "Dunmere Area Engineer", "Sign Enforcement Officer"
    of_a_body = any(_key(word) not in _POST_WORDS for word in words[last:])
    with_a_post = known and _key(words[-1]) in _POST_WORDS  # "Tom Ash Town Clerk"
    return following == "other" and of_a_body and not with_a_post and not _goes_on(words[last])


def _goes_on(word: str) -> bool:
    """Whether a list may go on so behind a name: "from Dunmere", "representing the school", "taking minutes"."""
    return word in _BEHIND_A_NAME or (word.islower() and word.endswith("ing"))


def _is_letters(word: str, following: str) -> bool:
    return len(word) > 1 and "." not in word and is_given_name(following)


def _of_a_place(word: str) -> bool:
    return _key(word) in _PLACES


_AREAS = words("names.numbered") | frozenset({"district", "region", "county", "town", "city"})
_PLACES = (PLACES | NEVER) - COMMON_SURNAMES - SURNAMES_IF_TITLED
_BEHIND_A_NAME = words("names.behind_in_a_list")


def surname_first(text: str, surname: Span, rest: Span) -> Person | None:
    """Somebody listed by surname: "Ash, Mrs A J", the two sides of the comma given."""
    before, behind = _words(text, surname), _words(text, rest)
    kinds = _kinds([word for word, _, _ in behind], lone_surname=True)
    start = next((i for i, kind in enumerate(kinds) if kind != "title"), len(kinds))
    given = [
        one for one, kind in zip(behind[start:], kinds[start:], strict=True)
        if kind == "initial" or is_given_name(one[0])
    ]  # fmt: skip
    if any(_key(word) in _POST_WORDS for word, _, _ in before):
        return None  # "Secretary, Ann Ash"
    if not 1 <= len(before) <= 2 or not all(_NAME_WORD.match(word) for word, _, _ in before) or len(given) > 3:
        return None
    if not given or len(given) < len(behind) - start or (is_given_name(before[0][0]) and not start and len(before) > 1):
        return None
    name = " ".join(word for word, _, _ in (*given, *before))
    title = _key(behind[0][0]) if start else ""
    return Person(Span(before[0][1], _shaved(text, given[0][1], given[-1][2])[1]), title, name=name)


def _whole(word: str) -> str:
    """A word that a line's end or a blank breaks: "Elm-" over "Ash", "O’ Neill"."""
    return word.replace("-\n", "-").replace("’ ", "’").replace("' ", "'")


def _words(text: str, span: Span) -> list[tuple[str, int, int]]:
    """The words of an entry with their places, without the marks and numbers round them."""
    found = [
        (_NUMBER_BEHIND.sub("", _whole(m.group()).strip(_MARKS)), m.start(), m.end())
        for m in _WORD.finditer(text, span.start, span.end)
    ]
    return [one for one in found if one[0]]


def is_plain_prose(text: str) -> bool:
    """Whether the words read on as a sentence: several small words that no list of people has."""
    small = [w for w in re.findall(r"\b[a-z][a-z'’]+\b", text) if w not in _LIST_WORDS and w not in _NOT_NAMES]
    return len(small) >= 2


def leads_to_a_name(prefix: str) -> bool:
    """Whether the words before a name are its titles and posts, not the middle of a sentence."""
    small = re.findall(r"\b(?<![’'])[a-z][a-z'’]*\b", prefix)
    return all(w in _POST_WORDS or w in _BODY_WORDS or w in _LIST_WORDS or w in _TITLES for w in small if w != "by")


_LIST_WORDS = words("names.joining_in_a_list") | frozenset("&") | _PARTICLES


def is_given_name(word: str) -> bool:
    """Whether the word is one of the commoner given names."""
    return _key(word) in GIVEN_NAMES


def is_surname(word: str) -> bool:
    """Whether the word is one of the commoner surnames."""
    return _key(word) in COMMON_SURNAMES


def is_ordinary(word: str) -> bool:
    """Whether a word that stands alone is one of the language rather than somebody's name."""
    key = _key(word)
    return key in english_words() and key not in GIVEN_NAMES and key not in COMMON_SURNAMES


def may_be_a_name(word: str) -> bool:
    """Whether a capitalised word can be somebody's name where one is due."""
    return word[:1].isupper() and _kind(word) == "name" and not _of_a_place(word)


def gives_a_seat(title: str) -> bool:
    """Whether the title is a member's: after one, the names that follow it in a list have titles of their own."""
    return title in _SEATS or title in _SEATS_OR_POSTS


def is_title(word: str) -> bool:
    """Whether the word is a title and nothing else."""
    return _key(word) in _TITLES


def is_a_post(text: str) -> bool:
    """Whether the words are a post and nothing else: "Director of Place"."""
    said = text.split()
    return any(_key(part) in _POST_WORDS for word in said for part in word.split("/")) and all(
        word[0].isupper() or word == "/" or _key(word) in _LIST_WORDS for word in said
    )


def is_clerkly(text: str) -> bool:
    """Whether the words give somebody a post of the staff rather than a seat."""
    return bool(_CLERKLY.search(text)) and not re.search(r"\bchair", text, re.I)


def is_visiting_member(prefix: str) -> bool:
    """Whether the title is that of another council's member ("County Cllr")."""
    return bool(_OFFICE_OF_ANOTHER.search(prefix))


def person_name(printed: str) -> str | None:
    """The bare name in a mention such as "Cllr Mrs J Ash MBE"; None where the words name nobody."""
    person = person_in(printed, Span(0, len(printed)), lone_surname=True)
    return person.at.of(printed) if person else None


def _kinds(words: list[str], *, lone_surname: bool) -> list[str]:
    """What each word of an entry is; a word of two uses is a surname where a name is under way."""
    kinds = [_kind(word) for word in words]
    if len(words) > 2 and kinds[-1] == "other" and words[-1] == "".join(word[0] for word in words[:-1]):
        kinds[-1] = "initial"  # "Ann Thorpe AT": the letters that the paper calls her by
    for i in range(len(words) - 1):
        if (
            kinds[i] == "honour"
            and words[i].isupper()
            and len(words[i]) < 4
            and kinds[i + 1] == "name"
            and (not i or kinds[i - 1] == "title")
        ):
            kinds[i] = "initial"  # "RN Hancock" is no nurse
        if _is_a_seat_here(words, kinds, i):
            kinds[i] = "title"
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


def _is_a_seat_here(words: list[str], kinds: list[str], i: int) -> bool:
    """Whether a post's word stands as a title: "Commissioner Ash", but "Commissioner Support Officer" is a post."""
    if _key(words[i]) not in _SEATS_OR_POSTS or not words[i][0].isupper() or kinds[i + 1] not in ("name", "initial"):
        return False
    led = all(kind in ("title", "other") for kind in kinds[:i])
    ends = next((k for k in range(i + 1, len(kinds)) if kinds[k] not in _OF_A_NAME), len(kinds))
    return led and (ends == len(kinds) or words[ends].islower())


_OF_A_NAME = ("name", "initial", "particle", "honour")


@lru_cache(8192)  # lists are made of the same titles and names again and again
def _kind(word: str) -> str:
    key = _key(word)
    if key in _TITLES or ("/" in key and all(_key(part) in _TITLES for part in key.split("/"))):
        return "title"
    if key in _POST_NOMINALS and (key in _BEHIND_ANY_NAME or word not in (word.lower(), word.capitalize())):
        return "honour"
    if len(word) > 2 and word.isupper() and key in GIVEN_NAMES and key not in _NOT_NAMES:
        return "name"  # "DON RIMMER"
    parts = re.split(r"[-/]", key)
    if key in _NOT_NAMES or any(part in _POST_WORDS or ("/" in key and part in _TITLES) for part in parts if part):
        return "other"
    if _INITIALS.match(word) and (len(word.replace(".", "")) <= 3):
        return "initial" if len(word.replace(".", "")) == 1 or "." in word or len(word) <= 2 else "honour"
    if _NAME_WORD.match(word):
        return "name"
    if word.lower() in _PARTICLES:
        return "particle"
    return "plain"


def _name_start(words: list[str], kinds: list[str]) -> int | None:
    """Where the name begins: behind the last title, else behind the posts, else at the first word."""
    titles = [i for i, kind in enumerate(kinds) if kind == "title" and i + 1 < len(kinds)]
    if titles:
        run = titles[0]
        while run + 1 < len(kinds) and kinds[run + 1] in ("title", "other"):
            run += 1
        return run + 1 if run + 1 < len(kinds) and kinds[run + 1] in ("name", "initial", "particle") else None
    if kinds and kinds[0] in ("name", "initial"):
        run = next((i for i, kind in enumerate(kinds) if kind not in ("name", "initial", "particle")), len(kinds))
        if run >= 2 and run < len(kinds) and _goes_on(words[run]):
            return 0  # "Zoe Ash from Moor Practice"
        others = [i for i, kind in enumerate(kinds) if kind == "other"]
        tail = others[-1] + 1 if others else 0
        if tail and len(kinds) - tail >= 2 and all(k in ("name", "initial", "particle") for k in kinds[tail:]):
            return tail
        return 0
    others = [i for i, kind in enumerate(kinds) if kind == "other" and not (words[i].islower() and _goes_on(words[i]))]
    if not others or others[-1] + 1 >= len(kinds):
        return None
    return others[-1] + 1 if kinds[others[-1] + 1] in ("name", "initial") else None


def _shaved(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and not text[start].isalpha():
        start += 1
    while end > start and not (text[end - 1].isalpha() or (text[end - 1] == "." and _ends_in_initial(text, end))):
        end -= 1
    return start, end - 2 if text[start:end].endswith(("'s", "’s")) else end


def _ends_in_initial(text: str, end: int) -> bool:
    return end >= 3 and text[end - 2].isupper() and text[end - 3] in " ."


def _key(word: str) -> str:
    return word.strip(".,;:()*'’\"").casefold().replace("’", "'").removesuffix("'s")
