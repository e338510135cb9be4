"""What may a content stream call by name? Its fonts, forms, pictures and graphics states."""

from __future__ import annotations

from collections.abc import Mapping

from pdfminer.pdftypes import PDFStream, dict_value, list_value, resolve1
from pdfminer.psparser import LIT, PSLiteral

from panelsearch.extraction.pdf.fonts import Face
from panelsearch.extraction.pdf.stream_decoding import content_of
from panelsearch.extraction.pdf.text_canvas import Matrix

FORM, IMAGE = LIT("Form"), LIT("Image")
UNTURNED: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_COVERING = frozenset(("", "Normal", "Compatible"))
"""The ways of blending that hide what is below."""
_NO_FONT: Mapping[str, object] = {}


class Resources:
    """The fonts, forms and pictures that a content stream calls by name."""

    def __init__(self, resources: object, outer: Resources | None = None) -> None:
        """Those of a form, and of what it is shown on (`outer`) where the form has none of that name."""
        found = dict_value(resources)
        self._fonts: Mapping[str | bytes, object] = dict_value(found.get("Font"))
        self._objects: Mapping[str | bytes, object] = dict_value(found.get("XObject"))
        self._states: Mapping[str | bytes, object] = dict_value(found.get("ExtGState"))
        self.marks: Mapping[str | bytes, object] = dict_value(found.get("Properties"))
        """What marked content is said of, layers among it."""
        if outer is not None:
            self._fonts = {**outer._fonts, **self._fonts}
            self._objects = {**outer._objects, **self._objects}
            self._states = {**outer._states, **self._states}
        self.chosen: dict[bytes, tuple[Face, float]] = {}
        """Faces and sizes by the operands that chose them before."""

    def font(self, wanted: str | bytes) -> object:
        """The font of that name; where there is none, one that viewers take a plain Latin font for."""
        return self._fonts.get(wanted, _NO_FONT)

    def stream(self, wanted: str | bytes) -> PDFStream | None:
        """The form or picture of that name; None where there is none."""
        found = resolve1(self._objects.get(wanted))
        return found if isinstance(found, PDFStream) else None

    def opacity(self, wanted: bytes) -> float | None:
        """See `painting.Named`."""
        state = dict_value(self._states.get(wanted.decode("latin-1")))
        if "BM" in state and _blending(state["BM"]) not in _COVERING:
            return 0.0
        alpha = resolve1(state.get("ca"))
        return float(alpha) if isinstance(alpha, int | float) else None

    def form(self, wanted: bytes) -> tuple[bytes, Matrix, Resources] | None:
        """See `painting.Named`."""
        called = self.stream(wanted.decode("latin-1"))
        if called is None or called.get("Subtype") is not FORM:
            return None
        own = called.get("Resources")
        return content_of(called), matrix_of(called), Resources(own, self) if own else self

    def font_of_state(self, wanted: str | bytes) -> tuple[object, float] | None:
        """The font that a graphics state brings along, and its size."""
        match list_value(dict_value(self._states.get(wanted)).get("Font")):
            case [font, int() | float() as size]:
                return font, float(size)
        return None


def _blending(mode: object) -> str:
    match resolve1(mode):
        case [first, *_]:
            return _blending(first)
        case PSLiteral() as literal:
            return str(literal.name)
    return ""


def matrix_of(form: PDFStream) -> Matrix:
    """The matrix that places a form."""
    a, b, c, d, e, f = (float(resolve1(number)) for number in list_value(form.get("Matrix", UNTURNED)))
    return a, b, c, d, e, f
