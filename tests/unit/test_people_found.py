import pytest

from panelsearch.ner.organisations import find_organisations
from panelsearch.ner.people import find_people, learn_people


def people(text: str, roster: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    known = learn_people([text], roster)
    return [(one.span.of(text), one.canonical) for one in find_people(text, known)]


def test_a_title_names_a_person_and_stays_outside() -> None:
    assert people("Cllr Harkett thanked Mrs P Ollerby.") == [("Harkett", "Harkett"), ("P Ollerby", "P Ollerby")]


def test_councillors_are_listed_after_one_title() -> None:
    assert [name for name, _ in people("Cllrs Harkett, Ollerby and O'Dunne left.")] == ["Harkett", "Ollerby", "O'Dunne"]


def test_the_roster_gives_the_fullest_form() -> None:
    text = "Moved by S. Harkett. Councillor Harkett spoke."
    assert people(text, ("Susan Harkett",)) == [("S. Harkett", "Susan Harkett"), ("Harkett", "Susan Harkett")]


def test_two_people_of_one_surname_are_never_merged() -> None:
    roster = ("Susan Harkett", "John Harkett")
    assert people("Cllr Harkett and J. Harkett", roster) == [("Harkett", "Harkett"), ("J. Harkett", "John Harkett")]


def test_initials_without_stops_need_a_surname_the_document_knows() -> None:
    assert people("Plan B Works. M Ollerby left.", ("M Ollerby",)) == [("M Ollerby", "M Ollerby")]


@pytest.mark.parametrize("name", ["Megan ap Rhys", "Huw McTavish", "Anne-Marie O'Dunne", "Sarah Fox-Ollerby"])
def test_names_of_many_shapes(name: str) -> None:
    assert people(f"It was reported by {name} that") == [(name, name)]


@pytest.mark.parametrize(
    "text",
    [
        "a light in Victoria Road",
        "St Michael Church Lane",
        "The Clerk reported",
        "in April and May",
        "Chair's Report",
        "Grant Applications were heard",
        "the Parish Council met",
        "Harkett Lane floods",
    ],
)
def test_roads_months_and_offices_are_nobody(text: str) -> None:
    assert people(text) == []


def test_a_line_break_parts_two_people() -> None:
    assert [name for name, _ in people("Present\nCllr Ann Harkett\nCllr Bob Ollerby")] == ["Ann Harkett", "Bob Ollerby"]


def test_a_double_name_broken_at_its_hyphen_is_one_name() -> None:
    text = "The report was given by Administrator Anne Fox-\nOllerby. Cllr Jane Harkett-\nChairman opened it."
    assert people(text) == [("Anne Fox-\nOllerby", "Anne Fox-Ollerby"), ("Jane Harkett", "Jane Harkett")]
    assert people("Cllr Jane Harkett--Clerk to the Council") == [("Jane Harkett", "Jane Harkett")]
    assert people("Attended by John-\nPaul Harkett, Roads Manager") == [("John-\nPaul Harkett", "John-Paul Harkett")]


def test_a_mayor_listed_again_by_the_surname_alone_is_the_mayor() -> None:
    text = "Present: Mayor Tim Ollerby and Councillor Jane Harkett\nDelegation: none\nMayor Ollerby read a statement."
    found = people(text, ("Tim Ollerby", "Jane Harkett", "Ollerby"))
    assert [full for _, full in found] == ["Tim Ollerby", "Jane Harkett", "Tim Ollerby"]


def test_two_rows_of_a_list_run_together_are_not_one_person() -> None:
    text = "Councillors J Stroud, M Harkett and P Ollerby\nA Harkett, District Council"
    found = [full for _, full in people(text, ("J Stroud", "M Harkett", "P Ollerby A Harkett"))]
    assert found == ["J Stroud", "M Harkett", "P Ollerby", "A Harkett"]


@pytest.mark.parametrize(
    "surname", ["Green", "Hall", "Ward", "West", "North", "Grant", "Page", "Little", "Reeve", "Close"]
)
def test_a_word_of_papers_is_a_surname_where_one_is_due(surname: str) -> None:
    text = f"Present: Cllrs A Ollerby, P {surname} and B Harkett. Cllr {surname} spoke; Councillor Ann {surname} left."
    assert [name for name, _ in people(text)] == [
        "A Ollerby",
        f"P {surname}",
        "B Harkett",
        surname,
        f"Ann {surname}",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Ward Councillor Report. County Councillor Grant of \u00a3500. Councillor Ward Party",
        "Councillor\tWard\tParty\nThe Close was swept and Hall hire paid.",
        "Cllr Close Road works. Mayor Parish Council.",
    ],
)
def test_and_nowhere_else(text: str) -> None:
    assert people(text) == []


def test_initials_the_document_defines_are_those_they_stand_for() -> None:
    text = (
        "Present: Cllrs Nila Shah (NS), Ola Brandt (OB) and P M Rowe (PMR).\n"
        "Proposed by NS and seconded by OB. PMR declared an interest (NS/OB).\nPlan 21/NS/0042 was noted."
    )
    assert people(text) == [
        ("Nila Shah", "Nila Shah"),
        ("NS", "Nila Shah"),
        ("Ola Brandt", "Ola Brandt"),
        ("OB", "Ola Brandt"),
        ("P M Rowe", "P M Rowe"),
        ("PMR", "P M Rowe"),
        ("NS", "Nila Shah"),
        ("OB", "Ola Brandt"),
        ("PMR", "P M Rowe"),
        ("NS", "Nila Shah"),
        ("OB", "Ola Brandt"),
    ]


def test_initials_of_two_people_are_nobodys() -> None:
    text = "Present: Cllrs Nila Shah (NS), Neil Stone (NS).\nProposed by NS."
    assert [name for name, _ in people(text)] == ["Nila Shah", "Neil Stone"]
    assert people("The Northern Trust (NT) met. NT proposed it.") == []


def test_an_hour_is_nobody() -> None:
    text = "Paula Moss (PM) came at 7.30 PM. PM proposed it."
    assert [name for name, _ in people(text)] == ["Paula Moss", "PM", "PM"]


def test_names_of_a_vote_stand_one_under_another_or_in_columns() -> None:
    text = "For (3)\nT Ollerby\nA Harkett\nD O'Dunne\nAgainst (3)\nP Rowe\tK Brandt\tS Shah\n"
    assert [name for name, _ in people(text)] == [
        "T Ollerby",
        "A Harkett",
        "D O'Dunne",
        "P Rowe",
        "K Brandt",
        "S Shah",
    ]
    assert people("A Budget\nB Meeting\nC Report\nA Cattle\n") == []


def test_initials_and_a_surname_before_a_job_begin_a_line() -> None:
    assert [name for name, _ in people("C Ollerby, Acting Town Clerk\nG Harkett, Neighbourhood Plan Officer")] == [
        "C Ollerby",
        "G Harkett",
    ]
    assert people("We thanked A Parking Officer, Clerk to nobody.") == []


def test_two_of_a_list_with_other_initials_are_two_people() -> None:
    roster = ("A Harkett", "A V Harkett")
    assert people("Cllr A Harkett and Cllr A V Harkett. Cllr Harkett left.", roster) == [
        ("A Harkett", "A Harkett"),
        ("A V Harkett", "A V Harkett"),
        ("Harkett", "Harkett"),
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Present: Bailie Harkett (Convener), Councillors Ollerby and Rowe", ["Harkett", "Ollerby", "Rowe"]),
        ("Provost Ann Harkett MSP and Lord Provost Colin Ollerby", ["Ann Harkett", "Colin Ollerby"]),
        ("Presiding\nP McOllerby\nJ A Harkett, (Chief Executive)", ["P McOllerby", "J A Harkett"]),
        ("Oldshire Deputy Mayor Baroness Bev Harkett", ["Bev Harkett"]),
        ("Chris Reeve and Ian Grant were elected", ["Chris Reeve", "Ian Grant"]),
        ("Mr \u00d3 Briain and Ms N\u00ed Dhomhnaill", ["\u00d3 Briain", "N\u00ed Dhomhnaill"]),
    ],
)
def test_titles_and_offices_stay_outside(text: str, names: list[str]) -> None:
    assert [name for name, _ in people(text)] == names
    assert people("Harkett spoke", ("Bailie Harkett",)) == [("Harkett", "Harkett")]


def test_a_given_name_that_is_a_word_as_well_leaves_no_empty_name() -> None:
    assert find_people("Will Ann Harkett come") == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Cllr Harkett\u2014who had left the room\u2014came back. Cllr Brandt\u2013the treasurer\u2013spoke.",
            "Harkett Brandt",
        ),
        ("Maj Gen (Retd) P J Ollerby spoke.", "P_J_Ollerby"),
        ("Lt Col (Retd) P J Ollerby spoke.", "P_J_Ollerby"),
        ("Cllr Łucja Wójcik, Cllr Ondřej Šťastný and Cllr Trần left.", "Łucja_Wójcik Ondřej_Šťastný Trần"),
        ("Cllr d\u2019Eyncourt and Cllr ffoulkes-Ollerby left.", "d\u2019Eyncourt ffoulkes-Ollerby"),
        ("Cllr O`Dunne and Cllr O\u00b4Dunnell left.", "O`Dunne O\u00b4Dunnell"),
        ("Cr Harkett moved, and Crs Ollerby and Brandt spoke.", "Harkett Ollerby Brandt"),
        ("Susan Harkett Xmas float was paid to Malcolm Ollerby Healthy Living.", "Susan_Harkett Malcolm_Ollerby"),
    ],
)
def test_marks_ranks_and_letters_of_names(text: str, found: str) -> None:
    assert [name.replace(" ", "_") for name, _ in people(text)] == found.split()


def test_two_who_share_a_surname_are_two() -> None:
    assert people("Mr R & Mrs J Harkett wrote.") == [("R", "R Harkett"), ("J Harkett", "J Harkett")]
    assert people("Pam and Paul Ollerby came.") == [("Pam", "Pam Ollerby"), ("Paul Ollerby", "Paul Ollerby")]
    assert [name for name, _ in people("Rain & Paul Ollerby came.")] == ["Paul Ollerby"]


def test_given_names_alone_are_those_whom_the_paper_calls_so() -> None:
    roster = ("Zoe Harkett", "Shane Ollerby", "Shane Brandt", "Rose Stroud")
    text = "Moved Zoe. Seconded: Shane O\nShane B agreed. Zoe will write. Rose Hill was cut. Rose Lane flooded."
    assert people(text, roster) == [
        ("Zoe", "Zoe Harkett"),
        ("Shane O", "Shane Ollerby"),
        ("Shane B", "Shane Brandt"),
        ("Zoe", "Zoe Harkett"),
    ]


def test_initials_of_those_listed_are_theirs_where_something_is_done() -> None:
    roster = ("Andy McHarkett", "Lorna Reid-Ollerby", "Ann Stroud", "Amos Sands")
    text = "AMcH said so. LRO to write to the council. AS was asked. The LRO zone is ended."
    assert people(text, roster)[:2] == [("AMcH", "Andy McHarkett"), ("LRO", "Lorna Reid-Ollerby")]
    assert "AS" not in [name for name, _ in people(text, roster)]


def test_a_listed_name_is_whole_though_the_line_ends_in_it() -> None:
    text = "PRESENT: Crs Murray\nHarkett, Selina Ollerby and Neville\nBrandt\n"
    assert [name for name, _ in people(text, ("Murray Harkett", "Selina Ollerby", "Neville Brandt"))] == [
        "Murray\nHarkett",
        "Selina Ollerby",
        "Neville\nBrandt",
    ]


def test_an_organisation_keeps_to_its_cell() -> None:
    text = "Nuala Harkett\tNH\tOldmere Canoe Club\tPresent"
    assert [one.span.of(text) for one in find_organisations(text)] == ["Oldmere Canoe Club"]


def found_there(text: str, *roster: str) -> list[str]:
    return [one.span.of(text) for one in find_people(text, learn_people([text], roster))]


def test_who_is_listed_by_a_given_name_is_called_by_it() -> None:
    text = "Seconded Ilse. If Xavier can reach them. Ilse Street is shut. Xavier Park. Motion: Lyle Second: Ilse To go."
    assert found_there(text, "Ilse", "Xavier", "Lyle") == ["Ilse", "Xavier", "Lyle", "Ilse"]


def test_a_name_and_a_colon_tell_who_speaks() -> None:
    assert found_there("It was late. Sian: the union has it. Femi is going.", "Sian Elm", "Femi Rowan") == [
        "Sian",
        "Femi",
    ]


def test_mover_and_seconder_with_a_stroke_between_are_two() -> None:
    assert found_there("Birch/Elm to pay the bills. Chief Rowan spoke.", "B. Birch", "C. Elm", "Di Rowan") == [
        "Birch",
        "Elm",
        "Rowan",
    ]


def test_initials_in_the_cell_beside_a_heading_are_theirs() -> None:
    text = "2\tMATTERS ARISING\tHL\nHL had written."
    known = learn_people([text], ["Hugh Linden"], [("HL", "Hugh Linden")])
    assert [one.span.of(text) for one in find_people(text, known)] == ["HL", "HL"]


def test_a_paragraphs_number_is_no_hour_before_initials() -> None:
    text = "1.1 NT welcomed everyone. It closed at 7.30 PM."
    known = learn_people([text], ["Nora Thorn", "Pat Moss"], [("NT", "Nora Thorn"), ("PM", "Pat Moss")])
    assert [one.span.of(text) for one in find_people(text, known)] == ["NT"]


def test_a_stroke_before_a_letter_makes_it_no_initial() -> None:
    assert found_there("M/S Doane/Hilliard to pay.", "Doane", "Hilliard") == ["Doane", "Hilliard"]


def test_a_place_lends_nobody_anything() -> None:
    assert found_there("Ron Castle lent a pump.") == ["Ron Castle"]
    assert found_there("Ron Castle is shut.") == []


def test_a_trade_is_nobodys_surname() -> None:
    assert found_there("Bradley Memorials set a stone. Bradley Moss saw it.") == ["Bradley Moss"]
