"""What an index keeps of the alternatives it was asked for: the last ones, however they lie in one another."""

from weakref import WeakSet

from panelsearch.indexing.evaluator import Lately
from panelsearch.query.ast import And, Or, Word


class Found:
    """What was found: something that can be counted while it is kept."""


def alternatives(n: int) -> Or:
    return Or((Word(f"elm{n}"), Word("oak")))


def test_what_is_asked_for_again_is_found_once() -> None:
    lately = Lately[Found]()
    first = lately.found(alternatives(1), lambda query: Found())
    assert lately.found(alternatives(1), lambda query: Found()) is first


def test_alternatives_within_others_do_not_pile_up() -> None:
    lately, kept = Lately[Found](), WeakSet[Found]()

    def find(query: Or) -> Found:
        for child in query.children:
            if isinstance(child, And):
                lately.found(next(one for one in child.children if isinstance(one, Or)), find)
        found = Found()
        kept.add(found)
        return found

    for n in range(50):
        lately.found(Or((And((alternatives(n), Word("ash"))), Word(f"yew{n}"))), find)
    assert len(kept) <= 4
