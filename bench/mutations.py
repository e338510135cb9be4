"""How does a PDF go bad? Seeded damage of many kinds, the same for the same seed."""

from __future__ import annotations

import random
import re
import zlib
from collections.abc import Callable

_NUMBER = re.compile(rb"(?<![\w.])[-+]?[0-9]{1,8}(?:\.[0-9]{1,6})?(?![\w.])")
_REFERENCE = re.compile(rb"\b[0-9]{1,6} 0 R\b")
_NAME = re.compile(rb"/[A-Za-z][A-Za-z0-9]{1,20}")
_FLATE = re.compile(rb"stream\r?\n(?=\x78[\x01\x5e\x9c\xda])")
_ABSURD = (
    b"0",
    b"-1",
    b"1e30",
    b"-99999999",
    b"4294967296",
    b"9" * 40,
    b"nan",
    b".",
    b"--3",
    b"null",
    b"[",
    b"(",
    b">>",
)
_OPERATORS = (
    b" Q ",
    b" q ",
    b" BT ",
    b" ET ",
    b" 0 0 0 0 0 0 cm ",
    b" 1e30 Tf ",
    b" BI ID EI ",
    b" ( ",
    b" ] ",
    b" Do ",
)

Damage = Callable[[bytes, random.Random], bytes]


def mutated(content: bytes, seed: int) -> bytes:
    """The file's bytes with one to three kinds of damage."""
    dice = random.Random(seed)
    for _ in range(dice.randint(1, 3)):
        content = dice.choice(_KINDS)(content, dice)
    return content


def _place(content: bytes, dice: random.Random) -> int:
    return dice.randrange(len(content) + 1)


def _flipped(content: bytes, dice: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(dice.choice((1, 10, 200))):
        if changed:
            changed[dice.randrange(len(changed))] = dice.randrange(256)
    return bytes(changed)


def _cut_off(content: bytes, dice: random.Random) -> bytes:
    return content[: _place(content, dice)]


def _torn(content: bytes, dice: random.Random) -> bytes:
    at = _place(content, dice)
    return content[:at] + content[at + dice.choice((1, 100, 5_000)) :]


def _doubled(content: bytes, dice: random.Random) -> bytes:
    at = _place(content, dice)
    return content[:at] + content[at : at + dice.choice((10, 1_000, 20_000))] + content[at:]


def _swapped(pattern: re.Pattern[bytes], others: tuple[bytes, ...] = ()) -> Damage:
    """Puts some matches in the place of others, or one of `others`: numbers out of bounds, references in circles."""

    def damage(content: bytes, dice: random.Random) -> bytes:
        found = [match.span() for match in pattern.finditer(content)]
        if not found:
            return content
        for start, end in sorted(dice.sample(found, min(len(found), dice.choice((1, 5, 40)))), reverse=True):
            other = dice.choice(found)
            new = dice.choice(others) if others else content[slice(*other)]
            content = content[:start] + new + content[end:]
        return content

    return damage


def _stream_damaged(content: bytes, dice: random.Random) -> bytes:
    """Damage inside compressed streams, which stay well compressed: what the pages draw goes bad."""
    starts = [match.end() for match in _FLATE.finditer(content)]
    for start in sorted(dice.sample(starts, min(len(starts), 6)), reverse=True):
        end = content.find(b"endstream", start)
        try:
            plain = zlib.decompress(content[start:end])
        except zlib.error:
            continue
        for _ in range(dice.choice((1, 8))):
            at = _place(plain, dice)
            plain = plain[:at] + dice.choice((*_ABSURD, *_OPERATORS)) + plain[at + dice.choice((0, 1, 30)) :]
        packed = zlib.compress(plain, 9)
        content = content[:start] + packed.ljust(end - start, b"\n") + content[end:]
    return content


_KINDS: tuple[Damage, ...] = (
    _flipped,
    _cut_off,
    _torn,
    _doubled,
    _swapped(_NUMBER, _ABSURD),
    _swapped(_REFERENCE),
    _swapped(_NAME),
    _stream_damaged,
    _stream_damaged,
)
