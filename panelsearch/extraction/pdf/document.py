"""How is a PDF opened? The one place where what pdfminer throws becomes an error of ours.

pdfminer raises nearly anything on a broken file; `FAULTS` names all of it but exhaustion of memory.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from pdfminer.pdfdocument import (
    PDFEncryptionError,
    PDFNoPageLabels,
    PDFPasswordIncorrect,
)
from pdfminer.pdfexceptions import PDFObjectNotFound
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import PDFObjRef, PDFStream, dict_value, list_value, resolve1
from pdfminer.psparser import LIT
from pdfminer.utils import decode_text

from panelsearch.config.regular_files import open_regular
from panelsearch.errors import (
    DamagedDocumentError,
    EncryptedDocumentError,
    LockedDocumentError,
    NotADocumentError,
    UnreadableDocumentError,
)
from panelsearch.extraction.pdf import xref_recovery
from panelsearch.extraction.pdf.annotations import file_name
from panelsearch.extraction.pdf.object_parser import OBJECT, Document, ObjectParser
from panelsearch.extraction.pdf.text_canvas import US_LETTER, Frame
from panelsearch.extraction.pdf.text_runs import PageTooLargeError, RawPage
from panelsearch.model.documents import FileFacts
from panelsearch.text.counts import counted

FAULTS = (PageTooLargeError, *xref_recovery.FAULTS)

_HEADER_WITHIN_BYTES = 1024
_MOST_PAGES = 100_000
_MOST_NAMED, _DEEPEST_TREE = 5, 16
_UNKNOWN_FRAME = Frame.of(US_LETTER, US_LETTER, 0)
_PAGE, _PAGES = LIT("Page"), LIT("Pages")
_BOXES, _SIDES = ("MediaBox", "CropBox"), 4
_INHERITED = ("Resources", *_BOXES, "Rotate")

# What it says of other people's files is of no use to a reader, and saying it takes time.
logging.getLogger("pdfminer").setLevel(logging.CRITICAL)

PageReader = Callable[[PDFPage, Frame, int], RawPage]


@dataclass(frozen=True, slots=True)
class _Leaf:
    """A page's place in the file and its attributes, None where they cannot be found."""

    objid: object
    attributes: dict[str, object] | None


@dataclass(frozen=True, slots=True)
class OpenDocument:
    """An open PDF. It is of use only inside the `with` block that opened it. `locked`: it took a password to open.

    `beside` tells what else the file holds than its pages.
    """

    name: str
    page_count: int
    facts: FileFacts
    locked: bool
    beside: tuple[str, ...]
    _leaves: tuple[_Leaf, ...]
    _document: Document

    def pages(self, read: PageReader) -> Iterator[RawPage]:
        """Every page in order as `read` finds it; one that cannot be read comes empty, with the reason."""
        labels = _labels(self._document)
        for index, leaf in enumerate(self._leaves):
            label = next(labels, None)
            frame = _UNKNOWN_FRAME
            try:
                if leaf.attributes is None:
                    raise PDFObjectNotFound(leaf.objid)
                page = PDFPage(self._document, leaf.objid, _with_sound_boxes(leaf.attributes), label)
                if page.contents and not any(isinstance(resolve1(part), PDFStream) for part in page.contents):
                    raise PDFObjectNotFound(leaf.objid)  # lost, which is not the same as blank
                frame = Frame.of(page.mediabox, page.cropbox, page.rotate)
                raw = read(page, frame, index)
                self._document.forget(page.contents)
            except FAULTS as fault:
                raw = RawPage(index, frame.width_pt, frame.height_pt, (), pdf_label=label, failed=_reason(fault))
            yield raw


@contextmanager
def open_document(path: Path, passwords: Sequence[str] = (), content: BinaryIO | None = None) -> Iterator[OpenDocument]:
    """The PDF at `path`, ready to be read page by page; `passwords` are tried in turn where it asks for one.

    `content` are its bytes, where they are held already; the path is then only what it is called. Raises
    NotADocumentError, EncryptedDocumentError or DamagedDocumentError; UnreadableDocumentError where the
    file itself cannot be opened.
    """
    try:
        file = content or open_regular(path)
    except OSError as error:
        raise UnreadableDocumentError(
            f"{path.name} cannot be opened: {error.strerror or error}",
            "Check that the file is still there and that you may read it.",
        ) from error
    with file:
        _check_header(file, path.name)
        yield _opened(file, path.name, passwords)


_OBJECT_WITHIN_BYTES = 1 << 20
"""Behind what a mail or a web server wrote before it, a PDF begins farther on; others have lost their first line."""


def _check_header(file: BinaryIO, name: str) -> None:
    """Refuse what is no PDF before pdfminer searches the whole of it for objects."""
    try:
        start = file.read(_HEADER_WITHIN_BYTES)
    except OSError as error:
        raise UnreadableDocumentError(
            f"{name} cannot be read: {error.strerror or error}", "Check the disk or the network drive it is on."
        ) from error
    if not start:
        raise NotADocumentError(f"{name} is empty.", "Fetch the file again.")
    if b"%PDF" not in start and not OBJECT.search(start + file.read(_OBJECT_WITHIN_BYTES)):
        raise NotADocumentError(
            f"{name} is not a PDF.", "It may be a web page or a Word file under a wrong name: fetch it again."
        )


def _opened(file: BinaryIO, name: str, passwords: Sequence[str]) -> OpenDocument:
    fault: BaseException | None = None
    for kind in (Document, xref_recovery.SearchedDocument):
        try:
            document, locked = _unlocked(kind, file, passwords)
            leaves = tuple(_leaves(document))
        except PDFPasswordIncorrect as error:
            raise LockedDocumentError(
                f"{name} asks for a password{' that is not among those given' if passwords else ''}.",
                "Give it with --password-file FILE, one password a line.",
            ) from error
        except PDFEncryptionError as error:
            raise EncryptedDocumentError(
                f"{name} is encrypted in a way that cannot be read here.",
                "Save a copy without encryption and index that.",
            ) from error
        except FAULTS as error:
            fault = error
            continue
        if leaves:
            return OpenDocument(
                name, len(leaves), _facts(document, name), locked, tuple(_beside(document)), leaves, document
            )
    raise DamagedDocumentError(
        f"{name} is damaged: no pages can be found in it.",
        "Fetch the file again, or open it in a PDF viewer and print it to a new PDF.",
    ) from fault


def _unlocked(kind: type[Document], file: BinaryIO, passwords: Sequence[str]) -> tuple[Document, bool]:
    """The document, and whether one of the passwords was needed. PDFPasswordIncorrect where none of them fits."""
    for password in ("", *passwords):
        with suppress(PDFPasswordIncorrect):
            return kind(ObjectParser(file), password=password), bool(password)
    raise PDFPasswordIncorrect


def _leaves(document: Document) -> Iterator[_Leaf]:
    """Every page of the page tree with the attributes it inherits.

    A page that cannot be found still counts as one: leaving it out would shift every page number after it. For the
    same reason pages that no tree leads to are not looked for: nothing says in which order they come.
    """
    seen: set[object] = set()
    pending: list[tuple[object, dict[str, object]]] = [(document.catalog.get("Pages"), {})]
    count = 0
    while pending and count < _MOST_PAGES:
        node, inherited = pending.pop()
        objid = node.objid if isinstance(node, PDFObjRef) else id(node)
        own = _found(node)
        kids = _found_list(own.get("Kids")) if own.get("Type") is not _PAGE else []
        if kids and objid in seen:
            continue  # a tree that goes in circles; a page that is listed twice is shown twice
        seen.add(objid)
        if kids:
            passed_on = inherited | {name: own[name] for name in _INHERITED if name in own}
            pending.extend((kid, passed_on) for kid in reversed(kids))
        elif len(seen) > 1 or own.get("Type") is _PAGE:
            if own.get("Type") is _PAGES:
                continue  # a branch without pages
            count += 1
            yield _Leaf(objid, inherited | own if own else None)


def _with_sound_boxes(attributes: dict[str, object]) -> dict[str, object]:
    """The attributes of a page without what should be its boxes and is none: it is as large as pages are, then."""
    return {name: value for name, value in attributes.items() if name not in _BOXES or _is_box(value)}


def _is_box(value: object) -> bool:
    sides = [resolve1(side) for side in _found_list(value)]
    return len(sides) == _SIDES and all(isinstance(side, int | float) for side in sides)


def _found(node: object) -> dict[str, object]:
    with suppress(*FAULTS):
        return dict_value(node)
    return {}


def _found_list(node: object) -> list[object]:
    with suppress(*FAULTS):
        return list(list_value(node))
    return []


def _labels(document: Document) -> Iterator[str]:
    """The PDF's own page labels; they end where they make no sense."""
    with suppress(PDFNoPageLabels, *FAULTS):
        yield from document.get_page_labels()


def _facts(document: Document, name: str) -> FileFacts:
    title = author = ""
    for entry in document.info:
        title = title or _said(entry.get("Title"))
        author = author or _said(entry.get("Author"))
    return FileFacts(name, title, author)


def _beside(document: Document) -> Iterator[str]:
    """What a reader of the pages alone would not learn: files that come with them, a form that only a viewer fills."""
    with suppress(*FAULTS):
        attached = list(_attached(_found(_found(document.catalog.get("Names")).get("EmbeddedFiles"))))
        if attached:
            kept = ", ".join(attached[:_MOST_NAMED]) + (" ..." if len(attached) > _MOST_NAMED else "")
            portfolio = "a portfolio of " if "Collection" in document.catalog else ""
            yield f"{portfolio}{counted(len(attached), 'attached file')}: {kept}"
    with suppress(*FAULTS):
        form = _found(document.catalog.get("AcroForm"))
        if resolve1(form.get("XFA")) and not _found_list(form.get("Fields")):
            yield "an XFA form, which only some viewers fill in"


def _attached(node: dict[str, object], deep: int = 0) -> Iterator[str]:
    names = _found_list(node.get("Names"))
    for specification in names[1::2]:
        yield file_name(specification)
    if deep < _DEEPEST_TREE:
        for kid in _found_list(node.get("Kids")):
            yield from _attached(_found(kid), deep + 1)


def _said(value: object) -> str:
    with suppress(*FAULTS):
        found = resolve1(value)
        if isinstance(found, bytes):
            return " ".join("".join(c if c.isprintable() else " " for c in decode_text(found)).split())
    return ""


def _reason(fault: BaseException) -> str:
    if isinstance(fault, PageTooLargeError):
        return "the page asks for more work than any real page does"
    return "the page's content is damaged"
