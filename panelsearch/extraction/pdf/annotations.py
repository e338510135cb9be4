"""What was laid on a page after it was set? What was typed into its form, notes, stamps, lines through words.

An annotation shows itself by a stream of its own, which is read like any other; where it has none, its words are set
into its place. Comments that a viewer only opens have no place: they come at the page's end, as notes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress

from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import PDFStream, resolve1
from pdfminer.psparser import PSLiteral
from pdfminer.utils import decode_text

from panelsearch.extraction.pdf.content_stream import SurpriseError
from panelsearch.extraction.pdf.layers import layers_of
from panelsearch.extraction.pdf.painting import OverWords
from panelsearch.extraction.pdf.stream_decoding import content_of
from panelsearch.extraction.pdf.text_canvas import Box, Canvas, Matrix, shown_box, times
from panelsearch.extraction.pdf.text_runs import PageTooLargeError, Run, place
from panelsearch.extraction.pdf.xref_recovery import FAULTS
from panelsearch.model.pages import Marked, Rect
from panelsearch.text.counts import counted

_MOST, _DEEPEST_FIELD = 5_000, 32
_HIDDEN, _NO_VIEW = 1 << 1, 1 << 5
_PASSWORD, _PUSH_BUTTON = 1 << 13, 1 << 16
_SILENT = frozenset(("Link", "Popup", "PrinterMark", "TrapNet"))
_PLAYED = frozenset(("Movie", "Screen", "Sound", "3D", "RichMedia"))
"""What a viewer plays in the place of the picture that stands there."""
_LETTER_EM, _LARGEST_PT, _PADDING_PT = 0.5, 12.0, 2.0
_TICK = "\N{CHECK MARK}"
_UNTURNED: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

Attributes = Mapping[str, object]
Draw = Callable[[PDFStream, Matrix], list[Box]]
"""Carries out a stream, placed on the page by a matrix; the boxes that it fills, as displayed."""


def lay_annotations(page: PDFPage, canvas: Canvas, draw: Draw) -> None:
    """Lay the page's annotations on the canvas, in their order; what cannot be read of them is told there."""
    lost = hidden = played = 0
    attached: list[str] = []
    layers = layers_of(page)
    for attributes in _dictionaries(page.annots):
        try:
            subtype = _name(attributes.get("Subtype"))
            if subtype == "FileAttachment":
                attached.append(file_name(attributes.get("FS")))
            flags = resolve1(attributes.get("F"))
            if subtype in _SILENT:
                continue
            if layers.hides(attributes.get("OC")) or (isinstance(flags, int) and flags & (_HIDDEN | _NO_VIEW)):
                hidden += bool(_value(attributes) or _said(attributes.get("Contents")))
            elif subtype == "Widget":
                _lay_field(attributes, canvas, draw)
            else:
                played += subtype in _PLAYED
                _lay_note(subtype, attributes, canvas, draw)
        except PageTooLargeError:
            raise
        except (SurpriseError, *FAULTS):
            lost += 1
    if hidden:
        canvas.unread.append(counted(hidden, "hidden note or form value", "hidden notes or form values"))
    if played:
        canvas.unread.append(counted(played, "film, sound or model", "films, sounds or models"))
    if lost:
        canvas.unread.append(counted(lost, "damaged note or form value", "damaged notes or form values"))
    if attached:
        canvas.unread.append(f"attached: {', '.join(attached)}")


def file_name(specification: object) -> str:
    """What a file that a paper carries along is called."""
    found = resolve1(specification)
    if isinstance(found, dict):
        found = resolve1(found.get("UF")) or resolve1(found.get("F"))
    return _said(found) or "a file"


def _lay_field(attributes: Attributes, canvas: Canvas, draw: Draw) -> None:
    before = len(canvas.printed)
    _appear(attributes, canvas, draw)
    kind, flags = _name(_inherited(attributes, "FT")), _inherited(attributes, "Ff")
    flags = flags if isinstance(flags, int) else 0
    if len(canvas.printed) == before:
        if kind == "Btn" and not flags & _PUSH_BUTTON and _name(attributes.get("AS")) not in ("", "Off"):
            _set(_TICK, attributes, canvas)
        elif kind in ("Tx", "Ch") and not flags & _PASSWORD:
            _set(_value(attributes), attributes, canvas)
    _mark(canvas, before, Marked.FORM)


def _lay_note(subtype: str, attributes: Attributes, canvas: Canvas, draw: Draw) -> None:
    rect, words = _rect(attributes, canvas), _said(attributes.get("Contents"), lines=True)
    if subtype == "StrikeOut":
        over = OverWords(canvas.printed)
        for quad in _quads(attributes, canvas) or [(rect.x0_pt, rect.y0_pt, rect.x1_pt, rect.y1_pt)]:
            canvas.marked += [(Marked.STRUCK, place(canvas.printed[number])) for number in over.covered(quad)]
    before = len(canvas.printed)
    boxes = _appear(attributes, canvas, draw)
    if boxes and subtype not in ("StrikeOut", "Highlight", "Underline", "Squiggly"):
        over = OverWords(canvas.printed[:before])
        covered = {number for box in boxes for number in over.covered(box)}
        canvas.marked += [(Marked.COVERED, place(canvas.printed[number])) for number in sorted(covered)]
    if subtype == "FreeText" and len(canvas.printed) == before:
        _set(words, attributes, canvas)
    if len(canvas.printed) == before and words:
        canvas.notes.append((words, rect))
    _mark(canvas, before, Marked.NOTE)


def _appear(attributes: Attributes, canvas: Canvas, draw: Draw) -> list[Box]:
    """Draw the annotation as it shows itself; the boxes that it fills."""
    looks = resolve1(attributes.get("AP"))
    look = resolve1(looks.get("N")) if isinstance(looks, dict) else None
    if isinstance(look, dict):
        look = resolve1(look.get(_name(attributes.get("AS"))))
    if not isinstance(look, PDFStream):
        return []
    x0, y0, x1, y1 = _numbers(attributes.get("Rect"), 4)
    x0, y0, x1, y1 = min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)
    matrix = _UNTURNED
    with suppress(ValueError):
        a, b, c, d, e, f = _numbers(look.get("Matrix"), 6)
        matrix = a, b, c, d, e, f
    bx0, by0, bx1, by1 = shown_box(matrix, *_numbers(look.get("BBox"), 4))
    wide = (x1 - x0) / (bx1 - bx0) if bx1 > bx0 else 1.0
    high = (y1 - y0) / (by1 - by0) if by1 > by0 else 1.0
    return draw(look, times((wide, 0, 0, high, x0 - bx0 * wide, y0 - by0 * high), canvas.frame.matrix))


def _set(words: str, attributes: Attributes, canvas: Canvas) -> None:
    """Set words into the annotation's place, line by line from its top."""
    rect = _rect(attributes, canvas)
    lines = words.split("\n")
    size = max(min((rect.y1_pt - rect.y0_pt) / len(lines), _LARGEST_PT), 1.0)
    for number, line in enumerate(lines):
        x, top = rect.x0_pt + _PADDING_PT, rect.y1_pt - number * size
        for word in line.split():
            end = x + len(word) * _LETTER_EM * size
            canvas.add(Run(word, x, top - size, end, top, size, spaced=True))
            x = end + _LETTER_EM * size


def _mark(canvas: Canvas, before: int, kind: Marked) -> None:
    canvas.marked += [(kind, place(run)) for run in canvas.printed[before:]]


def _rect(attributes: Attributes, canvas: Canvas) -> Rect:
    return Rect(*shown_box(canvas.frame.matrix, *_numbers(attributes.get("Rect"), 4)))


def _quads(attributes: Attributes, canvas: Canvas) -> list[Box]:
    """The boxes about the words that a line goes through."""
    found = resolve1(attributes.get("QuadPoints"))
    numbers = [float(n) for n in map(resolve1, found) if isinstance(n, int | float)] if isinstance(found, list) else []
    quads = [numbers[at : at + 8] for at in range(0, len(numbers) - 7, 8)]
    return [
        shown_box(canvas.frame.matrix, min(q[::2]), min(q[1::2]), max(q[::2]), max(q[1::2])) for q in quads
    ]  # fmt: skip


def _value(attributes: Attributes) -> str:
    """What was typed into a field, or chosen in it as its list shows it."""
    value = _inherited(attributes, "V")
    chosen = value if isinstance(value, list) else [value]
    shown: dict[str, str] = {}
    options = _inherited(attributes, "Opt")
    for option in options if isinstance(options, list) else []:
        match resolve1(option):
            case [exported, printed]:
                shown[_said(exported)] = _said(printed)
    said = (_said(one, lines=True) for one in chosen)
    return "\n".join(shown.get(one, one) for one in said if one)


def _inherited(attributes: Attributes, name: str) -> object:
    """An attribute of a field, its own or that of the field it is a part of."""
    for _ in range(_DEEPEST_FIELD):
        if name in attributes:
            return resolve1(attributes[name])
        parent = resolve1(attributes.get("Parent"))
        if not isinstance(parent, dict):
            return None
        attributes = parent
    return None


def _dictionaries(annotations: object) -> Iterator[Attributes]:
    found: object = None
    with suppress(*FAULTS):
        found = resolve1(annotations)
    for one in (found if isinstance(found, list) else [])[:_MOST]:
        with suppress(*FAULTS):
            attributes = resolve1(one)
            if isinstance(attributes, dict):
                yield attributes


def _numbers(value: object, count: int) -> tuple[float, ...]:
    found = resolve1(value)
    numbers = [resolve1(one) for one in found] if isinstance(found, list) else []
    if len(numbers) != count or not all(isinstance(one, int | float) for one in numbers):
        raise ValueError(f"{count} numbers wanted")
    return tuple(map(float, numbers))


def _name(value: object) -> str:
    found = resolve1(value)
    return str(found.name) if isinstance(found, PSLiteral) else ""


def _said(value: object, *, lines: bool = False) -> str:
    """A text of the file as plain words; its lines are kept where asked."""
    found = resolve1(value)
    if isinstance(found, PDFStream):
        found = content_of(found)
    if not isinstance(found, bytes):
        return ""
    text = decode_text(found).replace("\r\n", "\n").replace("\r", "\n")
    kept = [" ".join("".join(c if c.isprintable() else " " for c in line).split()) for line in text.split("\n")]
    return ("\n" if lines else " ").join(filter(None, kept))
