"""What do the operations of a content stream set on the page? Words, a string at a time; pictures are only measured."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from itertools import takewhile

from pdfminer.pdftypes import PDFStream

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
from panelsearch.extraction.pdf.fonts import Face
from panelsearch.extraction.pdf.layers import Layers
from panelsearch.extraction.pdf.page_resources import FORM, IMAGE, UNTURNED, Resources, matrix_of
from panelsearch.extraction.pdf.stream_decoding import content_of
from panelsearch.extraction.pdf.text_canvas import (
    BACK_EM,
    GAP_EM,
    HAIR_EM,
    WIDEST_EM,
    Canvas,
    Matrix,
    Stretch,
    Style,
    times,
)  # fmt: skip
from panelsearch.extraction.pdf.text_runs import PageTooLargeError

_MOST_FORMS, _DEEPEST_FORM = 2_000, 24
_MOST_OPERATIONS, _FEW_CODES, _SHOWN_AGAIN_BYTES = 3_000_000, 2, 64
_BLANK: Stretch = ("", 0.0, 0.0, 0, False)

_State = tuple[Matrix, Face | None, float, float, float, float, float, float, int, Matrix, float]
"""The graphics state, kept by q and brought back by Q; by no standard where the pen stands, but in most viewers."""


class TextInterpreter:
    """Carries out the operations of one page: the graphics state, and what is shown under it."""

    def __init__(self, canvas: Canvas, face_of: Callable[[object], Face], layers: Layers) -> None:
        self._canvas, self._face_of, self._layers = canvas, face_of, layers
        self._forms_left, self._operations_left = _MOST_FORMS, _MOST_OPERATIONS
        self._open_forms: list[PDFStream] = []
        # The graphics state.
        self._ctm = canvas.frame.matrix
        self._face: Face | None = None
        self._size = self._character_space = self._word_space = self._leading = self._rise = 0.0
        self._scaling, self._render = 1.0, 0
        self._kept: list[_State] = []
        # The text line matrix, how far the pen is along it, and both as displayed once they are needed.
        self._line, self._pen = UNTURNED, 0.0
        self._shown_as: Matrix | None = None
        self._style: Style | None = None
        self._styles: dict[tuple[object, ...], Style] = {}
        self._set_before: dict[tuple[object, ...], tuple[list[Stretch], float]] = {}

    def run(self, content: bytes, resources: Resources) -> None:
        """Carry out a content stream with the resources that it may name."""
        self._resources = resources
        if self._layers and any(map(self._layers.hides, resources.marks.values())):
            raise SurpriseError("a layer that is switched off")
        left = self._operations_left
        for operator, operands in operations(content):
            left -= 1
            if (carry_out := _CARRY_OUT.get(operator)) is not None:
                self._operations_left = left
                carry_out(self, operands)
                left = self._operations_left
            elif operator[:1] == b"/":
                self._show_apart(operator, operands)
            if left < 0:
                raise PageTooLargeError
        self._operations_left = left

    def _keep(self, _: bytes) -> None:
        self._kept.append((
            self._ctm, self._face, self._size, self._character_space, self._word_space, self._scaling,
            self._leading, self._rise, self._render, self._line, self._pen,
        ))  # fmt: skip

    def _bring_back(self, _: bytes) -> None:
        if self._kept:
            (
                self._ctm, self._face, self._size, self._character_space, self._word_space, self._scaling,
                self._leading, self._rise, self._render, self._line, self._pen,
            ) = self._kept.pop()  # fmt: skip
            self._shown_as = self._style = None

    def _transform(self, operands: bytes) -> None:
        a, b, c, d, e, f = numbers(operands, 6)
        self._ctm = times((a, b, c, d, e, f), self._ctm)
        self._shown_as = self._style = None

    def _begin_text(self, _: bytes) -> None:
        self._line, self._pen = UNTURNED, 0.0
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

    def _show_apart(self, placed: bytes, strings: bytes) -> None:
        """Show a text with a font and a place of its own, and leave all else as it was."""
        kept = self._face, self._size, self._line, self._pen
        font, _, place = placed.rpartition(b"Tf")
        self._set_font(font)
        self._place(place)
        self._show(strings)
        self._face, self._size, self._line, self._pen = kept
        self._shown_as = self._style = None

    def _apart(self, style: Style, operands: bytes, a: float, b: float, e: float, f: float) -> bool:
        """Whether each letter must be set on its own: some are struck twice, or spaced out to stand in cells.

        Letters spaced out within a longer string are a heading's.
        """
        if self._character_space and self._character_space * self._scaling * math.hypot(a, b) > GAP_EM * style.size_pt:
            far = self._character_space * self._scaling * math.hypot(a, b) > style.size_pt
            return far or all(len(codes_of(item)) <= _FEW_CODES for item in shown(operands) if not is_step(item))
        pen = self._first_pen(operands)
        return self._canvas.steps_back(style, a * pen + e, b * pen + f)

    def _first_pen(self, operands: bytes) -> float:
        """Where the pen comes to stand for the first string: steps before it move it already."""
        pen = self._pen
        if operands[:1] == b"[" and operands[1:2] not in b"(<":
            for step in takewhile(is_step, shown(operands)):
                pen -= step_of(step) / 1000 * self._size * self._scaling
        return pen

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
        if self._layers.hides(called.get("OC")):
            self._canvas.left_out_of_layers = True
            return
        if called.get("Subtype") is IMAGE:
            self._canvas.picture(self._ctm)
            called.rawdata = b""  # nobody looks at it here, and scans fill the memory
        elif called.get("Subtype") is FORM and called not in self._open_forms:
            self._forms_left -= 1
            if self._forms_left < 0 or len(self._open_forms) > _DEEPEST_FORM:
                raise PageTooLargeError
            self._run_form(called)

    def draw(self, form: PDFStream, placed: Matrix, outer: Resources) -> None:
        """Carry out a form of its own, placed by a matrix, on what has `outer` resources."""
        self._ctm, self._resources = placed, outer
        self._run_form(form)

    def _run_form(self, form: PDFStream) -> None:
        self._keep(b"")
        resources, kept = self._resources, self._kept
        self._kept = []
        own = form.get("Resources")
        self._ctm = times(matrix_of(form), self._ctm)
        self._begin_text(b"")
        self._open_forms.append(form)
        self.run(content_of(form), Resources(own, resources) if own else resources)
        self._open_forms.pop()
        self._resources, self._kept = resources, kept
        self._bring_back(b"")


# Plain functions: a table of an interpreter's own methods would tie it, and the page it wrote on, to itself.
_CARRY_OUT: Mapping[bytes, Callable[[TextInterpreter, bytes], None]] = {
    b"BT": TextInterpreter._begin_text,
    b"Tj": TextInterpreter._show,
    b"TJ": TextInterpreter._show,
    b"'": TextInterpreter._show_on_next_line,
    b'"': TextInterpreter._space_and_show,
    b"Td": TextInterpreter._move,
    b"TD": TextInterpreter._move_and_lead,
    b"Tm": TextInterpreter._place,
    b"T*": TextInterpreter._next_line,
    b"Tf": TextInterpreter._set_font,
    b"Tc": TextInterpreter._set_character_space,
    b"Tw": TextInterpreter._set_word_space,
    b"Tz": TextInterpreter._set_scaling,
    b"TL": TextInterpreter._set_leading,
    b"Ts": TextInterpreter._set_rise,
    b"Tr": TextInterpreter._set_render,
    b"gs": TextInterpreter._set_state,
    b"q": TextInterpreter._keep,
    b"Q": TextInterpreter._bring_back,
    b"cm": TextInterpreter._transform,
    b"BI": TextInterpreter._picture,
    b"Do": TextInterpreter._call,
}
