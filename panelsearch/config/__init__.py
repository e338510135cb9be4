"""Which settings are there? Frozen, read at the edge (command line, environment) and passed down.

The locale of the papers is read once in each process instead: word lists and fingerprints are made of it when loaded.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from panelsearch.errors import UsageError

DEFAULT_INDEX_DIR = Path("index")
DEFAULT_ROOT = Path("corpus")


@dataclass(frozen=True, slots=True)
class Locale:
    """Which languages and regions are the papers of? What other ones have words for is not looked for.

    Languages: English ("en"), Welsh ("cy"). Regions: the United Kingdom ("GB"), North America ("NA").
    UsageError for others.
    """

    languages: frozenset[str] = frozenset({"en", "cy"})
    regions: frozenset[str] = frozenset({"GB", "NA"})

    def __post_init__(self) -> None:
        unknown = (self.languages - {"en", "cy"}) | (self.regions - {"GB", "NA"})
        if unknown or not self.languages:
            raise UsageError(
                f"There are no words for {', '.join(sorted(unknown)) or 'no language'} here.",
                "Languages are en and cy, regions GB and NA (PANELSEARCH_LANGUAGES, PANELSEARCH_REGIONS).",
            )

    def has(self, language: str, region: str = "") -> bool:
        """Whether words of the language, as used in the region or wherever it is spoken, are looked for."""
        return language in self.languages and (not region or region in self.regions)

    @property
    def key(self) -> str:
        """What tells documents read with one locale from those read with another; "" for the usual one."""
        return "" if self == Locale() else " ".join([*sorted(self.languages), *sorted(self.regions)])

    @classmethod
    @cache
    def in_use(cls) -> Locale:
        """As PANELSEARCH_LANGUAGES and PANELSEARCH_REGIONS say, parted by commas. UsageError for one nobody knows."""
        usual = cls()
        said = {name: os.environ.get(f"PANELSEARCH_{name}", "") for name in ("LANGUAGES", "REGIONS")}
        return cls(
            frozenset(filter(None, said["LANGUAGES"].replace(" ", "").split(","))) or usual.languages,
            frozenset(filter(None, said["REGIONS"].replace(" ", "").split(","))) or usual.regions,
        )


@dataclass(frozen=True, slots=True)
class Engines:
    """What stands at the seams, by the names of their registries.

    These are `indexing/engines.py`, `ocr/engines.py` and `ner/taggers.py`.
    Which engine keeps the store is told by the library's address (`storage/registry.py`).
    """

    index: str = "whoosh"
    ocr: str = "tesseract"
    tagger: str = "spacy"

    @classmethod
    def in_use(cls) -> Engines:
        """As PANELSEARCH_INDEX_ENGINE, PANELSEARCH_OCR_ENGINE and PANELSEARCH_TAGGER say.

        A name that no registry has is refused by the registry, when it is asked.
        """
        usual = cls()
        said = os.environ.get
        return cls(
            said("PANELSEARCH_INDEX_ENGINE") or usual.index,
            said("PANELSEARCH_OCR_ENGINE") or usual.ocr,
            said("PANELSEARCH_TAGGER") or usual.tagger,
        )


@dataclass(frozen=True, slots=True)
class Limits:
    """What one PDF may cost before it is given up: wall-clock seconds and bytes of memory on top of the start."""

    seconds_per_file: float = 180.0
    memory_bytes_per_file: int = 1536 * 1024 * 1024
    workers: int = 0

    def __post_init__(self) -> None:
        if self.seconds_per_file <= 0 or self.memory_bytes_per_file <= 0 or self.workers < 0:
            raise ValueError("limits are positive")

    @property
    def worker_count(self) -> int:
        """How many files are read side by side; 0 workers asked for means one a core, at most eight."""
        return self.workers or max(1, min(8, os.cpu_count() or 1))
