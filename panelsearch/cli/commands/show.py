"""panelsearch show: what was read out of a document, or of one of its pages."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from panelsearch.cli.arguments import positive
from panelsearch.cli.commands.base import DONE, Command, library_of
from panelsearch.cli.commands.base import show as print_shown
from panelsearch.cli.output_json import Json, decision, marked, ocr, page_of, part
from panelsearch.cli.output_text import indented, printable
from panelsearch.extraction.layout.table_headers import column_head
from panelsearch.model.document_views import DocumentView
from panelsearch.model.meetings import Attendee, Detail
from panelsearch.model.mentions import Mention, MentionLabel
from panelsearch.model.pages import Page, TextSource
from panelsearch.model.register_rows import ReferenceRow
from panelsearch.retrieval.citations import ocr_mark
from panelsearch.retrieval.citations import part as part_told
from panelsearch.text.counts import counted


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("document", metavar="DOCUMENT", help="its path below the indexed folder")
    parser.add_argument("--page", type=positive, metavar="N", help="one PDF page, counted from 1")


def _run(options: argparse.Namespace) -> int:
    with library_of(options) as library:
        if options.page is not None:
            library.page(options.document, options.page)
        view = library.show(options.document)
    print_shown(options, _json(view, options.page), lambda: _text(view, options.page))
    return DONE


# as JSON


def _json(view: DocumentView, page: int | None) -> Json:
    """What was read out of a document; with `page`, only what stands on that page."""

    def wanted(number: int) -> bool:
        return page is None or number == page

    pages = {p.number: p for p in view.pages}
    people = view.attendance
    return {
        "document": view.document, "title": view.title, "kind": view.kind, "body": view.body,
        "meeting_date": view.meeting_date, "draft": view.draft,
        "inferred": view.inferred,
        "details": {d.what: _detail(d, pages[d.at.page]) for d in view.details if wanted(d.at.page)},
        "parts": [part(p) for p in view.parts if page is None or p.first_page <= page <= p.last_page],
        "pages": [_page(p) for p in view.pages if wanted(p.number)],
        "attendance": {
            "present": [a.name for a in people.present if wanted(a.at.page)],
            "in_attendance": [a.name for a in people.in_attendance if wanted(a.at.page)],
            "apologies": [a.name for a in people.apologies if wanted(a.at.page)],
        },
        "items": [{"number": i.number, "heading": i.heading, "page": i.page} for i in view.items if wanted(i.page)],
        "decisions": [decision(row) for row in view.decisions if wanted(row.source.page)],
        "references": [_reference(r) for r in view.references if wanted(r.source.page)],
        "referred_to_by": [
            {**_reference(r), "document": r.source.document}
            for r in view.referred_to
            if r.target is not None and wanted(r.target.page)
        ],
        "mentions": [_mention(m, view.pages) for m in view.mentions if wanted(m.at.page)],
    }  # fmt: skip


def _page(page: Page) -> Json:
    return {
        "page": page.number, "page_label": page.label, "text": page.text, "text_source": page.source,
        **ocr(page.source, page.confidence), "problem": page.problem, "marked": marked(page.markings),
    }  # fmt: skip


def _detail(detail: Detail, page: Page) -> Json:
    at = detail.at
    text = " ".join(at.span.of(page.text).split())
    return {"text": text, "page": at.page, "start": at.start, "end": at.end}


def _reference(row: ReferenceRow) -> Json:
    reference, target = row.reference, row.target
    return {
        "text": row.text, "page": reference.at.page, "start": reference.at.start, "end": reference.at.end,
        "kind": reference.kind, "number": reference.number or None,
        "date": reference.day,
        "target": page_of(target) if target else None, "inferred": row.inferred,
    }  # fmt: skip


def _mention(mention: Mention, pages: Sequence[Page]) -> Json:
    page = pages[mention.at.page - 1]
    shown: Json = {
        "label": mention.label, "text": mention.at.span.of(page.text), "page": mention.at.page,
        "start": mention.at.start, "end": mention.at.end,
    }  # fmt: skip
    for name in ("canonical", "value_pence", "currency", "unit", "iso"):
        value = getattr(mention, name)
        if value is not None:
            shown[name] = value
    if mention.label is MentionLabel.MONEY and (head := column_head(pages, page.number, mention.at.span)):
        shown["column"] = head
    return shown


# as text


def _label(detail: Detail) -> str:
    return detail.what.value.removesuffix("_meeting").replace("_", " ")


def _text(view: DocumentView, page: int | None) -> str:
    """The front sheet and the text, page by page; one page's text alone where asked."""
    if page is not None:
        return printable(next(p.text for p in view.pages if p.number == page))
    when = str(view.meeting_date or "no date found")
    lines = [
        printable(view.title or view.document),
        f"  document   {printable(view.document)}, {counted(len(view.pages), 'page')}",
        f"  kind       {view.kind}{' (draft)' if view.draft else ''}",
        f"  body       {printable(view.body or 'not found')}",
        f"  meeting    {when}",
    ]
    texts = {p.number: p.text for p in view.pages}
    for detail in view.details:
        words = " ".join(detail.at.span.of(texts[detail.at.page]).split())
        lines.append(f"  {_label(detail):10} {printable(words)}")
    if view.inferred:
        lines.append(f"  inferred   {', '.join(view.inferred)} (not printed in the document)")
    for name, people in (
        ("present", view.attendance.present),
        ("attending", view.attendance.in_attendance),
        ("apologies", view.attendance.apologies),
    ):
        if people:
            lines.append(indented(f"{name:10} {', '.join(map(_attendee, people))}"))
    if view.parts:
        lines += ["", "Papers"]
        for paper in view.parts:
            remark = " (inferred)" if paper.inferred else ""
            pages = f"{paper.first_page}-{paper.last_page}"
            lines.append(f"  p. {pages:9} {printable(part_told(paper) or paper.kind.value)}{remark}")
    found = [said for said in view.references if said.target is not None]
    if found:
        lines += ["", "Refers to"]
        lines += map(_reference_text, found)
    if view.referred_to:
        lines += ["", "Referred to by"]
        for said in view.referred_to:
            words = printable(" ".join(said.text.split()))
            lines.append(f"  {printable(said.source.document)} p. {said.source.page}: {words}")
    if view.items:
        lines += ["", "Items"]
        lines += [f"  p. {i.page:<4} {printable(i.number or ''):10} {printable(i.heading)}" for i in view.items]
    if view.decisions:
        lines += ["", "Decisions"]
        for row in view.decisions:
            lines += [f"  p. {row.source.page} {row.decision.outcome}:", indented(row.text, "    ")]
    for p in view.pages:
        label = f" (printed {printable(p.label)})" if p.label else ""
        state = f" [{p.problem}: no text]" if p.problem else ""
        state = f" [{ocr_mark(p.confidence)}]" if p.source is TextSource.OCR else state
        lines += ["", f"--- PDF page {p.number}{label}{state} ---", printable(p.text).rstrip()]
        lines += [f"    [{one.kind.value}: {printable(' '.join(one.span.of(p.text).split()))}]" for one in p.markings]
    return "\n".join(lines)


def _reference_text(row: ReferenceRow) -> str:
    remark = " (inferred)" if row.inferred else ""
    meant = f"{row.target.document} p. {row.target.page}" if row.target else "not in the library"
    return f"  p. {row.source.page:<4} {printable(' '.join(row.text.split()))}: {printable(meant)}{remark}"


def _attendee(person: Attendee) -> str:
    return person.name + (f" ({person.role})" if person.role else "")


COMMAND = Command("show", _arguments, _run)
