"""Who came to what? The attendance lists of a body's minutes side by side, a person a row.

Names are joined with care: `A Pryce` is `Alan Pryce` only where one person of that body can be meant, and never where
one meeting lists both.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from panelsearch.model.register_rows import AttendanceRow, Wanted
from panelsearch.model.sources import Citation, Source
from panelsearch.text.body_names import body_key, names_hold
from panelsearch.text.person_names import folded

PRESENT, IN_ATTENDANCE, APOLOGIES = "present", "in_attendance", "apologies"


@dataclass(frozen=True, slots=True)
class Listed:
    """A name on one of a meeting's lists, with its place."""

    name: str
    role: str
    on: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class Roll:
    """The lists of one meeting. `sheet` cites the minutes themselves."""

    body: str
    day: date
    sheet: Source
    listed: tuple[Listed, ...]


def attendance(rolls: Iterable[Roll], wanted: Wanted) -> tuple[tuple[AttendanceRow, ...], int]:
    """Body by body, who came most often first; and at how many meetings in all."""
    by_body: dict[str, list[Roll]] = defaultdict(list)
    for roll in one_a_meeting(rolls):
        if wanted.covers(roll.day) and names_hold(roll.body, wanted.body):
            by_body[body_key(roll.body)].append(roll)
    rows = [row for body in sorted(by_body) for row in _of_body(by_body[body])]
    kept = [row for row in rows if any(names_hold(name, wanted.person) for name in (row.name, *row.variants))]
    return tuple(kept), sum(map(len, by_body.values()))


def one_a_meeting(rolls: Iterable[Roll]) -> tuple[Roll, ...]:
    """The best lists of each meeting, oldest first: signed minutes before a draft, fuller lists before shorter ones."""
    best: dict[tuple[str, date], Roll] = {}
    for roll in rolls:
        key = (body_key(roll.body), roll.day)
        if key not in best or _worth(roll) > _worth(best[key]):
            best[key] = roll
    return tuple(sorted(best.values(), key=lambda roll: (roll.day, roll.body)))


def _worth(roll: Roll) -> tuple[bool, int]:
    return not roll.sheet.draft, len(roll.listed)


def _of_body(rolls: Sequence[Roll]) -> list[AttendanceRow]:
    people = same_people([[listed.name for listed in roll.listed] for roll in rolls])
    listed_as: dict[str, list[tuple[Roll, Listed]]] = defaultdict(list)
    for roll in rolls:
        for listed in roll.listed:
            listed_as[people[listed.name]].append((roll, listed))
    rows = [_row(rolls, places) for places in listed_as.values()]
    return sorted(rows, key=lambda row: (-len(row.present), -len(row.in_attendance), folded(row.name)))


def _row(rolls: Sequence[Roll], places: Sequence[tuple[Roll, Listed]]) -> AttendanceRow:
    names = Counter(listed.name for _, listed in places)
    name = max(names, key=lambda n: (len(folded(n)), names[n], n))
    expected = [roll.day for roll, listed in places if listed.on != IN_ATTENDANCE]
    named_on = {roll.day for roll, _ in places}
    away = [
        roll.sheet
        for roll in rolls
        if expected and expected[0] < roll.day < expected[-1] and roll.day not in named_on
    ]  # fmt: skip

    def lists(on: str) -> tuple[Citation, ...]:
        return tuple({roll.day: listed.citation for roll, listed in places if listed.on == on}.values())

    return AttendanceRow(
        name, rolls[-1].body, next((listed.role for _, listed in reversed(places) if listed.role), ""),
        tuple(sorted(names)), lists(PRESENT), lists(IN_ATTENDANCE), lists(APOLOGIES), tuple(away),
    )  # fmt: skip


def same_people(meetings: Iterable[Sequence[str]]) -> Mapping[str, str]:
    """Each name with the name it is an abbreviation of (itself, where it is none or may be several people's)."""
    lists = [frozenset(names) for names in meetings]
    names = sorted(frozenset[str]().union(*lists))
    spelt: dict[str, str] = {}
    for name in names:
        spelt.setdefault(folded(name), name)
    by_surname: dict[str, list[str]] = defaultdict(list)
    for name in spelt:
        by_surname[name.rpartition(" ")[2]].append(name)
    fuller = {}
    together = [{folded(name) for name in names_listed} for names_listed in lists]
    for name in spelt:
        family = by_surname[name.rpartition(" ")[2]]
        may_be = [other for other in family if other != name and _abbreviates(name, other)]
        most = [other for other in may_be if not any(_abbreviates(other, longer) for longer in may_be)]
        apart = len(most) == 1 and not any({name, most[0]} <= meeting for meeting in together)
        fuller[name] = most[0] if apart else name
    return {name: spelt[fuller[folded(name)]] for name in names}


def _abbreviates(short: str, full: str) -> bool:
    """Whether `a pryce` or `pryce` can stand for `alan b pryce`; both folded, both of one surname."""
    few, many = short.split()[:-1], full.split()[:-1]
    if len(few) > len(many) or few == many:
        return False
    return all(a == b or (len(a) == 1 and b.startswith(a)) for a, b in zip(few, many, strict=False))
