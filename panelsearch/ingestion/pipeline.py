"""How do PDFs become a library? Find, compare, read in workers, store, index, switch.

Nothing is lost: every document is stored as soon as it is read, and the library changes in one step at the end.
Whatever stops a run, the last good library stays as it was, and the next run goes on where this one ended.
"""

from __future__ import annotations

import multiprocessing
import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import filelock
import pebble

from panelsearch.config import Limits
from panelsearch.errors import Interrupted, LibraryBusyError, LibraryError, UsageError
from panelsearch.indexing.base import IndexEngine
from panelsearch.indexing.engines import open_engine
from panelsearch.indexing.passage_documents import write_generation
from panelsearch.ingestion import discovery, worker
from panelsearch.ingestion.discovery import FoundFile, Scope
from panelsearch.ingestion.published_tables import PUBLISHED_TABLES
from panelsearch.ingestion.worker import Unread, Unrecognised
from panelsearch.model.ingest_reports import FileOutcome, FileReport, IngestReport, Progress
from panelsearch.ocr.base import RecognitionError
from panelsearch.ocr.cache import RecognitionCache
from panelsearch.ocr.engine_selection import SECONDS_PER_PAGE, Ocr, OcrMode, how_to_install
from panelsearch.storage.acquisitions import Arrivals, next_built
from panelsearch.storage.base import WritableStore
from panelsearch.storage.content_hash import sha256
from panelsearch.storage.packing import PackedDocument
from panelsearch.storage.records import Generation, Member
from panelsearch.storage.registry import open_store

_GENERATIONS_KEPT = 2
_POLL_SECONDS = 0.1
_TO_PAINT_SECONDS = 30.0

OnProgress = Callable[[Progress], None]
Cancelled = Callable[[], bool]


def ingest(
    index_dir: Path,
    roots: Sequence[Path],
    *,
    on_progress: OnProgress = lambda progress: None,
    cancelled: Cancelled = lambda: False,
    limits: Limits | None = None,
    forget: Sequence[Path] = (),
    retry: bool = False,
    rebuild: bool = False,
    model: str | None = None,
    ocr: OcrMode = OcrMode.AUTO,
    seconds_per_page: float = SECONDS_PER_PAGE,
    passwords: Sequence[str] = (),
) -> IngestReport:
    """Bring the library in `index_dir` up to date with the PDFs under `roots` (none: under all known roots).

    Roots add up from run to run; `forget` drops some; `retry` tries again what could not be read;
    `rebuild` makes the index anew from the store, opening no PDF that has not changed; `model` is an installed spaCy
    model whose names are added to those found by rule. Pages without usable text are recognised as `ocr` says, each in
    `seconds_per_page` at most; `passwords` are tried on files that ask for one.
    Raises LibraryBusyError while another run is at work, UsageError for a path that does not exist,
    Interrupted when cancelled (what was finished is kept).
    """
    started = time.monotonic()
    try:
        index_dir.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LibraryError(
            f"{index_dir} cannot be made: {error.strerror or error}.", "Choose another place with --index DIR."
        ) from error
    with _writer_lock(index_dir):
        store = open_store(index_dir)
        try:
            choice = Ocr.here(ocr, index_dir, seconds_per_page)
            if choice.engine:
                RecognitionCache(index_dir).make()
            if retry:
                store.writer.forget_failures()
                RecognitionCache(index_dir).forget_failures()
            if passwords:
                store.writer.forget_locked()
            run = _Run(
                store, index_dir, open_engine(index_dir), on_progress, cancelled, limits or Limits(), rebuild, model,
                choice, tuple(passwords),
            )  # fmt: skip
            files = run.run(roots, forget)
        except RecognitionError as error:
            raise LibraryError(f"{error}.") from error
        finally:
            store.close()
    wanting = ocr is not OcrMode.OFF and any(file.pages_without_text for file in files)
    return IngestReport(files, time.monotonic() - started, advice=how_to_install() if wanting else "")


@dataclass(frozen=True, slots=True)
class _Pending:
    """Files of the same bytes, to be read once."""

    sha256: str
    file: FoundFile


@dataclass(frozen=True, slots=True)
class _Task:
    """What a worker is at: a file, or one `page` of it to be recognised."""

    pending: _Pending
    page: int | None = None


class _Run:
    """One run of `index`: its store, its listener and its plan."""

    def __init__(
        self,
        store: WritableStore,
        index_dir: Path,
        engine: IndexEngine,
        on_progress: OnProgress,
        cancelled: Cancelled,
        limits: Limits,
        rebuild: bool,
        model: str | None,
        ocr: Ocr,
        passwords: tuple[str, ...],
    ) -> None:
        self._store = store
        self._index_dir = index_dir
        self._engine = engine
        self._tell = on_progress
        self._cancelled = cancelled
        self._limits = limits
        self._rebuild = rebuild
        self._ocr = ocr
        self._passwords = passwords
        self._model = model
        self._fingerprint = worker.pipeline_fingerprint(model)
        store.writer.adopt(worker.former_fingerprint(model), self._fingerprint)

    def run(self, asked: Sequence[Path], forget: Sequence[Path]) -> tuple[FileReport, ...]:
        before = self._store.generations.newest()
        old = {member.name: member for member in self._store.generations.members(before.number)} if before else {}
        forgotten = {os.path.abspath(path) for path in forget}  # noqa: PTH100 - see discovery.scopes
        known_roots = [Path(root) for root in before.roots if root not in forgotten] if before else []
        if not asked and not known_roots and not forgotten:
            raise UsageError("Nothing to index yet.", "Name a folder of PDFs: panelsearch index FOLDER")
        scopes = discovery.scopes(known_roots, asked or [root for root in known_roots if _must_exist(root)])
        self._tell(Progress("looking for PDFs", 0, 0, 0, 0, 0))
        seen = discovery.discover(scopes)
        roots = _roots(known_roots, scopes)
        aside = _outside(old.values(), scopes, roots, [path for path, _ in seen.unreadable])
        found = _named(seen.files, {member.name: member.root for member in aside})

        members, pending = self._compare(found, old, unchanged_pipeline=self._is_current(before))
        self._read(pending, sum(file.size_bytes for _, file in found))
        members += self._settle(found, {member.name for member in members})
        members += aside
        members.sort(key=lambda member: member.name)

        if before is None or before.roots != roots or set(members) != set(old.values()) or not self._is_current(before):
            self._publish(before, members, roots)
        return self._report(members, old, seen.unreadable, scopes)

    # compare

    @property
    def _made_by(self) -> str:
        return f"{self._fingerprint} {self._ocr.wish}".strip()

    def _is_current(self, generation: Generation | None) -> bool:
        return (
            generation is not None
            and not self._rebuild
            and generation.pipeline_fingerprint == self._made_by
            and generation.index_fingerprint == self._engine.fingerprint
            and self._engine.holds(generation.index_name)
            and all(self._store.tables.has(table.spec) for table in PUBLISHED_TABLES)
        )

    def _compare(
        self, found: Sequence[tuple[str, FoundFile]], old: dict[str, Member], *, unchanged_pipeline: bool
    ) -> tuple[list[Member], list[_Pending]]:
        """Members that need no look into their file, and what has to be read, once per content."""
        documents = self._store.writer.known_documents(self._fingerprint, self._ocr.accepts)
        failures = self._store.writer.known_failures(self._fingerprint)
        members: list[Member] = []
        pending: dict[str, _Pending] = {}
        self._hashes: dict[str, str] = {}
        for name, file in found:
            self._stop_if_cancelled()
            known = old.get(name)
            same_file = (
                known is not None
                and (known.size_bytes, known.mtime_ns) == (file.size_bytes, file.mtime_ns)
                and (known.root, known.path) == (str(file.root), str(file.path))
            )
            if known and same_file and known.sha256:
                if unchanged_pipeline and documents.get(known.sha256, -1) == known.document_id:
                    members.append(known)
                    continue
                digest = known.sha256
            else:
                try:
                    digest = sha256(file.path)
                except OSError as error:
                    members.append(_unreadable(name, file, error.strerror or "cannot be opened"))
                    continue
            self._hashes[name] = digest
            if digest not in documents and digest not in failures:
                pending.setdefault(digest, _Pending(digest, file))
        return members, list(pending.values())

    def _settle(self, found: Sequence[tuple[str, FoundFile]], done: set[str]) -> list[Member]:
        """Members for the files whose content is now known, read or not."""
        documents = self._store.writer.known_documents(self._fingerprint, self._ocr.accepts)
        failures = self._store.writer.known_failures(self._fingerprint)
        members = []
        for name, file in found:
            if name in done:
                continue
            digest = self._hashes[name]
            document = documents.get(digest)
            outcome = FileOutcome.INDEXED if document is not None else FileOutcome.FAILED
            reason = "" if document is not None else failures.get(digest, "could not be read")
            members.append(_member(name, file, digest, document, outcome, reason))
        return members

    # read

    def _read(self, pending: Sequence[_Pending], bytes_total: int) -> None:
        """Read what is new in worker processes and store each document as it comes."""
        todo = sorted(pending, key=lambda p: -p.file.size_bytes)  # the long ones first: no core waits at the end
        bytes_total = sum(p.file.size_bytes for p in todo)
        progress = Progress("reading", 0, len(todo), 0, 0, bytes_total)
        self._tell(progress)
        if not todo:
            return
        pool = pebble.ProcessPool(
            max_workers=min(self._limits.worker_count, len(todo)),
            max_tasks=200,
            initializer=worker.start_worker,
            initargs=[self._limits.memory_bytes_per_file, self._model],
            context=multiprocessing.get_context("spawn"),
        )
        try:
            self._work(pool, todo, progress)
        except BaseException:
            pool.stop()  # type: ignore[no-untyped-call]
            raise
        else:
            pool.close()  # type: ignore[no-untyped-call]
        finally:
            pool.join()

    def _work(self, pool: pebble.ProcessPool, todo: Sequence[_Pending], progress: Progress) -> None:
        """Have every file read; one whose pages must be recognised first is read again when they have been.

        Pages queue behind the files: what has text is read before the slow work begins, which all workers then share.
        """
        waiting: dict[Future[object], _Task] = {}

        def read(pending: _Pending, *, last: bool) -> None:
            future: Future[object] = pool.schedule(
                worker.read_document, args=[self._source(pending), self._ocr, self._model], kwargs={"last": last},
                timeout=self._limits.seconds_per_file,
            )  # fmt: skip
            waiting[future] = _Task(pending)

        for pending in todo:
            read(pending, last=False)
        pages_left: dict[str, int] = {}
        while waiting:
            self._stop_if_cancelled()
            finished, _ = wait(waiting, timeout=_POLL_SECONDS, return_when=FIRST_COMPLETED)
            for future in finished:
                task = waiting.pop(future)
                pending = task.pending
                progress = replace(progress, document=pending.file.name, report=None)
                if task.page is not None:
                    self._note_page(future, task)
                    progress = replace(progress, recognised=progress.recognised + 1)
                    pages_left[pending.sha256] -= 1
                    if not pages_left[pending.sha256]:
                        read(pending, last=True)
                    self._tell(progress)
                    continue
                result = self._result(future)
                if isinstance(result, Unrecognised):
                    pages_left[pending.sha256] = len(result.pages)
                    for page in result.pages:
                        future = pool.schedule(
                            worker.recognise, args=[self._source(pending), page, self._ocr],
                            timeout=self._ocr.seconds_per_page + _TO_PAINT_SECONDS,
                        )  # fmt: skip
                        waiting[future] = _Task(pending, page)
                    progress = replace(progress, to_recognise=progress.to_recognise + len(result.pages))
                    self._tell(progress)
                    continue
                if isinstance(result, Unread):
                    self._store.writer.save_failure(
                        pending.sha256, self._fingerprint, result.reason, locked=result.locked
                    )
                    pages = 0
                    report = FileReport(pending.file.name, FileOutcome.FAILED, reason=result.reason)
                else:
                    self._store.writer.save(pending.sha256, self._fingerprint, result, self._ocr.stamp)
                    pages = result.page_count
                    report = FileReport(pending.file.name, FileOutcome.INDEXED, pages)
                progress = replace(
                    progress,
                    files_done=progress.files_done + 1,
                    pages_done=progress.pages_done + pages,
                    bytes_done=progress.bytes_done + pending.file.size_bytes,
                    report=report,
                )
                self._tell(progress)

    def _source(self, pending: _Pending) -> worker.Source:
        return worker.Source(pending.file.path, pending.sha256, self._passwords)

    def _note_page(self, future: Future[object], task: _Task) -> None:
        """A page that its worker did not survive is remembered as such; one that was recognised is in the cache."""
        try:
            future.result()
        except TimeoutError:
            failed = "recognising took too long"
        except (pebble.ProcessExpired, MemoryError):
            failed = "recognising it ended the reader process"
        else:
            return
        cache = RecognitionCache(self._index_dir)
        cache.save_page(task.pending.sha256, task.page or 0, self._ocr.engine, None, failed)

    def _result(self, future: Future[object]) -> PackedDocument | Unread | Unrecognised:
        try:
            result = future.result()
            assert isinstance(result, PackedDocument | Unread | Unrecognised)
            return result
        except TimeoutError:
            return Unread(f"took longer than {self._limits.seconds_per_file:.0f} seconds")
        except pebble.ProcessExpired as error:
            if error.exitcode == worker.MEMORY_EXIT_CODE:
                return Unread("needs more memory than one file may take")
            return Unread("its reader process ended unexpectedly")
        except MemoryError:
            return Unread("needs more memory than one file may take")

    def _stop_if_cancelled(self) -> None:
        if self._cancelled():
            raise Interrupted(
                "Stopped. The library is as it was; the files finished so far are kept.",
                "Run the same command again to go on.",
            )

    # index and switch

    def _publish(self, before: Generation | None, members: Sequence[Member], roots: tuple[str, ...]) -> None:
        number = self._store.generations.next_number()
        engine = self._engine
        name = engine.name_of(number)
        arrivals = Arrivals(self._index_dir)
        if before is not None:  # what a killed run did not write down, or a version that kept no such file
            arrivals.note(_contents(self._store.generations.members(before.number)), before.built)
        base, held = None, set[int]()
        kept = before if before is not None and not self._rebuild and engine.holds(before.index_name) else None
        if kept is not None and kept.index_fingerprint == engine.fingerprint:
            base = kept.index_name
            held = {m.document_id for m in self._store.generations.members(kept.number) if m.document_id is not None}
        documents = dict.fromkeys(m.document_id for m in members if m.document_id is not None)  # by their first names
        try:
            with engine.writer(name, base) as writer:
                write_generation(writer, self._store, tuple(documents), held, self._note_indexed)
        except OSError as error:
            raise LibraryError(
                f"The index could not be written: {error.strerror or error}.",
                "Make room on the disk and run panelsearch index again; what was read is kept.",
            ) from error
        built = next_built(before.built if before else None)
        generation = Generation(number, built, name, self._made_by, engine.fingerprint, roots)
        self._store.generations.publish(generation, members, PUBLISHED_TABLES)
        arrivals.note(_contents(members), built)
        self._store.generations.sweep(_GENERATIONS_KEPT)
        engine.sweep({name, before.index_name if before else name})

    def _note_indexed(self, done: int, total: int) -> None:
        self._stop_if_cancelled()
        self._tell(Progress("indexing", done, total, 0, 0, 0))

    # report

    def _report(
        self,
        members: Sequence[Member],
        old: dict[str, Member],
        unreadable: Sequence[tuple[Path, str]],
        scopes: Sequence[Scope],
    ) -> tuple[FileReport, ...]:
        generation = self._store.generations.newest()
        documents = self._store.queries.documents(generation.number) if generation else {}
        lines = []
        for member in members:
            if not any(scope.covers(Path(member.path)) for scope in scopes):
                continue
            document = documents.get(member.document_id) if member.document_id is not None else None
            if document is None:
                lines.append(FileReport(member.name, FileOutcome.FAILED, reason=member.reason))
                continue
            before = old.get(member.name)
            same = before is not None and before.sha256 == member.sha256 and before.document_id == member.document_id
            lines.append(
                FileReport(
                    member.name,
                    FileOutcome.UNCHANGED if same else FileOutcome.INDEXED,
                    document.page_count,
                    document.without_text,
                    document.reason,
                )
            )
        names = {member.name for member in members}
        lines += [FileReport(name, FileOutcome.REMOVED) for name in sorted(old) if name not in names]
        lines += [FileReport(str(path), FileOutcome.SKIPPED, reason=f"folder: {why}") for path, why in unreadable]
        return tuple(lines)


def _contents(members: Iterable[Member]) -> Iterator[str]:
    """The hashes of the files that could be read."""
    return (member.sha256 for member in members if member.document_id is not None)


# -- names and roots --------------------------------------------------------------------------------------------------


def _must_exist(root: Path) -> bool:
    """Whether a known root is there; an absent one is an error, lest a drive not plugged in empty the library."""
    if not root.exists():
        raise UsageError(
            f"The indexed folder {root} is not there.",
            f"Bring it back, or drop its papers from the library with: panelsearch index --forget {root}",
        )
    return True


def _roots(known: Sequence[Path], scopes: Sequence[Scope]) -> tuple[str, ...]:
    """The library's roots after this run: a new wider root swallows those inside it."""
    new = [scope.root for scope in scopes if scope.root not in known]
    kept = [root for root in known if not any(wider in root.parents for wider in new)]
    return tuple(str(root) for root in [*kept, *new])


def _outside(
    old: Iterable[Member], scopes: Sequence[Scope], roots: tuple[str, ...], unreadable: Sequence[Path]
) -> list[Member]:
    """Members that this run does not look at and that stay: other roots', and those in folders it may not open."""
    kept = []
    for member in old:
        path = Path(member.path)
        looked_at = any(scope.covers(path) for scope in scopes)
        shut = any(folder == path or folder in path.parents for folder in unreadable)
        if member.root in roots and (shut or not looked_at):
            kept.append(member)
    return kept


def _named(files: Sequence[FoundFile], taken: dict[str, str]) -> list[tuple[str, FoundFile]]:
    """Each file with its name in the library: below its root; after its root's name where two roots share one."""
    named: list[tuple[str, FoundFile]] = []
    owners = dict(taken)
    for file in files:
        name, count = file.name, 1
        while name in owners:
            name = f"{file.root.name}/{file.name}" if count == 1 else f"{file.root.name}-{count}/{file.name}"
            count += 1
        owners[name] = str(file.root)
        named.append((name, file))
    return named


def _member(name: str, file: FoundFile, digest: str, document: int | None, outcome: FileOutcome, reason: str) -> Member:
    return Member(
        name, str(file.root), str(file.path), file.size_bytes, file.mtime_ns, digest, document, outcome, reason
    )


def _unreadable(name: str, file: FoundFile, reason: str) -> Member:
    return _member(name, file, "", None, FileOutcome.FAILED, reason)


# -- one writer at a time ---------------------------------------------------------------------------------------------


@contextmanager
def _writer_lock(index_dir: Path) -> Iterator[None]:
    """Hold the library for writing; LibraryBusyError, saying who has it, where somebody else does."""
    holder = index_dir / "writer.txt"
    lock = filelock.FileLock(index_dir / "writer.lock", timeout=0)
    try:
        lock.acquire()
    except filelock.Timeout as error:
        try:
            who = holder.read_text(encoding="utf-8").strip()
        except OSError:
            who = ""
        raise LibraryBusyError(
            f"Another run is indexing into {index_dir}" + (f" ({who})." if who else "."),
            "Wait for it to finish, or stop it; searching goes on meanwhile.",
        ) from error
    except OSError as error:
        raise LibraryError(
            f"{index_dir} cannot be written to: {error.strerror or error}.",
            "Choose another place with --index DIR.",
        ) from error
    try:
        started = datetime.now().astimezone().strftime("%H:%M")
        holder.write_text(f"process {os.getpid()}, since {started}", encoding="utf-8")
        yield
    finally:
        holder.unlink(missing_ok=True)
        lock.release()
