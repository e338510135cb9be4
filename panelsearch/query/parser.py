"""What did the user mean? Text becomes a tree; a slip becomes plain words and a note, an unknown field an error.

Grammar: space means AND; AND OR NOT ( ) -word "phrase" "a b"~5 a NEAR b word~ te?t test* field:value field:(a b)
[a TO b] boost^2. `a b OR c` is (a AND b) OR c.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from panelsearch.errors import QueryError
from panelsearch.query.ast import (
    And,
    Boost,
    Everything,
    Fuzzy,
    Near,
    Not,
    Or,
    ParsedQuery,
    Phrase,
    Query,
    Wildcard,
    Word,
)
from panelsearch.query.fields import FIELD_NAMED, FIELDS
from panelsearch.query.printer import NEAR_DISTANCE, print_query
from panelsearch.text.analyzer import analyze, folded, words_of

_OPERATORS = ("AND", "OR", "NOT", "NEAR")
_NEAR = re.compile(r"NEAR(?:/(?P<distance>\d{1,9}))?")
_DEEPEST = 30
_MOST_TOKENS = 400
_PLAIN_SIGNS = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "‐": "-", "‑": "-"}
)
# \u2018Several words\u2019 between single curly quotes are a phrase; an apostrophe stands inside a word or ends one.
_SINGLE_QUOTES = re.compile(r"(?<!\w)\u2018([^\u2018\u2019]+ [^\u2018\u2019]+)\u2019(?!\w)")
_QUESTION = re.compile(
    r"\W*(?:what|who|when|where|why|how|which|whose|is|was|were|are|did|does|do|has|have|had|can)\b", re.I
)
_TOKEN = re.compile(
    r"""(?P<space>\s+)
      | (?P<open>\() | (?P<close>\)(?P<boost>\^\d+(?:\.\d+)?)?)
      | (?P<field>[A-Za-z_]+):(?=[^\s:/])
      | (?P<phrase>"[^"]*")(?P<tail>(?:~\d{0,9})?(?:\^\d+(?:\.\d+)?)?)
      | (?P<range>\[[^\]]*\])
      | (?P<minus>(?<![a-z]:)-(?=[^\s-]))
      | (?P<numbered>\d[\w.]*(?:\([^\W_]{1,4}\))+(?=[\s)?!.,;:]|$))
      | (?P<word>[^\s()"]+)
      | (?P<stray>.)
    """,
    re.VERBOSE,
)
_SIGNS = re.compile(r"(?<!\d):|:(?!\d)|[\s\"()^~*?\[\]]+")
"""What ends a word; a time (7:30) keeps its colon."""
_BOOSTED = re.compile(r"(?P<core>.+?)\^(?P<factor>\d+(?:\.\d+)?)")
_BOOSTS = re.compile(r"(?:\^\d+(?:\.\d+)?)+$")
_FUZZY = re.compile(r"(?P<core>[^\W_]{2,})~(?P<edits>[12]?)")


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    tail: str
    at: int


def normalised(text: str) -> str:
    """The query without what pasting brings: curly quotes, dashes, no-break spaces, line breaks, control characters."""
    text = unicodedata.normalize("NFC", _SINGLE_QUOTES.sub(r'"\1"', text).translate(_PLAIN_SIGNS))
    return " ".join("".join(" " if unicodedata.category(c)[0] in "ZC" else c for c in text).split())


def parse(text: str, today: date | None = None) -> ParsedQuery:
    """The query as understood; an empty one, or `*`, is every passage.

    QueryError, with the place, for a field that does not exist, and for signs without any word; nothing else is raised.
    """
    plain = normalised(text)
    reader = _Reader(plain, _tokens(plain))
    tree = _simplified(reader.whole())
    if isinstance(tree, Everything) and plain not in ("", "*", "*:*"):
        raise QueryError(
            f"There is nothing to search for in {plain}.", "Give a word, or * for every passage.", 0, plain
        )
    if isinstance(tree, Not):
        reader.notes.append("the query only excludes: every other passage is listed")
    return ParsedQuery(text, tree, print_query(tree), tuple(dict.fromkeys(reader.notes)))


def _tokens(text: str) -> list[_Token]:
    found: list[_Token] = []
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or ""
        if match["phrase"] is not None:
            found.append(_Token("phrase", match["phrase"][1:-1], match["tail"] or "", match.start()))
        elif kind == "field":
            found.append(_Token("field", match["field"], "", match.start()))
        elif match["close"] is not None:
            found.append(_Token("close", ")", match["boost"] or "", match.start()))
        elif kind != "space":
            found.append(_Token(kind, match.group(), "", match.start()))
    return found[:_MOST_TOKENS]


@dataclass(slots=True)
class _Reader:
    """Recursive descent over the tokens; what does not fit is taken as plain words and noted."""

    text: str
    tokens: list[_Token]
    at: int = 0
    depth: int = 0
    notes: list[str] = field(default_factory=list)

    def whole(self) -> Query:
        parts = [self._either()]
        while self.at < len(self.tokens):  # a bracket closed that was never opened
            self.notes.append("a closing bracket without its opening one was left out")
            self.at += 1
            parts.append(self._either())
        return _joined(parts)

    def _peek(self) -> _Token | None:
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def _is_operator(self, *names: str) -> bool:
        token = self._peek()
        return token is not None and token.kind == "word" and token.text in names

    def _either(self) -> Query:
        options = [self._all()]
        while self._is_operator("OR", "||"):
            self.at += 1
            options.append(self._all())
        kept = [option for option in options if not isinstance(option, Everything)]
        if len(kept) < len(options) and len(options) > 1:
            self.notes.append("an OR without both its sides was left out")
        return kept[0] if len(kept) == 1 else Or(tuple(kept)) if kept else Everything()

    def _all(self) -> Query:
        parts: list[Query] = []
        while (token := self._peek()) is not None and token.kind != "close" and not self._is_operator("OR", "||"):
            if self._is_operator("AND", "&&"):
                self.at += 1
                if not parts or (following := self._peek()) is None or following.kind == "close":
                    self.notes.append("an AND without both its sides was left out")
                continue
            part = self._one()
            while (distance := self._near_distance()) is not None and (near := self._near(part, distance)) is not None:
                part = near
            parts.append(part)
        return _joined(parts)

    def _near_distance(self) -> int | None:
        """How far apart words may be, where NEAR or NEAR/5 comes next."""
        token = self._peek()
        asked = _NEAR.fullmatch(token.text) if token is not None and token.kind == "word" else None
        return max(1, int(asked["distance"] or NEAR_DISTANCE)) if asked else None

    def _near(self, left: Query, distance: int) -> Query | None:
        words = _plain_words(left)
        before = self.at
        self.at += 1
        if words and self._peek() is not None:
            right = self._one()
            if further := _plain_words(right):
                return Near(_settled(" ".join((*words, *further))), distance, _is_exact(left) or _is_exact(right))
        self.at = before
        self.tokens[before] = _Token("word", "near", "", self.tokens[before].at)
        self.notes.append("NEAR without a word on both sides was taken as the word near")
        return None

    def _one(self) -> Query:
        token = self.tokens[self.at]
        self.at += 1
        if token.kind == "minus" or (token.kind == "word" and token.text in ("NOT", "!")):
            following = self._peek()
            if following is None or following.kind == "close" or self._is_operator("AND", "OR", "NEAR"):
                self.notes.append(f"{token.text} without a word behind it was left out")
                return Everything()
            self.depth += 1
            inner = self._one() if self.depth < _DEEPEST else Everything()
            self.depth -= 1
            return inner if isinstance(inner, Everything) else Not(inner)
        if token.kind == "open":
            return self._group()
        if token.kind == "field":
            return self._field(token)
        if token.kind == "phrase":
            return self._phrase(token)
        if token.kind == "numbered":  # 5(a) is one number of an item, no word with a group behind it
            return self._phrase(token)
        if token.kind in ("stray", "close"):
            if token.text == '"':
                self.notes.append("a quotation mark without its partner was left out")
            return Everything()
        return self._word(token.text)

    def _group(self) -> Query:
        if self.depth >= _DEEPEST:
            return Everything()
        self.depth += 1
        inner = self._either()
        self.depth -= 1
        following = self._peek()
        if following is None or following.kind != "close":
            self.notes.append("an opening bracket without its closing one was left out")
            return inner
        self.at += 1
        return _boosted(inner, float(following.tail[1:])) if following.tail else inner

    def _phrase(self, token: _Token) -> Query:
        words = _settled(token.text)
        slop = re.search(r"~(\d+)", token.tail)
        boost = re.search(r"\^(\d+(?:\.\d+)?)", token.tail)
        if not words:
            return Everything()
        if len(words) == 1:
            found: Query = Word(words[0], exact=True)
        elif slop:
            found = Near(words, max(1, int(slop[1])))
        else:
            found = Phrase(words)
        return _boosted(found, float(boost[1])) if boost else found

    def _word(self, text: str) -> Query:
        if text.endswith(":") and text[:-1].lower() in FIELD_NAMED:
            self.notes.append(f"{text} without a value behind it was taken as a word")
        if re.search(r"\w\?$", text) and not _QUESTION.match(self.text):
            self.notes.append(
                f"the question mark behind {text[:-1]} was left out: {text[:-1]}* finds its other endings"
            )
        text = text.rstrip("?!.,;:'[]{}") or text  # a question mark at the end asks, it matches nothing
        if match := _BOOSTED.fullmatch(text):
            return _boosted(self._word(match["core"]), float(match["factor"]))
        if match := _FUZZY.fullmatch(text):
            return Fuzzy(_exact(match["core"]), int(match["edits"] or 1))
        if ("*" in text or "?" in text) and re.search(r"[^\W_]", text):
            # "19/0345*": a reference keeps its strokes and points, a hyphened word is one without them.
            kept = "/.-" if re.search(r"\w[/.]\w", text) else ""
            letters = re.sub(r"[^\W_]+", lambda run: folded(run[0]), text)
            pattern = re.sub(rf"[^\w*?{kept}]", "", letters).lstrip(kept).rstrip(f"?{kept}")
            if re.search(r"[*?]", pattern) and re.search(r"[^\W_]", pattern):
                return Wildcard(pattern)
        return _joined([Word(word) for word in _plain(text)])

    def _field(self, token: _Token) -> Query:
        name = token.text.lower()
        if name not in FIELD_NAMED:
            if name in ("http", "https", "www", "re", "ref"):
                return Everything()
            raise QueryError(
                f"There is no field {token.text}: (at character {token.at + 1}).",
                "Fields are "
                + ", ".join(f"{valid.name}:" for valid in FIELDS)
                + '. Quote the words to search them: "a: b".',
                token.at,
                self.text,
            )
        options = [
            _joined([self._restriction(name, value) for value in values if value.strip()]) for values in self._values()
        ]
        kept = [option for option in options if not isinstance(option, Everything)]
        return kept[0] if len(kept) == 1 else Or(tuple(kept)) if kept else Everything()

    def _values(self) -> list[list[str]]:
        """The values behind a field: those of a group that go together, for each of its sides of an OR."""
        token = self._peek()
        if token is None:
            return []
        self.at += 1
        if token.kind == "range":
            low, _, high = re.sub(r"\s+TO\s+", "..", token.text[1:-1]).partition("..")
            return [[f"{low.strip()}..{high.strip()}"]]
        if token.kind == "open":
            sides: list[list[str]] = [[]]
            while (inner := self._peek()) is not None:
                self.at += 1
                if inner.kind == "close":
                    break
                if inner.kind == "word" and inner.text in ("OR", "||"):
                    sides.append([])
                elif inner.kind != "word" or inner.text not in ("AND", "&&"):
                    sides[-1].append(_unboosted(inner))
            return sides
        return [[_unboosted(token)]]

    def _restriction(self, name: str, value: str) -> Query:
        asked = FIELD_NAMED[name]
        if asked.is_reversed(value):
            self.notes.append(f"{name}:{value} was turned round")
        if (restriction := asked.read(value)) is not None:
            if asked.choices and value.strip('"').lower() not in asked.choices:
                self.notes.append(f"there is no {name} {value}: it is one of {', '.join(asked.choices)}")
            return restriction
        self.notes.append(f"{name}:{value} could not be understood; its words were searched instead")
        words: list[Query] = [self._word(word) for word in value.split()]
        return _joined(words)


def _unboosted(token: _Token) -> str:
    """A value as typed: a restriction counts nothing in the ranking, however often."""
    return _BOOSTS.sub("", token.text) if token.kind == "word" else token.text


def _settled(text: str) -> tuple[str, ...]:
    """The folded words of a phrase, such that folding them again changes nothing."""
    words = words_of(text)
    while (again := words_of(" ".join(words))) != words:
        words = again
    return words


def _plain(text: str) -> Iterator[str]:
    """The words of a text that no operator is taken out of, each as it is printed again."""
    for part in _SIGNS.split(text):
        tokens = analyze(part)
        if tokens:
            core = part[tokens[0].start : tokens[-1].end]
            yield core.lower() if core in _OPERATORS or _NEAR.fullmatch(core) else core


def _plain_words(query: Query) -> tuple[str, ...]:
    if isinstance(query, Word):
        return tuple(t.exact for t in analyze(query.text) if not t.whole)
    return query.words if isinstance(query, Phrase) or (isinstance(query, Near) and not query.exact) else ()


def _is_exact(query: Query) -> bool:
    """Whether quotation marks stood round the words."""
    return isinstance(query, Phrase) or (isinstance(query, Word) and query.exact)


def _exact(text: str) -> str:
    return "".join(token.exact for token in analyze(text) if not token.whole) or text.lower()


def _boosted(query: Query, factor: float) -> Query:
    """A boost of a boost is one; what counts nothing or once is none."""
    child, times = (query.child, query.factor) if isinstance(query, Boost) else (query, 1.0)
    times = min(round(times * factor, 3), 100.0)
    return child if times <= 0 or times == 1 or isinstance(child, Everything) else Boost(child, times)


def _joined(parts: Sequence[Query]) -> Query:
    flat: list[Query] = []
    for part in parts:
        flat += part.children if isinstance(part, And) else () if isinstance(part, Everything) else (part,)
    return flat[0] if len(flat) == 1 else And(tuple(flat)) if flat else Everything()


def _simplified(query: Query) -> Query:
    """Nested ANDs and ORs flattened, double negations gone."""
    if isinstance(query, And):
        return _joined([_simplified(child) for child in query.children])
    if isinstance(query, Or):
        flat: list[Query] = []
        for child in map(_simplified, query.children):
            flat += child.children if isinstance(child, Or) else (child,)
        return flat[0] if len(flat) == 1 else Or(tuple(flat))
    if isinstance(query, Not):
        inner = _simplified(query.child)
        return inner.child if isinstance(inner, Not) else Not(inner)
    if isinstance(query, Boost):
        return _boosted(_simplified(query.child), query.factor)
    return query
