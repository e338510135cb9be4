"""A paper is only read: whatever it asks for, nothing is fetched, launched or written, and no other file is opened."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from panelsearch.ingestion import worker

# Everything a viewer might act on, and everything that names a file beside the paper or far away.
OBJECTS = {
    1: b"<</Type/Catalog/Pages 2 0 R/OpenAction 6 0 R/AA<</WC 7 0 R>>/Names<</EmbeddedFiles<</Names[(x.exe) 9 0 R]>>"
    b"/JavaScript<</Names[(a) 8 0 R]>>>>/AcroForm<</Fields[]/XFA 10 0 R>>/Metadata 11 0 R/URI<</Base(http://127.0.0.1:9/)>>>>",
    2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
    3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents[4 0 R 12 0 R]/Annots[13 0 R 14 0 R 15 0 R]"
    b"/Resources<</Font<</F1 5 0 R>>/XObject<</X 16 0 R>>>>>>",
    5: b"<</Type/Font/Subtype/Type0/BaseFont/Odd/Encoding/../../../../../../../../..%(secret)s/DescendantFonts[17 0 R]"
    b"/ToUnicode 18 0 R>>",
    6: b"<</S/Launch/F(%(program)s)/Win<</F(%(program)s)/O(open)>>/Unix<</F(%(program)s)>>>>",
    7: b"<</S/ImportData/F(%(secret)s)>>",
    8: b"<</S/JavaScript/JS(app.launchURL('http://127.0.0.1:9/'))>>",
    9: b"<</Type/Filespec/F(../../%(written)s)/UF(../../%(written)s)/EF<</F 19 0 R>>>>",
    13: b"<</Type/Annot/Subtype/Link/Rect[0 0 600 800]/A<</S/URI/URI(http://127.0.0.1:9/)>>>>",
    14: b"<</Type/Annot/Subtype/Link/Rect[0 0 600 800]/A<</S/GoToR/F(%(secret)s)/D[0/Fit]>>>>",
    15: b"<</Type/Annot/Subtype/RichMedia/Rect[0 0 9 9]/A<</S/SubmitForm/F<</FS/URL/F(http://127.0.0.1:9/)>>>>>>",
    17: b"<</Type/Font/Subtype/CIDFontType2/BaseFont/Odd"
    b"/CIDSystemInfo<</Registry(../../../../../../../..)/Ordering(%(secret)s)/Supplement 0>>>>",
}
STREAMS = {
    4: (b"", b"BT /F1 10 Tf 100 400 Td (The weir was discussed.) Tj ET /X Do"),
    10: (b"", b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY x SYSTEM 'file://%(secret)s'>]><a>&x;</a>"),
    11: (b"/Type/Metadata/Subtype/XML", b"<!DOCTYPE a [<!ENTITY x SYSTEM 'http://127.0.0.1:9/'>]><a>&x;</a>"),
    12: (b"/F(%(secret)s)/FFilter/FlateDecode", b""),
    16: (b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Ref<</F(%(secret)s)/Page 0>>", b"0 0 m"),
    18: (b"", b"/CMapName/%(secret)s def /../../%(secret)s usecmap begincmap endcmap"),
    19: (b"/Type/EmbeddedFile", b"MZ"),
}
WATCHED = """
import json, os, sys
seen = []
def watch(event, arguments):
    if event.startswith(("socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.fork", "urllib.")):
        seen.append([event])
    elif event in ("os.remove", "os.rename", "os.mkdir", "os.symlink", "os.truncate", "shutil.copyfile"):
        seen.append([event, str(arguments[0])])
    elif event == "open":
        path, mode, flags = arguments
        writes = isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
        there = os.path.realpath(path) if isinstance(path, (str, bytes, os.PathLike)) else str(path)
        if writes or there.startswith(sys.argv[1]):
            seen.append([event, there, bool(writes)])
from pathlib import Path
from panelsearch.ingestion.worker import Source, read_document
from panelsearch.ocr.engine_selection import Ocr, OcrMode
from panelsearch.storage.content_hash import sha256
papers = Path(sys.argv[1])
sources = [Source(path, sha256(path)) for path in sorted(papers.glob("*.pdf"))]
read_document(sources[0], Ocr(OcrMode.OFF, "", papers))  # what is loaded at the first paper is loaded
sys.addaudithook(watch)
results = [type(read_document(source, Ocr(OcrMode.OFF, "", papers))).__name__ for source in sources]
print(json.dumps([results, seen]))
"""


def written(folder: Path) -> Path:
    names = {b"secret": b"secret.txt", b"program": b"program.sh", b"written": b"x.exe"}
    names = {key: str(folder / name.decode()).encode() for key, name in names.items()}
    objects = {number: body % names for number, body in OBJECTS.items()}
    for number, (entries, content) in STREAMS.items():
        content %= names
        objects[number] = b"<</Length %d%s>>\nstream\n%s\nendstream" % (len(content), entries % names, content)
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % item for item in sorted(objects.items()))
    path = folder / "hostile.pdf"
    path.write_bytes(b"%PDF-1.7\n" + body + b"trailer\n<</Root 1 0 R>>\n")
    return path


def test_nothing_is_fetched_launched_or_written_and_no_other_file_opened(tmp_path, make_pdf) -> None:
    make_pdf(tmp_path / "a.pdf", [["The weir was discussed."]])
    paper = written(tmp_path)
    (tmp_path / "secret.txt").write_text("secret")
    done = subprocess.run(
        [sys.executable, "-c", WATCHED, str(tmp_path.resolve())],
        capture_output=True,
        text=True,
        check=False,
        timeout=100,
    )
    assert done.returncode == 0, done.stderr
    results, seen = json.loads(done.stdout)
    assert results == ["PackedDocument", "PackedDocument"]
    papers = {str((tmp_path / "a.pdf").resolve()), str(paper.resolve())}
    assert {one[1] for one in seen if one[0] == "open"} == papers, "the watch sees what is opened"
    assert [one for one in seen if one[0] != "open" or one[2]] == []
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.pdf", "hostile.pdf", "secret.txt"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits")
def test_a_worker_may_open_few_files_and_leaves_no_core() -> None:
    script = (
        "from panelsearch.ingestion.worker import start_worker; import resource; start_worker(2**30);"
        "print(resource.getrlimit(resource.RLIMIT_NOFILE)[1], resource.getrlimit(resource.RLIMIT_CORE))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False, timeout=100)
    assert done.stdout.split() == [str(worker.MOST_OPEN_FILES), "(0,", "0)"]
