"""What does a compressed stream hold? Never more than a page can mean, and nothing at all where it is damaged inside.

pdfminer inflates without bound, goes through what is damaged a byte at a time, and then takes it for empty.
"""

from __future__ import annotations

import zlib

from pdfminer.pdfexceptions import PDFNotImplementedError
from pdfminer.pdftypes import (
    LITERALS_ASCII85_DECODE,
    LITERALS_CCITTFAX_DECODE,
    LITERALS_DCT_DECODE,
    LITERALS_FLATE_DECODE,
    LITERALS_JBIG2_DECODE,
    LITERALS_JPX_DECODE,
    PDFStream,
)

from panelsearch.extraction.pdf.text_runs import PageTooLargeError

MOST_BYTES = 1 << 28
_OF_PICTURES = (
    *LITERALS_CCITTFAX_DECODE, *LITERALS_DCT_DECODE, *LITERALS_JBIG2_DECODE, *LITERALS_JPX_DECODE,
)  # fmt: skip
_HEADER_BYTES = 2
_BASE, _LETTERS = 85, 5
_WORTH = tuple(_BASE**power for power in reversed(range(_LETTERS)))


def content_of(stream: PDFStream) -> bytes:
    """The stream's bytes, its filters undone.

    PageTooLargeError beyond all measure, zlib.error for damaged ones, PDFNotImplementedError for filters of pictures,
    which pdfminer would hand on as they are.
    """
    if stream.data is None and stream.rawdata is not None and not stream.decipher:
        match stream.get_filters():
            case [_, *_] as filters if all(name in LITERALS_FLATE_DECODE and not params for name, params in filters):
                plain = stream.rawdata
                for _ in filters:
                    plain = inflated(plain)
                stream.data, stream.rawdata = plain, None
            case filters if any(name in _OF_PICTURES for name, _ in filters):
                raise PDFNotImplementedError("a picture where words are wanted")
            case [(first, None | {}), (then, params)] if (
                first in LITERALS_ASCII85_DECODE and then in LITERALS_FLATE_DECODE and not params
            ):
                packed = from_ascii85(stream.rawdata)
                if packed is not None:
                    stream.data, stream.rawdata = inflated(packed), None
    return stream.get_data()


def from_ascii85(written: bytes) -> bytes | None:
    """The bytes that ASCII85 stands for, five letters at once; None for anything unusual, which pdfminer may decode."""
    import numpy as np  # what is written so is rare

    written = written.translate(None, b"\0\t\n\f\r ").removeprefix(b"<~").removesuffix(b">").removesuffix(b"~")
    if b"z" in written or not written:
        return None
    missing = -len(written) % _LETTERS
    digits = np.frombuffer(written + b"u" * missing, np.uint8).reshape(-1, _LETTERS).astype(np.int64) - ord("!")
    numbers: np.ndarray[tuple[int], np.dtype[np.int64]] = digits @ _WORTH
    if digits.min() < 0 or digits.max() >= _BASE or numbers.max() >= 1 << 32:
        return None
    return numbers.astype(">u4").tobytes()[: -missing or None]


def inflated(packed: bytes, most: int = MOST_BYTES) -> bytes:
    """The bytes that `packed` was made of, whatever its checksum says; as far as it goes where it is cut off."""
    if not packed:
        return b""
    inflater = zlib.decompressobj()
    try:
        plain = inflater.decompress(packed, most)
    except zlib.error:
        inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        plain = inflater.decompress(packed[_HEADER_BYTES:], most)
    if inflater.unconsumed_tail:
        raise PageTooLargeError
    return plain
