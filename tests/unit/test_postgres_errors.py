"""What PostgreSQL says is told in sentences that end once."""

from __future__ import annotations

import psycopg
import pytest

from panelsearch.storage.address import Address
from panelsearch.storage.postgres.errors import ours, unreachable
from panelsearch.storage.postgres.target import Target


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("Is the server\n\taccepting TCP/IP connections?", ": Is the server accepting TCP/IP connections?"),
        ("It went away.\n", ": It went away."),
        ("it went away", ": it went away."),
    ],
)
def test_what_it_says_ends_as_a_sentence(said: str, told: str) -> None:
    target, error = Target.of(Address.parse("postgresql://h/d")), psycopg.OperationalError(said)
    for message in (
        unreachable(error, target).message,
        ours(error, target, is_open=True).message,
        ours(error, target, is_open=False).message,
    ):
        assert message.endswith(told)
