"""How does a stored decision or action become a row of its register? With its place and its words, many at once."""

from __future__ import annotations

from collections.abc import Sequence

from panelsearch.model.meetings import Action, Decision
from panelsearch.model.register_rows import ActionRow, DecisionRow
from panelsearch.retrieval.provenance import Places
from panelsearch.storage.tables.cited_places import Place


def decision_rows(places: Places, decisions: Sequence[tuple[int, Decision]]) -> list[DecisionRow]:
    """Decisions, each with its document, as rows in the same order."""
    sources = places.at([Place(document_id, one.at.page, one.item) for document_id, one in decisions])
    texts = places.quoted([(document_id, one.at) for document_id, one in decisions])
    told = zip(sources, decisions, texts, strict=True)
    return [DecisionRow(source, decision, text) for source, (_, decision), text in told]


def action_rows(places: Places, actions: Sequence[tuple[int, Action]]) -> list[ActionRow]:
    """Actions, each with its document, as rows in the same order."""
    sources = places.at([Place(document_id, one.at.page, one.item) for document_id, one in actions])
    texts = places.quoted([(document_id, one.at) for document_id, one in actions])
    told = zip(sources, actions, texts, strict=True)
    return [ActionRow(source, action, text) for source, (_, action), text in told]
