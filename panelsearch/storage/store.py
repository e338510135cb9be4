"""The store's values under their former address; see `records`."""

from panelsearch.storage.base import StoreSnapshot as Store
from panelsearch.storage.records import Generation, Member, NameCount, StoredDocument, StoredMention, StoredPassage

__all__ = ["Generation", "Member", "NameCount", "Store", "StoredDocument", "StoredMention", "StoredPassage"]
