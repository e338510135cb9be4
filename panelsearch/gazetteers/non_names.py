"""Which capitalised words are no part of a person's name? Public vocabulary of places, bodies and papers."""

from __future__ import annotations

# Words that begin or follow what is no person: places, things, bodies, and what a minute's sentence goes on with.
PLACES = frozenset(
    """
    road street lane avenue close drive way hill park house hall farm court place square terrace gardens
    grove crescent green bridge village town city county parish ward district river lake bay island
    school college church chapel cemetery churchyard museum library hospital surgery practice inn hotel
    arms club centre center station estate wood woods common field fields meadow trust ltd limited plc
    llp solicitors partners associates council committee board panel group society association authority
    service services department dept office police constabulary company foundation charity charities
    fund festival university academy award memorial trophy cup row walk view mill barn cottage works
    bypass roundabout junction beach canal brook construction consultants consulting contractors
    contracting engineering motors garage stores shop playground school's street's beck dale moor fell
    valley forest north south east west act day project programme program scheme plan policy report
    ward's reserve abbey castle manor lodge trail path playgrounds pharmacy bakery brewery holdings
    enterprises family room bank parade mews quay rise end corner top gate lock pool ford lakes heights
    township gazette times news herald
    institute institution tribunal friars
    travelling excavating building recycling roofing plumbing heating landscaping catering printing gardening
    bush rd ave
    fencing surfacing welding decorating cleaning trading marketing publishing advertising parking housing funding
    """.split()
)
WEEKDAYS_MONTHS = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july
    august september october november december jan feb mar apr jun jul aug sept oct nov dec
    """.split()
)
NEVER = frozenset(
    """
    under over presentation bulletin seat delegation schedule exhibit option the a an this that these
    those and or but if when where while who which what all any each in on at of to from by for with as
    is was be been not no nor it its he she they we you our his her their there here then also has had
    have will would shall should could can did do does after before during since until following further
    however therefore resolved agreed noted approved proposed seconded moved carried reported asked
    confirmed said stated advised explained thanked welcomed declared apologies present absent
    attendance chair chairman chairperson vice deputy clerk councillor councillors cllr cllrs council
    parish community county district borough town city committee member members meeting minutes minute
    agenda item items report reports public police crime panel commissioner commissioners action actions
    page date time matters planning application applications finance financial account accounts
    correspondence highways highway footpath footpaths update updates village hall next annual general
    election appointment declaration declarations interest interests welcome open opening closed close
    officer officers office director manager head chief executive constable mayor reeve treasurer
    secretary staff residents resident proposer seconder signed draft notes note budget precept grant
    payment payments cheque invoice road roads part appendix section motion resolution by-law bylaw
    recommendation recommendations background introduction summary conclusion response question answer
    questions none nil tbc tba via re ref local national government state minister home england wales
    scotland ireland britain uk canada ontario english welsh british north south east west new old upper
    lower great little saint st royal dear yours independent labour conservative conservatives liberal
    democrat green both others other sir mr mrs ms miss dr rev data legal fees insurance wages salary
    expenses subscription protection health safety service services strategy policy strategic audit
    scrutiny governance cabinet lead member's ward wards division email tel telephone fax www http
    internal external web website yes some several two three four five six seven eight nine ten one
    first second third last proposals thanks senior assistant acting interim regular special ordinary
    quarterly monthly weekly daily municipal township corporation unanimously unanimous abstained
    waste water energy solar wind media sport sports leisure homes housing environmental environment
    unknown world inquest substantive vacancy vacant various everyone anyone somebody nobody
    online zoom teams allowance allowances remuneration expense activities mandatory travelling travel training
    vacancies surgeries induction handbook code conduct conference mileage informal formal co-opted opted
    attendant backhoe faster smarter rights block reagenda re-agenda points
    singing concert
    site sites visit visits chaplain consort
    leader leaders holder holders portfolio warden capt retd rtd sgt insp supt
    trustee trustees councilman councilwoman supervisor president superintendent
    esq name names title titles initials designation representing organisation vote votes voted voting
    travelling excavating training
    sec secs prop props resp ref approx incl excl deputising substitute substituting making elect projects works
    absented left arrived entered joined spoke presented gave questioned queried suggested
    admin administrator administration divisional commander regional communications coordinator co-ordinator engagement
    greater party deere eng direct written
    """.split()
)
COMMON_SURNAMES = frozenset(
    """
    may march wood woods west ward page knight day hill hall bell bird price rose stone field fields
    brook brooks park parks church bishop king cook young long short white black brown green grey gray
    best good rich poole winter summers snow frost rain lake rivers forest moor marsh banks banner power
    love hope grace faith bank street lane gate lodge post farmer baker butler carter miller mason smith
    taylor turner cooper porter potter archer fisher shepherd gardener carpenter england wales france
    welsh english reading bath wells lincoln york lancaster kent essex london preston bolton burton
    norton clifton sutton weston newton mills marks waters read reid cross fox lamb wolf swan drake
    finch sparrow crane chase hunt game law laws judge rule rules case cases penny pound sterling major
    minor sharp keen swift small little large big noble early late friend child man guest host way ways
    wall bond plant plants berry peacock money bridge bridges grant reeve warden constable
    bush
    """.split()
)
# Words of places and papers that are surnames too: read as one after a title or initials, "Cllr P Green", only.
SURNAMES_IF_TITLED = COMMON_SURNAMES | frozenset(
    """
    head north south east close house way court parish home over senior royal old new great ireland water wales
    """.split()
)
