"""Which layers of a document are switched off? What stands on one no viewer shows, unless somebody asks it to."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from contextlib import suppress

from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import PDFObjRef, dict_value, resolve1
from pdfminer.psparser import LIT

from panelsearch.extraction.pdf.object_parser import Document
from panelsearch.extraction.pdf.xref_recovery import FAULTS

_MEMBERSHIP, _OFF = LIT("OCMD"), LIT("OFF")
_ALL_ON, _ANY_OFF, _ALL_OFF = LIT("AllOn"), LIT("AnyOff"), LIT("AllOff")
_NOT, _AND, _OR = LIT("Not"), LIT("And"), LIT("Or")
_MOST_TERMS, _DEEPEST = 1_000, 32
"""Of one visibility expression, counted as often as they are named."""
_NONE: frozenset[int] = frozenset()


class Layers:
    """A document's optional content as it is shown when the document opens."""

    def __init__(self, catalog: Mapping[str, object]) -> None:
        self._groups = self._off = _NONE
        with suppress(*FAULTS):
            properties = dict_value(catalog.get("OCProperties"))
            groups = _numbers(properties.get("OCGs"))
            told = dict_value(properties.get("D"))
            if resolve1(told.get("BaseState")) is _OFF:
                self._off = groups - _numbers(told.get("ON"))
            else:
                self._off = _numbers(told.get("OFF"))
            self._groups = groups | self._off

    def __bool__(self) -> bool:
        """Whether there are any: what is shown only while one is off is hidden where all are on."""
        return bool(self._groups)

    def hides(self, layer: object) -> bool:
        """Whether what belongs to a layer, or to several by a rule, is not shown; None is no layer."""
        if not self._groups or layer is None:
            return False
        with suppress(*FAULTS):
            if isinstance(layer, PDFObjRef) and layer.objid in self._off:
                return True
            membership = dict_value(layer)
            if resolve1(membership.get("Type")) is _MEMBERSHIP:
                with suppress(*FAULTS):  # the expression goes before the policy, where it is one
                    return not self._shows(membership.get("VE"), itertools.count())
                return self._hides_by_policy(membership)
        return False

    def _shows(self, expression: object, terms: Iterator[int], depth: int = 0) -> bool:
        """What a visibility expression comes to. ValueError where it is none, or longer or deeper than any real one."""
        if next(terms) < _MOST_TERMS and depth < _DEEPEST:
            if isinstance(expression, PDFObjRef) and expression.objid in self._groups:
                return expression.objid not in self._off
            told = resolve1(expression)
            if isinstance(told, list) and len(told) > 1:
                shown = [self._shows(each, terms, depth + 1) for each in told[1:]]
                match resolve1(told[0]):
                    case operator if operator is _AND:
                        return all(shown)
                    case operator if operator is _OR:
                        return any(shown)
                    case operator if operator is _NOT and len(shown) == 1:
                        return not shown[0]
        raise ValueError("no visibility expression")

    def _hides_by_policy(self, membership: Mapping[str, object]) -> bool:
        groups = membership.get("OCGs")
        numbers = _numbers(groups) or (frozenset((groups.objid,)) if isinstance(groups, PDFObjRef) else _NONE)
        numbers &= self._groups  # what is no group hides nothing
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
