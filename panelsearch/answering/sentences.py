"""Sentences, as the answerer asks for them; they are found in `panelsearch.sentences`."""

from panelsearch.sentences import sentences

__all__ = ["sentences"]
