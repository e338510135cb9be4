"""panelsearch index: reads new and changed PDFs, and tells of every file what became of it."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from pathlib import Path

from panelsearch.cli.arguments import add_passwords, passwords_of, positive
from panelsearch.cli.commands.base import DONE, PARTLY, Command, show
from panelsearch.cli.output_json import Json
from panelsearch.cli.output_text import printable
from panelsearch.cli.own_commands import own_command
from panelsearch.config import DEFAULT_ROOT, Limits
from panelsearch.errors import UsageError
from panelsearch.ingestion.reporting import missing_in_words
from panelsearch.model.ingest_reports import FileOutcome, FileReport, IngestReport
from panelsearch.ocr.engine_selection import OcrMode
from panelsearch.storage.place import Place
from panelsearch.text.counts import counted

_MOST_LINES = 20
_UNREAD = (FileOutcome.FAILED, FileOutcome.SKIPPED)


def _arguments(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("paths", nargs="*", type=Path, metavar="PATH", help="folders or PDFs (default: as before)")
    add("--forget", action="append", default=[], type=Path, metavar="DIR", help="drop an indexed folder")
    add("--prune", action="store_true", help="drop the papers of an indexed folder that is empty now")
    add("--retry", action="store_true", help="try again what could not be read")
    add("--rebuild", action="store_true", help="make the index anew from what was read before")
    add(
        "--repair", action="store_true",
        help="put aside what of the index is damaged and read the PDFs anew for it; what you wrote yourself is kept",
    )  # fmt: skip
    add("--wait", action="store_true", help="wait for another run that is at work, rather than give up")
    add("--model", metavar="NAME", help="an installed spaCy model whose names add to those found by rule")
    add("--time-limit", type=float, metavar="SECONDS", help="for one file (default: 180)")
    add("--memory-limit", type=int, metavar="MIB", help="for one file (default: 1536)")
    add("--workers", type=int, default=0, metavar="N", help="files at a time (default: one a core)")
    add(
        "--scheduler", default="", metavar="ADDRESS",
        help="have a Dask cluster read the papers: its scheduler, such as tcp://host:8786, or local for this machine",
    )  # fmt: skip
    add(
        "--ocr", choices=[mode.value for mode in OcrMode], default=OcrMode.AUTO.value,
        help="recognise pages without usable text where an engine is installed, none, or all (default: auto)",
    )  # fmt: skip
    add("--page-time-limit", type=positive, default=120, metavar="SECONDS", help="to recognise one page (default: 120)")
    add_passwords(parser)


def _run(options: argparse.Namespace) -> int:
    from panelsearch.cli.progress import Narrator, cancel_on_interrupt
    from panelsearch.ingestion.pipeline import ingest
    from panelsearch.storage.registry import has_store

    limits = _limits(options)
    paths = options.paths
    if not paths and not options.forget and not has_store(options.place.store):
        if not DEFAULT_ROOT.is_dir():
            raise UsageError("There is no folder corpus/ here.", "Name a folder of PDFs: panelsearch index FOLDER")
        paths = [DEFAULT_ROOT]
    with Narrator() as narrator, cancel_on_interrupt() as cancelled:
        report = ingest(
            options.place, paths, on_progress=narrator.show, cancelled=cancelled, limits=limits,
            forget=options.forget, prune=options.prune, retry=options.retry, rebuild=options.rebuild,
            repair=options.repair, model=options.model, ocr=OcrMode(options.ocr),
            seconds_per_page=options.page_time_limit, passwords=passwords_of(options), wait=options.wait,
            scheduler=options.scheduler,
        )  # fmt: skip
    show(options, _json(report), lambda: _text(report, options.place))
    return PARTLY if any(file.outcome in _UNREAD for file in report.files) else DONE


def _limits(options: argparse.Namespace) -> Limits:
    standard = Limits()
    try:
        return Limits(
            standard.seconds_per_file if options.time_limit is None else options.time_limit,
            standard.memory_bytes_per_file if options.memory_limit is None else options.memory_limit * 1024 * 1024,
            options.workers,
        )
    except ValueError as error:
        raise UsageError("Limits are positive numbers.", "See panelsearch index --help.") from error


def _json(report: IngestReport) -> Json:
    return {
        "documents": [file_json(file) for file in report.files], "seconds": round(report.seconds, 3),
        "to_recognise_more": report.advice or None, "notice": report.notice or None,
    }  # fmt: skip


def file_json(file: FileReport) -> Json:
    """What became of one file."""
    return {
        "document": file.document, "outcome": file.outcome, "pages": file.pages,
        "pages_without_text": file.pages_without_text, "reason": file.reason or None,
        "missing": [asdict(one) for one in file.missing],
    }  # fmt: skip


def _text(report: IngestReport, place: Place) -> str:
    """The run in a few lines; what could not be read, file by file."""
    counts = {outcome: sum(file.outcome is outcome for file in report.files) for outcome in FileOutcome}
    pages = sum(file.pages for file in report.files)
    told = ", ".join(f"{n} {outcome.value}" for outcome, n in counts.items() if n) or "no PDFs found"
    lines = [printable(report.notice)] if report.notice else []
    lines.append(f"{told}; {counted(pages, 'page')} in {report.seconds:.1f} s.")
    bad = [file for file in report.files if file.outcome in _UNREAD]
    without = [file for file in report.files if file.pages_without_text]
    lines += _listed("Could not be read:", bad)
    lines += _listed("Cannot be searched on every page:", without)
    lines += _listed("Read but for some of it:", incomplete(report.files))
    if report.advice:
        lines.append(f"To have those pages recognised: {report.advice} && {own_command('index', place)}")
    if not report.files:
        lines.append(f"Name a folder that holds PDFs: {own_command('index', place)} FOLDER")
    elif counts[FileOutcome.INDEXED] or counts[FileOutcome.UNCHANGED]:
        lines.append(f"Search it with: {own_command('search', place)} WORDS")
    return "\n".join(lines)


def incomplete(files: Iterable[FileReport]) -> list[FileReport]:
    """Those that lack a layer, with what they lack for a reason."""
    return [replace(file, reason=missing_in_words(file.missing)) for file in files if file.missing]


def _listed(heading: str, files: Sequence[FileReport]) -> list[str]:
    if not files:
        return []
    lines = [heading, *(f"  {printable(file.document)}: {printable(file.reason)}" for file in files[:_MOST_LINES])]
    if len(files) > _MOST_LINES:
        lines.append(f"  and {len(files) - _MOST_LINES} more: panelsearch status lists them all")
    return lines


COMMAND = Command("index", _arguments, _run)
