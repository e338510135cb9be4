"""The first version that PostgreSQL keeps: libraries are made so, and none is older."""

from __future__ import annotations

revision, down_revision = "13", None


def upgrade() -> None:
    """There is none to take over."""
