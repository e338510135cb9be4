"""An export for qualitative analysis: a REFI-QDA project (qdpx), one text source a page, its passages coded selections.

Format: REFI-QDA Standard 1.5, https://www.qdasoftware.org/. Positions are code points into the source's text. A
passage is coded with what it was found for and with what a register says of it ("Outcome", below it "resolved"), the
matching words in it with "matching words", and the people, councils and organisations in it each with a code of their
own. Guids are made of the export and the place: they stay the same.
"""

from __future__ import annotations

import re
import tempfile
import uuid
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from hashlib import sha1
from itertools import chain
from pathlib import Path
from typing import IO
from xml.etree import ElementTree
from xml.sax.saxutils import quoteattr

from panelsearch.exporting.archives import Archive, opened
from panelsearch.exporting.base import Beside, ExportFormat, Found, NotAnExportError, Order, Setting
from panelsearch.exporting.characters import as_utf_8_holds, as_xml_holds
from panelsearch.exporting.marks import PLACE, found, mark
from panelsearch.exporting.records import whole_number
from panelsearch.exporting.register_columns import ACTION, ATTENDANCE, DECISION, column_of, label_of, labelled
from panelsearch.exporting.seals import Sealed

_NAMESPACE = "urn:QDA-XML:project:1.0"
_IN = f"{{{_NAMESPACE}}}"
_PROJECT, _SOURCES = "project.qde", "sources"
_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'
_MATCHING = "matching words"
_LONGEST_TEXT = 1 << 27
_WITHIN = 2
"""So many names has a code that stands in another."""
_LOST = "\N{REPLACEMENT CHARACTER}"
_WRITTEN = frozenset(
    "Project Users User CodeBook Codes Code Sources TextSource PlainTextSelection Description Coding CodeRef".split()
)
_CODED = (*DECISION, *ACTION, *ATTENDANCE)
"""The columns that are told by codes."""
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
        user = _guid(setting.export, "user")
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
            here, guid = place, _guid(setting.export, "source", record.document, record.page)
            archive.add(f"{_SOURCES}/{guid}.txt", as_utf_8_holds(setting.page_text(record.document, record.page)))
            aside.write(f'<TextSource guid="{guid}" name={_attribute(place)} plainTextPath="internal://{guid}.txt">\n')
        passage = _Selection(setting.export, record.document, record.page, row.number)
        told = (codes.named(label, said) for name, label, said in labelled(row.text) if name in _CODED)
        aside.write(passage.of(row.text("citation"), record.start, record.end, codes.found, *told, marked=mark(row)))
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

    def __init__(self, export: str, document: str, page: int | str, number: int) -> None:
        self._export, self._of, self._count = export, (document, page, number), 0

    def of(self, name: str, start: int | str, end: int | str, *codes: str, marked: str = "") -> str:
        """A selection with one code, or several."""
        self._count += 1
        guid = self._guid("selection")
        told = f"<Description>{as_xml_holds(marked)}</Description>" if marked else ""
        codings = "".join(
            f'<Coding guid="{self._guid("coding", *[at][:at])}"><CodeRef targetGUID="{code}"/></Coding>'
            for at, code in enumerate(codes)
        )
        return (
            f'<PlainTextSelection guid="{guid}" name={_attribute(name)} startPosition="{start}" endPosition="{end}">'
            f"{told}{codings}</PlainTextSelection>\n"
        )

    def _guid(self, kind: str, *another: int) -> str:
        return _guid(self._export, kind, *self._of, self._count, *another)


class _Codes:
    """The codes of a project, as they come to be used."""

    def __init__(self, setting: Setting) -> None:
        self._setting = setting
        self.found = _guid(setting.export, "code")
        self._matching = ""
        self._named: dict[str, dict[str, str]] = {}

    def matching(self) -> str:
        """The code of words that match the query."""
        self._matching = self._matching or _guid(self._setting.export, "code", _MATCHING)
        return self._matching

    def named(self, label: str, name: str) -> str:
        """The code of somebody or something named."""
        named = self._named.setdefault(label, {})
        if name not in named:
            named[name] = _guid(self._setting.export, "code", label, name)
        return named[name]

    @property
    def book(self) -> str:
        """The code book."""
        codes = [_code(self.found, self._setting.heading)]
        if self._matching:
            codes.append(_code(self._matching, _MATCHING))
        for label, named in sorted(self._named.items()):
            inside = "".join(_code(guid, name) for name, guid in sorted(named.items()))
            codes.append(_code(_guid(self._setting.export, "code", label), label, inside))
        return f"<CodeBook><Codes>{''.join(codes)}</Codes></CodeBook>\n"


def _code(guid: str, name: str, inside: str = "") -> str:
    head = f'<Code guid="{guid}" name={_attribute(name)} isCodable="true"'
    return f"{head}>{inside}</Code>" if inside else f"{head}/>"


def _guid(export: str, *what: object) -> str:
    """The UUID of version 5 that Python's `uuid5` makes: very many are wanted, and that takes four times as long."""
    said = "\x1f".join(map(str, (export, *what))).encode("utf-8", "surrogatepass").hex()
    digits = sha1(uuid.NAMESPACE_OID.bytes + said.encode("ascii"), usedforsecurity=False).hexdigest()
    variant = "89ab"[int(digits[16], 16) % 4]
    return f"{digits[:8]}-{digits[8:12]}-5{digits[13:16]}-{variant}{digits[17:20]}-{digits[20:32]}"


def _attribute(text: str) -> str:
    if _PLAIN.fullmatch(text):
        return f'"{text}"'
    return quoteattr(as_xml_holds(text), {"\n": "&#10;", "\t": "&#9;", "\r": "&#13;"})


def _read(path: Path) -> Iterator[Found]:
    try:
        with opened(path) as archive, archive.open(_PROJECT) as file:
            yield from _Reader(archive).found(file)
    except (zipfile.BadZipFile, KeyError, ElementTree.ParseError, UnicodeDecodeError) as error:
        raise NotAnExportError(str(error)) from error


def _beside(path: Path) -> Beside:
    with opened(path) as archive, archive.open(_PROJECT) as file:
        _, project = next(ElementTree.iterparse(file, events=("start",)))  # noqa: S314 - expat bounds entities
        return Beside(project.get("name", ""))


class _Reader:
    """Reads the passages of a project, and what stands in it that was not written so."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._parts = {_PROJECT}
        self._export = ""
        self._codes: dict[str, tuple[str, ...]] = {}
        self._stray: dict[str, None] = {}

    def found(self, file: IO[bytes]) -> Iterator[Found]:
        """Each passage, then what is wrong with the project beside them."""
        text, place = "", ""
        for event, element in ElementTree.iterparse(file, events=("start", "end")):  # noqa: S314 - expat bounds entities
            name = element.tag.removeprefix(_IN)
            if event == "start" and name == "TextSource":
                text, place = self._source(element), element.get("name", "")
            elif event == "start" and name not in _WRITTEN:
                self._stray[f"there is more in it: {name}"] = None
            elif event == "end" and name == "Codes":
                self._codes = dict(_codes(element))
            elif event == "end" and name == "PlainTextSelection":
                yield from self._selection(element, text, place)
            elif event == "end" and name == "TextSource":
                element.clear()
        more = (f"there is more in it: {name}" for name in self._archive.namelist() if name not in self._parts)
        for told in (*self._stray, *more, *self._odd_codes()):
            yield Found({}, aside=True, wrong=told)

    def _source(self, element: ElementTree.Element) -> str:
        """The text of a source."""
        part = f"{_SOURCES}/{element.get('plainTextPath', '').removeprefix('internal://')}"
        info = self._archive.getinfo(part)
        if info.file_size > _LONGEST_TEXT:
            raise NotAnExportError("a source is too large")
        if element.keys() != ["guid", "name", "plainTextPath"]:
            self._stray["a source was not written so"] = None
        self._parts.add(part)
        return self._archive.read(info).decode()

    def _selection(self, element: ElementTree.Element, text: str, place: str) -> Iterator[Found]:
        start, end = element.get("startPosition", ""), element.get("endPosition", "")
        first, last = whole_number(start), whole_number(end)
        words = text[first:last] if first is not None and last is not None else ""
        name, marked = element.get("name", ""), element.findtext(f"{_IN}Description")
        shape = [part.tag.removeprefix(_IN) for part in element.iter()][1:]
        code, *more = [one.get("targetGUID", "") for one in element.iter(f"{_IN}CodeRef")] or [""]
        if marked is not None:
            texts = self._told_by(more)
            said = found(marked, place=place, start=start, end=end, quote=as_xml_holds(words), citation=name, **texts)
            export = said.seal.partition("-")[0]
            self._export = self._export or export
            written = shape == ["Description", *["Coding", "CodeRef"] * (1 + len(texts))]
            coded = written and code == _guid(export, "code")
            yield replace(said, page_text=text, wrong="" if coded else "what it is coded with")
        elif name != as_xml_holds(words):
            told = f"at {start} to {end} of {place} stand other words"
            yield Found({"place": place, "quote": name}, aside=True, wrong=told)
        elif shape != ["Coding", "CodeRef"] or code not in self._codes:
            told = f"what is coded at {start} to {end} of {place} was not written so"
            yield Found({"place": place, "quote": name}, aside=True, wrong=told)

    def _told_by(self, codes: Iterable[str]) -> dict[str, str]:
        """What a register says of a passage, by column, told by these codes of it."""
        named = (self._codes.get(code, ()) for code in codes)
        told = ((column_of(name[0]), *name) for name in named if len(name) == _WITHIN)
        return {column: said for column, label, said in told if column in _CODED and label == label_of(column)}

    def _odd_codes(self) -> Iterator[str]:
        """Codes that are called otherwise than they were: the first is called as the export is, whatever that is."""
        for at, (guid, name) in enumerate(self._codes.items()):
            asked = () if not at else name
            if guid != _guid(self._export, "code", *asked) and _LOST not in "".join(name):
                yield f"a code was not written so: {name[-1]}"


def _codes(element: ElementTree.Element, inside: tuple[str, ...] = ()) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each code by its guid: how it is called, and how those are that it stands in."""
    for code in element.findall(f"{_IN}Code"):
        name = (*inside, code.get("name", ""))
        yield code.get("guid", ""), name
        yield from _codes(code, name)


FORMAT = ExportFormat(
    "qdpx", _write, _read, held=as_xml_holds, shows=(*PLACE, "place", "quote", "citation"), also=_CODED, beside=_beside,
    order=Order.BY_PLACE, binary=True, marked=True, entities=True,
)  # fmt: skip
