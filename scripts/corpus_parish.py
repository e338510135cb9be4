"""What Nether Alderby Parish Council talked about and voted on, November 2022 to January 2025. All of it invented."""

from __future__ import annotations

from functools import partial

from corpus_layout import (
    PARISH,
    Flow,
    Minute,
    Paper,
    Part,
    bullets,
    gap,
    grid,
    minutes_under_headings,
    minutes_with_actions,
    numbered,
    rule,
    scan,
    signature,
    title_block,
)

BODY = "Nether Alderby Parish Council"
FOLDER = "nether-alderby-pc"
HALL = "the village hall, Church Street"

INITIALS = {
    "AP": "Cllr Alun Pryce",
    "BP": "Cllr Bethan Pryce",
    "BN": "Cllr Blessing Nnamdi",
    "HDK": "Cllr Hamish Drummond-Kerr",
    "MI": "Cllr Mohan Iyer",
    "SF": "Cllr Sarah Fenwick",
    "TW": "Cllr Tomasz Wrona",
}


def _present(initials: str) -> str:
    names = [f"{INITIALS[each]} ({each})" for each in initials.split()]
    return ", ".join(names[:-1]) + f" and {names[-1]}"


def _minutes(
    when: str,
    present: str,
    others: str,
    minutes: tuple[Minute, ...],
    *,
    kind: str = "Minutes of the Parish Council meeting",
    closing: str,
) -> Flow:
    return [
        *title_block(PARISH, BODY, kind, f"held on {when} at 7.30 pm in {HALL}"),
        PARISH.words(f"<b>Present:</b> {_present(present)}."),
        PARISH.words(f"<b>In attendance:</b> {others}"),
        gap(4),
        *minutes_with_actions(PARISH, minutes),
        gap(8),
        PARISH.words(closing),
        *signature(PARISH),
    ]


NOVEMBER_2022 = (
    Minute("91/22", "Apologies", ("Cllr Mohan Iyer sent apologies, which were accepted.",)),
    Minute(
        "92/22", "Declarations of interest", ("Cllr Sarah Fenwick: item 95/22, as a volunteer at the toy library.",)
    ),
    Minute(
        "93/22",
        "Minutes of the meeting of 11 October 2022",
        (
            "!Resolved: that the minutes be accepted as a true record. Proposed by Cllr B Nnamdi, seconded by "
            "Cllr T Wrona.",
        ),
        "Clerk",
    ),
    Minute(
        "94/22",
        "Traffic in Mill Lane",
        (
            "Forty-one residents had signed a petition about speeding between the bridge and the school. The lane has "
            "a limit of 30 mph; a count by the county in June found every seventh car above 38.",
            "AP had seen a speed indicator device (SID) at work in Penhale. BN asked whether drivers did not soon "
            "get used to it. TW would find out from the clerk there.",
            "!Agreed: that the Clerk obtain three quotations for a device that can be moved from pole to pole.",
        ),
        "Clerk, TW",
    ),
    Minute(
        "95/22",
        "Alderby toy library",
        (
            "A letter asked for £1,200 to pay the rent of the Methodist schoolroom for a year. The Clerk pointed out "
            "that no accounts had been sent with it.",
            "!Resolved: that the application be deferred to January and accounts asked for.",
        ),
        "Clerk",
    ),
    Minute(
        "96/22",
        "Payments",
        (
            "The payments listed were approved: grass cutting, Dale and Daughter, £312.00; hall hire £54.00; Clerk’s "
            "salary and tax £1,086.42; wreath £22.50.",
        ),
        "Clerk",
    ),
    Minute(
        "97/22",
        "Playground",
        (
            "The inspector’s report gave the slide a low risk and the swing chains a medium one. HDK offered to have "
            "the chains replaced before the spring for no more than £160.",
            "!Agreed.",
        ),
        "HDK",
    ),
)

JANUARY_2023 = (
    Minute("107/23", "Apologies", ("None.",)),
    Minute(
        "108/23",
        "Minutes of the meeting of 13 December 2022",
        (
            "!Resolved: that the minutes be signed as correct. Proposed by Cllr H Drummond-Kerr, seconded by "
            "Cllr S Fenwick.",
        ),
    ),
    Minute(
        "109/23",
        "Speed indicator device for Mill Lane",
        (
            "Three quotations had come in: Brackwell Signs £2,895.00, Northgate Traffic £3,240.00 and Moor Electrics "
            "£2,640.00 without a mounting bracket or a way to read out the figures.",
            "MI asked whether the county would allow the pole by the school. The Clerk had its consent in writing.",
            "!Resolved: to buy the device of Brackwell Signs at £2,895.00 plus VAT. Proposed by Cllr A Pryce, "
            "seconded by Cllr B Nnamdi. All in favour.",
        ),
        "Clerk",
    ),
    Minute(
        "110/23",
        "Alderby toy library",
        (
            "The accounts deferred from November showed £640 in hand and sixty-eight families on the books. SF left "
            "the table for this item.",
            "Cllr T Wrona proposed that the full £1,200 be granted. There were 2 votes for and 4 against, and the "
            "motion was lost.",
            "!Resolved: that a grant of £750 be made for the year 2023/24. Proposed by Cllr B Pryce, seconded by Cllr "
            "M Iyer; 5 for, 1 against.",
        ),
        "Clerk",
    ),
    Minute(
        "111/23",
        "Budget and precept for 2023/24",
        (
            "The Clerk went through the budget. Reserves would be £14,300 at the end of March, a little under five "
            "months’ spending.",
            "!Resolved: that the precept for 2023/24 be set at £38,400, which is £71.25 at Band D. Proposed by Cllr H "
            "Drummond-Kerr, seconded by Cllr A Pryce. For 6, against 0, abstained 1.",
        ),
        "Clerk",
    ),
    Minute(
        "112/23",
        "Any other matters",
        ("BP reported that the lamp outside the Black Bull had been out since the storm. Ref. SL/4471.",),
        "BP",
    ),
)


def _budget_2023() -> Flow:
    return [
        PARISH.heading("Annex to minute 111/23: budget 2023/24"),
        grid(
            PARISH,
            (
                ("Heading", "2022/23 (£)", "2023/24 (£)"),
                ("Clerk: salary, tax and pension", "13,250", "13,980"),
                ("Insurance", "1,120", "1,204"),
                ("Grass and hedges", "6,400", "6,850"),
                ("Playground", "1,500", "2,250"),
                ("Street lamps: electricity", "3,180", "4,960"),
                ("Mill Lane speed indicator", "0", "2,895"),
                ("Grants", "1,500", "1,500"),
                ("Hall hire, audit and subscriptions", "2,110", "2,240"),
                ("Election fund", "1,000", "1,000"),
                ("Churchyard wall", "2,500", "1,521"),
                ("Total", "32,560", "38,400"),
            ),
            (250, 100, 100),
            sums_from=1,
        ),
    ]


SEPTEMBER_2023 = (
    Minute("48/23", "Apologies", ("Cllr Hamish Drummond-Kerr (ﬂu) and Cllr Sarah Fenwick (at work).",)),
    Minute(
        "49/23",
        "Minutes of the meeting of 11 July 2023",
        ("!Resolved: that the minutes be signed. Proposed by Cllr M Iyer, seconded by Cllr B Pryce.",),
    ),
    Minute(
        "50/23",
        "Speed indicator device: first figures",
        (
            "The device was put up on 3 July. TW had read it out on 4 September: 61,204 vehicles, of which fifteen in "
            "a hundred had been faster than 38 mph in the first week and fifteen in a hundred faster than 33 mph in "
            "the last. The highest speed was 71 mph, at 2.14 on a Sunday morning.",
            "The Police and Crime Commissioner’s road safety fund has paid £1,450 towards it.",
            "!Resolved: that the figures be noted and sent to the Severnmoor Police and Crime Panel.",
        ),
        "TW",
    ),
    Minute(
        "51/23",
        "Payments",
        (
            "!Approved: toy library, cheque 100487, £750.00; Brackwell Signs, cheque 100488, £3,474.00 with VAT; "
            "Clerk’s salary and tax, £1,142.10; churchyard wall, cheque 100489, £1,521.00.",
        ),
        "Clerk",
    ),
    Minute(
        "52/23",
        "Letter from the toy library",
        (
            "A letter of thanks (attached) was read out. Eighty-three families now borrow, and the schoolroom has a "
            "new stove.",
            "!Noted with pleasure.",
        ),
    ),
    Minute(
        "53/23",
        "Hedges at the churchyard",
        (
            "Ofﬁcers of the district council had measured the path by the lych-gate at 84 cm; the yew must be cut "
            "back by a third. BN had found a contractor who would do it for £240.",
            "!Agreed: to accept the quotation of £240.00.",
        ),
        "BN",
    ),
)

LETTER = (
    "The Alderby Toy Library",
    "Methodist Schoolroom",
    "Church Street, Nether Alderby",
    "",
    "30 August 2023",
    "",
    "Dear Mrs Hallett,",
    "",
    "Please thank the parish councillors for their cheque",
    "of seven hundred and fifty pounds. It has paid our",
    "rent until Easter and bought a stove guard.",
    "",
    "Eighty-three families borrow from us. The wooden",
    "crane has been out every week since Whitsun.",
    "",
    "With kind regards,",
    "",
    "Oluwaseun Hargreaves",
    "Treasurer",
)


def _letter() -> Flow:
    return scan(LETTER)


MAY_2024 = (
    Minute(
        "1/24",
        "Election of Chairman",
        (
            "Cllr Alun Pryce stood down after four years in the chair. Cllr Blessing Nnamdi was proposed by Cllr A "
            "Pryce and seconded by Cllr S Fenwick.",
            "!Resolved: that Cllr Blessing Nnamdi be elected Chairman for the year 2024/25. She signed the "
            "declaration.",
        ),
        "BN",
    ),
    Minute(
        "2/24",
        "Election of Vice-Chairman",
        (
            "!Resolved: that Cllr Bethan Pryce be elected Vice-Chairman. Proposed by Cllr T Wrona, seconded by "
            "Cllr M Iyer.",
        ),
    ),
    Minute("3/24", "Apologies", ("Cllr Hamish Drummond-Kerr.",)),
    Minute(
        "4/24",
        "Withy Brook footbridge",
        (
            "Cllr Owen Garside said that the district had put the repair at £74,500 and that an offer from the parish "
            "would help. Seventeen parents had written since Easter.",
            "AP would have liked to know first how deep the rock lay. SF said that the children could not wait for it.",
            "!Resolved: to offer £5,000 from reserves, payable when the bridge opens. Proposed by Cllr S Fenwick, "
            "seconded by Cllr B Pryce; 5 for, none against, 1 abstention.",
        ),
        "Clerk",
    ),
    Minute(
        "5/24",
        "Station Road car park, Withybridge",
        (
            "The district’s Cabinet had adopted the new charges from 1 June. The Clerk was to repeat what had been "
            "said in March: that a village without an evening bus cannot leave its cars at home.",
            "!Agreed: that the Clerk write again and send a copy to the county’s bus officer.",
        ),
        "Clerk",
    ),
    Minute(
        "6/24",
        "A second speed indicator device",
        (
            "Cllr Tomasz Wrona proposed that a second device be bought for Church Street at £3,050. Cllr Mohan Iyer "
            "seconded. BP thought it better to move the one there was.",
            "On a vote of 2 for, 3 against and 1 abstention the motion was lost.",
            "!Agreed: to move the device between Mill Lane and Church Street every eight weeks.",
        ),
        "TW, MI",
    ),
    Minute(
        "7/24",
        "Accounts for 2023/24",
        (
            "Receipts had been £41,926.30 and payments £39,118.77. The internal auditor had asked that two councillors "
            "initial every bank statement.",
            "!Resolved: that the annual governance statement and the accounts be approved and signed.",
        ),
        "Clerk",
    ),
)

JANUARY_2025 = (
    Minute("88/25", "Apologies", ("Cllr Tomasz Wrona.",)),
    Minute(
        "89/25",
        "Minutes of the meeting of 10 December 2024",
        ("!Resolved: that the minutes be signed as a true record. Proposed by Cllr M Iyer, seconded by Cllr A Pryce.",),
    ),
    Minute(
        "90/25",
        "Withy Brook footbridge",
        (
            "Piling is to begin on 27 January. The bridge should open on 28 March, when the £5,000 falls due.",
            "!Noted.",
        ),
    ),
    Minute(
        "91/25",
        "Precept for 2025/26",
        (
            "Two budgets had been circulated. The first kept the precept at £39,900 and took £1,350 from reserves; the "
            "second raised it to £41,250.",
            "Cllr Alun Pryce moved the first; it had no seconder.",
            "!Resolved: that the precept for 2025/26 be £41,250, or £75.80 at Band D. Proposed by Cllr B Pryce, "
            "seconded by Cllr H Drummond-Kerr; 4 for, 1 against, 1 abstained.",
        ),
        "Clerk",
    ),
    Minute(
        "92/25",
        "Alderby toy library",
        (
            "An application for £900 had come with accounts for two years. The rent had gone up and a Heritage grant "
            "had run out.",
            "!Resolved: to grant £600 for 2025/26. Proposed by Cllr S Fenwick, seconded by Cllr M Iyer; all in favour.",
        ),
        "Clerk",
    ),
    Minute(
        "93/25",
        "Speed indicator device",
        (
            "The battery had failed in the frost and was replaced for £184.20. Since the device has been moved every "
            "eight weeks, speeds in Church Street have come down from 36 to 32 mph.",
            "MI asked that an application be made to the Commissioner’s second road safety fund in due course.",
            "!Agreed.",
        ),
        "MI",
    ),
    Minute(
        "94/25",
        "Station Road car park: free half-hour",
        (
            "The Clerk was glad to report that the district would try a free first half-hour from 1 February.",
            "!Noted.",
        ),
    ),
)


def _agenda_2025() -> Flow:
    return [
        *title_block(PARISH, BODY, "Agenda", f"Meeting on Tuesday 14 January 2025 at 7.30 pm in {HALL}"),
        PARISH.words(
            "Councillors are summoned to attend. The public and press are welcome; fifteen minutes are set aside for "
            "residents’ questions before item 3."
        ),
        *numbered(
            PARISH,
            "88",
            (
                "To receive apologies for absence",
                "To approve the minutes of the meeting of 10 December 2024",
                "To receive news of the Withy Brook footbridge",
                "To consider two budgets, and to set the precept for 2025/26",
                "To consider an application for £900 from the Alderby toy library",
                "To receive a report on the speed indicator device",
                "To note the free half-hour at Station Road car park",
            ),
        ),
        gap(14),
        PARISH.words("Gwenda Hallett, Clerk to the Parish Council, 8 January 2025"),
    ]


SUMMER_2024 = (
    Minute("31/24", "Apologies", ("Apologies were received from Cllr B Pryce.",)),
    Minute(
        "32/24",
        "Public questions",
        ("A resident of Church Street asked when the device would be moved. It would be moved on 15 July.",),
    ),
    Minute(
        "33/24",
        "Burial ground",
        (
            "The last marked row would be full in about six years. Cllr H Drummond-Kerr had spoken to the owner of the "
            "glebe, who might sell half an acre.",
            "!Resolved: that a valuation be obtained at a cost of not more than £350. Proposed by Cllr H "
            "Drummond-Kerr, "
            "seconded by Cllr A Pryce.",
        ),
    ),
    Minute(
        "34/24",
        "Planning",
        (
            "24/00718/HOU, porch at Orchard End: no objection. 24/00733/FUL, four houses behind the Black Bull: the "
            "Council objected because the lane is 3.1 metres wide and the drain was over its capacity in October.",
            "!Resolved: that the objection be sent to the district council. Carried by 4 votes to 2.",
        ),
    ),
    Minute(
        "35/24",
        "Next meeting",
        ("Tuesday 10 September 2024. The meeting ended at 8.55 pm.",),
    ),
)


def _summer_2024() -> Flow:
    return [
        *title_block(PARISH, BODY, "Minutes of the meeting held on Tuesday 9 July 2024"),
        PARISH.words(
            "Those present were Cllrs Blessing Nnamdi (in the chair), Alun Pryce, Hamish Drummond-Kerr, Mohan "
            "Iyer, Sarah "
            "Fenwick and Tomasz Wrona, with the Clerk, Mrs G Hallett, and seven members of the public."
        ),
        *minutes_under_headings(PARISH, SUMMER_2024),
        *signature(PARISH),
    ]


def _newsletter() -> Flow:
    return [
        *title_block(PARISH, BODY, "The Alderby Lantern", "News from the parish, spring 2024"),
        PARISH.heading("After the flood"),
        PARISH.words(
            "The footbridge is still shut and will be for a good while. A survey of the bed waits for low water. "
            "Please do "
            "not climb the barriers: two boys were pulled out of the brook in February."
        ),
        PARISH.heading("Slower in Mill Lane"),
        PARISH.words(
            "Our speed sign has looked at 210,000 cars since July. Most drivers now pass the school at 33 mph or less. "
            "Tomasz reads the figures out every other month and pins them up in the porch."
        ),
        PARISH.heading("Who spends your money"),
        *bullets(
            PARISH,
            (
                "Grass, hedges and the churchyard: £8,371.",
                "Lamps: £4,702, because the price of electricity fell after Christmas.",
                "The speed sign: £2,895, of which £1,450 came back from the Commissioner.",
                "The toy library: £750.",
            ),
        ),
        PARISH.heading("Wanted: a clerk of the bells"),
        PARISH.words(
            "After thirty-one years Idris Bowen-Achebe is giving up the bells. Whoever takes them on will need a "
            "head for "
            "heights and Wednesday evenings. There is a shed, a kettle and a key."
        ),
        PARISH.heading("Parking at the station"),
        PARISH.words(
            "From June the district means to charge £1.00 an hour at Station Road and £4.50 a day. Our "
            "chair-<br/>man spoke "
            "against it in March. If you catch the 7.12 and come home after the last bus, write to the council, and "
            "write to us too."
        ),
        PARISH.heading("Dates"),
        *bullets(
            PARISH,
            (
                "Saturday 6 April 2024: litter pick, ten o’clock at the pump.",
                "Tuesday 14 May 2024: annual meeting of the Parish Council.",
                "Sunday 23 June 2024: flood wardens’ open day. Bring wellingtons.",
            ),
        ),
        PARISH.heading("A word from the wardens"),
        PARISH.words(
            "In October we had eleven wardens and four radios. We now have nineteen wardens and nine radios, "
            "thanks to a "
            "collection at the Black Bull that raised £415.60. We still have no one in Tannery Row. The brook is "
            "watched by a gauge at the mill: when it reads 1.4 metres we ring round, and at 1.8 metres we knock."
        ),
        PARISH.words(
            "Prudence Akintola keeps the list of those who would need a hand. Nobody sees it but she and the "
            "sergeant at "
            "Penhale."
        ),
        rule(),
        PARISH.small("Printed by the Parish Council. Letters to the Clerk, Gwenda Hallett, at the village hall."),
    ]


def _minutes_paper(
    when: str,
    stem: str,
    present: str,
    others: str,
    minutes: tuple[Minute, ...],
    closing: str,
    *more: Part,
    kind: str = "Minutes of the Parish Council meeting",
) -> Paper:
    return Paper(
        f"{FOLDER}/{stem}.pdf",
        f"{BODY}: minutes, {when}",
        PARISH,
        (Part(partial(_minutes, when, present, others, minutes, kind=kind, closing=closing)), *more),
        stamp="- {page} -",
    )


CLERK = "Mrs Gwenda Hallett (Clerk)"

PAPERS = (
    _minutes_paper(
        "Tuesday 8 November 2022",
        "2022-11-08-minutes",
        "AP BP BN HDK SF TW",
        f"{CLERK}; District Councillor Owen Garside; nine members of the public.",
        NOVEMBER_2022,
        "The meeting closed at 9.05 pm. Next meeting: Tuesday 13 December 2022.",
    ),
    _minutes_paper(
        "Tuesday 10 January 2023",
        "2023-01-10-minutes",
        "AP BP BN HDK MI SF TW",
        f"{CLERK}; three members of the public.",
        JANUARY_2023,
        "The meeting closed at 9.20 pm. Next meeting: Tuesday 14 February 2023.",
        Part(_budget_2023),
    ),
    _minutes_paper(
        "Tuesday 12 September 2023",
        "2023-09-12-minutes",
        "AP BP BN MI TW",
        f"{CLERK}; no members of the public.",
        SEPTEMBER_2023,
        "The meeting closed at 8.40 pm. Next meeting: Tuesday 10 October 2023.",
        Part(_letter),
    ),
    Paper(
        f"{FOLDER}/2024-03-newsletter.pdf",
        "The Alderby Lantern, spring 2024",
        PARISH,
        (Part(_newsletter, columns=2),),
    ),
    _minutes_paper(
        "Tuesday 14 May 2024",
        "2024-05-14-annual-meeting-minutes",
        "AP BP BN MI SF TW",
        f"{CLERK}; District Councillor Owen Garside; twenty-two members of the public.",
        MAY_2024,
        "The meeting closed at 9.35 pm. Next meeting: Tuesday 11 June 2024.",
        kind="Minutes of the annual meeting of the Parish Council",
    ),
    Paper(
        f"{FOLDER}/2024-07-09-minutes.pdf",
        f"{BODY}: minutes, 9 July 2024",
        PARISH,
        (Part(_summer_2024),),
        stamp="- {page} -",
    ),
    Paper(
        f"{FOLDER}/2025-01-14-agenda.pdf",
        f"{BODY}: agenda, 14 January 2025",
        PARISH,
        (Part(_agenda_2025),),
    ),
    _minutes_paper(
        "Tuesday 14 January 2025",
        "2025-01-14-minutes",
        "AP BP BN HDK MI SF",
        f"{CLERK}; four members of the public.",
        JANUARY_2025,
        "The meeting closed at 8.50 pm. Next meeting: Tuesday 11 February 2025.",
    ),
)
