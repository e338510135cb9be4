"""What stands on a PDF's page? Found fast: only what moves text is read, and words are set a string at a time.

pdfminer still finds the objects, undoes the filters and knows the fonts. A page with any surprise in it is read
again by `stock_interpreter`, which knows more of the format and takes its time.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial

from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import PDFObjRef, PDFStream, dict_value, list_value, resolve1, stream_value
from pdfminer.psparser import LIT, PSLiteral

from panelsearch.extraction.pdf.annotations import lay_annotations
from panelsearch.extraction.pdf.content_stream import (
    SurpriseError,
    codes_of,
    is_step,
    name,
    numbers,
    operations,
    shown,
    step_of,
)
from panelsearch.extraction.pdf.document import FAULTS
from panelsearch.extraction.pdf.fonts import Face, Fonts
from panelsearch.extraction.pdf.painting import OverWords, Painted, draws, may_mark, painted, plain_lines
from panelsearch.extraction.pdf.stock_interpreter import StockReader
from panelsearch.extraction.pdf.stream_decoding import content_of
from panelsearch.extraction.pdf.text_canvas import (
    BACK_EM,
    GAP_EM,
    HAIR_EM,
    WIDEST_EM,
    Box,
    Canvas,
    Frame,
    Matrix,
    Stretch,
    Style,
    times,
)
from panelsearch.extraction.pdf.text_runs import PageTooLargeError, RawPage, place
from panelsearch.model.pages import Marked

_FORM, _IMAGE = LIT("Form"), LIT("Image")
_MOST_FORMS, _DEEPEST_FORM = 2_000, 24
_MOST_OPERATIONS = 3_000_000
_FEW_CODES = 2
_SHOWN_AGAIN_BYTES = 64
_MOST_BOXES, _MOST_COMPARED = 2_000, 4_000_000
_HARDLY_A_WORD = 12
_COVERING = frozenset(("", "Normal", "Compatible"))
"""The ways of blending that hide what is below."""
# pdfminer makes a plain Latin font of it, as viewers do.
_NO_FONT: Mapping[str, object] = {}
_BLANK: Stretch = ("", 0.0, 0.0, 0, False)
_UNTURNED: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

_Kept = tuple[Matrix, Face | None, float, float, float, float, float, float, int]


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
            resources = _Resources(page.resources)
            if may_mark(content):
                self._run_marking(content, resources, canvas)
            else:
                _Scribe(canvas, self._face).run(content, resources)
        except PageTooLargeError:
            raise
        except (SurpriseError, *FAULTS):
            canvas = self._stock.written(page, frame)
        canvas.drawn = canvas.count < _HARDLY_A_WORD and draws(content)
        if page.annots:
            lay_annotations(page, canvas, partial(self._draw, canvas))
        return canvas.page(index, page.label)

    def _run_marking(self, content: bytes, resources: _Resources, canvas: Canvas) -> None:
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
        scribe, at, there = _Scribe(canvas, self._face), 0, dict[int, int]()
        for offset in [box.offset for box in boxes][:_MOST_BOXES]:
            if offset > at:
                scribe.run(content[at:offset], resources)
                at = offset
            there[offset] = canvas.count
        scribe.run(content[at:] if at else content, resources)
        runs, over = canvas.printed, OverWords(canvas.printed)
        boxes = boxes[: 1 + _MOST_COMPARED // (1 + len(runs))]
        struck = {number for line in lines for number in over.struck(line.box)}
        # what was there before the box is covered, what came after stands on it
        covered = {n for box in boxes for n in over.covered(box.box) if n < there.get(box.offset, 0)}
        canvas.marked += [(Marked.STRUCK, place(runs[number])) for number in sorted(struck)]
        canvas.marked += [(Marked.COVERED, place(runs[number])) for number in sorted(covered)]

    def _draw(self, canvas: Canvas, look: PDFStream, placed: Matrix) -> list[Box]:
        """See `annotations.Draw`."""
        _Scribe(canvas, self._face).draw(look, placed)
        content, resources = content_of(look), _Resources(look.get("Resources") or {})
        if not may_mark(content):
            return []
        matrix = times(_matrix_of(look), placed)
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


class _Resources:
    """The fonts, forms and pictures that a content stream calls by name."""

    def __init__(self, resources: object) -> None:
        found = dict_value(resources)
        self._fonts: Mapping[str | bytes, object] = dict_value(found.get("Font"))
        self._objects: Mapping[str | bytes, object] = dict_value(found.get("XObject"))
        self._states: Mapping[str | bytes, object] = dict_value(found.get("ExtGState"))
        self.chosen: dict[bytes, tuple[Face, float]] = {}
        """Faces and sizes by the operands that chose them before."""

    def font(self, wanted: str | bytes) -> object:
        return self._fonts.get(wanted, _NO_FONT)

    def stream(self, wanted: str | bytes) -> PDFStream | None:
        found = resolve1(self._objects.get(wanted))
        return found if isinstance(found, PDFStream) else None

    def opacity(self, wanted: bytes) -> float | None:
        """See `painting.Named`."""
        state = dict_value(self._states.get(wanted.decode("latin-1")))
        if "BM" in state and _blending(state["BM"]) not in _COVERING:
            return 0.0
        alpha = resolve1(state.get("ca"))
        return float(alpha) if isinstance(alpha, int | float) else None

    def form(self, wanted: bytes) -> tuple[bytes, Matrix, _Resources] | None:
        """See `painting.Named`."""
        called = self.stream(wanted.decode("latin-1"))
        if called is None or called.get("Subtype") is not _FORM:
            return None
        own = called.get("Resources")
        return content_of(called), _matrix_of(called), _Resources(own) if own else self

    def font_of_state(self, wanted: str | bytes) -> tuple[object, float] | None:
        """The font that a graphics state brings along, and its size."""
        match list_value(dict_value(self._states.get(wanted)).get("Font")):
            case [font, int() | float() as size]:
                return font, float(size)
        return None


class _Scribe:
    """Carries out the operations of one page."""

    def __init__(self, canvas: Canvas, face_of: Callable[[object], Face]) -> None:
        self._canvas, self._face_of = canvas, face_of
        self._forms_left, self._operations_left = _MOST_FORMS, _MOST_OPERATIONS
        self._open_forms: list[PDFStream] = []
        # The graphics state, kept by q and brought back by Q.
        self._ctm = canvas.frame.matrix
        self._face: Face | None = None
        self._size = self._character_space = self._word_space = self._leading = self._rise = 0.0
        self._scaling = 1.0
        self._render = 0
        self._kept: list[_Kept] = []
        # The text line matrix, how far the pen is along it, and both as displayed once they are needed.
        self._line = _UNTURNED
        self._pen = 0.0
        self._shown_as: Matrix | None = None
        self._style: Style | None = None
        self._styles: dict[tuple[object, ...], Style] = {}
        self._set_before: dict[tuple[object, ...], tuple[list[Stretch], float]] = {}

    def run(self, content: bytes, resources: _Resources) -> None:
        """Carry out a content stream with the resources that it may name."""
        self._resources = resources
        left = self._operations_left
        for operator, operands in operations(content):
            left -= 1
            if (carry_out := _CARRY_OUT.get(operator)) is not None:
                self._operations_left = left
                carry_out(self, operands)
                left = self._operations_left
            if left < 0:
                raise PageTooLargeError
        self._operations_left = left

    def _keep(self, _: bytes) -> None:
        self._kept.append(
            (
                self._ctm,
                self._face,
                self._size,
                self._character_space,
                self._word_space,
                self._scaling,
                self._leading,
                self._rise,
                self._render,
            )
        )

    def _bring_back(self, _: bytes) -> None:
        if self._kept:
            (
                self._ctm,
                self._face,
                self._size,
                self._character_space,
                self._word_space,
                self._scaling,
                self._leading,
                self._rise,
                self._render,
            ) = self._kept.pop()
            self._shown_as = self._style = None

    def _transform(self, operands: bytes) -> None:
        a, b, c, d, e, f = numbers(operands, 6)
        self._ctm = times((a, b, c, d, e, f), self._ctm)
        self._shown_as = self._style = None

    def _begin_text(self, _: bytes) -> None:
        self._line, self._pen = _UNTURNED, 0.0
        self._shown_as = self._style = None

    def _place(self, operands: bytes) -> None:
        a, b, c, d, e, f = numbers(operands, 6)
        if (a, b, c, d) != self._line[:4]:
            self._style = None
        self._line, self._pen, self._shown_as = (a, b, c, d, e, f), 0.0, None

    def _move(self, operands: bytes) -> None:
        self._step(*numbers(operands, 2))

    def _move_and_lead(self, operands: bytes) -> None:
        x, y = numbers(operands, 2)
        self._leading = -y
        self._step(x, y)

    def _next_line(self, _: bytes) -> None:
        self._step(0.0, -self._leading)

    def _step(self, x: float, y: float) -> None:
        a, b, c, d, e, f = self._line
        self._line = (a, b, c, d, x * a + y * c + e, x * b + y * d + f)
        self._pen, self._shown_as = 0.0, None

    def _set_font(self, operands: bytes) -> None:
        chosen = self._resources.chosen
        if operands not in chosen:
            wanted, size = name(operands)
            chosen[operands] = self._face_of(self._resources.font(wanted)), numbers(size, 1)[0]
        self._face, self._size = chosen[operands]
        self._style = None

    def _set_state(self, operands: bytes) -> None:
        brought = self._resources.font_of_state(name(operands)[0])
        if brought:
            self._face, self._size = self._face_of(brought[0]), brought[1]
            self._style = None

    def _set_character_space(self, operands: bytes) -> None:
        (self._character_space,) = numbers(operands, 1)

    def _set_word_space(self, operands: bytes) -> None:
        (self._word_space,) = numbers(operands, 1)

    def _set_scaling(self, operands: bytes) -> None:
        self._scaling = numbers(operands, 1)[0] / 100
        self._style = None

    def _set_leading(self, operands: bytes) -> None:
        (self._leading,) = numbers(operands, 1)

    def _set_rise(self, operands: bytes) -> None:
        (self._rise,) = numbers(operands, 1)

    def _set_render(self, operands: bytes) -> None:
        self._render = int(numbers(operands, 1)[0])
        self._style = None

    def _show_on_next_line(self, operands: bytes) -> None:
        self._next_line(operands)
        self._show(operands)

    def _space_and_show(self, operands: bytes) -> None:
        word_space, character_space, strings = operands.split(None, 2)
        (self._word_space,) = numbers(word_space, 1)
        (self._character_space,) = numbers(character_space, 1)
        self._next_line(operands)
        self._show(strings)

    def _show(self, operands: bytes) -> None:
        face = self._face
        if face is None:
            return
        if face.vertical:
            raise SurpriseError("vertical writing")
        matrix = self._shown_as
        if matrix is None:
            matrix = self._shown_as = times(self._line, self._ctm)
        a, b, c, d, e, f = matrix
        style = self._style or self._style_under(face, a, b, c, d)
        if self._apart(style, operands, a, b, e, f):
            words = self._letters(face, style, operands, a, b)
        elif self._pen:
            words = self._words(face, style, operands, a, b)
        else:
            words = self._words_as_before(face, style, operands, a, b)
        self._canvas.write_line(words, style, a, b, e + c * self._rise, f + d * self._rise)

    def _apart(self, style: Style, operands: bytes, a: float, b: float, e: float, f: float) -> bool:
        """Whether each letter must be set on its own: some are struck twice, or spaced out to stand in cells.

        Letters spaced out within a longer string are a heading's.
        """
        if self._character_space and self._character_space * self._scaling * math.hypot(a, b) > GAP_EM * style.size_pt:
            far = self._character_space * self._scaling * math.hypot(a, b) > style.size_pt
            return far or all(len(codes_of(item)) <= _FEW_CODES for item in shown(operands) if not is_step(item))
        return self._canvas.steps_back(style, a * self._pen + e, b * self._pen + f)

    def _letters(self, face: Face, style: Style, operands: bytes, a: float, b: float) -> list[Stretch]:
        """What is shown, as `_words` gives it, every letter a stretch; the space after a letter is no part of it."""
        em, per_space = self._scaling * self._size, self._scaling * self._word_space
        per_code = self._scaling * self._character_space
        letters: list[Stretch] = []
        for item in shown(operands):
            if is_step(item):
                self._pen -= step_of(item) / 1000 * em
                continue
            for glyph, spaces in face.glyphs_of(item):
                end = self._pen + glyph.width_em * em
                letters.append(_BLANK if glyph.blank else (glyph.text, self._pen, end, glyph.unmapped, False))
                self._pen = end + per_code + spaces * per_space
        return letters

    def _words_as_before(self, face: Face, style: Style, operands: bytes, a: float, b: float) -> list[Stretch]:
        """What `_words` gives where the pen stands at the line's start: blanks, and many words, are shown so again."""
        key = id(style), operands, self._scaling, self._character_space, self._word_space  # all styles are kept
        known = self._set_before.get(key)
        if known is None:
            words = self._words(face, style, operands, a, b)
            if len(operands) <= _SHOWN_AGAIN_BYTES:
                self._set_before[key] = words, self._pen
            return words
        words, self._pen = known
        return words

    def _words(self, face: Face, style: Style, operands: bytes, a: float, b: float) -> list[Stretch]:
        """What is shown, as stretches without white space, from where to where the pen sets them; "" is white space.

        The last value tells a stretch between two white spaces, which are not given again. All of it stands on one
        line, so whether two strings join to a word is a matter of the pen alone.
        """
        along = a * style.along[0] + b * style.along[1]
        back, gap = -BACK_EM * style.size_pt, GAP_EM * style.size_pt
        struck, widest = -HAIR_EM * style.size_pt, -WIDEST_EM * style.size_pt
        scaling = self._scaling
        em, per_code, per_space = scaling * self._size, scaling * self._character_space, scaling * self._word_space
        moves, pen = face.moves(em, spaced=bool(per_code or per_space)), self._pen
        words: list[Stretch] = []
        text, start, end, unmapped = "", 0.0, 0.0, 0
        blanked = apart = False  # whether white space comes last; whether the stretch in hand follows on some
        for item in shown(operands):
            letters, move, string = moves[item]
            if string is None:
                if letters:  # a part of a word, as most strings are
                    step = (pen - end) * along
                    if not (text and back <= step <= gap):
                        if text and widest < step < struck:
                            return self._letters(face, style, operands, a, b)
                        if text:
                            words.append((text, start, end, unmapped, False))
                            apart = False
                        else:
                            apart = blanked
                        text, start, unmapped = letters, pen, 0
                    elif step < struck:
                        return self._letters(face, style, operands, a, b)
                    else:
                        text += letters
                    pen = end = pen + move
                    blanked = False
                else:
                    pen += move
                continue
            pieces, width_em, codes, spaces, opens, closes = string
            if opens:
                if text:
                    words.append((text, start, end, unmapped, apart))
                if not ((text and apart) or blanked):
                    words.append(_BLANK)
                text, blanked = "", True
            first = True
            for letters, from_em, from_codes, from_spaces, to_em, to_codes, to_spaces, without in pieces:
                x = pen + from_em * em + from_codes * per_code + from_spaces * per_space
                step = (x - end) * along
                if first and text and widest < step < struck:
                    return self._letters(face, style, operands, a, b)
                if first and text and back <= step <= gap:
                    text += letters
                    unmapped += without
                else:
                    if not first:
                        words.append((text, start, end, unmapped, apart))
                        if not apart:
                            words.append(_BLANK)
                        apart = True
                    elif text:
                        words.append((text, start, end, unmapped, False))
                        apart = False
                    else:
                        apart = blanked
                    text, start, unmapped = letters, x, without
                end = pen + to_em * em + to_codes * per_code + to_spaces * per_space
                first = blanked = False
            if closes:
                if text:
                    words.append((text, start, end, unmapped, apart))
                if not ((text and apart) or blanked):
                    words.append(_BLANK)
                text, blanked = "", True
            pen += width_em * em + codes * per_code + spaces * per_space
        if text:
            words.append((text, start, end, unmapped, False))
        self._pen = pen
        return words

    def _style_under(self, face: Face, a: float, b: float, c: float, d: float) -> Style:
        key = (face, self._size, self._scaling < 0, self._render, a, b, c, d)
        style = self._styles.get(key)
        if style is None:
            style = self._styles[key] = Style.of(face, self._size, self._scaling, self._render, a, b, c, d)
        self._style = style
        return style

    def _picture(self, _: bytes) -> None:
        self._canvas.picture(self._ctm)

    def _call(self, operands: bytes) -> None:
        called = self._resources.stream(name(operands)[0])
        if called is None:
            return
        if called.get("Subtype") is _IMAGE:
            self._canvas.picture(self._ctm)
            called.rawdata = b""  # nobody looks at it here, and scans fill the memory
        elif called.get("Subtype") is _FORM and called not in self._open_forms:
            self._forms_left -= 1
            if self._forms_left < 0 or len(self._open_forms) > _DEEPEST_FORM:
                raise PageTooLargeError
            self._run_form(called)

    def draw(self, form: PDFStream, placed: Matrix) -> None:
        """Carry out a form of its own, placed by a matrix."""
        self._ctm, self._resources = placed, _Resources({})
        self._run_form(form)

    def _run_form(self, form: PDFStream) -> None:
        self._keep(b"")
        resources, kept, line, pen = self._resources, self._kept, self._line, self._pen
        self._kept = []
        own = form.get("Resources")
        self._ctm = times(_matrix_of(form), self._ctm)
        self._begin_text(b"")
        self._open_forms.append(form)
        self.run(content_of(form), _Resources(own) if own else resources)
        self._open_forms.pop()
        self._resources, self._kept, self._line, self._pen = resources, kept, line, pen
        self._bring_back(b"")


def _blending(mode: object) -> str:
    match resolve1(mode):
        case [first, *_]:
            return _blending(first)
        case PSLiteral() as literal:
            return str(literal.name)
    return ""


def _matrix_of(form: PDFStream) -> Matrix:
    a, b, c, d, e, f = (float(resolve1(number)) for number in list_value(form.get("Matrix", _UNTURNED)))
    return a, b, c, d, e, f


# Plain functions: a table of a scribe's own methods would tie it, and the page it wrote on, to itself.
_CARRY_OUT: Mapping[bytes, Callable[[_Scribe, bytes], None]] = {
    b"BT": _Scribe._begin_text,
    b"Tj": _Scribe._show,
    b"TJ": _Scribe._show,
    b"'": _Scribe._show_on_next_line,
    b'"': _Scribe._space_and_show,
    b"Td": _Scribe._move,
    b"TD": _Scribe._move_and_lead,
    b"Tm": _Scribe._place,
    b"T*": _Scribe._next_line,
    b"Tf": _Scribe._set_font,
    b"Tc": _Scribe._set_character_space,
    b"Tw": _Scribe._set_word_space,
    b"Tz": _Scribe._set_scaling,
    b"TL": _Scribe._set_leading,
    b"Ts": _Scribe._set_rise,
    b"Tr": _Scribe._set_render,
    b"gs": _Scribe._set_state,
    b"q": _Scribe._keep,
    b"Q": _Scribe._bring_back,
    b"cm": _Scribe._transform,
    b"BI": _Scribe._picture,
    b"Do": _Scribe._call,
}
