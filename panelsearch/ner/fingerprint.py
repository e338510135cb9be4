"""Which mentions does this version make? Kept apart from the taggers, so that asking costs no import of spaCy."""

from __future__ import annotations

# Raise it with every change that can change a mention.
FINGERPRINT = "tagging 21"
