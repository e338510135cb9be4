"""Who says whose paper it is? Each place of a paper that names a body is a witness, with the weight of its rule.

A witness that may stand alone has at least what `issuing_body` believes; those below it support another. What a line
under the day or under the first sentences says counts for less: meeting places and bodies merely mentioned stand there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import zip_longest

from panelsearch.gazetteers.loader import words as known
from panelsearch.gazetteers.non_names import WEEKDAYS_MONTHS
from panelsearch.model.documents import FileFacts
from panelsearch.model.pages import Page
from panelsearch.structure.attendee_names import is_given_name
from panelsearch.structure.body_names import SMALL, Name, is_noun, leaves_off_within_name, names_in
from panelsearch.structure.paper_head import HeadLine, head_lines, is_sentence, margin_lines
from panelsearch.text.required_words import KnownPattern
from panelsearch.text.rule_engine import Rule, rule

_SAYS_PAPER = known("body_words.paper") | known("body_words.meeting")
_NOUNS = known("body_words.whole") | known("body_words.part")
_FINAL = known("body_words.part") | known("body_words.final")
_SENTENCES_WITHIN, _THROUGHOUT_PAGES = 2500, 12
_UNDER_DAY, _UNDER_DAY_FIRST, _UNDER_SENTENCE = 0.55, 0.9, 0.4
_VENUE, _VENUE_ABOVE = 0.6, 0.85
_MEETING_OF = KnownPattern(
    r"\b(?:meetings?|agm|session|hearing|assembly|cyfarfod|gyfarfod)\b(?:\s*\(?(?:no\.?\s*)?\d+\)?)?\s+(?:of|o)\s+(?:the\s+|y\s+|yr\s+)?",
    re.IGNORECASE,
)
_PAPER_OF = KnownPattern(
    r"\b(?:newsletter|magazine|bulletin|journal|gazette)\s+(?:of|from|for)\s+(?:the\s+)?", re.IGNORECASE
)
_WORD = re.compile(r"\w+\W+")
_WORDS_BEFORE = 6
_MET = KnownPattern(
    r"\s+(?:(?:duly\s+)?met\b|held\s+(?:its|a|an|the|their)\b|convened\b|will\s+(?:hold|meet|conduct|be\s+holding)\b|is\s+holding\b|hereby\s+gives?\b"
    r"|gives?\s+notice\b|was\s+called\s+to\s+order|invites\s+you|was\s+held\b|will\s+be\s+held\b)",
    re.IGNORECASE,
)
_CALLED = re.compile(
    r"\s*\((?:the|hereafter|hereinafter|herein)?\s*(?:the\s+|called\s+|referred\s+to\s+as\s+)*[“\"'‘]", re.IGNORECASE
)
_OTHER_MEETING = re.compile(r"\b(?:last|previous|next|approv\w+|confirm\w+|adopt\w+|accept\w+)\b", re.IGNORECASE)
_IS_APPROVED = re.compile(r"[^.]{0,120}\b(?:approved|confirmed|adopted)\b")
_ORDERED = KnownPattern(
    r"\b(?:clerk|secretary|proper\s+officer|treasurer|chair(?:man|person|woman)?|president)\s+(?:to|of|for)\s+(?:the\s+)?|\bby\s+order\s+of\s+(?:the\s+)?|\bon\s+behalf\s+of\s+(?:the\s+)?"
    r"|\b(?:clerk|secretary|treasurer|chair(?:man|person|woman)?|president),\s+(?:the\s+)?|©\s*(?:\d{4}\s+)?",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"^\W*(?:(?:name\s+of\s+)?(?:committee|group|body|board|organi[sz]ation|council|meeting|panel|forum)(?:\s+of)?|(?:report\s+)?(?:to|for)|decision\s+(?:maker|taker)|name)\s*[:\t]\s*(?P<named>\S.*)$",
    re.IGNORECASE,
)
_DOMAIN = re.compile(r"(?:@|www\.|https?://)(?:www\.)?(?P<host>[a-z0-9][a-z0-9.-]+\.[a-z]{2,})", re.IGNORECASE)
_ITS_BOARD = re.compile(r"\s+(?:board|committee|council|trustees|directors|members)$")
"""Written small behind the name of the body: "the Elm Water Association board met"."""
_MOST_WORDS_OF_PLACES = 5
_SORT_OF_COUNCIL = re.compile(
    r"\W*(?:parish|town|city|village|community|county|district|borough|township|regional)\s+council\b", re.IGNORECASE
)
_BEGINS_ANEW = re.compile(r"\W*(?:\w+\s*){1,3}:|\W*(?:\d|held\b|on\b|at\b|minutes\b|agenda\b)", re.IGNORECASE)
_FIGURE = re.compile(r"[-–£$€(]*\d[\d,. ]*[)%]?")
_BLANKS = re.compile(r"[^\S\n](?:[^\S\n]+|(?<! ))")
"""Blanks of a line that are no single plain one."""
_WRAPPED = re.compile(r"^(.{55,})\n(?!\n)", re.MULTILINE)
_PRINTED_WORD = re.compile(r"[\w']+")
_TOKEN = re.compile(r"[^\s,()“”\"]+|[,()“”\"]")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A name, how much its place says for it, and whether that place heads the paper."""

    name: Name
    weight: float
    heads: bool = False
    line: int = 99
    """Which line of the head names it, where one does."""


@dataclass(frozen=True)
class Witnesses:
    """What the rules read: the pages and what the file says of itself."""

    pages: Sequence[Page]
    facts: FileFacts

    @cached_property
    def first(self) -> Page | None:
        """The first page with words."""
        return next((page for page in self.pages if page.text.strip()), None)

    @cached_property
    def head(self) -> tuple[HeadLine, ...]:
        """The lines of its head."""
        return head_lines(self.first) if self.first else ()

    @cached_property
    def opening(self) -> str:
        """The words it opens with."""
        text = self.first.text[:_SENTENCES_WITHIN] if self.first else ""
        return _WRAPPED.sub(r"\1 ", _BLANKS.sub(" ", text))

    @cached_property
    def in_english(self) -> bool:
        """Whether it opens with the words of an English paper."""
        return bool(re.search(r"\b(?:minutes|meeting|agenda|apologies)\b", self.opening, re.IGNORECASE))

    @cached_property
    def hosts(self) -> str:
        """The hosts of the addresses in them."""
        return " ".join({found["host"].casefold() for found in _DOMAIN.finditer(self.everywhere)})

    @cached_property
    def everywhere(self) -> str:
        """The words of the first pages."""
        return "\n".join(page.text for page in self.pages[:_THROUGHOUT_PAGES])


@rule("body.title", score=1.0)
def _title(seen: Witnesses) -> Iterator[Proposal]:
    """A heading says what is whose: "Minutes of the Annual Meeting of X", "X Committee Meeting – Agenda"."""
    for number, line in enumerate(_joined(seen.head)):
        for cell in line.cells:
            if says_paper(cell) and not _LABEL.match(cell):
                for order, name in enumerate(names_in(cell)):
                    letters = Name(name.text.split()[-1]).is_letters
                    weight = 1.0 if name.says_body else 0.8 if letters else 0.6
                    weight *= _placed(line, name, titled=True) * (1.0 if not order else 0.95)
                    yield Proposal(name, weight, True, number)


@rule("body.letterhead", score=0.9)
def _letterhead(seen: Witnesses) -> Iterator[Proposal]:
    """A heading is a body's name and nothing else."""
    named = False
    for number, line in enumerate(_joined(seen.head)):
        if number > 1 and any(_FIGURE.fullmatch(cell) for cell in line.cells):
            continue  # a row of a table of sums
        for cell in line.cells:
            if not says_paper(cell) and not _LABEL.match(cell) and not cell.rstrip().endswith(":"):
                for name in names_in(cell):
                    if name.says_body:
                        first = 0.1 if number == 0 else 0.0
                        weight = 0.9 + first + (0.1 if line.stands_out else 0.0)
                        yield Proposal(
                            name, weight * _placed(line, name, titled=number == 0, named=named), True, number
                        )
            named = named or any(not name.is_generic for name in names_in(cell))


@rule("body.headline", score=0.4)
def _headline(seen: Witnesses) -> Iterator[Proposal]:
    """A first line that stands out may be a name that does not say what it is the name of."""
    for over, line, after in zip_longest((None, *seen.head[:2]), seen.head[:3], seen.head[1:4]):
        if line is None or ":" in line.text or line.under_day or len(line.cells) > 1:
            continue
        if not says_paper(line.text):
            entitled = after is not None and (says_paper(after.text) or line.size_pt > after.size_pt)
            under_title = over is not None and says_paper(over.text)
            for name in names_in(line.text):
                if not name.says_body and (len(name.words) > 1 or name.is_letters):
                    letters = Name(name.text.split()[-1]).is_letters
                    weight = 0.4 if line.stands_out or letters or (over is None and _heads_alone(name)) else 0.2
                    yield Proposal(name, weight + (0.4 if entitled or (under_title and letters) else 0.0), True)


@rule("body.sentence", score=0.9)
def _sentence(seen: Witnesses) -> Iterator[Proposal]:
    """A sentence says whose meeting it was: "At a meeting of X held", "X met", "Newsletter of X"."""
    text = seen.opening
    free = 0
    for found in _MEETING_OF.finditer(text):
        words = [word.start() for word in _WORD.finditer(text, free, found.start())][-_WORDS_BEFORE:]
        start, free = words[0] if words else found.start(), found.end()
        if not _OTHER_MEETING.search(text, start, found.start()) and not _IS_APPROVED.match(text, found.end()):
            yield from _said(run_from(text, found.end()), start, 0.9)
    for found in _PAPER_OF.finditer(text):
        yield from _said(run_from(text, found.end()), found.start(), 0.9)
    for found in _MET.finditer(text):
        yield from _said(run_up_to(text, found.start()), found.start(), 0.8)


@rule("body.defined", score=0.6)
def _defined(seen: Witnesses) -> Iterator[Proposal]:
    """A paper says what it calls a body: "X (the “Council”)"."""
    for found in _CALLED.finditer(seen.opening):
        yield from _said(run_up_to(seen.opening, found.start()), found.start(), 0.6)


@rule("body.label", score=0.8)
def _label(seen: Witnesses) -> Iterator[Proposal]:
    """A form names the body: "Committee: X", "Report to: X"."""
    for line in seen.head:
        if found := _LABEL.match("\t".join(line.cells)):
            for name in names_in(found["named"]):
                if name.says_body:
                    yield Proposal(name, 0.8, True)


@rule("body.running_head", score=0.6)
def _running_head(seen: Witnesses) -> Iterator[Proposal]:
    """The pages' margins name the body."""
    for line in margin_lines(seen.pages[:_THROUGHOUT_PAGES]):
        for name in names_in(line):
            if name.says_body and not is_sentence(line):
                yield Proposal(name, 0.6)


@rule("body.signature", score=0.4)
def _signature(seen: Witnesses) -> Iterator[Proposal]:
    """Somebody signs for the body, or holds a post in it."""
    texts = [page.text for page in (*seen.pages[:1], *seen.pages[-1:])]
    for text in dict.fromkeys(texts):
        flat = _BLANKS.sub(" ", text)
        for found in _ORDERED.finditer(flat):
            yield from _said(run_from(flat, found.end()), 0, 0.4)


@rule("body.named", score=0.3)
def _named(seen: Witnesses) -> Iterator[Proposal]:
    """The paper names the body again and again."""
    text = _BLANKS.sub(" ", seen.everywhere)
    counts: Counter[str] = Counter()
    for found in _NOUN.finditer(text):
        for name in names_in(run_up_to(text, found.end())):
            if name.says_body and not name.is_part and not name.is_generic:
                counts[name.text] += 1
    for words, count in counts.most_common(8):
        if count > 1:
            yield Proposal(Name(words), min(0.1 + 0.05 * count, 0.3))


@rule("body.file_title", score=0.5)
def _file_title(seen: Witnesses) -> Iterator[Proposal]:
    """The file's own title names a body whose letters the page prints, with or without spaces."""
    letters = "".join(filter(str.isalpha, seen.everywhere[:_SENTENCES_WITHIN])).casefold()
    for name in names_in(seen.facts.title.replace("_", " ")):
        squeezed = "".join(filter(str.isalpha, name.text)).casefold()
        if name.says_body and squeezed in letters:
            yield Proposal(
                name,
                1.0 if not re.search(r"\s".join(map(re.escape, name.text.split())), seen.everywhere, re.I) else 0.5,
            )


BODY_RULES: tuple[Rule[[Witnesses], Iterator[Proposal]], ...] = (
    _title, _letterhead, _headline, _sentence, _defined, _label, _running_head, _signature, _named, _file_title,
)  # fmt: skip

_NOUN = re.compile(
    r"(?<=[\w’')] )(?i:council|committee|authority|trust|association|society|club|panel|board|district|commission"
    r"|parish meeting)\b"
)


def support(seen: Witnesses, name: Name) -> float:
    """What the file's name, its title and the addresses in it add to a name that the paper prints."""
    telling = [word for word in name.words if word not in SMALL and len(word) > 3 and word not in _NOUNS]
    said = re.sub(r"[-_.]+", " ", f"{seen.facts.name} {seen.facts.title} {seen.facts.author}").casefold()
    initials = "".join(word[0] for word in name.words if word not in SMALL)
    weight = 0.0
    if telling and any(word.replace("'", "") in seen.hosts for word in telling[:2]):
        weight += 0.3
    if (telling and telling[0] in said) or (len(initials) > 2 and re.search(rf"(?<![a-z]){initials}(?![a-z])", said)):
        weight += 0.3
    if not name.says_body and len(name.words) > 1 and seen.everywhere.count(name.text) > 2:
        weight += 0.2
    return weight


def says_paper(text: str) -> bool:
    """Whether a heading says which paper or meeting it is."""
    return any(word in _SAYS_PAPER for word in _PRINTED_WORD.findall(text.casefold()))


def _joined(head: Sequence[HeadLine]) -> Iterator[HeadLine]:
    """The lines; one that goes on in the next of its kind with that."""
    taken: HeadLine | None = None
    for line, after in zip_longest(head, head[1:]):
        if line is taken:
            continue
        if after is not None and len(line.cells) == len(after.cells) == 1 and _goes_on(line, after):
            if not _ends_on_joint(line.text):
                taken = after
            yield replace(line, cells=(f"{line.text} {after.text}",))
        else:
            yield line


def _goes_on(line: HeadLine, after: HeadLine) -> bool:
    alike = abs(line.size_pt - after.size_pt) < 1 and line.bold == after.bold
    if alike and _SORT_OF_COUNCIL.match(after.text) and _is_place(line.text):
        return True
    if _ends_on_joint(line.text):
        return True
    if alike and line.fills and says_paper(line.text) and not line.under_day and not _BEGINS_ANEW.match(after.text):
        return leaves_off_within_name(line.text)
    if not alike or says_paper(after.text) or any(char.isdigit() for char in after.text):
        return False
    ours = list(names_in(line.text))
    both = list(names_in(f"{line.text} {after.text}"))
    theirs = list(names_in(after.text))
    unfinished = bool(ours) and not ours[-1].says_body and bool(both) and both[-1].says_body
    alone = bool(theirs) and theirs[0].says_body and not theirs[0].is_generic and len(theirs[0].words) > 1
    return unfinished and not alone


def _is_place(text: str) -> bool:
    """Whether a line may be a place's name, whose council the next line names."""
    name = Name(text)
    words = [word for word in text.split() if word.casefold() not in SMALL]
    large = all(word[:1].isupper() for word in words) and 0 < len(words) <= _MOST_WORDS_OF_PLACES
    return large and not says_paper(text) and not any(map(is_noun, name.words)) and text[-1].isalpha()


def _heads_alone(name: Name) -> bool:
    """Whether the paper's first line, where it does not stand out, can be a body's name: no place, nobody's name."""
    return len(name.words) > 1 and not name.is_venue and not is_given_name(name.text.split()[0])


_JOINTS = SMALL | {"for", "and"}
_ENDS_ON = (_JOINTS | {"from"}) - {"at"}


def _ends_on_joint(text: str) -> bool:
    last = text.split()[-1].casefold()
    return last in _ENDS_ON


def _placed(line: HeadLine, name: Name, *, titled: bool, named: bool = True) -> float:
    """How much of a line's weight is left where it stands: little under the day of a meeting whose body is named."""
    weight = 1.0
    if line.under_day and not titled:
        weight *= _UNDER_DAY if named or name.is_venue else _UNDER_DAY_FIRST
    if line.under_sentence:
        weight *= _UNDER_SENTENCE
    if name.is_venue and not titled:
        weight *= _VENUE if line.under_day or line.under_sentence else _VENUE_ABOVE
    return weight


def _said(run: str, at: int, weight: float) -> Iterator[Proposal]:
    names = list(names_in(run))
    for name in names[:2]:
        if name.says_body:
            yield Proposal(name, weight * (1.0 if at < 1200 else 0.6), at < 1200)


def run_from(text: str, start: int) -> str:
    """The words from there on that a name may be made of: capitals and joints; to a comma once the sort is said."""
    taken, noun, end = start, False, start
    for token in _TOKEN.finditer(text, start, start + 160):
        word = token[0]
        bare = word.casefold().strip(".;:")
        if word == "," and not noun:
            continue
        if word in ',()“”"' or bare in WEEKDAYS_MONTHS:
            break
        turned = "\n" in text[end : token.start()]
        if (noun and (word[:1].isdigit() or turned)) or (turned and bare in _SAYS_PAPER):
            break
        if word[:1].isupper() or word[:1].isdigit() or word == "&":
            end = token.end()
            noun = noun or bare in _FINAL
            if word[-1] in ".;:" and len(word) > 3:
                break
        elif bare not in _JOINTS or (noun and bare in ("on", "at", "in", "by", "next", "under", "with")):
            break
        taken = end
    return text[start : max(taken, end)]


def run_up_to(text: str, end: int) -> str:
    """The words up to there that a name may be made of."""
    if lower := _ITS_BOARD.search(text, max(0, end - 30), end):
        end = lower.start()
    begin = end
    for token in reversed([*_TOKEN.finditer(text, max(0, end - 140), end)]):
        word = token[0]
        if "\n" in text[token.end() : begin] and word.casefold().strip(".;:") in _SAYS_PAPER:
            break  # the title stands on the line above
        if word[:1].isupper() or word == "&" or (word.isdigit() and len(word) < 4 and begin == end):
            if word[-1] in ".;:" and len(word) > 3 and token.end() < end:
                break
            begin = token.start()
        elif word.casefold() not in SMALL:
            break
    return text[begin:end]
