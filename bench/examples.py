"""Of how many examples does a property hold? A pytest plugin that tries hypothesis' tests until their time is up.

python -m pytest -p bench.examples --timeout 0 --seconds 600 tests/property/test_query_language.py
"""

from __future__ import annotations

import functools
import time
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, is_hypothesis_test, settings

_LASTING = settings(max_examples=500, deadline=None, database=None, suppress_health_check=list(HealthCheck))
"""Of one round; the next one draws other examples."""
_TRIED: Counter[str] = Counter()
_SECONDS: dict[str, tuple[float, float]] = {}


def pytest_addoption(parser: pytest.Parser) -> None:
    """The option that says how long."""
    parser.addoption("--seconds", type=float, default=0.0, help="try each property for as long")


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> None:
    """The test, again and again before it is called as ever."""
    seconds, test = pyfuncitem.config.getoption("--seconds"), pyfuncitem.obj
    if not seconds or not is_hypothesis_test(test):
        return
    once, asked = test.hypothesis.inner_test, {name: pyfuncitem.funcargs[name] for name in _fixtures_of(pyfuncitem)}
    began = time.monotonic(), time.process_time()
    test.hypothesis.inner_test = _counted(once, pyfuncitem.nodeid)
    test._hypothesis_internal_use_settings = _LASTING
    try:
        while time.monotonic() < began[0] + seconds:
            test(**asked)
    finally:
        test.hypothesis.inner_test = once
        _SECONDS[pyfuncitem.nodeid] = time.monotonic() - began[0], time.process_time() - began[1]


def _fixtures_of(item: pytest.Function) -> tuple[str, ...]:
    return item._fixtureinfo.argnames


def _counted(test: Callable[..., None], name: str) -> Callable[..., None]:
    @functools.wraps(test)
    def tried(*values: Any, **named: Any) -> None:
        _TRIED[name] += 1
        test(*values, **named)

    return tried


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """How many examples there were, in how long."""
    for name, examples in sorted(_TRIED.items()):
        seconds, busy = _SECONDS[name]
        terminalreporter.write_line(f"{examples:>9,} examples in {seconds:.0f} s (processor {busy:.0f} s)  {name}")
