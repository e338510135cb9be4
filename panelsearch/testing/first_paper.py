"""A paper is read when this is imported: what that loads, and what is kept of it, whoever forks this process has."""

from __future__ import annotations

import hashlib
import tempfile
from pathlib import Path

from panelsearch.ingestion.worker import Source, read_document
from panelsearch.ocr.engine_selection import Ocr, OcrMode
from panelsearch.storage.packing import PackedDocument

_PAGE = (
    b"BT /F1 10 Tf 50 700 Td (Minutes of the meeting of Larch Parish Council held on 7 May 2024) Tj 0 -20 Td "
    b"(RESOLVED: That Alder Ltd be paid \\24312. Proposed by Cllr A Elm, seconded by Cllr B Oak.) Tj ET"
)
_PAPER = b"""%%PDF-1.4
1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj
3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>> endobj
4 0 obj <</Length %d>> stream
%b
endstream endobj
5 0 obj <</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>> endobj
trailer <</Root 1 0 R>>
""" % (len(_PAGE), _PAGE)


def _read() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "paper.pdf")
        path.write_bytes(_PAPER)
        found = read_document(Source(path, hashlib.sha256(_PAPER).hexdigest()), Ocr.here(OcrMode.OFF, Path(folder)))
        assert isinstance(found, PackedDocument), found


_read()
