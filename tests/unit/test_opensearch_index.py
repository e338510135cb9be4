"""What of an index on a server can be tried without one: its names, its order's keys, how it is asked."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opensearchpy import exceptions

from panelsearch.errors import LibraryError, LibraryMovedOnError, UsageError
from panelsearch.indexing.engines import open_engine
from panelsearch.indexing.opensearch.address import IndexAddress
from panelsearch.indexing.opensearch.catalogue import Held
from panelsearch.indexing.opensearch.filters import matching
from panelsearch.indexing.opensearch.order_keys import arranged, between
from panelsearch.indexing.opensearch.passage_fields import APART, content_of, kept
from panelsearch.indexing.opensearch.point_in_time import PointInTime
from panelsearch.indexing.opensearch.repetition import at, entry, told
from panelsearch.indexing.opensearch.server import CERTIFICATES, PASSWORD, USER, Refused, Server
from panelsearch.model.indexed_passages import IndexedPassage
from panelsearch.query.ast import DocumentIn, Word
from panelsearch.text.analyzer import analyze

# -- names ------------------------------------------------------------------------------------------------------------


def test_a_place_names_nodes_library_and_part() -> None:
    address = IndexAddress.of("https://one:9200,https://two:9200/north-county/decisions")
    assert address == IndexAddress.of("https://one:9200,two:9200/north-county/decisions")
    assert address == IndexAddress(("https://one:9200", "https://two:9200"), "north-county", "decisions")
    assert address.catalogue == "north-county.decisions"
    assert address.passages(7) == "north-county.decisions-7"


@pytest.mark.parametrize(
    "place",
    [
        "https://host:9200", "https://host:9200/", "https://host:9200/County", "https://host:9200/a.passages",
        "https://host:9200/_all", "https://host:9200/*", "https://host:9200/a/b/c", "https:///name",
        "https://host:9200/a?x=1", "ftp://host/a", "https://host:9200/a%2Fb",
    ],
)  # fmt: skip
def test_what_is_no_address_is_told(place: str) -> None:
    with pytest.raises(UsageError):
        IndexAddress.of(place)


@pytest.mark.parametrize(
    "place",
    [
        "https://me:hunter2@host:9200/county", "https://me:hunter2/x@host:9200/county",
        "https://me:x/hunter2@host:9200/county", "https://me:hunter2?x@host:9200/county",
        "https://me:hunter2#x@host/county", "https://me:[hunter2@host/county", "https://me@firm:hunter2@host/county",
    ],
)  # fmt: skip
def test_a_password_in_an_address_is_refused_and_not_repeated(place: str) -> None:
    with pytest.raises(UsageError) as told:
        open_engine(place)
    assert "hunter2" not in f"{told.value.message}{told.value.hint}"
    assert PASSWORD in told.value.hint


@pytest.mark.parametrize("place", ["https://h:9200/n?password=hunter2", "https://[h/n?a=b", "https://h/n?key=hunter2"])
def test_a_password_behind_an_address_is_not_repeated(place: str) -> None:
    with pytest.raises(UsageError, match="no address") as told:
        IndexAddress.of(place)
    assert "hunter2" not in told.value.message


@given(
    one=st.from_regex(r"[a-z0-9][a-z0-9_-]{0,5}", fullmatch=True),
    other=st.from_regex(r"[a-z0-9][a-z0-9_-]{0,5}", fullmatch=True),
)
def test_no_two_libraries_touch(one: str, other: str) -> None:
    names = [
        {f"{IndexAddress.of(f'http://h/{name}{part}').catalogue}" for part in ("", "/decisions", "/actions")}
        for name in (one, other)
    ]
    assert one == other or not any(a == b or b.startswith(f"{a}-") for a in names[0] for b in names[1])


# -- what is written of a passage -------------------------------------------------------------------------------------


@given(text=st.text("ab -/£1.,'é\n", max_size=40))
def test_the_terms_stand_where_the_analyzer_says(text: str) -> None:
    tokens, content = analyze(text), content_of(IndexedPassage(1, 1, text), 1)
    for name, terms in (("body", [t.term for t in tokens]), ("exact", [t.exact for t in tokens])):
        parts, *wholes = content[name]
        assert parts.split() == [term for term, token in zip(terms, tokens, strict=True) if not token.whole]
        assert wholes == [term for term, token in zip(terms, tokens, strict=True) if token.whole]
        assert [t.position for t in tokens if not t.whole] == list(range(len(parts.split())))
    assert content["length"] == len(content["body"][0].split()) < APART


def test_a_term_that_is_too_long_for_lucene_is_cut_and_still_itself() -> None:
    one, other = kept("é" * 40_000), kept("é" * 40_001)
    assert one != other
    assert max(len(one.encode()), len(other.encode())) < 32_766
    assert kept("grass") == "grass"


def test_more_documents_than_a_query_may_list_are_listed_in_parts() -> None:
    asked = matching(DocumentIn(frozenset(range(70_000))))
    assert [len(part["terms"]["document"]) for part in asked["bool"]["should"]] == [65_536, 4_464]


def test_a_word_of_nothing_matches_nothing() -> None:
    assert matching(Word("...")) == {"match_none": {}}


# -- the order of equals ----------------------------------------------------------------------------------------------


@given(histories=st.lists(st.lists(st.integers(0, 30), unique=True, max_size=20), min_size=1, max_size=8))
def test_keys_sort_as_the_documents_stand_whatever_came_before(histories: list[list[int]]) -> None:
    known: dict[int, str] = {}
    for documents in histories:
        keys = arranged(documents, known)
        assert sorted(documents, key=lambda one: keys[one]) == documents
        assert len(set(keys.values())) == len(documents)
        known = keys


@given(documents=st.lists(st.integers(0, 200), unique=True, max_size=40), new=st.data())
def test_what_comes_between_moves_nothing(documents: list[int], new: st.DataObject) -> None:
    known = arranged(documents, {})
    more = list(documents)
    for number in range(300, 310):
        more.insert(new.draw(st.integers(0, len(more))), number)
    keys = arranged(more, known)
    assert {one: keys[one] for one in documents} == known


def test_one_that_moves_is_the_only_one() -> None:
    known = arranged(range(100), {})
    moved = [*range(1, 100), 0]
    keys = arranged(moved, known)
    assert [one for one in moved if keys[one] != known[one]] == [0]


def test_keys_stay_short_where_papers_come_one_after_another() -> None:
    before, after = "80000000", "80000001"
    for _ in range(10_000):
        before = between(before, after)
        assert before < after
    assert len(before) == 16


# -- what repeats -----------------------------------------------------------------------------------------------------


def test_how_often_is_kept_from_which_generation_on() -> None:
    entries = [entry(4, 9), entry(3, 7)]
    assert [at(entries, number, []) for number in (2, 3, 4, 5)] == [0, 7, 9, 9]
    assert [at(entries, number, [4]) for number in (2, 3, 4, 5)] == [0, 7, 7, 7]


@given(count=st.integers(0, 10**9))
def test_a_large_number_is_told_nearly(count: int) -> None:
    kept_as = told(count)
    assert kept_as == count if count < 256 else min(count, 1 << 24) * 127 / 128 - 1 <= kept_as <= count


# -- how a server is asked --------------------------------------------------------------------------------------------


class Stub:
    """A channel that gives the answers it was made with, one after the other; an exception is raised."""

    def __init__(self, *answers: Any) -> None:
        self._answers = iter(answers)
        self.asked: list[tuple[str, str, Any]] = []

    def perform_request(self, method, url, params=None, body=None, timeout=None):
        self.asked.append((method, url, body))
        answer = next(self._answers)
        if isinstance(answer, Exception):
            raise answer
        return answer

    def close(self) -> None:
        pass


def server(*answers: Any, patience: float = 5.0) -> tuple[Server, Stub, list[float]]:
    stub, pauses = Stub(*answers), []
    return Server(["http://h:1"], timeout=1, patience=patience, channel=stub, sleep=pauses.append), stub, pauses


def failed(status: int, kind: str = "x", reason: str = "y") -> exceptions.TransportError:
    return exceptions.TransportError(status, kind, {"error": {"type": kind, "reason": reason}, "status": status})


WHOLE = {"timed_out": False, "_shards": {"total": 2, "successful": 2, "failed": 0}, "hits": {"hits": []}}


def test_a_server_that_is_busy_or_away_is_asked_again() -> None:
    one, _, pauses = server(failed(429), exceptions.ConnectionError("N/A", "refused", None), failed(503), {"ok": 1})
    assert one.ask("GET", "/x") == {"ok": 1}
    assert len(pauses) == 3
    assert pauses[0] < pauses[1] < pauses[2]


def test_a_server_that_stays_away_is_named_with_what_to_do() -> None:
    one, _, _ = server(*(exceptions.ConnectionError("N/A", "refused", None) for _ in range(9)), patience=0)
    with pytest.raises(LibraryError, match=r"http://h:1 cannot be reached") as told:
        one.ask("GET", "/x")
    assert told.value.hint


def test_what_is_refused_for_good_is_asked_once() -> None:
    one, stub, _ = server(failed(400, "parsing_exception"))
    with pytest.raises(Refused, match="parsing_exception"):
        one.ask("GET", "/x")
    assert len(stub.asked) == 1


@pytest.mark.parametrize(
    ("status", "kind", "says"),
    [(401, "security_exception", USER), (403, "security_exception", USER), (403, "cluster_block_exception", "room")],
)
def test_who_must_act_is_told_how(status: int, kind: str, says: str) -> None:
    one, _, _ = server(failed(status, kind))
    with pytest.raises(LibraryError) as told:
        one.ask("PUT", "/x")
    assert says in told.value.hint


def test_certificates_that_cannot_be_read_are_told(tmp_path, monkeypatch) -> None:
    for written in (None, b"no certificate"):
        file = tmp_path / "authority.pem"
        if written:
            file.write_bytes(written)
        monkeypatch.setenv(CERTIFICATES, str(file))
        with pytest.raises(UsageError, match=r"authority\.pem"):
            Server(["https://h:1"], timeout=1, patience=0)
        Server(["http://h:1"], timeout=1, patience=0).close()


@pytest.mark.parametrize(
    "answer",
    [
        WHOLE | {"timed_out": True},
        WHOLE | {"_shards": {"total": 2, "successful": 1, "failed": 1}},
        WHOLE | {"_shards": {"total": 2, "successful": 1, "failed": 0}},
    ],
)
def test_a_part_is_never_passed_off_as_the_whole(answer: dict[str, Any]) -> None:
    for asked in (lambda one: one.search({}), lambda one: one.searches([{}])):
        one, _, _ = server(answer if asked.__code__.co_names[0] == "search" else {"responses": [answer]})
        with pytest.raises(LibraryError, match="part of the index"):
            asked(one)


def _done(*statuses: int, action: str = "index") -> dict[str, Any]:
    return {
        "errors": any(status > 201 for status in statuses),
        "items": [
            {action: {"status": s, **({"error": {"type": "t", "reason": "r"}} if s > 201 else {})}} for s in statuses
        ],
    }


def test_only_what_a_server_had_no_time_for_is_sent_again() -> None:
    one, stub, _ = server(_done(201, 429, 201, 503), _done(201, 201))
    one.write_batch("i", ["a\n", "b\n", "c\n", "d\n"])
    assert [body for _, _, body in stub.asked] == ["a\nb\nc\nd\n", "b\nd\n"]


def test_what_cannot_be_written_is_an_error() -> None:
    one, _, _ = server(_done(201, 400))
    with pytest.raises(Refused, match="400"):
        one.write_batch("i", ["a\n", "b\n"])
    one, _, _ = server(*[_done(429)] * 3, patience=0)
    with pytest.raises(LibraryError, match="took no more"):
        one.write_batch("i", ["a\n"])


def test_what_was_done_by_a_request_whose_answer_was_lost_is_done() -> None:
    one, _, _ = server(_done(409, action="create"))
    one.write_batch("i", ["a\n"])
    one, _, _ = server(_done(404, action="delete"))
    one.write_batch("i", ["a\n"])


def test_actions_go_in_batches() -> None:
    sent = iter([_done(201)] * 9)
    one, stub, _ = server(*sent)
    long = "x" * (3 << 20)

    def actions() -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
        for number in range(4):
            yield {"index": {"_id": str(number)}}, {"a": long}

    one.write("i", actions())
    assert len(stub.asked) == 2
    assert [json.loads(line)["index"]["_id"] for _, _, body in stub.asked for line in body.split("\n")[:-1:2]] == [
        "0", "1", "2", "3",
    ]  # fmt: skip


@pytest.mark.parametrize("status", [404, 500, 503])
def test_a_point_in_time_that_was_lost_is_opened_anew_and_dropped(status: int) -> None:
    lost = failed(status, "search_context_missing_exception")
    one, stub, _ = server({"pit_id": "first"}, lost, {"pit_id": "second"}, {}, WHOLE)
    point = PointInTime(one, Held("i", 1))
    assert point.search({"size": 0}) == WHOLE
    assert stub.asked[-2][::2] == ("DELETE", {"pit_id": ["first"]})
    assert stub.asked[-1][2]["pit"]["id"] == "second"


def test_a_server_that_has_too_much_to_do_opens_no_more_points_in_time() -> None:
    busy = {"responses": [{"error": {"type": "rejected_execution_exception", "reason": "full"}, "status": 429}]}
    one, stub, _ = server({"pit_id": "first"}, busy, {"responses": [WHOLE]})
    assert PointInTime(one, Held("i", 1)).searches([{"size": 0}]) == [WHOLE]
    assert [url for _, url, _ in stub.asked] == ["/i/_search/point_in_time", "/_msearch", "/_msearch"]


def test_a_generation_that_went_meanwhile_leaves_no_point_in_time() -> None:
    one, stub, _ = server({"pit_id": "first"}, {})
    with pytest.raises(LibraryMovedOnError):
        PointInTime(one, Held("i", 1), lambda: False)
    assert stub.asked[-1][::2] == ("DELETE", {"pit_id": ["first"]})
