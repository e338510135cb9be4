"""Which characters can an export not hold? Each is shown as U+FFFD, one for one: places counted in a text stay."""

from __future__ import annotations

import re

_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_LINE_BREAKS = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_NOT_OF_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NOT_OF_UTF_8 = re.compile(r"[\ud800-\udfff]")
_NOT_OF_MARKUP = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def as_heading(text: str) -> str:
    """What somebody typed, on one line, without control characters and lone surrogates, which few formats hold."""
    return _CONTROLS.sub(_REPLACEMENT, _LINE_BREAKS.sub(" ", text))


def as_xml_holds(text: str) -> str:
    """The text with only such characters as XML 1.0 can hold."""
    return text if text.isprintable() else _NOT_OF_XML.sub(_REPLACEMENT, text)


def as_utf_8_holds(text: str) -> str:
    """The text without lone halves of a pair, which no text file can hold."""
    return text if text.isascii() else _NOT_OF_UTF_8.sub(_REPLACEMENT, text)


def on_one_line(text: str) -> str:
    """The words on one line, one space between them: what reference managers and readers of prose make of a text."""
    return " ".join(as_markup_holds(text).split())


def as_markup_holds(text: str) -> str:
    """The text without control characters, which no markup shows; white space stays."""
    return _NOT_OF_MARKUP.sub(_REPLACEMENT, text)


def as_it_is(text: str) -> str:
    """The very text."""
    return text
