"""Where are an index's generations kept? In indexes of a cluster, and a catalogue that says which there are.

A generation that is built on another lies in the same index beside it; one that is not begins an index of its own.
"""

from __future__ import annotations

import zlib
from collections.abc import Collection, Iterable, Iterator
from contextlib import closing, contextmanager, suppress

from panelsearch.errors import LibraryDamagedError, LibraryMovedOnError, PanelsearchError
from panelsearch.indexing.base import IndexReader, IndexWriter
from panelsearch.indexing.generation_names import is_name, number_of, plain, refuse_others
from panelsearch.indexing.opensearch.address import IndexAddress, words_of
from panelsearch.indexing.opensearch.catalogue import Catalogue, Held, make
from panelsearch.indexing.opensearch.filters import all_of, among
from panelsearch.indexing.opensearch.passage_fields import (
    CHECK,
    DOCUMENT,
    KEY,
    OURS,
    PASSAGES,
    REPEATS,
    RUN,
    WORDS,
    checked,
)
from panelsearch.indexing.opensearch.point_in_time import PointInTime, seen
from panelsearch.indexing.opensearch.reader import OpenSearchReader
from panelsearch.indexing.opensearch.repetition import at as repeated
from panelsearch.indexing.opensearch.server import Refused, Server
from panelsearch.indexing.opensearch.writer import OpenSearchWriter, names_of, totals, undo
from panelsearch.indexing.segment_fields import LISTED
from panelsearch.indexing.unreadable import unreadable
from panelsearch.text.analyzer import FINGERPRINT as ANALYSIS_FINGERPRINT

_FAULTS = (AttributeError, LookupError, TypeError, ValueError, zlib.error, Refused)
_PAGE = 500
_READING, _WRITING, _LEAVING = (30.0, 10.0), (120.0, 60.0), (30.0, 0.0)
"""For how many seconds an answer is waited for, and for how many a request is tried again."""
_MOST_SHARDS = 12


class OpenSearchEngine:
    """The index on a cluster of OpenSearch."""

    fingerprint = f"opensearch 2, {ANALYSIS_FINGERPRINT}, fields {zlib.crc32(' '.join(LISTED).encode()):08x}"

    def __init__(self, place: str) -> None:
        """At an address; see `IndexAddress`. UsageError where it is none."""
        self._address = IndexAddress.of(place)

    def name_of(self, number: int) -> str:
        """See `IndexEngine.name_of`."""
        return plain(number)

    def holds(self, generation: str) -> bool:
        """See `IndexEngine.holds`."""
        with self._asking() as server:
            held = self._catalogue(server).held.get(generation)
            return held is not None and all(
                server.ask("HEAD", f"/{index}") for index in (held.index, words_of(held.index))
            )

    def must_take(self, generation: str) -> None:
        """See `IndexEngine.must_take`."""
        with self._asking() as server:
            self._ours(server, [generation])

    @contextmanager
    def writer(self, generation: str, base: str | None = None) -> Iterator[IndexWriter]:
        """See `IndexEngine.writer`; what else was built on the same base is gone first."""
        self._must_be_a_name(generation)
        with self._asking(_WRITING) as server:
            catalogue = self._ours(server, [generation])
            base_held = None if base is None else self._held(catalogue, base)
            others = {
                name: held
                for name, held in catalogue.held.items()
                if number_of(name) != number_of(generation)
                and not (base_held and held.index == base_held.index and held.run > base_held.run)
            }
            number = catalogue.begin(others)
            start = base_held or Held(self._address.passages(number))
            self._begin(server, start)
            writer = OpenSearchWriter(server, catalogue, start)
            try:
                yield writer
                catalogue.replace({**others, generation: writer.finish()})
            except BaseException:
                writer.close()
                self._leave(start, number)
                raise
            writer.close()

    def reader(self, generation: str) -> IndexReader:
        """See `IndexEngine.reader`."""
        self._must_be_a_name(generation)
        server = self._server(_READING)
        try:
            held = self._held(self._catalogue(server), generation)

            def is_held() -> bool:
                now = self._catalogue(server).held.get(generation)
                return now is not None and (now.index, now.run) == (held.index, held.run)

            return OpenSearchReader(server, held, PointInTime(server, held, is_held))
        except LibraryMovedOnError as error:
            server.close()
            raise unreadable(str(self), error) from error
        except BaseException:
            server.close()
            raise

    def faults(self, generation: str) -> Iterator[str]:
        """See `IndexEngine.faults`. Lucene has checksums of its own for what it makes of what is read here."""
        try:
            with self._asking() as server:
                catalogue = self._catalogue(server)
                yield from self._differing(server, catalogue, self._held(catalogue, generation))
        except LibraryDamagedError as error:
            yield error.message
        except LibraryMovedOnError:
            yield f"{self} is not there any more"
        except _FAULTS as error:
            yield f"{self}: {error}"

    def sweep(self, keep: Collection[str]) -> None:
        """See `IndexEngine.sweep`."""
        with self._asking(_WRITING) as server:
            catalogue = self._ours(server, keep)
            before = list(catalogue.held.values())
            kept = {name: held for name, held in catalogue.held.items() if name in keep}
            if len(kept) < len(before):
                catalogue.replace(kept)
            used = {name for held in kept.values() for name in (held.index, words_of(held.index))}
            listed = server.ask("GET", f"/_cat/indices/{self._address.all_passages}", format="json", h="index")
            for index in sorted({row["index"] for row in listed} - used):
                _drop(server, index)
            thinner = {name: held.since(_thinned(server, held.index, kept.values())) for name, held in kept.items()}
            if thinner != kept:
                catalogue.replace(thinner)
            catalogue.forget(before)

    def __str__(self) -> str:
        return f"The index {self._address}"

    # -- what is done to an index ---------------------------------------------------------------------------------

    def _begin(self, server: Server, start: Held) -> None:
        """An index in which there is what `start` sees, or nothing."""
        if start.run:
            undo(server, start)
            return
        nodes = int(server.ask("GET", "/_cluster/health")["number_of_data_nodes"])
        shards = {"number_of_shards": min(max(nodes, 1), _MOST_SHARDS)}
        for name, body in ((start.index, PASSAGES), (words_of(start.index), WORDS)):
            _drop(server, name)
            make(server, name, {**body, "settings": {**shards, **body["settings"]}})

    def _leave(self, start: Held, number: int) -> None:
        """Nothing of a run that failed, if that can be had at once; else the next sees to it, if it has not already."""
        with suppress(PanelsearchError, Refused), closing(self._server(_LEAVING)) as server:
            if not start.run:
                for name in (start.index, words_of(start.index)):
                    _drop(server, name)
            elif self._catalogue(server).runs == number:
                undo(server, start)

    def _differing(self, server: Server, catalogue: Catalogue, held: Held) -> Iterator[str]:
        """Where an index is not what the catalogue says of it."""
        catalogue.load(held.orders)
        repeats = catalogue.load(held.repeats)
        with closing(PointInTime(server, held)) as point:
            found = totals(point, seen(held))
            if found != held.totals:
                yield f"{self} holds {found.passages} passages that are not the {held.totals.passages} written"
            for page in point.pages({"query": seen(held), "sort": [{KEY: "asc"}]}, _PAGE):
                for hit in page["hits"]["hits"]:
                    content = hit["_source"]
                    if checked(content) != content[CHECK]:
                        yield f"{self}: passage {content[KEY]} is not what was written"
                    noted = repeated(content.get(REPEATS, []), held.run, held.given_up)
                    if noted != repeats.get(content[KEY], 0):
                        yield f"{self}: passage {content[KEY]} is not told to be repeated as it is"

    # -- how the server is asked ----------------------------------------------------------------------------------

    def _must_be_a_name(self, generation: str) -> None:
        """LibraryDamagedError for what names no generation: it comes out of a store that may be somebody else's."""
        if not is_name(generation):
            error = ValueError(f"{generation!r} names no generation")
            raise unreadable(str(self), error) from error

    def _catalogue(self, server: Server) -> Catalogue:
        try:
            return Catalogue(server, self._address.catalogue).read()
        except _FAULTS as error:
            raise unreadable(str(self), error) from error

    def _ours(self, server: Server, names: Collection[str]) -> Catalogue:
        """The catalogue. LibraryError where what it lists is not of the library whose these names are."""
        catalogue = self._catalogue(server)
        refuse_others(str(self), catalogue.held, names)
        return catalogue

    def _held(self, catalogue: Catalogue, generation: str) -> Held:
        if generation not in catalogue.held:
            raise LibraryDamagedError(
                f"{self} does not hold what this library asks it for.",
                "See whether the library names the right index; if it does, make it anew: panelsearch index --rebuild",
            )
        return catalogue.held[generation]

    @contextmanager
    def _asking(self, seconds: tuple[float, float] = _READING) -> Iterator[Server]:
        """The server, for as long as it is asked; what it refuses is an error of ours."""
        with closing(self._server(seconds)) as server:
            try:
                yield server
            except Refused as refused:
                raise server.unusable(f"did not do it ({refused})") from refused

    def _server(self, seconds: tuple[float, float]) -> Server:
        timeout, patience = seconds
        return Server(self._address.nodes, timeout=timeout, patience=patience)


def _thinned(server: Server, index: str, kept: Iterable[Held]) -> int:
    """Delete from an index what none of the generations kept in it sees; the run of the oldest of them."""
    held = [one for one in kept if one.index == index]
    oldest = min(one.run for one in held)
    gone = {number: documents for one in held for number, documents in one.removed.items() if number <= oldest}
    for number, documents in gone.items():
        unseen = all_of([among(DOCUMENT, documents), {"range": {RUN: {"lt": number}}}])
        with closing(PointInTime(server, held[0])) as point:
            server.write(index, (({"delete": {"_id": name}}, None) for name, _ in names_of(point, unseen)))
    if gone:
        server.refresh(index)
    return oldest


def _drop(server: Server, index: str) -> None:
    """Delete an index, if there is one. LibraryError where it is none of ours."""
    try:
        found = server.ask("GET", f"/{index}/_mapping")
        if found[index]["mappings"].get("_meta") != OURS:
            raise server.unusable(f"has an index {index} that is not of panelsearch", "Choose another name there.")
        server.ask("DELETE", f"/{index}")
    except Refused as refused:
        if refused.status != 404:
            raise
