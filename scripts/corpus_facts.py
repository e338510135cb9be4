"""What stands where in the sample papers: facts that tests and measurements may rely on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fact:
    """`words` stand on PDF page `page` of `paper`, line breaks apart; `label` is the number printed there."""

    paper: str
    page: int
    label: str
    words: str


_PARISH, _DISTRICT, _PANEL = "nether-alderby-pc/", "severnmoor-dc/", "severnmoor-pcp/"
_PACK = _DISTRICT + "2023-03-16-communities-scrutiny-agenda-pack.pdf"
_INCOME = _DISTRICT + "2024-11-21-communities-scrutiny-minutes.pdf"

FACTS = (
    # the speed sign: asked for, bought, measured, paid for in part, moved
    Fact(_PARISH + "2022-11-08-minutes.pdf", 1, "1", "that the Clerk obtain three quotations for a device"),
    Fact(_PARISH + "2023-01-10-minutes.pdf", 1, "1", "to buy the device of Brackwell Signs at £2,895.00 plus VAT"),
    Fact(_PANEL + "2023-06-20-minutes.pdf", 2, "2", "sought £1,450 towards it"),
    Fact(_PARISH + "2023-09-12-minutes.pdf", 1, "1", "road safety fund has paid £1,450 towards it"),
    Fact(_PARISH + "2024-05-14-annual-meeting-minutes.pdf", 1, "1", "2 for, 3 against and 1 abstention"),
    # the toy library: deferred, cut, paid by a cheque whose number is not a sum
    Fact(_PARISH + "2022-11-08-minutes.pdf", 1, "1", "that the application be deferred to January"),
    Fact(_PARISH + "2023-01-10-minutes.pdf", 1, "1", "that a grant of £750 be made for the year 2023/24"),
    Fact(_PARISH + "2023-09-12-minutes.pdf", 1, "1", "cheque 100487, £750.00"),
    # the cameras: recommended, contributed to, reported on
    Fact(
        _DISTRICT + "2023-03-16-communities-scrutiny-agenda-pack.pdf",
        3,
        "33",
        "It costs £104,000 a year against £98,700",
    ),
    Fact(_DISTRICT + "2023-03-16-communities-scrutiny-minutes.pdf", 1, "1", "at a cost of no more than £312,000"),
    Fact(_PANEL + "2023-06-20-agenda-pack.pdf", 6, "18", "SDC pays £98,700 a year"),
    Fact(_PANEL + "2023-06-20-minutes.pdf", 2, "2", "the offer of £45,000 a year be noted"),
    # the car park: an amendment lost, a vote by name, the income
    Fact(_DISTRICT + "2024-03-14-communities-scrutiny-minutes.pdf", 1, "1", "lost, 3 voting for and 5 against"),
    Fact(_DISTRICT + "2024-03-14-communities-scrutiny-minutes.pdf", 1, "1", "Abstained: Councillor Garside"),
    Fact(_INCOME, 1, "1", "£148,600 in a full year"),
    # the footbridge: estimated, dearer, paid for
    Fact(_DISTRICT + "2024-03-14-communities-scrutiny-minutes.pdf", 2, "2", "a first estimate of £74,500"),
    Fact(
        _DISTRICT + "2024-11-21-communities-scrutiny-minutes.pdf", 2, "2", "£38,000 of it from the flood recovery grant"
    ),
    Fact(_PARISH + "2025-01-14-minutes.pdf", 1, "1", "The bridge should open on 28 March"),
    # the precepts
    Fact(_PANEL + "2023-02-07-agenda-pack.pdf", 3, "3", "by £15.00, or 6.1%, to £259.20 a year"),
    Fact(_PANEL + "2023-02-07-agenda-pack.pdf", 4, "4", "That the Panel support the proposed precept of £259.20"),
    Fact(_PANEL + "2025-02-04-minutes.pdf", 1, "1", "that the proposed precept be vetoed as too high"),
    Fact(_PARISH + "2025-01-14-minutes.pdf", 1, "1", "that the precept for 2025/26 be £41,250"),
    # two numbers on one page, minutes printed again in the next pack, two councillors of one surname
    Fact(
        _DISTRICT + "2023-03-16-communities-scrutiny-agenda-pack.pdf",
        5,
        "35",
        "Youth clubs 47,250 47,250 on budget",
    ),
    Fact(_PANEL + "2023-06-20-agenda-pack.pdf", 3, "15", "limit the increase to £12.00"),
    Fact(_PARISH + "2022-11-08-minutes.pdf", 1, "1", "Cllr Alun Pryce (AP), Cllr Bethan Pryce (BP)"),
)

# Pages that are pictures of words.
PICTURES = ((_PARISH + "2023-09-12-minutes.pdf", 2),)
# A draft, the signed copy, and the seconder's name in each.
CORRECTED = (_PANEL + "2024-02-06-minutes-draft.pdf", _PANEL + "2024-02-06-minutes.pdf", "N Qureshi", "S Pugh")
