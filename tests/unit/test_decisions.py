"""What was decided, on minutes made for the purpose."""

import pytest

from panelsearch.model.meetings import Attendance, Attendee, Decision, DecisionOutcome, DocumentKind, Item
from panelsearch.model.pages import Line, Page, Rect
from panelsearch.model.spans import PageSpan, Span
from panelsearch.structure.decisions import find_decisions

BODY = "Lower Wexcombe Parish Council"


def page_of(text: str, number: int = 1) -> Page:
    lines, at = [], 0
    for row, words in enumerate(text.split("\n")):
        if words.strip():
            y = 800.0 - row * 14
            lines.append(Line(Span(at, at + len(words)), Rect(50, y, 50 + 5.5 * len(words), y + 11), 11))
        at += len(words) + 1
    return Page(number, text, lines=tuple(lines))


def decided(text: str, *roster: Attendee, kind: DocumentKind = DocumentKind.MINUTES) -> list[tuple[str, Decision]]:
    found = find_decisions((page_of(text),), (), Attendance(present=roster), kind, BODY)
    return [(decision.at.span.of(text), decision) for decision in found]


@pytest.mark.parametrize(
    ("sentence", "outcome"),
    [
        ("RESOLVED: That the hedge be cut.", "resolved"),
        ("It was agreed to buy two benches.", "agreed"),
        ("The minutes were approved as a true record and signed.", "approved"),
        ("The Council noted the report.", "noted"),
        ("Members deferred the item to the next meeting.", "deferred"),
        ("The Council rejected the tender.", "refused"),
        ("The Council recommended that the lane be closed.", "recommended"),
        ("Cllr Birch was elected Chair for the year.", "elected"),
        ("RESOLVED nem. con. that the oak be pruned.", "resolved"),
        ("Decision: RESOLVED that the council be asked to approve the rate.", "resolved"),
        ("It was resolved not to donate to the appeal.", "refused"),
        ("It was decided not to object to the mast.", "agreed"),
        ("The minutes of 3 May 2014 were taken as read and signed.", "approved"),
        ("24/0815, a porch at 1 Mill Cottages – No observations.", "agreed"),
        ("Resolved nem con that the oak be pruned.", "resolved"),
        ("RESOLVED with one abstention that a mower be bought.", "resolved"),
        ("RESOLVED after a long discussion that a mower be bought.", "resolved"),
        ("AGREED 6-3 to mend the pump.", "agreed"),
        ("RESOLVED with two abstentions and one vote against to sell the roller.", "resolved"),
        ("RESOLVED, Cllr Birch dissenting, that the roller be sold.", "resolved"),
        ("AGREED on a show of hands, 7 in favour and 2 against, that the wall be rebuilt.", "agreed"),
        ("RESOLVED on the Chairman's casting vote that the wall be rebuilt.", "resolved"),
        ("AGREED in principle to rebuild the wall.", "agreed"),
        ("Agreed without a vote that the wall be rebuilt.", "agreed"),
        ("RESOLVED subject to legal advice that the lease be signed.", "resolved"),
        ("The motion to close the path was not carried, 2 voting for and 5 against.", "refused"),
        ("The motion to close the path was voted down by five votes to two.", "refused"),
        ("The proposal to close the lane was not passed.", "refused"),
        ("The motion to hold a fete was thrown out.", "refused"),
        ("The motion to close the lane failed to gain a majority.", "refused"),
        ("The committee was unable to support the application.", "refused"),
        ("The motion to buy a pump was defeated by 6 votes to 3.", "refused"),
        ("A motion to raise the rents was put to the meeting and lost by 20 votes to 12.", "refused"),
        ("After a vote the proposal was rejected by 3 votes to 1.", "refused"),
        ("Members did not agree to the request to close the lane.", "refused"),
        ("The Council did not support a payment for last year.", "refused"),
        ("After discussion the request was denied.", "refused"),
        ("The motion to fell the ash tree was carried by a majority of 6-3.", "agreed"),
        ("Cllr Fenn was voted as the new representative.", "elected"),
        ("Approved online and on the website.", "approved"),
        ("Approved as a true record.", "approved"),
        ("The minutes of the meeting on 12th May 2014 were agreed.", "approved"),
        ("Members noted the list of decisions taken in January.", "noted"),
        ("Unanimous adoption of the minutes of the last meeting.", "agreed"),
        ("The council approves the minutes of the ninth meeting.", "agreed"),
        ("The minutes of 4 May were checked for content, agreed as a true record and signed by the Chair.", "approved"),
        ("The completed return, having come back from the auditor, was presented and approved.", "approved"),
        ("Unanimous vote in favour of a rise of 2% for the clerk.", "agreed"),
        ("We agreed that the lane should be lit.", "agreed"),
        ("This was discussed and no objections were raised by the Council.", "agreed"),
        ("17/00370/F, a porch at 1 Mill Cottages – No objections.", "agreed"),
        ("The minutes of the May meeting will be approved at the next meeting.", "deferred"),
        ("Discussion of the protocol was held over.", "deferred"),
        ("Rental policy – Tabled to June.", "deferred"),
        ("The Clerk replied, and it was agreed to adjourn the motion to the June meeting.", "deferred"),
        ("It was suggested, and agreed, that a sign be put up.", "agreed"),
        ("Payments approved: Clerk £295.40; hall £98.00.", "approved"),
        ("The motion to buy a pump was not carried.", "refused"),
        ("The Council approved the lost property policy.", "approved"),
        ("The Committee approved a grant for the defeated team.", "approved"),
        ("The Council approved the contract for refuse collection.", "approved"),
        ("It was resolved to refuse the application.", "resolved"),
        ("A proposal to rescind the rejected plan was approved.", "approved"),
        ("The motion to replace the keys lost in May was carried.", "agreed"),
        ("PENDERFYNWYD talu £240 am logi'r neuadd.", "resolved"),
        ("Cytunwyd i archebu mainc newydd.", "agreed"),
        ("Gohiriwyd y cais tan y cyfarfod nesaf.", "deferred"),
        ("Renewal at £68 agreed.", "agreed"),
        ("A motion to approve failed 2-3.", "refused"),
        ("A motion was made and passed to buy a printer for $250.", "approved"),
        ("The consensus of the Board was to wait until spring.", "agreed"),
        ("Authority was delegated to the Clerk to spend up to £500.", "agreed"),
        ("GRANTED subject to the conditions in the report.", "agreed"),
        ("Agreed the minutes of 14 June as an accurate record.", "approved"),
        ("Notes agreed.", "agreed"),
        ("The policy was reviewed and re-adopted.", "approved"),
        ("The Council gave its consent, to be looked at again in December.", "agreed"),
        ("Fees of £12 a month agreed by all.", "agreed"),
        ("The application was supported, Dr Elm abstaining.", "approved"),
        ("Taken as read and accepted nem con.", "approved"),
        ("Proposal 1 (Josh, seconded Rowan): that a second team be entered. Defeated 2-4.", "refused"),
        ("The Behaviour policy was referred back to staff.", "deferred"),
        ("On a motion of Elm and Rowan, the matter of fees was tabled to May 11.", "deferred"),
        ("Decision deferred to the next meeting as the Treasurer was away.", "deferred"),
        ("M/S/P (Elm/Rowan) to approve the minutes.", "approved"),
        ("VOTED unanimously to accept the gift of $500.", "approved"),
        ("Voted: To approve the warrant.", "approved"),
        ("Consent was given to the work on the trees.", "agreed"),
        ("The Council was content for the work to go ahead.", "agreed"),
        ("There was general agreement that the fee should be kept at £10.", "agreed"),
        ("A grant of £200 was awarded to the Scouts.", "agreed"),
        ("Decision: To hold over to the July meeting.", "deferred"),
        ("Bo motions to adjourn, Ann seconds, motion passes.", "agreed"),
        ("Motion: Elm Second: Rowan To drop the fines. Ayes: Elm. Nays: Ash, Birch. Motion fails.", "refused"),
    ],
)
def test_a_formal_sentence_is_a_decision(sentence: str, outcome: str) -> None:
    ((text, decision),) = decided(f"The lane was discussed at length.\n{sentence}")
    assert text == sentence
    assert decision.outcome is DecisionOutcome(outcome)


@pytest.mark.parametrize(
    "sentence",
    [
        "The Clerk reported that the Council agreed the grant in March.",
        "The Clerk will write to the District Council.",
        "Cllr Birch wished to see more flowers.",
        "It was noted that the road was closed.",
        "The application was refused by the Planning Inspectorate.",
        "The bank mandate had been agreed last month.",
        "An inventory of the tools was carried out on the 28th of May.",
        "The motion was proposed by Mr Fenn and if approved will go to the county.",
        "Mrs Moss, who was appointed Director in 2021, introduced the report.",
        "Medway Council had approved a plan of its own.",
        "It was agreed at the Finance Committee to pay the bill.",
        "There were no new members appointed.",
        "Members agreed with the speaker.",
        "The Clerk agreed with Mr Elm to meet him on the site.",
        "The stall was unable to open for want of a motion to that end.",
        "No objections had been received from the neighbours.",
        "To approve the minutes of the last meeting.",
        "The application was supported by residents of the lane.",
        "A grant of £200 was awarded by the county.",
        "The matter was referred to the police.",
        "If nothing came of it, then the complaint was referred back to the clerk.",
        "Members were happy with the answer.",
        "The plumber agreed.",
        "This will help if there is any departure from what was agreed.",
        "The minutes were not checked and agreed as a true record.",
        "Mrs Elm BA MSc was welcomed as the new clerk.",
        "The MSP said that the road would be repaired.",
        "Members were happy to hear that the fair went well.",
        "The committee were content that the hall was clean.",
        "The proposal covers the bank where a tree fell on the path.",
        "The motion on the lift failed on Tuesday.",
        "The proposal to run the fete fell on a Sunday.",
        "The proposal that the bridge which fell, was discussed.",
        "The proposal to climb the hill failed for lack of snow.",
        "The plans the county approved.",
        "Planning applications recently approved.",
        "Minutes were confirmed to have been sent to all members.",
        "The scheme is pre-approved subject to survey.",
        "24/0815, 1 Mill Lane – approved subject to conditions.",
        "County Council decisions: approved subject to survey.",
        "The county's plan: adopted in principle by the county.",
        "Declarations of interest: noted.",
        "Members were unable to agree on a date for the picnic.",
        "The concert – postponed to June – was sold out.",
        "Bills approved by the auditor, second draft.",
        "Approved: to be confirmed.",
        "The £500 grant was awarded to the club in 2019 by the county.",
        "The idea was widely supported at the public meeting in May.",
        "The matter was referred to Cabinet by the county in 2012.",
    ],
)
def test_what_is_told_wished_or_decided_elsewhere_is_none(sentence: str) -> None:
    assert decided(sentence) == []


def test_mover_seconder_and_votes_only_where_printed() -> None:
    (text, moved), (_, counted) = decided(
        "Resolved: To pay the bill. Proposed by Cllr Elm, seconded by Cllr Rowan, all agreed.\n"
        "It was agreed to respond (4 for, 1 against, 1 abstention).\n"
    )
    assert text.endswith("all agreed.")
    assert (moved.proposer, moved.seconder, moved.votes_for) == ("Elm", "Rowan", None)
    assert (counted.proposer, counted.votes_for, counted.votes_against, counted.abstained) == (None, 4, 1, 1)


def test_the_mover_of_a_motion_and_the_vote_that_follows_belong_to_it() -> None:
    first, second = decided(
        "On the motion of Councillor Elm, seconded by Councillor Rowan, it was resolved that the budget be approved.\n"
        "It was proposed and seconded that the item be deferred. Upon being put to the vote, the motion was carried "
        "(6 in favour, 2 against).\n"
    )
    assert (first[1].proposer, first[1].seconder) == ("Elm", "Rowan")
    assert (second[1].proposer, second[1].votes_for, second[1].votes_against) == (None, 6, 2)


def test_initials_become_the_one_name_they_stand_for() -> None:
    place = PageSpan(1, 0, 1)
    roster = (Attendee("Ann Birch", place, "", "AB"), Attendee("Peter Elm", place), Attendee("Paul East", place))
    ((_, decision),) = decided("The accounts were approved. Proposed AB, seconded PE.", *roster)
    assert decision.proposer == "Ann Birch"
    assert decision.seconder == "PE", "two people could be meant"


def test_a_lost_amendment_is_refused() -> None:
    ((text, decision),) = decided(
        "Cllr Elm moved an amendment, seconded by Cllr Rowan. The amendment was lost by 2 votes to 3."
    )
    assert text.endswith("to 3.")
    assert decision.outcome is DecisionOutcome.REFUSED
    assert (decision.votes_for, decision.votes_against) == (2, 3)


def test_a_motion_with_its_mover_first_runs_to_its_result() -> None:
    carried, lost = decided(
        "R2022-014 P. Elm, J. Rowan:\nThat the agenda be adopted as circulated. Carried.\n"
        "Moved by: Councillor Rowan\nSeconded by: Councillor Elm\nTHAT the by-law be passed.\nDEFEATED\n"
    )
    assert carried[0] == "That the agenda be adopted as circulated. Carried."
    assert (carried[1].outcome, carried[1].proposer, carried[1].seconder) == (
        DecisionOutcome.RESOLVED,
        "P. Elm",
        "J. Rowan",
    )
    assert (lost[1].outcome, lost[1].proposer) == (DecisionOutcome.REFUSED, "Rowan")


@pytest.mark.parametrize(
    ("motion", "outcome"),
    [
        ("That the repairs be carried out by the clerk.\nDEFEATED", "refused"),
        ("That the failed pump be mended and the lost keys replaced. Carried.", "resolved"),
        ("That no dogs be carried over the bridge. Motion carried unanimously.", "resolved"),
        ("That the works deferred in May be begun. Carried 5-2.", "resolved"),
    ],
)
def test_a_motion_ends_with_its_result_not_with_a_word_of_its_own(motion: str, outcome: str) -> None:
    ((text, decision),) = decided(f"R2022-014 P. Elm, J. Rowan:\n{motion}\n")
    assert text == motion
    assert decision.outcome is DecisionOutcome(outcome)


def test_a_motion_whose_result_opens_the_next_page_came_to_that() -> None:
    pages = (
        page_of("R2022-014 P. Elm, J. Rowan:\nThat the council buys a mower at a cost of\n"),
        page_of("  nine thousand dollars. DEFEATED 2-5\n\nThe hall was discussed.", 2),
    )
    (decision,) = find_decisions(pages, (), Attendance(), DocumentKind.MINUTES, BODY)
    assert decision.at.span.of(pages[0].text) == "That the council buys a mower at a cost of"
    assert (decision.outcome, decision.proposer) == (DecisionOutcome.REFUSED, "P. Elm")
    assert (decision.votes_for, decision.votes_against) == (2, 5)


def test_a_resolution_keeps_its_lettered_limbs_and_no_more() -> None:
    ((text, _),) = decided(
        "It was RESOLVED that:\n(a) the rate be set; and\n(b) the plan be kept.\n4. Roads\nNothing to report."
    )
    assert text.startswith("It was RESOLVED")
    assert text.endswith("(b) the plan be kept.")


def test_a_bare_verdict_takes_its_matter_with_it() -> None:
    ((text, decision),) = decided("21/001 Barn at Mill Lane, new roof. Approved.")
    assert text == "21/001 Barn at Mill Lane, new roof. Approved."
    assert decision.outcome is DecisionOutcome.APPROVED


def test_a_decision_knows_its_item() -> None:
    text = "1. Hedge\nResolved: To cut it.\n2. Bench\nResolved: To paint it.\n"
    second = text.index("2. Bench")
    items = (
        Item("1", "Hedge", PageSpan(1, 0, 8), 1, second),
        Item("2", "Bench", PageSpan(1, second, second + 8), 1, len(text)),
    )
    found = find_decisions((page_of(text),), items, Attendance(), DocumentKind.MINUTES, BODY)
    assert [decision.item for decision in found] == [0, 1]
    assert found[1].at.span.of(text) == "Resolved: To paint it."


@pytest.mark.parametrize("kind", [DocumentKind.AGENDA, DocumentKind.REPORT, DocumentKind.OTHER])
def test_papers_that_record_no_meeting_decide_nothing(kind: DocumentKind) -> None:
    assert decided("It was agreed to buy two benches.", kind=kind) == []


def test_a_pack_gives_the_decisions_of_its_minutes_only() -> None:
    pages = (
        page_of("Agenda\n1. Apologies\nIt was agreed to buy a boat.", 1),
        page_of(
            "Minutes\nPresent: Cllrs Ash and Birch\nIt was agreed to buy two benches.\nThe meeting closed at 9 pm.", 2
        ),
        page_of("Report of the Treasurer\nIt was agreed to buy a car.", 3),
    )
    found = find_decisions(pages, (), Attendance(), DocumentKind.PACK, BODY)
    assert [decision.at.page for decision in found] == [2]


@pytest.mark.parametrize(
    ("aftermath", "outcome"),
    [
        ("The motion was lost, three voting for and five against.", "refused"),
        ("On being put to the vote the amendment was defeated.", "refused"),
        ("The motion was carried.", "agreed"),
    ],
)
def test_a_motion_is_what_it_came_to(aftermath: str, outcome: str) -> None:
    found = decided(f"Cllr Birch moved, and Cllr Elm seconded, that the lane be closed.\n{aftermath}")
    assert found[0][1].outcome == outcome


def test_a_motion_without_a_seconder_decides_nothing() -> None:
    assert decided("Cllr Birch moved that the lane be closed; it had no seconder.") == []


def test_a_later_motion_that_was_lost_does_not_touch_an_earlier_one() -> None:
    text = (
        "Cllr Birch proposed, and Cllr Elm seconded, that the hedge be cut.\n\n"
        "Cllr Ash moved, and Cllr Oak seconded, that the lane be closed.\nThe motion was lost."
    )
    assert [decision.outcome.value for _, decision in decided(text)] == ["agreed", "refused"]


@pytest.mark.parametrize(
    ("sentence", "outcome", "votes"),
    [
        ("AGREED 5-2 to buy the mower.", "agreed", (5, 2)),
        ("The motion to fell the oak was carried by a majority of 7-2.", "agreed", (7, 2)),
    ],
)
def test_a_vote_in_figures_beside_the_verdict(sentence: str, outcome: str, votes: tuple[int, int]) -> None:
    ((_, decision),) = decided(f"The lane was discussed at length.\n{sentence}")
    assert (decision.outcome.value, (decision.votes_for, decision.votes_against)) == (outcome, votes)


_NO_VOTES = (None, None, None)


@pytest.mark.parametrize(
    ("text", "outcome", "mover", "seconder", "votes"),
    [
        (
            "Moved by Holm, second by Dietz, to mend the wall. Motion carried 4-1.",
            "agreed",
            "Holm",
            "Dietz",
            (4, 1, None),
        ),
        ("Motion by Boyd, supported by Lund, to pay the bills. Motion carried.", "approved", "Boyd", "Lund", _NO_VOTES),
        ("Kraft moved to adopt the plat. Beal seconded. Vote 3-0-0.", "approved", "Kraft", "Beal", (3, 0, 0)),
        (
            "MOTION: Mooney moved to award the contract.\nSECOND: Finch\nVOTE: 3-0, motion passes.",
            "agreed",
            "Mooney",
            "Finch",
            (3, 0, None),
        ),
        (
            "Motion to accept the bid of Reliant: Haines. Second: Munoz. All ayes. Motion carried.",
            "approved",
            "Haines",
            "Munoz",
            (None,) * 3,
        ),
        ("Motion that the pool be heated. Yes: 1 No: 3 Abstain: 0 LOST", "refused", None, None, (1, 3, 0)),
        ("RESOLVED (Cllr Dutton / Cllr Akhtar) that a survey be made.", "resolved", "Dutton", "Akhtar", _NO_VOTES),
        (
            "It was proposed by Cllr. Casserly, seconded by Cllr. Ó Ceallaigh and agreed that the sum be doubled.",
            "agreed",
            "Casserly",
            "Ó Ceallaigh",
            (None,) * 3,
        ),
        (
            "Brian M – moved that the report be accepted.\nJason H – seconded.\nMotion carried.",
            "approved",
            "Brian M",
            "Jason H",
            (None,) * 3,
        ),
        (
            "Moved Cr Hurst / Cr Oakley\nThat the park be kept open.\nCARRIED",
            "resolved",
            "Hurst",
            "Oakley",
            (None,) * 3,
        ),
        ("R-112-23 MOVED/SECONDED\nTHAT the by-law be adopted.\nDEFEATED 2/3", "refused", None, None, (2, 3, None)),
        ("RESOLVED that it be cut.\nProposed Cllr Ash\nSeconded Cllr Birch", "resolved", "Ash", "Birch", _NO_VOTES),
        ("The hedge will be cut.\nProposed – Ash\nSeconded – Birch\nCarried", "agreed", "Ash", "Birch", _NO_VOTES),
        ("The accounts were approved.\nThe balance is £40.\nProp: CR 2nd: DMJ", "approved", "CR", "DMJ", _NO_VOTES),
    ],
)
def test_who_moved_and_how_the_vote_went(
    text: str, outcome: str, mover: str | None, seconder: str | None, votes: tuple[int | None, ...]
) -> None:
    ((_, decision),) = decided(text)
    assert (decision.outcome, decision.proposer, decision.seconder) == (DecisionOutcome(outcome), mover, seconder)
    assert (decision.votes_for, decision.votes_against, decision.abstained) == votes


def test_another_motion_that_may_fail_is_not_this_one() -> None:
    vote = "Vote on supporting this proposal if the Fenn and Dale proposal fails\n\nFor 11\nAgainst 6\nAbstain 4"
    ((_, decision),) = decided(f"Elm are proposing the following change.\n{vote}")
    assert (decision.outcome, decision.votes_for, decision.votes_against) == (DecisionOutcome.AGREED, 11, 6)


def test_those_who_met_approve_what_stands_before() -> None:
    ((words, decision),) = decided("The draft of the plan was amended after discussion.\nApproved by committee.")
    assert words.endswith("Approved by committee.")
    assert decision.outcome is DecisionOutcome.APPROVED


def test_a_body_known_by_its_letters_decides_under_its_whole_name() -> None:
    sentence = "The Tithe Appeals Council approves the minutes with no objections."
    assert len(find_decisions((page_of(sentence),), (), Attendance(), DocumentKind.MINUTES, "TAC")) == 1
    assert not find_decisions((page_of(sentence),), (), Attendance(), DocumentKind.MINUTES, "Fenn Moor Trust")


def test_a_committee_is_not_the_council() -> None:
    sentence = "The Council turned down the appeal in June."
    found = find_decisions((page_of(sentence),), (), Attendance(), DocumentKind.MINUTES, "Ridge Planning Commission")
    assert found == ()
    assert len(decided(sentence)) == 1


def test_a_motion_that_found_no_seconder_decides_nothing() -> None:
    assert decided("Dietz moved to buy the sweeper. The motion died for lack of a second.") == []


def test_a_numbered_motion_that_alone_tells_no_result_decides_nothing() -> None:
    first = "23-101 Ann Ashdown, Bo Birchall:\nThat the kiosk be let.\n"
    second = "23-102 Cy Cedarholm, Di Elmhurst:\nThat the jetty be closed.\n"
    assert len(decided(f"{first}\n{second}\nThe meeting closed at 9pm.")) == 2
    (alone,) = decided(f"{first}Carried.\n\n{second}\nThe meeting closed at 9pm.")
    assert "kiosk" in alone[0]
    assert [decision.outcome for _, decision in decided(f"{first}Lost.\n\n{second}Carried.")] == ["refused", "resolved"]


def test_of_a_motion_and_its_amendment_the_one_with_fewer_votes_is_refused() -> None:
    text = (
        "Councillor Burnett, seconded by Councillor Laing, moved that the rooms stay open. As an amendment, Councillor"
        " Wylie, seconded by Councillor Dewar, moved that they be closed. On a vote being taken, 3 voted for the motion"
        " and 1 for the amendment. The motion was accordingly carried."
    )
    amendment, motion = sorted(decided(text), key=lambda one: one[1].outcome is not DecisionOutcome.REFUSED)
    assert amendment[0].startswith("As an amendment")
    assert (amendment[1].outcome, amendment[1].proposer) == (DecisionOutcome.REFUSED, "Wylie")
    assert (motion[1].outcome is not DecisionOutcome.REFUSED, motion[1].proposer) == (True, "Burnett")


def movers(text: str) -> list[tuple[str, str | None, str | None]]:
    return [(words, decision.proposer, decision.seconder) for words, decision in decided(text)]


def test_a_line_of_movers_belongs_to_what_stands_before_it() -> None:
    text = (
        "Administration\n\na) Hedges – The changes asked for were made.\nProp PE 2nd AB\n"
        "b) Rules – The rules were adopted.\nProp AB 2nd KD\nc) Accounts – The accounts were approved.\nProp KD 2nd PE"
    )
    rules, accounts = movers(text)
    assert rules == ("Rules – The rules were adopted.\nProp AB 2nd KD", "AB", "KD")
    assert accounts == ("Accounts – The accounts were approved.\nProp KD 2nd PE", "KD", "PE")


def test_a_paper_that_names_movers_behind_does_so_to_its_end() -> None:
    text = (
        "The accounts were approved.\nProp KD 2nd PE\n\nThe hedges were looked at.\nProp AB 2nd PE\n\n"
        "It was resolved to buy a mower."
    )
    assert [one[1:] for one in movers(text)] == [("KD", "PE"), (None, None)]


def test_a_paper_that_names_movers_ahead_does_so_to_its_end() -> None:
    text = (
        "Mowing was talked of.\nProp KD 2nd PE\n\nIt was resolved to buy a mower.\n\nProp AB 2nd PE\n\n"
        "a) It was resolved to cut the hedge."
    )
    assert [one[1:] for one in movers(text)] == [("KD", "PE"), ("AB", "PE")]


def test_an_entry_at_the_head_of_a_page_is_not_the_rest_of_the_page_before() -> None:
    first, second = "b) The accounts were approved\nProp KD 2nd PE", "c) Rules – It was resolved to adopt the rules."
    pages = (page_of(first), page_of(second, 2))
    found = find_decisions(pages, (), Attendance(), DocumentKind.MINUTES, BODY)
    assert [(one.at.page, one.proposer) for one in found] == [(1, "KD"), (2, None)]


def test_what_was_resolved_may_stand_on_the_next_page() -> None:
    pages = (
        page_of("Ms Fenn gave a talk on drains.\n\nAGREED:"),
        page_of("That the talk be noted.\n\nMore was said.", 2),
    )
    (decision,) = find_decisions(pages, (), Attendance(), DocumentKind.MINUTES, BODY)
    assert (decision.at.page, decision.outcome) == (2, DecisionOutcome.AGREED)
    assert decision.at.span.of(pages[1].text) == "That the talk be noted."


def test_a_motion_goes_on_in_the_resolution_announced_below_it() -> None:
    ((words, decision),) = decided(
        "Cllr Ash proposed that the item be deferred for a plan; Cllr Elm seconded.\n\nRESOLVED:\n\nThat the item be"
        " deferred for a plan."
    )
    assert words.startswith("RESOLVED:")
    assert (decision.proposer, decision.seconder) == ("Ash", "Elm")


def test_a_list_may_stand_under_the_body_that_resolves() -> None:
    ((words, _),) = decided("RESOLVED –\n\nThat the Council:\n\n(a) note the sum; and\n\n(b) pay it.")
    assert words.endswith("(b) pay it.")


def test_how_a_vote_went_is_told_of_what_was_moved_before_it() -> None:
    ((words, decision),) = decided(
        "Miss Ash proposed that the plan be opposed, Mrs Elm seconded. This was carried by three votes, Mr Fane not"
        " voting."
    )
    assert words.startswith("Miss Ash")
    assert words.endswith("voting.")
    assert (decision.proposer, decision.seconder) == ("Ash", "Elm")


def test_a_group_decides_as_a_group() -> None:
    text = "We talked for long. The Group agreed to ask again."
    (decision,) = find_decisions((page_of(text),), (), Attendance(), DocumentKind.MINUTES, "Compley Steering Group")
    assert decision.at.span.of(text) == "The Group agreed to ask again."


def test_minutes_that_were_only_read_are_not_approved() -> None:
    assert decided("The minutes of the last meeting, having been sent to all, were taken as read.") == []


def test_movers_before_the_motion_and_votes_by_name_belong_to_it() -> None:
    ((text, decision),) = decided(
        "It was moved by Elm and seconded by Rowan that the agenda be approved. Members voting aye: Elm, Rowan. "
        "Nay: none. Motion carried."
    )
    assert text.endswith("Motion carried.")
    assert (decision.proposer, decision.seconder) == ("Elm", "Rowan")
    ((text, decision),) = decided("Motion: Elm Second: Rowan To pay the bills. Ayes – 4. Motion carried.")
    assert (decision.proposer, decision.seconder, decision.votes_for) == ("Elm", "Rowan", 4)
    assert text.startswith("Motion: Elm")


@pytest.mark.parametrize(("vote", "outcome"), [("31 Against: 0", "agreed"), ("9 Against: 22", "refused")])
def test_a_vote_after_the_debate_is_that_on_what_two_people_moved(vote: str, outcome: str) -> None:
    ((text, decision),) = decided(
        "Proposer: Ann Elm. Seconder: Bo Rowan.\n\nAnn spoke first. There were no speeches against.\n\n"
        f"For: {vote} Abstentions: 2\n\nThe motion {'passes' if outcome == 'agreed' else 'falls'}."
    )
    assert text.startswith(f"For: {vote}")
    assert decision.outcome is DecisionOutcome(outcome)
    assert (decision.proposer, decision.seconder) == ("Ann Elm", "Bo Rowan")
    assert f"{decision.votes_for} Against: {decision.votes_against}" == vote


def test_moved_and_seconded_in_short_is_a_motion_with_its_votes() -> None:
    ((text, decision),) = decided("M/S Elm/Rowan to raise the fee to $250. Ayes: Elm. Noes: Ash. Motion carried.")
    assert text.startswith("M/S Elm/Rowan")
    assert text.endswith("Motion carried.")
    assert (decision.proposer, decision.seconder) == ("Elm", "Rowan")


def test_what_is_announced_by_a_dash_is_the_list_below() -> None:
    ((text, _),) = decided("The Council agreed –\n\n(1) to note the report;\n\n(2) that a paper be brought in June.")
    assert text.startswith("The Council agreed")
    assert text.endswith("June.")


def test_a_score_before_in_favour_is_no_count_of_its_end() -> None:
    ((_, decision),) = decided("Members voted 7-2 in favour of the change.")
    assert (decision.votes_for, decision.votes_against) == (7, 2)


def test_a_motion_made_by_somebody_in_the_next_sentence_is_theirs() -> None:
    ((text, decision),) = decided("Motion to pay all bills. Made by Elm. Seconded by Rowan. Motion carried.")
    assert text.endswith("Motion carried.")
    assert (decision.proposer, decision.seconder) == ("Elm", "Rowan")


@pytest.mark.parametrize(
    "words",
    [
        "It was moved by Ash and seconded by Elm that a gate be bought. Carried (2 against).",
        "RESOLVED (2 against) that a gate be bought.",
    ],
)
def test_those_against_are_counted_in_brackets(words: str) -> None:
    ((_, decision),) = decided(words)
    assert decision.votes_against == 2


def test_a_day_is_no_seconder() -> None:
    ((_, decision),) = decided("Proposed by Cllr Ash that a fair be held on Saturday May 2nd. Carried.")
    assert decision.seconder is None
