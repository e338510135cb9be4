"""Which generations are there, and what is true of each? One document that is replaced as a whole, and maps beside it.

A generation is published by that replacement: until then nothing of it is seen, and what a killed run left is whatever
the catalogue does not know. Maps of all documents or passages are kept in blocks by number, each under the hash of what
it says: what a generation does not change it shares with the one before.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, TypeVar

import msgspec

from panelsearch.errors import LibraryBusyError
from panelsearch.indexing.opensearch.address import writing
from panelsearch.indexing.opensearch.server import Json, Refused, Server

_ROOT = "generations"
_BLOCK = 1 << 14
_ASKED = 50
_MOST_BYTES = 1 << 24
_MAPPING: Json = {
    "settings": {"auto_expand_replicas": "0-1", "number_of_shards": 1},
    "mappings": {"dynamic": "strict", "properties": {"said": {"type": "object", "enabled": False}}},
}

V = TypeVar("V", int, str)
Blocks = dict[str, str]
"""A map's blocks: the hash of each by its number."""


class Totals(msgspec.Struct, frozen=True):
    """How many passages there are, how many words they have together, and the sum of their checks."""

    passages: int = 0
    words: int = 0
    check: int = 0

    def __add__(self, other: Totals) -> Totals:
        return Totals(self.passages + other.passages, self.words + other.words, self.check + other.check)

    def __sub__(self, other: Totals) -> Totals:
        return Totals(self.passages - other.passages, self.words - other.words, self.check - other.check)


class Held(msgspec.Struct, frozen=True):
    """A generation: its passages are those in `index` that the runs up to its own brought, and none of them took out.

    `run` is the number of that which made it, 0 for one that is not made yet; those that were `given_up` before do not
    count, whenever what they brought arrives. `removed` are the documents taken out, by the run that did: what of them
    came before it is not seen. `orders` are the keys of the documents' order, `repeats` what is told of passages that
    other documents repeat.
    """

    index: str
    run: int = 0
    given_up: list[int] = []
    totals: Totals = Totals()
    removed: dict[int, list[int]] = {}
    orders: Blocks = {}
    repeats: Blocks = {}

    def since(self, oldest: int) -> Held:
        """The same, what of it was taken out by that run or before being no more there."""
        removed = {number: gone for number, gone in self.removed.items() if number > oldest}
        return msgspec.structs.replace(self, removed=removed)


class _Root(msgspec.Struct, frozen=True):
    """What the catalogue says: the generations by name, the number of the last run that began, and who wrote it."""

    held: dict[str, Held] = {}
    runs: int = 0
    by: str = ""


class Catalogue:
    """The generations of an index, as they were when it was read; `replace` writes them anew."""

    def __init__(self, server: Server, index: str) -> None:
        self._server, self._index = server, index
        self._root = _Root()
        self._seen: Json = {}
        self._by = secrets.token_hex(8)  # what another wrote is never taken for ours

    @property
    def held(self) -> Mapping[str, Held]:
        """The generations, by name."""
        return self._root.held

    @property
    def runs(self) -> int:
        """The number of the last run that began."""
        return self._root.runs

    def read(self) -> Catalogue:
        """Read it; an index that is not there holds nothing. ValueError where it says what cannot be."""
        try:
            found = self._server.ask("GET", f"/{self._index}/_doc/{_ROOT}")
        except Refused as refused:
            if refused.status != 404:
                raise
            self._root, self._seen = _Root(), {}
            return self
        self._root = msgspec.convert(found["_source"]["said"], _Root, strict=False)
        self._seen = {"if_seq_no": found["_seq_no"], "if_primary_term": found["_primary_term"]}
        return self

    def begin(self, held: Mapping[str, Held]) -> int:
        """Say what there is, and that a run begins; its number. One that began before can publish nothing any more."""
        self._write(_Root(dict(held), self.runs + 1, self._by))
        return self.runs

    def replace(self, held: Mapping[str, Held]) -> None:
        """Say what there is from now on: at once for all. LibraryBusyError where somebody else did meanwhile."""
        self._write(_Root(dict(held), self.runs, self._by))

    def _write(self, root: _Root) -> None:
        self._make()
        path, said = f"/{self._index}/_doc/{_ROOT}", {"said": msgspec.to_builtins(root)}
        try:
            done = self._server.ask("PUT", path, said, **(self._seen or {"op_type": "create"}))
            self._root, self._seen = root, {"if_seq_no": done["_seq_no"], "if_primary_term": done["_primary_term"]}
        except Refused as refused:
            if refused.status != 409:
                raise
            if self.read()._root != root:  # else it was done, and the answer lost on its way
                raise LibraryBusyError("Another process writes to that index.", "Wait until it is done.") from refused

    def save(self, mapping: Mapping[int, V], known: Blocks) -> Blocks:
        """Keep a map; blocks that are `known` to be there are not sent again."""
        parts: dict[str, list[tuple[int, V]]] = {}
        for key in sorted(mapping):
            parts.setdefault(block_of(key), []).append((key, mapping[key]))
        made: Blocks = {}
        new: list[tuple[Json, Json | None]] = []
        for number, part in parts.items():
            told = json.dumps(part, separators=(",", ":")).encode()
            made[number] = name = _hash(told)
            if known.get(number) != name:
                packed = base64.b64encode(zlib.compress(told, 6)).decode()
                new.append(({"index": {"_id": name}}, {"said": {"block": packed}}))
        if new:
            self._make()
            self._server.write(self._index, iter(new))
        return made

    def blocks(self, names: Iterable[str]) -> Iterator[dict[int, Any]]:
        """What the blocks of those names say. ValueError where one is not what it was."""
        wanted = list(names)
        for first in range(0, len(wanted), _ASKED):
            some = wanted[first : first + _ASKED]
            answer = self._server.ask("POST", f"/{self._index}/_mget", {"ids": some})
            for name, found in zip(some, answer["docs"], strict=True):
                yield _opened(name, found)

    def load(self, blocks: Blocks) -> dict[int, Any]:
        """A map that was saved. ValueError where it is not what it was."""
        return {key: value for part in self.blocks(blocks.values()) for key, value in part.items()}

    def forget(self, before: Collection[Held]) -> None:
        """Drop the blocks that only these knew."""
        kept = {name for held in self.held.values() for name in _names(held)}
        gone = {name for held in before for name in _names(held)} - kept
        if gone:
            self._server.write(self._index, (({"delete": {"_id": name}}, None) for name in sorted(gone)))

    def _make(self) -> None:
        if not self._seen:
            make(self._server, self._index, _MAPPING)


def block_of(key: int) -> str:
    """The block of a map in which a number stands."""
    return str(key // _BLOCK)


def make(server: Server, index: str, body: Json) -> None:
    """Make an index, unless there is one, and the name under which it is written to."""
    try:
        server.ask("PUT", f"/{index}", {**body, "aliases": {writing(index): {}}})
    except Refused as refused:
        if refused.kind != "resource_already_exists_exception":
            raise


def _names(held: Held) -> set[str]:
    return {*held.orders.values(), *held.repeats.values()}


def _hash(told: bytes) -> str:
    return hashlib.blake2b(told, digest_size=16).hexdigest()


def _opened(name: str, found: Json) -> dict[int, Any]:
    unpacking = zlib.decompressobj()
    told = unpacking.decompress(
        base64.b64decode(found.get("_source", {}).get("said", {}).get("block", "")), _MOST_BYTES
    )
    if _hash(told) != name:
        raise ValueError(f"block {name} of the catalogue is not what it was")
    return dict(json.loads(told))
