"""What does each command do? One function a command: call one service, show one value, give the exit code."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from panelsearch.cli import output_json, output_text, registers, searches
from panelsearch.config import DEFAULT_ROOT, Limits
from panelsearch.errors import QueryError, UsageError, WriterError
from panelsearch.linking.value_table import ValueOrder
from panelsearch.model.answers import AnswerOutcome
from panelsearch.model.ingest_reports import FileOutcome
from panelsearch.model.meetings import ActionKind
from panelsearch.model.mentions import MentionLabel
from panelsearch.model.search_results import FacetTable, Grouping, SearchResult
from panelsearch.ocr.engine_selection import OcrMode
from panelsearch.services.library import Library
from panelsearch.services.saved_searches import SavedSearches

DONE, NOTHING_FOUND, PARTLY = 0, 1, 4
_LABELS = {
    "people": MentionLabel.PERSON,
    "councils": MentionLabel.COUNCIL,
    "sums": MentionLabel.MONEY,
    "dates": MentionLabel.DATE,
}


def run(options: argparse.Namespace) -> int:
    """Run the command the options name; the exit code."""
    if options.command in _LABELS:
        return _entities(options)
    return _COMMANDS[options.command](options)


def _print(options: argparse.Namespace, shown: Mapping[str, object], text: Callable[[], str]) -> None:
    print(json.dumps(shown, ensure_ascii=False) if options.as_json else text())


def _words(options: argparse.Namespace) -> str:
    return " ".join(options.query)


def _ui(options: argparse.Namespace) -> int:
    if options.as_json:
        raise UsageError("--json needs a command.", "See panelsearch --help.")
    if not sys.stdout.isatty() and "TEXTUAL_DRIVER" not in os.environ:  # which the browser server sets
        raise UsageError("The terminal UI needs a terminal.", "See panelsearch --help for commands that do not.")
    from panelsearch.tui.app import run as run_ui

    return run_ui(options.index_dir, [DEFAULT_ROOT] if DEFAULT_ROOT.is_dir() else [])


def _index(options: argparse.Namespace) -> int:
    from panelsearch.cli.progress import Narrator, cancel_on_interrupt
    from panelsearch.ingestion.pipeline import ingest

    try:
        standard = Limits()
        limits = Limits(
            standard.seconds_per_file if options.time_limit is None else options.time_limit,
            standard.memory_bytes_per_file if options.memory_limit is None else options.memory_limit * 1024 * 1024,
            options.workers,
        )
    except ValueError as error:
        raise UsageError("Limits are positive numbers.", "See panelsearch index --help.") from error
    paths = options.paths
    if not paths and not options.forget and not (options.index_dir / "library.sqlite").is_file():
        if not DEFAULT_ROOT.is_dir():
            raise UsageError("There is no folder corpus/ here.", "Name a folder of PDFs: panelsearch index FOLDER")
        paths = [DEFAULT_ROOT]
    with Narrator() as narrator, cancel_on_interrupt() as cancelled:
        report = ingest(
            options.index_dir, paths, on_progress=narrator.show, cancelled=cancelled, limits=limits,
            forget=options.forget, retry=options.retry, rebuild=options.rebuild, model=options.model,
            ocr=OcrMode(options.ocr), seconds_per_page=options.page_time_limit, passwords=_passwords(options),
        )  # fmt: skip
    _print(options, output_json.ingest_report(report), lambda: output_text.ingest_report(report, options.index_dir))
    bad = any(file.outcome in (FileOutcome.FAILED, FileOutcome.SKIPPED) for file in report.files)
    return PARTLY if bad else DONE


def _search(options: argparse.Namespace) -> int:
    with Library.open(options.index_dir) as library:
        wanted = searches.wanted(options, library, _lines)
        for one in wanted:
            _must_say_something(one.search.query)
        results = [_searched(options, library, one) for one in wanted]
        counted = [
            library.facets(one.search.query, synonyms=one.search.synonyms) if options.facets else () for one in wanted
        ]
        told = searches.kept(options, wanted[0], library)
    if options.as_json:
        shown = [
            {**output_json.search_result(result), **(output_json.facets(tables) if options.facets else {})}
            for result, tables in zip(results, counted, strict=True)
        ]
        print(json.dumps({"results": shown} if options.file else shown[0], ensure_ascii=False))
    elif options.file:
        told_of = zip(results, counted, strict=True)
        print("\n\n".join(searches.headed(result, _shown(options, result, tables)) for result, tables in told_of))
    else:
        print(_shown(options, results[0], counted[0]))
    if told:
        print(told, file=sys.stderr)
    return DONE if any(result.hits for result in results) else NOTHING_FOUND


def _searched(options: argparse.Namespace, library: Library, wanted: searches.Wanted) -> SearchResult:
    one = wanted.search
    limit = 1 if options.count else None if options.documents or one.limit == 0 else one.limit
    try:
        # a script counts every page; a reader sees the same words once
        result = library.search(
            one.query,
            limit=limit,
            sort=one.sort,
            fold=not options.as_json,
            strict=one.strict,
            synonyms=one.synonyms,
            boilerplate=one.boilerplate,
            since=wanted.since,
            group=Grouping(options.group),
        )
    except QueryError as error:
        if options.file is None:
            raise
        raise QueryError(f"In the query {one.query}: {error.message}", error.hint) from error
    return replace(result, notes=(*result.notes, *wanted.notes))


def _shown(options: argparse.Namespace, result: SearchResult, tables: Sequence[FacetTable]) -> str:
    if options.count:
        return str(result.total)
    if options.documents:
        return "\n".join(
            output_text.printable(name) for name in dict.fromkeys(hit.source.document for hit in result.hits)
        )
    shown = output_text.search_result(result, explain=options.explain, coloured=sys.stdout.isatty())
    return f"{shown}\n{output_text.facets(tables)}" if tables else shown


def _searches(options: argparse.Namespace) -> int:
    if options.forget is not None:
        gone = SavedSearches(options.index_dir).forget(options.forget)
        _print(options, searches.forgotten_json(gone), lambda: searches.forgotten_text(gone))
        return DONE
    with Library.open(options.index_dir) as library:
        saved = SavedSearches(library.directory)
        rows = saved.standings(library)
    _print(options, searches.listed_json(saved.path, rows), lambda: searches.listed_text(saved.path, rows))
    return DONE if rows else NOTHING_FOUND


def _ask(options: argparse.Namespace) -> int:
    with Library.open(options.index_dir) as library:
        question = " ".join(options.question)
        if options.file is not None:
            if question:
                raise UsageError("Ask a question or a file of questions, not both.", "See panelsearch ask --help.")
            answers = [library.ask(line) for line in _lines(options.file)]
            _print(options, output_json.answers(answers), lambda: output_text.answers(answers))
            return DONE if any(one.outcome is AnswerOutcome.ANSWERED for one in answers) else NOTHING_FOUND
        _must_say_something(question)
        if options.write:
            from panelsearch.answering.generation.grounding import written
            from panelsearch.answering.generation.openai_client import Endpoint, OpenAIWriter

            writer = OpenAIWriter(Endpoint.from_environment())
        answer = library.ask(question)
        phrased, failed = None, None
        if options.write:
            print(f"Sending the question and the quotations to {writer.address}.", file=sys.stderr)
            try:
                phrased = written(answer, writer, library)
            except WriterError as error:
                failed = error
    _print(
        options, {**output_json.answer(answer), **output_json.written(phrased)},
        lambda: output_text.answer(answer) + output_text.written(phrased),
    )  # fmt: skip
    if failed is not None:
        print(f"panelsearch: {failed.message} {failed.hint}", file=sys.stderr)
    return DONE if answer.outcome is AnswerOutcome.ANSWERED else NOTHING_FOUND


def _lines(path: Path) -> list[str]:
    """The lines of a file that say something; `-` is standard input. UsageError where there is none."""
    try:
        text = sys.stdin.read() if str(path) == "-" else path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} cannot be read: {error}.", "Give a text file in UTF-8, one line each.") from error
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if not lines:
        raise UsageError(f"{path} says nothing.", "Write one question or query a line.")
    return lines


def _show(options: argparse.Namespace) -> int:
    with Library.open(options.index_dir) as library:
        if options.page is not None:
            library.page(options.document, options.page)
        view = library.show(options.document)
    _print(options, output_json.document(view, options.page), lambda: output_text.document(view, options.page))
    return DONE


def _decisions(options: argparse.Namespace) -> int:
    with Library.open(options.index_dir) as library:
        query = _words(options)
        rows = library.decisions(query, registers.wanted(options))
    _print(options, output_json.decisions(query, rows), lambda: output_text.decisions(rows))
    return DONE if rows else NOTHING_FOUND


def _timeline(options: argparse.Namespace) -> int:
    with Library.open(options.index_dir) as library:
        query = _words(options)
        _must_say_something(query)
        found = library.timeline(query, registers.wanted(options))
    _print(options, registers.timeline_json(found), lambda: registers.timeline_text(found))
    return DONE if found.rows else NOTHING_FOUND


def _actions(options: argparse.Namespace) -> int:
    with Library.open(options.index_dir) as library:
        query = _words(options)
        kind = ActionKind(options.kind) if options.kind else None
        rows = library.actions(query, registers.wanted(options), kind)
    _print(options, registers.actions_json(query, rows), lambda: registers.actions_text(rows))
    return DONE if rows else NOTHING_FOUND


def _attendance(options: argparse.Namespace) -> int:
    with Library.open(options.index_dir) as library:
        rows, meetings = library.attendance(registers.wanted(options))
    _print(
        options, registers.attendance_json(rows, meetings), lambda: registers.attendance_text(rows, meetings)
    )  # fmt: skip
    return DONE if rows else NOTHING_FOUND


def _gaps(options: argparse.Namespace) -> int:
    with Library.open(options.index_dir) as library:
        found = library.gaps(registers.wanted(options))
    _print(options, registers.gaps_json(found), lambda: registers.gaps_text(found))
    return DONE if found else NOTHING_FOUND


def _entities(options: argparse.Namespace) -> int:
    label = _LABELS[options.command]
    with Library.open(options.index_dir) as library:
        query = _words(options)
        notes: tuple[str, ...] = ()
        if label in (MentionLabel.MONEY, MentionLabel.DATE):
            rows = library.values(label, query, order=ValueOrder(options.sort), limit=options.limit or None)
            notes = library.value_notes(label, query)
        else:
            rows = library.entities(label, query)
        if label is MentionLabel.PERSON:
            notes = library.people().notes
        if library.is_empty:
            notes = (*notes, output_text.NOTHING_INDEXED)
        file = library.people_file
    if options.command == "people":
        _print(options, output_json.people(query, rows, file, notes), lambda: output_text.people(rows, file, notes))
    else:
        _print(options, output_json.entities(query, rows, notes), lambda: output_text.entities(rows, notes))
    return DONE if rows else NOTHING_FOUND


def _export(options: argparse.Namespace) -> int:
    from panelsearch.exporting import export

    query = _words(options)
    _must_say_something(query)
    with Library.open(options.index_dir) as library:
        hits = library.search(query, limit=options.limit or None, fold=False, near=False).hits
        if not hits:
            raise_nothing = {"query": query, "passages": 0, "file": None}
            _print(
                options, raise_nothing, lambda: f"Nothing matches {output_text.printable(query)}; no file was written."
            )
            return NOTHING_FOUND
        written = export(hits, options.output, options.format, query=query, library=library)
    shown = {"query": query, "passages": written, "file": str(options.output)}
    _print(options, shown, lambda: f"{written} passages written to {options.output}.")
    return DONE


def _verify(options: argparse.Namespace) -> int:
    from panelsearch.exporting.verification import verify

    with Library.open(options.index_dir) as library:
        report = verify(options.file, library, _passwords(options))
    _print(options, output_json.verification(report), lambda: output_text.verification(report))
    return DONE if report.all_there else NOTHING_FOUND


def _status(options: argparse.Namespace) -> int:
    with Library.open(options.index_dir) as library:
        status = library.status()
    _print(options, output_json.status(status), lambda: output_text.status(status))
    return DONE


def _serve(options: argparse.Namespace) -> int:
    from panelsearch.cli.serve import serve

    return serve(options.index_dir, options.host, options.port)


def _passwords(options: argparse.Namespace) -> tuple[str, ...]:
    """The lines of the password file; they are handed on and nowhere kept."""
    path: Path | None = options.password_file
    if path is None:
        return ()
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(
            f"The password file {path} cannot be read.", "Give a text file, one password a line."
        ) from error
    return tuple(line for line in lines if line)


def _must_say_something(query: str) -> None:
    if not query.strip():
        raise QueryError("The query is empty.", 'Give a word, a "phrase" or a field such as person:mackay.')


_COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "": _ui, "index": _index, "search": _search, "searches": _searches, "ask": _ask, "show": _show,
    "decisions": _decisions, "timeline": _timeline, "actions": _actions, "attendance": _attendance, "gaps": _gaps,
"export": _export, "verify": _verify, "status": _status, "serve": _serve,
}  # fmt: skip
