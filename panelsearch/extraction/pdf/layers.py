"""Which layers of a document are switched off? What stands on one no viewer shows, unless somebody asks it to."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress

from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import PDFObjRef, dict_value, resolve1
from pdfminer.psparser import LIT

from panelsearch.extraction.pdf.object_parser import Document
from panelsearch.extraction.pdf.xref_recovery import FAULTS

_MEMBERSHIP, _OFF = LIT("OCMD"), LIT("OFF")
_ALL_ON, _ANY_OFF, _ALL_OFF = LIT("AllOn"), LIT("AnyOff"), LIT("AllOff")
_NONE: frozenset[int] = frozenset()


class Layers:
    """A document's optional content as it is shown when the document opens."""

    def __init__(self, catalog: Mapping[str, object]) -> None:
        self._off = _NONE
        with suppress(*FAULTS):
            properties = dict_value(catalog.get("OCProperties"))
            told = dict_value(properties.get("D"))
            if resolve1(told.get("BaseState")) is _OFF:
                self._off = _numbers(properties.get("OCGs")) - _numbers(told.get("ON"))
            else:
                self._off = _numbers(told.get("OFF"))

    def __bool__(self) -> bool:
        """Whether any is off."""
        return bool(self._off)

    def hides(self, layer: object) -> bool:
        """Whether what belongs to a layer, or to several by a policy, is not shown; None is no layer."""
        if not self._off or layer is None:
            return False
        with suppress(*FAULTS):
            if isinstance(layer, PDFObjRef) and layer.objid in self._off:
                return True
            membership = dict_value(layer)
            if resolve1(membership.get("Type")) is _MEMBERSHIP:
                return self._hides_by_policy(membership)
        return False

    def _hides_by_policy(self, membership: Mapping[str, object]) -> bool:
        groups = membership.get("OCGs")
        numbers = _numbers(groups) or (frozenset((groups.objid,)) if isinstance(groups, PDFObjRef) else _NONE)
        off = numbers & self._off
        match resolve1(membership.get("P")):
            case policy if policy is _ALL_ON:
                return bool(off)
            case policy if policy is _ANY_OFF:
                return bool(numbers) and not off
            case policy if policy is _ALL_OFF:
                return off != numbers
        return bool(numbers) and off == numbers


def layers_of(page: PDFPage) -> Layers:
    """Those of a page's document."""
    document = page.doc
    assert isinstance(document, Document)
    return document.layers


def _numbers(groups: object) -> frozenset[int]:
    """The numbers of the objects in a list; none where there is no list."""
    found = resolve1(groups)
    return frozenset(one.objid for one in found if isinstance(one, PDFObjRef)) if isinstance(found, list) else _NONE
