"""What did the pipeline learn from one PDF? No library object inside."""

from __future__ import annotations

from dataclasses import dataclass

from panelsearch.model.meetings import Reading
from panelsearch.model.mentions import Mention
from panelsearch.model.pages import Page


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What the file says of itself, outside its pages: tie-breakers only, never proof."""

    name: str = ""
    title: str = ""
    author: str = ""


@dataclass(frozen=True, slots=True)
class MissingLayer:
    """What could not be made of a document: a layer ("people", "decisions"), the page or None for all, and why."""

    layer: str
    page: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class Extracted:
    """All pages of one PDF, in order.

    `pictures` are the numbers of the pages whose words have to be recognised, if they have any; `unrecognised` those
    of them that no engine has looked at yet, and `failed` says of others why it could not. `locked` tells that the file
    was opened with a password. `unread` tells of words in the file that are in no page's text: out of sight, attached.
    """

    pages: tuple[Page, ...]
    facts: FileFacts = FileFacts()
    pictures: tuple[int, ...] = ()
    unrecognised: tuple[int, ...] = ()
    failed: tuple[tuple[int, str], ...] = ()
    locked: bool = False
    unread: tuple[MissingLayer, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """Everything the pipeline learnt from one PDF; what the store keeps. `missing` is what a fault of ours left out."""

    extracted: Extracted
    reading: Reading
    mentions: tuple[Mention, ...] = ()
    missing: tuple[MissingLayer, ...] = ()
