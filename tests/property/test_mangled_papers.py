"""Papers whose lines are joined, blanks lost, tabs doubled or letters changed: no rule fails, no word is lost."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from panelsearch.model.documents import Extracted, FileFacts
from panelsearch.model.pages import Page
from panelsearch.ner.spacy_tagger import SpacyTagger
from panelsearch.structure.parser import read
from panelsearch.text.rule_engine import OPEN

PAPER = """Dunmere Parish Council\tAGENDA
Minutes of the meeting of the Council held on Tuesday 7 February 2023 at 7.30 pm in the Village Hall
Present: Cllr Barnaby Nnamdi (Chair), Cllr Ann Pryce (AP), Mrs O'Dell - Ward, Grace Hill Road In attendance
In attendance: Tom Ash (Clerk)\tApologies: Cllr Una Fenn; County Cllr A.B. Pryce-
Lewis
Council\t Parish Council\tTownship of St and Council (TSC)
23/01 Minutes  RESOLVED: that the minutes of 10 January 2023 be approved. Proposed by Cllr Pryce, seconded AP.
2. Footbridge\tThe Clerk to write to FDC re £1.2-1.5m, £45-50 p.a. and 3-4 May '24   Action: AP / Clerk
Moved by A Pryce Seconded by O Fenn that the hedge be cut. CARRIED 5-2
Medium Term Financial Plan (MTFP), see Appendix A, minute 27 of 18 December 2019 and page 3 of the agenda (pages 4-2)
Paid to Ferris & Sons Ltd for Grace Hope Road Services, quotes from J. May and Mr & Mrs Rose, Cyngor Sir y
Signed: ........ Hope May 31/02/2023 Q5 2023/20"""
CUTS = st.lists(st.integers(0, len(PAPER)), min_size=1, max_size=5)


def _mangled(cuts: list[int], way: int) -> str:
    text = PAPER[min(cuts) :] if way % 2 else PAPER
    parts = [text[begin:end] for begin, end in zip([0, *sorted(cuts)], [*sorted(cuts), len(text)], strict=True)]
    changed = [
        lambda part: part.replace("\n", " "),
        lambda part: part.replace(" ", ""),
        lambda part: part.replace(" ", "\t\t"),
        str.upper,
        str.title,
        lambda part: part.replace("\n", "\n\n"),
        lambda part: part[::-1],
        lambda part: part.replace("e", "."),
    ]
    return "".join(changed[(way + number) % len(changed)](part) for number, part in enumerate(parts))


@given(st.lists(st.tuples(CUTS, st.integers(0, 7)), min_size=1, max_size=3))
@settings(max_examples=150, deadline=None)
def test_no_rule_fails_and_no_word_is_lost(mangled: list[tuple[list[int], int]]) -> None:
    pages = tuple(Page(number, _mangled(*one)) for number, one in enumerate(mangled, 1))
    reading = read(Extracted(pages, FileFacts("minutes 2023-02-07.pdf")), OPEN)
    for one in SpacyTagger().tag(pages, reading, OPEN):
        assert pages[one.at.page - 1].text[one.at.start : one.at.end].strip()
    for page in pages:
        cut = "".join(page.text[p.at.start : p.at.end] for p in reading.passages if p.at.page == page.number)
        assert "".join(cut.split()) == "".join(page.text.split())
    assert reading.meeting_date is None or isinstance(reading.meeting_date, date)
