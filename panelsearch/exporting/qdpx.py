"""An export for qualitative analysis: a REFI-QDA project (qdpx), one text source a page, its passages coded selections.

Format: REFI-QDA Standard 1.5, https://www.qdasoftware.org/. Positions are code points into the source's text. A
passage is coded with what it was found for, the matching words in it with "matching words", and the people, councils
and organisations in it each with a code of their own. Guids are made of the export and the place: they stay the same.
"""

from __future__ import annotations

import re
import tempfile
import uuid
import zipfile
from collections.abc import Iterable, Iterator
from hashlib import sha1
from itertools import chain
from pathlib import Path
from typing import IO
from xml.etree import ElementTree
from xml.sax.saxutils import quoteattr

from panelsearch.exporting.archives import Archive
from panelsearch.exporting.base import ExportFormat, Found, NotAnExportError, Order, Setting
from panelsearch.exporting.characters import as_utf_8_holds, as_xml_holds
from panelsearch.exporting.marks import PLACE, found, mark
from panelsearch.exporting.records import ExportRecord
from panelsearch.exporting.seals import Sealed

_NAMESPACE = "urn:QDA-XML:project:1.0"
_IN = f"{{{_NAMESPACE}}}"
_PROJECT, _SOURCES = "project.qde", "sources"
_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'
_MATCHING = "matching words"
_LONGEST_TEXT = 1 << 27
_PLAIN = re.compile(r'[^\x00-\x1f"&<>\ud800-\udfff\ufffe\uffff]*')
"""What stands in an attribute as it is."""


def _write(rows: Iterable[Sealed], path: Path, setting: Setting) -> None:
    """The sources as they come; the project is put aside, since its codes stand before and are known only behind."""
    with (
        Archive(path) as archive,
        tempfile.TemporaryFile("w+", encoding="utf-8", newline="\n", dir=path.parent) as aside,
    ):
        codes = _Codes(setting)
        _write_sources(rows, archive, aside, codes, setting)
        aside.seek(0)
        user = _guid(setting, "user")
        head = (
            f'{_HEAD}<Project xmlns={quoteattr(_NAMESPACE)} name={_attribute(setting.heading)} origin="panelsearch"'
            f' creatingUserGUID="{user}"><Users><User guid="{user}" name="panelsearch"/></Users>\n'
        )
        archive.add(_PROJECT, chain((head, codes.book, "<Sources>\n"), aside, ("</Sources></Project>\n",)))


def _write_sources(rows: Iterable[Sealed], archive: Archive, aside: IO[str], codes: _Codes, setting: Setting) -> None:
    here = ""
    for row in rows:
        record = row.passage
        if here != (place := row.text("place")):
            if here:
                aside.write("</TextSource>\n")
            here, guid = place, _guid(setting, "source", record.document, record.page)
            archive.add(f"{_SOURCES}/{guid}.txt", as_utf_8_holds(setting.page_text(record.document, record.page)))
            aside.write(f'<TextSource guid="{guid}" name={_attribute(place)} plainTextPath="internal://{guid}.txt">\n')
        passage = _Selection(setting, record, row.number)
        aside.write(passage.of(row.text("citation"), record.start, record.end, codes.found, mark(row)))
        for span in record.highlights:
            aside.write(passage.of(span.of(record.quote), record.start + span.start, record.start + span.end,
                                   codes.matching()))  # fmt: skip
        for label, name, span in record.entities:
            aside.write(passage.of(span.of(record.quote), record.start + span.start, record.start + span.end,
                                   codes.named(label, name)))  # fmt: skip
    if here:
        aside.write("</TextSource>\n")


class _Selection:
    """Writes the selections of one passage."""

    def __init__(self, setting: Setting, record: ExportRecord, number: int) -> None:
        self._setting, self._number, self._place = setting, number, (record.document, record.page)
        self._count = 0

    def of(self, name: str, start: int, end: int, code: str, marked: str = "") -> str:
        """A selection with a code."""
        self._count += 1
        guid, coding = (
            _guid(self._setting, kind, *self._place, self._number, self._count) for kind in ("selection", "coding")
        )
        told = f"<Description>{as_xml_holds(marked)}</Description>" if marked else ""
        return (
            f'<PlainTextSelection guid="{guid}" name={_attribute(name)} startPosition="{start}" endPosition="{end}">'
            f'{told}<Coding guid="{coding}"><CodeRef targetGUID="{code}"/></Coding></PlainTextSelection>\n'
        )


class _Codes:
    """The codes of a project, as they come to be used."""

    def __init__(self, setting: Setting) -> None:
        self._setting = setting
        self.found = _guid(setting, "code")
        self._matching = ""
        self._named: dict[str, dict[str, str]] = {}

    def matching(self) -> str:
        """The code of words that match the query."""
        self._matching = self._matching or _guid(self._setting, "code", _MATCHING)
        return self._matching

    def named(self, label: str, name: str) -> str:
        """The code of somebody or something named."""
        named = self._named.setdefault(label, {})
        if name not in named:
            named[name] = _guid(self._setting, "code", label, name)
        return named[name]

    @property
    def book(self) -> str:
        """The code book."""
        codes = [_code(self.found, self._setting.heading)]
        if self._matching:
            codes.append(_code(self._matching, _MATCHING))
        for label, named in sorted(self._named.items()):
            inside = "".join(_code(guid, name) for name, guid in sorted(named.items()))
            codes.append(_code(_guid(self._setting, "code", label), label, inside))
        return f"<CodeBook><Codes>{''.join(codes)}</Codes></CodeBook>\n"


def _code(guid: str, name: str, inside: str = "") -> str:
    head = f'<Code guid="{guid}" name={_attribute(name)} isCodable="true"'
    return f"{head}>{inside}</Code>" if inside else f"{head}/>"


def _guid(setting: Setting, *what: object) -> str:
    """The UUID of version 5 that Python's `uuid5` makes: very many are wanted, and that takes four times as long."""
    said = "\x1f".join(map(str, (setting.export, *what))).encode("utf-8", "surrogatepass").hex()
    digits = sha1(uuid.NAMESPACE_OID.bytes + said.encode("ascii"), usedforsecurity=False).hexdigest()
    variant = "89ab"[int(digits[16], 16) % 4]
    return f"{digits[:8]}-{digits[8:12]}-5{digits[13:16]}-{variant}{digits[17:20]}-{digits[20:32]}"


def _attribute(text: str) -> str:
    if _PLAIN.fullmatch(text):
        return f'"{text}"'
    return quoteattr(as_xml_holds(text), {"\n": "&#10;", "\t": "&#9;", "\r": "&#13;"})


def _read(path: Path) -> Iterator[Found]:
    try:
        with zipfile.ZipFile(path) as archive, archive.open(_PROJECT) as file:
            yield from _selections(archive, file)
    except (zipfile.BadZipFile, KeyError, ElementTree.ParseError, UnicodeDecodeError) as error:
        raise NotAnExportError(str(error)) from error


def _selections(archive: zipfile.ZipFile, file: IO[bytes]) -> Iterator[Found]:
    text, place = "", ""
    for event, element in ElementTree.iterparse(file, events=("start", "end")):  # noqa: S314 - expat bounds entities
        if event == "start" and element.tag == f"{_IN}TextSource":
            place, inside = element.get("name", ""), element.get("plainTextPath", "")
            info = archive.getinfo(f"{_SOURCES}/{inside.removeprefix('internal://')}")
            if info.file_size > _LONGEST_TEXT:
                raise NotAnExportError("a source is too large")
            text = archive.read(info).decode()
        elif event == "end" and element.tag == f"{_IN}PlainTextSelection":
            start, end = element.get("startPosition", ""), element.get("endPosition", "")
            words = text[int(start) : int(end)] if start.isdecimal() and end.isdecimal() else ""
            name, marked = element.get("name", ""), element.findtext(f"{_IN}Description")
            if marked is not None:
                yield found(marked, place=place, start=start, end=end, quote=as_xml_holds(words), citation=name)
            elif name != as_xml_holds(words):
                told = f"at {start} to {end} of {place} stand other words"
                yield Found({"place": place, "quote": name}, aside=True, wrong=told)
        elif event == "end" and element.tag == f"{_IN}TextSource":
            element.clear()


FORMAT = ExportFormat(
    "qdpx", _write, _read, held=as_xml_holds, shows=(*PLACE, "place", "quote", "citation"), order=Order.BY_PLACE,
    marked=True, entities=True,
)  # fmt: skip
