"""What stands on a PDF's page as pdfminer.six reads it, glyph by glyph? Slow, sure, the oracle of `page_interpreter`.

No layout analysis: text is taken in content order, from form XObjects too.
"""

from __future__ import annotations

from collections.abc import Mapping

from pdfminer.pdfcolor import PDFColorSpace
from pdfminer.pdfdevice import PDFTextDevice, PDFTextSeq
from pdfminer.pdffont import PDFFont
from pdfminer.pdfinterp import PDFGraphicState, PDFPageInterpreter, PDFStackT, PDFTextState
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import PDFStream, dict_value, resolve1
from pdfminer.psparser import LIT, PSLiteral, literal_name

from panelsearch.extraction.pdf.fonts import Face, Fonts
from panelsearch.extraction.pdf.layers import Layers, layers_of
from panelsearch.extraction.pdf.text_canvas import Canvas, Frame, Matrix, Style
from panelsearch.extraction.pdf.text_runs import PageTooLargeError, RawPage

_MOST_FORMS, _DEEPEST_FORM = 2_000, 24
_NAMED = ("Font", "XObject", "ExtGState", "ColorSpace", "Properties")
"""The kinds of resources that are called by name."""
_ON_LAYER = LIT("OC")


class StockReader:
    """Reads pages of one document; fonts are kept from page to page."""

    def __init__(self, fonts: Fonts | None = None) -> None:
        self._device = _CanvasDevice(fonts or Fonts())

    def read(self, page: PDFPage, frame: Frame, index: int) -> RawPage:
        """What stands on the page; raises one of `FAULTS` where it cannot be read."""
        return self.written(page, frame).page(index, page.label)

    def written(self, page: PDFPage, frame: Frame) -> Canvas:
        """What the page's own content writes, to be added to."""
        canvas = self._device.begin(Canvas(frame))
        interpreter = _CountingInterpreter(self._device.rsrcmgr, self._device)
        interpreter.layers = layers_of(page)
        interpreter.render_contents(page.resources, page.contents, ctm=frame.matrix)
        return canvas


class _CanvasDevice(PDFTextDevice):
    """Writes every glyph onto a canvas."""

    def __init__(self, rsrcmgr: Fonts) -> None:
        super().__init__(rsrcmgr)
        self._faces: dict[PDFFont, Face] = {}
        self._render = 0
        self.forms_left = _MOST_FORMS
        self._marks: list[bool] = []

    def begin(self, canvas: Canvas) -> Canvas:
        self._canvas = canvas
        self.forms_left = _MOST_FORMS
        self._marks = []
        return canvas

    def begin_mark(self, *, hidden: bool) -> None:
        """What is written until its end is not shown, where it is `hidden`."""
        self._marks.append(hidden)

    def end_mark(self) -> None:
        """The mark that began last ends."""
        if self._marks:
            self._marks.pop()

    def leave_out(self) -> None:
        """Something stands on a layer that is switched off."""
        self._canvas.left_out_of_layers = True

    def render_string(
        self, textstate: PDFTextState, seq: PDFTextSeq, ncs: PDFColorSpace, graphicstate: PDFGraphicState
    ) -> None:
        self._render = textstate.render
        self._spacing = textstate.charspace
        super().render_string(textstate, seq, ncs, graphicstate)

    def render_char(
        self,
        matrix: Matrix,
        font: PDFFont,
        fontsize: float,
        scaling: float,
        rise: float,
        cid: int,
        ncs: PDFColorSpace,
        graphicstate: PDFGraphicState,
    ) -> float:
        face = self._faces.get(font) or self._faces.setdefault(font, Face(font))
        glyph = face.glyph(cid)
        advance = glyph.width_em * fontsize * scaling
        if any(self._marks):
            self._canvas.left_out_of_layers = True
        elif glyph.blank:
            self._canvas.space()
        elif glyph.text:
            a, b, c, d, e, f = matrix
            x, y, x1, y1 = 0.0, rise, advance + self._spacing * scaling, rise
            if face.vertical:
                top = face.top(cid) * fontsize + rise
                x, y, x1, y1 = 0.0, top, 0.0, top + advance
            style = Style.of(face, fontsize, scaling, self._render, a, b, c, d)
            self._canvas.write(
                glyph.text,
                style,
                a * x + c * y + e,
                b * x + d * y + f,
                a * x1 + c * y1 + e,
                b * x1 + d * y1 + f,
                glyph.unmapped,
            )
        return advance

    def render_image(self, name: str, stream: PDFStream) -> None:
        assert self.ctm is not None
        self._canvas.picture(self.ctm)


class _CountingInterpreter(PDFPageInterpreter):
    """An interpreter that forms calling one another cannot keep busy for ever."""

    depth = 0
    outer: Mapping[object, object] = {}
    layers: Layers
    device: _CanvasDevice

    def subinterp(self) -> PDFPageInterpreter:
        inner = super().subinterp()
        assert isinstance(inner, _CountingInterpreter)
        inner.depth = self.depth + 1
        inner.outer, inner.layers = self.resources, self.layers
        return inner

    def init_resources(self, resources: dict[object, object]) -> None:
        """Take a form's resources, and those of what it is shown on where it has none of that name."""
        own = dict_value(resources)
        shared: dict[object, object] = {
            kind: {**dict_value(self.outer.get(kind)), **dict_value(own.get(kind))}
            for kind in _NAMED
            if kind in self.outer
        }
        super().init_resources({**own, **shared})

    def do_Do(self, xobjid_arg: PDFStackT) -> None:  # noqa: N802 - the operator's name
        """Invoke named XObject."""
        self.device.forms_left -= 1
        if self.depth > _DEEPEST_FORM or self.device.forms_left < 0:
            raise PageTooLargeError
        form = resolve1(self.xobjmap.get(literal_name(xobjid_arg)))
        if isinstance(form, PDFStream) and self.layers.hides(form.get("OC")):
            self.device.leave_out()
        else:
            super().do_Do(xobjid_arg)

    def do_BMC(self, tag: PDFStackT) -> None:  # noqa: N802 - likewise
        """Begin marked content."""
        self.device.begin_mark(hidden=False)

    def do_BDC(self, tag: PDFStackT, props: PDFStackT) -> None:  # noqa: N802 - likewise
        """Begin marked content of which something is said: the layer that it is on."""
        marks = dict_value(self.resources.get("Properties"))
        on_layer = tag is _ON_LAYER and isinstance(props, PSLiteral)
        self.device.begin_mark(hidden=on_layer and self.layers.hides(marks.get(literal_name(props))))

    def do_EMC(self) -> None:  # noqa: N802 - likewise
        """End marked content."""
        self.device.end_mark()
