from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from panelsearch.model.spans import Span, merged, trimmed

spans = st.tuples(st.integers(0, 60), st.integers(0, 20)).map(lambda p: Span(p[0], p[0] + p[1]))


def covered(some: object) -> set[int]:
    return {place for span in some for place in range(span.start, span.end)}  # type: ignore[attr-defined]


@given(st.lists(spans))
def test_merging_covers_the_same_places_in_order_without_touching(some: list[Span]) -> None:
    joined = merged(some)
    assert covered(joined) == covered(some)
    assert all(a.end < b.start for a, b in pairwise(joined))


@given(spans, spans)
def test_overlap_is_sharing_a_place(a: Span, b: Span) -> None:
    shares = bool(covered([a]) & covered([b]))
    if len(a) and len(b):
        assert a.overlaps(b) == b.overlaps(a) == shares


@given(st.text(alphabet=" \n\tab", max_size=20), st.data())
def test_trimming_keeps_every_letter(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    span = Span(start, data.draw(st.integers(start, len(text))))
    cut = trimmed(text, span)
    assert span.contains(cut)
    assert cut.of(text) == span.of(text).strip()
