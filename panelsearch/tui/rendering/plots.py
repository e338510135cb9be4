"""How are counts drawn in a line? Bars of eighths of a cell, told in figures at both ends."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

_EIGHTHS = "▁▂▃▄▅▆▇█"
_MOST_BARS = 40


def bars(counts: Sequence[int]) -> str:
    """A bar for each count, the greatest the highest; a blank for none."""
    most = max(counts, default=0)
    return "".join(_EIGHTHS[(count * 8 - 1) // most] if count else " " for count in counts)


def years_plot(years: Sequence[tuple[int, int]]) -> Text:
    """So many papers a year, from the first year to the last, years without any too."""
    held = dict(years)
    first, last = max(min(held), max(held) - _MOST_BARS + 1), max(held)
    counts = [held.get(year, 0) for year in range(first, last + 1)]
    most = max(counts)
    drawn = Text(f"   {first} ")
    drawn.append("".join(bar * 2 for bar in bars(counts)) if len(counts) <= _MOST_BARS // 2 else bars(counts), "bold")
    drawn.append(f" {last}")
    drawn.append(f"  papers a year, {most:,} in {first + counts.index(most)}", "dim")
    return drawn


def bars_by_year(counts: dict[int, int]) -> str:
    """Such as "2018 ▂▅█ 2020 (most: 12 in 2020)"; empty where there are not two years to compare."""
    if len(counts) < 2:
        return ""
    first, last = min(counts), max(counts)
    most = max(counts, key=lambda year: counts[year])
    drawn = bars([counts.get(year, 0) for year in range(first, last + 1)])
    return f"{first} {drawn} {last} (most: {counts[most]} in {most})"


MONTHS_HEAD = "      " + "".join(f"{name:<6}" for name in "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split())


def months_line(year: int, counts: Sequence[int], drawn: str) -> Text:
    """A year's counts under `MONTHS_HEAD`: for each month its bar, `drawn` by the caller's scale, and its figure."""
    line = Text(f"{year}  ", style="bold")
    for bar, count in zip(drawn, counts, strict=True):
        line.append(f"{bar}{count if count else '':<5}", style="not bold")
    return line
