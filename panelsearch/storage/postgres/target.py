"""Which database does an address mean, and which schema of it? Two libraries in one database do not touch."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlencode, urlsplit

from psycopg import Error
from psycopg.conninfo import conninfo_to_dict

from panelsearch.errors import UsageError
from panelsearch.storage.address import Address, has_odd_at

_USUAL_SCHEMA = "panelsearch"
_SCHEMA = re.compile(r"(?!pg_)[^\W\d]\w{0,39}")
_ESCAPED = (
    "In a user's name and a password @ is written %40, : %3A, / %2F, ? %3F and # %23; or leave them to ~/.pgpass."
)
_SAYS = "Write it so: postgresql://HOST:5432/DATABASE?schema=NAME (user password: PGUSER, PGPASSWORD or ~/.pgpass)"


@dataclass(frozen=True, slots=True)
class Target:
    """A schema of a database. `shown` is how it is named to users: without its password, as `repr` is."""

    schema: str
    shown: str
    parameters: Mapping[str, str] = field(repr=False, compare=False)
    """What libpq takes."""

    @classmethod
    def of(cls, address: Address) -> Target:
        """The schema at an address: libpq's URL, with `schema` among its parameters. UsageError."""
        if has_odd_at(address.location):
            raise UsageError("The address of the database has an @ in it that cannot be understood.", _ESCAPED)
        try:
            url = urlsplit(f"postgresql://{address.location}")
        except ValueError:  # its own message may hold a password
            raise UsageError(f"{address} is no address of a database.", _SAYS) from None
        asked = parse_qsl(url.query, keep_blank_values=True)
        schema = next((value for name, value in asked if name == "schema"), _USUAL_SCHEMA)
        if not _SCHEMA.fullmatch(schema):
            raise UsageError(f"{schema!r} cannot be the schema of a library.", "Take a word of at most 40 letters.")
        others = urlencode([(name, value) for name, value in asked if name != "schema"])
        try:
            found = conninfo_to_dict(url._replace(query=others).geturl())
        except (Error, ValueError):
            raise UsageError(f"{address} is no address of a database.", _SAYS) from None
        return cls(schema, str(address), {name: str(value) for name, value in found.items()})
