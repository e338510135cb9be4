"""What stands on a layer that is switched off is on no page that anybody sees; that something does is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from panelsearch.testing.raw_pages import raw_pages, stock_pages

TOLD = "what stands on a layer that is switched off"
SEEN = b"BT /F1 12 Tf 72 700 Td (weir) Tj ET "
ON_LAYER = b"/OC /L BDC BT /F1 12 Tf 72 600 Td (draft) Tj ET EMC "
NESTED = b"/OC /L BDC /Span <</Lang(en)>> BDC " + ON_LAYER[11:] + b" BT /F1 12 Tf 72 500 Td (only) Tj ET EMC "
OFF, ON = b"<</OCGs[8 0 R 9 0 R]/D<</OFF[8 0 R]>>>>", b"<</OCGs[8 0 R 9 0 R]/D<</ON[8 0 R]>>>>"
ALL_OFF_BUT = b"<</OCGs[8 0 R 9 0 R]/D<</BaseState/OFF/ON[9 0 R]>>>>"
GROUP = b"<</Type/OCG/Name(layer)>>"
FORM = b"<</Subtype/Form/BBox[0 0 600 800]%s/Resources<</Font<</F1 5 0 R>>>>/Length %d>>\nstream\n%s\nendstream"


def together(policy: bytes) -> bytes:
    return b"<</Type/OCMD/OCGs[8 0 R 9 0 R]/P/%s>>" % policy


def expression(told: bytes, policy: bytes = b"AnyOn") -> bytes:
    """Of layers 8, 9 and one of both, with a policy that it goes before."""
    return b"<</Type/OCMD/OCGs 8 0 R/P/%s/VE %s>>" % (policy, told)


def paper(path: Path, content: bytes, layers: bytes, layer: bytes = b"8 0 R", form: bytes = b"null") -> Path:
    objects = (
        b"<</Type/Catalog/Pages 2 0 R/OCProperties %s>>" % layers,
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>/Properties<</L %s>>"
        b"/XObject<</X 7 0 R>>>>>>" % layer,
        b"<</Length %d>>\nstream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        b"null",
        form,
        GROUP,
        GROUP,
    )
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % one for one in enumerate(objects, 1))
    path.write_bytes(b"%PDF-1.5\n" + body + b"trailer\n<</Root 1 0 R>>\n")
    return path


HIDDEN = {
    "a layer that is off": (ON_LAYER, OFF, b"8 0 R"),
    "a layer that is off where all are but others": (ON_LAYER, ALL_OFF_BUT, b"8 0 R"),
    "marks within marks": (NESTED, OFF, b"8 0 R"),
    "layers of which all must be on": (ON_LAYER, OFF, together(b"AllOn")),
    "layers of which all must be off": (ON_LAYER, OFF, together(b"AllOff")),
    "layers of which any must be on": (ON_LAYER, b"<</OCGs[8 0 R 9 0 R]/D<</OFF[8 0 R 9 0 R]>>>>", together(b"AnyOn")),
    "layers of which all must be off, and none is": (ON_LAYER, ON, together(b"AllOff")),
    "an expression that a layer is off": (ON_LAYER, ON, expression(b"[/Not 8 0 R]")),
    "an expression that all are on": (ON_LAYER, OFF, expression(b"[/And 8 0 R 9 0 R]", b"AllOff")),
    "an expression that one of those off is on": (ON_LAYER, OFF, expression(b"[/Or 8 0 R[/Not 9 0 R]]", b"AllOff")),
    "an expression that is none": (ON_LAYER, OFF, expression(b"[/Not 8 0 R 9 0 R]")),
    "an expression of nothing": (ON_LAYER, OFF, expression(b"[/And]")),
    "an expression of a layer that is not there": (ON_LAYER, OFF, expression(b"[/Not 77 0 R]")),
    "an expression deeper than any": (ON_LAYER, OFF, expression(b"[/Not " * 39 + b"8 0 R" + b"]" * 39)),
    "an expression longer than any": (ON_LAYER, OFF, expression(b"[/Or " + b" 9 0 R" * 1_000 + b"]")),
}
SHOWN = {
    "a layer that is on": (ON_LAYER, ON, b"8 0 R"),
    "another layer than that which is off": (ON_LAYER, OFF, b"9 0 R"),
    "a layer that is on where all are off but it": (ON_LAYER, ALL_OFF_BUT, b"9 0 R"),
    "layers of which any must be on": (ON_LAYER, OFF, together(b"AnyOn")),
    "layers of which any must be off": (ON_LAYER, OFF, together(b"AnyOff")),
    "an expression that a layer is off": (ON_LAYER, OFF, expression(b"[/Not 8 0 R]")),
    "an expression that any is on": (ON_LAYER, OFF, expression(b"[/Or 8 0 R 9 0 R]")),
    "an expression of expressions": (ON_LAYER, OFF, expression(b"[/And[/Not 8 0 R][/Or 9 0 R 8 0 R]]")),
    "an expression that is a layer": (ON_LAYER, OFF, expression(b"9 0 R")),
    "an expression that is none, by a policy that shows": (ON_LAYER, OFF, expression(b"[/Xor 8 0 R]", b"AllOff")),
    "layers that must be off, and are not there": (ON_LAYER, ON, b"<</Type/OCMD/OCGs 77 0 R/P/AllOff>>"),
    "no layer that there is": (ON_LAYER, OFF, b"77 0 R"),
}


@pytest.mark.parametrize(("content", "layers", "layer"), HIDDEN.values(), ids=HIDDEN.keys())
def test_words_of_a_layer_that_is_off_are_left_out_and_told(
    tmp_path: Path, content: bytes, layers: bytes, layer: bytes
) -> None:
    path = paper(tmp_path / "a.pdf", content + SEEN, layers, layer)
    for read in (raw_pages, stock_pages):
        (page,) = read(path)
        assert [run.text for run in page.runs] == ["weir"]
        assert TOLD in page.unread


@pytest.mark.parametrize(("content", "layers", "layer"), SHOWN.values(), ids=SHOWN.keys())
def test_words_of_a_layer_that_is_on_are_read(tmp_path: Path, content: bytes, layers: bytes, layer: bytes) -> None:
    (page,) = raw_pages(paper(tmp_path / "a.pdf", content + SEEN, layers, layer))
    assert [run.text for run in page.runs] == ["draft", "weir"]
    assert not page.unread


@pytest.mark.parametrize(("layers", "words"), [(OFF, ["weir"]), (ON, ["draft", "weir"])])
def test_a_form_may_be_on_a_layer_too(tmp_path: Path, layers: bytes, words: list[str]) -> None:
    drawn = SEEN.replace(b"weir", b"draft")
    path = paper(tmp_path / "a.pdf", b"/X Do " + SEEN, layers, form=FORM % (b"/OC 8 0 R", len(drawn), drawn))
    for read in (raw_pages, stock_pages):
        (page,) = read(path)
        assert [run.text for run in page.runs] == words
        assert (TOLD in page.unread) == (words == ["weir"])


def test_a_page_of_nothing_but_a_layer_that_is_off_is_told_and_not_damaged(tmp_path: Path) -> None:
    (page,) = raw_pages(paper(tmp_path / "a.pdf", ON_LAYER, OFF))
    assert (page.runs, page.failed, page.unread) == ((), "", (TOLD,))
