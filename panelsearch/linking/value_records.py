"""What is kept of a sum or a date? Its mentions are counted over the documents that name it. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from panelsearch.storage.tables.linked_documents import DocumentSheet
from panelsearch.storage.tables.value_tables import Printing, ValueKey, ValueRecord
from panelsearch.text.iso_dates import days_of_iso


def value_record(key: ValueKey, printings: Iterable[Printing], sheets: Mapping[int, DocumentSheet]) -> ValueRecord:
    """The value that is printed so, as often as it is given."""
    printed: Counter[str] = Counter()
    pages: set[tuple[int, int]] = set()
    for one in printings:
        printed[one.text] += 1
        pages.add((one.document_id, one.page))
    variants: Counter[str] = Counter()
    for text, count in printed.items():
        variants[" ".join(text.split())] += count
    # of equals the one that looks most like a sum: with its sign, and no blank behind it
    most = sorted(variants, key=lambda text: (-variants[text], text[:1].isdigit(), " " in text, text))
    seen = [sheets[document] for document in {document for document, _ in pages}]
    held = sorted(sheet.meeting_date for sheet in seen if sheet.meeting_date)
    return ValueRecord(
        key, key.iso or most[0], variants.total(), len(seen), len(pages), tuple(most),
        tuple(sorted({sheet.body for sheet in seen if sheet.body})),
        held[0].isoformat() if held else None, held[-1].isoformat() if held else None, *bounds(key),
    )  # fmt: skip


def bounds(key: ValueKey) -> tuple[int | None, int | None]:
    """What a value is compared by, both ends included: hundredths, or the ordinals of its first and last day."""
    if key.value_pence is not None:
        return key.value_pence, key.value_pence
    first, last = days_of_iso(key.iso or "") or (None, None)
    return first.toordinal() if first else None, last.toordinal() if last else None
