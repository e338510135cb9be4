"""What does a compressed stream hold? Never more than a page can mean, and nothing at all where it is damaged inside.

pdfminer inflates without bound, goes through what is damaged a byte at a time, and then takes it for empty.
"""

from __future__ import annotations

import zlib

from pdfminer.pdftypes import LITERALS_FLATE_DECODE, PDFStream

from panelsearch.extraction.raw import PageTooLargeError

MOST_BYTES = 1 << 28
_HEADER_BYTES = 2


def content_of(stream: PDFStream) -> bytes:
    """The stream's bytes, its filters undone; PageTooLargeError beyond all measure, zlib.error for damaged ones."""
    if stream.data is None and stream.rawdata is not None and not stream.decipher:
        match stream.get_filters():
            case [(name, params)] if name in LITERALS_FLATE_DECODE and not params:
                stream.data, stream.rawdata = inflated(stream.rawdata), None
    return stream.get_data()


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
