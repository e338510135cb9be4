"""A library says the same wherever its store is: every register, person, sum, timeline and count of it."""

from __future__ import annotations

import random
import shlex
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from conftest import Cli
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bench.papers_at_scale import records
from panelsearch.model.mentions import MentionLabel
from panelsearch.model.register_rows import ALL_ROWS, AttendanceOrder, NameOrder, RowOrder, ValueOrder, Wanted
from panelsearch.services.library import Library
from panelsearch.storage.place import Place
from panelsearch.testing.sample_records import sample_record
from tests.scale.servers import PostgresServer
from tests.unit.made_library import publish

PAPERS = dict(records(120)) | {f"sample {matter}.pdf": sample_record(matter) for matter in ("Footbridge", "Weir")}
NAMES = sorted(PAPERS)
CORPUS = Path(__file__).resolve().parents[2] / "corpus"


@pytest.fixture
def on_server(postgres: PostgresServer, tmp_path: Path) -> Place:
    return place_on(postgres, tmp_path)


def place_on(postgres: PostgresServer, folder: Path) -> Place:
    """A library whose store is on a server, and its index in a folder."""
    file = folder / "library.toml"
    file.write_text(f'store = "{postgres.new_library()}"\nindex = "index"\n', encoding="utf-8")
    return Place.parse(file)


def said(library: Library) -> Iterator[object]:
    """What a library answers, in every order."""
    status = library.status(on_disk=False)
    yield replace(status, index_dir="", built="")
    yield library.overview()
    yield library.sources()
    yield library.count_papers("A"), library.list_papers("MIN"), library.list_papers("ä", first=1, limit=3)
    people = library.entities(MentionLabel.PERSON).rows
    bodies = sorted({one.body for one in library.sources() if one.body})[:2]
    asked = (ALL_ROWS, Wanted(body=bodies[0] if bodies else "", first=date(2010, 1, 1), last=date(2012, 12, 31)))
    for wanted in asked:
        for query in ("", "footbridge", "budget -precept"):
            for order in RowOrder:
                yield library.decisions(query, wanted, order=order), library.actions(query, wanted, order=order)
                yield library.decisions(query, wanted, order=order, first=2, limit=3)
            yield library.count_decisions(query, wanted), library.count_actions(query, wanted)
            yield library.decisions_by_year(query, wanted), library.actions_by_year(query, wanted)
            yield library.timeline(query, wanted) if query else None
        for order in AttendanceOrder:
            yield library.attendance(wanted, order=order), library.attendance(wanted, order=order, first=1, limit=4)
        yield library.count_attendance(wanted), library.gaps(wanted)
    for label in (MentionLabel.PERSON, MentionLabel.COUNCIL):
        for order in NameOrder:
            for query in ("", people[0].name if people else "x", "ley"):
                yield library.entities(label, query, order=order)
    for label in (MentionLabel.MONEY, MentionLabel.DATE):
        for query in ("", "budget", "£100..£5000" if label is MentionLabel.MONEY else "2010..2014"):
            for order in ValueOrder:
                yield library.values(label, query, order=order, limit=30)
            yield library.values_by_year(label, query)
    for source in library.sources()[:12]:
        yield library.show(source.document), library.references(source.document, 1), library.outline(source.document)
        yield library.mentions_on(source.document, 1), library.labels(source.document)
    for query in ("footbridge", "minutes", '"street lighting"', "person:a"):
        found = library.search(query, limit=20)
        yield found
        yield [library.twins(hit.passage_id) for hit in found.hits[:3]]


def test_whatever_came_and_went(postgres: PostgresServer) -> None:
    @settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.randoms(use_true_random=False))
    def check(dice: random.Random) -> None:
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            here, there = Place.parse(Path(folder, "here")), place_on(postgres, Path(folder))
            for _ in range(dice.randint(1, 3)):
                held = {name: PAPERS[name] for name in dice.sample(NAMES, dice.randint(1, 40))}
                copied = dice.choice(sorted(held))
                held[f"Copies of/Ä {copied}"] = held[copied]
                publish(here, held)
                publish(there, held)
            with Library.open(here) as one, Library.open(there) as other:
                for told, wanted in zip(said(other), said(one), strict=True):
                    assert told == wanted

    check()


def test_every_command_says_the_same_of_papers_read_from_a_folder(on_server: Place, tmp_path: Path) -> None:
    here = Place.parse(tmp_path / "here")
    commands = [Cli(Path(place.typed)) for place in (here, on_server)]
    for command in commands:
        first, again = (
            command.json("index", "--workers", "1", "--ocr", "off", *folders) for folders in ([str(CORPUS)], [])
        )
        outcomes = [{one["outcome"] for one in told["documents"]} for told in (first, again)]
        assert outcomes == [{"indexed"}, {"unchanged"}]
    for words in (
        "decisions", "decisions --from 2023 --limit 3", "actions", "attendance", "people", "councils", "sums", "dates",
        "gaps", "timeline footbridge", "search budget", "ask 'Who proposed the precept of Nether Alderby for 2023/24?'",
        "ask 'How much was the precept of Nether Alderby for 2023/24?'", "status --check",
    ):  # fmt: skip
        one, other = (command.json(*shlex.split(words)) for command in commands)
        assert _anywhere(other) == _anywhere(one), words


def _anywhere(told: dict[str, object]) -> dict[str, object]:
    """What a command says but for where the library is and when it was made."""
    return {key: value for key, value in told.items() if key not in ("index_dir", "built", "people_file")}
