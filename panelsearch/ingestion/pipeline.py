"""How do PDFs become a library? Find, compare, read in workers, store, publish.

Nothing is lost: every document is stored as soon as it is read, and the library changes in one step at the end.
Whatever stops a run, the last good library stays as it was, and the next run goes on where this one ended.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from panelsearch.config import Engines, Limits
from panelsearch.errors import LibraryError, PanelsearchError, UsageError
from panelsearch.ingestion import discovery, planning, worker
from panelsearch.ingestion.asked_folders import AskedFolders
from panelsearch.ingestion.cancellation import Cancellation
from panelsearch.ingestion.discovery import FoundFile, neutral
from panelsearch.ingestion.index_owner import index_owner
from panelsearch.ingestion.planning import Known, Pending, Plan
from panelsearch.ingestion.publication import Publisher
from panelsearch.ingestion.published_tables import DERIVED_TABLES
from panelsearch.ingestion.reading import OnProgress, ReadAll, ReadingOptions, Result
from panelsearch.ingestion.repairing import Repair, put_aside_what_is_damaged
from panelsearch.ingestion.reporting import file_reports
from panelsearch.ingestion.worker import Missed, Stage, Unread
from panelsearch.ingestion.worker_pool import read_all
from panelsearch.ingestion.writer_lock import writer_lock
from panelsearch.model.ingest_reports import FileReport, IngestReport, Progress
from panelsearch.ner.taggers import Tagging
from panelsearch.ocr.base import RecognitionError
from panelsearch.ocr.cache import RecognitionCache
from panelsearch.ocr.engine_selection import SECONDS_PER_PAGE, Ocr, OcrMode
from panelsearch.ocr.engines import how_to_install
from panelsearch.registers.library_indexes import LibraryIndexes
from panelsearch.storage import remote_papers
from panelsearch.storage.base import WritableStore
from panelsearch.storage.derived_tables import DerivedTables
from panelsearch.storage.drives import network_drive
from panelsearch.storage.paper_addresses import absolute, is_remote
from panelsearch.storage.place import Place
from panelsearch.storage.records import Member
from panelsearch.storage.registry import open_store
from panelsearch.storage.remote_papers import hash_of

_LOOKS = 3
"""So often is a file looked at that changes while it is read."""


def ingest(
    place: Place | Path,
    roots: Sequence[Path],
    *,
    on_progress: OnProgress = lambda progress: None,
    cancelled: Callable[[], bool] = lambda: False,
    limits: Limits | None = None,
    forget: Sequence[Path] = (),
    prune: bool = False,
    retry: bool = False,
    rebuild: bool = False,
    repair: bool = False,
    model: str | None = None,
    ocr: OcrMode = OcrMode.AUTO,
    seconds_per_page: float = SECONDS_PER_PAGE,
    passwords: Sequence[str] = (),
    tables: Sequence[DerivedTables] = DERIVED_TABLES,
    engines: Engines | None = None,
    wait: bool = False,
    scheduler: str = "",
) -> IngestReport:
    """Bring the library at `place` up to date with the PDFs under `roots` (none: under all known roots).

    Roots add up from run to run; `forget` drops some; `prune` drops the papers of a folder that is empty now; `retry`
    tries again what could not be read; `rebuild` makes the index anew from the store, opening no PDF that has not
    changed; `repair` puts aside what is damaged and reads the PDFs anew for it; `model` is an installed spaCy model
    whose names are added to those found by rule. Pages without usable text are recognised as `ocr` says, each in
    `seconds_per_page` at most; `passwords` are tried on files that ask for one. `tables` are published with the
    library; `engines` keep the index, read pictures and tag. `wait` for another run that is at work, rather than
    refuse. `scheduler` is the address of that of a cluster, whose workers then read the PDFs.
    Raises LibraryBusyError while another run is at work, UsageError for a path that does not exist, before anything is
    touched, Interrupted when cancelled (what was finished is kept).
    """
    started = time.monotonic()
    engines, place = engines or Engines.in_use(), Place.of(place)
    for scope in discovery.scopes((), roots):
        if is_remote(scope.root):
            remote_papers.name(scope.root)
    tagging = Tagging.chosen(engines.tagger, model)
    fingerprint = worker.pipeline_fingerprint(tagging)
    cancellation = Cancellation(cancelled)

    def waiting(holder: str) -> None:
        cancellation.check()
        on_progress(Progress("waiting for another run", 0, 0, 0, 0, 0, document=holder))

    locked = writer_lock(place, waiting if wait else None)
    with locked as written, _store(place, roots, repair=repair) as (store, roots):
        try:
            options = ReadingOptions(
                limits or Limits(), Ocr.here(ocr, place.home, seconds_per_page, engines.ocr), tagging, tuple(passwords)
            )
            reading = _on_cluster(scheduler, options) if scheduler else read_all
            _try_again(store, options, retry=retry)
            if not tagging.model:
                store.writer.adopt(worker.former_fingerprint(), fingerprint)
            made_by = f"{fingerprint} {options.ocr.wish}".strip()
            indexes = LibraryIndexes(place.index, engines.index, index_owner(place, store))
            publisher = Publisher(store, indexes, tables, made_by, written)
            run = _Run(store, publisher, options, fingerprint, reading, on_progress, cancellation)
            files = run.bring_up_to_date(roots, forget, anew=rebuild or repair, prune=prune)
        except RecognitionError as error:
            raise LibraryError(f"{error}. {store.notice}".rstrip()) from error
        except OSError:
            written.must_stay()
            raise
        except PanelsearchError as error:  # what became of a library of another version is told whatever happens
            error.message = f"{error.message} {store.notice}".rstrip()
            raise
        notice = " ".join(filter(None, (store.notice, run.untidied, _warning(place), *map(_went, run.gone))))
    wanting = ocr is not OcrMode.OFF and any(file.pages_without_text for file in files)
    return IngestReport(files, time.monotonic() - started, advice=how_to_install() if wanting else "", notice=notice)


def _warning(place: Place) -> str:
    kind = next(filter(None, map(network_drive, place.directories)), "")
    if not kind:
        return ""
    return f"The index is on a network drive ({kind}): let only one machine use it at a time, or keep it on a disk."


def _went(root: Path) -> str:
    return (
        f"{neutral(str(root))} is not there any more: its drive was taken out, or it was moved. What was read of it"
        " before stays; bring it back and run panelsearch index again."
    )


@contextmanager
def _store(place: Place, roots: Sequence[Path], *, repair: bool) -> Iterator[tuple[WritableStore, Sequence[Path]]]:
    """The store to write to, and the folders to read: those of a damaged one, where none are named."""
    found = put_aside_what_is_damaged(place) if repair else Repair()
    with open_store(place.store, in_place=bool(roots)) as store:
        mended = store.arrivals.mend() if repair else ""
        notice = " ".join(filter(None, (found.notice, mended, store.notice)))
        yield replace(store, notice=notice), roots or found.roots


def _on_cluster(scheduler: str, options: ReadingOptions) -> ReadAll:
    """Those who read on a cluster. UsageError and ClusterError where it cannot be used."""
    from panelsearch.ingestion.cluster.dask_cluster import DaskCluster

    cluster = DaskCluster(scheduler)
    cluster.check(options)
    return cluster.read_all


def _try_again(store: WritableStore, options: ReadingOptions, *, retry: bool) -> None:
    """Forget what failed where it may succeed this time."""
    cache = RecognitionCache(options.ocr.directory)
    if options.ocr.engine:
        cache.make()
        store.writer.read_again(cache.passing_failures())  # first: who is killed after it tries them all the same
        cache.forget_failures(passing=True)
    if retry:
        store.writer.forget_failures()
        cache.forget_failures()
    if options.passwords:
        store.writer.forget_locked()


class _Run:
    """One run of `index`, from finding to reporting; each step is another module's."""

    def __init__(
        self, store: WritableStore, publisher: Publisher, options: ReadingOptions, fingerprint: str, reading: ReadAll,
        tell: OnProgress, cancellation: Cancellation,
    ) -> None:  # fmt: skip
        self._store, self._publisher, self._options, self._read_all = store, publisher, options, reading
        self._fingerprint, self._tell, self._cancellation = fingerprint, tell, cancellation
        self._asked = AskedFolders(store.files)
        self._missed: set[str] = set()
        self._passing: dict[str, str] = {}
        self.gone: list[Path] = []
        self.untidied = ""

    def bring_up_to_date(
        self, asked: Sequence[Path], forget: Sequence[Path], *, anew: bool, prune: bool
    ) -> tuple[FileReport, ...]:
        before = self._store.generations.newest()
        old = {member.name: member for member in self._store.generations.members(before.number)} if before else {}
        known_roots = _kept(before.roots if before else (), forget)
        left = [] if asked else _kept(self._asked.unfinished(), forget)
        if not asked and not known_roots and not left and not forget:
            raise UsageError("Nothing to index yet.", "Name a folder of PDFs: panelsearch index FOLDER")
        scopes = discovery.scopes(known_roots, asked or planning.must_exist([*known_roots, *left]))
        new = [scope.below for scope in scopes if scope.root not in known_roots]
        if new or not asked:
            self._asked.note(new)
        self._publisher.indexes.must_take_more()  # before anything is read
        self._tell(Progress("looking for PDFs", 0, 0, 0, 0, 0))
        seen = discovery.discover(scopes)
        if not prune:
            planning.must_hold(scopes, old.values(), seen)
        roots = planning.roots_after(known_roots, scopes)
        aside = planning.untouched(old.values(), scopes, roots, [path for path, _ in seen.unreadable])
        found = planning.named(seen.files, {member.name: member.root for member in aside})
        current = self._publisher.is_current(before) and not anew

        plan = self._read(planning.compare(
            found, old, self._known(), hash_of,
            unchanged_pipeline=current, cancellation=self._cancellation, trusting=not anew,
        ), old)  # fmt: skip
        self.gone = discovery.gone(scopes, seen.files)
        members = sorted([*planning.settle(plan, self._known(), self._passing), *aside], key=lambda member: member.name)
        if not current or before is None or before.roots != roots or set(members) != set(old.values()):
            self.untidied = self._publisher.publish(before, members, roots, self._note_indexed, anew=anew)
        if new:
            self._asked.note(())

        newest = self._store.generations.newest()
        assert newest is not None
        queries = self._store.queries
        return file_reports(
            members,
            old,
            queries.documents(newest.number),
            queries.missing(newest.number),
            seen.unreadable,
            scopes,
            plan.kept,
        )

    def _read(self, plan: Plan, old: Mapping[str, Member]) -> Plan:
        """Read what is pending; what is changed or goes meanwhile is looked at again, and read as it is then."""
        for again in reversed(range(_LOOKS)):
            self._missed.clear()
            self._read_all(plan.pending, self._options, self._keep, self._tell, self._cancellation)
            if not self._missed:
                break
            if again:
                plan = planning.looked_at_again(plan, self._missed, old, self._known(), _as_it_is_now)
            else:
                self._passing |= dict.fromkeys(self._missed, "changes while it is read: index it when it is finished")
        return plan

    def _known(self) -> Known:
        writer = self._store.writer
        failures = (writer.known_failures(self._fails_as(stage)) for stage in Stage)
        return Known(
            writer.known_documents(self._fingerprint, self._options.ocr.accepts),
            {content: reason for some in failures for content, reason in some.items()},
        )

    def _keep(self, pending: Pending, result: Result) -> None:
        writer = self._store.writer
        if isinstance(result, Missed):
            self._missed.add(pending.sha256)
        elif isinstance(result, Unread):
            if result.stage is None:
                self._passing[pending.sha256] = result.reason  # the next run tries again
            else:
                writer.save_failure(pending.sha256, self._fails_as(result.stage), result.reason, locked=result.locked)
        else:
            writer.save(pending.sha256, self._fingerprint, result, self._options.ocr.stamp)

    def _fails_as(self, stage: Stage) -> str:
        return worker.stage_fingerprint(stage, self._options.tagging)

    def _note_indexed(self, done: int, total: int) -> None:
        self._cancellation.check()
        self._tell(Progress("indexing", done, total, 0, 0, 0))


def _as_it_is_now(file: FoundFile) -> tuple[FoundFile, str]:
    return discovery.found_again(file), hash_of(file.path)


def _kept(roots: Iterable[str | Path], forget: Sequence[Path]) -> list[Path]:
    forgotten = set(map(absolute, forget))
    return [root for root in map(Path, roots) if root not in forgotten]
