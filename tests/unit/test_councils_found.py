import pytest

from panelsearch.ner.councils import find_councils, learn_councils
from panelsearch.ner.organisations import find_organisations, learn_organisations


def councils(text: str, body: str | None = None) -> list[tuple[str, str]]:
    known = learn_councils([text], body)
    return [(one.span.of(text), one.canonical) for one in find_councils(text, known)]


def organisations(text: str, body: str | None = None) -> list[tuple[str, str]]:
    known = learn_organisations([text], body)
    return [(one.span.of(text), one.canonical) for one in find_organisations(text, known)]


@pytest.mark.parametrize(
    "name",
    [
        "Wexbridge Parish Council",
        "North Wexshire County Council",
        "Wexbridge and Oldmere Borough Council",
        "Isle of Marrow Council",
        "Township of Wexbridge",
        "City of North Marrow",
        "Municipality of St. Osgar",
        "Shire of Wexbridge",
        "Regional District of Marrow Inlet",
        "Municipal District of Wexbridge",
        "Charter Township of Wexbridge",
        "Wexbridge Township",
        "Cyngor Cymuned Bro Marrow",
    ],
)
def test_councils_are_known_by_the_form_of_their_name(name: str) -> None:
    assert councils(f"a letter from {name}, which") == [(name, name)]


def test_parish_council_alone_is_the_documents_own() -> None:
    body = "Wexbridge Parish Council"
    assert councils("The Parish Council met.", body) == [("Parish Council", body)]


WEXBRIDGE = "Wexbridge Parish Council"


@pytest.mark.parametrize(
    ("text", "body", "found"),
    [
        ("Allan Ash Wexbridge Parish Council met", WEXBRIDGE, [(WEXBRIDGE, WEXBRIDGE)]),
        ("July Wexbridge Parish Council", None, [(WEXBRIDGE, WEXBRIDGE)]),
        ("Upper Wexbridge Parish Council", None, [(f"Upper {WEXBRIDGE}", f"Upper {WEXBRIDGE}")]),
        ("NALC and J Roe Cornwall Council wrote", None, [("Cornwall Council", "Cornwall Council")]),
        ("The PC agreed; the P.C. too.", WEXBRIDGE, [("PC", WEXBRIDGE)]),
        ("PC Roe spoke, and police and PC 1234", WEXBRIDGE, []),
        ("The PC agreed", "Wexbridge Town Council", []),
        ("Nether Marrow PC wrote", WEXBRIDGE, [("Nether Marrow PC", "Nether Marrow PC")]),
        ("Wexshire CC | Oldmere DC", None, [("Wexshire CC", "Wexshire CC"), ("Oldmere DC", "Oldmere DC")]),
        ("Oldmere DC came", None, []),
        ("LB Camden wrote; LB Chair", None, [("LB Camden", "London Borough of Camden")]),
        ("Shire of Wandana and City of Elmport", None, [("Shire of Wandana",) * 2, ("City of Elmport",) * 2]),
        ("St Albans City and District Council", None, [("St Albans City and District Council",) * 2]),
        ("J Ash (ODC) for ODC at Oldmere District Council", None,
         [("ODC", "Oldmere District Council")] * 2 + [("Oldmere District Council",) * 2]),
        ("Making Every Contact Count (MECC): MECC", WEXBRIDGE, []),
        ("O.D.C. and Oldmere District Council", None,
         [("O.D.C.", "Oldmere District Council"), ("Oldmere District Council",) * 2]),
        ("the ODC-led works of Oldmere District Council", None,
         [("ODC", "Oldmere District Council"), ("Oldmere District Council",) * 2]),
        ("a Unitary Council is proposed", None, []),
        ("the Oldmere Primary School Parent Council", None, []),
        ("UK Soft Power Council", None, []),
        ("The Town of Marrow met. Town of Marrow Pay Grid", None, [("Town of Marrow", "Town of Marrow")] * 2),
        ("WEXBRIDGE AND MARROW PARISH MEETING", "Wexbridge and Marrow Parish Meeting",
         [("WEXBRIDGE AND MARROW PARISH MEETING", "Wexbridge and Marrow Parish Meeting")]),
        ("Wexbridge Parish Meeting in May", WEXBRIDGE, []),
        ("the Wexbridge Township Hall", None, []),
        ("The Council met", "Wexbridge Town Council Planning Committee", []),
        ("the Town Council met", "Wexbridge Town Council Planning Committee",
         [("Town Council", "Wexbridge Town Council")]),
    ],
)  # fmt: skip
def test_kinds_of_councils_that_strangers_name(text: str, body: str | None, found: list[tuple[str, str]]) -> None:
    assert councils(text, body) == found


def test_abbreviations_are_learnt() -> None:
    text = "Oldmere District Council (ODC) replied. ODC agrees."
    assert councils(text)[-1] == ("ODC", "Oldmere District Council")
    assert councils("WPC agreed.", "Wexbridge Parish Council") == [("WPC", "Wexbridge Parish Council")]


NYC = "North Yarrow Council"


@pytest.mark.parametrize(
    ("text", "body", "found"),
    [
        # letters that the paper itself spells out, whatever they end in
        (f"{NYC} wrote. The NYC update", WEXBRIDGE, [(NYC, NYC), ("NYC", NYC)]),
        ("the NYC update", WEXBRIDGE, []),
        # who speaks of councillors means a council by its letters; a club does not
        ("Cllr Ash asked OCC to mend it.", None, [("OCC", "OCC")]),
        ("OCC beat us by ten runs.", None, []),
        ("Cllr Ash, SAC and CRC", WEXBRIDGE, []),
        # a parish's county; a police paper's officer
        ("Reports from DCC: none", WEXBRIDGE, [("DCC", "DCC")]),
        ("the DCC spoke to Cllr Ash", "Oldshire Police and Crime Panel", []),
        # a parish council that its paper does not name
        ("Parish Council Meeting\nThe PC agreed", None,
         [("Parish Council", "Parish Council"), ("PC", "Parish Council")]),
        (f"Minutes of the {WEXBRIDGE} of 3 May", None, [(WEXBRIDGE, WEXBRIDGE)]),
        (f"from {WEXBRIDGE}-\n3rd May", None, [(WEXBRIDGE, WEXBRIDGE)]),
        ("Marrow County added $500, and Marrow County's clerk", None, [("Marrow County", "Marrow County")] * 2),
        ("a farm in Marrow County; Marrow County roads", None, []),
        ("the Marrow Township Board Special Meeting", None, [("Marrow Township Board",) * 2]),
        ("Marrow Township Board of Trustees", None, [("Marrow Township Board of Trustees",) * 2]),
        ("Marrow County Board of County Commissioners", None, [("Marrow County Board of County Commissioners",) * 2]),
        ("Marrow County Board of Health; the Township Board", None, []),
        ("MARROW TOWNSHIP REGULAR MEETING", None, [("MARROW TOWNSHIP", "Marrow Township")]),
        ("Marrow Township Clerk; Marrow Township Fire Department", None, [("Marrow Township",) * 2]),
        ("MARROW COUNTY\nMINUTES", None, [("MARROW COUNTY", "Marrow County")]),
        ("the City of Marrow and Metro Bus Lines", None, [("City of Marrow", "City of Marrow")]),
        ("the Borough of Marrow and Hove", None, [("Borough of Marrow and Hove",) * 2]),
        ("Ann Ash Council Member\nRoe Bell Council Members", None, []),
    ],
)  # fmt: skip
def test_more_kinds_of_councils_that_strangers_name(text: str, body: str | None, found: list[tuple[str, str]]) -> None:
    assert councils(text, body) == found


def test_capitals_are_written_as_in_a_sentence() -> None:
    text = "MINUTES OF WEXBRIDGE PARISH COUNCIL"
    assert councils(text) == [("WEXBRIDGE PARISH COUNCIL", "Wexbridge Parish Council")]


@pytest.mark.parametrize("text", ["Council Tax rose", "the full Council agreed", "The Council", "PCC funds"])
def test_what_is_no_council_is_none(text: str) -> None:
    assert councils(text) == []


@pytest.mark.parametrize(
    "name",
    [
        "North Wexshire Police",
        "Wexshire Fire and Rescue Authority",
        "Oldmere Preservation Trust",
        "Harkett & Co",
        "Marrow Builders Ltd",
        "Trust, Integrity and Ethics Committee",
        "National Association of Ferry Operators",
        "Home Office",
        "HMRC",
    ],
)
def test_organisations_are_known_by_the_form_of_their_name(name: str) -> None:
    assert organisations(f"a letter from {name}, which") == [(name, name)]


def test_the_panel_alone_is_the_documents_own() -> None:
    body = "North Wexshire Police and Crime Panel"
    text = "The Police and Crime Panel met."
    assert organisations(text, body) == [("Police and Crime Panel", body)]


def test_short_forms_mean_the_full_name() -> None:
    text = "Oldmere Preservation Trust (OPT) wrote. A cheque went to OPT."
    assert organisations(text)[-1] == ("OPT", "Oldmere Preservation Trust")


@pytest.mark.parametrize("text", ["the Police attended", "the School", "the VAT return", "the Finance Officer"])
def test_kinds_of_things_are_no_organisations(text: str) -> None:
    assert organisations(text) == []


def test_another_parish_council_is_none_in_particular() -> None:
    text = "The Parish Council asked another Parish Council and every District Council."
    assert councils(text, "Wexbridge Parish Council") == [("Parish Council", "Wexbridge Parish Council")]


def test_a_paper_of_the_county_council_means_none_it_names_later() -> None:
    text = (
        "At a meeting of the County Council held in Oldmere.\nShe leaves for Wexshire County Council.\n"
        "The County Council thanked her."
    )
    assert councils(text) == [
        ("County Council", "County Council"),
        ("Wexshire County Council", "Wexshire County Council"),
        ("County Council", "County Council"),
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("New Forest District Council\nMinutes", "New Forest District Council"),
        ("to New Marrow Town Council", "New Marrow Town Council"),
        ("New Marrow Town Council website", "Marrow Town Council"),
    ],
)
def test_new_begins_a_name_where_there_is_such_a_council_or_a_sentence_goes_on(text: str, name: str) -> None:
    assert councils(text) == [(name, name)]


def test_a_parish_council_for_somebody_is_no_organisation() -> None:
    assert organisations("received by the Parish Council for Ola Brandt.", "Wexbridge Parish Council") == []


def test_a_minutes_number_is_no_firm() -> None:
    assert organisations("67/19/F&R Apologies", "Wexbridge Parish Council") == []


def test_a_councils_committee_is_an_organisation_of_that_council() -> None:
    text = "Minutes of Wexbridge Parish Council's Finance and Planning Committee"
    assert councils(text) == [("Wexbridge Parish Council", "Wexbridge Parish Council")]
    assert organisations(text) == [("Finance and Planning Committee", "Finance and Planning Committee")]


def test_an_abbreviation_and_a_name_are_two() -> None:
    names = [name for name, _ in organisations("COSLA and Oldmere Water had replied.")]
    assert names == ["COSLA", "Oldmere Water"]


@pytest.mark.parametrize("text", ["the Employment and CALC Parish Council", "MCC Council", "the Municipality of St"])
def test_an_abbreviation_is_no_place(text: str) -> None:
    assert [name for name, _ in councils(text) if name not in ("Parish Council", "MCC")] == []
    assert councils("notice that WEXSHIRE COUNTY COUNCIL means to") == [
        ("WEXSHIRE COUNTY COUNCIL", "Wexshire County Council")
    ]
