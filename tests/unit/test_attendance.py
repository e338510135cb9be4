"""Who came and who sent apologies, on lists made for the purpose."""

import pytest
from made_pages import set_page

from panelsearch.model.meetings import Attendance
from panelsearch.model.pages import Line, Page, Rect, WordBox
from panelsearch.model.spans import Span
from panelsearch.structure.attendance import find_attendance
from panelsearch.structure.roles import is_matter, office


def page_of(text: str, number: int = 1) -> Page:
    """A page as printed: a line's width grows with its letters."""
    lines, at = [], 0
    for row, words in enumerate(text.split("\n")):
        if words.strip():
            y = 800.0 - row * 14
            lines.append(Line(Span(at, at + len(words)), Rect(50, y, 50 + 5.5 * len(words), y + 11), 11))
        at += len(words) + 1
    return Page(number, text, lines=tuple(lines))


def came(text: str) -> Attendance:
    return find_attendance((page_of(text),))


def names(people: tuple[object, ...]) -> list[str]:
    return [person.name for person in people]  # type: ignore[attr-defined]


def test_a_plural_title_carries_surnames_alone() -> None:
    found = came("Present: Cllrs Ash, Birch and Elm\nApologies: Cllrs Oakley & Rowan\n1. Minutes\nSigned.")
    assert names(found.present) == ["Ash", "Birch", "Elm"]
    assert names(found.apologies) == ["Oakley", "Rowan"]


def test_names_stand_where_their_span_says_though_the_line_breaks_inside() -> None:
    text = (
        "Present: Cllr Ann Birch (Chair), Cllr S M Elm, Mrs\n"
        "Jo Rowan, Cllr Ivor Dale, Mr Sam Hazel, Cllr Peter\n"
        "Thorne and Colonel Kit Ward OBE\n"
    )
    found = came(text)
    assert names(found.present) == [
        "Ann Birch",
        "S M Elm",
        "Jo Rowan",
        "Ivor Dale",
        "Sam Hazel",
        "Peter Thorne",
        "Kit Ward",
    ]
    for person in found.present:
        assert " ".join(person.at.span.of(text).split()) == person.name
    assert found.present[0].role == "Chair"


def test_one_name_a_line_with_posts_behind_and_before() -> None:
    found = came(
        "PRESENT:\nCouncillor Ann Birch (Chairman)\nMr Ivor Thorne (Independent Member)\n"
        "ALSO PRESENT:\nDale Hawthorn - Police and Crime Commissioner\nFay Willow, Chief Finance Officer\n"
        "Officers:\nLee Alder (Democratic Services Officer)\n"
    )
    assert names(found.present) == ["Ann Birch", "Ivor Thorne"]
    assert names(found.in_attendance) == ["Dale Hawthorn", "Fay Willow", "Lee Alder"]
    assert found.in_attendance[0].role == "Police and Crime Commissioner"


def test_clerks_and_members_of_other_councils_attend() -> None:
    found = came("Present: Cllrs Ash and Birch, County Cllr Elm, Mrs J Alder, Clerk\n")
    assert names(found.present) == ["Ash", "Birch"]
    assert names(found.in_attendance) == ["Elm", "J Alder"]


def test_initials_are_kept_where_the_list_defines_them() -> None:
    found = came("Present: Ann Birch (AB), Peter Elm (PE), Kit Ash (KA) - Clerk\n")
    assert [(p.name, p.initials) for p in found.present] == [("Ann Birch", "AB"), ("Peter Elm", "PE")]
    assert [(p.name, p.initials, p.role) for p in found.in_attendance] == [("Kit Ash", "KA", "Clerk")]


def test_apologies_in_a_sentence_end_with_it() -> None:
    found = came(
        "Present: Cllr Ann Birch\n1. Apologies and Declarations\n"
        "Apologies were received from Councillors Dale, Elm and May. A declaration was made by Colonel Kit Ward.\n"
    )
    assert names(found.apologies) == ["Dale", "Elm", "May"]


@pytest.mark.parametrize(
    "words",
    [
        "Apologies were received from Cllr Elm. Cllr Rowan left the meeting at 8.10 pm.",
        "Apologies were received from Cllr Elm. Cllr Rowan asked if the clerk had heard more.",
        "Apologies were received from Cllr Elm. Cllr Rowan and Cllr Birch declared interests.",
        "Apologies were received from Cllr Elm. Cllr Rowan’s report was read.",
        "Cllr Elm had sent apologies; the Clerk read a letter from Mrs Ash.",
        "Cllr Elm's apologies were accepted.",
    ],
)
def test_what_is_said_behind_apologies_makes_nobody_absent(words: str) -> None:
    found = came(f"Present: Cllr Ann Birch and Cllr Jo Rowan\n1. Apologies\n{words}\n")
    assert names(found.apologies) == ["Elm"]
    assert names(found.present) == ["Ann Birch", "Jo Rowan"]


def test_regrets_are_apologies_and_numbers_of_people_are_nobody() -> None:
    found = came(
        "Present: Mayor Ann Birch and Councillors Peter Elm and Jo Rowan.\n"
        "Regrets: Councillor Kit Ash.\nMembers of the public: 3\n"
    )
    assert names(found.present) == ["Ann Birch", "Peter Elm", "Jo Rowan"]
    assert names(found.apologies) == ["Kit Ash"]
    assert found.in_attendance == ()


def test_no_apologies_and_no_list_mean_nobody() -> None:
    assert came("Present: Cllr Ann Birch\n1. Apologies\nThere were no apologies, all being present.\n").apologies == ()
    assert came("1. Apologies for absence\n2. To receive declarations of interest\n") == Attendance()
    assert find_attendance(()) == Attendance()


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("Chair) Moorside", "Chair, Moorside"),
        ("Clerk to the Panel", "Clerk to the Panel"),
        ("flu", ""),
        ("at work", ""),
        ("No substitute was named", ""),
        ("District Councillor, who left at eight", "District Councillor"),
        ("Councillors Ada Quill and Bo Marsh", ""),
        ("Tarn and Fell", "Tarn and Fell"),
    ],
)
def test_only_an_office_or_a_seat_is_a_role(said: str, kept: str) -> None:
    assert office(said) == kept


@pytest.mark.parametrize(("name", "matter"), [("Mill Lane", True), ("Waste Collection", True), ("Oz Ewing", False)])
def test_a_place_or_a_matter_is_nobody(name: str, matter: bool) -> None:
    assert is_matter(name) is matter


@pytest.mark.parametrize(
    ("text", "present", "attending", "away"),
    [
        ("THOSE ATTENDING:\n\nCllr A Pryce\n\nCllr Nnamdi (Chair)\n", ["A Pryce", "Nnamdi"], [], []),
        ("FWW Members Present: Ann Pryce (Chair), Bo Osei\n", ["Ann Pryce", "Bo Osei"], [], []),
        ("Member's Present: A Pryce, B Osei\n", ["A Pryce", "B Osei"], [], []),
        ("Present ; Cllrs Pryce (Chair), Nnamdi and Osei\n", ["Pryce", "Nnamdi", "Osei"], [], []),
        (
            "Presiding\nP Pryce\nOther Members Present\nP J Nnamdi\nMrs E Osei\n",
            ["P Pryce", "P J Nnamdi", "E Osei"],
            [],
            [],
        ),
        (
            "Councillor E Pryce in the Chair\nCouncillors Nnamdi, N C Osei and Young.\n",
            ["E Pryce", "Nnamdi", "N C Osei", "Young"],
            [],
            [],
        ),
        (
            "In Attendance\nCouncillors S Pryce (SP) Chair, P Nnamdi (PN), D Court (DC)\n",
            ["S Pryce", "P Nnamdi", "D Court"],
            [],
            [],
        ),
        (
            "PRESENT: Aldermen D Pryce, A G Nnamdi and T Osei\nCouncillors N Birch, J Elm\n",
            ["D Pryce", "A G Nnamdi", "T Osei", "N Birch", "J Elm"],
            [],
            [],
        ),
        (
            "Committee Members present: Cllr A Pryce\nCommittee Members absent: Cllr B Nnamdi.\n",
            ["A Pryce"],
            [],
            ["B Nnamdi"],
        ),
        (
            "Present: Cllr A Pryce (Chairman),\nCllr B Nnamdi, Cllr Osei.\nC Birch (RFO)\n"
            "No Members of the Public were in Attendance\n",
            ["A Pryce", "B Nnamdi", "Osei"],
            ["C Birch"],
            [],
        ),
        (
            "PRESENT: Cllr A Pryce\nAPOLOGIES: Cllr B Nnamdi\nCllr Mrs C Osei\nThe Town Clerk was in attendance.\n",
            ["A Pryce"],
            [],
            ["B Nnamdi", "C Osei"],
        ),
        (
            "Present: Cllr A Pryce\nD Birch, Road Safety Officer\n"
            "Chief Superintendent P Elm, Moors and Isles Divisional Commander\n",
            ["A Pryce", "P Elm"],
            ["D Birch"],
            [],
        ),
    ],
)
def test_lists_as_clerks_of_many_councils_set_them(
    text: str, present: list[str], attending: list[str], away: list[str]
) -> None:
    lists = came(text)
    assert (names(lists.present), names(lists.in_attendance), names(lists.apologies)) == (present, attending, away)


def test_a_list_of_apologies_ends_with_its_sentence() -> None:
    people = ", ".join(f"Cllr A{letter} Pryce (Moor)" for letter in "bcdefghijk")
    lists = came(
        f"Present: Cllr B Nnamdi\n\nThat apologies be noted from {people} and E Osei.\nThe Transport Plan was read.\n"
    )
    assert names(lists.apologies)[-1] == "E Osei"


@pytest.mark.parametrize(
    ("text", "present", "attending", "away"),
    [
        (
            "PL21/081   PRESENT\n\nCouncillors Ash, Birch and Osei.\n\nA Nnamdi (Town Clerk)\n\n"
            "PL21/082   APOLOGIES FOR ABSENCE\n\nApologies were received from Cllrs Elm (work) and Rowan (ill).\n",
            ["Ash", "Birch", "Osei"],
            ["A Nnamdi"],
            ["Elm", "Rowan"],
        ),
        (
            "37.PRESENT Councillors: P Ash, B Birch & Mrs C Osei\n\n"
            "[2]. 11/38 Apologies. K.Elm.\n\n[3]. 11/39 New member\n",
            ["P Ash", "B Birch", "C Osei"],
            [],
            ["K.Elm"],
        ),
        ("Those in attendance: Ann Ash, Bo Birch\nApologies: Cy Osei\n", ["Ann Ash", "Bo Birch"], [], ["Cy Osei"]),
        (
            "Present: Ann Ash, Bo Birch\nThose in attendance: Dee Elm\nApologies: Cy Osei\n",
            ["Ann Ash", "Bo Birch"],
            ["Dee Elm"],
            ["Cy Osei"],
        ),
        (
            "Present. D.Ash [Chairman ], R.Birch, S Osei. and J. Elm [Clerk].\n",
            ["D.Ash", "R.Birch", "S Osei"],
            ["J. Elm"],
            [],
        ),
        (
            "Presennol / Present: Cyng/Cllrs.: B. Ash (chair) A. Birch and E. Osei.\n"
            "Hefyd yn presennol / In attendance Mrs M.Elm (clerc / clerk)\n"
            "20/01 YMDDIHEURIADAU / APOLOGIES\n"
            "Apologies for absence were received from Cyng. / Cllrs. M. Rowan, N. Dale a/and L.Hazel.\n",
            ["B. Ash", "A. Birch", "E. Osei"],
            ["M.Elm"],
            ["M. Rowan", "N. Dale", "L.Hazel"],
        ),
        (
            "Present: Councillor J.V. Ash (Chairman); Councillors Mrs. D.E. Birch, N.D. Osei and Mrs. A.N. Elm.\n",
            ["J.V. Ash", "D.E. Birch", "N.D. Osei", "A.N. Elm"],
            [],
            [],
        ),
        (
            "Present:\nCouncillors: Cllr. E. Ash (Chair), Cllr. N. Birch,\nCllr. G. Osei\nClerk and RFO: Mr S Elm\n",
            ["E. Ash", "N. Birch", "G. Osei"],
            ["S Elm"],
            [],
        ),
        (
            "Present: Cllr P Ash (Chair), Cllr Mrs V\nBirch, Cllr N Osei and the Clerk.\n"
            "Three Members of the Public were present - Mrs John Elm.\n",
            ["P Ash", "V Birch", "N Osei"],
            [],
            [],
        ),
        (
            "PRESENT:\nCouncillors Ash, Mrs Birch, 2 members of the public, Parish Clerk.\n",
            ["Ash", "Birch"],
            [],
            [],
        ),
        (
            "Present: Cllrs S. Ash (Chairman); B. Birch\nIn attendance: District Councillor Dan Osei, Ben Elm (Clerk)\n"
            "1. Apologies for absence and reasons given: Cllrs T. Rowan and N. Dale. Apologies accepted.\n",
            ["S. Ash", "B. Birch"],
            ["Dan Osei", "Ben Elm"],
            ["T. Rowan", "N. Dale"],
        ),
        (
            "Present:- Cllrs P Ash, A Birch\n"
            "Also present Mrs C Osei acting as clerk\nCllr Birch welcomed everyone to it.\n",
            ["P Ash", "A Birch"],
            ["C Osei"],
            [],
        ),
        (
            "P r e s e n t:\nCouncillor P Ash, Jane Birch (Co-opted Member) and Mr R Human\n"
            "Apologies: Mayor Ann Osei, Mayor of Elm\n",
            ["P Ash", "Jane Birch", "R Human"],
            [],
            ["Ann Osei"],
        ),
    ],
)
def test_lists_behind_numbers_stops_and_titles_with_stops(
    text: str, present: list[str], attending: list[str], away: list[str]
) -> None:
    lists = came(text)
    assert (names(lists.present), names(lists.in_attendance), names(lists.apologies)) == (present, attending, away)


@pytest.mark.parametrize(
    ("text", "present"),
    [
        (
            "Minutes of the Meeting\nin the Hall, 4 May 2021\nCllr Ash\nCllr Birch\nCllr Osei\n1. Remarks\n",
            ["Ash", "Birch", "Osei"],
        ),
        (
            "Minutes of the Meeting\nMoor Hall\n\n"
            "Ann Ash (AA), Bo Birch-Elm (BBE), Cy\nOsei (CO)\n\nDi Rowan (DR) Clerk\n\n1 Apologies\n",
            ["Ann Ash", "Bo Birch-Elm", "Cy\nOsei"],
        ),
        (
            "Minutes 4 May 2021\n\nMinutes of a Meeting\n\n"
            "Councillors: Ann Ash (Chairman), Bo Birch, Cy Osei.\n1. None\n",
            ["Ann Ash", "Bo Birch", "Cy Osei"],
        ),
        ("You are summoned\nMinutes\nCllr Ash\nCllr Birch\nCllr Osei\n1. Remarks\n", []),
        ("Letters\nCllr Ash\nCllr Birch\nCllr Osei\n1. Remarks\n", []),
        (
            "Minutes\n"
            "Cllr Ash spoke at length of the bins and\nCllr Birch told the others what she thought of the\nbins\n",
            [],
        ),
        ("Minutes\nthe Neighbourhood Plan (NP), Planning Policy (PP) and Moor Road (MR)\n", []),
    ],
)
def test_members_listed_under_the_title_of_minutes_without_a_word_that_says_so(text: str, present: list[str]) -> None:
    assert names(came(text).present) == [" ".join(name.split()) for name in present]


def test_what_the_minutes_go_on_to_say_is_no_office() -> None:
    assert office("Reasons for absence noted and accepted by members") == ""
    assert office("A1 Urgent Items") == ""
    assert office("Member for Moorside") == "Member for Moorside"


@pytest.mark.parametrize(
    ("text", "present", "attending", "away"),
    [
        (
            "1/ Members present and apologies\nChairman Councillor Ann Ash, Councillor Bo Birch and Councillor Cy\n"
            "Osei. Moor County Councillor Di Elm also attended.\nCouncillor Ed Rowan apologised.\n2/ Questions\n",
            ["Ann Ash", "Bo Birch", "Cy\nOsei"],
            ["Di Elm"],
            ["Ed Rowan"],
        ),
        (
            "Present: Cllr Ann Ash (Chairman) and Cllr Bo Birch (Cllr BB)\n"
            "Apologies accepted: Cllr Cy Osei\nAlso present:  Mrs Di Elm (Clerk).\n",
            ["Ann Ash", "Bo Birch"],
            ["Di Elm"],
            ["Cy Osei"],
        ),
        (
            "Attendance: Dr Ash in the Chair, Mr Birch, Mrs Osei\nBen Elm (County Councillor) and six residents.\n"
            "Apologies for Absence: Mr Rowan.\n\nDr Ash stated that Mr Dale had left.\n",
            ["Ash", "Birch", "Osei"],
            ["Ben Elm"],
            ["Rowan"],
        ),
        (
            "In attendance: Mrs Ann Ash (Chair, presiding), Mr Bo Birch and Mr Cy Osei (Councillors) and "
            "Mr Di Elm (Clerk). Apologies: Mr Ed Rowan (County Councillor).\n",
            ["Ann Ash", "Bo Birch", "Cy Osei"],
            ["Di Elm"],
            ["Ed Rowan"],
        ),
        (
            "Present: Councillor Ann Ash, Councillor Bo Birch, Tom Osei\n(Chair), David Elm, Sandra Rowan\n"
            "Other Attendees: Phil Dale\n",
            ["Ann Ash", "Bo Birch", "Tom Osei", "David Elm", "Sandra Rowan"],
            ["Phil Dale"],
            [],
        ),
        (
            "Present: Cllr Ash, Cllr Birch, Clerk to the Council, Mrs E Osei and Cllr Elm.\n",
            ["Ash", "Birch", "Elm"],
            ["E Osei"],
            [],
        ),
        (
            "PRESENT:\nOffice Bearers: Ann Ash (Chair), Bo Birch (Treasurer)\nCommunity Councillors: Cy Osei\n"
            "Also: three residents, Cllr Di Elm (Moor West)\nAPOLOGIES:\nEd Rowan\n",
            ["Ann Ash", "Bo Birch", "Cy Osei"],
            ["Di Elm"],
            ["Ed Rowan"],
        ),
        (
            "PRESENT: Cllr Ash, Cllr Birch, 3 x members of the public. Mrs A Osei recorded the minutes\n",
            ["Ash", "Birch"],
            ["A Osei"],
            [],
        ),
        (
            "Present: Cllr Ash\nApologies: Cllr Bo Birch\n2. Apologies were accepted from Cllr Birch. "
            "Apologies were noted too from County Cllr Elm.\n",
            ["Ash"],
            [],
            ["Bo Birch", "Elm"],
        ),
        (
            "Community Councillors present: Ann Ash (AA)\nAssociate Members present: Bo Birch (BB)\n",
            ["Ann Ash", "Bo Birch"],
            [],
            [],
        ),
        (
            "(2020 – 070) Present were Cllr Ann Ash, Cllr Bo Birch.\n"
            "(2020 – 071) Also present were Di Elm, Clerk, Cllr Ed Rowan (MCC) and 6 member of the public.\n",
            ["Ann Ash", "Bo Birch"],
            ["Di Elm", "Ed Rowan"],
            [],
        ),
        (
            "Present: Ann Ash (AA) [Chairman], Bo Birch (BB), Peter\nOsei (PO), Di Elm (DE) [Clerk]\n",
            ["Ann Ash", "Bo Birch", "Peter Osei"],
            ["Di Elm"],
            [],
        ),
        (
            "Present: Cllr’s Dr A Ash (Chairman), T Birch\nIn attendance: Ward Cllr. S Osei, MCC Cllr Di Elm\n",
            ["A Ash", "T Birch"],
            ["S Osei", "Di Elm"],
            [],
        ),
        (
            "PRESENT:  Cllr D Ash (Chairman) Cllr H Birch Cllr P Osei\nApologies: Cllr Ed Elm\n",
            ["D Ash", "H Birch", "P Osei"],
            [],
            ["Ed Elm"],
        ),
        (
            "1/ Members present, Chairman Councillor Ann Ash, Councillors Bo Birch and Cy Osei.\n",
            ["Ann Ash", "Bo Birch", "Cy Osei"],
            [],
            [],
        ),
        (
            "Present: Cllr Ash\nIn Attendance:\n"
            "G Dale, Moorland Plot Continuity Officer\nTom Birch Town Clerk\nRachel Osei Deputy Clerk / RFO\n"
            "Sean Elm Operations Manager\nCllr Di Rowan\n",
            ["Ash"],
            ["G Dale", "Tom Birch", "Rachel Osei", "Sean Elm", "Di Rowan"],
            [],
        ),
        (
            "Present: Councillors, Ann Ash, Bo Birch and the Clerk to the council\n"
            "Also present, 3 members of the public, Cy Osei and Di Elm\n",
            ["Ann Ash", "Bo Birch"],
            [],
            [],
        ),
    ],
)
def test_lists_that_say_of_somebody_more_than_that_they_came(
    text: str, present: list[str], attending: list[str], away: list[str]
) -> None:
    lists = came(text)
    wanted = [[" ".join(name.split()) for name in listed] for listed in (present, attending, away)]
    assert [names(lists.present), names(lists.in_attendance), names(lists.apologies)] == wanted


def test_a_title_behind_an_office_is_not_said_again() -> None:
    lists = came("Present: Chairman Cllr. Mrs. A Ash, Cllr B Birch (Cllr BB)\nApologies: District Cllr. C Osei\n")
    assert [(person.role, person.initials) for person in lists.present] == [("Chairman", ""), ("", "BB")]
    assert [person.role for person in lists.apologies] == ["District Cllr"]


def test_a_county_is_nobody() -> None:
    assert is_matter("North Severnshire")
    assert not is_matter("Norton Severn")


@pytest.mark.parametrize(
    ("item", "away"),
    [
        ("Apologies were received from Cllr Orme. Cllr Pryce declared an interest in item 7.", ["Orme"]),
        ("Apologies were received from Cllr Orme. Cllr Pryce arrived at 7.45pm.", ["Orme"]),
        ("Apologies were received from Cllr Orme. Cllr Nnamdi welcomed everyone.", ["Orme"]),
        ("None. All members were there, Cllr Pryce having come from work.", []),
        ("There were no apologies. Cllr Pryce spoke.", []),
        ("Apologies were received from Cllr Orme. County Cllr Quill sent her apologies.", ["Orme", "Quill"]),
        ("Apologies had been accepted from Cllrs Orme (work) and Quill. Cllr Pryce had apologised for lateness.",
         ["Orme", "Quill"]),
    ],
)  # fmt: skip
def test_a_sentence_about_somebody_ends_the_apologies(item: str, away: list[str]) -> None:
    lists = came(f"Present: Cllr J Nnamdi (Chair), Cllr P Pryce\n1. Apologies\n{item}\n2. Minutes\nSigned.\n")
    assert names(lists.apologies) == away
    assert names(lists.present) == ["J Nnamdi", "P Pryce"]


def test_letters_past_latin_1_and_small_letters_begin_names_in_lists() -> None:
    lists = came(
        "Present: Cllr J Nnamdi, Cllr Łukasz Wójcik, Cllr Ondřej Šťastný, Cllr d’Eyncourt\nApologies: Cllr Žofia Nová\n"
    )
    assert names(lists.present) == ["J Nnamdi", "Łukasz Wójcik", "Ondřej Šťastný", "d’Eyncourt"]
    assert names(lists.apologies) == ["Žofia Nová"]


def test_initials_with_mc_and_behind_a_post_are_defined() -> None:
    lists = came("Present: Barbara McOsei (BMcO, chair), Lorna McElm (LMcE), B Birch (Clerk- BB)\n")
    assert [(one.name, one.role, one.initials) for one in lists.present] == [
        ("Barbara McOsei", "chair", "BMcO"),
        ("Lorna McElm", "", "LMcE"),
    ]
    assert [(one.name, one.role, one.initials) for one in lists.in_attendance] == [("B Birch", "Clerk", "BB")]


@pytest.mark.parametrize(
    ("text", "present", "away"),
    [
        (
            "Chairman Vern Ash called the meeting to order at 8:00 a.m. with Commissioners Lila Birch, Pete Elm and "
            "Arnie Osei present.\n",
            ["Lila Birch", "Pete Elm", "Arnie Osei", "Vern Ash"],
            [],
        ),
        (
            "The meeting was called to order by President Marv Ash at 7:00 P.M. On roll call the following Trustees "
            "answered present: Dolores Birch and Ted Elm. Trustee Earl Osei was excused.\n",
            ["Dolores Birch", "Ted Elm", "Marv Ash"],
            ["Earl Osei"],
        ),
        ("Trustees Bob Ash, Pat Birch and Sue Elm were present. Trustee Kim Osei was absent.\n",
         ["Bob Ash", "Pat Birch", "Sue Elm"], ["Kim Osei"]),
        ("Mayor Ash called the meeting to order.\nPresent: Mayor Rita Ash, Trustees Birch and Elm\n",
         ["Rita Ash", "Birch", "Elm"], []),
        ("Apologies had been received from H Ash, J Birch and L Elm.\n1. Minutes\n", [], ["H Ash", "J Birch", "L Elm"]),
    ],
)  # fmt: skip
def test_sentences_that_say_who_came(text: str, present: list[str], away: list[str]) -> None:
    lists = came(text)
    assert (names(lists.present), names(lists.apologies)) == (present, away)


def test_those_behind_the_clerk_are_no_members() -> None:
    lists = came("Present: Cllrs Ash and Birch, Mrs J Alder (Clerk), Mr Rowan and Ms Hazel\n")
    assert (names(lists.present), names(lists.in_attendance)) == (["Ash", "Birch"], ["J Alder", "Rowan", "Hazel"])


def test_where_posts_stand_before_names_what_a_semicolon_opens_is_said_of_the_next() -> None:
    found = came(
        "Present: Mayor Tom Ash and Councillor Ann Birch.\n"
        "Staff: Operations Superintendent Dan Elm; Land Planning and Technology Administrator Jo Rowan;"
        " Clerk Kim Hazel.\n"
        "1. Minutes\nSigned."
    )
    roles = {person.name: person.role for person in found.in_attendance}
    assert roles["Dan Elm"] == "Operations Superintendent"
    assert "Technology Administrator" in roles["Jo Rowan"]


@pytest.mark.parametrize(
    ("text", "present", "others", "away"),
    [
        (
            "Members\tAnn Ash (AA) Chair\nBo Birch (BB)\nAttendees\tCy Elm (CE) Auditor\nApologies\tDi Fenn (DF)\n",
            ["Ann Ash", "Bo Birch"], ["Cy Elm"], ["Di Fenn"],
        ),
        (
            "Representing Elm District Council:\nCouncillor Ann Ash\nCouncillor Bo Birch\nRepresenting Oak Council:\n"
            "Councillor Di Fenn\nOfficers in attendance:\nCy Elm, Manager\nApologies:\nCouncillor Eve Hazel\n",
            ["Ann Ash", "Bo Birch", "Di Fenn"], ["Cy Elm"], ["Eve Hazel"],
        ),
        (
            "Chair:\tMr P Hazel\nPresent:\tMrs E Ash, Mr J Birch\nApologies:\tMs R Fenn\n",
            ["E Ash", "J Birch", "P Hazel"], [], ["R Fenn"],
        ),
        (
            "The meeting began at 8 p.m. with Mr. Anthony Hazel in the chair. Also present were Councillors Mr. Bo Ash"
            " and Mrs. Di Fenn.\n",
            ["Bo Ash", "Di Fenn", "Anthony Hazel"], [], [],
        ),
        (
            "Members present\nAnn Ash\nBo Birch\nMembers absent with apologies\nCy Elm, Di Fenn\nClerk\n",
            ["Ann Ash", "Bo Birch"], [], ["Cy Elm", "Di Fenn"],
        ),
        (
            "Present: Gareth (president), Ilse (treasurer), Xavier, Nadia\nRegrets: Bob\n1. Minutes\n",
            ["Gareth", "Ilse", "Xavier", "Nadia"], [], ["Bob"],
        ),
        (
            "Attended by: Ann Ash (Chair), Bo Birch\nAlso attending: Cllr Cy Elm; PC Di Fenn; Eve Hazel, Elm Homes\n",
            ["Ann Ash", "Bo Birch"], ["Cy Elm", "Di Fenn", "Eve Hazel"], [],
        ),
        (
            "Those in attendance were Chairman Ann Ash, and members Ben Birch and Cyril Hazel."
            " Solicitor Susan Roark attended.\n",
            ["Ann Ash", "Ben Birch", "Cyril Hazel"], ["Susan Roark"], [],
        ),
        (
            "Present: Ash, Birch, Elm. Absent: Fenn. Hazel arrived at 6:14 p.m.\n1. Minutes\n",
            ["Ash", "Birch", "Elm", "Hazel"], [], ["Fenn"],
        ),
        (
            "Minutes\nChair: Ann Ash\nMembers: Bo Birch (President), Cy Elm, Di Fenn\n"
            "Apologies: Eve Hazel\n1 Minutes\n",
            ["Bo Birch", "Cy Elm", "Di Fenn", "Ann Ash"], [], ["Eve Hazel"],
        ),
        (
            "Minutes\nCathaoirleach: Cllr. Ann Ash presided.\nMembers Present: Cllrs. Bo Birch, Cy Elm\n",
            ["Bo Birch", "Cy Elm", "Ann Ash"], [], [],
        ),
        (
            "Canon Ann Ash took the chair. There were also present: Bo Birch, Cy Elm and Di Fenn. Apologies had been"
            " received from Eve Hazel.\n1 Prayer\n",
            ["Bo Birch", "Cy Elm", "Di Fenn", "Ann Ash"], [], ["Eve Hazel"],
        ),
        (
            "Who came: Ann Ash (chair), Bo Birch\nSorry not to be there: Cyril Elm, Sam Rowan\n\nThe pond\n",
            ["Ann Ash", "Bo Birch"], [], ["Cyril Elm", "Sam Rowan"],
        ),
        (
            "Present: A Ash (President), B Birch\nApologies: C Elm, D Fenn Apologies accepted M: A Ash S: B Birch\n",
            ["A Ash", "B Birch"], [], ["C Elm", "D Fenn"],
        ),
        (
            "There were two present: Ann Ash (President) and Bo Birch. Apologies from Cy Elm.\n1 Minutes\n",
            ["Ann Ash", "Bo Birch"], [], ["Cy Elm"],
        ),
        (
            "COUNCIL IN ATTENDANCE: Ann Ash, President; Bo Birch\nPROPERTY MANAGER: Cy Elm, Elm Homes\n1 Minutes\n",
            ["Ann Ash", "Bo Birch"], ["Cy Elm"], [],
        ),
        (
            "Present: Ann Ash, Bo Birch\n\n1 Minutes\nAgreed.\n4. ELECTION OF OFFICERS\nChairman Cy Elm was elected.\n",
            ["Ann Ash", "Bo Birch"], [], [],
        ),
        (
            "Parish Councillors: Ann Ash (Chairman), Bo Birch, Cy Elm\nClerk: Di Fenn\nPublic: 2\nApols: Eve Hazel\n\n"
            "1. Minutes\n",
            ["Ann Ash", "Bo Birch", "Cy Elm"], ["Di Fenn"], ["Eve Hazel"],
        ),
        (
            "Voting members present: Ann Ash, Bo Birch\nNon-voting members present: Cy Elm\nMissing: Sue Fenn\n",
            ["Ann Ash", "Bo Birch"], ["Cy Elm"], ["Sue Fenn"],
        ),
        (
            "Present were members Ann Ash, Bo Birch, and Cy Elm. Member Di Fenn arrived at 7:15.\n1. Minutes\n",
            ["Ann Ash", "Bo Birch", "Cy Elm", "Di Fenn"], [], [],
        ),
        (
            "On behalf of the Council: Cllr Ann Ash, Cllr Bo Birch\nOn behalf of the Trust: Cy Elm\n\n1. Minutes\n",
            ["Ann Ash", "Bo Birch", "Cy Elm"], [], [],
        ),
        (
            "The meeting was called to order by Chairman Ann Ash at 9. Also present were Commissioners Bo Birch and Cy"
            " Elm, Manager Sue Fenn and Engineer Tom Hazel of Gray & Oak.\n1. Minutes\n",
            ["Bo Birch", "Cy Elm", "Ann Ash"], ["Sue Fenn", "Tom Hazel"], [],
        ),
        (
            "Roll Call: Ash - present, Birch - absent, Elm - present, Fenn – excused\n",
            ["Ash", "Elm"], [], ["Birch", "Fenn"],
        ),
        (
            "The meeting was called to order at 7:00 pm by President Ann Ash. Members present: Bo Birch, Cy Elm.\n",
            ["Bo Birch", "Cy Elm", "Ann Ash"], [], [],
        ),
    ],
)  # fmt: skip
def test_lists_as_committees_panels_and_joint_bodies_set_them(
    text: str, present: list[str], others: list[str], away: list[str]
) -> None:
    found = came(text)
    assert (names(found.present), names(found.in_attendance), names(found.apologies)) == (present, others, away)


def test_every_legend_of_marks_is_read() -> None:
    found = came(
        "* Ann Ash\n* Bo Birch\nCy Elm\n† Di Fenn\n* denotes present\n† denotes in attendance\n1. Minutes\nSigned."
    )
    assert (names(found.present), names(found.in_attendance)) == (["Ann Ash", "Bo Birch"], ["Di Fenn"])


def test_members_of_two_councils_are_listed_under_the_name_of_each_though_it_is_bold() -> None:
    page = set_page(
        1,
        "MINUTES of a Meeting of the Joint Committee",
        "*Oldmere Council:",
        "Councillors: Ash (Joint Chairman), Birch and Rowan",
        "*City of Elmport Council:",
        "Councillors: Elm and Fenn",
    )
    assert names(find_attendance((page,)).present) == ["Ash", "Birch", "Rowan", "Elm", "Fenn"]


def table_page(*rows: str) -> Page:
    """A page of one table: a row each, cells parted by tabs, empty ones too, 120 points a column."""
    text, lines, boxes, at = "\n".join(rows), [], [], 0
    for number, row in enumerate(rows):
        cells, left = [], at
        for column, words in enumerate(row.split("\t")):
            if words:
                cells.append((Span(left, left + len(words)), 50.0 + 120 * column))
            left += len(words) + 1
        y = 800.0 - number * 14
        spans = tuple(span for span, _ in cells) if len(cells) > 1 else ()
        boxes += [WordBox(span, Rect(x, y, x + 5.5 * len(span), y + 11)) for span, x in cells]
        end = cells[-1][1] + 5.5 * len(cells[-1][0])
        lines.append(
            Line(Span(cells[0][0].start, cells[-1][0].end), Rect(cells[0][1], y, end, y + 11), 11, cells=spans)
        )
        at += len(row) + 1
    return Page(1, text, lines=tuple(lines), boxes=tuple(boxes))


def test_labels_in_one_row_head_a_column_of_names_each() -> None:
    found = find_attendance((table_page("Present\tAnn Ash (AA)\tApologies\tCy Elm", "\tBo Birch (BB)", "1. Minutes"),))
    assert (names(found.present), names(found.apologies)) == (["Ann Ash", "Bo Birch"], ["Cy Elm"])


def test_who_has_no_mark_is_away_where_a_note_says_so() -> None:
    rows = ("Member\tPresent\tNotes", "Ann Ash\tX\tlate", "Bo Birch, Secretary\t\texcused", "Cy Elm\tX", "1. Minutes")
    found = find_attendance((table_page(*rows),))
    assert (names(found.present), names(found.apologies)) == (["Ann Ash", "Cy Elm"], ["Bo Birch"])


def test_a_roll_whose_head_was_lost_begins_with_its_first_member() -> None:
    rows = ("Minutes of 4 May 2023", "Ann Ash\tChair\tPresent", "Ben Birch\tMember\tPresent", "Cy Elm\tMember\tAbsent")
    found = find_attendance((table_page(*rows),))
    assert [one.name for one in found.present] == ["Ann Ash", "Ben Birch"]
    assert [one.name for one in found.apologies] == ["Cy Elm"]


def test_the_row_below_absent_is_of_those_away() -> None:
    rows = (
        "Minutes of 4 May 2023", "PRESENT", "Mayor\tAnn Ash", "Councillors\tBen Birch", "ABSENT", "Councillor\tCy Elm",
        "STAFF", "Clerk\tDan Fenn", "Engineer\tEve Gale",
    )  # fmt: skip
    found = find_attendance((table_page(*rows),))
    assert [one.name for one in found.present] == ["Ann Ash", "Ben Birch"]
    assert [one.name for one in found.apologies] == ["Cy Elm"]


def test_one_given_name_with_its_letter_where_others_have_theirs() -> None:
    found = came(
        "Attendees: Ann Ash (AA) (Chairing), Lee Birch (LB), Leo\nElm (LE), Zim (Z), Nia Rowan (NR)\n1. Apologies\n"
    )
    assert [(one.name, one.role) for one in found.present] == [
        ("Ann Ash", "Chairing"), ("Lee Birch", ""), ("Leo Elm", ""), ("Zim", ""), ("Nia Rowan", ""),
    ]  # fmt: skip


def test_a_couple_with_titles_has_one_surname() -> None:
    found = came("Present: Cllrs Ash and Elm. Members of the public: Mr Tom & Mrs Ann Dale.\n1. Minutes\n")
    assert names(found.in_attendance) == ["Tom Dale", "Ann Dale"]


def test_a_post_behind_a_semicolon_is_of_the_next_and_a_hyphen_parts_no_post() -> None:
    found = came(
        "Present: Mayor Dave Pine\nStaff: Dan Elm, Operations Superintendent; Planning & Technology Administrator\n"
        "Jo Oak and Municipal Administrator-Clerk-Treasurer Kit Rowan.\n1. Minutes\n"
    )
    assert [(one.name, one.role) for one in found.in_attendance] == [
        ("Dan Elm", "Operations Superintendent"),
        ("Jo Oak", "Technology Administrator"),
        ("Kit Rowan", "Municipal Administrator-Clerk-Treasurer"),
    ]


def test_what_a_star_stands_for_is_said_of_nobody() -> None:
    found = came(
        "1. Roll Call\n• Dave Ash (Fenn Ltd)*\n• Ann Birch (Oldmere)\n• Sam Elm (Dale)\n*voting member\n2. Minutes\n"
    )
    assert [(one.name, one.role) for one in found.present][-1] == ("Sam Elm", "Dale")


def test_a_misprint_behind_a_bracket_loses_nobody() -> None:
    found = came("Apologies were received from Pat Elm (PE), Cllr Jo Oak\n(JO).and PC Kit Rowan\n4. Minutes\n")
    assert names(found.apologies) == ["Pat Elm", "Jo Oak", "Kit Rowan"]
