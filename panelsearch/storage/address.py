"""Where is a store kept? A place written as text: a plain directory, or `scheme://rest` for an engine of that name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from panelsearch.errors import UsageError

LOCAL = "file"
_PASSWORD = re.compile(r"(://(?:(?!,https?:)[^:])*):(?!\d+,https?:).*?@(?=[^@]*(?:$|,https?://))", re.DOTALL)
"""Of each of several hosts: from the colon after its user to its last @, be there a / or ? that is not written %2F."""
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]+)://(.*)", re.IGNORECASE | re.DOTALL)


def without_secrets(address: str) -> str:
    """An address as it may be told: without a password, wherever in it that stands, be it of several hosts."""
    if "://" not in address:
        return address
    from urllib.parse import unquote  # which a directory does without

    if "@" not in address.partition("?")[2]:
        address, _, query = address.partition("?")
    else:  # a ? of a password
        query = ""
    path = _PASSWORD.sub(r"\1@", address)
    told = "&".join(one for one in query.split("&") if "password" not in unquote(one.partition("=")[0]).lower())
    return f"{path}?{told}" if told else path


def has_odd_at(location: str) -> bool:
    """Whether what follows `://` has an @ that ends no user: what stands before it may be of a password."""
    return location.count("@") > ("@" in re.split("[/?#]", location, maxsplit=1)[0])


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
