"""The invented papers of the scale benchmark are papers: every place lies on its page and says what it should."""

from bench.papers_at_scale import records
from panelsearch.model.meetings import DocumentKind


def test_the_same_papers_every_time() -> None:
    assert list(records(40)) == list(records(40))


def test_names_are_the_librarys_own() -> None:
    names = [name for name, _ in records(300)]
    assert len(set(names)) == 300


def test_what_is_said_to_stand_on_a_page_stands_there() -> None:
    minutes = decided = 0
    for _, record in records(200):
        texts = {page.number: page.text for page in record.extracted.pages}
        reading = record.reading
        minutes += reading.kind is DocumentKind.MINUTES
        for decision in reading.decisions:
            decided += 1
            assert decision.at.span.of(texts[decision.at.page]).startswith("RESOLVED: ")
        for mention in record.mentions:
            assert (
                mention.at.span.of(texts[mention.at.page]) == mention.at.span.of(texts[mention.at.page]).strip() != ""
            )
        for person in (*reading.attendance.present, *reading.attendance.in_attendance, *reading.attendance.apologies):
            assert person.at.span.of(texts[person.at.page]) == person.name
        for reference in reading.references:
            assert reference.at.span.of(texts[reference.at.page]).startswith("Minute ")
        covered = {(p.at.page, at) for p in reading.passages for at in range(p.at.start, p.at.end)}
        written = {(n, at) for n, text in texts.items() for at, letter in enumerate(text) if not letter.isspace()}
        assert written <= covered
    assert minutes > 50
    assert decided > 50
