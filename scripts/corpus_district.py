"""What the Communities Scrutiny Committee of Severnmoor District Council weighed, 2023 to 2024. All of it invented."""

from __future__ import annotations

from functools import partial

from corpus_layout import (
    BLANK_PAGE,
    DISTRICT,
    Flow,
    Minute,
    Paper,
    Part,
    bullets,
    gap,
    grid,
    minutes_under_headings,
    numbered,
    rule,
    signature,
    title_block,
)

COUNCIL = "Severnmoor District Council"
BODY = "Communities Scrutiny Committee"
FOLDER = "severnmoor-dc"

AGENDA_NOTE = (
    "Members are reminded to declare any disclosable pecuniary interest before the item is reached, and to leave the "
    "room while it is discussed."
)


def _front(when: str, kind: str, *lines: str) -> Flow:
    return [*title_block(DISTRICT, COUNCIL, BODY, kind, when), *(DISTRICT.words(line) for line in lines)]


def _agenda(when: str, items: tuple[tuple[str, str, str], ...]) -> Flow:
    return [
        *_front(when, "Agenda", "To be held in the Corn Exchange, Withybridge, at 6.00 pm."),
        DISTRICT.words(
            "To: Councillors Mackinlay (Chair), Beynon (Vice-Chair), Asante-Boyd, Garside, O’Dwyer, Sandhu, "
            "P Thwaite and R Thwaite."
        ),
        DISTRICT.words(AGENDA_NOTE),
        rule(),
        grid(DISTRICT, [("Item", "", "Pages"), *items], [44, 350, 73]),
        gap(),
        DISTRICT.words(
            "Joy Penhallow, Democratic Services Officer. Telephone 01632 960 184. Published on the fifth clear day "
            "before the meeting."
        ),
    ]


def _blank() -> Flow:
    return [gap(290), DISTRICT.centred(BLANK_PAGE, bold=False)]


def _minutes(
    when: str,
    attendance: tuple[tuple[str, str, str], ...],
    sentences: tuple[str, ...],
    minutes: tuple[Minute, ...],
) -> Flow:
    return [
        *_front(when, "Minutes", "Held in the Corn Exchange, Withybridge, at 6.00 pm."),
        DISTRICT.strong("Attendance"),
        grid(DISTRICT, [("Member", "Ward", "Present or apologies"), *attendance], [190, 140, 137]),
        gap(6),
        *(DISTRICT.words(sentence) for sentence in sentences),
        rule(),
        *minutes_under_headings(DISTRICT, minutes),
        *signature(DISTRICT),
    ]


WARDS = (
    ("Councillor Fergus Mackinlay (Chair)", "Moorside"),
    ("Councillor Lowri Beynon (Vice-Chair)", "Penhale"),
    ("Councillor Kwame Asante-Boyd", "Withybridge Town"),
    ("Councillor Owen Garside", "Alderby"),
    ("Councillor Niamh O’Dwyer", "Withybridge Town"),
    ("Councillor Harjit Sandhu", "Canal"),
    ("Councillor Peter Thwaite", "Tarn and Fell"),
    ("Councillor Rosalind Thwaite", "Canal"),
)


def _attendance(*absent: str) -> tuple[tuple[str, str, str], ...]:
    return tuple(
        (name, ward, "Apologies" if any(surname in name for surname in absent) else "Present") for name, ward in WARDS
    )


# March 2023: the camera contract is recommended.

MARCH_2023 = (
    Minute("CS/61", "Apologies", ("An apology was received from Councillor Niamh O’Dwyer.",)),
    Minute(
        "CS/62",
        "Declarations of interest",
        (
            "Councillor Harjit Sandhu declared a non-pecuniary interest in minute CS/64, because a camera stands "
            "outside his shop.",
        ),
    ),
    Minute(
        "CS/63",
        "Minutes",
        ("!Resolved: That the minutes of 19 January 2023 be approved as a correct record and signed by the Chair.",),
    ),
    Minute(
        "CS/64",
        "Closed-circuit television: contract from October 2023",
        (
            "The Head of Communities set out three options for the contract, which ends on 30 September. Option A was "
            "to switch the cameras off in two of the five towns. Option B was a contract of three years with "
            "forty-two cameras replaced, at £312,000 in all. Option C was to share the control room of Hollowdean "
            "City Council, which had no price yet.",
            "Councillor Kwame Asante-Boyd thought it odd that the police asked for footage twice a day and paid for "
            "none of it. The Head of Communities had written to the Commissioner in January and had no answer.",
            "Councillor Rosalind Thwaite asked how long footage was kept. The answer was thirty-one days, after "
            "which it was overwritten.",
            "Proposed by Councillor Lowri Beynon, seconded by Councillor Peter Thwaite, and on a vote of 5 for, 1 "
            "against and 1 abstention:",
            "!Resolved: That Cabinet be recommended to award a contract on Option B for three years from 1 October "
            "2023 at a cost of no more than £312,000, and to seek a contribution from the Police and Crime "
            "Commissioner.",
        ),
    ),
    Minute(
        "CS/65",
        "Leisure centre: swimming for schools",
        (
            "Eleven of the nineteen primary schools had taken up the cheaper lane hire. Two had no coach. The "
            "Committee "
            "heard that minibus hire from Canal ward cost £180 a morning.",
            "!Resolved: That the report be noted and that Penhale school be asked whether it would share a coach.",
        ),
    ),
    Minute(
        "CS/66",
        "Date of next meeting",
        ("Thursday 18 May 2023 at 6.00 pm.", "The meeting closed at 7.48 pm."),
    ),
)


def _camera_report() -> Flow:
    return [
        DISTRICT.heading("Closed-circuit television: contract from October 2023", 1.25),
        DISTRICT.words("Report of the Head of Communities, Beatrice Lumley. Wards affected: all."),
        rule(),
        DISTRICT.heading("1 &nbsp; Summary"),
        *numbered(
            DISTRICT,
            "1",
            (
                "The Council’s contract with Lanternlight Monitoring for closed-circuit television (CCTV) ends on 30 "
                "September 2023. Scrutiny is asked which of three options it would put to Cabinet on 18 April.",
                "Officers prefer Option B. It costs £104,000 a year against £98,700 now, and replaces the forty-two "
                "cameras whose pictures the courts have twice called too poor to be relied on.",
            ),
        ),
        DISTRICT.heading("2 &nbsp; How the cameras are used"),
        *numbered(
            DISTRICT,
            "2",
            (
                "There are 62 cameras: 24 in Withybridge, 14 in Penhale, 11 in Canal, 8 in Tarn and 5 in Alderby. They "
                "are watched from Thursday to Sunday between 6 pm and 4 am and recorded at all times.",
                "In 2022 the control room logged 1,046 incidents. Police asked for footage 611 times and waited nine "
                "days on average for it, because discs are posted.",
                "A survey of traders in May 2022 had 143 answers. Of these, 88 thought that cameras kept trouble away, "
                "31 saw no difference and 24 had no view.",
            ),
        ),
        DISTRICT.heading("3 &nbsp; Options"),
        grid(
            DISTRICT,
            (
                ("", "Option A", "Option B", "Option C"),
                ("What it is", "Three towns only", "Five towns, 42 new cameras", "Shared control room"),
                ("Cost over three years", "£201,600", "£312,000", "not known"),
                ("One-off cost", "£14,000 to take down masts", "within the contract", "about £60,000 for a link"),
                ("Footage supplied in", "9 days", "24 hours", "24 hours"),
                ("Risk", "Tarn and Alderby unwatched", "Price rises with wages", "Hollowdean may say no"),
            ),
            (102, 110, 130, 125),
        ),
        DISTRICT.heading("4 &nbsp; Money"),
        *numbered(
            DISTRICT,
            "3",
            (
                "Option B exceeds the budget by £5,300 a year. The gap would close if the Police and Crime "
                "Commissioner "
                "paid for the footage her officers use. A sum of £45,000 a year has been mentioned in talks, but "
                "nothing has been offered in writing.",
                "New cameras use a third of the power. The saving, some £2,150 a year, is not counted above.",
            ),
        ),
        DISTRICT.heading("5 &nbsp; Privacy"),
        *bullets(
            DISTRICT,
            (
                "Recordings are kept for thirty-one days.",
                "Windows of homes are masked; eight masks will have to be drawn anew.",
                "An assessment was sent to the data protection officer on 2 March 2023.",
            ),
        ),
        DISTRICT.heading("6 &nbsp; Recommendation"),
        DISTRICT.strong("That Cabinet be recommended to award a contract on Option B for three years."),
    ]


BUDGET_LINES = (
    ("Allotments", "12,400", "11,950", "450 under"),
    ("Arts grants", "46,000", "46,000", "on budget"),
    ("Bathing water signs", "1,800", "2,310", "510 over"),
    ("Bus shelters", "9,200", "10,040", "840 over"),
    ("Car parks: business rates", "71,500", "71,500", "on budget"),
    ("Car parks: cash collection", "18,300", "16,900", "1,400 under"),
    ("Car parks: lighting", "22,750", "27,480", "4,730 over"),
    ("Car parks: machines", "31,000", "30,250", "750 under"),
    ("Cemeteries", "88,400", "90,120", "1,720 over"),
    ("Citizens’ advice", "64,000", "64,000", "on budget"),
    ("Closed-circuit television", "98,700", "98,700", "on budget"),
    ("Community centres", "54,300", "57,815", "3,515 over"),
    ("Community transport", "37,500", "37,500", "on budget"),
    ("Dog warden", "29,900", "28,640", "1,260 under"),
    ("Emergency planning", "15,000", "15,000", "on budget"),
    ("Fairs and markets", "24,600", "22,305", "2,295 under"),
    ("Footbridges and culverts", "40,000", "18,200", "21,800 under"),
    ("Homelessness: prevention fund", "112,000", "127,400", "15,400 over"),
    ("Homelessness: temporary rooms", "186,000", "241,750", "55,750 over"),
    ("Leisure centres: energy", "264,000", "301,900", "37,900 over"),
    ("Leisure centres: staff", "508,000", "494,350", "13,650 under"),
    ("Museum", "73,200", "72,890", "310 under"),
    ("Parks and open spaces", "219,400", "221,060", "1,660 over"),
    ("Pest control", "18,700", "17,425", "1,275 under"),
    ("Play areas", "52,000", "50,115", "1,885 under"),
    ("Public lavatories", "67,800", "69,240", "1,440 over"),
    ("Street cleaning", "341,000", "346,300", "5,300 over"),
    ("Taxi licensing", "38,200", "35,780", "2,420 under"),
    ("Tourist office", "41,600", "41,600", "on budget"),
    ("Tree safety", "26,000", "33,950", "7,950 over"),
    ("Voluntary sector grants", "58,500", "58,500", "on budget"),
    ("Warm rooms", "10,000", "8,870", "1,130 under"),
    ("Youth clubs", "47,250", "47,250", "on budget"),
    ("Total", "2,729,000", "2,817,090", "88,090 over"),
)


def _budget_report() -> Flow:
    return [
        DISTRICT.heading("Community services: spending in 2022/23", 1.25),
        DISTRICT.words("Report of the Chief Finance Officer, Ines Marchetti-Wood."),
        rule(),
        DISTRICT.words(
            "The table compares each budget with what is now expected to be spent by 31 March 2023. The overspending "
            "of £88,090 is due to energy at the two leisure centres and to rooms for homeless families. It will be "
            "met from the general reserve, which stood at £1.94 million on 1 April 2022."
        ),
        DISTRICT.words(
            "Leisure centres used a tenth less gas than the year before and paid twice as much for it. The two-year "
            "contract that ended in September had fixed a price of 3.1p a unit; the new one, bought with seven other "
            "councils, stands at 7.4p until March 2024. Covers for the pool at Penhale, which cost £11,600, should pay "
            "for themselves in eighteen months."
        ),
        DISTRICT.words(
            "On an average night in February the Council paid for rooms for thirty-three families, against nineteen a "
            "year earlier. Six houses bought with the county council will be ready in June."
        ),
        DISTRICT.words(
            "Work on Withy Brook footbridge, for which £21,800 was set aside, was put off because the timber had not "
            "arrived. The money will be carried into 2023/24."
        ),
        grid(
            DISTRICT,
            (("Service", "Budget (£)", "Forecast (£)", "Difference (£)"), *BUDGET_LINES),
            (197, 90, 90, 90),
            sums_from=1,
        ),
        gap(),
        DISTRICT.words("<b>Recommendation.</b> That the Committee note the forecast."),
    ]


# September 2023: the contract is late.

SEPTEMBER_2023 = (
    Minute("CS/12", "Apologies", ("Apologies were received from Councillors Sandhu and Rosalind Thwaite.",)),
    Minute("CS/13", "Minutes", ("!Resolved: That the minutes of 20 July 2023 be approved and signed.",)),
    Minute(
        "CS/14",
        "Closed-circuit television: start of the contract",
        (
            "The Head of Communities reported that Cabinet had awarded the contract on 18 April. The cameras had been "
            "held up at the port, and the old contract would run on for eight weeks at £1,900 a week.",
            "Councillor Peter Thwaite asked who bore that cost. The contractor would pay half.",
            "A request by Canal ward for two further cameras on the towpath was put forward by Councillor Garside, "
            "who had no estimate of what they would cost.",
            "!Resolved: That the request for cameras on the towpath be deferred until an estimate has been obtained.",
        ),
    ),
    Minute(
        "CS/15",
        "Station Road car park: first thoughts",
        (
            "Raj Venkataraman, Parking Services Manager, told members that the car park lost £11,000 a year once "
            "resurfacing was counted. Sixty-one of its 140 spaces were taken by 8 am, most of them by people "
            "catching the train to Hollowdean.",
            "Councillor Niamh O’Dwyer asked that any new charge leave room for those who came to shop for half "
            "an hour.",
            "!Resolved: That proposals be brought to the Committee in March 2024.",
            "The meeting closed at 7.20 pm.",
        ),
    ),
)

# March 2024: the car park; an amendment is lost; the footbridge comes up.

MARCH_2024 = (
    Minute("CS/40", "Apologies", ("There were no apologies for absence.",)),
    Minute(
        "CS/41",
        "Minutes",
        ("!Resolved: That the minutes of 18 January 2024 be approved as a correct record.",),
    ),
    Minute(
        "CS/42",
        "Station Road car park, Withybridge: charges",
        (
            "The Parking Services Manager proposed that the charge rise from 60p to £1.00 an hour, that the day ticket "
            "rise from £3.20 to £4.50, and that Sundays stay free. He expected £162,000 a year, up from £117,000.",
            "Alun Pryce, Chairman of Nether Alderby Parish Council, spoke for three minutes. There was no bus after "
            "6.10 pm and villagers had to drive to the station.",
            "Councillor Niamh O’Dwyer moved and Councillor Kwame Asante-Boyd seconded an amendment that the first "
            "thirty minutes be free. The Parking Services Manager put the loss at £19,500 a year. The amendment was "
            "put to the vote and lost, 3 voting for and 5 against.",
            "Councillor Peter Thwaite moved the proposals as they stood; Councillor Harjit Sandhu seconded. At the "
            "request of three members the vote was recorded by name.",
            "For: Councillors Beynon, Mackinlay, Sandhu, P Thwaite and R Thwaite. Against: Councillors Asante-Boyd and "
            "O’Dwyer. Abstained: Councillor Garside.",
            "!Resolved (5 for, 2 against, 1 abstention): That Cabinet be recommended to adopt the charges from 1 June "
            "2024 and to report on income after six months.",
        ),
    ),
    Minute(
        "CS/43",
        "Withy Brook footbridge",
        (
            "Councillor Owen Garside described the state of the bridge at Nether Alderby, shut since the flood of 21 "
            "October. Children walked a mile and a quarter round by the main road.",
            "Stuart Kilbride, Principal Engineer, had a first estimate of £74,500 for new abutments and a steel deck. "
            "He needed a survey of the bed, which could be made only at low water.",
            "!Resolved: That the report be noted, and that a full report with costs come to the Committee in the "
            "autumn.",
        ),
    ),
    Minute(
        "CS/44",
        "Towpath cameras",
        (
            "The estimate asked for in September was £27,300 with a mast, against a budget of nothing.",
            "Councillor Garside proposed that the cameras be bought from reserves. There was no seconder and the "
            "motion fell.",
            "The meeting closed at 8.31 pm.",
        ),
    ),
)

# November 2024: reports back on cameras and charges; the bridge is agreed.

NOVEMBER_2024 = (
    Minute("CS/22", "Apologies", ("Councillor Peter Thwaite sent his apologies.",)),
    Minute(
        "CS/23",
        "Minutes",
        ("!Resolved: That the minutes of 19 September 2024 be approved as a correct record.",),
    ),
    Minute(
        "CS/24",
        "Closed-circuit television: one year on",
        (
            "The Head of Communities reported on the first full year. The control room had logged 1,297 incidents; "
            "footage had been supplied within twenty-four hours in 94 cases out of a hundred. The Commissioner "
            "had paid "
            "£45,000, so the net cost to the Council was £59,000.",
            "Councillor Rosalind Thwaite was pleased that complaints about privacy had fallen from nine to two.",
            "!Resolved: That the report be noted.",
        ),
    ),
    Minute(
        "CS/25",
        "Station Road car park: income after six months",
        (
            "Income for the six months to 30 November was put at £74,300, or £148,600 in a full year, against the "
            "£162,000 that had been forecast. Day tickets had held up; stays of less than an hour were down by a "
            "quarter.",
            "Councillor Niamh O’Dwyer observed that this was the custom her amendment of March would have kept. She "
            "proposed, and Councillor Lowri Beynon seconded, that a free half-hour be tried.",
            "!Resolved (6 for, 1 against): That Cabinet be recommended to try a free first thirty minutes at Station "
            "Road from 1 February to 31 July 2025.",
        ),
    ),
    Minute(
        "CS/26",
        "Withy Brook footbridge: repair",
        (
            "The Principal Engineer presented his report. The cost had risen from £74,500 to £86,400 because rock lay "
            "two metres deeper than thought on the eastern bank. Nether Alderby Parish Council had voted £5,000 "
            "towards it.",
            "Proposed by Councillor Owen Garside, seconded by Councillor Harjit Sandhu, and carried without dissent:",
            "!Resolved: That Cabinet be recommended to approve the repair of Withy Brook footbridge at a cost of "
            "£86,400, £38,000 of it from the flood recovery grant, so that it may open again by 28 March 2025.",
            "The meeting closed at 7.55 pm.",
        ),
    ),
)


def _bridge_report() -> Flow:
    return [
        *title_block(
            DISTRICT,
            COUNCIL,
            "Report to the Communities Scrutiny Committee",
            "21 November 2024",
            "Withy Brook footbridge: repair",
        ),
        DISTRICT.words("Author: Stuart Kilbride, Principal Engineer. Ward: Alderby. Key decision: no."),
        DISTRICT.heading("1. What happened"),
        *numbered(
            DISTRICT,
            "1",
            (
                "The footbridge carries public footpath 14 over Withy Brook between Mill Lane and the school at Nether "
                "Alderby. It was built in 1968 on the piers of a railway siding. On the night of 21 October 2023 the "
                "brook rose 2.3 metres in four hours and took away the eastern approach.",
                "The bridge has been shut since. A count in September 2022 had found 212 crossings on a school day. "
                "The "
                "way round is 2.1 kilometres, 600 metres of it without a pavement.",
            ),
        ),
        DISTRICT.heading("2. What the survey found"),
        *numbered(
            DISTRICT,
            "2",
            (
                "Divers examined the bed on 8 August 2024, when the water stood at its lowest. The western abutment is "
                "sound. On the eastern bank rock lies 4.6 metres down, not 2.6 metres as the drawings of 1967 show.",
                "The timber deck is beyond repair. Of its thirty-two planks, nineteen can be pierced with a "
                "screwdriver.",
                "The Environment Agency will allow work in the water only between 1 January and 15 March, outside the "
                "season in which trout spawn.",
            ),
        ),
        DISTRICT.heading("3. Options"),
        *bullets(
            DISTRICT,
            (
                "Take the bridge away and divert the path: £31,200, and an inquiry if anyone objects.",
                "Rebuild in timber as before: £69,900, with a life of about twenty-five years.",
                "New eastern abutment and a steel deck: £86,400, with a life of sixty years. This is recommended.",
            ),
        ),
        DISTRICT.heading("4. Paying for it"),
        grid(
            DISTRICT,
            (
                ("Source", "Amount (£)"),
                ("Flood recovery grant", "38,000"),
                ("Footbridges budget carried forward", "21,800"),
                ("Nether Alderby Parish Council", "5,000"),
                ("Capital reserve", "21,600"),
                ("Total", "86,400"),
            ),
            (260, 110),
            sums_from=1,
        ),
    ]


def _bridge_programme() -> Flow:
    return [
        DISTRICT.heading("Appendix 1: programme and cost of the recommended scheme"),
        grid(
            DISTRICT,
            (
                ("Stage", "Work", "Begins", "Ends", "Cost (£)", "Who", "What could go wrong"),
                (
                    "1",
                    "Order of steel",
                    "2 December 2024",
                    "10 January 2025",
                    "24,700",
                    "Contractor",
                    "Rolling mill shut over Christmas",
                ),
                (
                    "2",
                    "Cofferdam, eastern bank",
                    "6 January 2025",
                    "24 January 2025",
                    "17,350",
                    "Contractor",
                    "High water stops work at 1.1 m on the gauge",
                ),
                (
                    "3",
                    "Piling and abutment",
                    "27 January 2025",
                    "21 February 2025",
                    "26,900",
                    "Contractor",
                    "Rock lower still",
                ),
                ("4", "Deck and handrails", "24 February 2025", "14 March 2025", "11,250", "Contractor", "Wind"),
                (
                    "5",
                    "Paths, signs, inspection",
                    "17 March 2025",
                    "28 March 2025",
                    "6,200",
                    "Highways team",
                    "None foreseen",
                ),
                ("", "Total", "", "", "86,400", "", ""),
            ),
            (44, 150, 105, 105, 66, 90, 140),
        ),
    ]


_INNER = "Page {page} of {pages}"


def _minutes_paper(when: str, stem: str, minutes: tuple[Minute, ...], absent: tuple[str, ...], officers: str) -> Paper:
    return Paper(
        f"{FOLDER}/{stem}-communities-scrutiny-minutes.pdf",
        f"{COUNCIL}, {BODY}: minutes, {when}",
        DISTRICT,
        (
            Part(
                partial(_minutes, when, _attendance(*absent), (f"Officers in attendance: {officers}.",), minutes),
                f"{BODY} - {when}",
                _INNER,
            ),
        ),
    )


PAPERS = (
    Paper(
        f"{FOLDER}/2023-03-16-communities-scrutiny-agenda-pack.pdf",
        f"{COUNCIL}, {BODY}: agenda pack, 16 March 2023",
        DISTRICT,
        (
            Part(
                partial(
                    _agenda,
                    "Thursday 16 March 2023",
                    (
                        ("1", "Apologies", ""),
                        ("2", "Declarations of interest", ""),
                        ("3", "Minutes of 19 January 2023", "circulated"),
                        ("4", "Closed-circuit television: contract from October 2023", "33"),
                        ("5", "Community services: spending in 2022/23", "34 - 35"),
                        ("6", "Leisure centre: swimming for schools", "oral report"),
                        ("7", "Date of next meeting", ""),
                    ),
                )
            ),
            Part(_blank),
            Part(_camera_report, f"{COUNCIL} - Communities", _INNER),
            Part(_budget_report, f"{COUNCIL} - Finance", _INNER),
        ),
        stamp="Page {page}",
        first_stamp=31,
    ),
    _minutes_paper(
        "Thursday 16 March 2023",
        "2023-03-16",
        MARCH_2023,
        ("O’Dwyer",),
        "Beatrice Lumley (Head of Communities), Ines Marchetti-Wood (Chief Finance Officer) and Joy Penhallow "
        "(Democratic Services Officer)",
    ),
    _minutes_paper(
        "Thursday 21 September 2023",
        "2023-09-21",
        SEPTEMBER_2023,
        ("Sandhu", "Rosalind"),
        "Beatrice Lumley (Head of Communities), Raj Venkataraman (Parking Services Manager) and Joy Penhallow "
        "(Democratic Services Officer)",
    ),
    Paper(
        f"{FOLDER}/2024-03-14-communities-scrutiny-agenda.pdf",
        f"{COUNCIL}, {BODY}: agenda, 14 March 2024",
        DISTRICT,
        (
            Part(
                partial(
                    _agenda,
                    "Thursday 14 March 2024",
                    (
                        ("1", "Apologies", ""),
                        ("2", "Minutes of 18 January 2024", "1 - 4"),
                        ("3", "Station Road car park, Withybridge: charges", "5 - 9"),
                        ("4", "Withy Brook footbridge", "oral report"),
                        ("5", "Towpath cameras", "10"),
                    ),
                )
            ),
        ),
    ),
    _minutes_paper(
        "Thursday 14 March 2024",
        "2024-03-14",
        MARCH_2024,
        (),
        "Stuart Kilbride (Principal Engineer), Raj Venkataraman (Parking Services Manager) and Joy Penhallow "
        "(Democratic Services Officer)",
    ),
    Paper(
        f"{FOLDER}/2024-11-21-withy-brook-footbridge-report.pdf",
        "Withy Brook footbridge: repair",
        DISTRICT,
        (
            Part(_bridge_report, "Withy Brook footbridge", _INNER),
            Part(_bridge_programme, "Withy Brook footbridge", "Appendix 1", wide=True),
        ),
    ),
    _minutes_paper(
        "Thursday 21 November 2024",
        "2024-11-21",
        NOVEMBER_2024,
        ("Peter",),
        "Stuart Kilbride (Principal Engineer), Beatrice Lumley (Head of Communities), Raj Venkataraman (Parking "
        "Services Manager) and Joy Penhallow (Democratic Services Officer)",
    ),
)
