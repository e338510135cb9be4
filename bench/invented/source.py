"""How is an invented paper written down? Heads, names and marked text; the marks are told in the README.md beside this.

What is plain in a text is marked by itself: names that the paper's head lists, dates, sums. What is not is marked by
hand. A mark keeps its words and is told its page when it is laid out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bench.invented.values import DAY, SUM, as_day, as_pence, has_year, is_day

_LETTERS = {"P": "PERSON", "C": "COUNCIL", "O": "ORG", "M": "SUM", "D": "DATE"}
_LISTS = {"+": "present", "~": "in_attendance", "-": "apologies", "?": "either_list"}
_MARK = re.compile(r"\{([PCOMDpcomdxIi]):([^{}]*)\}|\{([+~?-])([^{}]*)\}|\[\[([^|\]]*)\||(\]\])")
_HOUSE = (  # a house that may or may not be meant as those who keep it
    r"\b(?:[A-Z][\w'’.-]+ ){1,4}"
    r"(?:Hall|Church|Chapel|Hospital|Centre|Center|Club|School|Hotel|Inn|Arms|Library|Surgery)\b"
)
_SETTING = re.compile(r"(\w+): ?(.*)")


@dataclass(slots=True)
class Mark:
    """Something of the gold: its words, what it is, what is said of it, and the page once it is laid out."""

    what: str
    text: str
    optional: bool = False
    facts: dict[str, object] = field(default_factory=dict)
    page: int = 0


@dataclass(frozen=True, slots=True)
class Name:
    """A form of a name that is marked wherever it stands."""

    label: str
    text: str
    canonical: str
    optional: bool


@dataclass(slots=True)
class Source:
    """A paper as it is written down: settings, names, and the lines of its text; marks gather while it is read."""

    name: str
    settings: dict[str, str]
    names: dict[str, Name]
    lines: list[str]
    marks: list[Mark] = field(default_factory=list)

    def setting(self, key: str, otherwise: str = "") -> str:
        """What the paper's head says of it."""
        return self.settings.get(key, otherwise)


def source(path: Path) -> Source:
    """The paper of one file: settings up to the first empty line, text after it."""
    head, _, text = path.read_text(encoding="utf-8").partition("\n\n")
    settings: dict[str, str] = {}
    names: dict[str, Name] = {}
    for line in head.splitlines():
        found = _SETTING.fullmatch(line)
        if not found:
            raise ValueError(f"{path.name}: not a setting: {line}")
        key, value = found.groups()
        if key.upper() in _LETTERS:
            for one in _entries(value, key.islower()):
                canonical, *rest = (part.strip() for part in re.split("[=,]" if "=" in one else "=", one))
                # An optional entry names only its forms: who is meant may well be wanted in full.
                forms = rest if key.islower() and rest else [canonical, *rest]
                for form in forms:
                    if key.upper() in "CO":
                        names.setdefault(
                            form.upper(),
                            Name(_LETTERS[key.upper()], form.upper(), canonical, key != "C" or form != canonical),
                        )
                    names[form] = Name(_LETTERS[key.upper()], form, canonical, key.islower())
        else:
            settings[key] = value
    return Source(path.stem, settings, names, text.splitlines())


def _entries(value: str, small: bool) -> Iterator[str]:
    """A setting's names, each with its forms; without forms, small ones may be parted by commas too."""
    for one in value.split(";"):
        yield from one.split(",") if small and "=" not in one else (one,)


class Reader:
    """Text with marks in, text for laying out with the marks' numbers out."""

    def __init__(self, source: Source) -> None:
        self._source = source
        forms = sorted((re.escape(form) for form in source.names if form), key=len, reverse=True)
        known = rf"(?<![^\W_])(?:{'|'.join(forms)})(?![^\W_])" if forms else r"(?!)"
        self._plain = re.compile(rf"(?P<name>{known})|(?P<day>{DAY})|(?P<sum>{SUM})|(?P<house>{_HOUSE})")
        self._open: list[Mark] = []

    def marked(self, text: str) -> str:
        """The text as paragraph markup, each mark as an `onDraw` before its words."""
        for mark in self._open:
            mark.text += " "
        made, at = "", 0
        for found in _MARK.finditer(text):
            made += self._auto(text[at : found.start()]) + self._explicit(found)
            at = found.end()
        return _styled(made + self._auto(text[at:]))

    def aside(self, text: str, page: int) -> str:
        """A running head or foot: what it names may be taken for part of the page or not."""
        before = len(self._source.marks)
        self._auto(text)
        for mark in self._source.marks[before:]:
            mark.optional, mark.page = True, page
        return text.replace("&", "&amp;")

    def close(self) -> None:
        """All text is read."""
        if self._open:
            raise ValueError(f"{self._source.name}: a decision without an end: {self._open[0].text[:60]}")

    def _explicit(self, found: re.Match[str]) -> str:
        letter, inside, sign, person, spec, _ = found.groups()
        if letter == "x":
            return self._said(inside)
        if letter in ("I", "i"):
            number, _, heading = inside.partition("|")
            mark = Mark(
                "item",
                re.sub(r"\*\*|__|~~", "", heading).strip(),
                letter == "i",
                {"number": _bare(number)},
            )
            return self._put(mark) + self._auto(heading)
        if letter:
            words, _, value = inside.partition("|")
            return self._entity(_LETTERS[letter.upper()], words, value, letter.islower()) + self._said(words)
        if sign:
            words, _, value = person.partition("|")
            self._source.marks.append(Mark(_LISTS[sign], words))
            return self._entity("PERSON", words, value, optional=False) + self._said(words)
        if spec is not None:
            mark = _decision(spec)
            self._open.append(mark)
            return self._put(mark)
        self._open.pop()
        return ""

    def _auto(self, text: str) -> str:
        made, at = "", 0
        for found in self._plain.finditer(text):
            made += self._said(text[at : found.start()])
            words, kind = found.group(), found.lastgroup
            if kind == "day" and not is_day(words):
                pass
            elif kind == "name":
                name = self._source.names[words]
                made += self._entity(name.label, words, name.canonical, name.optional)
            elif kind == "house":
                made += self._entity("ORG", words, "", optional=True)
            else:
                made += self._entity("DATE" if kind == "day" else "SUM", words, "", optional=False)
            made += self._said(words)
            at = found.end()
        return made + self._said(text[at:])

    def _entity(self, label: str, words: str, value: str, optional: bool) -> str:
        facts: dict[str, object] = {}
        if label == "SUM":
            pence = int(value) if value else as_pence(words)
            optional = optional or (not value and words[0].isdigit())
            facts["value_pence"] = pence
        elif label == "DATE":
            iso = value or as_day(words, self._source.setting("date"), self._source.setting("order", "dmy"))
            facts["iso"] = iso
            optional = optional or (bool(self._source.setting("undated")) and not has_year(words))
        else:
            known = self._source.names.get(words)
            facts["canonical"] = value or (known.canonical if known else words)
        return self._put(Mark(label, words, optional, facts))

    def _put(self, mark: Mark) -> str:
        self._source.marks.append(mark)
        return f'<onDraw name="told" label="{len(self._source.marks) - 1}"/>'

    def _said(self, words: str) -> str:
        for mark in self._open:
            mark.text += re.sub(r"\*\*|__|~~|//", "", words)
        return _escaped(words)


def _decision(spec: str) -> Mark:
    """`?approved/agreed by=A_Bell sec=Dunn for=5 against=2 abs=1`, each but the outcome where printed."""
    first, *rest = spec.split()
    outcome, *others = first.lstrip("?").split("/")
    facts: dict[str, object] = {"outcome": outcome, "outcome_alt": others}
    for word in rest:
        key, _, value = word.partition("=")
        if key in ("by", "sec"):
            facts[{"by": "proposer", "sec": "seconder"}[key]] = value.replace("_", " ")
        else:
            facts[{"for": "for", "against": "against", "abs": "abstained"}[key]] = int(value)
    return Mark("decision", "", first.startswith("?"), facts)


def _bare(number: str) -> str:
    """A number as it is cited: "4." and "4)" are 4."""
    number = number.strip().rstrip(".")
    return number if "(" in number else number.rstrip(")")


def _escaped(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace(" // ", "<br/>")


def _styled(text: str) -> str:
    for sign, tag in (("**", "b"), ("__", "u"), ("~~", "i")):
        parts = text.split(sign)
        if len(parts) % 2 == 0 and sign != "__":
            raise ValueError(f"a {sign} without its end: {text[:80]}")
        if len(parts) % 2:
            text = parts[0] + "".join(
                (f"<{tag}>" if place % 2 else f"</{tag}>") + part for place, part in enumerate(parts[1:], 1)
            )
    return text
