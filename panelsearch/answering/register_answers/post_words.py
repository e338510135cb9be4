"""Which post do words name? Clerks are called many things, and one post by several words."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from panelsearch.answering.answer_types import Role
from panelsearch.answering.body_linking import GENERIC_BODY_WORDS
from panelsearch.answering.question_analysis import Question
from panelsearch.answering.register_answers.record import words_asked
from panelsearch.gazetteers.loader import either, entries, words
from panelsearch.text.analyzer import folded

KNOWN = words("posts.word")
_HELD_BY_ONE = words("posts.held_by_one")
_SAME = {word: entry.words[0] for entry in entries("posts.same") for word in entry.words}
_ANY_POST = re.compile(rf"\b{either((*sorted(_HELD_BY_ONE), 'officer', 'chairs'))}\b", re.IGNORECASE)
_WHO_IS = re.compile(
    r"^who(?:['’]s|\s+(?:is|was))\s+(?:the\s+)?(?P<post>(?:[\w-]+\s+){1,4}?)(?:of|at|for|to|in|on)\b", re.IGNORECASE
)
_ASKS_OTHERWISE = re.compile(r"\b(?:when|where|why|how|which|whose|whom|did|does|do)\b", re.IGNORECASE)
_CHAIRS = re.compile(r"^who chairs\b", re.IGNORECASE)
_NAME_OF = words("questions.holder")
_TELLS_NOTHING = GENERIC_BODY_WORDS | frozenset("the of to and for a in our its hon honorary".split())
_PARTS = re.compile(r"\s*(?:[,;&/|]|\band\b)\s*")

Post = frozenset[str]
"""The words of a post, each as the first of those that mean the same, without those that say of what body."""


def names_a_post(text: str) -> bool:
    """Whether a question has a word for a post at all."""
    return bool(_ANY_POST.search(text))


def post_named(asked: Question) -> Post | None:
    """The post whose holder a question asks for, whoever may be meant by what follows: "who is the clerk of ..."."""
    named = _WHO_IS.match(asked.text) if asked.is_whole else None
    post = post_of(named["post"]) if named else frozenset()
    return post if post and post <= KNOWN and names_a_post(asked.text) else None


def post_asked(asked: Question, bodies: Collection[str]) -> Post | None:
    """The post that a question asks for the holder of, and for nothing else; it is of a body by these names."""
    said = [word for word in words_asked(asked, bodies) if word not in _NAME_OF]
    if not asked.is_whole:
        return None
    if asked.role is Role.CHAIR and _CHAIRS.search(asked.text) and not asked.periods:
        said = [word for word in said if word != "chairs"] + ["chair"]
    elif asked.role is not None or _ASKS_OTHERWISE.search(asked.text):
        return None
    if _HELD_BY_ONE.isdisjoint(said) and (len(said) == 1 or "officer" not in said[-1:]):
        return None
    return frozenset(_SAME.get(word, word) for word in said)


def posts_in(words_of_posts: str) -> Iterator[Post]:
    """The posts that words beside a name tell."""
    return (post for part in _PARTS.split(words_of_posts) if (post := post_of(part)))


def post_of(said: str) -> Post:
    """The one post that words name; nothing where they name none."""
    told = (word for word in re.split(r"[^\w'’]+", folded(said)) if word)
    return frozenset(_SAME.get(word, word) for word in told if word not in _TELLS_NOTHING)


def words_of(post: Post) -> frozenset[str]:
    """Every word that a question for the post may say of it."""
    return post | {word for word, same in _SAME.items() if same in post} | _NAME_OF | _TELLS_NOTHING | {"chairs"}


def words_for(post: Post) -> set[str]:
    """Every word for what is held by one; the post's own words where it has none."""
    heads = {word for word in post if word in _HELD_BY_ONE} or set(post)
    return heads | {word for word, same in _SAME.items() if same in heads}
