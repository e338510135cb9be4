"""Which pages does this version make? Kept apart from the extractor, so that asking imports no PDF library."""

from __future__ import annotations

# Raise it with every change of a page's text, lines, boxes or labels: papers read before are then read again.
FINGERPRINT = "layout 27"
