"""Whatever is wrong with a PDF, it has one outcome, soon, within its memory."""

from __future__ import annotations

import base64
import time
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from bench.fuzz import indexed, write_mutations
from panelsearch.config import Limits
from panelsearch.errors import UnreadableDocumentError
from panelsearch.extraction.pdf.stream_decoding import from_ascii85, inflated
from panelsearch.extraction.pdf.text_runs import PageTooLargeError
from panelsearch.extraction.pdfminer_extractor import PdfminerExtractor
from panelsearch.ingestion.worker import Source, Unread, Unrecognised, read_document
from panelsearch.model.ingest_reports import FileOutcome
from panelsearch.model.pages import PageProblem
from panelsearch.ocr.engine_selection import Ocr, OcrMode
from panelsearch.storage.content_hash import sha256
from panelsearch.storage.packing import PackedDocument
from panelsearch.testing.raw_pages import raw_pages

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"


def read_alone(path: Path) -> PackedDocument | Unread | Unrecognised:
    return read_document(Source(path, sha256(path)), Ocr(OcrMode.OFF, "", path.parent))


def pdf(path: Path, objects: dict[int, bytes]) -> Path:
    """A PDF of these objects, found by searching: object 1 is its catalog."""
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % item for item in objects.items())
    path.write_bytes(b"%PDF-1.5\n" + body + b"trailer\n<</Root 1 0 R>>\n")
    return path


def stream(content: bytes, entries: bytes = b"") -> bytes:
    return b"<</Length %d%s>>\nstream\n%s\nendstream" % (len(content), entries, content)


def one_page(path: Path, content: bytes, font: bytes = FONT, box: bytes = b"[0 0 600 800]", **more: bytes) -> Path:
    return pdf(
        path,
        {
            1: b"<</Type/Catalog/Pages 2 0 R>>",
            2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            3: b"<</Type/Page/MediaBox%s/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>/XObject<</X 6 0 R>>>>>>" % box,
            4: stream(content),
            5: font,
            **{int(number.removeprefix("object_")): body for number, body in more.items()},
        },
    )


def test_every_mutation_has_one_outcome(tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    names = write_mutations(sorted(CORPUS.rglob("*.pdf")), 40, 7, folder)
    files, seconds = indexed(folder, tmp_path / "index", Limits(seconds_per_file=20.0))
    assert [file.document for file in files] == names
    assert {file.outcome for file in files} <= {FileOutcome.INDEXED, FileOutcome.FAILED}
    assert all(file.reason for file in files if file.outcome is FileOutcome.FAILED)
    assert not [file for file in files if "could not be read" in file.reason]  # no fault that nobody thought of
    assert seconds < 60


ABSURD = {
    "a sheet of no size": (b"[0 0 0 0]", b"1 0 0 1 72 700 Tm (footbridge) Tj"),
    "a sheet without end": (b"[0 0 %s 800]" % (b"9" * 60), b"1 0 0 1 72 700 Tm (footbridge) Tj"),
    "boxes the wrong way round": (b"[600 800 0 0]", b"1 0 0 1 72 700 Tm (footbridge) Tj"),
    "letters larger than the world": (
        b"[0 0 600 800]",
        b"%s 0 0 1 72 700 Tm (x) Tj 1 0 0 1 72 700 Tm (footbridge) Tj" % (b"9" * 50),
    ),
    "places beyond all numbers": (
        b"[0 0 600 800]",
        b"1 0 0 1 -%s %s Tm (x) Tj 1 0 0 1 72 700 Tm (footbridge) Tj" % (b"9" * 400, b"9" * 400),
    ),
    "letters of negative size": (b"[0 0 600 800]", b"/F1 -12 Tf -1 0 0 -1 72 700 Tm (footbridge) Tj"),
}


@pytest.mark.parametrize(("box", "shown"), ABSURD.values(), ids=ABSURD.keys())
def test_absurd_measures_cost_no_other_words(tmp_path: Path, box: bytes, shown: bytes) -> None:
    path = one_page(tmp_path / "a.pdf", b"BT /F1 12 Tf " + shown + b" ET", box=box)
    assert not isinstance(read_alone(path), Unread)
    (page,) = raw_pages(path)
    assert "footbridge" in [run.text for run in page.runs]
    assert all(abs(at) < 1e7 for run in page.runs for at in (run.x0, run.y0, run.x1, run.y1, run.size_pt))


def test_a_page_tree_that_runs_in_a_circle_comes_to_an_end(tmp_path: Path) -> None:
    circle = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Kids[3 0 R 2 0 R 4 0 R]/Count 99999999>>",
        3: b"<</Type/Page/MediaBox[0 0 9 9]>>",
        4: b"<</Type/Pages/Kids[2 0 R 3 0 R 4 0 R]>>",
    }
    assert len(list(raw_pages(pdf(tmp_path / "a.pdf", circle)))) == 2  # one that two branches list is shown twice


def test_a_page_that_is_listed_twice_counts_twice(tmp_path: Path) -> None:
    pages = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Kids[3 0 R 3 0 R 4 0 R]/Count 3/MediaBox[0 0 90 90]>>",
        3: b"<</Type/Page>>",
        4: b"<</Type/Page/MediaBox[0 0 50 50]>>",
    }
    widths = [page.width_pt for page in raw_pages(pdf(tmp_path / "a.pdf", pages))]
    assert widths == [90, 90, 50]  # as viewers number them


def test_a_form_that_calls_itself_many_times_comes_to_an_end(tmp_path: Path) -> None:
    form = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 7 0 R/Y 6 0 R>>>>"
    path = one_page(
        tmp_path / "a.pdf",
        b"/X Do " * 50,
        object_6=stream(b"/X Do /Y Do " * 50, form),
        object_7=stream(b"/X Do /Y Do " * 50, form),
    )
    began = time.perf_counter()
    (page,) = raw_pages(path)
    assert page.failed or not page.runs
    assert time.perf_counter() - began < 10


WIDE = b"1 beginbfrange <00000000> <FFFFFFFF> <0041> endbfrange"
GREEDY: dict[str, Callable[[], dict[str, bytes]]] = {
    "widths for four milliard glyphs": lambda: {
        "font": b"<</Type/Font/Subtype/Type0/Encoding/Identity-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType2"
        b"/BaseFont/A/W[0 4294967296 500]/FontDescriptor<</FontName/A>>>>]>>"
    },
    "a Unicode map of four milliard codes": lambda: {
        "font": FONT[:-2] + b"/ToUnicode 7 0 R>>",
        "object_7": stream(WIDE),
    },
}


@pytest.mark.parametrize("make", GREEDY.values(), ids=GREEDY.keys())
def test_a_font_that_means_to_fill_the_memory_makes_no_letters(
    tmp_path: Path, make: Callable[[], dict[str, bytes]]
) -> None:
    began = time.perf_counter()
    (page,) = raw_pages(one_page(tmp_path / "a.pdf", b"BT /F1 12 Tf 72 700 Td (ab) Tj ET", **make()))
    assert not page.failed
    assert [run.text for run in page.runs if run.unmapped != len(run.text)] == []
    assert time.perf_counter() - began < 5


SHOWN = b"BT /F1 12 Tf 72 700 Td (footbridge) Tj ET"
TYPE_0 = b"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding %s/DescendantFonts[6 0 R]>>"
CID_FONT = b"<</Type/Font/Subtype/CIDFontType2/BaseFont/X/CIDSystemInfo<</Registry(A)/Ordering(I)/Supplement 0>>>>"
WITHOUT_WORDS: dict[str, tuple[dict[int, bytes], PageProblem]] = {
    "a font whose map nobody knows": ({5: TYPE_0 % b"/Acme-H", 6: CID_FONT}, PageProblem.GARBLED),
    "a font whose map is made of itself": (
        {5: TYPE_0 % b"7 0 R", 6: CID_FONT, 7: stream(b"/Q usecmap", b"/UseCMap 7 0 R")},
        PageProblem.GARBLED,
    ),
    "content that is a picture": ({4: stream(b"\xff\xd8\xff" + SHOWN, b"/Filter/DCTDecode")}, PageProblem.FAILED),
    "an array that never ends": ({4: stream(b"[" * 9_000 + SHOWN)}, PageProblem.FAILED),
    "a picture that never ends": ({4: stream(b"BI /W 9 /H 9 ID " + SHOWN)}, PageProblem.FAILED),
    "content that points at itself": ({4: b"4 0 R"}, PageProblem.FAILED),
    "content that points on in a circle": ({4: b"6 0 R", 6: b"7 0 R", 7: b"6 0 R"}, PageProblem.FAILED),
}


@pytest.mark.parametrize(("objects", "problem"), WITHOUT_WORDS.values(), ids=WITHOUT_WORDS.keys())
def test_a_page_whose_words_cannot_be_had_is_told_and_never_blank(
    tmp_path: Path, objects: dict[int, bytes], problem: PageProblem
) -> None:
    changed = {f"object_{number}": body for number, body in objects.items()}
    began = time.process_time()
    (page,) = PdfminerExtractor().extract(one_page(tmp_path / "a.pdf", SHOWN, **changed)).pages
    assert page.problem is problem
    assert time.process_time() - began < 20


SWALLOWS = [b"BI /W 9 /H 9 ID ", b"[" * 9, b"/A << /B << ", b"BT ("]


@pytest.mark.parametrize("swallows", SWALLOWS)
def test_words_behind_what_never_ends_are_told_and_those_before_it_stay(tmp_path: Path, swallows: bytes) -> None:
    more = SHOWN.replace(b"footbridge", b"weir")
    (page,) = raw_pages(one_page(tmp_path / "a.pdf", SHOWN + b" " + swallows + more))
    assert [run.text for run in page.runs] == ["footbridge"]
    assert page.unread == ("what follows a place where the content is damaged",)
    (page,) = raw_pages(one_page(tmp_path / "b.pdf", SHOWN + b" " + swallows))
    assert page.unread == ()


def test_content_that_unpacks_twice_to_all_memory_is_told(tmp_path: Path) -> None:
    twice = zlib.compress(zlib.compress(bytes((1 << 28) + 1), 1))
    path = one_page(tmp_path / "a.pdf", SHOWN, object_4=stream(twice, b"/Filter[/FlateDecode/FlateDecode]"))
    (page,) = raw_pages(path)
    assert page.failed == "the page asks for more work than any real page does"


BACKWARDS = b"<ffffffffffffffff><0000000000000000><0041>"


@pytest.mark.parametrize("ranges", [b"<0000><ffff><0041>" * 3_000, BACKWARDS + b"<0000><ffff><0041>" * 40])
def test_a_map_that_tells_all_codes_again_and_again_makes_no_letters(tmp_path: Path, ranges: bytes) -> None:
    again = stream(b"100 beginbfrange " + ranges + b" endbfrange")
    began = time.process_time()
    path = one_page(
        tmp_path / "a.pdf", SHOWN, font=TYPE_0 % b"/Identity-H/ToUnicode 7 0 R", object_6=CID_FONT, object_7=again
    )
    (page,) = PdfminerExtractor().extract(path).pages
    assert page.problem is PageProblem.GARBLED
    assert time.process_time() - began < 20


@pytest.mark.parametrize(
    "content",
    [b"beginbfrange " * 40_000, b"begincidrange " * 40_000, b"beginbfrange " + b"<0><0>[" * 100_000 + b"endbfrange"],
    ids=["ranges", "blocks", "lists"],
)
def test_a_map_of_what_never_ends_is_looked_through_once(tmp_path: Path, content: bytes) -> None:
    path = one_page(
        tmp_path / "a.pdf", SHOWN, TYPE_0 % b"7 0 R/ToUnicode 7 0 R", object_6=CID_FONT, object_7=stream(content)
    )
    began = time.process_time()
    PdfminerExtractor().extract(path)
    assert time.process_time() - began < 10


def test_an_object_that_points_on_is_followed(tmp_path: Path) -> None:
    path = one_page(tmp_path / "a.pdf", b"", object_4=b"6 0 R", object_6=b"7 0 R", object_7=stream(SHOWN))
    (page,) = raw_pages(path)
    assert [run.text for run in page.runs] == ["footbridge"]


def test_a_file_whose_key_points_at_itself_is_told_at_once(tmp_path: Path) -> None:
    path = one_page(tmp_path / "a.pdf", SHOWN, object_8=b"8 0 R")
    path.write_bytes(path.read_bytes().replace(b"/Root 1 0 R", b"/Root 1 0 R/Encrypt 8 0 R"))
    with pytest.raises(UnreadableDocumentError):
        PdfminerExtractor().extract(path)


def test_deep_nesting_is_an_outcome(tmp_path: Path) -> None:
    deep = b"[" * 30_000 + b"]" * 30_000
    path = one_page(tmp_path / "a.pdf", b"BT /F1 12 Tf 72 700 Td (footbridge) Tj ET", box=deep)
    assert len(list(raw_pages(path))) == 1
    path = one_page(tmp_path / "b.pdf", b"BT /F1 12 Tf 72 700 Td " + b"(" * 40_000 + b" Tj ET")
    assert len(list(raw_pages(path))) == 1


def test_what_a_stream_unpacks_to_is_bounded() -> None:
    packed = zlib.compress(b"0" * 100_000)
    assert inflated(packed) == b"0" * 100_000
    with pytest.raises(PageTooLargeError):
        inflated(packed, 99_999)


def test_a_wrong_checksum_is_forgiven_and_damage_is_not() -> None:
    plain = b"".join(b"%d 0 Td " % number for number in range(5_000))
    packed = zlib.compress(plain)
    assert inflated(packed[:-4] + b"\0\0\0\0") == plain
    assert inflated(packed + b"\r\n") == plain
    half = len(packed) // 2
    assert plain.startswith(inflated(packed[:half]))
    assert len(inflated(packed[:half])) > 1_000
    with pytest.raises(zlib.error):
        inflated(packed[:2] + b"\xff" * 50 + packed[52:])


def test_strange_titles_and_names_are_plain_text(tmp_path: Path) -> None:
    path = tmp_path / "minutes \x1b[31m \u202e of.pdf"
    one_page(path, b"BT /F1 12 Tf 72 700 Td (footbridge \\033[31m\\000\\007 mended) Tj ET")
    titled = b"trailer\n<</Root 1 0 R/Info<</Title<FEFFD800001B005B0041000A>>>>>\n"
    path.write_bytes(path.read_bytes() + titled)
    packed = read_alone(path)
    assert not isinstance(packed, Unread)
    (page,) = raw_pages(path)
    assert not {"\x1b", "\0", "\7"} & set("".join(run.text for run in page.runs))


def test_ascii85_is_undone_as_the_standard_library_undoes_it() -> None:
    plain = [bytes((7 * n + k) % 255 + 1 for k in range(n)) for n in range(1, 60)]
    for data in plain:
        written = base64.a85encode(data)
        assert from_ascii85(b"<~" + written[:3] + b" \n" + written[3:] + b"~>\n") == data
    for unusual in (b"", b"z~>", b"abc{~>", b"uuuuu~>"):  # left to pdfminer, whatever it makes of them
        assert from_ascii85(unusual) is None
