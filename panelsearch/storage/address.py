"""Where is a store kept? A place written as text: a plain directory, or `scheme://rest` for an engine of that name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from panelsearch.errors import UsageError

LOCAL = "file"
_PASSWORD = re.compile(r"(://[^:/@]*):[^/]*@")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]+)://(.*)", re.IGNORECASE | re.DOTALL)


def without_secrets(address: str) -> str:
    """An address as it may be told: without a password, wherever in it that stands, be it of several hosts."""
    if "://" not in address:
        return address
    path, mark, query = _PASSWORD.sub(r"\1@", address).partition("?")
    told = "&".join(one for one in query.split("&") if "password" not in one.partition("=")[0].lower())
    return f"{path}{mark if told else ''}{told}"


@dataclass(frozen=True, slots=True, repr=False)
class Address:
    """A place: `scheme` names the engine that knows it, `location` is what that engine makes of it.

    A directory of this machine has the scheme "file", and its path, as given, for a location. As text it is without a
    password.
    """

    scheme: str
    location: str

    @classmethod
    def parse(cls, text: str | Path) -> Address:
        """The place that a user's words mean. A drive letter is no scheme: it is of one letter and has no `//`."""
        found = _SCHEME.fullmatch(str(text))
        if isinstance(text, Path) or found is None:
            return cls(LOCAL, str(text))
        return cls(found.group(1).lower(), found.group(2))

    @property
    def url(self) -> str:
        """The whole of it, for the engine that it is of: a password may stand in it."""
        return f"{self.scheme}://{self.location}"

    @property
    def directory(self) -> Path:
        """The directory itself; UsageError where the place is none of this machine's."""
        if self.scheme != LOCAL:
            raise UsageError(f"{self} is not a directory.", "Give a directory of this machine.")
        return Path(self.location)

    def __str__(self) -> str:
        return self.location if self.scheme == LOCAL else without_secrets(self.url)

    def __repr__(self) -> str:
        return f"Address({str(self)!r})"
