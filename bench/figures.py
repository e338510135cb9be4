"""What is a measurement? One figure of one subject, and the table that sets figures side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

OURS = "panelsearch"
NOT_INSTALLED = "not installed"


@dataclass(frozen=True, slots=True)
class Figure:
    """`value` of `subject` at `task`; None with a `note` where there was nothing to measure."""

    task: str
    subject: str
    value: float | None
    unit: str
    note: str = ""

    @property
    def more_is_better(self) -> bool:
        """Rates should be high; times and sizes low."""
        return self.unit.endswith("/s")


def ratio(figure: Figure, ours: Figure | None) -> str:
    """How many times better we are (x3.0) or worse (x0.5), "" where there is nothing to compare."""
    if ours is None or figure.subject == OURS or not figure.value or not ours.value:
        return ""
    times = ours.value / figure.value if figure.more_is_better else figure.value / ours.value
    return f"x{times:.2f}"


def _shown(figure: Figure | None) -> str:
    if figure is None:
        return ""
    return figure.note if figure.value is None else f"{figure.value:,.1f}"


def table(figures: Sequence[Figure]) -> str:
    """The figures as text, ours beside each peer's; the last column says how many times better ours is."""
    ours = {figure.task: figure for figure in figures if figure.subject == OURS}
    peers = {figure.task for figure in figures if figure.subject != OURS}
    rows = [("task", "unit", OURS, "peer", "", "ours is")]
    for figure in figures:
        if figure.subject != OURS:
            own = ours.get(figure.task)
            rows.append((figure.task, figure.unit, _shown(own), figure.subject, _shown(figure), ratio(figure, own)))
        elif figure.task not in peers:
            rows.append((figure.task, figure.unit, _shown(figure), "", "", ""))
    widths = [max(len(row[column]) for row in rows) for column in range(6)]
    to_the_right = (2, 4, 5)
    return "\n".join(
        "  ".join(
            cell.rjust(width) if column in to_the_right else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    )


def as_rows(figures: Sequence[Figure]) -> list[dict[str, str | float | None]]:
    """The figures for `--json`."""
    return [asdict(figure) for figure in figures]
