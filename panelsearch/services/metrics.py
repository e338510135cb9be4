"""What does a program that watches a library want to know? A few figures, in the text format that Prometheus reads."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from panelsearch.errors import PanelsearchError
from panelsearch.services.library import Library
from panelsearch.services.searchable import why_not_searchable

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Metric:
    """A figure as it is at this moment (a gauge): its name without our prefix, what it counts, and its value."""

    name: str
    help: str
    value: float


def library_metrics(open_library: Callable[[], Library]) -> tuple[Metric, ...]:
    """The figures of a library; where it cannot be opened, only that it is not up.

    It is opened for this alone, so that no state of it is held for a watcher.
    """
    try:
        with open_library() as library:
            state, generation = library.status(on_disk=False), library.generation
            built, is_searchable = library.built.timestamp(), _answers(library)
    except (PanelsearchError, OSError):  # what is wrong is for those to hear who ask it something
        return (_up(0),)
    return (
        _up(1),
        Metric("searchable", "Whether its index answers.", is_searchable),
        Metric("generation", "The number of the state of the library that is shown.", generation),
        Metric("built_timestamp_seconds", "When that state was published, in seconds since 1970.", built),
        Metric("documents", "Documents in the library.", state.documents),
        Metric("pages", "Pages of those documents.", state.pages),
        Metric("pages_recognised", "Pages that are scans, read by OCR.", state.ocr_pages),
        Metric("passages", "Passages that a search looks at.", state.passages),
        Metric("files_unreadable", "Files of which nothing could be read.", len(state.unreadable)),
        Metric("files_without_text", "Files with pages that have no text.", len(state.without_text)),
        Metric("files_incomplete", "Files of which a layer, such as their people, is missing.", len(state.incomplete)),
    )


def exposition(metrics: Iterable[Metric]) -> str:
    """The figures in the text format, each with its help and its type."""
    return "".join(
        f"# HELP panelsearch_{one.name} {one.help}\n# TYPE panelsearch_{one.name} gauge\n"
        f"panelsearch_{one.name} {one.value:.17g}\n"
        for one in metrics
    )


def _answers(library: Library) -> bool:
    try:
        return not why_not_searchable(library)
    except (PanelsearchError, OSError):
        return False


def _up(value: int) -> Metric:
    return Metric("up", "Whether the library can be opened.", value)
