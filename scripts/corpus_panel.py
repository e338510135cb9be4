"""What the Severnmoor Police and Crime Panel heard and decided, February 2023 to February 2025. All of it invented."""

from __future__ import annotations

from functools import partial

from corpus_layout import (
    BLANK_PAGE,
    PANEL,
    Flow,
    Flowable,
    Minute,
    Paper,
    Part,
    bullets,
    gap,
    grid,
    minutes_in_margin,
    notice,
    numbered,
    rule,
    scan,
    side_by_side,
    signature,
    title_block,
)

BODY = "Severnmoor Police and Crime Panel"
FOLDER = "severnmoor-pcp"
VENUE = "Council Chamber, Guildhall Street, Hollowdean"

MEMBERS = (
    "Councillor M Oyelaran (Chairman)",
    "Councillor I Trehearne (Vice-Chairman)",
    "Councillor P Ashdown-Leigh",
    "Councillor F Mackinlay",
    "Councillor G Morgan",
    "Councillor D O’Hanlon",
    "Councillor S Pugh",
    "Councillor N Qureshi",
    "Mrs A Deshpande",
    "Mr D Morgan",
)

COUNCILS = (
    ("Councillor Margaret Oyelaran (Chairman)", "Hollowdean City Council", "MO"),
    ("Councillor Iwan Trehearne (Vice-Chairman)", "Tawe Vale Borough Council", "IT"),
    ("Councillor Philippa Ashdown-Leigh", "Arden Marches County Council", "PAL"),
    ("Councillor Fergus Mackinlay", "Severnmoor District Council", "FM"),
    ("Councillor Gareth Morgan", "Tawe Vale Borough Council", "GM"),
    ("Councillor Declan O’Hanlon", "Arden Marches County Council", "DOH"),
    ("Councillor Sioned Pugh", "Severnmoor District Council", "SP"),
    ("Councillor Nasreen Qureshi", "Hollowdean City Council", "NQ"),
    ("Anjali Deshpande", "Independent member", "AD"),
    ("David Morgan", "Independent member", "DM"),
)


def _agenda(when: str, rows: tuple[tuple[str, str, str], ...]) -> Flow:
    return [
        *title_block(PANEL, BODY, "Agenda", when, f"at 10.30 am in the {VENUE}"),
        PANEL.words(
            "Any person attending the meeting may film or record the part that is open to the public. Please tell the "
            "clerk beforehand, so that members of the public who do not wish to be filmed can be seated elsewhere."
        ),
        grid(PANEL, [("Item No", "Subject", "Page No"), *rows], [62, 330, 70]),
        gap(),
        PANEL.words("<b>Membership.</b> " + "; ".join(MEMBERS) + "."),
        PANEL.words(
            "The Panel is a joint committee of Arden Marches County Council (AMCC), Hollowdean City Council (HCC), "
            "Severnmoor District Council (SDC) and Tawe Vale Borough Council (TVBC)."
        ),
        PANEL.words("Clerk to the Panel: Colin Whitelock, Guildhall Street, Hollowdean."),
    ]


def _blank() -> Flow:
    return [gap(290), PANEL.centred(BLANK_PAGE, bold=False)]


def _two_columns(names: tuple[str, ...]) -> Flowable:
    half = (len(names) + 1) // 2
    return side_by_side(PANEL, names[:half], names[half:])


def _councils_and_initials() -> Flowable:
    return grid(PANEL, (("Name", "Council", "Initials"), *COUNCILS), (190, 200, 60))


def _minutes(
    when: str,
    present: tuple[str, ...],
    attending: tuple[str, ...],
    minutes: tuple[Minute, ...],
    *,
    heading: str = "Minutes",
    opening: str = "10.30 am",
    front_sheet: bool = True,
) -> Flow:
    head = (
        title_block(PANEL, BODY, heading, when) if front_sheet else [PANEL.centred(f"{BODY}: {heading}, {when}", 1.1)]
    )
    return [
        *head,
        PANEL.words(f"Minutes of the meeting held in the {VENUE}, starting at {opening}."),
        PANEL.strong("Present:"),
        _councils_and_initials() if present is MEMBERS else _two_columns(present),
        gap(4),
        PANEL.strong("Also in attendance:"),
        *(PANEL.words(line) for line in attending),
        rule(),
        *minutes_in_margin(PANEL, minutes),
        *signature(PANEL),
    ]


# February 2023: the first of three precepts; an amendment is lost.

FEBRUARY_2023 = (
    Minute(
        "1.",
        "Apologies and named substitutes",
        ("Apologies were received from Councillor S Pugh. No substitute was named.",),
    ),
    Minute(
        "2.",
        "Declarations of interest",
        (
            "Mrs A Deshpande declared an interest in item 6 as a trustee of a charity that holds a grant from the "
            "Commissioner’s victims fund.",
        ),
    ),
    Minute(
        "3.",
        "Public participation",
        (
            "A resident of Withybridge asked why a report of a stolen quad bike had taken eleven days to be answered. "
            "The Commissioner undertook to write to him within a fortnight.",
        ),
    ),
    Minute(
        "4.",
        "Minutes of the previous meeting",
        (
            "!RESOLVED that the minutes of the meeting held on 15 November 2022 be agreed as a correct record and "
            "signed by the Chairman.",
        ),
    ),
    Minute(
        "5.",
        "Proposed precept 2023/24",
        (
            "The Commissioner introduced her proposal to raise the police element of council tax at Band D by £15.00, "
            "from £244.20 to £259.20 a year. The increase would yield £4.1m and would pay for twenty-four officers in "
            "rural teams and a second night car for the Tawe valley.",
            "Mr D Morgan asked what would be cut if the increase were £10.00. The Treasurer replied that the "
            "recruitment of the January intake would have to stop, saving £1.35 million in a full year.",
            "Councillor F Mackinlay, seconded by Councillor D O’Hanlon, moved an amendment that the Panel ask the "
            "Commissioner to limit the increase to £12.00. He said that households on the moor already paid more for "
            "oil and for travel than those in the city. On being put to the vote the amendment was lost, with 3 votes "
            "for, 6 against and no abstentions.",
            "It was moved by Councillor I Trehearne and seconded by Councillor N Qureshi that the proposed precept be "
            "supported.",
            "!RESOLVED (7 votes for, 2 against) that the Panel support the proposed increase of £15.00 in the Band D "
            "precept for 2023/24, and that the Commissioner report in June on the recruitment it pays for.",
        ),
    ),
    Minute(
        "6.",
        "Police and crime plan: progress",
        (
            "The Panel received a report on the second year of the plan. Recorded burglary had fallen from 1,912 to "
            "1,704 offences in the twelve months to December; thefts of farm machinery had risen by a fifth.",
            "Councillor P Ashdown-Leigh asked that figures for the county be given by market town. The Chief "
            "Constable agreed to include them from the summer.",
            "!RESOLVED that the report be noted.",
        ),
    ),
    Minute(
        "7.",
        "Work programme",
        (
            "Members asked for a paper on public-space cameras in June, because Severnmoor District Council would by "
            "then have decided on its contract.",
            "!RESOLVED that the work programme be approved with that addition.",
            "The meeting closed at 12.52 pm.",
        ),
    ),
)

FEBRUARY_2023_PRESENT = (
    "Councillor M Oyelaran (Chairman)",
    "Councillor I Trehearne (Vice-Chairman)",
    "Councillor P Ashdown-Leigh",
    "Councillor F Mackinlay",
    "Councillor G Morgan",
    "Councillor D O’Hanlon",
    "Councillor N Qureshi",
    "Mrs A Deshpande",
    "Mr D Morgan",
)
STAFF = (
    "Rhiannon Vellacott, Police and Crime Commissioner",
    "Harriet Stroud, Chief Constable",
    "Ewa Zielinska, Treasurer to the Commissioner",
    "Colin Whitelock, Clerk to the Panel",
)


def _february_2023(*, front_sheet: bool = True) -> Flow:
    return _minutes("Tuesday 7 February 2023", FEBRUARY_2023_PRESENT, STAFF, FEBRUARY_2023, front_sheet=front_sheet)


def _precept_report_2023() -> Flow:
    return [
        PANEL.centred("Report of the Police and Crime Commissioner", 1.1),
        PANEL.centred("Proposed precept 2023/24"),
        rule(),
        PANEL.heading("1. Purpose"),
        *numbered(
            PANEL,
            "1",
            (
                "The Commissioner must tell the Panel by 1 February what precept she proposes to issue. The Panel must "
                "review the proposal and report on it. It may veto the proposal by a majority of two thirds of its "
                "whole membership.",
                "This report sets out the proposal, what residents said about it, and the budget it would pay for.",
            ),
        ),
        PANEL.heading("2. Proposal"),
        *numbered(
            PANEL,
            "2",
            (
                "The proposal is to raise the police element at Band D by £15.00, or 6.1%, to £259.20 a year. A "
                "household in Band A would pay £172.80, which is 19p a week more than now.",
                "Of 1,364 residents who answered the consultation between 5 December and 9 January, 58% were willing "
                "to pay £15 a year more, 11% would have paid more still and 31% wanted a smaller rise or none.",
                "Pay awards above the 3% assumed a year ago cost the force £2.6m in 2022/23. Energy for the estate "
                "cost £940,000 more than was budgeted for.<super>1</super>",
            ),
        ),
        PANEL.heading("3. Budget"),
        *numbered(PANEL, "3", ("Table 1 sets out the revenue budget in thousands of pounds.",)),
        grid(
            PANEL,
            (
                ("Table 1 (£000)", "2022/23 budget", "2022/23 forecast", "2023/24 proposed"),
                ("Police officers", "58,420", "59,870", "63,115"),
                ("Police staff and PCSOs", "27,905", "27,640", "29,080"),
                ("Overtime", "2,150", "2,735", "2,300"),
                ("Premises", "6,480", "7,420", "7,655"),
                ("Transport", "3,310", "3,502", "3,590"),
                ("Supplies and services", "14,725", "14,610", "15,240"),
                ("Victims and witnesses", "2,060", "2,060", "2,185"),
                ("Community safety grants", "1,140", "1,098", "1,185"),
                ("Capital financing", "3,275", "3,240", "3,410"),
                ("Gross expenditure", "119,465", "122,175", "127,760"),
                ("Fees, charges and grants", "(17,190)", "(17,905)", "(18,260)"),
                ("From reserves", "(1,000)", "(2,995)", "(1,150)"),
                ("Net budget requirement", "101,275", "101,275", "108,350"),
                ("Government grant", "62,610", "62,610", "63,940"),
                ("Council tax", "38,665", "38,665", "44,410"),
            ),
            (190, 90, 90, 97),
            sums_from=1,
        ),
        gap(),
        PANEL.heading("4. What the increase pays for"),
        *bullets(
            PANEL,
            (
                "Twenty-four constables in rural teams, in post by March 2024: £1.29m.",
                "A second night response car in the Tawe valley: £310,000.",
                "An investigator and an analyst for thefts of farm machinery: £96,500.",
                "A road safety fund of £120,000 to which parish councils may apply for up to £1,500 each.",
            ),
        ),
        PANEL.heading("5. Risks"),
        *numbered(
            PANEL,
            "5",
            (
                "Each further 1% on police pay costs £860,000 in a full year. General reserves would stand at £4.2m on "
                "31 March 2024, which is 3.9% of the net budget and close to the floor the Treasurer advises.",
                "Should the Panel veto the proposal, a revised precept must be sent to it by 15 February.",
            ),
        ),
        PANEL.heading("6. Recommendation"),
        *numbered(PANEL, "6", ("That the Panel support the proposed precept of £259.20 at Band D for 2023/24.",)),
        rule(),
        PANEL.small("<super>1</super> Two thirds of the excess fell on the Hollowdean custody suite, heated by oil."),
    ]


def _wide_table_2023() -> Flow:
    return [
        PANEL.heading("Appendix A: council tax by band and district, 2023/24 (£ a year)"),
        grid(
            PANEL,
            (
                ("Authority", "Band A", "Band B", "Band C", "Band D", "Band E", "Band F", "Tax base", "Yield (£000)"),
                ("Arden Marches", "172.80", "201.60", "230.40", "259.20", "316.80", "374.40", "58,912", "15,270"),
                ("Hollowdean", "172.80", "201.60", "230.40", "259.20", "316.80", "374.40", "49,206", "12,754"),
                ("Severnmoor", "172.80", "201.60", "230.40", "259.20", "316.80", "374.40", "34,467", "8,934"),
                ("Tawe Vale", "172.80", "201.60", "230.40", "259.20", "316.80", "374.40", "28,750", "7,452"),
                ("Whole area", "", "", "", "", "", "", "171,335", "44,410"),
            ),
            (120, 66, 66, 66, 66, 66, 66, 76, 90),
            sums_from=1,
        ),
        PANEL.small("The tax base is the number of Band D equivalents each authority notified by 31 January 2023."),
    ]


def _progress_report() -> Flow:
    return [
        PANEL.centred("Report of the Chief Constable", 1.1),
        PANEL.centred("Police and crime plan: progress in the twelve months to December 2022"),
        rule(),
        *numbered(
            PANEL,
            "1",
            (
                "The plan has four aims: safer villages, fewer repeat victims, honest policing and a force that "
                "answers. This report gives the position on each.",
                "<b>Safer villages.</b> Domestic burglary fell from 1,912 to 1,704 offences. Thefts of tractors, quad "
                "bikes and guidance units rose from 240 to 288; forty-one machines were recovered, most of them at "
                "one yard outside the force area in October.",
                "<b>Fewer repeat victims.</b> Of victims of domestic abuse, 23.4% reported a second offence within a "
                "year, against 25.1% before. Waiting times for an advocate came down to nine working days.",
                "<b>Honest policing.</b> Sixty-two allegations against officers were closed. Three led to dismissal "
                "without notice and eleven to a written warning.",
                "<b>A force that answers.</b> The median wait on 101 was 3 minutes 40 seconds in December 2022 and the "
                "longest 41 minutes, on the night of the storm of 8 December.",
            ),
        ),
        PANEL.words("The Panel is asked to note the report."),
    ]


# June 2023: cameras, the road safety fund, and recruitment reported back.

JUNE_2023 = (
    Minute(
        "8.",
        "Election of Chairman",
        (
            "Councillor I Trehearne proposed, and Councillor S Pugh seconded, that Councillor M Oyelaran be Chairman.",
            "!RESOLVED that Councillor M Oyelaran be elected Chairman of the Panel for the year 2023/24.",
        ),
    ),
    Minute("9.", "Apologies", ("Apologies for absence were received from Councillor G Morgan and Mrs A Deshpande.",)),
    Minute(
        "10.",
        "Minutes of the previous meeting",
        ("!RESOLVED that the minutes of the meeting held on 7 February 2023 be signed as a correct record.",),
    ),
    Minute(
        "11.",
        "Recruitment paid for by the precept",
        (
            "The Commissioner reported back as asked in February. Fifteen of the twenty-four constables had started, "
            "nine of them in the Tawe valley. The rest would join in September.",
            "Councillor F Mackinlay welcomed the figures but noted that only two of the fifteen were posted west of "
            "the moor.",
            "!RESOLVED that the report be noted and that a table of postings by station come to the next meeting.",
        ),
    ),
    Minute(
        "12.",
        "Public-space cameras",
        (
            "Beatrice Lumley of Severnmoor District Council (SDC) explained that its contract with Lanternlight "
            "Monitoring ran out on 30 September. Scrutiny members there had preferred a three-year contract at "
            "£104,000 a year, with forty-two old cameras replaced.",
            "The Commissioner said that she would offer £45,000 a year towards monitoring, on condition that footage "
            "be supplied within twenty-four hours of a request.",
            "Councillor N Qureshi asked whether Hollowdean would be offered the same. The Commissioner answered that "
            "the city had not asked, and that its cameras were paid for by the shopping centre until 2025.",
            "!RESOLVED that the offer of £45,000 a year be noted, and that the Panel see the first year’s figures.",
        ),
    ),
    Minute(
        "13.",
        "Road safety fund",
        (
            "Twelve parishes had applied for help with speed indicator devices, among them Nether Alderby Parish "
            "Council, which had already bought its own and sought £1,450 towards it. Grants so far came to £16,240 "
            "out of the £120,000.",
            "Councillor S Pugh proposed that applications be taken until the end of March. Councillor D O’Hanlon "
            "seconded.",
            "!AGREED that the Commissioner be asked to keep the fund open until 31 March 2024.",
        ),
    ),
    Minute(
        "14.",
        "Complaints about the Commissioner",
        (
            "The clerk reported one complaint, about the tone of a post on social media. It had been settled by "
            "an apology.",
            "!RESOLVED that the report be noted.",
            "The meeting closed at 12.15 pm.",
        ),
    ),
)

JUNE_2023_PRESENT = tuple(name for name in MEMBERS if "G Morgan" not in name and "Deshpande" not in name)


def _camera_report() -> Flow:
    return [
        PANEL.centred("Report of the Clerk to the Panel", 1.1),
        PANEL.centred("Public-space cameras"),
        rule(),
        PANEL.heading("Background"),
        *numbered(
            PANEL,
            "1",
            (
                "Closed-circuit television (CCTV) in the streets is run by district councils. Severnmoor District "
                "Council (SDC) has 62 cameras in five towns, watched from a control room at Withybridge by a "
                "contractor, Lanternlight Monitoring.",
                "SDC pays £98,700 a year. Its contract ends on 30 September 2023. The police pay nothing, though in "
                "2022 they asked for footage 611 times.",
                "On 16 March 2023 the Communities Scrutiny Committee of SDC recommended a new contract for three "
                "years with replacement of the forty-two cameras that were put up before 2014.",
            ),
        ),
        PANEL.heading("What other forces pay"),
        grid(
            PANEL,
            (
                ("Force area", "Cameras", "Paid by the police (£)", "Share of cost"),
                ("North Esk", "118", "60,000", "24%"),
                ("Lune and Wyre Valley", "74", "38,500", "31%"),
                ("East Fenland", "203", "0", "none"),
                ("Severnmoor", "62", "0", "none"),
            ),
            (150, 80, 140, 97),
            sums_from=1,
        ),
        PANEL.heading("Recommendation"),
        PANEL.words("That the Panel question the Commissioner on what she means to contribute, and on what terms."),
    ]


# February 2024: the draft has one word that the signed version corrects.

FEBRUARY_2024_PRESENT = tuple(name for name in MEMBERS if "O’Hanlon" not in name)


def _february_2024_minutes(seconder: str) -> tuple[Minute, ...]:
    return (
        Minute("21.", "Apologies", ("An apology for absence was received from Councillor D O’Hanlon.",)),
        Minute("22.", "Declarations of interest", ("There were none.",)),
        Minute(
            "23.",
            "Minutes of the previous meeting",
            ("!RESOLVED that the minutes of the meeting held on 14 November 2023 be agreed as a correct record.",),
        ),
        Minute(
            "24.",
            "Proposed precept 2024/25",
            (
                "The Commissioner proposed an increase of £13.00 at Band D, to £272.20. Without it the force would "
                "have to find savings of £3.4m; with it the sum was £620,000, most of it from the sale of the old "
                "station at Penhale.",
                "Mrs A Deshpande asked whether the sale could fall through. The Treasurer said that contracts had "
                "been exchanged on 19 January.",
                f"It was proposed by Councillor G Morgan and seconded by Councillor {seconder} that the precept be "
                "supported.",
                "!RESOLVED (8 for, 1 against, 0 abstentions) that the proposed precept of £272.20 at Band D for "
                "2024/25 be supported.",
            ),
        ),
        Minute(
            "25.",
            "Thefts of farm machinery",
            (
                "Inspector Kofi Amponsah-Reid described the work of the team of two paid for since last year’s "
                "precept. Thefts were down from 288 to 197; eighteen people had been charged.",
                "Mr D Morgan thanked the team on behalf of the tenants of the Penhale estate. Councillor G Morgan "
                "asked for the figures for the Tawe valley alone, which would be sent to him.",
                "!RESOLVED that the report be noted and the Panel’s thanks passed to the team.",
            ),
        ),
        Minute(
            "26.",
            "Flooding of 21 October: the police response",
            (
                "The Chief Constable spoke about the night on which Withy Brook carried away the approach to the "
                "footbridge at Nether Alderby. Forty-six people had been taken to the village hall; no one was hurt.",
                "Members discussed whether a joint review with the fire service was needed. The Chairman thought it "
                "better to wait for the inquiry by the county council.",
                "!RESOLVED that a decision on a joint review be deferred until the September meeting.",
                "The meeting closed at 1.05 pm.",
            ),
        ),
    )


def _february_2024(seconder: str, heading: str) -> Flow:
    return _minutes(
        "Tuesday 6 February 2024", FEBRUARY_2024_PRESENT, STAFF, _february_2024_minutes(seconder), heading=heading
    )


def _precept_report_2024() -> Flow:
    return [
        PANEL.centred("Report of the Police and Crime Commissioner", 1.1),
        PANEL.centred("Proposed precept 2024/25"),
        rule(),
        *numbered(
            PANEL,
            "1",
            (
                "It is proposed that the police element of council tax at Band D rise from £259.20 to £272.20, which "
                "is £13.00 or 5.0%. The proposal was settled after a consultation with 1,518 answers, and after two "
                "public meetings, at Hollowdean on 4 December and at Penhale on 11 December 2023.",
                "The government’s settlement assumes that every commissioner takes the full £13.00. A lower precept "
                "would not be made good by grant.",
                "Savings of £620,000 remain to be found. The sale of the former station at Penhale for £485,000 was "
                "agreed in principle in October; the rest is to come from vacancies held for eight weeks.",
            ),
        ),
        grid(
            PANEL,
            (
                ("Table 1 (£000)", "2023/24 forecast", "2024/25 proposed"),
                ("Police officers", "63,340", "66,905"),
                ("Police staff and PCSOs", "29,115", "30,260"),
                ("All other spending", "36,050", "36,720"),
                ("Income and grants", "(18,620)", "(19,045)"),
                ("From reserves", "(1,535)", "(420)"),
                ("Net budget requirement", "108,350", "114,420"),
            ),
            (227, 120, 120),
            sums_from=1,
        ),
        PANEL.words("<b>Recommendation.</b> That the Panel support the proposed precept."),
    ]


LETTER = (
    "Nether Alderby Flood Wardens",
    "The Old Forge, Nether Alderby",
    "",
    "29 January 2024",
    "",
    "To the Chairman of the Police and Crime Panel",
    "",
    "Dear Councillor Oyelaran,",
    "",
    "We write as the wardens who were on the brook on the",
    "night of 21 October. The officers who came at ten past",
    "one carried nine people over the wall of Mill Cottage.",
    "They did not know where the keys of the hall were kept.",
    "",
    "We should like the keys to be held at the station, and",
    "a list of households without a car to be kept there.",
    "",
    "Yours sincerely,",
    "",
    "Prudence Akintola, for the wardens",
)


def _letter() -> Flow:
    return scan(LETTER)


# September 2024 and February 2025.

SEPTEMBER_2024 = (
    Minute("35.", "Apologies", ("Apologies were received from Councillor P Ashdown-Leigh and Mr D Morgan.",)),
    Minute(
        "36.",
        "Minutes of the previous meeting",
        ("!RESOLVED that the minutes of the meeting held on 18 June 2024 be signed as a correct record.",),
    ),
    Minute(
        "37.",
        "Flooding: joint review",
        (
            "The matter had been deferred in February. The county council’s inquiry had now reported, with eleven "
            "recommendations, two of them for the police: to hold keys of village halls used as rest centres, and to "
            "agree with flood wardens who calls whom.",
            "Councillor S Pugh felt that a second review would tell the Panel nothing new.",
            "Proposed by Councillor S Pugh, seconded by Councillor I Trehearne, and",
            "!RESOLVED that no joint review be held, and that the Chief Constable report in a year on the two "
            "recommendations addressed to the force.",
        ),
    ),
    Minute(
        "38.",
        "Public-space cameras: the first year",
        (
            "The Panel had asked in June 2023 to see the first year’s figures. From October 2023 to August 2024 the "
            "control room logged 1,184 incidents; footage was asked for 703 times and supplied within the day in "
            "94% of cases. It was used in 217 arrests.",
            "Councillor D O’Hanlon asked what the £45,000 bought that the police would not have had anyway. The "
            "Commissioner pointed to the supply of footage, which had taken nine days on average before.",
            "!RESOLVED that the report be noted.",
        ),
    ),
    Minute(
        "39.",
        "Road safety fund: closing report",
        (
            "The fund closed on 31 March 2024 with £57,830 paid to thirty-nine parishes. The balance of £62,170 had "
            "been moved to average-speed cameras on the A-road over the moor.",
            "Councillor F Mackinlay regretted that the money had left the villages.",
            "!RESOLVED by 6 votes to 1, with 1 abstention, that the Commissioner be asked to set up a second fund of "
            "not less than £40,000 in 2025/26.",
            "The meeting closed at 12.20 pm.",
        ),
    ),
)
SEPTEMBER_2024_PRESENT = tuple(name for name in MEMBERS if "Ashdown" not in name and "D Morgan" not in name)

FEBRUARY_2025 = (
    Minute(
        "52.",
        "Apologies and named substitutes",
        ("There were no apologies. All ten members were present.",),
    ),
    Minute(
        "53.",
        "Minutes of the previous meeting",
        (
            "!RESOLVED that the minutes of the meeting held on 19 November 2024 be agreed, subject to ‘county’ being "
            "replaced by ‘country’ in minute 47.",
        ),
    ),
    Minute(
        "54.",
        "Proposed precept 2025/26",
        (
            "The Commissioner proposed an increase of £14.00 at Band D, to £286.20. She regretted that the grant for "
            "the higher employers’ national insurance fell £410,000 short of its cost.",
            "Councillor D O’Hanlon moved, and Councillor F Mackinlay seconded, that the proposed precept be vetoed as "
            "too high. The clerk reminded members that a veto needed seven votes.",
            "A named vote was taken. For the veto: Councillors Mackinlay, G Morgan, O’Hanlon and Mr D Morgan (4). "
            "Against: Councillors Ashdown-Leigh, Oyelaran, Pugh, Qureshi, Trehearne and Mrs Deshpande (6). "
            "The motion was lost.",
            "It was then proposed by Councillor N Qureshi, seconded by Mrs A Deshpande, and",
            "!RESOLVED (6 for, 4 against) that the proposed precept of £286.20 at Band D for 2025/26 be supported, "
            "with a request that no station west of the moor be closed during the year.",
        ),
    ),
    Minute(
        "55.",
        "Second road safety fund",
        (
            "The Commissioner had agreed to the Panel’s request of September and set aside £50,000. Parishes that had "
            "a grant from the first fund might apply again after two years.",
            "!RESOLVED that the report be welcomed and noted.",
        ),
    ),
    Minute(
        "56.",
        "Confirmation hearing: deputy commissioner",
        (
            "The Panel questioned Tomos Bassey-Lloyd on his experience and on how he would keep his post on the "
            "parish council apart from the office.",
            "!RECOMMENDED that Mr T Bassey-Lloyd be appointed Deputy Police and Crime Commissioner.",
            "The meeting closed at 1.17 pm.",
        ),
    ),
)


def _annual_report() -> Flow:
    return [
        notice(PANEL),
        gap(8),
        PANEL.heading("Severnmoor Police and Crime Panel", 1.5),
        PANEL.heading("Annual report 2023/24"),
        PANEL.words(
            "The Panel met four times, read thirty-one reports and put 214 questions. It supported the precept for "
            "the coming year after a debate that took most of a morning. It vetoed nothing."
        ),
        PANEL.heading("Who we are"),
        PANEL.words(
            "Ten members sit on the Panel: eight council-<br/>lors from four councils and two people who be-<br/>"
            "long to none of them. We hold the Commis-<br/>sioner to account. We do not run the police, and we cannot "
            "take up a case that is before the courts."
        ),
        PANEL.heading("The year in four meetings"),
        PANEL.words(
            "<b>June.</b> Cameras in market towns took up the morning. We heard that the Commissioner would pay "
            "£45,000 "
            "a year towards watching them, and we asked to see what came of it."
        ),
        PANEL.words(
            "<b>September.</b> Two members spent a night in the control room at Withybridge. Their account of "
            "forty-one calls between ten and two is the most read page on our site."
        ),
        PANEL.words(
            "<b>November.</b> The flood had come three weeks before. The meeting was moved to the sports hall at "
            "Penhale, and sixty-three residents came."
        ),
        PANEL.words(
            "<b>February.</b> The precept, and a cheerful report about tractors: thefts of farm machinery fell by "
            "almost a third."
        ),
        PANEL.heading("What we changed"),
        *bullets(
            PANEL,
            (
                "Figures are now given for each market town.",
                "Postings of new constables are published by station.",
                "The road safety fund stayed open until the end of March, and nineteen more parishes came forward.",
            ),
        ),
        PANEL.heading("What it cost"),
        PANEL.words(
            "The Panel spent £48,260 out of a grant of £53,300. Officers’ time came to £39,115, allowances to £5,470, "
            "rooms and travel to £3,675. The rest went back to the Home Office."
        ),
        PANEL.heading("Coming up"),
        PANEL.words(
            "Next year we shall look at how the force answers calls in Welsh, at the first year of the cameras, and at "
            "the two recommendations that the flood inquiry addressed to the police."
        ),
        PANEL.words("<i>Margaret Oyelaran, Chairman, April 2024</i>"),
    ]


_STAMP = "Page {page}"
_INNER = "Page {page} of {pages}"

PAPERS = (
    Paper(
        f"{FOLDER}/2023-02-07-agenda-pack.pdf",
        f"{BODY}: agenda pack, 7 February 2023",
        PANEL,
        (
            Part(
                partial(
                    _agenda,
                    "Tuesday 7 February 2023",
                    (
                        ("1", "Apologies and named substitutes", ""),
                        ("2", "Declarations of interest", ""),
                        ("3", "Public participation", ""),
                        ("4", "Minutes of the previous meeting", ""),
                        ("5", "Proposed precept 2023/24", "3 - 5"),
                        ("6", "Police and crime plan: progress", "6"),
                        ("7", "Work programme", ""),
                    ),
                )
            ),
            Part(_blank),
            Part(_precept_report_2023, "Police and Crime Commissioner for Severnmoor", _INNER),
            Part(_wide_table_2023, "Police and Crime Commissioner for Severnmoor", "Appendix A", wide=True),
            Part(_progress_report, "Severnmoor Police", _INNER),
        ),
        stamp=_STAMP,
    ),
    Paper(
        f"{FOLDER}/2023-02-07-minutes.pdf",
        f"{BODY}: minutes, 7 February 2023",
        PANEL,
        (Part(_february_2023, foot="{page}"),),
    ),
    Paper(
        f"{FOLDER}/2023-06-20-agenda-pack.pdf",
        f"{BODY}: agenda pack, 20 June 2023",
        PANEL,
        (
            Part(
                partial(
                    _agenda,
                    "Tuesday 20 June 2023",
                    (
                        ("8", "Election of Chairman", ""),
                        ("9", "Apologies", ""),
                        ("10", "Minutes of the previous meeting", "15 - 16"),
                        ("11", "Recruitment paid for by the precept", "to follow"),
                        ("12", "Public-space cameras", "18"),
                        ("13", "Road safety fund", "oral report"),
                        ("14", "Complaints about the Commissioner", "oral report"),
                    ),
                )
            ),
            Part(_blank),
            Part(partial(_february_2023, front_sheet=False)),
            Part(_blank),
            Part(_camera_report, "Report to the Panel, 20 June 2023", _INNER),
        ),
        stamp=_STAMP,
        first_stamp=13,
    ),
    Paper(
        f"{FOLDER}/2023-06-20-minutes.pdf",
        f"{BODY}: minutes, 20 June 2023",
        PANEL,
        (
            Part(
                partial(
                    _minutes,
                    "Tuesday 20 June 2023",
                    JUNE_2023_PRESENT,
                    (*STAFF, "Beatrice Lumley, Head of Communities, Severnmoor District Council"),
                    JUNE_2023,
                ),
                foot="{page}",
            ),
        ),
    ),
    Paper(
        f"{FOLDER}/2024-02-06-agenda-pack.pdf",
        f"{BODY}: agenda pack, 6 February 2024",
        PANEL,
        (
            Part(
                partial(
                    _agenda,
                    "Tuesday 6 February 2024",
                    (
                        ("21", "Apologies", ""),
                        ("22", "Declarations of interest", ""),
                        ("23", "Minutes of the previous meeting", "circulated"),
                        ("24", "Proposed precept 2024/25", "43"),
                        ("25", "Thefts of farm machinery", "oral report"),
                        ("26", "Flooding of 21 October: the police response", "44"),
                    ),
                )
            ),
            Part(_precept_report_2024, "Police and Crime Commissioner for Severnmoor", _INNER),
            Part(_letter),
        ),
        stamp=_STAMP,
        first_stamp=42,
    ),
    Paper(
        f"{FOLDER}/2024-02-06-minutes-draft.pdf",
        f"{BODY}: draft minutes, 6 February 2024",
        PANEL,
        (Part(partial(_february_2024, "N Qureshi", "Draft minutes"), "DRAFT: subject to approval", "{page}"),),
    ),
    Paper(
        f"{FOLDER}/2024-02-06-minutes.pdf",
        f"{BODY}: minutes, 6 February 2024",
        PANEL,
        (Part(partial(_february_2024, "S Pugh", "Minutes"), foot="{page}"),),
    ),
    Paper(
        f"{FOLDER}/2024-04-annual-report.pdf",
        f"{BODY}: annual report 2023/24",
        PANEL,
        (Part(_annual_report, foot="{page}", columns=2),),
    ),
    Paper(
        f"{FOLDER}/2024-09-17-minutes.pdf",
        f"{BODY}: minutes, 17 September 2024",
        PANEL,
        (
            Part(
                partial(_minutes, "Tuesday 17 September 2024", SEPTEMBER_2024_PRESENT, STAFF, SEPTEMBER_2024),
                foot="{page}",
            ),
        ),
    ),
    Paper(
        f"{FOLDER}/2025-02-04-minutes.pdf",
        f"{BODY}: minutes, 4 February 2025",
        PANEL,
        (
            Part(
                partial(
                    _minutes,
                    "Tuesday 4 February 2025",
                    MEMBERS,
                    STAFF,
                    FEBRUARY_2025,
                    opening="10.00 am",
                ),
                foot="{page}",
            ),
        ),
    ),
)
