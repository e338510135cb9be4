"""Which other words say the same? Groups of words that askers and clerks use for one thing.

People ask in everyday words ("who put her forward for the empty seat?"), minutes answer in the field's ("proposed for
the vacancy"). Each line is one group; a word may stand in several. A word found by its group counts for less than the
word itself, and no group makes an answer on its own.
"""

from __future__ import annotations

from functools import lru_cache

from panelsearch.text.analyzer import stemmed

_GROUPS = """
propose proposed proposer move moved mover nominate nominated forward suggested
second seconded seconder
vacancy vacant empty unfilled
seat vacancy
bench seat
co-opt coopted co-opted appointed elected
elect elected appointed chosen voted ballot
win won winner successful elected
chair chairman chairwoman chairperson presided
apologies apologised absent absence
attend attended present
choose chose chosen select selected appoint appointed prefer preferred decided agreed go opt
hire hired recruit recruited employ employed appoint appointed
leave left resign resigned resignation quit retire retired stepped
decide decided decision resolve resolved resolution agree agreed approve approved
refuse refused reject rejected decline declined object objected defeated lost
approve approved accept accepted grant granted permit permitted permission consent allow allowed authorise authorised
let allow permit permitted permission
view opinion felt feel consider considered response comment
cost costs price priced quote quotation quoted estimate estimated figure charge fee
quote quotation quotations tender tenders estimate bid
estimate estimated rough roughly ballpark approximate approximately
pay paid payment remunerated spend spent expenditure
spend spent cost paid expenditure
give gave given donate donated donation grant granted contribute contributed contribution awarded
gift gifted donation donate donated
buy bought purchase purchased acquire acquired acquisition
sell sold sale disposal dispose
rent rental lease leased let tenancy
borrow borrowed borrowing loan loans
savings reserves balances
salary pay wage wages remuneration
wage salary
firm company contractor business supplier ltd
contractor contractors firm company
engineer engineers engineering
solicitor solicitors lawyer lawyers legal
surveyor surveyor's valuation valuer
value valued valuing valuation worth
auditor auditors audit
shop store
broadband internet fibre
website site web
house houses home homes property properties dwelling dwellings household households
villager villagers resident residents parishioner parishioners
pupil pupils children students scholars
kids children youngsters youth
teenager teenagers youth young
people persons members public
car cars vehicle vehicles
lorry lorries hgv hgvs vehicles truck
road highway street lane carriageway
road roads tracks
pavement footway footpath
path footpath footway bridleway
close closed closing closure shut
open opened opening reopened reopen
start started begin began begun commence commenced commencement
begin begun start apply force effect
end ended finish finished finishing close closed complete completed completion concluded conclude
last lasted lifespan remaining life duration
limit restriction
speed mph
repair repairs repaired mend mended fix fixed maintenance restore restored refurbish refurbishment
build built construct constructed construction erect erected create created redesign
demolish demolished demolition removal removed
remove removed removal taken
install installed installation fit fitted put erected
replace replaced replacement renew renewal renewed
inspect inspected inspection survey surveyed examined
check checked inspected inspection
plan plans proposal proposals scheme
money funds funding funded finance
fund funded funding grant
tax precept levy
budget estimates
yearly annual annually annum year per
monthly month
weekly week
hour hours hourly
share percentage proportion split apportioned contribution
number total
police constabulary force officers
crime offence offences crimes
theft thefts stolen burglary
complaint complaints complained
letter letters wrote written correspondence email
write wrote written letter
tell told inform informed advise advised notify notified
say said state stated report reported comment commented
report reported reports
ask asked request requested enquire enquired
want wanted wish wished
help assist assisted assistance support supported towards
thank thanked thanks gratitude
rubbish litter waste refuse bins
dump landfill tip waste
dog dogs fouling
tree trees woodland
grass mowing mower cutting
flood flooding flooded
snow gritting grit winter
playground play swings recreation
bonfire fireworks
party celebration celebrations event
election elections poll
minutes record
correct accurate true
sign signed signature
confirm confirmed ratify ratified
date day
time hours
held hold fixed arranged scheduled take place
meet meeting met held
postpone postponed deferred delay delayed adjourned cancelled
cancel cancelled abandoned
distance distancing metres
covid coronavirus pandemic
switch switched change changed replaced move moved transfer transferred
drop dropped terminate terminated termination cancel ended stop stopped cease
run runs running manage managed operate operated provide provided administers administered
run runs carry carried organise organised
offer offered
insurance insured premium
computer laptop
phone telephone mobile
toilet toilets lavatory conveniences
cemetery graveyard burial churchyard
hall room centre
place venue location
stay remain remained
rise increase increased raise raised
cut cuts reduce reduced reduction decrease decreased
big large
new replacement
extra more additional further
"""


@lru_cache(maxsize=1)
def _kin() -> dict[str, frozenset[str]]:
    kin: dict[str, set[str]] = {}
    for line in _GROUPS.splitlines():
        group = {stemmed(word.replace("-", "").replace("'", "")) for word in line.split()}
        for stem in group:
            kin.setdefault(stem, set()).update(group - {stem})
    return {stem: frozenset(others) for stem, others in kin.items()}


def said_otherwise(stem: str) -> frozenset[str]:
    """The stems of words that say the same as a word of this stem."""
    return _kin().get(stem, frozenset())
