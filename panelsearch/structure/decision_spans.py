"""Which words does a decision take? The sentence, its list, the matter that a bare verdict is passed on.

Spans of one page, cut so that they read by themselves: without the number or side heading before them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from panelsearch.gazetteers.loader import pattern
from panelsearch.model.pages import Page
from panelsearch.model.spans import Span, trimmed
from panelsearch.structure.decision_formulas import NO_MATTER
from panelsearch.structure.item_numbers import numbers_of

_I = re.IGNORECASE
CLOSES = re.compile(
    r"\bmeeting\s+(?:was\s+)?(?:then\s+)?(?:formally\s+)?(?:ended|closed|concluded|finished|terminated|adjourned)\b(?:\s+at\b|\.|\s*:|\s+\d)"
    r"|\bclosed\s+the\s+meeting\b|^\s*(?:chair(?:man|person)?)\b[ :]*[.…_]{5,}",
    _I | re.MULTILINE,
)
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’)]?\s+(?=[\"“(‘]?[A-Z£])")
_ABBREVIATED = re.compile(rf"(?:\b{pattern('common_words.abbreviation')}|\b[A-Z])\.$")
_LIST_ENTRY = re.compile(r"\W{0,2}\(?(?:[ivx]{1,5}|[a-z]|\d{1,2})[.)]\s|[•▪◦‣●\uf0a7\uf0b7–-]\s")
_ITEM_OPENS = re.compile(r"\d{1,4}(?:[./]\d{1,3})*[.:)]?\s+[A-Z][^.:]{2,90}[:.]\s*|\d{1,4}(?:[./]\d{1,3})+\s+[A-Z]")
_MARKER = re.compile(r"(?:\(?(?:[a-z]|[ivx]{1,4}|\d{1,2})[.)]|\d{1,3}(?:\.\d{1,2})+[.)]?|[•▪◦‣●–-])\s+(?=[A-Z])")
_HEADING_BEFORE = re.compile(r"(?:[\w’'-]+\s+){1,8}?(?=(?:RESOLVED|AGREED|RECOMMENDED)\s+(?:that|THAT|to|TO)\b)")
_VERBS = re.compile(
    r"\b(?:it|was|were|is|be|been|and|by|members|council\w*|committee|panel|board|unanimously|also|then)\b", _I
)
"""Words of a side heading run into the resolution beside it have none of these."""


def cut_at(text: str, blocks: Sequence[Span], cuts: set[int]) -> tuple[Span, ...]:
    """The paragraphs, cut again where an item's heading begins or ends inside one."""
    found: list[Span] = []
    for block in blocks:
        start = block.start
        for at in sorted(cut for cut in cuts if block.start < cut < block.end):
            found.append(trimmed(text, Span(start, at)))
            start = at
        found.append(trimmed(text, Span(start, block.end)))
    return tuple(span for span in found if span)


def sentences_in(text: str, block: Span) -> Iterator[Span]:
    """The sentences of a paragraph."""
    start = block.start
    for gap in _SENTENCE_END.finditer(text, block.start, block.end):
        if gap.start() < start or _ABBREVIATED.search(text[max(start, gap.start() - 8) : gap.start()]):
            continue
        yield trimmed(text, Span(start, gap.start()))
        start = gap.end()
    if start < block.end:
        yield trimmed(text, Span(start, block.end))


def lines_alone(text: str, span: Span) -> bool:
    """Whether nothing else stands on the lines of the span."""
    before, after = text.rfind("\n", 0, span.start) + 1, text.find("\n", span.end)
    return not text[before : span.start].strip() and not text[span.end : after if after >= 0 else len(text)].strip()


def opens_an_entry(text: str, span: Span) -> bool:
    """Whether the span begins with an entry of a list: its mark stands on the span's first line."""
    line = text.rfind("\n", 0, span.start) + 1
    return _MARKER.match(text, line) is not None


_OPENS_A_MOTION = re.compile(r"(?:[A-Z][\w ]{2,30}:\s*)?(?:that|be\s+it|whereas|resolved)\b", _I)
_NOTED = re.compile(r"\W*(?:noted|nodwyd)\W*$", _I)
_SENTENCES_OF_A_MATTER = 2
"""In a longer paragraph a verdict is passed on the sentence before it."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How a page is cut: its blocks, where items start, and what is set in bold."""

    page: Page
    blocks: Sequence[Span]
    starts: Set[int]
    bold: Sequence[Span]


@dataclass(frozen=True, slots=True)
class Place:
    """Which sentence of which block is read, on a page so laid out."""

    on: Layout
    block: int
    sentences: Sequence[Span]
    number: int

    @property
    def sentence(self) -> Span:
        """The sentence that is read."""
        return self.sentences[self.number]

    @property
    def ends_block(self) -> bool:
        """Whether no sentence of its block stands behind it."""
        return self.number == len(self.sentences) - 1

    @property
    def ends_page(self) -> bool:
        """Whether nothing of its page stands behind it."""
        return self.ends_block and self.block == len(self.on.blocks) - 1

    def with_sentence_before(self) -> Span:
        """The sentence and the one before it."""
        return Span(self.sentences[self.number - 1].start, self.sentence.end)


def with_matter(at: Place) -> Span:
    """The verdict with the matter it is passed on: its paragraph, or the list it closes."""
    text, blocks, starts = at.on.page.text, at.on.blocks, at.on.starts
    i, sentences, j, verdict = at.block, at.sentences, at.number, at.sentence
    if _NOTED.match(verdict.of(text)):
        return verdict
    opened = next((k for k in range(j - 1, -1, -1) if _OPENS_A_MOTION.match(sentences[k].of(text))), None)
    if opened is not None:
        return Span(sentences[opened].start, verdict.end)
    of_sums = _SUM.search(text, sentences[0].start, verdict.start)
    begin = sentences[0 if j < _SENTENCES_OF_A_MATTER or of_sums else j - 1].start
    if (j == 0 or of_sums) and re.match(r"\W*all\b", verdict.of(text), _I) and blocks[i].start not in starts:
        k = i
        while k > 0 and not _ITEM_OPENS.match(text, blocks[k].start) and blocks[k].start not in starts:
            if i - k > 24 or (
                k < i and text[blocks[k].start : blocks[k].end].rstrip().endswith((".", ":-", ":")) and k != i
            ):
                k += 1
                break
            k -= 1
        begin = min(begin, blocks[min(k + (k < i and bool(_ITEM_OPENS.match(text, blocks[k].start))), i)].start)
    elif j == 0 and i and len(verdict) < 40 and not {blocks[i].start, blocks[i - 1].start} & starts:
        begin = blocks[i - 1].start
    return Span(begin, verdict.end)


def heading_above(at: Place) -> str:
    """The heading of the item of which the sentence is the first words: "Agreed." tells of that; "" where none is.

    Apologies and declarations are decided by nobody.
    """
    before = at.on.blocks[at.block - 1] if at.block and not at.number else None
    if before is None or before.start not in at.on.starts:
        return ""
    heading = before.of(at.on.page.text)
    number = next(numbers_of(heading), None)
    bare = " ".join(heading[number.upto if number else 0 :].split()).rstrip(" .:")
    return "" if NO_MATTER.match(bare) else bare


def with_list(at: Place, span: Span) -> Span:
    """The decision with the list it announces: entries behind a colon, or further lettered limbs."""
    text, starts, bold = at.on.page.text, at.on.starts, at.on.bold
    end = span.end
    words = span.of(text).rstrip()
    announced = words.endswith((":", ":-", ":–", ";", "; and", ", and")) or bool(_ANNOUNCES.search(words))
    lettered = bool(_LETTERED.search(words))
    style = ""
    own = _LIST_ENTRY.match(text, text.rfind("\n", 0, span.start) + 1)
    in_bold = any(line.overlaps(span) for line in bold)
    for block in at.on.blocks[at.block + 1 : at.block + 21]:
        entry = block.of(text)
        long = len(entry.split())
        heading = not in_bold and any(line.overlaps(block) for line in bold)
        if block.start in starts or heading or long > 60 or CLOSES.search(entry):
            break
        listed = _LIST_ENTRY.match(entry)
        if listed and own and _follows(listed.group(), own.group()):
            break
        if listed:
            kind = _entry_style(listed.group())
            first = not style and not lettered
            if (style and kind != style) or (first and (not announced or (kind == "1" and "1" not in listed.group()))):
                break
            style = style or kind
        elif not announced or style or (end != span.end and not _belongs_to_a_list(entry)):
            break
        end = block.end
        if not listed and _ANNOUNCES.search(words) and not words.endswith(":") and not entry.endswith(":"):
            break
    return Span(span.start, end)


def _follows(marker: str, before: str) -> bool:
    """Whether an entry is the next of the list in which the decision is one itself: b) behind a)."""
    ours, theirs = re.sub(r"\W", "", before), re.sub(r"\W", "", marker)
    if ours.isdigit() and theirs.isdigit():
        return int(theirs) == int(ours) + 1
    return len(ours) == len(theirs) == 1 and ord(theirs) == ord(ours) + 1


def _belongs_to_a_list(entry: str) -> bool:
    """Whether an entry without a mark can be one of several: a limb, a payment, a few words that are no sentence."""
    if re.match(r"(?:and\s+)?(?:that|to)\b", entry, _I) or _SUM.search(entry):
        return True
    few = 6 if entry.endswith(".") and " – " not in entry else 14
    return len(entry.split()) <= few and not entry.isupper()


_SUM = re.compile(r"[£$€]\s?\d")
_ANNOUNCES = re.compile(
    r"\b(?:RESOLVED|AGREED|NOTED|RECOMMENDED|DECIDED|RESOLUTION|Resolved|Agreed|Decision|DECISION|Recommended)\b\W*(?:[Tt]hat|THAT|to|TO)?\W*$"
    r"|\b(?:agreed|resolved|recommended|decided)\s*[–—-]\s*$"
)
_LETTERED = re.compile(r"(?:RESOLVED|AGREED|RECOMMENDED|Resolved|Agreed)\b[^.]{0,24}\(?(?:i|a|1)[.)]")


def _entry_style(marker: str) -> str:
    if any(letter.isdigit() for letter in marker):
        return "1"
    return "a" if any(letter.isalpha() for letter in marker) else "•"


def without_marker(text: str, span: Span) -> Span:
    """The span without the number, letter or side heading that its line begins with."""
    start = span.start
    while start < span.end and (text[start].isspace() or text[start] in ":;,."):
        start += 1
    if marker := _MARKER.match(text, start, span.end):
        start = marker.end()
    if (heading := _HEADING_BEFORE.match(text, start, span.end)) and not _VERBS.search(heading.group()):
        start = heading.end()
    return Span(start, span.end)
