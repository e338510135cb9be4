"""Which mentions does this version make? Kept apart from the taggers, so that asking costs no import of spaCy."""

from __future__ import annotations

from panelsearch.config import Locale

# Raise it with every change that can change a mention.
FINGERPRINT = f"tagging 59 {Locale.in_use().key}".rstrip()
