"""What does a content stream say? Its operations, one regular expression match each.

Drawing is skipped wholesale, and operands stay bytes until somebody asks: most operators say nothing about text.
What does not read as content raises `SurpriseError`; the caller has a slower way that copes with more.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator

_REGULAR = rb"[^\x00\t\n\x0c\r ()<>\[\]{}/%]"
_COMMENT = rb"%[^\r\n]*+"
_BLANK = rb"(?:[\x00\t\n\x0c\r ]++|" + _COMMENT + rb")*+"
_NUMBER = rb"[-+.0-9]++"
_NAME = rb"/" + _REGULAR + rb"*+"
_HEX = rb"<[0-9A-Fa-f\x00\t\n\x0c\r ]*+>"
_NESTED_AT_MOST = 4


def _string(depth: int) -> bytes:
    inner = rb"|" + _string(depth - 1) if depth else b""
    return rb"\((?:[^()\\]++|\\." + inner + rb")*+\)"


def _dictionary(depth: int) -> bytes:
    inner = rb"|" + _dictionary(depth - 1) if depth else b""
    return rb"<<(?:[^<>()%]++|" + _STRING + rb"|" + _COMMENT + inner + rb"|" + _HEX + rb")*+>>"


_STRING = _string(_NESTED_AT_MOST)
_DICTIONARY = _dictionary(_NESTED_AT_MOST)
_ARRAY = rb"\[(?:[^\[\]<>()%]++|" + rb"|".join((_STRING, _DICTIONARY, _HEX, _COMMENT)) + rb")*+\]"
_OPERAND = rb"(?:" + rb"|".join((_NUMBER, _STRING, _ARRAY, _NAME, _DICTIONARY, _HEX)) + rb")"
# Paths, painting, colours by number, line styles, marks for readers aloud: nothing in them moves text.
_DRAWN = rb"(?:[-+.0-9]++[\t\n\r ]++)*+(?:re|rg|RG|[fBbW]\*|scn?|SCN?|ET|EMC|[mlcvyhSsfFBbnWwJjMigGkK])[\t\n\r ]++"
_MARKED = _NAME + rb"[\t\n\r ]*+(?:BMC|(?:<<[^<>()%]*+>>|" + _NAME + rb")[\t\n\r ]*+BDC)[\t\n\r ]++"
_DRAWING = rb"(?:" + _DRAWN + rb"|" + _MARKED + rb")*+"
# A text with a font and a place of its own, after which all is as before: so word processors set each word.
_W = rb"[\t\n\r ]++"
_SET = _NAME + _W + _NUMBER + _W + rb"Tf" + _W + rb"(?:" + _NUMBER + _W + rb"){6}"
_APART = (
    rb"q" + _W + _DRAWING + rb"BT" + _W + rb"(" + _SET + rb")Tm" + _W + _DRAWING
    + rb"(" + _ARRAY + rb"|" + _STRING + rb")[\t\n\r ]*+T[Jj]" + _W + _DRAWING + rb"Q(?![^\t\n\r ])"
)  # fmt: skip
_PLAIN = rb"((?:" + _OPERAND + _BLANK + rb")*+)(" + _REGULAR + rb"++)"

_OPERATION = re.compile(_BLANK + _DRAWING + _BLANK + rb"(?:" + _APART + rb"|" + _PLAIN + rb")", re.DOTALL)
_REST = re.compile(_BLANK + _DRAWING + _BLANK + rb"(?:" + _OPERAND + _BLANK + rb")*+", re.DOTALL)
_SHOWN = re.compile(rb"|".join((_STRING, _HEX, _NUMBER)), re.DOTALL)
_ESCAPE = re.compile(rb"\\(?:([0-7]{1,3})|(\r\n?|\n)|(.))", re.DOTALL)
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\x0c"}
_NAME_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
_NAME_WITHIN = re.compile(_NAME)
_BEGINS_STRING = re.compile(rb"[^()<>%]{0,200}\((?=[^A-Za-z]{0,20}[A-Za-z]{2})")
_BRACKET = re.compile(rb"\\.|[()]", re.DOTALL)
_NOT_HEX = re.compile(rb"[^0-9A-Fa-f]")

_IMAGE_STARTS = re.compile(rb"(?<![^\x00\t\n\x0c\r >\])])ID[\x00\t\n\x0c\r ]")
_IMAGE_ENDS = re.compile(rb"(?<=[\x00\t\n\x0c\r >])EI(?=[\x00\t\n\x0c\r ]|$)")
_ENCODED_AS_TEXT = re.compile(rb"/(?:A85|ASCII85Decode)\b")
# What follows a picture must look like content again, or the EI was only two of its bytes.
_CONTENT_AGAIN = re.compile(rb"[\t\n\x0c\r -~]{0,24}+(?:$|(?<=.{24}))", re.DOTALL)


class SurpriseError(Exception):
    """The stream holds something that this reader was not made for, from `at` on where that is known."""

    def __init__(self, what: str, at: int | None = None) -> None:
        super().__init__(what)
        self.at = at


def operations(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Operators with their operands, still as bytes, in order; an inline picture is one operation, BI.

    A text with a font and a place of its own is one, too: what sets these, `/F1 9 Tf 1 0 0 1 72 700`, is its operator.
    """
    match_at = _OPERATION.match
    at = 0
    while match := match_at(content, at):
        apart, strings, operands, operator = match.groups()
        at = match.end()
        if apart is not None:
            yield apart, strings
            continue
        if operator == b"BI":
            at = _past_picture(content, at)
        yield operator, operands
    rest = _REST.match(content, at)
    if rest is None or rest.end() != len(content):
        raise SurpriseError("neither operand nor operator", at)


def legible_up_to(content: bytes) -> int:
    """Where a stream stops reading as content; its end where it does not."""
    try:
        deque(operations(content), maxlen=0)
    except SurpriseError as surprise:
        if surprise.at is not None:
            return surprise.at
    return len(content)


def opens_a_string(content: bytes, at: int) -> bool:
    """Whether a string with words begins there, behind no more than numbers and names, that nothing closes."""
    begins = _BEGINS_STRING.match(content, at)
    depth = 0 if begins is None else 1
    for bracket in _BRACKET.finditer(content, begins.end() if begins else len(content)):
        depth += {b"(": 1, b")": -1}.get(bracket[0], 0)
        if not depth:
            return False
    return depth > 0


def numbers(operands: bytes, count: int) -> list[float]:
    """The last `count` operands, all numbers."""
    given = operands.split()
    try:
        found = list(map(float, given if len(given) == count else given[-count:]))
    except ValueError as error:
        raise SurpriseError("not a number") from error
    if len(found) != count:
        raise SurpriseError(f"{count} numbers wanted, {len(found)} found")
    return found


def name(operands: bytes) -> tuple[str | bytes, bytes]:
    """The first operand, a name, as pdfminer spells it; and what follows it."""
    match = _NAME_WITHIN.match(operands)
    if match is None:
        raise SurpriseError("a name wanted")
    raw = match[0][1:]
    if b"#" in raw:
        raw = _NAME_ESCAPE.sub(lambda escape: bytes((int(escape[1], 16),)), raw)
    try:
        return raw.decode(), operands[match.end() :]
    except UnicodeDecodeError:
        return raw, operands[match.end() :]


def shown(operands: bytes) -> list[bytes]:
    """What a showing operator is given, as written: strings and, between them, steps back (see `step_of`)."""
    return _SHOWN.findall(operands)


def is_step(item: bytes) -> bool:
    """Whether an item of `shown` is a step back, not a string."""
    return item[0] not in b"(<"


def step_of(item: bytes) -> float:
    """How far a step goes back, in thousandths of an em."""
    try:
        return float(item)
    except ValueError as error:
        raise SurpriseError("not a number") from error


def codes_of(string: bytes) -> bytes:
    """The bytes that a string stands for."""
    if string[0] in b"<":
        return _from_hex(string)
    text = string[1:-1]
    return _ESCAPE.sub(_unescaped, text) if b"\\" in text else text


def _unescaped(escape: re.Match[bytes]) -> bytes:
    octal, line_end, other = escape.groups()
    if octal:
        return bytes((int(octal, 8) & 0xFF,))
    return b"" if line_end else _ESCAPED.get(other, other)


def _from_hex(digits: bytes) -> bytes:
    plain = _NOT_HEX.sub(b"", digits)
    return bytes.fromhex((plain + b"0" * (len(plain) % 2)).decode("ascii"))


def _past_picture(content: bytes, at: int) -> int:
    """Where the content goes on after the inline picture that starts at `at`."""
    start = _IMAGE_STARTS.search(content, at)
    if start is None:
        raise SurpriseError("an inline picture without its bytes", at)
    search_from = start.end()
    if _ENCODED_AS_TEXT.search(content, at, start.start()):
        search_from = content.find(b"~>", search_from)
        if search_from < 0:
            raise SurpriseError("an inline picture without its end", at)
    for end in _IMAGE_ENDS.finditer(content, search_from):
        if _CONTENT_AGAIN.match(content, end.end()):
            return end.end()
    raise SurpriseError("an inline picture without its end", at)
