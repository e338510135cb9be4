"""Is the trust in answers deserved on bodies that nothing was trained on? Three tables, from folds of whole bodies.

`python -m bench.answer_trust [--papers FOLDER [--index DIR] [--questions FILE.json ...]] ... [--without FILE] [--halves
DIR]` trains the answerer's models on all bodies but those of a fold, for each fold, and asks the rest, as read by the
readers that did not see them (made by `scripts/train_reader.py`; without `--halves`, unread): by sort of question, how
many are answered rightly; by least trust, how many would be answered, and how wrong that would be (risk and coverage);
by trust, how many answers are right (a reliability diagram). They set the thresholds in `answering/choosing.py`.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from scripts.answer_training import Judged, add_papers, asked_of, held_out, read_by_halves

_LEAST = tuple(n / 20 for n in range(4, 17))
_BINS = 10


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the tables."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_papers(options)
    chosen = options.parse_args(arguments)
    listed = asked_of(chosen)
    judged = held_out(read_by_halves(listed, chosen.halves) if chosen.halves else listed)
    for table in (by_sort(judged), risk_and_coverage(judged), reliability(judged)):
        print("\n".join(table), end="\n\n")
    return 0


def _share(some: int, of: int) -> str:
    return f"{some:4}/{of:<4} {some / of if of else 0:.3f}"


def by_sort(judged: Sequence[Judged]) -> list[str]:
    """A row a sort of question: right, astray (neither answer nor page right), silent; last those unanswered."""
    lines = [f"{'with the thresholds as they are':34}{'right':>16}{'astray':>16}{'silent':>16}"]
    sorts = sorted({one.asked.sort.value for one in judged if one.asked.sort})
    rows = {sort: [one for one in judged if one.asked.sort and one.asked.sort.value == sort] for sort in sorts}
    rows["all that papers answer"] = [one for one in judged if one.asked.answers]
    for name, some in rows.items():
        right = sum(one.given and one.right for one in some)
        astray = sum(one.given and one.astray for one in some)
        silent = sum(not one.given for one in some)
        lines.append(f"{name:34}" + "".join(f"{_share(n, len(some)):>16}" for n in (right, astray, silent)))
    unanswered = [one for one in judged if not one.asked.answers]
    silent = sum(not one.given for one in unanswered)
    lines.append(f"{'that no paper answers':34}{'':32}{_share(silent, len(unanswered)):>16}")
    return lines


def risk_and_coverage(judged: Sequence[Judged]) -> list[str]:
    """A row a least trust: of those that papers answer, right and astray; of the others, silent; of answers, wrong."""
    lines = ["least trust   right  astray  silent where unanswerable  wrong of those answered"]
    answerable = [one for one in judged if one.asked.answers]
    others = [one for one in judged if not one.asked.answers]
    for least in _LEAST:
        given = [one for one in judged if one.trust >= least]
        right = sum(one.right for one in given)
        astray = sum(one.astray for one in given if one.asked.answers)
        silent = sum(one.trust < least for one in others)
        lines.append(
            f"{least:11.2f}  {right / max(1, len(answerable)):6.3f}  {astray / max(1, len(answerable)):6.3f}"
            f"  {silent / max(1, len(others)):25.3f}  {1 - right / max(1, len(given)):23.3f}"
        )
    return lines


def reliability(judged: Sequence[Judged]) -> list[str]:
    """A row a tenth of trust: how many first candidates stand there, their mean trust, the share that is right."""
    lines = ["trust        first ones  mean trust  right"]
    for tenth in range(_BINS):
        some = [one for one in judged if min(int(one.trust * _BINS), _BINS - 1) == tenth]
        if some:
            mean, right = sum(one.trust for one in some) / len(some), sum(one.right for one in some) / len(some)
            bar = "#" * round(right * 40)
            lines.append(
                f"{tenth / 10:.1f} to {(tenth + 1) / 10:.1f}  {len(some):9}  {mean:10.2f}  {right:5.2f}  {bar}"
            )
    return lines


if __name__ == "__main__":
    raise SystemExit(main())
