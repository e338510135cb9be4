"""Passages of pages with every awkward sort of character, their names too, and what an export asks of their library."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path

from hypothesis import strategies as st

from panelsearch.exporting.records import record_of
from panelsearch.exporting.reopening import FACTS
from panelsearch.model.meetings import DocumentKind
from panelsearch.model.mentions import Mention, MentionLabel
from panelsearch.model.search_results import Hit
from panelsearch.model.sources import Source
from panelsearch.model.spans import PageSpan, Span
from panelsearch.storage.place import Place

AWKWARD = (
    "a", "Z", "é", "ß", "İ", "日", "\U0001f600", "e\u0301", "\u200d", " ", "  ", "\n", "\t", "\r", "\r\n", "\x0b",
    "\x0c",
    "\x85", "\u2028", "\x00", "\x01", "\x1f", "\x7f", "\x9f", "\ufffe", "\uffff", "\ufeff", "\u202e", "\u2066",
    "=", "+", "-", "@", "'", '"', "`", "<", ">", "&", "&lt;", "<b>", "-->", "]]>", "*", "_", "#", "1. ", "4.", "---",
    "===", "> ", "|", "~~", "![x](y)", "[a]", "\\", "\\n", "{", "}", "%", "$", "^", "~", ",", ";", "\t=", "ER  - ",
    "TY  - ", "_x000D_", "_x0041_", "@article{", "http://x.example", "$(", "word", "4,500", "\ud800",
)  # fmt: skip

texts = st.lists(st.sampled_from(AWKWARD), min_size=1, max_size=14).map("".join)
names = st.lists(
    st.sampled_from([
        "\udcff", *(one for one in AWKWARD if one not in ("\ud800", "\x00") and "/" not in one and one.strip())
    ]),
    min_size=1, max_size=5,
).map(lambda parts: "".join(parts).strip() + ".pdf")  # fmt: skip


class AwkwardLibrary:
    """Pages by document and number; every paper is the same bytes."""

    fingerprint = "the library"

    def __init__(self, pages: Mapping[tuple[str, int], str], directory: Path) -> None:
        self.pages, self.place = pages, Place.parse(directory)

    def page_text(self, document: str, number: int) -> str:
        return self.pages[document, number]

    def papers_called(self, documents: Collection[str]) -> dict[str, tuple[str, Path]]:
        return {one: (sha256(b"").hexdigest(), Path("no-such-folder", one)) for one in documents}

    def is_paper(self, path: Path) -> bool:
        return False

    def mentions_on(self, document: str, page: int) -> list[Mention]:
        text = self.pages[document, page]
        return [Mention(MentionLabel.PERSON, PageSpan(page, 0, min(2, len(text))), canonical=text[:2] or "x")]


def hit_on(library: AwkwardLibrary, rank: int, document: str, page: int, span: Span, **source: object) -> Hit:
    """A passage, its first letter marked."""
    where = Source(
        document, str(source.get("title", "")), DocumentKind.MINUTES, source.get("body"),  # type: ignore[arg-type]
        source.get("day"), page, source.get("label"),  # type: ignore[arg-type]
    )  # fmt: skip
    text = span.of(library.pages[document, page])
    first = len(text) - len(text.lstrip())
    return Hit(rank, 2.5 / rank, rank, where, PageSpan(page, span.start, span.end), text, (Span(first, first + 1),))


def telling(*hits: Hit) -> Callable[[object, PageSpan, str], Iterator[Mapping[str, object]]]:
    """In place of `Reopened.facts`: a paper of which is to be told what these hits tell, whatever its pages say."""

    def facts(paper: object, at: PageSpan, document: str) -> Iterator[Mapping[str, object]]:
        for hit in hits:
            yield record_of(replace(hit.source, document=document), hit.at, "").told(FACTS)

    return facts


DAY = date(2023, 2, 7)
