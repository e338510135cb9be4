"""How do results look to a person at a terminal? Plain text; control characters of documents never reach the screen."""

from __future__ import annotations

import shutil
import sys
import textwrap
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from panelsearch.ingestion.reporting import missing_in_words
from panelsearch.model.answers import Answer, AnswerOutcome
from panelsearch.model.document_views import DocumentView
from panelsearch.model.ingest_reports import FileOutcome, FileReport, IngestReport, Status
from panelsearch.model.meetings import Attendee
from panelsearch.model.mentions import MentionLabel
from panelsearch.model.pages import TextSource
from panelsearch.model.register_rows import DecisionRow, EntityRow, ReferenceRow
from panelsearch.model.search_results import FacetTable, Hit, Holds, SearchResult
from panelsearch.model.sources import Source
from panelsearch.retrieval.citations import citation, group_head, ocr_mark, part
from panelsearch.storage.acquisitions import moment
from panelsearch.text.currencies import pounds

if TYPE_CHECKING:
    from panelsearch.answering.generation.grounding import Written
    from panelsearch.exporting.verification import Verification

_MOST_LINES = 20
_MOST_PLACES, _MOST_VALUES = 3, 10
NOTHING_INDEXED = "Nothing is indexed yet. Index a folder with: panelsearch index FOLDER"
_BOLD, _PLAIN = "\x1b[1m", "\x1b[0m"


def printable(text: str) -> str:
    """The text without anything that a terminal would obey, line breaks apart."""
    return "".join(c if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cf", "Cs") else "\ufffd" for c in text)


def _width() -> int:
    """Lines are folded for a terminal only: piped text keeps the page's own lines."""
    return max(40, min(100, shutil.get_terminal_size().columns)) if sys.stdout.isatty() else 10_000


def indented(text: str, by: str = "  ") -> str:
    """The text's lines, printable and folded to the terminal."""
    lines = [" ".join(line.split()) for line in printable(text).splitlines()]
    return "\n".join(
        textwrap.fill(line, _width(), initial_indent=by, subsequent_indent=by, break_long_words=False)
        for line in lines
        if line
    )


def ingest_report(report: IngestReport, index_dir: Path) -> str:
    """The run in a few lines; what could not be read, file by file."""
    counts = {outcome: sum(file.outcome is outcome for file in report.files) for outcome in FileOutcome}
    pages = sum(file.pages for file in report.files)
    told = ", ".join(f"{n} {outcome.value}" for outcome, n in counts.items() if n) or "no PDFs found"
    lines = [printable(report.notice)] if report.notice else []
    lines.append(f"{told}; {pages} pages in {report.seconds:.1f} s.")
    bad = [file for file in report.files if file.outcome in (FileOutcome.FAILED, FileOutcome.SKIPPED)]
    without = [file for file in report.files if file.pages_without_text]
    lines += _listed("Could not be read:", bad)
    lines += _listed("Cannot be searched on every page:", without)
    lines += _listed("Read but for some of it:", _incomplete(report.files))
    if report.advice:
        lines.append(f"To have those pages recognised: {report.advice} && panelsearch index")
    if not report.files:
        lines.append("Name a folder that holds PDFs: panelsearch index FOLDER")
    elif counts[FileOutcome.INDEXED] or counts[FileOutcome.UNCHANGED]:
        where = "" if index_dir == Path("index") else f" --index {index_dir}"
        lines.append(f"Search it with: panelsearch{where} search WORDS")
    return "\n".join(lines)


def _widened(result: SearchResult) -> list[str]:
    lines = [f"Searched too, for {printable(one.words)}: {printable(', '.join(one.others))}" for one in result.synonyms]
    return [*lines, f"Words that go with them: {printable(', '.join(result.related))}"] if result.related else lines


def _incomplete(files: Iterable[FileReport]) -> list[FileReport]:
    """Those that lack a layer, with what they lack for a reason."""
    return [replace(file, reason=missing_in_words(file.missing)) for file in files if file.missing]


def _listed(heading: str, files: Sequence[FileReport]) -> list[str]:
    if not files:
        return []
    lines = [heading, *(f"  {printable(file.document)}: {printable(file.reason)}" for file in files[:_MOST_LINES])]
    if len(files) > _MOST_LINES:
        lines.append(f"  and {len(files) - _MOST_LINES} more: panelsearch status lists them all")
    return lines


def search_result(result: SearchResult, *, explain: bool, coloured: bool) -> str:
    """The hits with their citations, or why there are none."""
    lines = [f"Understood as: {printable(result.canonical)}", *_widened(result)] if explain else []
    lines += [f"Note: {printable(note)}." for note in result.notes]
    if not result.hits:
        if result.library_empty:
            lines.append(NOTHING_INDEXED)
        else:
            what = f"papers that came in since {moment(result.since)}" if result.since else "the library"
            lines.append(f"Nothing in {what} matches {printable(result.query)}.")
            if result.suggestions:
                lines.append("Did you mean: " + ", ".join(map(printable, result.suggestions)) + "?")
        return "\n".join(lines)
    new = f" in papers that came in since {moment(result.since)}" if result.since else ""
    lines.append(f"{result.total} passage{'s match' if result.total != 1 else ' matches'}{new}.")
    matching = True
    heads = {one.hits[0].rank: group_head(one) for one in result.groups}
    for hit in result.hits:
        if matching and hit.holds is not Holds.ALL:
            matching = False
            lines += ["", "-- These hold only some of the words, or words that go with them:"]
        if hit.rank in heads:
            lines += ["", f"== {printable(heads[hit.rank])}"]
        lines += ["", f"{hit.rank}. {printable(citation(hit.source))}", _passage(hit, coloured=coloured)]
        if hit.also_in:
            lines.append("  Also in: " + _briefly(hit.also_in))
        if hit.near_in:
            lines.append("  Nearly the same words in: " + _briefly(hit.near_in))
    return "\n".join(lines)


def facets(tables: Sequence[FacetTable]) -> str:
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


def answer(given: Answer) -> str:
    """The answer, its quotation and place; or which silence, and the nearest passages."""
    if given.outcome is AnswerOutcome.ANSWERED:
        lines = [printable(given.answer or ""), ""]
        for quoted in given.citations:
            lines += [indented(f"“{quoted.quote}”"), f"  {printable(citation(quoted.source))}", ""]
        if given.alternatives:
            lines += ["Other meetings answer otherwise, the latest first:", ""]
        for other in given.alternatives:
            when = other.citation.source.meeting_date or "no date found"
            lines += [f"  {when}: {printable(' '.join(other.answer.split()))}"]
            lines += [f"    {printable(citation(other.citation.source))}"]
        return "\n".join(lines).rstrip()
    silence = {
        AnswerOutcome.EMPTY_INDEX: NOTHING_INDEXED,
        AnswerOutcome.NOTHING_FOUND: "Nothing in the library is about this.",
        AnswerOutcome.NOT_ANSWERED: "The papers do not answer this, as far as can be told.",
    }[given.outcome]
    lines = [silence, *([printable(given.explanation)] if given.explanation else [])]
    if given.nearest:
        lines.append("The nearest passages:")
        for hit in given.nearest[:3]:
            lines += ["", f"  {printable(citation(hit.source))}", indented(hit.text, "    ")]
    return "\n".join(lines)


def written(phrased: Written | None) -> str:
    """What a language model made of the quotations, each sentence with its own; after the answer, never instead."""
    if phrased is None:
        return ""
    lines = ["", "", f"Phrased by {printable(phrased.address)}, from the quotations above:"]
    for sentence in phrased.sentences:
        quoted = " ".join(sentence.citation.quote.split())
        lines += ["", f"  {printable(sentence.text)}", f"    “{printable(quoted)}”"]
        lines += [f"    {printable(citation(sentence.citation.source))}"]
    if phrased.dropped:
        lines += ["", f"  {phrased.dropped} more left out: no quotation bears them out."]
    return "\n".join(lines)


def answers(given: Sequence[Answer]) -> str:
    """Many questions, each with its answer."""
    return "\n\n".join(f"? {printable(one.question)}\n\n{answer(one)}" for one in given)


def document(view: DocumentView, page: int | None) -> str:
    """The front sheet and the text, page by page; one page's text alone where asked."""
    if page is not None:
        return printable(next(p.text for p in view.pages if p.number == page))
    when = str(view.meeting_date or "no date found")
    lines = [
        printable(view.title or view.document),
        f"  document   {printable(view.document)}, {len(view.pages)} pages",
        f"  kind       {view.kind}{' (draft)' if view.draft else ''}",
        f"  body       {printable(view.body or 'not found')}",
        f"  meeting    {when}",
    ]
    texts = {p.number: p.text for p in view.pages}
    for detail in view.details:
        words = " ".join(detail.at.span.of(texts[detail.at.page]).split())
        lines.append(f"  {detail.what.value.replace('_', ' '):10} {printable(words)}")
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
            lines.append(f"  p. {pages:9} {printable(part(paper) or paper.kind.value)}{remark}")
    found = [said for said in view.references if said.target is not None]
    if found:
        lines += ["", "Refers to"]
        lines += map(_reference, found)
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
    return "\n".join(lines)


def _reference(row: ReferenceRow) -> str:
    remark = " (inferred)" if row.inferred else ""
    meant = f"{row.target.document} p. {row.target.page}" if row.target else "not in the library"
    return f"  p. {row.source.page:<4} {printable(' '.join(row.text.split()))}: {printable(meant)}{remark}"


def _attendee(person: Attendee) -> str:
    return person.name + (f" ({person.role})" if person.role else "")


def decisions(rows: Sequence[DecisionRow]) -> str:
    """The register, a decision a paragraph."""
    if not rows:
        return "No decision matches."
    lines = [f"{len(rows)} decisions."]
    for row in rows:
        decision = row.decision
        people = [
            f"{what} {printable(name)}"
            for what, name in (("moved by", decision.proposer), ("seconded by", decision.seconder))
            if name
        ]
        votes = [
            f"{count} {what}"
            for what, count in (
                ("for", decision.votes_for), ("against", decision.votes_against), ("abstained", decision.abstained)
            )
            if count is not None
        ]  # fmt: skip
        told = "; ".join([decision.outcome.value, *people, *([", ".join(votes)] if votes else [])])
        lines += ["", printable(citation(row.source)), f"  [{told}]", indented(row.text)]
    return "\n".join(lines)


def entities(rows: Sequence[EntityRow], notes: Sequence[str] = ()) -> str:
    """Entities, one a line, most frequent first."""
    lines = [f"Note: {printable(note)}." for note in notes]
    if not rows:
        return "\n".join([*lines, "Nothing matches."])
    for row in rows:
        name = row.name
        if row.label is MentionLabel.MONEY and row.value_pence is not None:
            name = " ".join(filter(None, (pounds(row.value_pence, row.currency or "GBP"), row.unit)))
        others = [variant for variant in row.variants if variant != name][:4]
        lines.append(
            f"{row.count:6}  {printable(name)}"
            + (f"  (also: {printable('; '.join(others))})" if others else "")
            + f"  in {row.documents} document{'s' if row.documents != 1 else ''}"
            + (f" of {printable(_bodies(row.bodies))}" if row.label is MentionLabel.PERSON and row.bodies else "")
        )
        lines += [f"        {printable(citation(source))}" for source in row.places[:_MOST_PLACES]]
        if len(row.places) > _MOST_PLACES:
            lines.append(f"        and {len(row.places) - _MOST_PLACES} more pages")
    return "\n".join(lines)


def _bodies(bodies: Sequence[str]) -> str:
    """The body, or the first of several and how many more: two people of one name are told apart by it."""
    more = len(bodies) - 1
    return bodies[0] + (f" and {more} other bod{'ies' if more > 1 else 'y'}" if more else "")


def people(rows: Sequence[EntityRow], file: Path, notes: Sequence[str]) -> str:
    """People, one a line, and where to say who is who."""
    told = [entities(rows), *(f"Note: {printable(note)}" for note in notes)]
    if rows:
        told.append(f"Two names of one person, or one of two? Say so in {printable(str(file))} (see README.md).")
    return "\n".join(told)


def status(state: Status) -> str:
    """The library at a glance and everything that an empty result would not prove."""
    lines = [
        f"Index      {state.index_dir}, built {state.built}",
        *(f"Folder     {printable(root)}" for root in state.roots),
        f"Documents  {state.documents}: " + (", ".join(f"{n} {kind}" for kind, n in state.kinds) or "none"),
        f"Pages      {state.pages}; passages {state.passages}; mentions {state.mentions}",
        *(f"Body       {printable(body)}: {n}" for body, n in state.bodies),
    ]
    if state.ocr_pages:
        lines.append(f"OCR        {state.ocr_pages} pages are scans read by OCR, and marked so")
    if state.locked:
        lines.append(f"Locked     {printable(', '.join(state.locked))}: to open with a password only")
    for heading, files in (
        ("Could not be read:", state.unreadable),
        ("No text on some pages:", state.without_text),
        ("Read but for some of it:", _incomplete(state.incomplete)),
    ):
        if files:
            lines += [heading, *(f"  {printable(f.document)}: {printable(f.reason)}" for f in files)]
    for what, names in (("new", state.added), ("changed", state.changed), ("gone", state.vanished)):
        if names:
            lines.append(
                f"{len(names)} {what} since: {printable(', '.join(names[:5]))}{' ...' if len(names) > 5 else ''}"
            )
    if state.advice:
        lines.append(f"To have pages without text recognised: {state.advice} && panelsearch index")
    if state.added or state.changed or state.vanished:
        lines.append("Bring it up to date with: panelsearch index")
    return "\n".join(lines)


def verification(report: Verification) -> str:
    """How many quotations stand, and each that does not."""
    lines = [f"{report.confirmed} of {report.checked} quotations stand on the page they cite."]
    if report.recognised:
        lines.append(
            f"{report.recognised} of them were confirmed on pages read by OCR: compare those with the page itself."
        )
    for failure in report.failures:
        lines += [
            f"  NOT THERE: {printable(failure.document)} PDF p. {failure.page}: {printable(failure.reason)}",
            indented(failure.quote, "    "),
        ]
    return "\n".join(lines)
