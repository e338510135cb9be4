"""Which servers keep an index, and what are its parts called there? Such as `https://host:9200/county`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from panelsearch.errors import UsageError

_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")
_FORM = (
    "Give it as https://host:9200/name, with nothing behind it;"
    " several nodes of one cluster as https://one:9200,https://two:9200/name."
)


@dataclass(frozen=True, slots=True)
class IndexAddress:
    """The nodes to ask (`https://host:9200` each), the library's name, and which of its indexes is meant.

    No name of a library holds a dot, and everything that belongs to one begins with its name and a dot: so libraries in
    one cluster cannot touch.
    """

    nodes: tuple[str, ...]
    library: str
    part: str = "passages"

    @classmethod
    def of(cls, place: str) -> IndexAddress:
        """As an address says it; `.../name/part` for one of the library's other indexes. UsageError."""
        if "@" in place:
            raise UsageError(
                "The address of an index holds no user and no password.",
                "Leave them out, and set PANELSEARCH_INDEX_USER and PANELSEARCH_INDEX_PASSWORD.",
            )
        told = re.split("[?#]", place, maxsplit=1)[0]
        no_address = UsageError(f"{told} is no address of an index on a server.", _FORM)
        scheme = place.partition(":")[0]
        try:
            url = urlsplit(place.replace(f",{scheme}://", ","))
        except ValueError:
            raise no_address from None
        hosts = url.netloc.split(",")
        if url.scheme not in ("http", "https") or not all(hosts) or url.query or url.fragment:
            raise no_address
        names = url.path.strip("/").split("/")
        if len(names) > 2 or not all(map(_NAME.fullmatch, names)):
            called = url.path.strip("/")
            raise UsageError(
                f"A library cannot be called {called} in an index on a server."
                if called
                else f"{told} does not say what the library is called there.",
                "A name there is of small letters a to z, digits, - and _, such as https://host:9200/north-county.",
            )
        return cls(tuple(f"{url.scheme}://{host}" for host in hosts), *names)

    @property
    def catalogue(self) -> str:
        """The index that says which generations there are."""
        return f"{self.library}.{self.part}"

    def passages(self, number: int) -> str:
        """The index that the run of that number began, for its generation and those built on it."""
        return f"{self.catalogue}-{number}"

    @property
    def all_passages(self) -> str:
        """All of these, as a pattern."""
        return f"{self.catalogue}-*"

    def __str__(self) -> str:
        return f"{self.library}/{self.part} on {', '.join(self.nodes)}"


def words_of(passages: str) -> str:
    """The index of the words that the passages of an index hold."""
    return f"{passages}-words"


def writing(index: str) -> str:
    """The name under which an index is written to: an alias of it, and gone with it.

    A server asked to write to an index that is not there makes one; to an alias that is not there, it refuses. So what
    a killed run had sent makes none when it arrives after its index was dropped.
    """
    return f"{index}.writing"
