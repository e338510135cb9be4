"""What would people pick instead of our index? Each built over the same passages and asked the same questions.

All stem English words, rank by BM25 and hold meeting dates and sums beside the text.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from bench.synthetic import Asked
from panelsearch.model.indexed_passages import IndexedPassage

Ask = Callable[[Asked], int]
Open = Callable[[], Ask]
SHOWN = 20
_BATCH = 5_000


def build_fts5(directory: Path, made: Sequence[IndexedPassage]) -> Open:
    """FTS5 with porter stemming over text and heading, dates and sums in an indexed table beside it."""
    path = directory / "fts5.sqlite"
    base = sqlite3.connect(path)
    base.executescript(
        "CREATE VIRTUAL TABLE passage USING fts5(text, heading, tokenize='porter unicode61');"
        "CREATE TABLE fact (id INTEGER PRIMARY KEY, met TEXT, pence INTEGER);"
    )
    with base:
        for batch in _batches(made):
            base.executemany(
                "INSERT INTO passage (rowid, text, heading) VALUES (?, ?, ?)",
                ((passage.passage_id, passage.text, passage.heading) for passage in batch),
            )
            base.executemany("INSERT INTO fact VALUES (?, ?, ?)", map(_fact, batch))
        base.execute("CREATE INDEX fact_met ON fact (met)")
        base.execute("CREATE INDEX fact_pence ON fact (pence)")
    base.close()
    return lambda: _ask_fts5(sqlite3.connect(path))


def _ask_fts5(base: sqlite3.Connection) -> Ask:
    def condition(question: Asked) -> str:
        if question.days:
            return f" AND met BETWEEN '{question.days[0]}' AND '{question.days[1]}'"
        return f" AND pence > {question.pence}" if question.pence is not None else ""

    def ask(question: Asked) -> int:
        beside = question.days or question.pence is not None or question.counted
        tables = "passage JOIN fact ON fact.id = passage.rowid" if beside else "passage"
        matching = f"FROM {tables} WHERE passage MATCH ?{condition(question)}"
        base.execute(
            f"SELECT passage.rowid, bm25(passage) AS rank {matching} ORDER BY rank LIMIT {SHOWN}", (question.fts,)
        ).fetchall()
        if question.counted:
            base.execute(f"SELECT substr(met, 1, 4), count(*) {matching} GROUP BY 1", (question.fts,)).fetchall()
        total: int = base.execute(f"SELECT count(*) {matching}", (question.fts,)).fetchone()[0]
        return total

    return ask


def _fact(passage: IndexedPassage) -> tuple[int, str, int | None]:
    return passage.passage_id, str(passage.meeting_date), next((pence for _, pence in passage.sums), None)


def _batches(made: Sequence[IndexedPassage]) -> Iterator[Sequence[IndexedPassage]]:
    for start in range(0, len(made), _BATCH):
        yield made[start : start + _BATCH]


def build_tantivy(directory: Path, made: Sequence[IndexedPassage]) -> Open:
    """tantivy with its English stemmer over text and heading, days, years and sums as fast numbers."""
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_text_field("text", tokenizer_name="en_stem")
    builder.add_text_field("heading", tokenizer_name="en_stem")
    for number in ("day", "year", "pence"):
        builder.add_integer_field(number, indexed=True, fast=True)
    schema = builder.build()
    folder = directory / "tantivy"
    folder.mkdir()
    writer = tantivy.Index(schema, path=str(folder)).writer(heap_size=128_000_000, num_threads=1)
    for passage in made:
        when = passage.meeting_date
        assert when is not None
        facts = {"day": when.toordinal(), "year": when.year}
        if passage.sums:
            facts["pence"] = passage.sums[0][1]
        writer.add_document(tantivy.Document(text=[passage.text], heading=[passage.heading], **facts))
    writer.commit()
    writer.wait_merging_threads()

    def opened() -> Ask:
        index = tantivy.Index.open(str(folder))
        searcher = index.searcher()

        def ask(question: Asked) -> int:
            if question.fts.endswith("*"):
                query = tantivy.Query.regex_query(schema, "text", question.fts[:-1] + ".*")
            else:
                words = question.fts
                if question.days:
                    first, last = (day.toordinal() for day in question.days)
                    words = f"+({words}) +day:[{first} TO {last}]"
                if question.pence is not None:
                    words = f"+({words}) +pence:{{{question.pence} TO *]"
                query = index.parse_query(words, ["text", "heading"])
            if question.counted:
                searcher.aggregate(query, {"years": {"terms": {"field": "year", "size": 50}}})
            total: int = searcher.search(query, SHOWN, count=True).count
            return total

        return ask

    return opened


def build_xapian(directory: Path, made: Sequence[IndexedPassage]) -> Open:
    """Xapian with its English stemmer over text and heading, days, years and sums as values."""
    import xapian

    day, year, pence = range(3)
    path = str(directory / "xapian")
    database = xapian.WritableDatabase(path, xapian.DB_CREATE_OR_OVERWRITE)
    generator = xapian.TermGenerator()
    generator.set_stemmer(xapian.Stem("english"))
    for passage in made:
        when = passage.meeting_date
        assert when is not None
        document = xapian.Document()
        generator.set_document(document)
        generator.index_text(passage.text)
        generator.increase_termpos()
        generator.index_text(passage.heading)
        document.add_value(day, xapian.sortable_serialise(when.toordinal()))
        document.add_value(year, str(when.year))
        for _, sum_pence in passage.sums[:1]:
            document.add_value(pence, xapian.sortable_serialise(sum_pence))
        database.add_document(document)
    database.commit()
    database.close()

    def opened() -> Ask:
        library = xapian.Database(path)
        parser = xapian.QueryParser()
        parser.set_stemmer(xapian.Stem("english"))
        parser.set_stemming_strategy(xapian.QueryParser.STEM_SOME)
        parser.set_database(library)
        flags = xapian.QueryParser.FLAG_BOOLEAN | xapian.QueryParser.FLAG_PHRASE | xapian.QueryParser.FLAG_WILDCARD

        def ask(question: Asked) -> int:
            query = parser.parse_query(question.fts, flags)
            if question.days:
                first, last = (xapian.sortable_serialise(one.toordinal()) for one in question.days)
                query = xapian.Query(
                    xapian.Query.OP_FILTER, query, xapian.Query(xapian.Query.OP_VALUE_RANGE, day, first, last)
                )
            if question.pence is not None:
                over = xapian.Query(xapian.Query.OP_VALUE_GE, pence, xapian.sortable_serialise(question.pence + 1))
                query = xapian.Query(xapian.Query.OP_FILTER, query, over)
            enquire = xapian.Enquire(library)
            enquire.set_query(query)
            counted = xapian.ValueCountMatchSpy(year)
            if question.counted:
                enquire.add_matchspy(counted)
            found = enquire.get_mset(0, SHOWN, library.get_doccount())
            list(islice(counted.values(), 50))
            total: int = found.get_matches_estimated()
            return total

        return ask

    return opened
