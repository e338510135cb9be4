"""Which derived tables must a library have, and in which version? Light, since whoever opens a library asks.

Raise a version whenever the same library would give other rows; a test tells where a statement changed and it was not.
"""

from __future__ import annotations

LINKING = ("linking", "2")
REGISTERS = ("registers", "1")
ALL = (LINKING, REGISTERS)
