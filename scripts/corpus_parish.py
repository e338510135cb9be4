"""The papers of Dunmere Parish Council, which no map shows: a speed device, a footbridge, a toy library."""
# ruff: noqa: E501 - prose keeps its own line lengths

from __future__ import annotations

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
    next_column,
    notice,
    rule,
    scan,
    side_by_side,
    signature,
    title_block,
)

BODY = "Dunmere Parish Council"
_P = PARISH

_NOVEMBER_2022 = (
    Minute(
        "22/071",
        "Apologies for absence",
        ("Apologies were received and accepted from Cllr M Sandhu-Clarke, who was at a family wedding.",),
    ),
    Minute(
        "22/072",
        "Declarations of interest",
        ("Cllr D Pryce declared a personal interest in minute 22/076, his niece being treasurer of the Toy Library.",),
    ),
    Minute(
        "22/073",
        "Minutes of the previous meeting",
        ("The minutes of the meeting held on 13 September 2022 were agreed as a correct record and signed.",),
    ),
    Minute(
        "22/074",
        "Speeding in Mill Lane",
        (
            "Eleven residents had written about the speed of traffic past the school gate. Cllr F MacAlister had stood "
            "with a borrowed counter for three mornings in October: of 412 vehicles towards the bridge, 168 were above "
            "the limit of 30 mph, and the fastest was doing 57.",
            "PCSO Wanda Szymanska said that the camera van could visit only sites with a record of injuries, and that "
            "a speed-indicator device (SID) of the parish’s own would do more good. The office of the Commissioner ran "
            "a Community Road Safety Fund to which parishes could apply.",
            "!RESOLVED: That the Clerk obtain prices for a speed-indicator device and report to the February meeting.",
            "Proposed by Cllr F MacAlister, seconded by Cllr B Nnamdi.",
        ),
    ),
    Minute(
        "22/075",
        "Footbridge over the Withy Brook",
        (
            "Cllr C O’Dowd reported that two boards of the footbridge at Mill Lane had rotted through and that a walker "
            "had put a foot between them. The bridge had been closed with tape since 29 October. It was not clear "
            "whether the bridge belonged to the parish or to Severnmoor District Council (SDC); District Councillor "
            "Imtiaz Rahmani undertook to find out.",
            "It was agreed to ask SDC for an inspection before Christmas.",
        ),
    ),
    Minute(
        "22/076",
        "Grant request: Dunmere Toy Library",
        (
            "The Toy Library asked for £450 towards shelving and a lockable cupboard in the Reading Room. Members liked "
            "the scheme but had seen no accounts.",
            "!RESOLVED: That the request be deferred to the February meeting so that accounts can be provided.",
            "Proposed by Cllr B Nnamdi, seconded by Cllr C O’Dowd. Cllr D Pryce did not vote.",
        ),
    ),
    Minute(
        "22/077",
        "Budget and precept 2023/24",
        (
            "The Clerk presented a first draft. The playground inspection and the rise in the price of electricity for "
            "the nine street lamps together added £1,940. Members asked for a second draft with a precept of no more "
            "than £29,000.",
        ),
    ),
    Minute("22/078", "Date of next meeting", ("Tuesday 14 February 2023. The meeting closed at 9.05 pm.",)),
)


def _november_2022() -> Flow:
    return [
        *title_block(
            _P,
            BODY,
            "Minutes of the meeting held on Tuesday 8 November 2022",
            "at 7.30 pm in the Reading Room, Dunmere",
        ),
        _P.words(
            "<b>Present:</b> Cllr Rhiannon Pryce (Chair), Cllr Dafydd Pryce, Cllr Bola Nnamdi, Cllr Fergus MacAlister "
            "and Cllr Colm O’Dowd."
        ),
        _P.words(
            "<b>In attendance:</b> Mrs Hester Quill (Clerk), District Councillor Imtiaz Rahmani, PCSO Wanda Szymanska "
            "and four members of the public."
        ),
        gap(4),
        *minutes_under_headings(_P, _NOVEMBER_2022),
        *signature(_P),
    ]


def _agenda_2023() -> Flow:
    return [
        *title_block(
            _P, BODY, "AGENDA", "Meeting to be held on Tuesday 14 February 2023 at 7.30 pm", "Reading Room, Dunmere"
        ),
        _P.words(
            "To all members of the Council: you are hereby summoned to attend the meeting, at which the business below "
            "will be transacted. The public and press are welcome and may speak for fifteen minutes before item 4."
        ),
        _P.right("Hester Quill, Clerk to the Council<br/>8 February 2023"),
        gap(),
        grid(
            _P,
            [
                ["Item", "Subject", "Paper"],
                ["1", "Apologies for absence", "—"],
                ["2", "Declarations of interest", "—"],
                ["3", "Minutes of the meeting of 8 November 2022", "attached"],
                ["4", "Speed-indicator device: prices received, and an application for funds", "A"],
                ["5", "Footbridge over the Withy Brook: SDC’s inspection and three quotations", "B"],
                ["6", "Grant request: Dunmere Toy Library, accounts now received", "C"],
                ["7", "Budget and precept 2023/24", "D"],
                ["8", "Planning: 22/03917/FUL, conversion of the forge at Nether Dunmere", "—"],
                ["9", "Accounts for payment", "E"],
                ["10", "Date of next meeting", "—"],
            ],
            [44, 350, 70],
        ),
    ]


def _february_2023(boards: str) -> tuple[Minute, ...]:
    return (
        Minute("23/001", "Apologies for absence", ("Apologies had been received from Cllr C O’Dowd (work).",), "Clerk"),
        Minute(
            "23/002",
            "Declarations of interest",
            ("Cllr D Pryce repeated his interest in the Toy Library (minute 23/006).",),
        ),
        Minute(
            "23/003",
            "Minutes of 8 November 2022",
            ("!RESOLVED: That the minutes be signed as a correct record.",),
            "RP",
        ),
        Minute(
            "23/004",
            "Speed-indicator device",
            (
                "Three prices had been received, from £2,980 to £3,760 with one solar panel. The Clerk recommended the "
                "middle one, which records speeds as well as showing them.",
                "Cllr M Sandhu-Clarke asked who would move the device between posts; Cllr F MacAlister and Cllr B Nnamdi "
                "volunteered, after training.",
                "!RESOLVED: That the Council apply to the Community Road Safety Fund of the Severnmoor Police and Crime "
                "Commissioner for £3,400, and meet any shortfall up to £300 from the road safety reserve.",
                "Proposed by Cllr F MacAlister, seconded by Cllr M Sandhu-Clarke. Carried: 5 for, 0 against, "
                "0 abstentions.",
            ),
            "HQ / FM",
        ),
        Minute(
            "23/005",
            "Footbridge over the Withy Brook",
            (
                "SDC had inspected on 12 January and held that the bridge belongs to the parish under the award of 1846. "
                f"Its engineer advised that {boards} boards and the upstream handrail be replaced before the bridge is "
                "opened again.",
                "Quotations: Ferris Timber Ltd £4,500; Oakhanger Structures £6,180; Lowe and Daughters £7,025, each "
                "without VAT.",
                "!RESOLVED: That the quotation of Ferris Timber Ltd for £4,500 be accepted and paid from general "
                "reserves.",
                "Proposed by Cllr B Nnamdi, seconded by Cllr D Pryce.",
            ),
            "HQ",
        ),
        Minute(
            "23/006",
            "Grant request: Dunmere Toy Library",
            (
                "Accounts to 31 December showed £212.18 in the bank and 46 families borrowing each month. An amendment "
                "by Cllr F MacAlister to give the whole £450 found no seconder and fell.",
                "!RESOLVED: That a grant of £400 be made under section 137 of the Local Government Act 1972.",
                "Proposed by Cllr M Sandhu-Clarke, seconded by Cllr B Nnamdi. Cllr D Pryce left the room.",
            ),
            "HQ",
        ),
        Minute(
            "23/007",
            "Budget and precept 2023/24",
            (
                "The second draft was taken line by line. Street lighting was raised to £3,150 and the hire of the "
                "Reading Room cut to £360.",
                "!RESOLVED: That the precept for 2023/24 be £28,600, an increase of 4.2 per cent for a Band D household.",
                "Proposed by Cllr R Pryce, seconded by Cllr D Pryce. Carried: 4 for, 1 against, 0 abstentions. "
                "Cllr F MacAlister asked that his vote against be recorded.",
            ),
            "HQ",
        ),
        Minute(
            "23/008",
            "Accounts for payment",
            ("The payments in the table below were approved; cheques were signed by Cllrs R Pryce and B Nnamdi.",),
            "RP / BN",
        ),
    )


def _minutes_2023(boards: str, *, draft: bool) -> Flow:
    state = "DRAFT — subject to confirmation at the next meeting" if draft else "Confirmed and signed on 9 May 2023"
    return [
        *title_block(
            _P, BODY, "Minutes of the meeting held on Tuesday 14 February 2023", "Reading Room, Dunmere, 7.30 pm", state
        ),
        grid(
            _P,
            [
                ["Present", "Initials", "Role"],
                ["Cllr Rhiannon Pryce", "RP", "Chair"],
                ["Cllr Dafydd Pryce", "DP", "Vice-Chair"],
                ["Cllr Bola Nnamdi", "BN", "Member"],
                ["Cllr Fergus MacAlister", "FM", "Member"],
                ["Cllr Meera Sandhu-Clarke", "MSC", "Member"],
                ["Mrs Hester Quill", "HQ", "Clerk"],
            ],
            [240, 80, 140],
        ),
        *minutes_with_actions(_P, _february_2023(boards)),
        gap(),
        grid(
            _P,
            [
                ["Payee", "For", "Cheque", "£"],
                ["Dunmere Toy Library", "Grant, minute 23/006", "001187", "400.00"],
                ["Wyre Lamp Company", "Repair, lamp 6", "001188", "187.40"],
                ["H Quill", "Salary and postage, January", "001189", "642.15"],
                ["Reading Room Trust", "Hire, October to December", "001190", "90.00"],
                ["Total", "", "", "1,319.55"],
            ],
            [170, 170, 60, 64],
            sums_from=3,
        ),
        _P.words("Date of next meeting: Tuesday 9 May 2023. The meeting closed at 8.50 pm."),
        *([] if draft else signature(_P)),
    ]


_OCTOBER_2023 = (
    Minute("23/041", "Apologies", ("Apologies were received from Cllr R Pryce; Cllr D Pryce took the chair.",)),
    Minute("23/042", "Minutes", ("The minutes of 11 July 2023 were approved and signed.",)),
    Minute(
        "23/043",
        "Speed-indicator device",
        (
            "The Clerk reported that the Commissioner’s fund had granted £3,000 of the £3,400 asked for. The device was "
            "delivered on 4 September and fixed to the lamp post outside the forge the next day. It cost £3,275 with "
            "two brackets; the Council’s share was therefore £275, within the limit set in minute 23/004.",
            "First readings, 5 to 30 September: mean speed towards the bridge 33.1 mph, against 37 mph in October 2022.",
            "!RESOLVED: That the readings be sent to the Police and Crime Commissioner each half year, as the terms of "
            "the grant require.",
            "Proposed by Cllr F MacAlister, seconded by Cllr B Nnamdi.",
        ),
    ),
    Minute(
        "23/044",
        "Footbridge over the Withy Brook",
        (
            "Ferris Timber Ltd had finished on 21 June and the bridge was opened the same afternoon. The final account "
            "was £4,500 as quoted. Cllr C O’Dowd thanked the firm for saving the old iron newel.",
            "The report was noted.",
        ),
    ),
    Minute(
        "23/045",
        "Dunmere Toy Library",
        (
            "Mrs Ngozi Adeyemi-Hart, treasurer, told members how the grant of £400 had been spent: £318.60 on shelving, "
            "£81.40 on a cupboard lock and labels. Sixty-one families now borrowed each month.",
            "The report was noted with thanks.",
        ),
    ),
    Minute(
        "23/046",
        "Car park at Ferry Lane",
        (
            "Members discussed the charges that SDC brought in at Ferry Lane on 1 July. Cllr M Sandhu-Clarke had counted "
            "between nine and fourteen cars in School Close on market days where there used to be three.",
            "!RESOLVED: That the Council write to SDC asking that displaced parking in School Close be counted in its "
            "review of the charges.",
            "Proposed by Cllr M Sandhu-Clarke, seconded by Cllr C O’Dowd.",
        ),
    ),
    Minute("23/047", "Date of next meeting", ("Tuesday 12 December 2023. The meeting closed at 8.31 pm.",)),
)


def _october_2023() -> Flow:
    return [
        *title_block(
            _P, BODY, "Minutes of the meeting held on Tuesday 10 October 2023", "Reading Room, Dunmere, 7.30 pm"
        ),
        _P.strong("PRESENT"),
        side_by_side(
            _P,
            ["Cllr Dafydd Pryce (in the chair)", "Cllr Bola Nnamdi", "Cllr Fergus MacAlister"],
            ["Cllr Meera Sandhu-Clarke", "Cllr Colm O’Dowd"],
        ),
        _P.words("<b>In attendance:</b> Mrs Hester Quill (Clerk); Mrs Ngozi Adeyemi-Hart (for minute 23/045)."),
        *minutes_under_headings(_P, _OCTOBER_2023),
        *signature(_P),
    ]


_MARCH_2024 = (
    Minute("24/012", "Apologies", ("There were none.",)),
    Minute(
        "24/013",
        "Speed-indicator device",
        (
            "Cllr F MacAlister gave six months’ readings. The mean speed in Mill Lane had fallen to 31.4 mph; one driver "
            "in nine was still above 35 mph, most of them between 6 and 7 in the morning. The battery had to be changed "
            "four times in December, when the panel saw no sun.",
            "A motion by Cllr D Pryce to buy a second device for Nether Dunmere was lost: 2 for, 3 against, "
            "1 abstention.",
            "!RESOLVED: That the device spend every third month at Nether Dunmere, beginning in May.",
            "Proposed by Cllr R Pryce, seconded by Cllr B Nnamdi. Carried unanimously.",
        ),
    ),
    Minute(
        "24/014",
        "Precept 2024/25",
        ("It was noted that the precept of £30,150, settled at the January meeting, had been put to SDC in time.",),
    ),
    Minute(
        "24/015",
        "Ferry Lane car park: letter from SDC",
        (
            "A reply dated 26 February said that the scrutiny committee would take the first year’s figures on "
            "14 March and that School Close would be surveyed. Consideration was deferred to the May meeting.",
        ),
    ),
    Minute(
        "24/016",
        "Vacancy",
        (
            "Cllr C O’Dowd gave notice that he would stand down on 30 April on moving to Wyreholm. "
            "The Chair thanked him for eleven years’ service.",
        ),
    ),
)


def _march_2024() -> Flow:
    return [
        *title_block(
            _P, BODY, "Minutes of the meeting held on Tuesday 12 March 2024", "Reading Room, Dunmere, 7.30 pm"
        ),
        _P.words(
            "<b>Present:</b> Councillors R Pryce (Chair), D Pryce, B Nnamdi, F MacAlister, M Sandhu-Clarke and C O’Dowd. "
            "<b>Also present:</b> Mrs H Quill (Clerk), District Councillor I Rahmani."
        ),
        *minutes_under_headings(_P, _MARCH_2024),
        _P.words("The meeting closed at 9.15 pm."),
        *signature(_P),
    ]


def _newsletter() -> Flow:
    return [
        notice(_P),
        gap(),
        _P.heading("The Dunmere Bell", 1.9),
        _P.words("News from your Parish Council. Spring 2024"),
        rule(),
        _P.heading("Slower past the school"),
        _P.words(
            "Half a year of readings from the speed-indi-<br/>cator device in Mill Lane is in. The average driver now "
            "passes the school gate at 31.4 mph, where it was 37 mph before the device went up. Thank you. To the one in "
            "nine who still do more than 35: the ofﬁcers with the camera van have read the ﬁgures too."
        ),
        _P.words("From May the device will spend every third month at Nether Dunmere."),
        _P.heading("The bridge is back"),
        _P.words(
            "The footbridge over the Withy Brook has come through its ﬁrst winter. Please lead horses round by the ford: "
            "the boards are oak, but the beams under them are older than any of us."
        ),
        _P.heading("Borrow a train set"),
        _P.words(
            "The Toy Library opens in the Reading Room on Saturdays from 10 to noon. Sixty-one families belong, and a "
            "ticket costs nothing. The parish gave £400 towards the shelves."
        ),
        next_column(),
        _P.heading("What your precept pays for"),
        *bullets(
            _P,
            [
                "Street lamps: £3,150",
                "Grass and hedges: £6,400",
                "Playground, with its yearly inspection: £4,875",
                "The Clerk, the audit and insurance: £11,260",
                "Grants to village groups: £1,200",
                "Set aside for the bridge and the shelter: £3,265",
            ],
        ),
        _P.words("In all £30,150, or £71.62 for a Band D house in 2024/25."),
        _P.heading("Come and be a councillor"),
        _P.words(
            "There will be a seat to fill from 30 April. You need to be eighteen, to live or work within three miles, "
            "and to be free on some Tuesday evenings. Ask the Clerk for a form."
        ),
        _P.heading("Dates"),
        _P.words(
            "Annual Parish Meeting: Tuesday 14 May 2024. Litter pick: Saturday 20 April 2024, 10 am at the forge."
        ),
    ]


_SCAN = [
    "                    Dunmere Parish Council  (continued)",
    "",
    "24/038  Footbridge over the Withy Brook",
    "The Clerk had closed the bridge on 2 September after the",
    "flood of 31 August moved the downstream abutment. Ferris",
    "Timber Ltd would look at it without charge.",
    "",
    "RESOLVED: That a structural survey be commissioned at a cost",
    "of no more than £950.",
    "Proposed by Cllr B Nnamdi, seconded by Cllr D Pryce.",
    "",
    "24/039  Co-option",
    "Ms Leocadia Brandt-Iyer was co-opted to the vacant seat and",
    "signed the declaration of acceptance of office.",
    "",
    "24/040  Bus shelter",
    "It was agreed to defer the painting of the shelter until",
    "the spring.",
    "",
    "The meeting closed at 8.40 pm.",
    "",
    "",
    "Signed  R Pryce               Date  12 November 2024",
]


def _september_2024() -> Flow:
    minutes = (
        Minute("24/035", "Apologies", ("Apologies were received from Cllr F MacAlister.",)),
        Minute(
            "24/036",
            "Matters arising",
            ("SDC had surveyed School Close in June but the figures were not yet published.",),
        ),
        Minute(
            "24/037",
            "Speed-indicator device: return to the Commissioner",
            (
                "The half-yearly return had been sent on 30 August. It was noted that the device was out of use for "
                "19 days in July while its screen was mended under warranty.",
            ),
        ),
    )
    return [
        *title_block(
            _P, BODY, "Minutes of the meeting held on Tuesday 10 September 2024", "Reading Room, Dunmere, 7.30 pm"
        ),
        _P.words(
            "<b>Present:</b> Cllr Rhiannon Pryce (Chair), Cllr Dafydd Pryce, Cllr Bola Nnamdi and "
            "Cllr Meera Sandhu-Clarke. <b>In attendance:</b> Mrs Hester Quill (Clerk)."
        ),
        *minutes_under_headings(_P, minutes),
        _P.small("The second sheet of these minutes was scanned from the signed copy."),
    ]


_FEBRUARY_2025 = (
    Minute("25/001", "Apologies", ("Apologies were received from Cllr M Sandhu-Clarke (illness).",)),
    Minute(
        "25/002",
        "Footbridge over the Withy Brook",
        (
            "The survey by Penhallow Brook Engineers, at £920, found the oak sound but the downstream abutment undercut "
            "by 40 cm. Underpinning was estimated at £11,800. SDC had offered £5,000 from its rural paths fund, on "
            "condition that the work be done before 31 October.",
            "!RESOLVED: That SDC’s offer of £5,000 be accepted and tenders for the underpinning be invited.",
            "Proposed by Cllr D Pryce, seconded by Cllr L Brandt-Iyer. Carried: 5 for, 0 against, 0 abstentions.",
        ),
    ),
    Minute(
        "25/003",
        "Precept 2025/26",
        (
            "The Clerk set out two budgets: one of £31,900, and one of £36,400 which would pay for the abutment from "
            "the precept alone.",
            "An amendment by Cllr F MacAlister, seconded by Cllr L Brandt-Iyer, that the precept be £36,400 was put to "
            "the vote and lost by two votes to three.",
            "!RESOLVED: That the precept for 2025/26 be £31,900.",
            "Proposed by Cllr R Pryce, seconded by Cllr B Nnamdi. Carried: 3 for, 1 against, 1 abstention.",
        ),
    ),
    Minute(
        "25/004",
        "Speed-indicator device",
        (
            "Mean speed over 2024 was 31.0 mph in Mill Lane and 34.6 mph at Nether Dunmere. The Council approved the "
            "purchase of a second battery at £89.50.",
        ),
    ),
    Minute("25/005", "Date of next meeting", ("Tuesday 13 May 2025. The meeting closed at 9.20 pm.",)),
)


def _february_2025() -> Flow:
    return [
        *title_block(
            _P, BODY, "Minutes of the meeting held on Tuesday 11 February 2025", "Reading Room, Dunmere, 7.30 pm"
        ),
        _P.words(
            "<b>Present:</b> Cllr Rhiannon Pryce (Chair), Cllr Dafydd Pryce, Cllr Bola Nnamdi, Cllr Fergus MacAlister "
            "and Cllr Leocadia Brandt-Iyer. <b>In attendance:</b> Mrs Hester Quill (Clerk) and nine residents."
        ),
        *minutes_under_headings(_P, _FEBRUARY_2025),
        *signature(_P),
    ]


_FOOT = "Dunmere PC — page {page} of {pages}"
PAPERS = (
    Paper("dunmere-pc/2022-11-08-minutes.pdf", "Minutes 8 November 2022", _P, (Part(_november_2022, foot=_FOOT),)),
    Paper("dunmere-pc/2023-02-14-agenda.pdf", "Agenda 14 February 2023", _P, (Part(_agenda_2023),)),
    Paper(
        "dunmere-pc/2023-02-14-minutes-draft.pdf",
        "Draft minutes 14 February 2023",
        _P,
        (Part(lambda: _minutes_2023("four", draft=True), foot=_FOOT),),
    ),
    Paper(
        "dunmere-pc/2023-02-14-minutes-signed.pdf",
        "Minutes 14 February 2023",
        _P,
        (Part(lambda: _minutes_2023("fourteen", draft=False), foot=_FOOT),),
    ),
    Paper("dunmere-pc/2023-10-10-minutes.pdf", "Minutes 10 October 2023", _P, (Part(_october_2023, foot=_FOOT),)),
    Paper("dunmere-pc/2024-03-12-minutes.pdf", "Minutes 12 March 2024", _P, (Part(_march_2024, foot=_FOOT),)),
    Paper("dunmere-pc/2024-spring-newsletter.pdf", "The Dunmere Bell", _P, (Part(_newsletter, columns=2),)),
    Paper(
        "dunmere-pc/2024-09-10-minutes.pdf",
        "Minutes 10 September 2024",
        _P,
        (Part(_september_2024, foot="page 1 of 2"), Part(lambda: scan(_SCAN))),
    ),
    Paper("dunmere-pc/2025-02-11-minutes.pdf", "Minutes 11 February 2025", _P, (Part(_february_2025, foot=_FOOT),)),
)
