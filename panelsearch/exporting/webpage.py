"""An export as a web page that needs nothing else: html. Each passage is a figure, its citation linked to the page."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from pathlib import Path

from panelsearch.exporting.base import ExportFormat, Found, Setting
from panelsearch.exporting.characters import as_xml_holds
from panelsearch.exporting.marks import PLACE
from panelsearch.exporting.seals import Sealed
from panelsearch.exporting.sources import Sources

_STYLE = (
    "body{max-width:46em;margin:2em auto;padding:0 1em;font:1rem/1.5 serif}"
    "blockquote,.context,cite,li{unicode-bidi:isolate}"
    "blockquote{white-space:pre-wrap;border-left:3px solid #888;margin:0;padding-left:1em}"
    "cite{font-style:normal}figcaption,.context{color:#444;font-size:.9em}"
)
_SHOWN = {"before": "before", "blockquote": "quote", "after": "after", "cite": "citation"}


def _write(rows: Iterable[Sealed], path: Path, setting: Setting) -> None:
    sources, heading = Sources(), _escaped(setting.heading)
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(
            f'<!doctype html>\n<html lang="en"><meta charset="utf-8"><title>{heading}</title>\n'
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
            f"<style>{_STYLE}</style>\n<h1>{heading}</h1>\n"
        )
        for row in sources.noted(rows):
            place = " ".join(f'data-{name.replace("_", "-")}="{_escaped(row.text(name))}"' for name in PLACE)
            before, after, link = (_escaped(row.text(name)) for name in ("before", "after", "link"))
            cited = f"<cite>{_escaped(row.text('citation'))}</cite>"
            file.write(
                f'<figure {place} data-seal="{row.seal}">'
                + (f'<p class="context" data-context="before">{before}</p>' if before else "")
                + f"<blockquote>{_escaped(row.text('quote'))}</blockquote>"
                + (f'<p class="context" data-context="after">{after}</p>' if after else "")
                + f'<figcaption>{f"""<a href="{link}">{cited}</a>""" if link else cited}</figcaption></figure>\n'
            )
        names = "".join(f"<li>{_escaped(told)}</li>" for told in sources.told)
        file.write(f"<h2>Sources</h2>\n<ul>{names}</ul></html>\n")


def _escaped(text: str) -> str:
    """Text as HTML shows it; a carriage return by its number, since a browser would take it for a line break."""
    return html.escape(as_xml_holds(text)).replace("\r", "&#13;")


class _Reader(HTMLParser):
    """Collects the figures of a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.done: list[Found] = []
        self._row: dict[str, str] | None = None
        self._into = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """See `HTMLParser`."""
        given = {name: value or "" for name, value in attrs}
        if tag == "figure":
            place = {name.removeprefix("data-").replace("-", "_"): value for name, value in given.items()}
            self._row = {"before": "", "quote": "", "after": "", "citation": "", "link": "", **place}
        elif self._row is not None and tag == "a":
            self._row["link"] = given.get("href", "")
        self._into = _SHOWN.get(given.get("data-context", tag), self._into)

    def handle_endtag(self, tag: str) -> None:
        """See `HTMLParser`."""
        if tag in ("blockquote", "cite", "p", "figcaption"):
            self._into = ""
        if tag == "figure" and self._row is not None:
            seal = self._row.pop("seal", "")
            self.done.append(Found(self._row, seal))
            self._row = None

    def handle_data(self, data: str) -> None:
        """See `HTMLParser`."""
        if self._row is not None and self._into:
            self._row[self._into] += data


def _read(path: Path) -> Iterator[Found]:
    reader = _Reader()
    with path.open(encoding="utf-8", newline="") as file:
        while some := file.read(1 << 16):
            reader.feed(some)
            yield from reader.done
            reader.done.clear()
    reader.close()
    yield from reader.done


FORMAT = ExportFormat(
    "html", _write, _read, endings=("htm",), held=as_xml_holds,
    shows=(*PLACE, "quote", "citation", "link", "before", "after"),
)  # fmt: skip
