"""What gold do an invented paper's marks make? The shape that `bench.gold` reads, each thing on its own page."""

from __future__ import annotations

from typing import Any

from bench.invented.layout import page_label
from bench.invented.source import Mark, Source

_LABELS = ("PERSON", "COUNCIL", "ORG", "SUM", "DATE")
_LISTS = ("present", "in_attendance", "apologies", "either_list")


def gold(source: Source, document: str, pages: int) -> dict[str, Any]:
    """The gold of a paper that has been laid out."""
    day = source.setting("date")
    every = range(1, pages + 1)
    initials = {
        form: name.canonical
        for form, name in source.names.items()
        if name.label == "PERSON" and form.isupper() and form.isalpha() and 2 <= len(form) <= 4
    }
    made: dict[str, Any] = {
        "document": document,
        "kind": source.setting("kind", "minutes"),
        "body": source.setting("body"),
        "body_alt": [name.strip() for name in source.setting("alt").split(";") if name.strip()],
        "meeting_date": None if source.setting("undated") else day or None,
        "pages": [{"index": page, "label": page_label(source, page)} for page in every],
        "attendance": {which: [mark.text for mark in source.marks if mark.what == which] for which in _LISTS},
        "initials": initials,
    }
    for key, kind in (("items", ("item",)), ("decisions", ("decision",)), ("entities", _LABELS)):
        for name, optional in ((key, False), (f"{key}_optional", True)):
            marks = [mark for mark in source.marks if mark.what in kind and mark.optional is optional]
            made[name] = [_MAKE[key](mark) for mark in marks]
    _give_items(source, made)
    made["entity_pages"] = list(every)
    return made


def _item(mark: Mark) -> dict[str, Any]:
    return {"number": mark.facts["number"], "heading": mark.text, "page": mark.page}


def _decision(mark: Mark) -> dict[str, Any]:
    people = {key: mark.facts.get(key) for key in ("proposer", "seconder", "for", "against", "abstained")}
    return {
        "text": " ".join(mark.text.split()), "page": mark.page, "item": None, "outcome": mark.facts["outcome"],
        **people, "outcome_alt": mark.facts["outcome_alt"],
    }  # fmt: skip


def _entity(mark: Mark) -> dict[str, Any]:
    return {"label": mark.what, "text": mark.text, "page": mark.page, **mark.facts}


_MAKE = {"items": _item, "decisions": _decision, "entities": _entity}


def _give_items(source: Source, made: dict[str, Any]) -> None:
    """Each decision under the item that is open where it stands."""
    open_item: object = None
    counters = {False: 0, True: 0}
    for mark in source.marks:
        if mark.what == "item" and not mark.optional:
            open_item = mark.facts["number"] or mark.text
        elif mark.what == "decision":
            made["decisions_optional" if mark.optional else "decisions"][counters[mark.optional]]["item"] = open_item
            counters[mark.optional] += 1
