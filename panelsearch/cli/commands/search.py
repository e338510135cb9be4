"""panelsearch search: ranked passages for a query, a saved one or a file of them."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from panelsearch.cli.arguments import add_query, count, said
from panelsearch.cli.commands.base import Command, found, library_of
from panelsearch.cli.output_json import Json, hit, place, written
from panelsearch.cli.output_text import NOTHING_INDEXED, indented, printable
from panelsearch.errors import QueryError
from panelsearch.indexing.base import Sort
from panelsearch.model.search_results import FacetTable, Grouping, Hit, HitGroup, Holds, SearchResult, UnknownWord
from panelsearch.model.sources import Source
from panelsearch.retrieval.citations import citation, group_head
from panelsearch.text.counts import counted

if TYPE_CHECKING:
    from panelsearch.cli.wanted_searches import WantedSearch
    from panelsearch.services.library import Library

_MOST_VALUES = 10
_BOLD, _PLAIN = "\x1b[1m", "\x1b[0m"


def _arguments(parser: argparse.ArgumentParser) -> None:
    add_query(parser, optional=True)
    add = parser.add_argument
    add("-f", "--file", type=Path, metavar="FILE", help="search for every line of a file (- for standard input)")
    add("--save", metavar="NAME", help="keep the query and its options under a name")
    add("--saved", metavar="NAME", help="run a search that was kept; options given here go before its own")
    add(
        "--since", default="", metavar="LAST",
        help="only matches in papers that came in on that day or later; last: since the saved search was last run",
    )  # fmt: skip
    add("--limit", type=count, metavar="N", help="how many hits (default: 20; 0 for all)")
    add("--sort", choices=[order.value for order in Sort], help="order of hits (default: relevance)")
    add("-c", "--count", action="store_true", help="print only how many passages match")
    add("-l", "--documents", action="store_true", help="print only the documents' names")
    add("--explain", action="store_true", help="print how the query was understood")
    add(
        "--group", choices=[by.value for by in Grouping], default=Grouping.PASSAGE.value,
        help="put hits together (default: passage)",
    )  # fmt: skip
    add("--facets", action="store_true", help="count all matches by body, kind, year, people, outcome")
    add("--strict", action="store_true", help="only passages that match: none with some of the words")
    add("--boilerplate", action="store_true", help="rank what many papers repeat as high as the rest")
    add("--no-synonyms", action="store_true", help="the words as they stand, no others of that meaning")


def _run(options: argparse.Namespace) -> int:
    from panelsearch.cli import wanted_searches

    with library_of(options) as library:
        wanted = wanted_searches.wanted(options, library)
        for one in wanted:
            said(one.search.query)
        results = [_searched(options, library, one) for one in wanted]
        counted = [
            library.facets(one.search.query, synonyms=one.search.synonyms) if options.facets else () for one in wanted
        ]
        told = wanted_searches.kept(options, wanted[0], library)
    both = list(zip(results, counted, strict=True))
    if options.as_json:
        shown = [{**_json(result), **(_facets_json(tables) if options.facets else {})} for result, tables in both]
        print(written({"results": shown} if options.file else shown[0]))
    elif options.file:
        print("\n\n".join(_headed(result, _shown(options, result, tables)) for result, tables in both))
    else:
        print(_shown(options, results[0], counted[0]))
    if told:
        print(told, file=sys.stderr)
    return found(any(result.hits for result in results))


def _searched(options: argparse.Namespace, library: Library, wanted: WantedSearch) -> SearchResult:
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
        if wanted.line is None:
            raise
        where = f"{options.file}, line {wanted.line}"
        raise QueryError(f"{where}: In the query {one.query}: {error.message}", error.hint) from error
    return replace(result, notes=(*result.notes, *wanted.notes))


def _shown(options: argparse.Namespace, result: SearchResult, tables: Sequence[FacetTable]) -> str:
    if options.count:
        return str(result.total)
    if options.documents:
        return "\n".join(printable(name) for name in dict.fromkeys(hit.source.document for hit in result.hits))
    shown = _text(result, explain=options.explain, coloured=sys.stdout.isatty())
    return f"{shown}\n{_facets_text(tables)}" if tables else shown


def _headed(result: SearchResult, shown: str) -> str:
    """One of many results, under its query."""
    return f"== {printable(result.query)}\n{shown}"


# as JSON


def _json(result: SearchResult) -> Json:
    return {
        "query": result.query, "understood_as": result.canonical, "notes": result.notes,
        "suggestions": result.suggestions, "library_empty": result.library_empty, "total": result.total,
        "synonyms": {one.words: one.others for one in result.synonyms}, "related": result.related,
        "since": result.since,
        "unknown": [
            {"field": one.field or None, "value": one.word, "nearest": one.others, "there": one.there}
            for one in result.unknown
        ],
        "hits": [{**hit(h), **_arrival(h)} for h in result.hits], **_groups(result.groups),
    }  # fmt: skip


def _groups(groups: Sequence[HitGroup]) -> Json:
    if not groups:
        return {}
    return {
        "groups": [
            {"by": one.by, **place(one.source), "matching": one.matching, "ranks": [hit.rank for hit in one.hits]}
            for one in groups
        ]
    }


def _facets_json(tables: Sequence[FacetTable]) -> Json:
    """All values of every facet, with the field that narrows a query to each."""
    return {
        "facets": {
            table.facet: [
                {"value": one.value, "passages": one.passages, "narrowing": one.narrowing} for one in table.values
            ]
            for table in tables
        }
    }


def _arrival(found: Hit) -> Json:
    return {"first_indexed": found.first_indexed} if found.first_indexed else {}


# as text


def _text(result: SearchResult, *, explain: bool, coloured: bool) -> str:
    """The hits with their citations, or why there are none."""
    lines = [f"Understood as: {printable(result.canonical)}", *_widened(result)] if explain else []
    lines += [f"Note: {printable(note)}." for note in result.notes]
    lines += [_not_there(one) for one in result.unknown]
    if not result.hits:
        if result.library_empty:
            lines.append(NOTHING_INDEXED)
        else:
            lines.append(f"Nothing in {_new(result) or 'the library'} matches {printable(result.query)}.")
        return "\n".join(lines)
    new = f" in {_new(result)}" if result.since else ""
    lines.append(_headline(result, new))
    matching = True
    heads = {one.hits[0].rank: group_head(one) for one in result.groups}
    for one in result.hits:
        if matching and one.holds is not Holds.ALL:
            matching = False
            lines += ["", "-- These hold only some of the words, or words that go with them:"]
        if one.rank in heads:
            lines += ["", f"== {printable(heads[one.rank])}"]
        lines += ["", f"{one.rank}. {printable(citation(one.source, one.at))}", _passage(one, coloured=coloured)]
        if one.also_in:
            lines.append("  Also in: " + _briefly(one.also_in))
        if one.near_in:
            lines.append("  Nearly the same words in: " + _briefly(one.near_in))
    return "\n".join(lines)


def _not_there(one: UnknownWord) -> str:
    return printable(f"Note: no paper {'has' if one.field else 'says'} {one.told}. {one.instead}".rstrip())


def _headline(result: SearchResult, new: str) -> str:
    """How many passages match; where none does and near misses follow, that is said in their words."""
    if result.total:
        return f"{counted(result.total, 'passage matches', 'passages match')}{new}."
    return f"No passage{new} holds all of {printable(result.query)}; {len(result.hits)} that come near it follow."


def _new(result: SearchResult) -> str:
    """Which papers alone were searched; "" where all were."""
    if result.since is None:
        return ""
    from panelsearch.storage.acquisitions import moment

    return f"papers that came in since {moment(result.since)}"


def _widened(result: SearchResult) -> list[str]:
    lines = [f"Searched too, for {printable(one.words)}: {printable(', '.join(one.others))}" for one in result.synonyms]
    return [*lines, f"Words that go with them: {printable(', '.join(result.related))}"] if result.related else lines


def _facets_text(tables: Sequence[FacetTable]) -> str:
    """The commonest values of each facet, each with the field that narrows to it."""
    lines = ["", "All matches by (add the field to the query to narrow it, with - before it to leave them out):"]
    for table in tables:
        shown = [f"{one.passages:6} {printable(one.narrowing)}" for one in table.values[:_MOST_VALUES]]
        if len(table.values) > _MOST_VALUES:
            shown.append(f"{'':6} and {len(table.values) - _MOST_VALUES} more")
        lines += shown
    return "\n".join(lines)


def _briefly(sources: Sequence[Source]) -> str:
    shown = [printable(f"{s.document} p. {s.page}") + (" (draft)" if s.draft else "") for s in sources[:5]]
    return "; ".join(shown) + (f"; and {len(sources) - 5} more" if len(sources) > 5 else "")


def _passage(hit: Hit, *, coloured: bool) -> str:
    if not coloured:
        return indented(hit.text)
    text, marked, at = hit.text, [], 0
    for span in hit.highlights:
        marked += [printable(text[at : span.start]), _BOLD, printable(span.of(text)), _PLAIN]
        at = span.end
    whole = "".join([*marked, printable(text[at:])])
    return "\n".join("  " + " ".join(line.split()) for line in whole.splitlines() if line.strip())


COMMAND = Command("search", _arguments, _run)
