"""Which words of a heading are a body's name? Without what stands around it, what sort of name it is, how it is set.

A heading says which paper it is, of which meeting, when and where; what is left of it may be a name. A name of a part
("Planning Committee") has only words for what such parts do; a name that any council could bear is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from panelsearch.gazetteers.english import english_words
from panelsearch.gazetteers.loader import words as known
from panelsearch.text.document_cache import remembered

SMALL = frozenset("of the and upon on in cum le la y yr with under next by at for de du des o i a'r ar &".split())
_FRONT = frozenset("this of for from the to by a an o at".split())
_PAPER, _MEETING, _KIND = known("body_words.paper"), known("body_words.meeting"), known("body_words.meeting_kind")
_WHOLE, _PART, _SUBJECT = known("body_words.whole"), known("body_words.part"), known("body_words.subject")
_STATEMENT = known("body_words.statement")
_GENERIC, _OFFICER, _VENUE = known("body_words.generic"), known("body_words.officer"), known("body_words.venue")
_OF_ANY, _OF_A_PART = _GENERIC | _WHOLE | _PART | _VENUE, _PART | _SUBJECT | _GENERIC
_ENDS_A_PART, _HEADS_A_PART = _PART - {"council"}, SMALL | _PART
_MEMBERS = frozenset("parish town council committee board community trustees members full city county district".split())
_MONTH = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?"
)
_DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_COUNTS = (
    r"(?:one|two|three|hundred(?:th)?|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
    r"|(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)-)?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)"
    r"|tenth|eleventh|twelfth|\w+teenth|\w+tieth)"
)
"""A number in words that counts meetings: "the One Hundred and Twenty-fifth Annual Meeting"."""
_NUMBER = re.compile(
    rf"(?:{_COUNTS}|#?\d+(?:st|nd|rd|th)?|{_MONTH}|{_DAY}|\W+|(?:19|20)\d\d[-/–]\d+|no\.?\d+|v\d+|and|&|/)",
    re.IGNORECASE,
)
"""What stands beside a word for a meeting or a paper and counts or dates it."""
_COUNTED = re.compile(r"\(?(?:no\.?)?\s?\d+\)|\(no\.?|\(?no\.?\d+\)?", re.IGNORECASE)
"""The number of a meeting, behind the word."""
_ENDED_BY = re.compile(
    r"[\s,;:(–—-]*(?:"
    r"\b(?:which\s+|that\s+)?(?:(?:was|were|is|are|be|being|to\s+be|will|shall|which|that|who|has|have|hereby"
    r"|taken|taking|held|convened|met|meets)\b"
    r"|commencing\b|starting\b|via\b|called\b|opened\b|cynhaliwyd\b|gynhaliwyd\b|cynhelir\b|gynhelir\b)"
    rf"|\b(?:on|at|in|from|for|dated?|ar)\s+(?:the\s+)?(?:{_DAY}|\d|{_MONTH}\b)"
    rf"|\b{_DAY}\b,?\s*(?:the\s+)?(?:\d|{_MONTH})|\b\d{{1,2}}(?:st|nd|rd|th)\s+(?:of\s+)?(?:{_MONTH})\b"
    rf"|\b\d{{1,2}}\s+(?:{_MONTH})\b|\b(?:{_MONTH})\s+\d|\b\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2,4}}\b"
    r"|\b(?:19|20)\d\d-\d\d-\d\d\b"
    r"|\b\d{1,2}[:.]\d\d\b|\b\d{1,2}\s*[ap]\.?m\b|\bsummon|\binvite|\bnotice\b\s+is\b"
    r").*$",
    re.IGNORECASE | re.DOTALL,
)
_FORMAL, _FINAL = known("body_words.formal"), known("body_words.final")
_PARTED = re.compile(
    r"\s+[–—|•~-]+\s+|\s*[|•:;]\s+|[:;]$|\s*\t\s*|\s+//?\s+|(?<=\w)\s?[–—]\s?(?=\w)|\.\s{1,3}(?=[A-Z][a-z]+\s[a-z])"
)
_WORD = re.compile(r"\S+")
_BARE = re.compile(r"^[^\w(&]+|[^\w)&]+$")
_SPACED = re.compile(r"\b(?:[A-Z] ){3,}[A-Z]\b")
_ADDRESS = re.compile(
    r"@|www\.|https?:|\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b|\b[A-Z]{2}\s+\d{5}\b"
    r"|^(?!(?:19|20)\d\d\b)\d+[a-z]?,?\s+[A-Z]|£|\$|\d{3}[-. ]\d{3,4}"
    r"|\b(?:tel|telephone|e-?mail|phone|fax|p\.?o\.? box|page \d)\b",
    re.IGNORECASE,
)
_OWNED = re.compile(r"^(?P<whole>.+?)[’']s?\s+(?P<part>[A-Z].*)$")
_OF = re.compile(r"\s+(?:of|for)\s+(?:the\s+)?(?=[A-Z])", re.IGNORECASE)
_PEOPLES_MEETING = re.compile(
    r"^(?P<place>.+?)\s+(?:(?:annual\s+)?(?:parish|community|town)\s+(?:meeting|assembly))$", re.IGNORECASE
)
_PEOPLES_MEETING_OF = re.compile(
    r"^(?:\w+\s+){0,2}?(?:(?:minutes|notes|agenda|notice)\s+(?:of|for)\s+)?(?:the\s+|an?\s+)?"
    r"(?P<meeting>(?:annual\s+)?(?:parish|community)\s+(?:meeting|assembly))"
    r"\s+(?:of|for|in)\s+(?:the\s+(?:parish|community)\s+of\s+)?(?P<place>.+)$",
    re.IGNORECASE,
)
_IN_ITS_OWN_RIGHT = re.compile(r"\b(?:police|crime panel|joint|authority|nhs)\b", re.IGNORECASE)
_CORPORATION = re.compile(
    r"^(?:the\s+)?(?:municipal\s+)?corporation\s+of\s+(?:the\s+)?(?=(?:township|town|city|village|county|municipality|district)\b)",
    re.IGNORECASE,
)
"""The legal form of a Canadian municipality, whose name follows."""
_MUTATED = {"gyngor": "Cyngor", "chyngor": "Cyngor", "bwyllgor": "Pwyllgor", "phwyllgor": "Pwyllgor", "fwrdd": "Bwrdd"}
_FIRST = known("body_words.first")
_LEADS_ON = frozenset("of for in at on i o y yr no".split())
_MEMBERS_OF = re.compile(
    r"^(?:(?:all|the|general)\s+)*(?:members|residents|electors|ratepayers)\s+of\s+(?:the\s+)?", re.IGNORECASE
)
_ANNUAL = re.compile(r"(?<=\w)\s+annual(?=\s+(?:parish|town|community)\s+council$)", re.IGNORECASE)
""" "Elm Annual Parish Council Meeting" is the council's."""
_WHOLE_OF_IT = re.compile(
    r"^full\s+(?=(?:governing\s+(?:body|board)|council|board|assembly|cabinet|committee)\b)", re.IGNORECASE
)
_ASIDE_BEHIND = re.compile(
    r"\s*\((?:(?i:draft)|(?i:regd?\b|registered|charity|est\b|established|founded|formed|inc\b)[^)]*|(?i:the)\s[^)]*"
    r"|[“\"‘'][^)]*|[a-z][^)]*|[“\"]?[A-Z&]{2,9}[”\"]?)\)\s*$"
)
"""In brackets behind a name: letters that stand for it, what it is called, when it was founded."""
_MOST_WORDS, _MOST_WORDS_UNKNOWN = 14, 6
_POINTS = re.compile(r"[^\w&'-]")


@lru_cache(8192)
def _bare(word: str) -> str:
    """A word in small letters, without its points."""
    return _POINTS.sub("", word.casefold().replace("’", "'"))


@dataclass(frozen=True)
class Name:
    """A name as printed, and what its words tell."""

    text: str

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words in small letters, without their points."""
        return tuple(filter(None, map(_bare, self.text.split())))

    @cached_property
    def telling(self) -> frozenset[str]:
        """The words that are no mere joints."""
        return frozenset(self.words) - SMALL

    @cached_property
    def says_body(self) -> bool:
        """Whether a word says what sort of body it is: its last, one before a place or number, a Welsh first."""
        last = len(self.words) - 1
        return bool(_PEOPLES_MEETING.match(self.text)) or any(
            at == last or self.words[at + 1] in _LEADS_ON or self.words[at + 1][:1].isdigit() or word in _FIRST
            for at, word in enumerate(self.words)
            if is_noun(word)
        )

    @cached_property
    def is_generic(self) -> bool:
        """Whether any council could bear it."""
        return self.telling <= _OF_ANY

    @cached_property
    def is_part(self) -> bool:
        """Whether it names a part of a body by what the part does."""
        leads_on = any(
            word in _PART and after in ("of", "on", "for")
            for word, after in zip(self.words, self.words[1:], strict=False)
        )
        ends = bool(self.words) and (self.words[-1] in _PART or leads_on)
        return ends and self.telling <= _OF_A_PART and not _IN_ITS_OWN_RIGHT.search(self.text)

    @cached_property
    def ends_as_part(self) -> bool:
        """Whether it ends as the names of parts do, so that it may belong to a body named over it."""
        return bool(self.words) and self.words[-1] in _ENDS_A_PART and not _IN_ITS_OWN_RIGHT.search(self.text)

    @cached_property
    def is_celtic(self) -> bool:
        """Whether it is in Welsh or Irish."""
        return bool(self.words) and self.words[0] in _FIRST

    @cached_property
    def is_formal(self) -> bool:
        """Whether what it says of its sort is none that a project or a service may be called too."""
        return self.says_body and any(word in _FORMAL for word in self.words)

    @cached_property
    def is_letters(self) -> bool:
        """Whether it is an abbreviation."""
        word = self.text.casefold()
        return bool(re.fullmatch(r"[A-Z][A-Z&]{1,8}", self.text)) and not is_noun(word) and word not in english_words()

    @cached_property
    def is_venue(self) -> bool:
        """Whether people meet in what is called so."""
        return bool(self.words) and self.words[-1] in _VENUE

    @cached_property
    def initials(self) -> str:
        """The first letters of its words but joints."""
        return "".join(word[0] for word in self.words if word not in SMALL).upper()

    def shortens(self, other: Name) -> bool:
        """Whether its words are those of the other cut short: "Conservation Comm."."""
        pairs = list(zip(self.words, other.words, strict=False))
        return len(self.words) == len(other.words) and all(theirs.startswith(ours) for ours, theirs in pairs)

    def holds(self, other: Name) -> bool:
        """Whether the other's words stand in this one, in a row."""
        ours, theirs = self.words, other.words
        return any(ours[at : at + len(theirs)] == theirs for at in range(len(ours) - len(theirs) + 1))


def is_noun(word: str) -> bool:
    """Whether the word, in small letters, says what sort of body something is."""
    return word in _WHOLE or word in _PART


@remembered
def names_in(line: str) -> tuple[Name, ...]:
    """The names that a heading may hold, in its order; each without what says paper, meeting, day and place."""
    return tuple(_names_in(line))


def _names_in(line: str) -> Iterator[Name]:
    line = _SPACED.sub(lambda spaced: spaced[0].replace(" ", ""), line)
    for segment in _PARTED.split(line):
        if not segment or _ADDRESS.search(segment):
            continue
        ended = _ENDED_BY.sub("", segment)
        name = _unframed(" ".join(ended.split()))
        yield from _several(name)


def _is_part_of(part: str, whole: str) -> bool:
    """Whether a council's part, whatever its name, or anybody's that is named by what it does."""
    return Name(part).is_part or (Name(part).ends_as_part and Name(whole).words[-1] == "council")


def leaves_off_within_name(line: str) -> bool:
    """Whether a heading's last words begin a name and do not say yet what sort of body it is."""
    segments = [segment for segment in _PARTED.split(line) if segment]
    said = " ".join(_ENDED_BY.sub("", segments[-1]).split()) if segments else ""
    rest = _unframed(said)
    if not said.endswith(rest):
        return False  # "Elm Trustees Regular Meeting" is whole
    return bool(rest) and not rest[0].islower() and not is_noun(Name(rest).words[-1]) if Name(rest).words else False


def _several(text: str) -> Iterator[Name]:
    """The name; a whole and its part apart where one has the other in the genitive."""
    text = _ANNUAL.sub("", _WHOLE_OF_IT.sub("", text))
    text = _cut(_MEMBERS_OF.sub("", _CORPORATION.sub("", _mutated(_once(text)))))
    if (owned := _OWNED.match(text)) and Name(owned["whole"]).says_body and _is_part_of(owned["part"], owned["whole"]):
        yield Name(owned["whole"])
        yield Name(owned["part"])
        return
    if (apart := _part_of(text) or _part_before(text)) is not None:
        yield from apart
        return
    if _may_be(name := Name(text)):
        yield name


def _part_of(text: str) -> tuple[Name, Name] | None:
    """The whole and its part, of "Board of Education of the Elm School District"."""
    for of in reversed([*_OF.finditer(text)]):
        part, whole = Name(text[: of.start()]), Name(_CORPORATION.sub("", text[of.end() :]))
        if part.is_part and whole.says_body and not whole.is_part and whole.words[0] not in _PART:
            return (whole, part) if _may_be(whole) and not whole.is_generic else None
    return None


def _part_before(text: str) -> tuple[Name, Name] | None:
    """The whole and its part, of "Board of Education Elm School District" over two lines."""
    words = text.split()
    for at in range(len(words) - 2, 2, -1):
        part, whole = Name(" ".join(words[:at])), Name(" ".join(words[at:]))
        if part.is_part and "of" in part.words and whole.says_body and not whole.is_generic and not whole.is_part:
            return (whole, part) if _may_be(whole) and whole.words[0] not in _HEADS_A_PART else None
    return None


def _cut(text: str) -> str:
    """The name down to the word that says what sort of body it is, where nothing that may belong to it follows."""
    if "," in text:
        front, _, rest = text.partition(",")
        if Name(front).says_body and not any(map(is_noun, Name(rest).words)):
            text = front
    words = text.split()
    bare = [word.casefold().strip(".,;:()") for word in words]
    last = max((at for at, word in enumerate(bare) if is_noun(word)), default=None)
    if last is not None and bare[last] in _FINAL and last + 1 < len(words):
        after = bare[last + 1]
        if after in _OFFICER:
            return ""  # "Cabinet Member for Finance" is somebody's post
        if (
            after not in _LEADS_ON
            and not after[:1].isdigit()
            and after not in ("no", "number")
            and words[last + 1][0] != "("
        ):
            cut = Name(" ".join(words[: last + 1]))
            text = text if cut.is_generic or cut.is_part else cut.text
    return text


def _mutated(text: str) -> str:
    first, _, rest = text.partition(" ")
    return f"{_MUTATED[first.casefold()]} {rest}" if first.casefold() in _MUTATED else text


def _once(text: str) -> str:
    """Without a second printing of the same words."""
    words = text.split()
    half = len(words) // 2
    return " ".join(words[:half]) if half and len(words) == 2 * half and words[:half] == words[half:] else text


def _may_be(name: Name) -> bool:
    """Whether a name can look so: capitals and joints, not too long, nobody's post, no sentence."""
    words = name.text.split()
    if not words or len(words) > (_MOST_WORDS if name.says_body else _MOST_WORDS_UNKNOWN):
        return False
    if not any(char.isalpha() for char in name.text) or any(word in _OFFICER for word in name.words):
        return False
    if len(words) == 1 and not name.is_letters and not name.is_part:
        return False
    large = [word for word in words if word[:1].isupper() or word[:1].isdigit() or word[0] in "#(&’'“\""]
    if not words[0][:1].isupper() and not words[0][:1].isdigit():
        return False
    if any(word not in large and word.casefold().strip(".,") not in SMALL for word in words):
        return False
    if not name.says_body and re.search(r"(?<!no\. )(?<!no )\b\d", name.text, re.IGNORECASE):
        return False
    return len("".join(filter(str.isalpha, name.text))) >= 2


def _unframed(text: str) -> str:
    """The words between those that say paper, meeting and day."""
    if (peoples := _PEOPLES_MEETING_OF.match(text)) and peoples["place"][:1].isupper():
        place = peoples["place"]
        return place if Name(place).says_body else f"{place} {peoples['meeting']}"
    words = [found.group() for found in _WORD.finditer(text)]
    words = words[_front(words) :]
    if peoples := _PEOPLES_MEETING.match(" ".join(words)):
        return peoples["place"] if Name(peoples["place"]).says_body else " ".join(words)
    words = words[: _back(words)]
    while words and (words[-1].casefold() in _FRONT or words[-1].casefold() in ("and", "&", "or", "on", "in")):
        words.pop()
    # "1st Elm Scout Group" is a name, "12th Elm Society AGM" counts the meeting.
    ordinal = bool(words) and " ".join(words) == text and text[0].isdigit() and Name(text).says_body
    if words and _NUMBER.fullmatch(words[0]) and not words[0].isdigit() and not ordinal:
        words = words[1:]
    while words and re.fullmatch(r"(?:19|20)\d\d(?:[-/–]\d+)?", words[0]):
        words = words[1:]
    return _balanced(" ".join(words).strip(' .,;:–—-_*•|"“”‘'))


def _balanced(text: str) -> str:
    """Without what stands in brackets and is no part of a name, and without half a pair."""
    text = _ASIDE_BEHIND.sub("", text)
    return text if text.count("(") == text.count(")") else re.sub(r"\s*\(.*$", "", text.replace(")", ""))


def _front(words: Sequence[str]) -> int:
    """How many words at the front only say which paper or meeting it is."""
    cut, joint = 0, True
    for at, word in enumerate(words):
        bare = _BARE.sub("", word.casefold()).split("/")[0]
        if bare in _PAPER or bare in _MEETING:
            cut, joint = at + 1, True
        elif (joint and bare in _FRONT) or (cut == at > 0 and _COUNTED.fullmatch(word)):
            cut = at + 1 if cut == at else cut
        elif bare in _KIND or bare in _MEMBERS or _NUMBER.fullmatch(bare or "-") or bare == "(no" or not bare:
            joint = joint and False
        else:
            break
    return cut


def _back(words: Sequence[str]) -> int:
    """Where the words end before those that only say which paper or meeting it is."""
    cut = len(words)
    for at in range(len(words) - 1, -1, -1):
        bare = _BARE.sub("", words[at].casefold())
        halves = bare.split("/")
        if bare and all(half in _PAPER or half in _MEETING or half in _STATEMENT for half in halves):
            cut = at
        elif bare in _KIND or _NUMBER.fullmatch(bare or "-") or bare in _FRONT:
            if cut == at + 1 and (bare in _KIND or re.fullmatch(r"(?:19|20)\d\d.*|\W*", bare)) and cut < len(words):
                cut = at
        else:
            break
    if cut == len(words):
        while cut and re.fullmatch(r"(?:19|20)\d\d(?:[-/–]\d+)?|\W+", words[cut - 1]):
            cut -= 1
    return cut


# -- how a name is set ------------------------------------------------------------------------------------------------


def set_as_elsewhere(name: str, text: str) -> str:
    """A name in capitals as the text sets it elsewhere; otherwise with initials, letters that are no word kept."""
    if not _in_capitals(name) or Name(name).is_letters:
        return name
    for match in re.finditer(r"\s+".join(map(re.escape, name.split())), text, re.IGNORECASE):
        if not _in_capitals(match.group()) and all(
            w[:1].isupper() for w in (match.group().split()[0], match.group().split()[-1])
        ):
            return " ".join(match.group().split())
    return " ".join(
        word.casefold() if word.casefold() in SMALL and number else "-".join(
            part.lower() if part.lower() in SMALL else _with_initial(part) for part in word.split("-")
        )
        for number, word in enumerate(name.split())
    )  # fmt: skip


def _with_initial(word: str) -> str:
    if word.startswith("("):
        return f"({_with_initial(word[1:])}"
    sounds = re.sub(r"[^a-z]", "", word.lower())
    if len(sounds) > 1 and not re.search(r"[aeiouyw]", sounds) and sounds not in ("st", "mr", "dr", "ltd"):
        return word
    return re.sub(r"(?<=^[OD][’'])[a-z]", lambda letter: letter[0].upper(), word.capitalize())


def _in_capitals(name: str) -> bool:
    return all(word.isupper() or word.lower() in SMALL or word == "&" or not word.isalpha() for word in name.split())
