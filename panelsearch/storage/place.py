"""Which library is meant? A place: where its store is, where its index, and what of this machine is its own.

A directory is all three. A file (`county.toml`) or a URL names a store and an index that may be elsewhere, on servers.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from panelsearch.errors import UsageError
from panelsearch.storage.address import LOCAL, Address, without_secrets
from panelsearch.storage.own_files import is_same_file

_ENDING = ".toml"
_SERVED = ("http://", "https://")


@dataclass(frozen=True, slots=True, repr=False)
class Place:
    """`store` is the address of the store; `index` a directory, or the URL of a server's index.

    `home` is a directory of this machine for what belongs to it, such as recognised pages. `typed` is what the user
    said. As text a place is its store's address, without a password.
    """

    store: Address
    index: str
    home: Path
    typed: str = field(compare=False)

    @classmethod
    def parse(cls, text: str | Path) -> Place:
        """The place that a user's words mean. UsageError for a URL, PlaceError for a file, that does not say."""
        if not isinstance(text, Path) and "://" in text:
            return _by_url(text)
        path = Path(text)
        if path.suffix == _ENDING and not path.is_dir():
            from panelsearch.storage.place_file import place_in  # which few libraries need

            return place_in(path)
        return cls(Address(LOCAL, str(path)), str(path), path, str(path))

    @classmethod
    def of(cls, place: Place | str | Path) -> Place:
        """The place, however it is given."""
        return place if isinstance(place, Place) else cls.parse(place)

    @property
    def directories(self) -> tuple[Path, ...]:
        """The directories of this machine that are the library's, each once."""
        store = [self.store.directory] if self.store.scheme == LOCAL else []
        return tuple(dict.fromkeys([*store, *filter(None, [self.index_directory]), self.home]))

    @property
    def directories_beside_the_store(self) -> tuple[Path, ...]:
        """Those that the store is not in."""
        return self.directories[self.store.scheme == LOCAL :]

    @property
    def index_directory(self) -> Path | None:
        """The directory that the index is in; None where a server keeps it."""
        return None if "://" in self.index else Path(self.index)

    @property
    def is_one_directory(self) -> bool:
        """Whether the index lies in the store's own directory."""
        index = self.index_directory
        if index is None or self.store.scheme != LOCAL:
            return False
        return index == self.store.directory or is_same_file(index, self.store.directory)

    @property
    def argument(self) -> str:
        """What `--index` takes for the same place from any folder; a password may stand in it."""
        return self.typed if "://" in self.typed else str(Path(self.typed).absolute())

    @property
    def shown_argument(self) -> str:
        """What the user said, without a password."""
        if "://" not in self.typed:
            return self.typed
        from urllib.parse import quote

        mark = "&" if "?" in str(self.store) else "?"
        return f"{self.store}{mark}index={quote(without_secrets(self.index), safe='')}"

    def __str__(self) -> str:
        return str(self.store)

    def __repr__(self) -> str:
        return f"Place({str(self.store)!r}, {without_secrets(self.index)!r}, {str(self.home)!r})"


def _by_url(text: str) -> Place:
    """`postgresql://host/database?index=https%3A%2F%2Fhost%3A9200%2Fname`; what else is asked of it is the store's."""
    from urllib.parse import parse_qsl, quote, urlencode

    head, _, query = text.partition("?")
    asked = parse_qsl(query, keep_blank_values=True)
    index = [value for key, value in asked if key == "index"]
    if len(index) != 1 or not index[0]:
        wrong = "names more than one index" if len(index) > 1 else "does not say where its index is"
        raise UsageError(
            f"{without_secrets(text).partition('?')[0]} {wrong}.",
            "Say it once, as ?index=ADDRESS with : and / written as %3A and %2F; or name store and index in a file.",
        )
    rest = urlencode([(key, value) for key, value in asked if key != "index"], quote_via=quote)
    store = Address.parse(f"{head}?{rest}" if rest else head)
    if "://" in index[0] and not index[0].startswith(_SERVED):
        raise UsageError(
            f"{without_secrets(index[0])} is no place of an index.", "It is a directory, or https://host:9200/name."
        )
    return Place(store, index[0], _home_of(f"{store} {without_secrets(index[0])}"), text)


def _home_of(address: str) -> Path:
    import hashlib

    from platformdirs import user_data_path

    name = hashlib.sha256(address.encode("utf-8", "surrogateescape")).hexdigest()[:16]
    return user_data_path("panelsearch", appauthor=False) / "libraries" / name
