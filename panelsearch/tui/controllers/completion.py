"""How does the word go on that is being typed into the query box? A field, one of its values, or an earlier query."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from panelsearch.errors import PanelsearchError
from panelsearch.query.fields import FIELDS
from panelsearch.services.library import Library
from panelsearch.services.saved_searches import SavedSearches
from panelsearch.tui.library_access import Lane, LibraryAccess

_VALUE = re.compile(r'(?:^|[\s(])-?(?P<field>\w+):(?P<quote>"?)(?P<typed>[^"\s][^"]*)$')
_WORD = re.compile(r"(?:^|[\s(])-?(?P<typed>\w{2,})$")


class Completer:
    """Completes with the library's bodies, people and councils, with its kept searches, and with `earlier` queries."""

    def __init__(self, access: LibraryAccess, earlier: Callable[[], Sequence[str]]) -> None:
        self._access, self._earlier = access, earlier
        self._known: tuple[int, Mapping[str, Sequence[str]], Sequence[str]] = (-1, {}, ())

    async def completed(self, text: str) -> str | None:
        """The text with what it goes on with; None where nothing is known."""
        if not self._access.is_open or not text.strip():
            return None
        try:
            _, values, kept = await self._access.call(Lane.COMPLETION, self._look)
        except PanelsearchError:
            return None
        return completed(text, values, [*self._earlier(), *kept])

    def _look(self, library: Library) -> tuple[int, Mapping[str, Sequence[str]], Sequence[str]]:
        if self._known[0] != library.generation:
            values = {table.facet: [one.value for one in table.values] for table in library.facets("")}
            kept = [one.query for one in SavedSearches(library.files).all()]
            self._known = (library.generation, values, kept)
        return self._known


def completed(text: str, values: Mapping[str, Sequence[str]], queries: Iterable[str]) -> str | None:
    """The text with the rest of a field's value, of an earlier query, or of a field's name."""
    if within := _VALUE.search(text):
        if within["quote"] or " " not in within["typed"]:
            return _with_value(text, within["field"], within["quote"], within["typed"], values)
        return None
    typed = text.casefold()
    for query in queries:
        if query.casefold().startswith(typed) and len(query) > len(text):
            return text + query[len(text) :]
    if word := _WORD.search(text):
        for field in FIELDS:
            if field.name.startswith(word["typed"].casefold()):
                return text + field.name[len(word["typed"]) :] + ":"
    return None


def _with_value(text: str, field: str, quote: str, typed: str, values: Mapping[str, Sequence[str]]) -> str | None:
    known = next((one for one in FIELDS if field in (one.name, *one.aliases)), None)
    if known is None:
        return None
    for value in (*values.get(known.name, ()), *known.choices):
        if value.casefold().startswith(typed.casefold()) and len(value) > len(typed):
            rest = value[len(typed) :]
            return text + (f'{rest}"' if quote else rest.split(" ")[0]) if quote or rest.split(" ")[0] else None
    return None
