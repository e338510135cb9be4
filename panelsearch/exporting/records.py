"""What does an export say of a passage? The columns that every format shares."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, fields, replace

from panelsearch.model.search_results import Hit
from panelsearch.model.spans import Span
from panelsearch.retrieval.citations import citation


@dataclass(frozen=True, slots=True)
class ExportRecord:
    """A passage with all that is needed to check it: `quote` is page `page`'s text from `start` to `end`.

    `highlights` are the places in the quote that match; no column of a table holds them.
    """

    document: str
    page: int
    page_label: str
    start: int
    end: int
    quote: str
    citation: str
    title: str
    kind: str
    body: str
    meeting_date: str
    item_number: str
    item_heading: str
    text_source: str
    draft: bool
    rank: int
    score: float
    highlights: tuple[Span, ...] = field(default=(), metadata={"column": False})

    @property
    def row(self) -> dict[str, str | int | float | bool]:
        """The values of its columns by name."""
        return {name: getattr(self, name) for name in COLUMNS}

    def put(self, into: Callable[[str], str]) -> ExportRecord:
        """The record with its texts put another way, each as long as it was."""
        texts = {name: value for name, value in self.row.items() if isinstance(value, str)}
        changed = {name: into(text) for name, text in texts.items()}
        return self if changed == texts else replace(self, **changed)  # type: ignore[arg-type]

    @classmethod
    def of(cls, hit: Hit) -> ExportRecord:
        """The record of a hit."""
        source = hit.source
        return cls(
            document=source.document,
            page=source.page,
            page_label=source.page_label or "",
            start=hit.at.start,
            end=hit.at.end,
            quote=hit.text,
            citation=citation(source),
            title=source.title,
            kind=source.kind.value,
            body=source.body or "",
            meeting_date=source.meeting_date.isoformat() if source.meeting_date else "",
            item_number=(source.item.number or "") if source.item else "",
            item_heading=source.item.heading if source.item else "",
            text_source=source.text_source.value,
            draft=source.draft,
            rank=hit.rank,
            score=round(hit.score, 4),
            highlights=hit.highlights,
        )


COLUMNS = tuple(column.name for column in fields(ExportRecord) if column.metadata.get("column", True))
