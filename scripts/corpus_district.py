"""The papers of Severnmoor District Council's scrutiny committee, which no map shows: cameras and a car park."""
# ruff: noqa: E501 - prose keeps its own line lengths

from __future__ import annotations

from corpus_layout import (
    DISTRICT,
    Flow,
    Minute,
    Paper,
    Part,
    bullets,
    gap,
    grid,
    minutes_in_margin,
    minutes_under_headings,
    numbered,
    rule,
    side_by_side,
    signature,
    title_block,
)

COUNCIL = "Severnmoor District Council"
BODY = "Overview and Scrutiny Committee"
_D = DISTRICT
_PLACE = "Committee Room 2, The Moot Hall, Averill, at 6.00 pm"


_OCTOBER_2022 = (
    Minute("OS/22/31", "Apologies", ("Apologies for absence were received from Councillor Rahmani.",)),
    Minute(
        "OS/22/32",
        "Town-centre cameras: contract",
        (
            "The Head of Community Safety, Mr Olumide Fashola, reported that the contract for watching and mending the "
            "Council’s 58 closed-circuit television (CCTV) cameras ends on 31 March 2023. It costs £212,450 a year. Eleven of "
            "the cameras are more than twelve years old and cannot see a number plate after dark.",
            "Councillor Sunniva Halvorsen-Tate asked whether the cameras prevented anything. Mr Fashola replied that no "
            "one could say, but that 402 recordings had helped an investigation in the past year.",
            "!RESOLVED: That Cabinet be advised to invite tenders for three years, with a price for two further years.",
            "Proposed by Councillor Ewan Carmichael, seconded by Councillor Eleri Vaughan. Carried: 7 for, 1 against, "
            "0 abstentions.",
        ),
    ),
    Minute(
        "OS/22/33",
        "Ferry Lane car park: proposed charges",
        (
            "The car park at Ferry Lane, Dunmere, has 84 spaces, is free, and costs £31,700 a year to light, sweep and "
            "insure. Officers proposed charges of £1 for an hour, £2.50 for four and £4 for the day.",
            "Traders had handed in a petition of 1,108 names. Mr Aurelio Batista, who keeps the ironmonger’s, spoke for five "
            "minutes and said that his customers carry things away by the sackful.",
            "!RESOLVED: That consideration be deferred until a count of vehicles has been made in both halves of the winter.",
            "Proposed by Councillor Kirsty Rae-Robertson, seconded by Councillor Gethin ap Owen.",
        ),
    ),
    Minute(
        "OS/22/34",
        "Withy Brook footbridge",
        (
            "In answer to a question put by Councillor Imtiaz Rahmani in writing, the Paths Officer undertook to inspect the "
            "footbridge at Mill Lane, Dunmere, and to search the inclosure award for its owner.",
        ),
    ),
)


def _october_2022() -> Flow:
    return [
        *title_block(_D, COUNCIL, BODY, "Minutes of the meeting held on Thursday 13 October 2022", _PLACE),
        _D.strong("Present"),
        side_by_side(
            _D,
            [
                "Councillor Ewan Carmichael (Chair)",
                "Councillor Kirsty Rae-Robertson",
                "Councillor Gethin ap Owen",
                "Councillor Eleri Vaughan",
            ],
            [
                "Councillor Sunniva Halvorsen-Tate",
                "Councillor Adaeze Obi",
                "Councillor Martin Whitlock",
                "Councillor Parminder Gill",
            ],
        ),
        _D.words(
            "<b>Officers:</b> Mr Olumide Fashola (Head of Community Safety), Ms Bronwen Tudge (Democratic Services)"
        ),
        *minutes_under_headings(_D, _OCTOBER_2022),
        _D.words("The meeting closed at 7.54 pm."),
        *signature(_D),
    ]


def _agenda_march_2023() -> Flow:
    return [
        *title_block(_D, COUNCIL, BODY, "Agenda", "Thursday 16 March 2023", _PLACE),
        grid(
            _D,
            [
                ["Item", "Subject", "Lead", "Pages"],
                ["1", "Apologies", "", ""],
                ["2", "Declarations of interest", "", ""],
                ["3", "Minutes of 13 October 2022", "", "3 – 4"],
                ["4", "CCTV: award of contract", "Olumide Fashola", "5 – 6"],
                ["5", "Ferry Lane car park: charges", "Tamsin Eyre-Cole", "7"],
                ["6", "Work programme", "Bronwen Tudge", "8"],
            ],
            [40, 250, 110, 60],
        ),
        _D.words(
            "Members who cannot come should tell Bronwen Tudge, Democratic Services, so that a substitute can be called. "
            "There is a hearing loop in Committee Room 2."
        ),
    ]


def _blank() -> Flow:
    return [gap(300), _D.centred("This page is intentionally left blank", bold=False)]


_TENDERS = [
    ["Tender", "Price for three years £", "Price score (40)", "Quality score (60)", "Total"],
    ["Beacon Sentinel Ltd", "598,200", "37.1", "54", "91.1"],
    ["Tern Point Systems", "554,900", "40.0", "43", "83.0"],
    ["Orrery Security Group", "641,750", "34.6", "49", "83.6"],
]


def _cameras_2023() -> Flow:
    return [
        _D.centred("CCTV: award of contract", 1.3),
        _D.words(
            "<b>Report of:</b> Head of Community Safety<br/><b>Committee:</b> Overview and Scrutiny, 16 March 2023<br/><b>Wards:</b> Averill Town, Dunmere, Wyre Road"
        ),
        rule(),
        _D.heading("1. Recommendation"),
        *numbered(
            _D,
            "1",
            [
                "That Cabinet be recommended to award the contract for three years from 1 April 2023 to Beacon Sentinel Ltd at a "
                "price of £598,200."
            ],
        ),
        _D.heading("2. Reasons"),
        *numbered(
            _D,
            "2",
            [
                "Three tenders were received by noon on 27 January 2023 and scored by two officers and a procurement adviser "
                "from Aldervale Borough Council.",
                "The tender of Beacon Sentinel Ltd is £43,300 dearer than the lowest over three years, but it replaces the eleven "
                "oldest cameras in its first summer and has a person in the control room at all hours.",
                "The present contract costs £212,450 a year, or £637,350 over three years. The award saves £39,150 on that.",
                "On 7 February the Severnmoor Police and Crime Panel supported a contribution from the Commissioner of £40,000 a "
                "year. It is subject to recordings being delivered within one working day nine times in ten.",
            ],
        ),
        _D.strong("Table 1. Tenders and scores"),
        grid(_D, _TENDERS, [150, 110, 70, 75, 60], sums_from=1),
        _D.heading("3. Options not recommended"),
        *bullets(
            _D,
            [
                "Ending the service: saves £199,400 a year and loses the contribution of £40,000. The town council of Averill and "
                "the traders’ association are against it.",
                "Unwatched recording: about £88,000 a year. The force says it would ask for few recordings that nobody has seen.",
                "Extending the present contract by a year: the supplier will not renew the eleven oldest cameras.",
            ],
        ),
        _D.heading("4. Law, money and data protection"),
        _D.words(
            "The sum is in the budget that Council set on 23 February 2023. A data protection impact assessment was signed on "
            "2 March. The contract may be ended at six months’ notice, on payment of what is owed for new cameras: at most "
            "£74,000 in the first year."
        ),
        _D.heading("5. Equality"),
        _D.words(
            "No one objected in the consultation on grounds of a protected characteristic. The camera outside the mosque in Wyre "
            "Road is kept at the request of its trustees, who asked in 2019 that it face the road and not the door."
        ),
    ]


def _car_park_2023() -> Flow:
    return [
        _D.centred("Ferry Lane car park: charges", 1.3),
        _D.words("<b>Report of:</b> Parking Services Lead, Tamsin Eyre-Cole<br/><b>Deferred from:</b> 13 October 2022"),
        rule(),
        *numbered(
            _D,
            "1",
            [
                "Vehicles were counted on twelve days between 5 November and 18 February. At noon on market days all 84 spaces were "
                "full; on other days 51 were. Thirty-one vehicles stayed longer than eight hours.",
                "Charges of £1, £2.50 and £4 would bring in about £92,000 in a full year. Machines cost £14,600 to buy and £2,900 a "
                "year to empty and mend.",
                "A free first hour would lower the income to £58,000.",
            ],
        ),
        _D.words(
            "<b>Recommended:</b> that Cabinet be advised to bring in the charges from 1 July 2023 and to review them after a year."
        ),
    ]


def _programme() -> Flow:
    return [
        _D.centred("Work programme 2023/24", 1.3),
        grid(
            _D,
            [
                ["Meeting", "Subject", "Lead"],
                ["15 June 2023", "Leisure centres: energy and opening hours", "Portfolio holder"],
                ["14 September 2023", "CCTV: first five months of the new contract", "Olumide Fashola"],
                ["14 December 2023", "Draft budget 2024/25", "Section 151 Officer"],
                ["14 March 2024", "Ferry Lane car park: review of charges", "Tamsin Eyre-Cole"],
                ["To be fixed", "Rural paths fund: first three years", "Paths Officer"],
            ],
            [110, 240, 110],
        ),
    ]


_MARCH_2023 = (
    Minute("OS/23/09", "Apologies", ("Apologies for absence were received from Councillors Gill and Whitlock.",)),
    Minute(
        "OS/23/10",
        "Declarations of interest",
        ("Councillor Eleri Vaughan said that she chaired the Police and Crime Panel.",),
    ),
    Minute("OS/23/11", "Minutes", ("!RESOLVED: That the minutes of 13 October 2022 be signed as a correct record.",)),
    Minute(
        "OS/23/12",
        "CCTV: award of contract",
        (
            "Mr Fashola presented the report (page 5). Councillor Adaeze Obi asked why quality counted for more than price; "
            "because, he said, the last contract had been let the other way about.",
            "Councillor Sunniva Halvorsen-Tate, seconded by Councillor Adaeze Obi, moved as an amendment that Tern Point "
            "Systems be preferred. On being put to the vote the amendment was lost: 2 for, 5 against.",
            "!RESOLVED: That Cabinet be recommended to award the contract for three years from 1 April 2023 to Beacon Sentinel "
            "Ltd at a price of £598,200, and that a monitoring report be made in September.",
            "Proposed by Councillor Ewan Carmichael, seconded by Councillor Gethin ap Owen. Carried: 5 for, 1 against, "
            "1 abstention.",
        ),
    ),
    Minute(
        "OS/23/13",
        "Ferry Lane car park: charges",
        (
            "Mr Aurelio Batista spoke again for the traders and asked for a free first hour.",
            "An amendment to that effect was proposed by Councillor Kirsty Rae-Robertson and seconded by Councillor Imtiaz "
            "Rahmani. Five members having asked for it, the vote was recorded by name.",
            "For: Councillors Obi, Rae-Robertson and Rahmani. Against: Councillors ap Owen, Carmichael, Halvorsen-Tate and "
            "Vaughan. Abstaining: none. The amendment was therefore refused by four votes to three.",
            "!RESOLVED: That Cabinet be advised to bring in charges at Ferry Lane of £1 for an hour, £2.50 for four hours and £4 "
            "for the day from 1 July 2023, and that they be reviewed after the first winter.",
            "Proposed by Councillor Gethin ap Owen, seconded by Councillor Sunniva Halvorsen-Tate. Carried: 4 for, 3 against, "
            "0 abstentions.",
        ),
    ),
    Minute(
        "OS/23/14",
        "Work programme",
        ("The programme was agreed, with the rural paths fund put down for January 2025.",),
    ),
)


def _march_2023() -> Flow:
    return [
        *title_block(_D, COUNCIL, BODY, "Minutes of the meeting held on Thursday 16 March 2023", _PLACE),
        _D.words(
            "<b>Present:</b> Councillors Ewan Carmichael (Chair), Kirsty Rae-Robertson, Gethin ap Owen, Eleri Vaughan, "
            "Sunniva Halvorsen-Tate, Adaeze Obi and Imtiaz Rahmani."
        ),
        _D.words("<b>Officers in attendance:</b> Mr Olumide Fashola, Ms Tamsin Eyre-Cole, Ms Bronwen Tudge."),
        *minutes_in_margin(_D, [Minute(m.number[3:], m.heading, m.paragraphs) for m in _MARCH_2023]),
        _D.words("The meeting closed at 8.22 pm."),
        *signature(_D),
    ]


_MONITORING = [
    ["Measure", "Apr", "May", "Jun", "Jul", "Aug", "Target"],
    ["Cameras working at month end (of 58)", "49", "52", "55", "57", "58", "57"],
    ["Incidents seen by the control room", "122", "140", "151", "163", "170", "—"],
    ["Recordings asked for by the force", "44", "51", "47", "55", "58", "—"],
    ["Recordings delivered in one working day", "43", "50", "40", "53", "56", "90%"],
    ["Arrests to which the control room contributed", "9", "13", "8", "15", "12", "—"],
    ["Complaints about a camera", "0", "1", "0", "0", "2", "—"],
]


def _monitoring_2023() -> Flow:
    return [
        *title_block(
            _D,
            COUNCIL,
            BODY,
            "14 September 2023",
            "CCTV: the first five months of the new contract",
            "Report of the Head of Community Safety, Mr Olumide Fashola",
        ),
        _D.heading("1. What has happened"),
        *numbered(
            _D,
            "1",
            [
                "Beacon Sentinel Ltd took over at midnight on 31 March. It found nine cameras dead, of which the Council had been "
                "told of four. The last of them, at the north end of Ferry Lane, was mended on 11 August.",
                "All eleven of the oldest cameras were replaced by 30 June at no further charge.",
                "In June a disk failed at the bus station and nine recordings were lost. The contractor paid a service credit of "
                "£1,350.",
                "£83,080 has been paid to the end of August, as budgeted. The Commissioner’s first £20,000 arrived in July.",
            ],
        ),
        _D.strong("Table 1. Measures by month, 2023"),
        grid(_D, _MONITORING, [210, 40, 40, 40, 40, 40, 50], sums_from=1),
        _D.heading("2. What is asked"),
        _D.words(
            "The Committee is asked to note the report and to say whether it wants another before the contract’s first birthday."
        ),
    ]


_MARCH_2024 = (
    Minute("OS/24/07", "Apologies", ("Apologies for absence were received from Councillor ap Owen.",)),
    Minute(
        "OS/24/08",
        "Ferry Lane car park: review of charges",
        (
            "Ms Eyre-Cole reported eight months’ income of £57,530, which made £86,300 in a full year against £92,000 in the "
            "budget. Market days were as full as before. Twenty-six of the thirty-one all-day vehicles had gone elsewhere.",
            "A letter from Dunmere Parish Council said that some of them had gone to School Close. Councillor Imtiaz Rahmani "
            "asked for a survey there before anything was changed.",
            "!RESOLVED: That the charges continue, that School Close be surveyed in June, and that permits at £60 a year "
            "be offered to people who work in the High Street.",
            "Proposed by Councillor Imtiaz Rahmani, seconded by Councillor Kirsty Rae-Robertson. Carried: 6 for, 1 against, "
            "1 abstention.",
        ),
    ),
    Minute(
        "OS/24/09",
        "CCTV: end of the first year",
        (
            "Mr Fashola said that 57 cameras had been working at each month’s end since July and that 96 per cent of recordings "
            "now reached the force in one working day. The second £20,000 had been paid. The report was noted.",
        ),
    ),
)


def _march_2024() -> Flow:
    return [
        *title_block(_D, COUNCIL, BODY, "Minutes of the meeting held on Thursday 14 March 2024", _PLACE),
        _D.words(
            "<b>Present:</b> Councillors Ewan Carmichael (Chair), Kirsty Rae-Robertson, Eleri Vaughan, Sunniva Halvorsen-Tate, "
            "Adaeze Obi, Parminder Gill, Martin Whitlock and Imtiaz Rahmani."
        ),
        *minutes_under_headings(_D, _MARCH_2024),
        *signature(_D),
    ]


_JANUARY_2025 = (
    Minute("OS/25/01", "Apologies", ("Apologies for absence were received from Councillor Obi.",)),
    Minute(
        "OS/25/02",
        "School Close, Dunmere: survey",
        (
            "The survey of 18 June 2024 had found eleven vehicles that did not belong to residents. Forty-one permits had been "
            "sold for Ferry Lane since July. Members were content, and the survey was noted.",
        ),
    ),
    Minute(
        "OS/25/03",
        "Rural paths fund: first three years",
        (
            "The fund had spent £61,400 on fourteen bridges and two boardwalks. Its largest offer yet, of £5,000, was to Dunmere "
            "Parish Council for the abutment of the Withy Brook footbridge, if the work is done before 31 October 2025.",
            "Councillor Parminder Gill moved that bids above £4,000 come to the Committee first. The motion found no seconder "
            "and fell.",
            "!RESOLVED: That Cabinet be recommended to renew the fund for three years at £25,000 a year.",
            "Proposed by Councillor Martin Whitlock, seconded by Councillor Parminder Gill. Carried unanimously.",
        ),
    ),
)


def _january_2025() -> Flow:
    return [
        *title_block(_D, COUNCIL, BODY, "Minutes of the meeting held on Thursday 16 January 2025", _PLACE),
        _D.words(
            "<b>Present:</b> Councillors Ewan Carmichael (Chair), Kirsty Rae-Robertson, Gethin ap Owen, Parminder Gill, Martin "
            "Whitlock and Imtiaz Rahmani."
        ),
        *minutes_under_headings(_D, _JANUARY_2025),
        *signature(_D),
    ]


_INNER = "Page {page} of {pages}"
PAPERS = (
    Paper(
        "severnmoor-dc/2022-10-13-minutes.pdf",
        "Scrutiny minutes 13 October 2022",
        _D,
        (Part(_october_2022, foot="{page}"),),
    ),
    Paper(
        "severnmoor-dc/2023-03-16-agenda-pack.pdf",
        "Scrutiny agenda pack 16 March 2023",
        _D,
        (
            Part(_agenda_march_2023),
            Part(_blank),
            Part(_october_2022, head="Item 3"),
            Part(_cameras_2023, head="Item 4", foot=_INNER),
            Part(_car_park_2023, head="Item 5", foot=_INNER),
            Part(_programme, head="Item 6", foot=_INNER),
        ),
        stamp="Page {page}",
    ),
    Paper(
        "severnmoor-dc/2023-03-16-minutes.pdf",
        "Scrutiny minutes 16 March 2023",
        _D,
        (Part(_march_2023, foot="{page}"),),
    ),
    Paper(
        "severnmoor-dc/2023-09-14-report-cctv-monitoring.pdf",
        "CCTV monitoring report",
        _D,
        (Part(_monitoring_2023, foot=_INNER),),
    ),
    Paper(
        "severnmoor-dc/2024-03-14-minutes.pdf",
        "Scrutiny minutes 14 March 2024",
        _D,
        (Part(_march_2024, foot="{page}"),),
    ),
    Paper(
        "severnmoor-dc/2025-01-16-minutes.pdf",
        "Scrutiny minutes 16 January 2025",
        _D,
        (Part(_january_2025, foot="{page}"),),
    ),
)
