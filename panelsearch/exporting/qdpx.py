"""An export for qualitative analysis: a REFI-QDA project (qdpx), one text source a page, one coded selection a passage.

Format: REFI-QDA Standard 1.5, https://www.qdasoftware.org/. Positions are code points into the source's text.
"""

from __future__ import annotations

import uuid
import zipfile
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree

from panelsearch.exporting.base import ExportFormat, Setting
from panelsearch.exporting.characters import as_xml_holds
from panelsearch.exporting.records import ExportRecord

_NAMESPACE = "urn:QDA-XML:project:1.0"


def _write_qdpx(records: Iterable[ExportRecord], path: Path, setting: Setting) -> None:
    """One project; a page's selections stand together, so all records are taken in first."""
    ElementTree.register_namespace("", _NAMESPACE)
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    user, code = str(uuid.uuid4()), str(uuid.uuid4())
    project = _element(
        None, "Project", name=setting.heading, origin="panelsearch", creatingUserGUID=user, creationDateTime=now
    )
    _element(_element(project, "Users"), "User", guid=user, name="panelsearch")
    codes = _element(_element(project, "CodeBook"), "Codes")
    _element(codes, "Code", guid=code, name=setting.heading, isCodable="true")
    sources = _element(project, "Sources")
    pages: dict[tuple[str, int], list[ExportRecord]] = {}
    for record in records:
        pages.setdefault((record.document, record.page), []).append(record)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for (document, number), found in pages.items():
            guid = str(uuid.uuid4())
            archive.writestr(f"sources/{guid}.txt", setting.page_text(document, number))
            source = _element(
                sources, "TextSource", guid=guid, name=f"{document} p. {number}",
                plainTextPath=f"internal://{guid}.txt", creatingUser=user, creationDateTime=now,
            )  # fmt: skip
            for record in found:
                selection = _element(
                    source, "PlainTextSelection", guid=str(uuid.uuid4()), name=record.citation,
                    startPosition=str(record.start), endPosition=str(record.end), creatingUser=user,
                    creationDateTime=now,
                )  # fmt: skip
                coding = _element(selection, "Coding", guid=str(uuid.uuid4()), creatingUser=user, creationDateTime=now)
                _element(coding, "CodeRef", targetGUID=code)
        xml = ElementTree.tostring(project, encoding="utf-8", xml_declaration=True)
        archive.writestr("project.qde", xml)


def _element(parent: ElementTree.Element | None, tag: str, **attributes: str) -> ElementTree.Element:
    name = f"{{{_NAMESPACE}}}{tag}"
    if parent is None:
        return ElementTree.Element(name, attributes)
    return ElementTree.SubElement(parent, name, attributes)


FORMAT = ExportFormat("qdpx", _write_qdpx, held=as_xml_holds)
