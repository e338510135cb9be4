"""The bench of mangled pages: the same for the same seed, and what a rule raises is told with its number."""

import random

import pytest

from bench import mangled as bench

TEXT = "Dunmere Parish Council\nPresent: Cllr A Fenn (Chair), Mrs U Pryce\n1. Hedge\tRESOLVED to pay £45.00\n"


def test_mangling_is_the_same_for_the_same_seed() -> None:
    one, again, other = (bench.mangled(TEXT, random.Random(seed)) for seed in (3, 3, 4))
    assert one == again
    assert one != other


@pytest.mark.parametrize("seed", range(20))
def test_lines_of_a_page_set_anew_lie_on_it(seed: int) -> None:
    dice = random.Random(seed)
    page = bench.set_anew(1, bench.mangled(TEXT, dice), dice)
    assert all(line.span.of(page.text).strip() == line.span.of(page.text) for line in page.lines)


def test_faults_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    assert list(bench.faults([("a.pdf", TEXT)], 6, 1)) == []

    def fails(*_: object) -> None:
        raise IndexError("beyond the end")

    monkeypatch.setattr(bench, "read", fails)
    assert [number for number, _ in bench.faults([("a.pdf", TEXT)], 6, 1)] == [1, 4]
