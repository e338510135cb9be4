"""Whose paper is it? The body's full name as the head of the document prints it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from panelsearch.model.documents import FileFacts
from panelsearch.model.pages import Page
from panelsearch.text.required_words import KnownPattern
from panelsearch.text.rule_engine import OPEN, Fence, rule

_LOOKED_AT_PAGES = 3
_LOOKED_AT_CHARACTERS = 2500
_HEADING_CHARACTERS = 700
_IN_TITLE = 3.0
_WORD = r"[A-Z][\w’'&.-]*"
_JOINED = rf"(?:{_WORD}|and|&|of|the|upon|on|in|le|la|y|yr|with|cum)"
_PAPERS = (
    r"(?:Minutes?|Agendas?|Notice|Meetings?|Regular|Special|Ordinary|Annual|Budget|Financial|Report|Draft|Present|Held|On|At|By|To"
    r"|For|Is|Was|And\s+Its|Committee|Cabinet|Policy|Summary|Statement|Year|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday"
    r"|Sunday|January|February|March|April|May|June|July|August|September|October|November|December|No)\b"
)
_KEPT_OUT = r"(?:Minutes?|Agenda|Meetings?|Held|Draft|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b"
_KINDS = (
    r"(?:(?:Joint|Annual|Full|Combined|Unitary)\s+)?(?:Parish|Town|City|County|District|Borough|Community|Village|Metropolitan"
    r"\s+Borough|County\s+Borough|Royal\s+Borough|Regional|Municipal|Shire|Island|Islands)\s+(?:Council|Meeting)"
    r"|Police(?:,\s+Fire)?\s+(?:and|&)\s+Crime\s+(?:Panel|Commissioner)|Combined\s+Authority|Fire\s+(?:and|&)\s+Rescue\s+(?:Authority|Service)"
    r"|Fire\s+Authority|(?:Health\s+(?:and|&)\s+Wellbeing|Integrated\s+Care|Drainage|Licensing|Management|Standards|Local|Community)\s+Board"
    r"|(?:NHS\s+)?(?:Foundation|Hospitals?|Academy|Multi-Academy)\s+Trust|(?:Unified\s+|Union\s+)?School\s+District"
    r"|Council|Committee|Sub-Committee|Panel|Cabinet|Assembly"
)
_SCHOOL = r"(?:Primary|Infant|Infants|Junior|High|Secondary|Grammar|Nursery|Special|Academy|College|School|Hospice)"
_INSTITUTION = KnownPattern(
    rf"^[^\S\n]*({_WORD}(?:[^\S\n]+{_JOINED}){{0,6}}[^\S\n]+{_SCHOOL})\b(?=[^\S\n]*$)", re.MULTILINE
)
"""A school or the like has its name on a line of its own; in running text it may be anybody's."""
_COMMITTEE = re.compile(
    r"(?:^[^\S\n]*|(?i:\bmeeting\s+of\s+(?:the\s+)?|\bof\s+the\s+|\bminutes\s+of\s+(?:the\s+)?)|[,:–—-][^\S\n]+)"
    rf"(?P<name>(?:(?!(?:Minutes?|Agenda|Meeting|Draft|The)\b){_WORD}(?:(?:,|[^\S\n]+(?:and|&|of|for|the))?[^\S\n]+(?!{_KEPT_OUT}){_WORD}){{0,7}}?[^\S\n]+)??"
    r"(?:Sub-?\s?Committee|Committee|Cabinet|Executive|Panel|Commission|Forum|Partnership|(?:Working|Steering)\s+(?:Group|Party)|Governing\s+(?:Body|Board)"
    r"|(?:Board|Council)\s+of\s+(?:Directors|Education|Governors|Trustees|Management|Commissioners|Selectmen|Supervisors)"
    r"|(?:\w+\s+and\s+)?Wellbeing\s+Board|(?:Town|Local|Joint|Advisory|Management|Pensions?|Partnership|Project|Programme)\s+Board))"
    r"(?=[^\S\n]*(?:$|[,.(–—-]|(?i:meeting|minutes|agenda|held|of|on|in|at|date|venue)\b|\d))",
    re.MULTILINE,
)
"""The part of a council that the paper is of, as its heading prints it."""
HEADING_OVER = re.compile(
    r"^\W*(?:(?:\w+\s+){0,2}(?:present|attendance|attendees|attending|sederunt|apologies|roll\s+call)\b|\d{1,4}[.):]\s|\d{3,4}\s+[A-Z])"
    r"|\b(?:agenda|business)\W*$",
    re.IGNORECASE | re.MULTILINE,
)
"""Where the list of those who came, or the business, begins: committees named below it are others."""
_NAMED = KnownPattern(
    rf"\b((?:(?:{_WORD}(?:[^\S\n]+{_WORD})?,[^\S\n]+){{1,3}}(?={_WORD}(?:[^\S\n]+{_WORD})?[^\S\n]+(?:and|&)[^\S\n]))?"
    rf"{_WORD}(?:[^\S\n]+{_JOINED}){{0,7}}?(?:[^\S\n]+\({_WORD}\))?[^\S\n]+(?:{_KINDS}))\b"
)
_OF = KnownPattern(
    rf"\b((?:(?:The\s+)?(?:Corporation|Council|Municipality|Municipal\s+Corporation)\s+of\s+(?:the\s+)?)?"
    r"(?:(?:(?:London|Royal|Metropolitan|County|Rural|Regional|District|Municipal)\s+)*"
    r"(?:Township|Town|City|Municipality|Village|County|District|Region|Borough|Shire|Parish)\s+of)"
    rf"(?:[^\S\n]+(?!{_PAPERS}){_JOINED}){{0,4}}[^\S\n]+(?!{_PAPERS}){_WORD}(?:[^\S\n]+No\.?[^\S\n]+\d+)?)(?=[\s,.;:]|$)"
)
_WRAPPED = re.compile(r"^(.{55,})(?<!\d\d\d\d)(?<![ap]m)(?<![ap]\.m\.)\n(?!\n)", re.MULTILINE)
_STANDS_ALONE = re.compile(r"^(?!(?:The|Joint)\b)[A-Z].*\b(?:Crime\s+Panel|Integration\s+Joint\s+Board)$")
"""A body of several councils, whose own name says whose it is: not that of the council in whose rooms it sits."""
_IN_ITS_OWN_RIGHT = re.compile(r"\b(?:police|council|authority|trust|partnership|joint)\b", re.IGNORECASE)
_PAPER_OF_COMMITTEE = re.compile(
    r"^(?:To|All|Members|Notice|Report|Clerk|Chair|Committee|Panel|Forum|Commission)\b", re.I
)
"""What the words before "Committee" may say that is no name: "To all members of the Committee"."""
_LEADING = re.compile(
    r"^(?:(?:Agm|Extra-Ordinary|Emergency|Virtual|Remote|Hybrid|Statutory|Inaugural|Reconvened|Adjourned|from|Minutes|Agenda|Notice|Meeting|Meetings|Draft|Annual|Ordinary|Extraordinary|Special|Regular|Full|Public|Present|Monthly"
    r"|General|Report|To|All|Members|Of|The|A|An|And|For|At|On|From|This|Summons|Welcome|Councillors|Clerk|Chairman|Chair"
    r"|of|the|to|and|for|by|in|on|Office|Held|Assembly)\s+)+"
)
_SENTENCE_WORDS = 6
_HELD = re.compile(r"\W*(?:(?:at|the|an?)\s+){0,2}(?:\w+\s+){0,2}(?:minutes|meeting|agenda|report)\b", re.IGNORECASE)
"""How a line begins that says what was held or what the paper is, however long it is."""
_WHOLE_COUNCIL = re.compile(
    r"\b(?:full\s+council|council\s+meeting|meeting\s+of\s+(?:the\s+)?(?:full\s+)?council)\b", re.IGNORECASE
)
_UNNAMED = re.compile(
    r"\bmeeting\s+of\s+(?:the\s+)?(?:(?:full|parish|town|city|county|district|borough|community)\s+)?council\b",
    re.IGNORECASE,
)
_GENERIC = re.compile(
    r"^(?:.*\bthe\s+|(?:The|Full|Joint|Annual|Above|This|Said|Your|Our|Each|Any|Local|Every|Previous)\s+)*"
    r"(?:Parish|Town|City|County|District|Borough|Community|Village|Township|Management|Joint)?\s*(?:Council|Committee|Panel|Cabinet|Assembly|Meeting|Board)$",
    re.IGNORECASE,
)
_SMALL = frozenset("of the and upon on in cum le la y yr with under next by at".split())


def find_body(pages: Sequence[Page], facts: FileFacts, fence: Fence = OPEN) -> str | None:
    """The name that heads the document; None where none is printed. Capitals are set as elsewhere in the text."""
    part = fence.ask(_committee, None, pages)
    if part is not None and _STANDS_ALONE.match(part):
        return part
    whole = (
        fence.ask(_headed, None, pages, part)
        or fence.ask(_headed, None, pages, None)
        or fence.ask(_squeezed, None, pages, facts.title)
    )
    if part is None or (whole is not None and _words(part) <= _words(whole)):
        return whole
    if whole is None or _words(whole) <= _words(part):
        return part
    return f"{whole} {part}"


@rule("body.committee")
def _committee(pages: Sequence[Page]) -> str | None:
    """The committee, cabinet or board that the heading names, above the list of those who came."""
    head = _heading(next((page.text for page in pages if page.text.strip()), ""))
    titled = _titled(head)
    for found in _COMMITTEE.finditer(titled):
        shown = " ".join(found["name"].split())
        if _WHOLE_COUNCIL.search(titled, 0, found.start()):
            return None
        if shown[:1].isupper() and not _PAPER_OF_COMMITTEE.match(shown):
            return _owned(_cased(" ".join(head[found.start("name") : found.end("name")].split()), ""))
    return None


def _heading(text: str) -> str:
    """What stands above the list of those who came, and above the first sentence that does not say what was held."""
    head = text[:_HEADING_CHARACTERS]
    if over := HEADING_OVER.search(head):
        head = head[: over.start()]
    head = _WRAPPED.sub(r"\1 ", head)
    at = 0
    for line in head.splitlines(keepends=True):
        words = re.findall(r"[^\W\d_]+", line)
        small = sum(word.islower() and word not in _SMALL for word in words)
        if small >= _SENTENCE_WORDS and small * 2 > len(words) and not _HELD.match(line):
            return head[:at]
        at += len(line)
    return head


def _owned(name: str) -> str:
    """A committee's name without its council's: that of "Ashwick Parish Council's Finance Committee"."""
    return re.sub(r"^.*\bCouncil[\u2019']s ", "", name)


def _words(name: str) -> set[str]:
    return set(re.findall(r"[^\W_]+", name.casefold())) - _SMALL - {"the"}


@rule("body.file_title")
def _squeezed(pages: Sequence[Page], title: str) -> str | None:
    """The name in the file's own title, where the page prints its letters without the spaces between the words."""
    head = next((page.text for page in pages if page.text.strip()), "")[:_LOOKED_AT_CHARACTERS]
    letters = "".join(filter(str.isalpha, head)).lower()
    for _, name in _names(title):
        if "".join(filter(str.isalpha, name)).lower() in letters:
            return _cased(name, "")
    return None


@rule("body.headed")
def _headed(pages: Sequence[Page], part: str | None) -> str | None:
    """The name that the head prints first and most; not that of a committee `part`, which stands under its council."""
    texts = [page.text[:_LOOKED_AT_CHARACTERS] for page in pages[:_LOOKED_AT_PAGES] if page.text.strip()]
    if not texts:
        return None
    heading = _heading(texts[0])
    furniture = "\n".join(part for page in pages[:_LOOKED_AT_PAGES] for part in page.furniture)
    everywhere = "\n".join(page.text for page in pages[:12])
    candidates = [
        (weight * (_IN_TITLE if text is texts[0] and _in_title(heading, *found) else 1), *found)
        for weight, text in ((3.0, texts[0]), (1.5, "\n".join(texts[1:])), (1.0, furniture))
        for found in _names(text)
        if part is None or _IN_ITS_OWN_RIGHT.search(part) or not _words(found[1]) <= _words(part)
    ]
    if not candidates:
        return None
    scores: Counter[str] = Counter()
    names: dict[str, str] = {}
    for weight, at, name in candidates:
        key = " ".join(re.sub(r"[^\w\s]", " ", name.lower()).split())
        scores[key] += weight / (1 + at / 250)  # type: ignore[assignment]
        if key not in names or (names[key].isupper() and not name.isupper()):
            names[key] = name
    best = max(scores, key=lambda key: (scores[key], -len(key)))
    in_title = [name for _, at, name in candidates if _in_title(heading, at, name)]
    if _UNNAMED.search(heading) and len(names) == len(candidates) and not in_title:
        return None  # the paper of a council it never names, and others it names once
    fuller = [key for key in scores if key.startswith(best) and key != best and scores[key] >= 0.4 * scores[best]]
    return _cased(names[max(fuller, key=len)] if fuller else names[best], everywhere)


def _in_title(heading: str, at: int, name: str) -> bool:
    return at < len(heading) and not re.search(rf"{_SCHOOL}$", name)


def _names(text: str) -> list[tuple[int, str]]:
    titled = _titled(text)
    found = []
    for pattern in (_OF, _NAMED, _INSTITUTION):
        for match in pattern.finditer(titled):
            name = " ".join(text[match.start(1) : match.end(1)].split())
            shown = " ".join(titled[match.start(1) : match.end(1)].split())
            cut = _LEADING.match(shown)
            if cut:
                name, shown = name[cut.end() :], shown[cut.end() :]
            name, shown = name.rstrip(" .,&’'-"), shown.rstrip(" .,&’'-")
            if name and not _GENERIC.match(shown) and len(shown.split()) >= 2:
                found.append((match.start(1), name))
    return found


def _titled(text: str) -> str:
    """The text with words in capitals set with an initial only, so that one pattern reads both; same length."""
    return re.sub(
        r"\b[A-Z][A-Z’']+\b", lambda m: m[0][0] + m[0][1:].lower() if m[0].lower() not in _SMALL else m[0].lower(), text
    )


def _with_initial(word: str) -> str:
    return f"({word[1:].capitalize()}" if word.startswith("(") else word.capitalize()


def _in_capitals(name: str) -> bool:
    return all(word.isupper() or word.lower() in _SMALL or word == "&" for word in name.split())


def _cased(name: str, text: str) -> str:
    """A name in capitals as the text sets it elsewhere; otherwise with initials."""
    if not _in_capitals(name):
        return name
    for match in re.finditer(re.escape(name), text, re.IGNORECASE):
        if not _in_capitals(match.group()):
            return " ".join(match.group().split())
    return " ".join(
        word.lower() if word.lower() in _SMALL and number else "-".join(
            part.lower() if part.lower() in _SMALL else _with_initial(part) for part in word.split("-")
        )
        for number, word in enumerate(name.split())
    )  # fmt: skip
