"""A folder of small invented papers that changes at random, always in the same way for the same dice."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from pathlib import Path

_BODIES = ("Dunmere Parish Council", "Severnmoor District Council", "Oldmere Town Council")
_PEOPLE = ("A Pryce", "Bethan Nnamdi", "Colm O'Rourke", "D Fraser", "Eleri Vaughan", "Sue Harkett", "S M Harkett")
_MATTERS = ("footbridge", "precept", "playground", "grass cutting", "cemetery", "allotments", "bus shelter", "weir")
_FIRMS = ("Ferris Timber Ltd", "Mill Lane Trust", "Wold Paving Ltd")
_KINDS = ("Minutes", "Minutes", "Draft minutes", "Agenda")
_DAYS = ("3 January 2019", "17 May 2019", "3 July 2021", "17 September 2021", "3 March 2022", "17 November 2022")
"""So few that many papers are of one meeting: which of them comes first must not hang on which came in first."""


@dataclass(slots=True)
class Folder:
    """A folder of papers; `step` adds, changes, renames, doubles and removes some of them."""

    path: Path
    dice: random.Random
    made: int = 0
    names: list[str] = field(default_factory=list)

    def fill(self, count: int) -> None:
        """So many new papers."""
        for _ in range(count):
            self._add()

    def step(self, changes: int) -> None:
        """So many changes; one paper at least stays."""
        for _ in range(changes):
            kind = self.dice.choice(("add", "add", "change", "remove", "rename", "double"))
            if kind == "add" or len(self.names) < 2:
                self._add()
            elif kind == "change":
                self._write(self.dice.choice(self.names))
            elif kind == "remove":
                (self.path / self._taken()).unlink()
            else:
                self._copied(gone=kind == "rename")

    def _add(self) -> None:
        name = f"{self.dice.choice('abcxyz')}/{self.made:05}.pdf"
        self.names.append(name)
        self._write(name)

    def _taken(self) -> str:
        return self.names.pop(self.dice.randrange(len(self.names)))

    def _copied(self, *, gone: bool) -> None:
        name = self.dice.choice(self.names)
        new = f"{self.dice.choice('abcxyz')}/{self.made:05}-again.pdf"
        self.made += 1
        (self.path / new).parent.mkdir(parents=True, exist_ok=True)
        (self.path / new).write_bytes((self.path / name).read_bytes())
        self.names.append(new)
        if gone:
            self.names.remove(name)
            (self.path / name).unlink()

    def _write(self, name: str) -> None:
        self.made += 1
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(pdf(lines(self.dice, self.made)))


def lines(dice: random.Random, number: int) -> list[str]:
    """A paper's lines; no two numbers give the same."""
    body, matter = dice.choice(_BODIES), dice.choice(_MATTERS)
    day = dice.choice(_DAYS)
    referred = f"{dice.randint(1, 4)} of {dice.choice(_DAYS)}"
    here = dice.sample(_PEOPLE, 4)
    return [
        body,
        f"{dice.choice(_KINDS)} of the meeting held on {day} at 7.30 pm in the Village Hall",
        f"Present: Cllr {here[0]} (Chair), Cllr {here[1]}, Cllr {here[2]}",
        f"Apologies: Cllr {here[3]}",
        "",
        "1. Minutes of the last meeting",
        "The minutes of the last meeting were agreed as a true record and signed by the chair.",
        "",
        f"2. {matter.capitalize()}",
        f"The clerk reported on case number {number} and the {matter}; see Minute {referred}.",
        f"RESOLVED: That {dice.choice(_FIRMS)} be paid £{dice.randint(1, 90) * 50:,} for the {matter}.",
        f"Proposed by Cllr {here[0]}, seconded by Cllr {here[1]}.",
        f"ACTION: The clerk to write to {dice.choice(_BODIES)} about the {dice.choice(_MATTERS)}.",
        "",
        "3. Correspondence",
        "A letter had been sent to every household in the parish about the works that begin in the spring.",
        f"Answers had come from {number} households, most of whom asked that the lane be kept open in the evenings",
        "and at weekends, and that notices be put up at both ends of it a fortnight before the works begin.",
    ]


def pdf(texts: list[str]) -> bytes:
    """One page of plain lines; a PDF library would take most of the campaign's time."""
    shown = " ".join(f"({_escaped(text)}) Tj T*" for text in texts)
    content = f"BT /F1 11 Tf 72 780 Td 16 TL {shown} ET".encode("cp1252")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 << /Type"
        b" /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >> >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
    ]
    out, offsets = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    xref = len(out)
    out += b"xref\n0 5\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return bytes(out + b"trailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % xref)


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
