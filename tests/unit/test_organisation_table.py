"""Organisations by form, by what a text treats as one, and by what everybody knows."""

import pytest

from panelsearch.ner.gazetteer_matcher import NameBook, national_bodies
from panelsearch.ner.organisation_names import KnownOrganisations
from panelsearch.ner.organisations import find_organisations, learn_organisations
from panelsearch.ner.suppliers import treated_as_firms


def named(text: str, *, learnt: bool = True) -> list[str]:
    known = learn_organisations([text], "Wexbridge Parish Council") if learnt else None
    return [one.span.of(text) for one in find_organisations(text, known)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Oakspan Ltd quoted.", ["Oakspan Ltd"]),
        ("paid Oakspan Limited and J Fenwick & Sons", ["Oakspan Limited", "J Fenwick & Sons"]),
        ("Pendle & Marsh LLP were appointed", ["Pendle & Marsh LLP"]),
        ("Oldmere Holdings plc wrote", ["Oldmere Holdings plc"]),
        ("Wexbridge Hub CIC asked", ["Wexbridge Hub CIC"]),
        ("Marsh & Co audited it", ["Marsh & Co"]),
        ("Oldmere Preservation Trust", ["Oldmere Preservation Trust"]),
        ("the Oldshire Wildlife Trust", ["Oldshire Wildlife Trust"]),
        ("Oldshire Association of Local Councils", ["Oldshire Association of Local Councils"]),
        ("The Friends of Wexbridge Station", ["Friends of Wexbridge Station"]),
        ("Wexbridge Cricket Club", ["Wexbridge Cricket Club"]),
        ("Wexbridge United FC", ["Wexbridge United FC"]),
        ("Wexbridge Women's Institute", ["Wexbridge Women's Institute"]),
        ("Wexbridge Horticultural Society", ["Wexbridge Horticultural Society"]),
        ("St Hilda's Primary School", ["St Hilda's Primary School"]),
        ("St Hilda's Church", ["St Hilda's Church"]),
        ("the University of Oldshire", ["University of Oldshire"]),
        ("Oldmere College", ["Oldmere College"]),
        ("Oldshire Hospitals NHS Foundation Trust", ["Oldshire Hospitals NHS Foundation Trust"]),
        ("Oldshire Air Ambulance", ["Oldshire Air Ambulance"]),
        ("Oldshire Fire and Rescue Authority", ["Oldshire Fire and Rescue Authority"]),
        ("Oldshire Police", ["Oldshire Police"]),
        ("the Oldshire Zoning Board of Appeals met", ["Oldshire Zoning Board of Appeals"]),
        ("Oldmere University Students' Union", ["Oldmere University Students' Union"]),
        ("the Oldmere Valley Railway Preservation Trust met", ["Oldmere Valley Railway Preservation Trust"]),
        ("Oakspan Ltd Wexbridge Cricket Club", ["Oakspan Ltd", "Wexbridge Cricket Club"]),
        ("the Oldmere Cemetery District paid", ["Oldmere Cemetery District"]),
        ("paid to Oldmere School District 40 in May", ["Oldmere School District 40"]),
        ("a letter from the Oldmere Vale CCG", ["Oldmere Vale CCG"]),
        ("the silence of Google Maps, held via Microsoft Teams", []),
        ("the Finance and General Purposes Committee", ["Finance and General Purposes Committee"]),
        ("Wexbridge Village Hall Committee", ["Wexbridge Village Hall Committee"]),
        ("Speedwatch Group", ["Speedwatch Group"]),
        ("Oldshire Community Foundation", ["Oldshire Community Foundation"]),
        ("South Oldshire Community Safety Partnership", ["South Oldshire Community Safety Partnership"]),
        ("Harbottle Groundworks", ["Harbottle Groundworks"]),
        ("Bromley Homes", ["Bromley Homes"]),
        ("the Valuation Office Agency", ["Valuation Office Agency"]),
        ("HM Inspectorate of Constabulary", ["HM Inspectorate of Constabulary"]),
        ("the Department for Levelling Up, Housing and Communities",
         ["Department for Levelling Up, Housing and Communities"]),
        ("the Ministry of Housing", ["Ministry of Housing"]),
        ("the Home Office", ["Home Office"]),
        ("Severn Trent and Western Power Distribution", ["Severn Trent", "Western Power Distribution"]),
        ("Highways England and Network Rail", ["Highways England", "Network Rail"]),
        ("the Local Government Boundary Commission for England",
         ["Local Government Boundary Commission for England"]),
        ("Barclays Bank and HSBC", ["Barclays Bank", "HSBC"]),
        ("UNISON and the GMB", ["UNISON", "GMB"]),
        ("an Amazon order", ["Amazon"]),
        ("Zurich Municipal £455", ["Zurich Municipal"]),
        ("Police Scotland", ["Police Scotland"]),
        ("East of England Ambulance Service NHS Trust", ["East of England Ambulance Service NHS Trust"]),
        ("the Canal & River Trust", ["Canal & River Trust"]),
        ("Campaign to Protect Rural England", ["Campaign to Protect Rural England"]),
        ("PKF Littlejohn", ["PKF Littlejohn"]),
    ],
)  # fmt: skip
def test_names_by_their_form_or_known_to_all(text: str, names: list[str]) -> None:
    assert named(text, learnt=False) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("A quotation had been received from Tillerman for £450.", ["Tillerman"]),
        ("Quotes were received from Tillerman, Oakspan Ltd and Fennimore.", ["Tillerman", "Oakspan Ltd", "Fennimore"]),
        ("An invoice from Greenfold for mowing. Greenfold had cut twice.", ["Greenfold", "Greenfold"]),
        ("The contract was awarded to Greenfold Mowers.", ["Greenfold Mowers"]),
        ("The swing was supplied by Quillfeather.", ["Quillfeather"]),
        ("A bench was ordered from the Quillfeather catalogue.", ["Quillfeather"]),
        ("a payment of £40 to Tillerman was agreed", ["Tillerman"]),
        ("It was agreed to renew the policy with Tillerman.", ["Tillerman"]),
        ("Marlpit Solicitors wrote; Marlpit will act.", ["Marlpit Solicitors", "Marlpit"]),
        ("Wexbridge Flood Forum (WFF) met. The WFF asked for sandbags.", ["Wexbridge Flood Forum", "WFF", "WFF"]),
    ],
)
def test_names_a_text_treats_as_firms(text: str, names: list[str]) -> None:
    assert named(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "An invoice from the Clerk was paid.",
        "A quotation from Mr Harkett was read.",
        "a payment to J Harkett",
        "a donation to Susan Harkett",
        "A quote was received from Susan.",
        "payment for Grass Cutting; grass cutting was paid to Grass Cutting",
        "The Village Hall, the High Street and the Green",
        "the Chairman and the Vice Chairman",
        "Public Participation and Matters Arising",
        "Neighbourhood Plan",
        "the Council's own staff",
        "a new school and the old church",
        "Affordable Homes are wanted",
        "Planning Applications",
        "the AGM and the VAT return",
        "an order in January",
        "Working Group",
        "Members and Officers",
        "the Bank Holiday",
        "trust between neighbours",
    ],
)
def test_no_organisations(text: str) -> None:
    assert named(text) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("the Marrow Township Board Special Meeting", ["Marrow Township Board"]),
        ("the Marrow County Board of County Commissioners met", ["Marrow County Board of County Commissioners"]),
        ("BOARD OF FIRE COMMISSIONERS; the Township Board", []),
        ("the National Weir Forum of Scotland met", ["National Weir Forum of Scotland"]),
        ("Election of Officers and Committee", []),
        ("the Oldmere Weir Watch and Committee", []),
        ("Marrow and Dunshire Police and Crime Panel", ["Marrow and Dunshire Police and Crime Panel"]),
        ("and Dunshire Police and Crime Panel", ["Dunshire Police and Crime Panel"]),
        ("Friends of the Marrow District Library President", ["Friends of the Marrow District Library"]),
        ("two awards from Ditch Energy Scotland", ["Ditch Energy Scotland"]),
        ("all over South Wales and Mid Wales", []),
        ("4. HOME OFFICE REPLY", ["HOME OFFICE"]),
        ("they suggested\ncontacting St John\nAmbulance.", ["St John\nAmbulance"]),
        ("in the Council Chamber of the City of Marrow", []),
        ("deeds to Marrow Bay, LTD were", ["Marrow Bay, LTD"]),
        ("A & B Fenwick: willow", ["A & B Fenwick"]),
        ("NALC\t2019 subscription\t12.00", ["NALC"]),
        ("in the HSE 2018 report", ["HSE"]),
        ("RWG - Ripe Weir Group", ["RWG", "Ripe Weir Group"]),
        ("RWG - Ripe Weir Grease", []),
        ("Pay & Marsh LLP were asked", ["Pay & Marsh LLP"]),
        ("a letter by Fenwick & Ollerby, surveyors", ["Fenwick & Ollerby"]),
        ("the road between Arvesk & Ollerby", []),
        ("RESOLVED that Cabinet agree to it; a report to the Cabinet.", ["Cabinet", "Cabinet"]),
        ("Cabinet Member updates, Cabinet Committees, a Cabinet-led plan", []),
        ("grants from Sport Dunshire", ["Sport Dunshire"]),
        ("Minutes of Marrow Bowls Club AGM, May", ["Marrow Bowls Club"]),
        ("A. Weir Committee - met\nB. Ditch Committee - met", ["Weir Committee", "Ditch Committee"]),
        ("Ditch and Fill Committee- no activity", ["Ditch and Fill Committee"]),
        ("Draft Committee Minutes of the Q2 Board Meeting; Club Committee", []),
        ("Inspector Carl Ash of Dunshire Police came", ["Dunshire Police"]),
        ("Superintendent C. Ash of Dunshire Police", ["Dunshire Police"]),
        ("under the Ditches Wales Act 2021", []),
        ("Ann Ash, Director of Weir Services; Manager Ditch Services", []),
        ("the Faculty Senate and the Staff Council met", ["Faculty Senate", "Staff Council"]),
        ("to join the New Hampshire Association of Weirs", ["New Hampshire Association of Weirs"]),
        ("the Marrow Center for Public Ditches", ["Marrow Center for Public Ditches"]),
        ("the Fund of the Trust", []),
        ("the Marrow Board of Library Commissioners", ["Marrow Board of Library Commissioners"]),
        ("newsletter Weir Notes NH Department of Ditches", ["NH Department of Ditches"]),
        ("Arvesk & Ollerby Accounting Services Contract", ["Arvesk & Ollerby"]),
        ("the firm, Arvesk and Ollerby was asked", ["Arvesk and Ollerby"]),
        ("with the Arvesk and Ollerby crew", ["Arvesk and Ollerby"]),
        ("between Arvesk and Ollerby the road", []),
        ("Carrick on Marrow, Co. Ollerby", []),
        ("a notice in the Dunshire Advertiser", ["Dunshire Advertiser"]),
        ("The notice was printed in the Inter-Vale Leader", ["Inter-Vale Leader"]),
        ("the race is in the Oldmere Record books", []),
        ("the Partnership for Ollerby met", ["Partnership for Ollerby"]),
        ("as the Marrow Coalition for Better Roads said", ["Marrow Coalition for Better Roads"]),
        ("the P&C Treasurer and G & AM Fenwick", ["G & AM Fenwick"]),
        ("Repairs were let to Harwick Rd and to Oldmere Fencing", ["Oldmere Fencing"]),
        ("bought from Oldshire Ladder Specialists", ["Oldshire Ladder Specialists"]),
        ("the DNR and the ECF", ["DNR", "ECF"]),
        ("Marrow Road School for the AGM was booked", ["Marrow Road School"]),
        ("with RSA 91-A:3 and language from RSA 202A:23", []),
        ("Marrow Vale Library Trustee Meeting", ["Marrow Vale Library"]),
        ("NOTES OF MARROW ALLOTMENTS COMMITTEE", ["MARROW ALLOTMENTS COMMITTEE"]),
        ("Fire Dept. recommended it", ["Fire Dept"]),
        ("the Regular Town Board Meeting", []),
        ("to retain Arvesk & Ollerby as engineers", ["Arvesk & Ollerby"]),
        ("the Board of Weirs (BOW) met. The BOW said", ["Board of Weirs", "BOW", "BOW"]),
        ("Patient Participation Group. The PPG heard", ["Patient Participation Group", "PPG"]),
        ("Police and Crime Commissioners (PCC) sit; the PCC said", []),
        ("Marrow Flood Forum (MFF). MFF/XYZ heard; Clerk/RFO", ["Marrow Flood Forum", "MFF", "MFF"]),
    ],
)
def test_more_names_by_their_form(text: str, names: list[str]) -> None:
    assert named(text) == names


@pytest.mark.parametrize(
    ("body", "names"),
    [
        ("Wexbridge Mill Volunteers", ["WEXBRIDGE MILL VOLUNTEERS", "Wexbridge Mill Volunteers"]),
        ("Wexbridge Township Board of Trustees", []),
        ("Library Board of Trustees", []),
    ],
)
def test_the_body_whose_paper_it_is(body: str, names: list[str]) -> None:
    text = f"{body.upper()}\nThe {body} met; so did volunteers of {body.lower()}."
    found = find_organisations(text, KnownOrganisations(body))
    assert [one.span.of(text) for one in found if one.rule == "organisations.own"] == names


def test_a_column_of_organisations_names_one_in_each_cell() -> None:
    rows = [
        "Name\tOrganisation\tAffiliation",
        "Ann Ash\tWell\tQZX",
        "Bo Elm\tMarrow TQ\tVice-Chair",
        "Cy Oak\tIndependent\tArea Rep",
    ]
    assert named("\n".join(rows)) == ["Well", "QZX", "Marrow TQ"]
    assert named("Name\tSeat\nAnn Ash\tWell") == []


def test_likely_letters_mean_what_the_document_says_they_do() -> None:
    full = "Wexbridge Lake Friends Association"
    known = KnownOrganisations(full, acronyms={"WLFA": full}, evidenced=NameBook(["WLFA"]))
    assert [one.canonical for one in find_organisations("The WLFA 2020 Rules", known)] == [full]


def test_an_ordinary_word_is_no_short_form() -> None:
    assert named("Timber Ltd sold us timber. Timber is dear.") == ["Timber Ltd"]


def test_a_name_book_finds_the_longest_name_that_stands_there() -> None:
    book = NameBook(["Marl", "Marl Pit", "O'Marl"])
    text = "Marl Pit, Marl, Marls, Marl-Pit, O'Marl"
    assert [text[a:b] for a, b in book.find(text)] == ["Marl Pit", "Marl", "O'Marl"]


def test_every_national_name_is_found_where_it_stands() -> None:
    text = "We wrote to the Environment Agency."
    assert [text[a:b] for a, b in national_bodies().find(text)] == ["Environment Agency"]


def test_a_hostile_repetition_is_read_in_step_with_its_length() -> None:
    for text in ("and and & & Ltd ", "Alpha, ", "National ", "Royal Society of Alpha and ", "quotes for a b from A "):
        find_organisations(text * 2_000)
    assert sum(1 for _ in treated_as_firms("invoice from Tillerman, " * 2_000)) >= 2_000


def test_a_place_whose_council_is_named_is_no_firm() -> None:
    assert named("Contract with Wells Hollow. A letter from Wells Hollow came.") == ["Wells Hollow"] * 2
    assert named("Contract with Wells Hollow. A letter from Wells Hollow came. The Town of Wells Hollow pays.") == []
