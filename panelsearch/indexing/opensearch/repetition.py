"""What is noted of how many papers repeat a passage? From which run on how many, nearly.

A formula that thousands of papers print is repeated once more by each new one. Its passages would all be written anew
whenever a meeting comes in. So a large number is told to one part in 128, which changes a score by one in a thousand.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from panelsearch.indexing.opensearch.server import Json

_BITS = 8
_COUNT_BITS = 24
_MOST = (1 << _COUNT_BITS) - 1
_RUN_OF_E = f"int run = (int) (e >> {_COUNT_BITS});"
_NOTE = f"""
List kept = new ArrayList(); long last = 0;
if (ctx._source.FIELD != null) for (def one : ctx._source.FIELD) {{
  long e = ((Number) one).longValue(); {_RUN_OF_E}
  if (run == params.number || params.given_up.contains(run)) continue;
  if (run > params.oldest) kept.add(e); else if (e > last) last = e;
}}
if ((last & {_MOST}L) > 0) kept.add(((long) params.oldest) << {_COUNT_BITS} | last & {_MOST}L);
kept.add(params.entry); ctx._source.FIELD = kept;"""


def told(repeats: int) -> int:
    """A number as it is kept: itself below 256, of a larger one its first eight binary digits."""
    rough = max(0, repeats.bit_length() - _BITS)
    return min(repeats >> rough << rough, _MOST)


def entry(number: int, repeats: int) -> int:
    """That from a run on so many papers repeat a passage: entries sort by their runs."""
    return number << _COUNT_BITS | repeats


def script(name: str) -> str:
    """The lines of a script that look up in the entries of a field how many (`r`) it is; its parameters are `at`'s."""
    counts = "run <= params.number && !params.given_up.contains(run)"
    return f"long r = 0; for (long e : doc['{name}']) {{ {_RUN_OF_E} if ({counts}) r = e & {_MOST}L; }}"


def at(entries: Sequence[int], number: int, given_up: Collection[int]) -> int:
    """How many it is as of a run, whatever those noted that were given up."""
    runs = ((one >> _COUNT_BITS, one & _MOST) for one in entries)
    return max((one for one in runs if one[0] <= number and one[0] not in given_up), default=(0, 0))[1]


def noting(name: str, number: int, repeats: int, oldest: int, given_up: Sequence[int]) -> Json:
    """An update of a passage that enters into a field how many it is from a run on.

    Entries that no generation looks at go, the `oldest` being of that run. What others entered stays whenever the
    update arrives: it may come late, of a run that was itself given up.
    """
    told = {"number": number, "entry": entry(number, repeats), "oldest": oldest, "given_up": given_up}
    return {"script": {"source": _NOTE.replace("FIELD", name), "params": told}}
