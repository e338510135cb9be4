"""Which readings does this version make? Kept apart from the parser, so that asking imports none of its rules."""

from __future__ import annotations

from panelsearch.config import Locale

# Raise it with every change of what the parser makes of a page: papers read before are then read again.
FINGERPRINT = f"reading 79 {Locale.in_use().key}".rstrip()
