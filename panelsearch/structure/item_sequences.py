"""Which candidates are the paper's numbering? The chains of numbers that count on and look most like headings.

Each manner of numbering is searched by dynamic programming for the chain of the greatest weight: what its lines look
like, and how well each number follows the one before. Chains that lie between the items of another stand under it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from statistics import fmean

from panelsearch.structure.item_candidates import Candidate
from panelsearch.structure.item_numbers import ItemNumber, Manner

_NEXT, _SKIPS_ONE, _SKIPS_TWO, _AGAIN = 1.0, 0.1, -0.3, -1.2
_LEAVES_OUT, _LEAVES_OUT_AT_MOST = 0.1, 0.8
"""What it costs to pass over lines of the manner that look like headings."""
_SAME_INDENT_PT = 14
_LOOK_BACK = 120
_CHAINS_OF_A_MANNER = 5
_CONVINCING = 1.8
"""What a chain must weigh: two plain headings that follow one another do."""
_LIKE_HEADINGS = 0.45

Count = Callable[[ItemNumber], tuple[int, ...]]
"""What of a number goes up: its last figure, its first, or all of them."""


@dataclass(frozen=True, slots=True)
class Chain:
    """Candidates of one manner whose numbers count on, in order of place."""

    links: tuple[Candidate, ...]
    weight: float
    manner: Manner | None

    @property
    def pages(self) -> int:
        """On how many pages it has items."""
        return len({one.page for one in self.links})

    @property
    def worth(self) -> float:
        """What it weighs as the numbering of a paper: numberings run through it."""
        coded = all(one.code for one in self.links)
        return (self.weight + 0.7 * self.pages) * (0.7 if coded else 1.5 if self.in_margin else 1.0)

    @property
    def in_margin(self) -> bool:
        """Whether it stands in the margin, beside the text that it heads."""
        return all(one.side for one in self.links)


def chains(candidates: Sequence[Candidate]) -> list[Chain]:
    """The chains of every manner, the best of each first; no candidate is in two of one manner."""
    groups: dict[object, list[Candidate]] = defaultdict(list)
    for one in candidates:
        assert one.number is not None
        shape = (one.number.shape, len(one.number.places)) if one.number.manner is Manner.CODED else None
        groups[
            (
                one.number.manner,
                shape,
                one.side,
                one.code,
                one.number.called,
                one.number.manner is Manner.DOTTED and len(one.number.places),
            )
        ].append(one)
    return [chain for group in groups.values() for chain in _of_one_manner(group)]


def _of_one_manner(group: Sequence[Candidate]) -> Iterator[Chain]:
    left = list(group)
    for _ in range(_CHAINS_OF_A_MANNER):
        found = max((_heaviest(left, count) for count in _counts(left)), key=lambda chain: chain.weight, default=None)
        if found is None or found.weight < _CONVINCING or len(found.links) < 2:
            return
        found = _without_a_list_behind(found, left)
        yield found
        taken = {one.place for one in found.links}
        left = [one for one in left if one.place not in taken]


def _without_a_list_behind(chain: Chain, group: Sequence[Candidate]) -> Chain:
    """The chain, without what goes on a list behind its last item: who is to do what, numbered from 1 anew.

    A list of nine behind nine items goes on with a tenth, which follows both; it is no heading, as those before are.
    """
    for at in range(2, len(chain.links)):
        head, tail = chain.links[:at], chain.links[at:]
        if like_headings(tail) or not like_headings(head):
            continue
        wanted = 1
        for one in group:
            if head[-1].place < one.place < tail[0].place and one.number and one.number.places[-1] == wanted:
                wanted += 1
        if wanted > 1 and tail[0].number and tail[0].number.places[-1] == wanted:
            return Chain(head, chain.weight - sum(one.weight + _NEXT for one in tail), chain.manner)
    return chain


def _counts(group: Sequence[Candidate]) -> Sequence[Count]:
    """The ways in which the numbers of a group may go up."""
    number = group[0].number if group else None
    if number is None:
        return ()
    if number.manner is Manner.DOTTED and len(number.places) == 2:
        return (lambda n: n.places, lambda n: (n.places[0],))
    return [lambda n, part=part: (n.places[part],) for part in reversed(range(len(number.places)))]  # type: ignore[misc]


def _heaviest(group: Sequence[Candidate], count: Count) -> Chain:
    """The chain of the greatest weight."""
    best: list[float] = []
    before: list[int] = []
    numbers = [count(one.number) for one in group if one.number is not None]
    passed = [0, *accumulate(one.weight > 0 for one in group)]
    for at, one in enumerate(group):
        first = (
            0.4
            if numbers[at][-1] <= 1
            else -0.4
            if numbers[at][-1] > 9 and one.number and one.number.manner is Manner.LETTER
            else 0.0
        )
        found, link = first, -1
        for earlier in range(max(0, at - _LOOK_BACK), at):
            step = _step(numbers[earlier], numbers[at])
            if step is None or group[earlier].place == one.place:
                continue
            left_out = min(_LEAVES_OUT * (passed[at] - passed[earlier + 1]), _LEAVES_OUT_AT_MOST)
            weight = best[earlier] + step - _set_otherwise(group[earlier], one) - left_out
            if weight > found:
                found, link = weight, earlier
        best.append(one.weight + found)
        before.append(link)
    at = max(range(len(group)), key=best.__getitem__)
    weight, links = best[at], []
    while at >= 0:
        links.append(group[at])
        at = before[at]
    return Chain(tuple(reversed(links)), weight, links[0].number.manner if links[0].number else None)


def _step(a: tuple[int, ...], b: tuple[int, ...]) -> float | None:
    """How well b follows a; None where it cannot."""
    if len(a) > 1 and a[:-1] != b[:-1]:
        return _NEXT if b[-2] == a[-2] + 1 and b[-1] <= 1 else None
    if a == b and a[-1] <= 1:
        return None  # a second 1 begins anew
    steps = {0: _AGAIN, 1: _NEXT, 2: _SKIPS_ONE, 3: _SKIPS_TWO}
    return steps.get(b[-1] - a[-1])


def _set_otherwise(a: Candidate, b: Candidate) -> float:
    """How differently two lines are set."""
    assert a.number is not None
    assert b.number is not None
    indent = abs(a.indent - b.indent) > _SAME_INDENT_PT
    return (
        0.5 * (a.bold != b.bold) + 0.3 * (a.number.stopped != b.number.stopped) + 0.5 * indent
        + 0.4 * (a.number.shape != b.number.shape)
    )  # fmt: skip


def like_headings(links: Sequence[Candidate]) -> bool:
    """Whether the lines look like headings on the whole."""
    return fmean(one.weight for one in links) >= _LIKE_HEADINGS


def within(inner: Sequence[Candidate], outer: Sequence[Candidate]) -> bool:
    """Whether all of one numbering stands between two neighbours of the other, or behind its last."""
    gaps = {bisect_right([one.place for one in outer], one.place) for one in inner}
    return len(gaps) == 1 and 0 not in gaps


def by_gap(inner: Sequence[Candidate], outer: Sequence[Candidate]) -> dict[int, list[Candidate]]:
    """The candidates by the item of the other numbering that they stand behind; -1 before its first."""
    places = [one.place for one in outer]
    found: dict[int, list[Candidate]] = defaultdict(list)
    for one in inner:
        found[bisect_right(places, one.place) - 1].append(one)
    return found
