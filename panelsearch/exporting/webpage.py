"""An export as a web page that needs nothing else: html. Each passage is a figure, its citation linked to the page."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Iterator
from html.parser import HTMLParser
from pathlib import Path

from panelsearch.exporting.base import Beside, ExportFormat, Found, Setting
from panelsearch.exporting.characters import as_xml_holds
from panelsearch.exporting.marks import PLACE
from panelsearch.exporting.pieces import first_and_last, found_in
from panelsearch.exporting.records import CONTEXT
from panelsearch.exporting.register_columns import BESIDE_PASSAGES, labelled
from panelsearch.exporting.seals import Sealed
from panelsearch.exporting.sources import Sources

_STYLE = (
    "body{max-width:46em;margin:2em auto;padding:0 1em;font:1rem/1.5 serif}"
    "blockquote,.context,cite,li{unicode-bidi:isolate}"
    "blockquote{white-space:pre-wrap;border-left:3px solid #888;margin:0;padding-left:1em}"
    "cite{font-style:normal}figcaption,.context{color:#444;font-size:.9em}"
)
_BEGIN, _END = "<figure ", "</figure>\n"
_HEADING = re.compile(r"<h1>([^<]*)</h1>")
_LISTED = re.compile(r"<li>([^<]*)</li>")
_STRAY = "markup that was not written so"
_SHOWN = {"blockquote": "quote", "cite": "citation", **{name: name for name in (*CONTEXT, *BESIDE_PASSAGES)}}
"""What an element shows, by its tag or by what it says of itself."""


def _write(rows: Iterable[Sealed], path: Path, setting: Setting) -> None:
    sources = Sources()
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(_head(_escaped(setting.heading)))
        file.writelines(_figure(row.text, row.seal) for row in sources.noted(rows))
        file.write(_tail(map(_escaped, sources.told)))


def _head(heading: str) -> str:
    return (
        f'<!doctype html>\n<html lang="en"><meta charset="utf-8"><title>{heading}</title>\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<style>{_STYLE}</style>\n<h1>{heading}</h1>\n"
    )


def _tail(sources: Iterable[str]) -> str:
    return f"<h2>Sources</h2>\n<ul>{''.join(f'<li>{told}</li>' for told in sources)}</ul></html>\n"


def _figure(text: Callable[[str], str], seal: str) -> str:
    """A passage; `text` gives what it says in a column."""
    place = " ".join(f'data-{name.replace("_", "-")}="{_escaped(text(name))}"' for name in PLACE)
    before, after, link = (_escaped(text(name)) for name in ("before", "after", "link"))
    told = (f'<dt>{label}</dt><dd data-context="{name}">{_escaped(said)}</dd>' for name, label, said in labelled(text))
    cited = f"<cite>{_escaped(text('citation'))}</cite>"
    return (
        f'<figure {place} data-seal="{_escaped(seal)}">'
        + (f'<p class="context" data-context="before">{before}</p>' if before else "")
        + f"<blockquote>{_escaped(text('quote'))}</blockquote>"
        + (f'<p class="context" data-context="after">{after}</p>' if after else "")
        + f'<figcaption>{f"""<a href="{link}">{cited}</a>""" if link else cited}</figcaption>'
        + (f"<dl>{some}</dl>" if (some := "".join(told)) else "")
        + _END
    )


def _escaped(text: str) -> str:
    """Text as HTML shows it; a carriage return by its number, since a browser would take it for a line break."""
    return html.escape(as_xml_holds(text)).replace("\r", "&#13;")


class _Reader(HTMLParser):
    """Takes what a figure says out of it."""

    def __init__(self, figure: str) -> None:
        super().__init__(convert_charrefs=True)
        self.said = dict.fromkeys((*CONTEXT, "quote", "citation", "link"), "")
        self._into = ""
        self.feed(figure)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """See `HTMLParser`."""
        given = {name: value or "" for name, value in attrs}
        if tag == "figure":
            self.said |= {name.removeprefix("data-").replace("-", "_"): value for name, value in given.items()}
        elif tag == "a":
            self.said["link"] = given.get("href", "")
        self._into = _SHOWN.get(given.get("data-context", tag), self._into)

    def handle_endtag(self, tag: str) -> None:
        """See `HTMLParser`."""
        if tag in ("blockquote", "cite", "p", "dd", "figcaption"):
            self._into = ""

    def handle_data(self, data: str) -> None:
        """See `HTMLParser`."""
        if self._into:
            self.said[self._into] = self.said.get(self._into, "") + data


def _read(path: Path) -> Iterator[Found]:
    """Each figure; what stands beside them as we would not have written it is told, for a browser obeys all of it."""
    return found_in(path, _END, _of_piece)


def _of_piece(piece: str, first: bool) -> Iterator[Found]:
    before, tag, figure = piece.partition(_BEGIN)
    if tag and figure.endswith(_END):
        said = _Reader(tag + figure).said
        seal = said.pop("seal", "")
        whole = tag + figure == _figure(lambda name: said.get(name, ""), seal)
        yield Found(said, seal, wrong="" if whole and (first or not before.strip()) else _STRAY)
        stray = first and before != _head(_heading(before))
    else:
        stray = piece != _tail(_LISTED.findall(piece))
    if stray:
        yield Found({}, aside=True, wrong=_STRAY)


def _beside(path: Path) -> Beside:
    first, last = first_and_last(path, _END)
    listed = _LISTED.findall(last)
    return Beside(html.unescape(_heading(first)), tuple(map(html.unescape, listed)))


def _heading(head: str) -> str:
    found = _HEADING.search(head)
    return found[1] if found else ""


FORMAT = ExportFormat(
    "html", _write, _read, endings=("htm",), held=as_xml_holds,
    shows=(*PLACE, "quote", "citation", "link", "before", "after"), also=BESIDE_PASSAGES, beside=_beside, linked=True,
)  # fmt: skip
