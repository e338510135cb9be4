"""How does a generation come about? New passages beside those that are there, and what stands otherwise said anew.

Nothing that an older generation sees is changed. A paper taken out stays where it is, and its generation's entry in the
catalogue says that it is gone; a paper whose place among equals moved is written once more; of a passage that more or
fewer papers repeat it is noted from which run on. So a run writes what came in, and little else.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from tempfile import TemporaryFile

import msgspec

from panelsearch.indexing.base import Standing
from panelsearch.indexing.opensearch.address import words_of
from panelsearch.indexing.opensearch.catalogue import Blocks, Catalogue, Held, Totals, block_of
from panelsearch.indexing.opensearch.filters import all_of, among, but
from panelsearch.indexing.opensearch.order_keys import arranged
from panelsearch.indexing.opensearch.passage_fields import (
    CHECK,
    DOCUMENT,
    KEY,
    LAST_ORDER,
    ORDER,
    REPEATS,
    RUN,
    content_of,
    name_of,
    words_held,
)
from panelsearch.indexing.opensearch.point_in_time import PointInTime, brought, seen
from panelsearch.indexing.opensearch.repetition import entry, noting, told
from panelsearch.indexing.opensearch.sending import Sending
from panelsearch.indexing.opensearch.server import Json, Server
from panelsearch.indexing.segment_fields import LENGTH
from panelsearch.model.indexed_passages import IndexedPassage

_AT_A_TIME = 1_000
_WORDS_KEPT = 500_000


class OpenSearchWriter:
    """Changes to an index on a server; `IndexWriter` says what each does.

    Passages are sent as they come once it is said how they stand; until then they wait in a file.
    """

    def __init__(self, server: Server, catalogue: Catalogue, base: Held) -> None:
        """A writer for the run that has begun, into an index that holds what `base` sees, or also what nobody does."""
        self._server, self._catalogue, self._base = server, catalogue, base
        self._index, self._number = base.index, catalogue.runs
        self._sending = Sending(server)
        self._waiting = TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115 - closed with the writer
        self._arrangement: _Arrangement | None = None
        self._removed: set[int] = set()
        self._added: set[int] = set()
        self._totals = Totals()
        self._words_sent: set[str] = set()

    def close(self) -> None:
        """Stop sending, whatever was not sent."""
        self._sending.stop()
        self._waiting.close()

    def add(self, passages: Iterable[IndexedPassage]) -> None:
        """See `IndexWriter.add`."""
        for passage in passages:
            content = content_of(passage, self._number)
            self._added.add(passage.document_id)
            self._totals += Totals(1, content[LENGTH], content[CHECK])
            if self._arrangement is None:
                self._waiting.write(json.dumps(content) + "\n")
            else:
                self._send(content, self._arrangement)

    def remove(self, documents: Collection[int]) -> None:
        """See `IndexWriter.remove`."""
        self._removed |= set(documents)

    def arrange(self, standing: Standing) -> None:
        """See `IndexWriter.arrange`."""
        known = self._catalogue.load(self._base.orders)
        before = {document: key for document, key in known.items() if document not in self._removed}
        repeats = {passage: told(count) for passage, count in standing.repeats.items() if count}
        self._arrangement = _Arrangement(before, arranged(standing.documents, before), repeats)
        self._waiting.seek(0)
        for line in self._waiting:
            self._send(json.loads(line), self._arrangement)

    def finish(self) -> Held:
        """The generation, all of it durable and to be found, once the catalogue says so."""
        if self._arrangement is None:
            self.arrange(Standing())
        assert self._arrangement is not None
        arrangement = self._arrangement
        moved = set(arrangement.moved()) - self._added - self._removed
        removed = dict(self._base.removed)
        if gone := self._removed | moved:
            removed[self._number] = sorted(gone)
        between = range(self._base.run + 1, self._number) if self._base.run else ()
        given_up = [*self._base.given_up, *between]
        repeats = self._catalogue.save(arrangement.repeats, self._base.repeats)
        orders = self._catalogue.save(arrangement.keys, self._base.orders)
        if self._base.run:
            with closing(PointInTime(self._server, self._base)) as point:
                self._totals += self._base.totals - self._totals_of(point, self._removed)
                self._move(point, moved, arrangement)
                staying = msgspec.structs.replace(self._base, removed=removed)
                self._note(point, seen(staying), arrangement.repeats, repeats, given_up)
        self._sending.finish()
        self._server.refresh(self._index, words_of(self._index))
        held = Held(self._index, self._number, given_up, self._totals, removed, orders, repeats)
        with closing(PointInTime(self._server, held)) as point:
            if (found := point.count(seen(held))) != held.totals.passages:
                raise self._server.unusable(f"holds {found} passages where {held.totals.passages} were written")
        return held

    def _send(self, content: Json, arrangement: _Arrangement) -> None:
        content[ORDER] = arrangement.keys.get(content[DOCUMENT], LAST_ORDER)
        if count := arrangement.repeats.get(content[KEY]):
            content[REPEATS] = [entry(self._number, count)]
        self._sending.put(self._index, {"index": {"_id": self._named(content)}}, content)
        if len(self._words_sent) > _WORDS_KEPT:
            self._words_sent.clear()
        new = words_held(content) - self._words_sent
        self._words_sent |= new
        for word in new:
            self._sending.put(words_of(self._index), {"create": {"_id": name_of(word)}}, {"word": word})

    def _named(self, content: Json) -> str:
        return f"{content[KEY]}-{self._number}"

    def _totals_of(self, point: PointInTime, documents: Collection[int]) -> Totals:
        """What some documents of the base hold."""
        return totals(point, all_of([seen(self._base), among(DOCUMENT, documents)])) if documents else Totals()

    def _move(self, point: PointInTime, moved: Collection[int], arrangement: _Arrangement) -> None:
        """Write documents again that stand at another place among the others."""
        if not moved:
            return
        query = all_of([seen(self._base), among(DOCUMENT, moved)])
        for page in point.pages({"query": query, "sort": [{KEY: "asc"}]}, _AT_A_TIME):
            for hit in page["hits"]["hits"]:
                content = hit["_source"]
                content.pop(REPEATS, None)
                self._send({**content, RUN: self._number}, arrangement)

    def _note(
        self, point: PointInTime, staying: Json, repeats: Mapping[int, int], blocks: Blocks, given_up: Sequence[int]
    ) -> None:
        """Note in the passages that were there, and stay, how many papers repeat them from now on."""
        before, now = self._base.repeats, blocks
        differing = {number for number in {*before, *now} if before.get(number) != now.get(number)}
        old = self._catalogue.load({number: name for number, name in before.items() if number in differing})
        changed = {
            key for key in {*old, *repeats} if block_of(key) in differing and old.get(key, 0) != repeats.get(key, 0)
        }
        oldest = min(held.run for held in self._catalogue.held.values() if held.index == self._index)
        listed = sorted(changed)
        for first in range(0, len(listed), _AT_A_TIME):
            query = all_of([staying, among(KEY, listed[first : first + _AT_A_TIME])])
            for name, key in names_of(point, query):
                update = noting(REPEATS, self._number, repeats.get(key, 0), oldest, given_up)
                self._sending.put(self._index, {"update": {"_id": name}}, update)


@dataclass(frozen=True, slots=True)
class _Arrangement:
    """How passages stand together: the keys of the documents' order, `before` and now, and what repeats how often."""

    before: Mapping[int, str]
    keys: Mapping[int, str]
    repeats: Mapping[int, int]

    def moved(self) -> Iterator[int]:
        """The documents that stood elsewhere among the others."""
        yield from (document for document, key in self.keys.items() if self.before.get(document) != key)
        yield from (document for document in self.before if document not in self.keys)


def totals(point: PointInTime, query: Json) -> Totals:
    """What a query finds, all together."""
    added = {name: {"sum": {"field": name}} for name in (LENGTH, CHECK)}
    answer = point.search({"query": query, "size": 0, "track_total_hits": True, "aggs": added})
    words, check = (round(answer["aggregations"][name]["value"]) for name in (LENGTH, CHECK))
    return Totals(answer["hits"]["total"]["value"], words, check)


def names_of(point: PointInTime, query: Json) -> Iterator[tuple[str, int]]:
    """What a query finds: its name in the index, and the passage's id."""
    for page in point.pages({"query": query, "_source": False, "sort": [{KEY: "asc"}, {RUN: "asc"}]}, _AT_A_TIME):
        for hit in page["hits"]["hits"]:
            yield hit["_id"], hit["sort"][0]


def undo(server: Server, base: Held) -> None:
    """Take passages out of an index that a generation does not know of: what runs left that did not end well.

    What they noted of others stays until it is noted anew; nobody looks at it.
    """
    server.refresh(base.index)
    with closing(PointInTime(server, base)) as point:
        unknown = names_of(point, but(brought(base)))
        server.write(base.index, (({"delete": {"_id": name}}, None) for name, _ in unknown))
    server.refresh(base.index)
