"""Paragraphs and lists as bodies of many kinds print them: [a person] and {a council} are to be found, nothing else."""

import re

import pytest

from panelsearch.model.meetings import DocumentKind, Reading
from panelsearch.model.mentions import MentionLabel
from panelsearch.model.pages import Page
from panelsearch.ner.rule_tagger import RuleTagger

READING = Reading(DocumentKind.OTHER)

# A heading of the case, then its text.
PAPERS = """
== full names after a title
Councillor [Beatrice Hallam] and Councillor [T. W. Ormsby] declared an interest. Cllr [Pryce-Lewis] left.
== several after one title
Councillors [Adeyemi], [Hallam], [O'Rourke] and [McEwan] voted against. Cllrs. [J Stroud] and [P Weatherall] abstained.
== chairman after the name
Councillors: [A. B. Ferrars] (Chairman), [C. D. Oyelaran] (Vice-Chairman),
[E. Stubbings], Mrs [F. G. Tyndale] and [H. Quill].
== councillor after the name
Present: [Marjorie Keswick] (Chairman), [Dilip Varma] (Vice Chair), [Oonagh Lacey]
== the mayor, councillor
The Mayor, Councillor [Ines Farrow], took the chair. The Deputy Mayor (Councillor [Gwyn Bellis]) sent apologies.
== a chair in a sentence
The Chairman, Mr [R. Tolliver], welcomed Ms [Yewande Cole] and Miss [Tate] to the meeting.
== peers and knights
Baroness [Penhallow] and Sir [Giles Arkwright] attended with Lady [Harcastle] and the Rt Hon [Fenella Dray] MP.
== police ranks
Chief Constable [Moira Tennant], Deputy Chief Constable [Sten Ollier] and Superintendent [Hodgkiss] gave a briefing.
PC [Dunning], PCSO [Katie Marlowe], Sgt [P Rudge], Insp. [Bray] and DCI [Lorna Quested] were thanked.
== the commissioner
The Police and Crime Commissioner, [Piers Lathbury], and the Deputy PCC, [Naomi Sedge], answered questions.
== officers with job titles before the name
Head of Legal Services - [Imran Qadir]; Democratic Services Officer: [Sheila Thwaite]
== officers with job titles after the name
[Imran Qadir], Monitoring Officer, and [Sheila Thwaite], Senior Democratic Services Officer, attended.
[Gethin Powys] (Director of Finance) and [Lucinda Farr] (Head of Planning) presented the report.
== report author
Report author: [Tobias Wren], Principal Planner. Contact Officer: [Hester Vance] Tel: 01999 555123
== doctors and clergy
Dr [Aisling Byrne], Rev. [Peter Coombe], Revd [Judith Sallow], Canon [Hugh Larkin] and Professor [Nkechi Obi] spoke.
== married couples
Mr and Mrs [Loveridge] wrote. Mr & Mrs [T Pargeter] objected.
== post-nominals
[Howard Peel] OBE and [Zainab Rehman] MP were guests; [Colin Frith] JP gave a vote of thanks.
== a title in capitals
CLLR [HALLAM] PROPOSED AND CLLR [STROUD] SECONDED.
== names in capitals
PRESENT: COUNCILLORS [B HALLAM], [T ORMSBY] AND [J STROUD]
== proposed by
Proposed by Cllr [Hallam], seconded by Cllr [Stroud] and RESOLVED.
It was proposed by [Tom Ormsby], seconded by [Judy Stroud] and agreed.
== proposed in short
Prop: Cllr [Hallam] Sec: Cllr [Stroud]
== initials after the surname in a sentence
Cllr [Hallam] reported. [Hallam] said that the work was done, and [Hallam]'s motion fell.
== possessive
Cllr [Hallam]'s report was noted, as was Mr [Jones]' letter.
== Welsh names
Cllr [Rhys ap Gwilym], Councillor [Siân Tudur], Cllr [Llŷr Penri] and Cllr [Angharad Wynne-Pugh]
== Cynghorydd
Y Cynghorydd [Elin Tegryn] a'r Cynghorydd [Iolo Madryn]
== Gaelic and Scottish names
Councillor [Mairi NicLeòid], Bailie [Fergus McIlwraith], Provost [Una MacAskill] and Cllr [Angus MacPhàil]
== particles
Cllr [Anneke van der Meer], Mr [Luc de la Haye], Ms [Rosa Di Marco] and Cllr [St John-Wallace]
== names from everywhere
Cllr [Gurdeep Sandhu], Cllr [Nguyen], Cllr [Mohammed Al-Amin], Cllr [Oluwaseun Bankole] and Cllr [Xiu Ying Chan]
== members of the public
Members of the public: [Frank Dorset] of Chapel Row asked about Mill Hill. Three residents of Lord Street attended.
== apologies
Apologies were received from Cllrs [Hallam] and [J Stroud], Mr [Tolliver] and PCSO [Marlowe].
== apologies without titles
Apologies for absence were received from [Marjorie Keswick] and [Dilip Varma].
== rows of a table
Councillor
Ward
[Beatrice Hallam]
Mill Hill
[Tom Ormsby]
Chapel Row
== honorifics in a list with wards
Cllr [Beatrice Hallam] (Mill Hill Ward) Cllr [Tom Ormsby] (Wells & Rudge Ward)
== party in brackets
Councillor [Beatrice Hallam] (Con), Councillor [Tom Ormsby] (Lab) and Councillor [Ruth Naylor] (Lib Dem)
== a name over a line end
The motion was moved by Councillor [Beatrice
Hallam].
== surnames that are words
Cllr [May] and Cllr [March] thanked Mrs [Wells], Mr [Lord], Cllr [Park] and Cllr [Church].
== a surname that is a place
Cllr [Lincoln] reported on the A15 to Lincoln.
== roads and villages
The works in Draper Lane, St Mary's Road, Lord Street, Chapel Row, Mill Hill, Wells and Victoria Park began in March.
== companies
Grant Thornton LLP, Marks and Spencer, Scott Hallam Ltd, James Fisher & Sons Ltd and Ernst & Young were invited.
== schools and churches
St John Fisher School, Thomas Telford School, King Edward VI College,
St Michael and All Angels and the John Radcliffe Hospital
== months and days
In May and June, on Monday 3 April, Easter Sunday and Good Friday the office is closed.
== acts and schemes
The Grant Scheme, the Local Government Act 1972, the Jean Monnet Programme and Clare's Law were explained.
== offices without a name
The Chief Executive, the Chief Constable, the Clerk,
the Leader of the Council, the Portfolio Holder and the Monitoring Officer
== headings
Minutes of the Last Meeting
Matters Arising
Public Participation
Police Report
Grant Applications
Victoria Road Allotments
Terms of Reference
== documents
Annual Governance Statement, Internal Audit Report, Treasury Management Strategy and Risk Register
== a signature
Signed ........................ Chairman Date ..............
== letters of a list
A. Introduction
B. Background
C. Options considered
D. Recommendation
== references
Plan B was chosen. Class E Use and Band D Tax. Vitamin C and Hepatitis B were discussed.
== apostrophes
Councillor [D'Arcy] thanked Cllr [O’Hanlon] for Cllr [O'Hanlon]’s work.
== deputy for
Councillor [Ormsby] (substitute for Councillor [Hallam])
== with initials and no stops
Cllr [S M Mackay], Cllr [AJ Prentice] and Mr [JRR Tonks] were re-elected.
== an email
Contact [Hester Vance], hester.vance@wexbridge.example, Governance Officer
== two in a slash
Cllrs [Hallam]/[Stroud] to arrange. Action: Cllr [Ormsby] & Clerk
== votes listed
For: Councillors [Hallam], [Ormsby] and [Stroud] (3). Against: Councillor [Quill] (1). Abstained: none.
== Surname, Initial
[Hallam, B] (Chair)
[Ormsby, T]
== two titles
Councillor Mrs [J. Ferrars], Cllr Dr [Amara Obi] and County Councillor Miss [Tate] arrived.
== a title that ends a sentence
The paper was circulated to Councillors. Points were raised. Thanks went to the Mayor. Refreshments followed.
== expenses
Cllr [Stroud] Travelling Expenses £13.19. Councillor Mandatory Allowance and Councillors Remuneration were paid.
== a place after a name
Mrs [J Pargeter] Oldmere District Councillor [A Stroud]
== an abbreviation in a list
Messrs [Loveridge] and [Tolliver], NHS, were heard.
== cells of a row
Councillor [Alan Brough]	{Westholm Council}
[Hugh Barlow]	Chief Executive	HB
== American councils
Councilman [Coyle], Councilwoman [Dina Fusco] and Trustee [Delgado] voted aye. Supervisor [Karen Adler] abstained.
== the commissioner by name
Commissioner [Lathbury] and PCC [Piers Lathbury] spoke. The PCC's Victims' Fund and the Commissioner. Confidence rose.
== roles that follow on a full line
The following were present at the meeting that evening: [Agnes Baxter], [Jean Kerr] In attendance were three others.
== a surname that is a place's word
Apologies: [Colin Dale] ([CD]), [Amy Beck] and [George Hill] (holiday)
== initials without a title
Apologies for absence were received from [H Isaac] Esq and Councillor [J Kemp].
== initials defined in brackets
[Tessa Cole] ([TC]), [Usha Desai] ([UD]) and [Wendy Fagan] ([WF]). [UD] will review it; [TC] to write. [WF] was paid.
== brackets after brackets
Councillors [Anna Brook] ([AB]) (Chairman), [Colin Dale] ([CD]) and [Erin Frost] ([EF])
== a title in the list of those who moved
It was moved by Trustee [Delgado], seconded by Councilwoman [Fusco], to approve.
== old abbreviations of given names
Present: Cllrs Mrs [V. Tolman], [J. Wm. Prior], [R St J Venning], [D Hay-Smith], Ms [K Lovell] and [T Le Brocq]
== initials that somebody unknown is given
[N Shah] ([NS]) told the Forum (TF). [Nila Shah] is to follow up.
== a surname that is a word, doing what people do
Cllr [Smith] and Cllr [Hill] arrived. [Smith] said that the hill was steep. [Hill] seconded. Smith Square and Hill Farm.
== flowers and places
Trees at Holly Bank, Rose Hill and Ivy Park were felled.
== an office on the next line
The High Sheriff of the county was represented by Mrs [Amelia Stoke]
Leader: Cllr [HUGH DRAYCOTT]
== numbers of constables
PC 1183 [Wain], PCSO 7123 [Holly Gaunt] and ACFO [D Pryor] attended.
== people of the mayor's
The Mayor's Chaplain and the Mayor's Consort, Mr [Ron Flagg], led the way. Aller PC Site visit.
== streets named after people
Works in Stanley Street, Sandy Lane and Jordan Gate; the Clerk will ask [Steve Lane]; the Alan Turing Institute.
== councils of all sorts
{Wexbridge District Council}, {Oldmere Town Council} and {Stow-on-Rudge Parish Council} objected.
== councils joined
{Wexbridge and Oldmere Borough Council} wrote to the {London Borough of Marden} and the {Royal Borough of Penhurst}.
== a city
{Marchester City Council} and the {City of Marchester Council} agreed.
== Scotland and Wales
{Glen Orrin Council}, {Cyngor Sir Morfa} / {Morfa County Borough Council} replied.
== abbreviation
{Wexbridge District Council} ({WDC}) met. {WDC} agreed.
== county
{Penshire County Council}'s officers and the {Penshire CC} cabinet met.
== an abbreviation after a place everybody knows
{Gloucestershire CC} and {Stroud DC} replied; Painswick CC is a cricket club.
== names with a comma
{Newry, Mourne and Down District Council} and {Bournemouth, Christchurch and Poole Council} met.
== names without the word council
The {City of London Corporation} and {Comhairle nan Eilean Siar} were consulted.
== abbreviations nobody defined
The loan from HSBC was noted; ZBC and the UNFCCC were mentioned. {RBWM} was asked.
== no council
Council Tax rose. The Council House and council offices are closed. Full Council met. Members of Council agreed.
== combined authorities are organisations
The Members of the Council noted the Youth Council's work with a Citizens Advice Bureau.
"""


def cases() -> list[tuple[str, str]]:
    parts = re.split(r"^== (.*)\n", PAPERS, flags=re.MULTILINE)[1:]
    return list(zip(parts[::2], parts[1::2], strict=True))


def bare(text: str) -> str:
    return re.sub(r"[\[\]{}]", "", text).strip()


def tagged(marked: str, label: MentionLabel) -> list[str]:
    text = bare(marked)
    return [one.at.span.of(text) for one in RuleTagger().tag([Page(1, text)], READING) if one.label is label]


@pytest.mark.parametrize(("name", "marked"), cases(), ids=[name for name, _ in cases()])
def test_people(name: str, marked: str) -> None:
    assert tagged(marked, MentionLabel.PERSON) == re.findall(r"\[([^\]]+)\]", marked)


@pytest.mark.parametrize(("name", "marked"), cases(), ids=[name for name, _ in cases()])
def test_councils(name: str, marked: str) -> None:
    assert tagged(marked, MentionLabel.COUNCIL) == re.findall(r"\{([^}]+)\}", marked)
