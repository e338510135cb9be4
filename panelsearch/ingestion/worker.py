"""What does one PDF hold? Runs in a worker process, where a bad file can hang or eat memory without ending the run.

The three stages of the pipeline meet here and nowhere else: extract, read, tag. Their fingerprints make the
pipeline's: when it changes, documents are worked through anew.
"""

from __future__ import annotations

import gc
import hashlib
import logging
import multiprocessing
import os
import sys
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from importlib import import_module
from importlib.metadata import version
from multiprocessing import forkserver
from multiprocessing.context import BaseContext
from pathlib import Path

from panelsearch.config.log import keep_log
from panelsearch.config.memory_limit import limit_memory
from panelsearch.errors import LockedDocumentError, UnreadableDocumentError
from panelsearch.extraction.fingerprint import FINGERPRINT as EXTRACTION_FINGERPRINT
from panelsearch.ingestion.reporting import LOCKED, why_without_text
from panelsearch.model.documents import DocumentRecord, Extracted
from panelsearch.ner.fingerprint import FINGERPRINT as TAGGING_FINGERPRINT
from panelsearch.ner.taggers import Tagging
from panelsearch.ocr.base import LookedAt, RecognisedPage, RecognitionError
from panelsearch.ocr.cache import RecognitionCache
from panelsearch.ocr.engine_selection import Ocr, OcrMode
from panelsearch.storage.content_hash import HeldFile, held
from panelsearch.storage.packing import PackedDocument, pack
from panelsearch.storage.remote_papers import here
from panelsearch.structure.fingerprint import FINGERPRINT as READING_FINGERPRINT

MOST_OPEN_FILES = 256
"""A worker has one paper open, a cache and the log."""

_NEEDED_BY_WORKERS = (
    "panelsearch.extraction.pdfminer_extractor",
    "panelsearch.ingestion.worker",
    "panelsearch.structure.parser",
    "numpy",  # packs the boxes of words
    "psutil",
)
_VALUES_BETWEEN_COLLECTIONS = 200_000
STANDARD_TAGGING = Tagging()


class Stage(Enum):
    """What is done to a file, in order; what comes of one depends on itself and those before it."""

    EXTRACTING = "extracting"
    READING = "reading"
    TAGGING = "tagging"


@dataclass(frozen=True, slots=True)
class Unread:
    """Why a file could not be read, in words for the report; `locked`: for want of a password.

    `stage` is where its bytes are the reason; None for a passing one, so that the next run may well read it.
    """

    reason: str
    stage: Stage | None = None
    locked: bool = False


@dataclass(frozen=True, slots=True)
class Missed:
    """A file is not there any more as the run found it: it is gone, cannot be read now, or holds other bytes."""


OUTGREW_MEMORY = Unread("needs more memory than one file may take")


@dataclass(frozen=True, slots=True)
class Unrecognised:
    """A file can be read once these pages, counted from 1, have been recognised."""

    pages: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """A file to be read: its place, its hash, and passwords to try, which appear in no log.

    `recognised` are its pages that were recognised before, by number, where the cache is out of the reader's reach;
    None where the reader is to look there.
    """

    path: Path
    sha256: str
    passwords: tuple[str, ...] = field(default=(), repr=False)
    recognised: Mapping[int, RecognisedPage] | None = field(default=None, repr=False)


def pipeline_fingerprint(tagging: Tagging = STANDARD_TAGGING) -> str:
    """A value that changes whenever the same PDF could give another record. UsageError for a model not installed."""
    return stage_fingerprint(Stage.TAGGING, tagging)


def stage_fingerprint(stage: Stage, tagging: Tagging = STANDARD_TAGGING) -> str:
    """A value that changes whenever what the same PDF gives at this stage could be other. UsageError, as above."""
    parts = [EXTRACTION_FINGERPRINT]
    if stage is not Stage.EXTRACTING:
        parts.append(READING_FINGERPRINT)
    parts.append(f"pdfminer.six {version('pdfminer.six')}")
    if stage is Stage.TAGGING:
        parts.append(tagging.fingerprint)
    return _hashed(*parts)


def former_fingerprint() -> str:
    """What version 10 of the store called the pipeline without a model: the store's own number was a part of it."""
    own = (EXTRACTION_FINGERPRINT, READING_FINGERPRINT, f"pdfminer.six {version('pdfminer.six')}", TAGGING_FINGERPRINT)
    return _hashed(*own, f"spacy {version('spacy')}", "store 10")


def _hashed(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def worker_processes(tagging: Tagging = STANDARD_TAGGING) -> BaseContext:
    """How worker processes come to be: forked from one that has imported all they need, where forking it is safe.

    Importing costs a worker a second of its core. That process holds no thread of ours and no secret, and ends with
    the one that asked for it. Elsewhere than on Linux each worker starts from nothing: libraries there start threads.
    """
    if sys.platform != "linux":
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([*_NEEDED_BY_WORKERS, tagging.module])
    safe_path = os.environ.get("PYTHONSAFEPATH")
    os.environ["PYTHONSAFEPATH"] = "1"  # what lies beside the papers is no module of ours
    try:
        forkserver.ensure_running()
    finally:
        if safe_path is None:
            del os.environ["PYTHONSAFEPATH"]
        else:
            os.environ["PYTHONSAFEPATH"] = safe_path
    return context


def start_worker(memory_bytes: int, tagging: Tagging = STANDARD_TAGGING) -> None:
    """Limit the worker's memory to what it has now plus `memory_bytes`; called once as the process starts."""
    _end_with_parent()
    keep_log()
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    sys.setrecursionlimit(3000)
    for module in (*_NEEDED_BY_WORKERS, tagging.module):
        import_module(module)  # before the limit is set
    if tagging.model:
        from panelsearch.ner.statistical import load_model

        load_model(tagging.model)

    spare_the_collector()

    limit_memory(memory_bytes)
    _limit_files()


def _end_with_parent() -> None:
    """Have this process end when the one that started it does, in whatever file it is by then: nobody is left to."""
    parent = multiprocessing.parent_process()
    if parent is None:
        return

    def watch() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=watch, daemon=True, name="parent-watch").start()


def _limit_files() -> None:
    """Few files open, and no core file, which would hold what a paper says."""
    try:
        import resource
    except ImportError:  # Windows
        return
    allowed = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    most = MOST_OPEN_FILES if allowed == resource.RLIM_INFINITY else min(MOST_OPEN_FILES, allowed)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def spare_the_collector() -> None:
    """Keep Python from looking for garbage all the time.

    What has been loaded stays, and a document makes a million small values that are no garbage: looking through them
    again and again would take a tenth of the time.
    """
    gc.freeze()
    gc.set_threshold(_VALUES_BETWEEN_COLLECTIONS, 20, 20)


def read_document(
    source: Source, ocr: Ocr, tagging: Tagging = STANDARD_TAGGING, *, last: bool = False
) -> PackedDocument | Unread | Unrecognised | Missed:
    """Extract, read and tag one PDF, of the very bytes that the hash is of.

    Anything that goes wrong is a value: the file's line in the report.

    Where pages have to be recognised first, the answer is which; not so the `last` time, which makes do without them.
    """
    try:
        with held(here(source.path, source.sha256)) as file:
            if file.sha256 != source.sha256:
                return Missed()
            return _read(file, source, ocr, tagging, last=last)
    except OSError:
        return Missed()


def _read(
    file: HeldFile, source: Source, ocr: Ocr, tagging: Tagging, *, last: bool
) -> PackedDocument | Unread | Unrecognised:
    from panelsearch.extraction.pdfminer_extractor import PdfminerExtractor
    from panelsearch.structure.parser import read
    from panelsearch.text.document_cache import of_one_document
    from panelsearch.text.rule_engine import DocumentFence

    path, stage = source.path, Stage.EXTRACTING
    try:
        extracted = PdfminerExtractor(
            _recognised_pages(source, ocr),
            everywhere=ocr.mode is OcrMode.FORCE,
            passwords=source.passwords,
        ).extract(path, content=file.content)
        if extracted.unrecognised and ocr.engine and not last:
            return Unrecognised(extracted.unrecognised)
        stage = Stage.READING
        fence = DocumentFence(path.name)
        with of_one_document():
            seen = as_printed(extracted)
            reading = read(seen, fence)
            stage = Stage.TAGGING
            mentions = tagging.start().tag(seen.pages, reading, fence)
        record = DocumentRecord(extracted, reading, mentions, (*extracted.unread, *fence.missing))
        return pack(record, why_without_text(extracted))
    except LockedDocumentError as error:
        return Unread(f"{LOCKED}: {error.hint[:1].lower()}{error.hint[1:].rstrip('.')}", stage, locked=True)
    except UnreadableDocumentError as error:
        return Unread(error.message.removeprefix(path.name).strip(" :."), stage)  # the report names the file itself
    except RecognitionError as error:
        return Unread(str(error))
    except MemoryError:
        return OUTGREW_MEMORY
    except OSError as error:
        return Unread(f"could not be read ({error.strerror or type(error).__name__})")
    except RecursionError:
        return Unread("nested too deeply", stage)
    except Exception as error:
        logging.getLogger(__name__).warning("%s: %s", path.name, type(error).__name__, exc_info=True)
        return Unread(f"could not be read ({type(error).__name__})", stage)


def _recognised_pages(source: Source, ocr: Ocr) -> Callable[[int], RecognisedPage | None]:
    """What was recognised on a page before, by its number."""
    if source.recognised is not None:
        return source.recognised.get
    cache = RecognitionCache(ocr.directory)
    return lambda number: cache.page(source.sha256, number, ocr.engine)


def as_printed(extracted: Extracted) -> Extracted:
    """What a reader of the paper sees: words covered or struck out blotted, so that nothing is concluded from them."""
    if not any(page.markings for page in extracted.pages):
        return extracted
    return replace(extracted, pages=tuple(replace(page, text=page.legible) for page in extracted.pages))


def recognise(source: Source, number: int, ocr: Ocr) -> LookedAt | None:
    """The words of one page, or why there are none; None where its file is gone or holds other bytes.

    RecognitionError where the cache cannot be read: that concerns the whole run.
    """
    from panelsearch.ocr.page_recognition import look_at

    try:
        with held(here(source.path, source.sha256)) as file:
            if file.sha256 != source.sha256:
                return None
            knows = RecognitionCache(ocr.directory).knows if source.recognised is None else None
            return look_at(file, number, ocr, source.passwords, knows)
    except RecognitionError:
        raise
    except OSError:
        return None  # it is gone: whoever reads the file next tells
    except Exception as error:
        logging.getLogger(__name__).warning("%s: %s", source.path.name, type(error).__name__, exc_info=True)
        return LookedAt(failed=f"could not be recognised ({type(error).__name__})")
