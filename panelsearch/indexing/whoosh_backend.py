"""How is the index kept on disk and searched fast? Whoosh's files, read into numpy arrays. Nobody else knows Whoosh.

Whoosh keeps what it is good at: segments, terms, postings, deletions, commits. What costs is its per-posting Python, so
a term's postings are decoded once into arrays, kept within a memory budget, and combined and scored vectorised.

Nothing is stored in it but postings and numbers. Its files hold pickles, and an index may come from somebody else: they
are read by an unpickler that admits Whoosh's own segments and plain values only.
"""

from __future__ import annotations

import io
import os
import pickle
import shutil
import struct
import threading
import warnings
import zlib
from bisect import bisect_left
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # invalid escapes in its source, since Python 3.12
    import whoosh.codec.whoosh3
    import whoosh.filedb.structfile
    import whoosh.index
    from whoosh import columns, fields, formats
    from whoosh.filedb.filestore import FileStorage
    from whoosh.reading import TermNotFound

from panelsearch.analysis import FINGERPRINT as ANALYSIS_FINGERPRINT
from panelsearch.analysis import analyze, folded, forms, words_of
from panelsearch.errors import LibraryDamagedError
from panelsearch.indexing import scoring
from panelsearch.indexing.base import IndexedPassage, IndexReader, IndexWriter, Match, Matches, Sort
from panelsearch.indexing.matching import edits_within, near_spans, wildcard_pattern
from panelsearch.indexing.suggesting import suggestions
from panelsearch.query.tree import (
    And,
    Boost,
    DateIn,
    DocumentIn,
    Everything,
    Fuzzy,
    MoneyIn,
    NameField,
    NameIs,
    Near,
    Not,
    Or,
    PageIn,
    Phrase,
    Query,
    Wildcard,
    Word,
)

Mask = NDArray[np.bool_]
Numbers = NDArray[np.int64]
Scores = NDArray[np.float64]

_CACHE_BYTES = 96 * 1024 * 1024
_WRITER_MEMORY_MB = 256
_BATCH = 20_000
_WHOLE = "\x01"  # marks a compound's term beside its parts' terms, so that phrases see the parts only
_SUM_ORIGIN = 10**18
_NO_DAY = 0
_PRIOR_UNIT = 10**9
_NUMBERS = ("key", "document", "day", "page", "length", "prior")


# -- opening without running anybody's code ---------------------------------------------------------------------------


_ADMITTED = frozenset(
    """whoosh.codec.whoosh3.W3Segment whoosh.codec.whoosh3.W3Codec collections.defaultdict array.array
    builtins.set builtins.frozenset builtins.int builtins.dict builtins.list""".split()
)


def _latin_bytes(text: str, _encoding: str = "") -> bytes:
    """How old pickles write bytes; always Latin-1, whatever they ask for."""
    return text.encode("latin-1")


class _PlainUnpickler(pickle.Unpickler):
    """Admits Whoosh's segment and its codec, which hold numbers and names; plain values need no class at all."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) == ("_codecs", "encode"):
            return _latin_bytes
        if f"{module}.{name}" in _ADMITTED:
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name} is not admitted in an index")


def _load_plainly(file: IO[bytes]) -> Any:
    return _PlainUnpickler(file).load()


def _loads_plainly(packed: bytes) -> Any:
    return _PlainUnpickler(io.BytesIO(packed)).load()


# Whoosh calls pickle under these names of its own; older formats, which it would read with pickle, are not admitted.
whoosh.filedb.structfile.load_pickle = _load_plainly
whoosh.codec.whoosh3.loads = _loads_plainly
whoosh.index.toc_loaders = {}

_FAULTS = (
    AssertionError, AttributeError, EOFError, ImportError, LookupError, OSError, TypeError, ValueError, struct.error,
    pickle.UnpicklingError, whoosh.index.IndexError, zlib.error, OverflowError, MemoryError,
)  # fmt: skip


# -- schema -----------------------------------------------------------------------------------------------------------


class TermsField(fields.FieldType):  # type: ignore[misc]
    """A field given as (term, position) pairs that our analyzer has made; no length, no scoring of Whoosh's."""

    indexed = True
    stored = False
    scorable = False
    analyzer = None
    vector = None

    def __init__(self, *, positions: bool) -> None:
        self.format = formats.Positions() if positions else formats.Frequency()

    def index(self, value: Sequence[tuple[str, int]], **_: object) -> Iterator[tuple[bytes, int, float, bytes]]:
        """What Whoosh asks of a field: (term, frequency, weight, encoded positions)."""
        places: dict[str, list[int]] = {}
        for term, position in value:
            places.setdefault(term, []).append(position)
        for term, found in places.items():
            encoded = self.format.encode(found) if isinstance(self.format, formats.Positions) else b""
            if not encoded:
                encoded = struct.pack("!I", len(found))
            yield term.encode(), len(found), float(len(found)), encoded


_PLACED = ("body", "exact")
_LISTED = ("heading", "title", "person", "council", "org", "kind", "place", "item", "matter", "sum")


def _schema() -> fields.Schema:
    made: dict[str, object] = {name: TermsField(positions=True) for name in _PLACED}
    made |= {name: TermsField(positions=False) for name in _LISTED}
    made |= {name: fields.COLUMN(columns.NumericColumn("q")) for name in _NUMBERS}
    made["document_id"] = fields.ID()
    return fields.Schema(**made)


def _as_document(passage: IndexedPassage) -> dict[str, object]:
    tokens = analyze(passage.text)

    def named(names: Iterable[str]) -> list[tuple[str, int]]:
        return [(" ".join(words), 0) for name in names if (words := words_of(name))]

    return {
        "body": [(_WHOLE + t.term if t.whole else t.term, t.position) for t in tokens],
        "exact": [(_WHOLE + t.exact if t.whole else t.exact, t.position) for t in tokens],
        "heading": [(t.term, t.position) for t in analyze(passage.heading)],
        "title": [(t.term, t.position) for t in analyze(passage.title)],
        "person": named(passage.people),
        "council": named(passage.councils),
        "org": named(passage.orgs),
        "kind": named([passage.kind]),
        "place": named([passage.body]),
        "item": named([passage.item_number]),
        "matter": named([passage.heading]),
        "sum": [(f"{pence + _SUM_ORIGIN:020d}", 0) for pence in set(passage.sums_pence)],
        "document_id": str(passage.document_id),
        "key": passage.passage_id,
        "document": passage.document_id,
        "day": passage.meeting_date.toordinal() if passage.meeting_date else _NO_DAY,
        "page": passage.page,
        "length": sum(not t.whole for t in tokens),
        "prior": round(_PRIOR_UNIT * scoring.prior(passage.kind, passage.repeats)),
    }


# -- backend ----------------------------------------------------------------------------------------------------------


class WhooshBackend:
    """The index in use."""

    fingerprint = f"whoosh 3, {ANALYSIS_FINGERPRINT}"

    @contextmanager
    def writer(self, directory: Path, base: Path | None = None) -> Iterator[IndexWriter]:
        """See `IndexBackend.writer`."""
        directory.mkdir(parents=True, exist_ok=True)
        if base is not None:
            _link_files(base, directory)
        storage = FileStorage(str(directory))
        schema = _schema()
        index = storage.open_index(schema=schema) if base is not None else storage.create_index(schema)
        writer = _Writer(index, directory)
        try:
            yield writer
        except BaseException:
            writer.cancel()
            raise
        else:
            writer.commit()
        finally:
            index.close()

    def reader(self, directory: Path) -> IndexReader:
        """See `IndexBackend.reader`."""
        try:
            index = FileStorage(str(directory), readonly=True).open_index(schema=_schema())
            return _Reader(index.reader())
        except _FAULTS as error:
            raise _damaged(directory) from error


def _damaged(directory: Path) -> LibraryDamagedError:
    return LibraryDamagedError(
        f"The index in {directory} cannot be read.",
        "Make it anew from what was read before: panelsearch index --rebuild",
    )


def _link_files(base: Path, directory: Path) -> None:
    """The files of `base` in `directory`: Whoosh never changes a file it has written, so links are enough."""
    for file in base.iterdir():
        if file.is_file() and not file.name.endswith("LOCK"):
            target = directory / file.name
            try:
                os.link(file, target)
            except OSError:
                shutil.copy2(file, target)


class _Writer:
    def __init__(self, index: Any, directory: Path) -> None:
        self._index = index
        self._directory = directory
        self._writer: Any = None
        self._count = 0

    def _open(self) -> Any:
        if self._writer is None:
            self._writer = self._index.writer(limitmb=_WRITER_MEMORY_MB)
        return self._writer

    def add(self, passages: Iterable[IndexedPassage]) -> None:
        for passage in passages:
            self._open().add_document(**_as_document(passage))
            self._count += 1
            if self._count % _BATCH == 0:  # one commit for everything would hold everything in memory
                self._writer.commit(merge=False)
                self._writer = None

    def remove_document(self, document_id: int) -> None:
        self._open().delete_by_term("document_id", str(document_id))

    def commit(self) -> None:
        self._open().commit()
        self._writer = None
        for file in self._directory.iterdir():
            with file.open("rb") as handle:
                os.fsync(handle.fileno()) if os.name != "nt" else None

    def cancel(self) -> None:
        if self._writer is not None:
            self._writer.cancel()
            self._writer = None


# -- reading ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Postings:
    """A term's passages (numbers in the index, ascending), how often it occurs in each, and where."""

    ids: Numbers
    counts: Scores
    positions: tuple[tuple[int, ...], ...] = ()

    @property
    def size_bytes(self) -> int:
        return 200 + self.ids.nbytes + self.counts.nbytes + sum(80 + 8 * len(some) for some in self.positions)


_NONE = _Postings(np.empty(0, np.int64), np.empty(0, np.float64))


class _Reader:
    """A snapshot of the index; decoded postings are kept, least recently used out."""

    def __init__(self, reader: Any) -> None:
        self._reader = reader
        self._lock = threading.RLock()
        self._cache: OrderedDict[tuple[str, str, bool], _Postings] = OrderedDict()
        self._cached_bytes = 0
        self._lexicons: dict[str, list[str]] = {}
        self._size: int = reader.doc_count_all()
        self._numbers = {name: self._column(name) for name in _NUMBERS}
        self._live = np.ones(self._size, np.bool_)
        if reader.has_deletions():
            self._live[[n for n in range(self._size) if reader.is_deleted(n)]] = False
        self._documents = int(self._live.sum())
        lengths = self._numbers["length"][self._live]
        self._average = float(lengths.mean()) if self._documents else 1.0
        self._norm = 1 - scoring.B + scoring.B * self._numbers["length"] / (self._average or 1.0)
        self._prior = self._numbers["prior"] / _PRIOR_UNIT

    def _column(self, name: str) -> Numbers:
        parts = []
        for leaf, _ in self._reader.leaf_readers():
            count = leaf.doc_count_all()
            column = leaf.column_reader(name, translate=False)
            parts.append(np.fromiter((column[n] for n in range(count)), np.int64, count))
        return np.concatenate(parts) if parts else np.empty(0, np.int64)

    def close(self) -> None:
        with self._lock:
            self._reader.close()
            self._cache.clear()

    def search(self, query: Query, limit: int | None = 20, sort: Sort = Sort.RELEVANCE) -> Matches:
        with self._lock, _translated():
            mask, scores = self._evaluate(query)
            found = np.flatnonzero(mask & self._live)
            ranked = self._ranked(found, scores[found] * self._prior[found], limit, sort)
            keys = self._numbers["key"]
            return Matches(len(found), tuple(Match(int(keys[n]), float(score)) for n, score in ranked))

    def matching_ids(self, query: Query) -> frozenset[int]:
        with self._lock, _translated():
            mask, _ = self._evaluate(query)
            return frozenset(self._numbers["key"][mask & self._live].tolist())

    def suggest(self, word: str) -> tuple[str, ...]:
        with self._lock, _translated():
            wanted = folded(word)
            most = 2 if len(wanted) > 4 else 1
            near = [term for term in self._lexicon("exact") if edits_within(wanted, term, most)]
            return suggestions(wanted, Counter({term: len(self._postings("exact", term).ids) for term in near}))

    def _ranked(self, found: Numbers, scores: Scores, limit: int | None, sort: Sort) -> Iterator[tuple[int, float]]:
        keys = self._numbers["key"][found]
        if sort is Sort.RELEVANCE:
            if limit is not None and 0 < limit < len(found):
                least = np.partition(scores, len(found) - limit)[len(found) - limit]
                best = scores >= least
                found, scores, keys = found[best], scores[best], keys[best]
            order = np.lexsort((keys, -scores))
        else:
            days = self._numbers["day"][found]
            when = np.where(days == _NO_DAY, np.iinfo(np.int64).max, days if sort is Sort.OLDEST else -days)
            order = np.lexsort((keys, -scores, when))
        for at in order[:limit]:
            yield int(found[at]), float(scores[at])

    # trees

    def _evaluate(self, query: Query) -> tuple[Mask, Scores]:
        """Which passages match, and what each scores (0 where it does not)."""
        match query:
            case And(children):
                mask, scores = self._evaluate(children[0])
                for child in children[1:]:
                    other, more = self._evaluate(child)
                    mask, scores = mask & other, scores + more
                return mask, scores
            case Or(children):
                mask, scores = self._evaluate(children[0])
                for child in children[1:]:
                    other, more = self._evaluate(child)
                    mask, scores = mask | other, scores + more
                return mask, scores
            case Not(child):
                return ~self._evaluate(child)[0], np.zeros(self._size)
            case Boost(child, factor):
                mask, scores = self._evaluate(child)
                return mask, scores * factor
            case Word() | Phrase() | Near():
                return self._scored(self._frequencies(query))
            case Wildcard(pattern):
                return self._pattern(self._expanded(pattern))
            case Fuzzy(text, edits):
                wanted = folded(text)
                words = [w for w in self._lexicon("exact") if edits_within(wanted, w.lstrip(_WHOLE), edits)]
                return self._pattern(words)
            case _:
                return self._restricted(query), np.zeros(self._size)

    def _restricted(self, query: Query) -> Mask:
        match query:
            case NameIs(field, value):
                return self._named(field, value)
            case DateIn(first, last):
                days = self._numbers["day"]
                mask: Mask = days != _NO_DAY
                if first is not None:
                    mask &= days >= first.toordinal()
                if last is not None:
                    mask &= days <= last.toordinal()
                return mask
            case MoneyIn(low, high):
                sums = self._lexicon("sum")
                start = 0 if low is None else bisect_left(sums, f"{low + _SUM_ORIGIN:020d}")
                end = len(sums) if high is None else bisect_left(sums, f"{high + _SUM_ORIGIN + 1:020d}")
                return self._holding("sum", sums[start:end])
            case PageIn(first_page, last_page):
                pages = self._numbers["page"]
                on_page: Mask = pages >= (first_page or 0)
                if last_page is not None:
                    on_page &= pages <= last_page
                return on_page
            case DocumentIn(documents):
                return np.isin(self._numbers["document"], list(documents))
            case Everything():
                return np.ones(self._size, np.bool_)
        raise AssertionError(query)

    def _named(self, field: NameField, value: str) -> Mask:
        wanted = set(words_of(value))
        lists = {
            NameField.PERSON: ("person",), NameField.COUNCIL: ("council",), NameField.ORG: ("org",),
            NameField.BODY: ("place",), NameField.KIND: ("kind",), NameField.ITEM: ("item", "matter"),
            NameField.MINUTE: ("item",),
        }[field]  # fmt: skip
        mask = np.zeros(self._size, np.bool_)
        if wanted:
            for name in lists:
                mask |= self._holding(name, [t for t in self._lexicon(name) if wanted <= set(t.split(" "))])
        return mask

    # words

    def _frequencies(self, leaf: Query) -> Scores:
        """How often a leaf occurs in each passage, fields weighted."""
        total = np.zeros(self._size)
        match leaf:
            case Word(text, exact=True):
                for term in (folded(text), _WHOLE + folded(text)):
                    postings = self._postings("exact", term)
                    total[postings.ids] += postings.counts
            case Word(text):
                for form in forms(text):
                    self._add_form(total, form)
            case Phrase(words):
                self._add_phrase(total, "exact", words)
            case Near(words, distance):
                self._add_near(total, words, distance)
        return total

    def _add_form(self, total: Scores, form: tuple[str, ...]) -> None:
        if len(form) > 1:
            body = np.zeros(self._size)
            self._add_phrase(body, "body", form)
            total += body / self._norm
            return
        for term in (form[0], _WHOLE + form[0]):
            postings = self._postings("body", term)
            total[postings.ids] += postings.counts / self._norm[postings.ids]
        for field, weight in (("heading", scoring.HEADING_WEIGHT), ("title", scoring.TITLE_WEIGHT)):
            postings = self._postings(field, form[0])
            total[postings.ids] += weight * postings.counts

    def _add_phrase(self, total: Scores, field: str, words: Sequence[str]) -> None:
        for number, places in self._together(field, words):
            starts = set(places[0])
            for step, some in enumerate(places[1:], 1):
                starts &= {place - step for place in some}
            total[number] += len(starts)

    def _add_near(self, total: Scores, words: Sequence[str], distance: int) -> None:
        distinct = tuple(dict.fromkeys(words))
        for number, places in self._together("exact", distinct):
            at: dict[int, str] = {p: word for word, some in zip(distinct, places, strict=True) for p in some}
            line = [at.get(p, "") for p in range(max(at) + 1)]
            total[number] += sum(1 for _ in near_spans(line, words, distance))

    def _together(self, field: str, words: Sequence[str]) -> Iterator[tuple[int, list[tuple[int, ...]]]]:
        """The passages that hold all the words, with the places of each."""
        found = [self._postings(field, word, placed=True) for word in words]
        common = found[0].ids
        for postings in found[1:]:
            common = np.intersect1d(common, postings.ids, assume_unique=True)
        where = [np.searchsorted(postings.ids, common) for postings in found]
        for row, number in enumerate(common.tolist()):
            yield number, [p.positions[at[row]] for p, at in zip(found, where, strict=True)]

    def _scored(self, frequencies: Scores) -> tuple[Mask, Scores]:
        mask = frequencies > 0
        holding = int((mask & self._live).sum())
        scores = frequencies * (scoring.K1 + 1) / (frequencies + scoring.K1)
        return mask, scores * scoring.idf(self._documents, holding)

    def _pattern(self, words: Sequence[str]) -> tuple[Mask, Scores]:
        mask = self._holding("exact", words)
        return mask, mask.astype(np.float64) * scoring.PATTERN_SCORE

    def _expanded(self, pattern: str) -> list[str]:
        words = self._lexicon("exact")
        prefix = pattern[: min((pattern.find(c) for c in "*?" if c in pattern), default=len(pattern))]
        shape = wildcard_pattern(pattern)
        if not prefix:
            return [word for word in words if shape.fullmatch(word.lstrip(_WHOLE))]
        found = []
        for start in (prefix, _WHOLE + prefix):
            low, high = bisect_left(words, start), bisect_left(words, start + "\U0010ffff")
            found += [word for word in words[low:high] if shape.fullmatch(word.lstrip(_WHOLE))]
        return found

    def _holding(self, field: str, terms: Sequence[str]) -> Mask:
        mask = np.zeros(self._size, np.bool_)
        for term in terms:
            mask[self._postings(field, term).ids] = True
        return mask

    # what Whoosh holds

    def _lexicon(self, field: str) -> list[str]:
        """All terms of a field, sorted."""
        if field not in self._lexicons:
            self._lexicons[field] = sorted({term.decode() for term in self._reader.lexicon(field)})
        return self._lexicons[field]

    def _postings(self, field: str, term: str, *, placed: bool = False) -> _Postings:
        key = (field, term, placed)
        held = self._cache.get(key)
        if held is not None:
            self._cache.move_to_end(key)
            return held
        decoded = self._decoded(field, term, placed=placed)
        self._cache[key] = decoded
        self._cached_bytes += decoded.size_bytes
        while self._cached_bytes > _CACHE_BYTES and len(self._cache) > 1:
            _, dropped = self._cache.popitem(last=False)
            self._cached_bytes -= dropped.size_bytes
        return decoded

    def _decoded(self, field: str, term: str, *, placed: bool) -> _Postings:
        try:
            matcher = self._reader.postings(field, term.encode())
        except TermNotFound:
            return _NONE
        ids: list[int] = []
        counts: list[float] = []
        places: list[tuple[int, ...]] = []
        read_places: Callable[[str], list[int]] = matcher.value_as
        while matcher.is_active():
            ids.append(matcher.id())
            counts.append(matcher.weight())
            if placed:
                places.append(tuple(read_places("positions")))
            matcher.next()
        return _Postings(np.array(ids, np.int64), np.array(counts, np.float64), tuple(places))


@contextmanager
def _translated() -> Iterator[None]:
    """What Whoosh throws over a damaged index as an error of ours."""
    try:
        yield
    except (OSError, EOFError, struct.error, pickle.UnpicklingError, zlib.error) as error:
        raise LibraryDamagedError(
            "The index cannot be read.", "Make it anew from what was read before: panelsearch index --rebuild"
        ) from error
