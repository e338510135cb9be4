"""Is a run that is killed at any moment, in any phase, only work put off?"""

from __future__ import annotations

import random
import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from bench.faults.answers import Said, check, documents_ever, said, said_first
from bench.faults.papers import Folder
from bench.faults.runs import PHASES, Board, Fault, Phase, index, undisturbed

_KILLS_A_STATE = 12


@dataclass(slots=True)
class Tally:
    """What came of so many faults: how often each, and what was lost, wrong or stuck, in words."""

    faults: Counter[str] = field(default_factory=Counter)
    lost: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    stuck: list[str] = field(default_factory=list)

    @property
    def is_clean(self) -> bool:
        """Whether nothing was."""
        return not (self.lost or self.wrong or self.stuck)


Told = Callable[[Tally, str], None]
"""What came of the faults so far, and how far the campaign is."""


@dataclass(frozen=True, slots=True)
class State:
    """A library as it was, its folder as it is now, and what is right: answers before and after, documents read."""

    before: Path
    folder: Path
    said_before: Said
    first_before: str
    said_after: Said
    first_after: str
    documents: int


def kill(kills: int, seed: int, scratch: Path, told: Told) -> Tally:
    """So many kills, spread over the phases, and as many over libraries of a history of kills."""
    tally, dice = Tally(), random.Random(seed)
    folder = Folder(scratch / "papers", dice)
    folder.fill(6)
    library = scratch / "library"
    undisturbed(library, folder.path)
    said_before = said(library)
    while sum(tally.faults.values()) < kills:
        folder.step(dice.randint(2, 4))
        state, board = _state(library, folder.path, said_before, scratch, tally)
        worked: Path | None = None
        for number in range(_KILLS_A_STATE):
            worked = _kill_once(state, board, scratch / f"worked-{number}", dice, tally, again=number % 4 == 3)
        shutil.rmtree(library)
        assert worked is not None
        shutil.copytree(worked, library)  # what was killed and went on is what the next state comes from
        for number in range(_KILLS_A_STATE):
            shutil.rmtree(scratch / f"worked-{number}")
        said_before = state.said_after
        faults = len(tally.lost), len(tally.wrong), len(tally.stuck)
        told(tally, f"{sum(tally.faults.values())} kills; lost, wrong, stuck: {faults}")
    return tally


def _state(library: Path, folder: Path, said_before: Said, scratch: Path, tally: Tally) -> tuple[State, Board]:
    fresh, gone_on = scratch / "fresh", scratch / "gone-on"
    for place in (fresh, gone_on):
        shutil.rmtree(place, ignore_errors=True)
    undisturbed(fresh, folder)
    shutil.copytree(library, gone_on)
    board = undisturbed(gone_on, folder)
    after = said(fresh)
    if said(gone_on) != after:
        tally.wrong.append("an undisturbed run: other answers than a fresh library")
    first = said_first(library)
    return State(library, folder, said_before, first, after, said_first(fresh), documents_ever(gone_on)), board


def _kill_once(state: State, board: Board, place: Path, dice: random.Random, tally: Tally, *, again: bool) -> Path:
    """Kill a run, twice where `again`; look what is there; let another go on; compare. The library, whatever it is."""
    shutil.copytree(state.before, place)
    what = []
    for _ in range(2 if again else 1):
        aimed = min(PHASES, key=lambda phase: (tally.faults[phase.name], dice.random()))
        times, seconds = board.tally(aimed)
        if not times:
            aimed, (times, seconds) = Phase.READING, board.tally(Phase.READING)
        done = index(
            place,
            state.folder,
            fault=Fault(aimed, dice.randint(1, max(1, times)), dice.random() * seconds / max(1, times)),
        )
        name = done.board.phase.name if done.board.phase else "BETWEEN"
        if done.code is None:
            tally.stuck.append(f"the run that was to be killed in {aimed.name}")
        elif done.was_killed:
            tally.faults[name] += 1
            what.append(name)
            _look(state, place, name, tally)
        elif done.code:
            tally.wrong.append(f"after {what}: {done.board.said}")
    done = index(place, state.folder)
    if done.code is None:
        tally.stuck.append(f"the run after a kill in {what}")
    elif done.code:
        tally.wrong.append(f"going on after a kill in {what}: {done.board.said}")
    else:
        _compare(state, place, f"killed in {', '.join(what) or 'no phase'}", tally)
    return place


def _look(state: State, place: Path, name: str, tally: Tally) -> None:
    """What a reader finds after a kill: the library before or after, and a file that is whole."""
    try:
        if said_first(place) not in (state.first_before, state.first_after):
            tally.wrong.append(f"killed in {name}: a reader finds neither the library before nor the one after")
        if fault := check(place):
            tally.wrong.append(f"killed in {name}: {fault}")
    except Exception as error:  # noqa: BLE001 - whatever a reader meets is what is looked for
        tally.wrong.append(f"killed in {name}: {type(error).__name__}: {error}")


def _compare(state: State, place: Path, when: str, tally: Tally) -> None:
    try:
        answers = said(place)
    except Exception as error:  # noqa: BLE001 - whatever a reader meets is what is looked for
        tally.wrong.append(f"{when}: {type(error).__name__}: {error}")
        return
    if answers != state.said_after:
        tally.wrong.append(f"{when}: other answers than a fresh library")
    if fault := check(place):
        tally.wrong.append(f"{when}: {fault}")
    if (ever := documents_ever(place)) != state.documents:
        tally.lost.append(f"{when}: {ever} documents were read, {state.documents} had to be")
