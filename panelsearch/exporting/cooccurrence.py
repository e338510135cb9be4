"""Exports for network analysis: who and what is named in the same passages, as an edge list (csv) or as GraphML."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import combinations
from pathlib import Path
from xml.sax.saxutils import escape

from panelsearch.exporting.base import ExportFormat, Order, Setting
from panelsearch.exporting.characters import as_utf_8_holds, as_xml_holds
from panelsearch.exporting.records import CountedRow, ExportRecord, Row
from panelsearch.exporting.seals import Sealed
from panelsearch.exporting.tabular import write_table

_COLUMNS = ("source", "source_label", "target", "target_label", "passages", "documents")


def _edges(rows: Iterable[Row], setting: Setting) -> Iterator[Row]:
    """Each two names that share a passage, with how many they share and of how many documents; most first."""
    passages: Counter[tuple[tuple[str, str], tuple[str, str]]] = Counter()
    documents: Counter[tuple[tuple[str, str], tuple[str, str]]] = Counter()
    last: dict[tuple[tuple[str, str], tuple[str, str]], str] = {}
    for row in rows:  # in the order of the documents
        assert isinstance(row, ExportRecord)
        named = sorted({(name, label) for label, name, _ in row.entities})
        for pair in combinations(named, 2):
            passages[pair] += 1
            if last.get(pair) != row.document:
                last[pair] = row.document
                documents[pair] += 1
    for pair, count in sorted(passages.items(), key=lambda one: (-one[1], one[0])):
        (source, source_label), (target, target_label) = pair
        yield CountedRow(
            dict(zip(_COLUMNS, (source, source_label, target, target_label, count, documents[pair]), strict=True))
        )


def _write_graphml(rows: Iterable[Sealed], path: Path, setting: Setting) -> None:
    """An undirected graph; a node is a name with its label, an edge carries its counts."""
    nodes: dict[tuple[str, str], int] = {}
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(
            '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
            '<key id="name" for="node" attr.name="name" attr.type="string"/>\n'
            '<key id="label" for="node" attr.name="label" attr.type="string"/>\n'
            '<key id="passages" for="edge" attr.name="passages" attr.type="int"/>\n'
            '<key id="documents" for="edge" attr.name="documents" attr.type="int"/>\n'
            '<graph id="cooccurrence" edgedefault="undirected">\n'
        )
        for row in rows:
            ends = []
            for end in ("source", "target"):
                node = (row.text(end), row.text(f"{end}_label"))
                if node not in nodes:
                    nodes[node] = len(nodes)
                    name, label = map(escape, node)
                    file.write(
                        f'<node id="n{nodes[node]}"><data key="name">{name}</data>'
                        f'<data key="label">{label}</data></node>\n'
                    )
                ends.append(f"n{nodes[node]}")
            file.write(
                f'<edge source="{ends[0]}" target="{ends[1]}"><data key="passages">{row.text("passages")}</data>'
                f'<data key="documents">{row.text("documents")}</data></edge>\n'
            )
        file.write("</graph>\n</graphml>\n")


EDGES = ExportFormat(
    "edges", partial(write_table, delimiter=","), held=as_utf_8_holds, shows=_COLUMNS, made_of=_edges, entities=True,
    order=Order.BY_PLACE, may_end=("csv",),
)  # fmt: skip
GRAPHML = ExportFormat(
    "graphml",
    _write_graphml,
    held=as_xml_holds,
    shows=_COLUMNS,
    made_of=_edges,
    entities=True,
    order=Order.BY_PLACE,
    may_end=("xml",),
)
