"""What stands on a PDF's page? Found fast: only what moves text is read, and words are set a string at a time.

pdfminer still finds the objects, undoes the filters and knows the fonts. A page with any surprise in it is read
again by `stock_interpreter`, which knows more of the format and takes its time.
"""

from __future__ import annotations

import re
from contextlib import suppress
from functools import partial

from pdfminer.pdfexceptions import PDFValueError
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import PDFObjRef, PDFStream, dict_value, stream_value

from panelsearch.extraction.pdf.annotations import lay_annotations
from panelsearch.extraction.pdf.content_stream import SurpriseError, legible_up_to, opens_a_string
from panelsearch.extraction.pdf.document import FAULTS
from panelsearch.extraction.pdf.fonts import Face, Fonts
from panelsearch.extraction.pdf.layers import Layers, layers_of
from panelsearch.extraction.pdf.page_resources import Resources, matrix_of
from panelsearch.extraction.pdf.painting import OverWords, Painted, draws, may_mark, painted, plain_lines
from panelsearch.extraction.pdf.stock_interpreter import StockReader
from panelsearch.extraction.pdf.stream_decoding import content_of
from panelsearch.extraction.pdf.text_canvas import Box, Canvas, Frame, Matrix, times
from panelsearch.extraction.pdf.text_interpreter import TextInterpreter
from panelsearch.extraction.pdf.text_runs import PageTooLargeError, RawPage, place
from panelsearch.model.pages import Marked

_MOST_BOXES, _MOST_COMPARED = 2_000, 4_000_000
_HARDLY_A_WORD = 12
_SHOWS = re.compile(rb"[0-9A-Za-z.][)>][^()<>]{0,20}T[jJ]\b")
"""A string with something in it that is shown."""


class LeanReader:
    """Reads pages of one document; fonts are kept from page to page."""

    def __init__(self) -> None:
        self._fonts = Fonts()
        # The resource is kept beside its face: an identity is only good while its object lives.
        self._faces: dict[int, tuple[object, Face]] = {}
        self._stock = StockReader(self._fonts)

    def read(self, page: PDFPage, frame: Frame, index: int) -> RawPage:
        """What stands on the page; raises one of `FAULTS` where it cannot be read."""
        canvas = Canvas(frame)
        content = b"\n".join(content_of(stream_value(stream)) for stream in page.contents)
        try:
            resources = Resources(page.resources)
            if may_mark(content):
                self._run_marking(content, resources, canvas, layers_of(page))
            else:
                TextInterpreter(canvas, self._face, layers_of(page)).run(content, resources)
        except PageTooLargeError:
            raise
        except (SurpriseError, *FAULTS):
            before, canvas = canvas.written, self._stock.written(page, frame)
            broken_at = legible_up_to(content)
            left_open = opens_a_string(content, broken_at)
            if not canvas.written and (left_open or _SHOWS.search(content)):  # something swallows the words
                raise PDFValueError("its content breaks off") from None
            if canvas.written <= before and (left_open or _SHOWS.search(content, broken_at)):
                canvas.unread.append("what follows a place where the content is damaged")
        canvas.drawn = canvas.count < _HARDLY_A_WORD and draws(content)
        if page.annots:
            lay_annotations(page, canvas, partial(self._draw, canvas, page))
        return canvas.page(index, page.label)

    def _run_marking(self, content: bytes, resources: Resources, canvas: Canvas, layers: Layers) -> None:
        """Carry out a page's content, and mark the words that it strikes out or covers itself."""
        first_text = content.find(b"BT")
        lines, boxes = list[Painted](), list[Painted]()
        with suppress(*FAULTS):
            plain = plain_lines(content, canvas.frame.matrix)
            for one in painted(content, canvas.frame.matrix, resources) if plain is None else plain:
                if one.is_line:
                    lines.append(one)
                elif one.offset > first_text >= 0:
                    boxes.append(one)
        interpreter, at, there = TextInterpreter(canvas, self._face, layers), 0, dict[int, int]()
        for offset in [box.offset for box in boxes][:_MOST_BOXES]:
            if offset > at:
                interpreter.run(content[at:offset], resources)
                at = offset
            there[offset] = canvas.count
        interpreter.run(content[at:] if at else content, resources)
        runs, over = canvas.printed, OverWords(canvas.printed)
        boxes = boxes[: 1 + _MOST_COMPARED // (1 + len(runs))]
        struck = {number for line in lines for number in over.struck(line.box)}
        # what was there before the box is covered, what came after stands on it
        covered = {n for box in boxes for n in over.covered(box.box) if n < there.get(box.offset, 0)}
        canvas.marked += [(Marked.STRUCK, place(runs[number])) for number in sorted(struck)]
        canvas.marked += [(Marked.COVERED, place(runs[number])) for number in sorted(covered)]

    def _draw(self, canvas: Canvas, page: PDFPage, look: PDFStream, placed: Matrix) -> list[Box]:
        """See `annotations.Draw`."""
        outer = Resources(page.resources)
        TextInterpreter(canvas, self._face, layers_of(page)).draw(look, placed, outer)
        content, resources = content_of(look), Resources(look.get("Resources") or {}, outer)
        if not may_mark(content):
            return []
        matrix = times(matrix_of(look), placed)
        return [one.box for one in painted(content, matrix, resources) if not one.is_line]

    def _face(self, reference: object) -> Face:
        """The face of a font resource; one font object makes one face for the whole document."""
        key = reference.objid if isinstance(reference, PDFObjRef) else -id(reference)
        if key not in self._faces:
            self._faces[key] = reference, self._loaded(reference)
        return self._faces[key][1]

    def _loaded(self, reference: object) -> Face:
        objid = reference.objid if isinstance(reference, PDFObjRef) else None
        return Face(self._fonts.get_font(objid, dict_value(reference)))
