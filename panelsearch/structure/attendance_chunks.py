"""Where is a list parted: at which commas, lines, cells, full stops and "and"? Brackets are kept whole."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from panelsearch.gazetteers.loader import any_word, pattern, words
from panelsearch.model.spans import Span, trimmed
from panelsearch.structure.attendance_sheet import Sheet
from panelsearch.structure.attendee_names import is_a_post, is_given_name
from panelsearch.structure.brackets import closes_a_nickname
from panelsearch.text.letters import LOWER, UPPER


@dataclass(frozen=True, slots=True)
class Chunk:
    """What stands between two separators; `line`: a line began there, `joined`: by "and" behind what came before."""

    at: Span
    line: bool
    cell: bool = False
    joined: bool = False
    sentence: bool = False


_MEMBER = any_word("titles.seat")
_TITLE = any_word("titles.seat", "titles.before_any_name")
_NO_TITLE = "".join(
    rf"(?<!\b{title})"
    for title in (
        "Ll Cllr Cllrs Mr Mrs Ms Dr Rev Revd Fr Prof Capt Col Lt Sgt Hon Cyng St Cr Crs Cllr's Dist Cty".split()
    )
)
_OFFICE = r"(?:(?:vice|deputy)[\s-])?(?:chair(?:man|woman|person)?|clerk|secretary|treasurer|president|mayor|convener)"
_SEPARATOR = re.compile(
    rf"[,;•▪●○|]|\s{{1,60}}[-–—]\s+|(?<=[a-z])\s?[-–—]\s?(?=(?i:{_OFFICE})\b)|(?<=\w)\s*:\s|(?<=[a-z]{{4}}):(?=[A-Z])|\s(?:(?:ac?/)?and|a[’']r|ac|a(?=\s[A-Z])|agus|&|\+|with|plus)\s|(?<=\))\s+(?=[A-Z])"
    rf"|(?<=\))\.?(?:and|&)\s|(?P<stop>(?<=[^\W\d_)\]]{{2}}){_NO_TITLE}\.(?=\s)|(?<=\))\.(?=\s)|(?<=[A-Z]{{2}})\.(?=\s))|\b[Aa]lso\b:?\s|\s/\s|(?<=[a-z])/[^\S\n](?=[{UPPER}][{LOWER}][\w’'-]*[^\S\n]+[{UPPER}][{LOWER}])"
)
_AND = re.compile(r"\s*(?:and|&|\+|a[’']r|ac|a|agus|/)\s*", re.I)
_NEXT_TITLED = re.compile(rf"(?P<before>\b[{UPPER}][\w’'-]+|\))[^\S\n]+(?=(?i:{_MEMBER})[^\S\n]+[{UPPER}])")
_NEXT_INITIALLED = re.compile(
    rf"(?<![\w.])[{UPPER}]\.?[^\S\n]+[{UPPER}][{LOWER}][\w’'-]*(?P<gap>[^\S\n]+)(?=(?:[{UPPER}]\.?[^\S\n]?){{1,3}}[^\S\n]?[{UPPER}][{LOWER}])"
)
""" "S Ash M Birch": initials behind a surname begin the next name."""
_NEXT_IN_FULL = re.compile(
    rf"(?<![\w.] )(?<!\w)(?P<given>[{UPPER}][{LOWER}]+)[^\S\n]+[{UPPER}][\w’'-]+(?P<gap>[^\S\n]+)"
    rf"(?P<next>[{UPPER}][{LOWER}]+)"
    rf"[^\S\n]+[{UPPER}][\w’'-]+(?=\s*(?:[,;\n]|$|and\b|&))"
)
""" "Ann Ash Bo Birch": two names in full that nothing parts."""
_LEADS_TO_A_TITLE = words("titles.before_a_title")
"""Words before a title that belong to it: not the name of the one before, as in "Cllr Ann Ash Cllr Bo Birch"."""
_NEW_PERSON = re.compile(
    rf"(?i:(?:county\s+)?{_TITLE})|(?i:{pattern('posts.clerk')})[^\S\n]+[{UPPER}]"
    r"|[A-Z][a-z]+(?:-[A-Z][a-z]+)?\s+(?:[A-Z]\.?\s+)?[A-Z][a-z]+(?:[-'’][A-Z][a-z]+)?\s*[,(]"
    r"|[A-Z][a-z]+ [A-Z][a-z]+ (?:[A-Z][a-z]+ ){1,3}(?:Clerk|Officer|Manager|Director|Engineer)\n"
)
_UNFINISHED = re.compile(
    rf"(?:\b(?:{_TITLE}|{pattern('titles.half')})\.?|\b(?:of|the|and|a|from|by|local)\.?|[-&(/])\s*\Z", re.I
)
_WORD_OF_A_POST = re.compile(r",[^\S\n]+[A-Z][a-z]+\Z")
""" "Finance" over "Director Ash"."""
_HALF_A_NAME = re.compile(rf"(?i:\b{_TITLE})(?:[^\S\n]+[A-Z]\.?)?\s*\Z|(?:,|\band|&)[^\S\n]+[A-Z]\.?\s*\Z")
"""What a line breaks off in the middle of: "Cllr Mrs V"."""
_TITLE_AND_WORD = re.compile(rf"(?i:{_MEMBER})\.?[^\S\n]+(?P<word>\w+)")
_LONE_TITLE = re.compile(rf"\s*(?i:{_MEMBER})\s*")
_SURNAME_FIRST = re.compile(rf"\s*[{UPPER}][\w’'-]+,\s*")
_LISTED_AFTER = re.compile(r"(?:[,;]|\b(?:from|by)) *\Z")
_SURNAME_BELOW = re.compile(rf"\s*[{UPPER}][\w’'-]+(?!\s*:)")
_BULLET = re.compile(r"[-–—•]\s+")
_ONE_INITIAL = re.compile(r"[A-Z]\.?")


def chunks_of(sheet: Sheet, piece: Span, brackets: Sequence[Span]) -> list[Chunk]:
    """The stretches between commas, line ends and "and", brackets kept whole."""
    text, start, end = sheet.text, piece.start, piece.end
    cuts: list[tuple[int, int, str]] = []
    for found in _SEPARATOR.finditer(text, start, end):
        if text[found.start() - 1 : found.start()] == ")" and closes_a_nickname(text, found.start()):
            continue
        if found[0] in ("-", "–", "—") and is_a_post(text[start : found.start()].split()[-1].rpartition("-")[2]):
            continue  # "Clerk-Treasurer Ann Ash"
        joiner = "stop" if found["stop"] else "and" if _AND.fullmatch(found[0]) else ""
        cuts.append((found.start(), found.end(), joiner))
    cuts += [(at, at, "cell" if at in sheet.cells else "line") for at in sheet.breaks_in(start, end)]
    for found in re.finditer(r"\n\s*", text[start:end]):
        opening = text[start + found.end() : start + found.end() + 60]
        line_ends = start + found.start()
        half_a_post = _WORD_OF_A_POST.search(text, start, line_ends) and is_a_post(opening.partition(" ")[0])
        if _NEW_PERSON.match(opening) and not half_a_post and not _UNFINISHED.search(text, start, line_ends):
            cuts.append((start + found.start(), start + found.end(), "line"))
    for found in _NEXT_TITLED.finditer(text, start, end):
        before = found["before"]
        if before.casefold() not in _LEADS_TO_A_TITLE and (before == ")" or not before.isupper()):
            cuts.append((found.end("before"), found.end(), ""))
    cuts += [(found.start("gap"), found.end("gap"), "") for found in _NEXT_INITIALLED.finditer(text, start, end)]
    cuts += [
        (found.start("gap"), found.end("gap"), "")
        for found in _NEXT_IN_FULL.finditer(text, start, end)
        if is_given_name(found["given"]) and is_given_name(found["next"])
    ]
    cuts.sort()
    chunks: list[Chunk] = []
    how: set[str] = {"line"}
    at = start
    for cut, behind, sort in cuts:
        if cut < at:
            how.add(sort)
            continue
        if any(bracket.start < cut < bracket.end for bracket in brackets):
            continue
        if sort == "line" and _breaks_a_name(text, at, cut):
            continue
        if sort == "cell" and _LONE_TITLE.fullmatch(text, at, cut):
            continue  # "Councillor | Ann Ash"
        if (chunk := _chunk(text, at, cut, how)) is not None:
            chunks.append(chunk)
            how = set()
        at = max(at, behind)
        how.add(sort)
    if (chunk := _chunk(text, at, end, how)) is not None:
        chunks.append(chunk)
    return chunks


def without_brackets(text: str, span: Span, brackets: Sequence[Span]) -> tuple[Span, list[Span]]:
    """The entry up to its first bracket, and what the brackets hold; an entry in brackets has no outside."""
    inside = [bracket for bracket in brackets if span.start <= bracket.start < span.end]
    if not inside:
        return span, []
    held = [Span(one.start + 1, max(one.start + 1, one.end - (text[one.end - 1] in ")]"))) for one in inside]
    if inside[0].start == span.start:
        return Span(min(inside[0].end, span.end), span.end), held
    return Span(span.start, inside[0].start), held


def _chunk(text: str, start: int, end: int, how: set[str]) -> Chunk | None:
    span = trimmed(text, Span(start, max(start, end)))
    if bullet := _BULLET.match(text, span.start, span.end):
        span = Span(bullet.end(), span.end)
    if not span:
        return None
    return Chunk(span, "line" in how, "cell" in how, "and" in how, "stop" in how)


def _breaks_a_name(text: str, at: int, cut: int) -> bool:
    """Whether a line ends between the words of one name: "Cllr Mrs V", or a given name behind the commas of a list."""
    piece = text[at:cut].strip()
    if _SURNAME_FIRST.fullmatch(text, text.rfind("\n", 0, at) + 1, at):
        return False  # "Ash, Mr A"
    if _HALF_A_NAME.search(text, at, cut) or _ONE_INITIAL.fullmatch(piece):
        return True
    titled = _TITLE_AND_WORD.fullmatch(piece)
    given = titled["word"] if titled else piece if _LISTED_AFTER.search(text, max(0, at - 8), at) else ""
    listed = given.isalpha() and is_given_name(given)
    return listed and _SURNAME_BELOW.match(text, cut) is not None
