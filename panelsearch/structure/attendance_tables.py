"""Which lists stand in a table: columns side by side, one a list, or a roll of names with a mark behind each?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from panelsearch.gazetteers.loader import pattern
from panelsearch.model.pages import Line
from panelsearch.model.spans import Span
from panelsearch.structure.attendance_sheet import Sheet
from panelsearch.structure.attendance_zones import ListKind, Zone, heads_a_list
from panelsearch.structure.attendee_names import is_given_name
from panelsearch.text.rule_engine import Fence, Rule, rule

_SEARCHED = 3000
"""How far into a paper its lists may be set in a table."""
_WAVER_PT = 12.0
_ROWS_AT_LEAST = 2
_WRAPPED_ROW = 200
"""Letters of a row whose cells run over several lines, at most."""
_MARK = re.compile(
    r"\W*(?:[xX✓✔☑√●•yYnNpPaA]|yes|no|in|out|present|absent|apolog(?:y|ies)|apols?\.?|ap|ab|e|excused|regrets|here|late)?\W*",
    re.I,
)
_THERE = re.compile(r"\W*(?:[xX✓✔☑√●yYpP]|yes|in|present|here|late)(?:\s*\([^)]*\))?\W*", re.I)
_ATTENDS = re.compile(r"\W*in attendance(?:\s*\([^)]*\))?\W*", re.I)
_AWAY_WORDS = r"absent|apolog(?:y|ies)|apols?\.?|excused|regrets"
_AWAY = re.compile(rf"\W*(?:[aAnNeE]|no|out|ap|ab|{_AWAY_WORDS})(?:\s*\([^)]*\))?\W*", re.I)
_AWAY_SAID = re.compile(rf"\W*(?:{_AWAY_WORDS}|not\s+present)\W*", re.I)
"""What a column of notes says of those who have no mark."""
_SORRY = re.compile(r"\W*(?:apol|regrets)", re.I)
_TICK = re.compile(r"\W*[xX✓✔☑√●•yYpP1]\W*|\W*(?:yes|present)\W*", re.I)
_STATUS = re.compile(
    r"\W*(?:attendance|attended|present\s*\??|present\s*/\s*(?:absent|apologies)|status|in attendance)\W*", re.I
)
_MEANS = r"(?:=|[-–—:]|(?:denotes?|indicates?|means|marks|signifies)\b)"
_LEGEND = re.compile(
    rf"(?:^|(?<=[(\t]))[^\S\n]*(?P<mark>[*•†✓✔])\s*{_MEANS}\s*(?:(?:those|members?|councillors?)\s+)?(?:(?:who\s+)?(?:were|was)\s+)?"
    r"(?:present|in\s+attendance|attend(?:ed|ing|ance))\b",
    re.I | re.M,
)
_MARKED = re.compile(
    r"(?:(?<=\n)|(?<=\t)|(?<=\A)|(?<=,\s))[^\S\n]*(?P<mark>[*†✓✔])\s*(?P<name>[A-Z][^\n\t*†✓✔]{2,80}?)\s*(?=\n|\t|\Z|,)"
)
_ITEM_LINE = re.compile(pattern("cues.item_line"), re.I)


@dataclass(frozen=True, slots=True)
class Table:
    """The lists of one table, and the stretch of text that it takes."""

    zones: tuple[Zone, ...]
    at: Span


def tables(sheet: Sheet, fence: Fence) -> list[Table]:
    """The tables of lists at the head of the paper."""
    found: list[Table] = []
    if (marked := fence.ask(_marked, None, sheet)) is not None:
        return [marked]
    for i, (span, line) in enumerate(sheet.lines):
        if span.start > _SEARCHED:
            break
        if len(line.cells) < 2 or (found and span.start < found[-1].at.end):
            continue
        for by in TABLE_RULES:
            if (table := fence.ask(by, None, sheet, i)) is not None:
                found.append(table)
                break
    return found


def _cells(span: Span, line: Line) -> tuple[Span, ...]:
    """The cells of a line in the whole text; a line without any is one."""
    origin = span.start - line.span.start
    return tuple(cell.shift(origin) for cell in line.cells) or (span,)


@rule("attendance.marked")
def _marked(sheet: Sheet) -> Table | None:
    """A mark before those who came, and what it means: "* denotes present", above the list or below it."""
    head = sheet.text[:_SEARCHED]
    legends = list(_LEGEND.finditer(head))
    if not legends:
        return None
    of_members = any("present" in legend.group().lower() for legend in legends)
    meant = {
        # word processors make a bullet of an asterisk that begins a line
        legend["mark"].replace("•", "*"): ListKind.IN_ATTENDANCE
        if of_members and "in attendance" in " ".join(legend.group().lower().split())
        else ListKind.PRESENT
        for legend in legends
    }
    named: dict[ListKind, list[Span]] = {}
    for name in _MARKED.finditer(head):
        if name["mark"] in meant and not any(one.start() <= name.start() < one.end() for one in legends):
            named.setdefault(meant[name["mark"]], []).append(Span(*name.span("name")))
    if len(named.get(ListKind.PRESENT, ())) < _ROWS_AT_LEAST:
        return None
    places = [Span(*legend.span()) for legend in legends] + [span for pieces in named.values() for span in pieces]
    at = Span(min(span.start for span in places), max(span.end for span in places))
    return Table(tuple(Zone(kind, tuple(of), "attendance.marked", at.start) for kind, of in named.items()), at)


@rule("attendance.side_by_side")
def _side_by_side(sheet: Sheet, at: int) -> Table | None:
    """Columns whose heads are those of lists: "Present:  Members of the public:  Apologies:"."""
    heads = _cells(*sheet.lines[at])
    kinds = [heads_a_list(cell.of(sheet.text)) for cell in heads]
    if not all(kinds) or len(set(kinds)) < 2 or ListKind.PRESENT not in kinds:
        return None
    lefts = [sheet.left_of(cell) for cell in heads]
    pieces: list[list[Span]] = [[] for _ in heads]
    end = sheet.lines[at][0].end
    for span, line in sheet.lines[at + 1 :]:
        words = span.of(sheet.text)
        if (
            _ITEM_LINE.match(words)
            or heads_a_list(words)
            or any(heads_a_list(cell.of(sheet.text)) for cell in _cells(span, line) if line.cells)
        ):
            break
        columns = [_column(sheet.left_of(cell), lefts, i) for i, cell in enumerate(_cells(span, line))]
        if not line.cells and _runs_past(line, lefts, columns[0]):
            break
        for column, cell in zip(columns, _cells(span, line), strict=True):
            pieces[min(column, len(heads) - 1)].append(cell)
        end = span.end
    if not any(pieces):
        return None
    zones = [
        Zone(kind, tuple(of) or (Span(head.end, head.end),), "attendance.side_by_side", head.start)
        for kind, head, of in zip(kinds, heads, pieces, strict=True)
        if kind is not None
    ]
    return Table(tuple(zones), Span(sheet.lines[at][0].start, end))


@rule("attendance.labelled_columns")
def _labelled_columns(sheet: Sheet, at: int) -> Table | None:
    """A row of labels, each with its first name beside it: "Present | Ann Ash | Apologies | Bo Birch"."""
    cells = _cells(*sheet.lines[at])
    kinds = [heads_a_list(cell.of(sheet.text)) for cell in cells]
    labels = [i for i, kind in enumerate(kinds) if kind is not None]
    beside = all(i + 1 < len(cells) and kinds[i + 1] is None for i in labels)
    if len(labels) < 2 or not beside or ListKind.PRESENT not in kinds or labels[0] != 0:
        return None
    lefts = [sheet.left_of(cell) for cell in cells]
    of = {i: max(label for label in labels if label <= i) for i in range(len(cells))}
    pieces = {label: [cells[label + 1]] for label in labels}
    end = sheet.lines[at][0].end
    for span, line in sheet.lines[at + 1 :]:
        words = span.of(sheet.text)
        placed = [(_column(sheet.left_of(cell), lefts, i), cell) for i, cell in enumerate(_cells(span, line))]
        if _ITEM_LINE.match(words) or heads_a_list(words) or any(i in labels for i, _ in placed):
            break
        for column, cell in placed:
            pieces[of[column]].append(cell)
        end = span.end
    zones = [
        Zone(kind, tuple(pieces[label]), "attendance.labelled_columns", cells[label].start)
        for label in labels
        if (kind := kinds[label]) is not None
    ]
    return Table(tuple(zones), Span(sheet.lines[at][0].start, end))


def _column(left: float | None, lefts: Sequence[float | None], otherwise: int) -> int:
    """Which column a cell stands in: the last that begins no further right."""
    if left is None or any(one is None for one in lefts):
        return otherwise
    return max((i for i, one in enumerate(lefts) if one is not None and one <= left + _WAVER_PT), default=0)


def _runs_past(line: Line, lefts: Sequence[float | None], column: int) -> bool:
    """Whether a line runs into the next column: it stands below the table."""
    following = lefts[column + 1] if column + 1 < len(lefts) else None
    return following is not None and line.rect.x1_pt > following + _WAVER_PT


@rule("attendance.roll_table")
def _roll(sheet: Sheet, at: int) -> Table | None:
    """A row a member, with a mark for whether they came: under "Present" and "Absent", or "P" and "A"."""
    span, line = sheet.lines[at]
    heads = [cell.of(sheet.text) for cell in _cells(span, line)]
    columns = {i: kind for i, head in enumerate(heads) if i and (kind := _status(head))}
    if not columns:
        return None
    lefts = [sheet.left_of(cell) for cell in _cells(span, line)]
    headless = is_given_name(heads[0].strip().partition(" ")[0])
    rows: dict[ListKind, list[Span]] = {ListKind.PRESENT: [], ListKind.IN_ATTENDANCE: [], ListKind.ABSENT: []}
    end = span.end
    wrapped: Span | None = None
    sorry = True
    for row, printed in sheet.lines[at + (not headless) :]:
        cells = _cells(row, printed)
        placed = [(_column(sheet.left_of(cell), lefts, i), cell) for i, cell in enumerate(cells)]
        marks = {column: cell.of(sheet.text) for column, cell in placed if column in columns}
        names = [cell for column, cell in placed if column not in columns]
        if not marks and names and any(_AWAY_SAID.fullmatch(cell.of(sheet.text)) for cell in names[1:]):
            rows[ListKind.ABSENT].append(names[0])
            end = row.end
            continue
        if not marks and len(columns) == 1:  # of a row whose cells wrap each stands on lines of its own
            if (wrapped is None) != (placed[0][0] == 0) or (wrapped and row.end - wrapped.start > _WRAPPED_ROW):
                break
            wrapped = Span(wrapped.start if wrapped else row.start, row.end)
            continue
        if not names and wrapped is None and end == span.end and len(placed) == 1:
            continue  # the head runs on: "Present /" above "Apologies"
        names = names or ([wrapped] if wrapped else [])
        wrapped = None
        came = _came(columns, marks)
        if not names or came is None:
            break
        rows[came].append(Span(names[0].start, names[-1].end))
        sorry = sorry and (came is not ListKind.ABSENT or any(_SORRY.match(mark) for mark in marks.values()))
        end = row.end
    if sum(map(len, rows.values())) < _ROWS_AT_LEAST or not rows[ListKind.PRESENT]:
        return None
    if sorry:
        rows[ListKind.APOLOGIES] = rows.pop(ListKind.ABSENT)
    zones = [Zone(kind, tuple(of), "attendance.roll_table", span.start) for kind, of in rows.items() if of]
    return Table(tuple(zones), Span(span.start, end))


def _status(head: str) -> ListKind | None:
    """What a mark in the column says: they came, they did not; a column of either is that of those present."""
    if _STATUS.fullmatch(head):
        return ListKind.PRESENT
    kind = heads_a_list(head)
    return kind if kind in (ListKind.PRESENT, ListKind.ABSENT, ListKind.APOLOGIES) else None


def _came(columns: dict[int, ListKind], marks: dict[int, str]) -> ListKind | None:
    """Which list the marks of a row put its member on; None where they are no marks."""
    if not marks or not all(_MARK.fullmatch(mark) for mark in marks.values()):
        return None
    if len(columns) > 1:
        ticked = [columns[i] for i, mark in marks.items() if _TICK.fullmatch(mark)]
        if len(ticked) != 1:
            return None
        return ListKind.PRESENT if ticked[0] is ListKind.PRESENT else ListKind.ABSENT
    (mark,) = marks.values()
    if _ATTENDS.fullmatch(mark):
        return ListKind.IN_ATTENDANCE
    return ListKind.PRESENT if _THERE.fullmatch(mark) else ListKind.ABSENT if _AWAY.fullmatch(mark) else None


TABLE_RULES: tuple[Rule[[Sheet, int], Table | None], ...] = (_side_by_side, _labelled_columns, _roll)
