"""Which functions has SQLite that PostgreSQL has not? Made with each library's schema, which alone sees them."""

from __future__ import annotations

import sys
from functools import cache

_PLAIN = "LANGUAGE sql IMMUTABLE PARALLEL SAFE"
_JSON_EACH = "CREATE FUNCTION json_each(list text, OUT key bigint, OUT value text) RETURNS SETOF record"


@cache
def functions() -> tuple[str, ...]:
    """The statements that make them."""
    return (
        f"{_JSON_EACH} {_PLAIN} AS $$ SELECT at - 1, value"  # noqa: S608
        " FROM json_array_elements_text(list::json) WITH ORDINALITY AS held (value, at) $$",
        f"CREATE FUNCTION json_extract(list text, path text) RETURNS text {_PLAIN} AS $$"
        " SELECT list::json ->> substr(path, 3, length(path) - 3)::integer $$",
        f"CREATE FUNCTION substr(value text, start bigint, letters bigint) RETURNS text {_PLAIN} AS $$"
        " SELECT pg_catalog.substr(value, start::integer, letters::integer) $$",
        f"CREATE FUNCTION instr(value text, part text) RETURNS integer {_PLAIN} AS $$ SELECT strpos(value, part) $$",
        *(
            f"CREATE FUNCTION {name}(one anycompatible, other anycompatible) RETURNS anycompatible {_PLAIN} STRICT"
            f" AS $$ SELECT {known}(one, other) $$"
            for name, known in (("min", "least"), ("max", "greatest"))
        ),
        f"CREATE FUNCTION case_folded(value text) RETURNS text {_PLAIN} AS $$ SELECT CASE"
        f' WHEN octet_length(value) = length(value) THEN lower(value COLLATE "C") ELSE {_folded()} END $$',
    )


def _folded() -> str:
    """What Python's `str.casefold` makes of `value`, letter by letter: PostgreSQL's own depends on the system."""
    folded = {c: c.casefold() for c in map(chr, range(sys.maxunicode + 1)) if c != c.casefold()}
    said = "value"
    for letter, by in folded.items():
        if len(by) > 1:
            said = f"replace({said}, '{letter}', '{by}')"
    single = {letter: by for letter, by in folded.items() if len(by) == 1}
    return f"translate({said}, '{''.join(single)}', '{''.join(single.values())}')"
