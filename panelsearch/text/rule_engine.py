"""What does a slip in a rule cost? One finding: each rule has a name, is fenced by itself, and is counted.

A rule looks at something prepared (a page, a sentence, the head of a paper) and proposes. It is run through a `Fence`:
`DocumentFence` leaves out what raises, keeps the rest and remembers which layer of which page is missing; `OPEN` lets
everything through, for tests of single rules. The traceback goes to the log, once for each rule and document.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, ParamSpec, Protocol, TypeVar

from panelsearch.model.documents import MissingLayer

P = ParamSpec("P")
T = TypeVar("T")
U = TypeVar("U")
Found = TypeVar("Found", covariant=True)

_log = logging.getLogger(__name__)


@dataclass(slots=True, eq=False)
class Rule(Generic[P, Found]):
    """A named way of finding something. `name` is its layer, a dot, and what it goes by: "people.titled".

    `score`, 0 to 1, is how sure a finding of it is: where two findings overlap the surer wins.
    """

    name: str
    find: Callable[P, Found]
    score: float = 1.0

    @property
    def layer(self) -> str:
        """What it finds a part of: "people", "decisions"."""
        return self.name.partition(".")[0]


_RULES: dict[str, Rule[..., Any]] = {}


def rule(name: str, *, score: float = 1.0) -> Callable[[Callable[P, T]], Rule[P, T]]:
    """Make a function the rule of that name. ValueError where the name is taken."""

    def named(find: Callable[P, T]) -> Rule[P, T]:
        if name in _RULES:
            raise ValueError(f"two rules are called {name}")
        made = Rule(name, find, score)
        _RULES[name] = made
        return made

    return named


def rules() -> tuple[Rule[..., Any], ...]:
    """Every rule of the modules imported so far, in order of name."""
    return tuple(_RULES[name] for name in sorted(_RULES))


class Fence(Protocol):
    """Runs rules and stages. What `OPEN` raises, a `DocumentFence` leaves out."""

    def at(self, page: int | None) -> Fence:
        """The same fence for one page of the document, or for all of it."""
        ...

    def uncounted(self) -> Fence:
        """The same fence for rules that only learn: what they find is not counted."""
        ...

    def each(self, of: Rule[P, Iterable[T]], *args: P.args, **kwargs: P.kwargs) -> Sequence[T]:
        """All that a rule proposes, up to where it fails."""
        ...

    def ask(self, of: Rule[P, T], otherwise: U, *args: P.args, **kwargs: P.kwargs) -> T | U:
        """The one thing that a rule says, `otherwise` where it fails; anything but `otherwise` counts."""
        ...

    def stage(self, layer: str, otherwise: U, make: Callable[[], T]) -> T | U:
        """What a stage makes, `otherwise` where it fails as a whole."""
        ...

    def refuse(self, rule: str, layer: str, why: str) -> None:
        """A proposal of the rule cannot be: it is left out."""
        ...


class OpenFence:
    """Lets everything through, what fails included."""

    def at(self, page: int | None) -> OpenFence:
        """Itself."""
        return self

    def uncounted(self) -> OpenFence:
        """Itself."""
        return self

    def each(self, of: Rule[P, Iterable[T]], *args: P.args, **kwargs: P.kwargs) -> Sequence[T]:
        """All that a rule proposes."""
        return list(of.find(*args, **kwargs))

    def ask(self, of: Rule[P, T], otherwise: U, *args: P.args, **kwargs: P.kwargs) -> T | U:
        """The one thing that a rule says."""
        return of.find(*args, **kwargs)

    def stage(self, layer: str, otherwise: U, make: Callable[[], T]) -> T | U:
        """What a stage makes."""
        return make()

    def refuse(self, rule: str, layer: str, why: str) -> None:
        """ValueError: there is nobody who could leave it out."""
        raise ValueError(f"{rule}: {why}")


OPEN = OpenFence()


@dataclass(slots=True)
class _Tally:
    """What is told of one document, by whichever page's fence."""

    fired: Counter[str] = field(default_factory=Counter)
    missing: dict[MissingLayer, None] = field(default_factory=dict)
    logged: set[tuple[str, type[Exception]]] = field(default_factory=set)


class DocumentFence:
    """Keeps one document whole: counts what each rule found, and tells what is missing because one failed."""

    __slots__ = ("_counting", "_name", "_page", "_tally")

    def __init__(
        self, name: str = "", *, page: int | None = None, counting: bool = True, tally: _Tally | None = None
    ) -> None:
        self._name, self._page, self._counting = name, page, counting
        self._tally = tally or _Tally()

    @property
    def fired(self) -> Counter[str]:
        """How often each rule found something in this document."""
        return self._tally.fired

    @property
    def missing(self) -> tuple[MissingLayer, ...]:
        """Which layers of which pages lack something, in order of layer and page."""
        return tuple(sorted(self._tally.missing, key=lambda one: (one.layer, one.page or 0, one.reason)))

    def at(self, page: int | None) -> DocumentFence:
        """The same fence for one page of the document, or for all of it."""
        return DocumentFence(self._name, page=page, counting=self._counting, tally=self._tally)

    def uncounted(self) -> DocumentFence:
        """The same fence for rules that only learn."""
        return DocumentFence(self._name, page=self._page, counting=False, tally=self._tally)

    def each(self, of: Rule[P, Iterable[T]], *args: P.args, **kwargs: P.kwargs) -> Sequence[T]:
        """All that a rule proposes, up to where it fails."""
        found: list[T] = []
        try:
            found.extend(of.find(*args, **kwargs))  # what came before a slip has been taken by then
        except MemoryError:
            raise
        except Exception as error:  # noqa: BLE001 - whatever it is, it costs one finding
            self._failed(of.name, of.layer, error)
        if found and self._counting:
            self._tally.fired[of.name] += len(found)
        return found

    def ask(self, of: Rule[P, T], otherwise: U, *args: P.args, **kwargs: P.kwargs) -> T | U:
        """The one thing that a rule says, `otherwise` where it fails."""
        try:
            said = of.find(*args, **kwargs)
        except MemoryError:
            raise
        except Exception as error:  # noqa: BLE001 - whatever it is, it costs one finding
            self._failed(of.name, of.layer, error)
            return otherwise
        if self._counting and said != otherwise:
            self._tally.fired[of.name] += 1
        return said

    def stage(self, layer: str, otherwise: U, make: Callable[[], T]) -> T | U:
        """What a stage makes, `otherwise` where it fails as a whole."""
        try:
            return make()
        except MemoryError:
            raise
        except Exception as error:  # noqa: BLE001 - whatever it is, it costs one finding
            self._failed(layer, layer, error)
            return otherwise

    def refuse(self, rule: str, layer: str, why: str) -> None:
        """Leave a proposal out and tell so."""
        self._tally.missing.setdefault(MissingLayer(layer, self._page, f"{rule}: {why}"))
        _log.warning("%s, page %s: %s: %s", self._name, self._page, rule, why)

    def _failed(self, rule: str, layer: str, error: Exception) -> None:
        self._tally.missing.setdefault(MissingLayer(layer, self._page, f"{rule}: {type(error).__name__}"))
        kind = (rule, type(error))
        if kind not in self._tally.logged:
            self._tally.logged.add(kind)
            _log.warning("%s, page %s: the rule %s failed", self._name, self._page, rule, exc_info=error)
