"""Which organisations does a text name? By what such names end or begin with, and the document's own abbreviations."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain

from panelsearch.gazetteers.given_names import GIVEN_NAMES
from panelsearch.model.spans import Span
from panelsearch.ner.councils import initials, titled
from panelsearch.ner.gazetteer_matcher import NameBook, national_bodies
from panelsearch.ner.suppliers import treated_as_firms
from panelsearch.text.document_cache import remembered
from panelsearch.text.normalization import plain
from panelsearch.text.pattern_prefilter import capitalised, form_of, held, line_at, lines_round, matches
from panelsearch.text.span_claims import Claims


@dataclass(frozen=True, slots=True)
class FoundOrganisation:
    """An organisation where it stands; `canonical` is its full name as far as the document gives it."""

    span: Span
    canonical: str


@dataclass(frozen=True, slots=True)
class KnownOrganisations:
    """What one document says of organisations: its body if no council, names met, abbreviations, short forms."""

    body: str | None = None
    names: tuple[str, ...] = ()
    acronyms: Mapping[str, str] = field(default_factory=dict)
    short: Mapping[str, str] = field(default_factory=dict)
    book: NameBook = field(default_factory=lambda: NameBook(()), compare=False)
    full: Mapping[str, str] = field(init=False, repr=False, compare=False)
    """The body and the names, the first of each spelling, by their folded form."""
    longer: Mapping[str, frozenset[str]] = field(init=False, repr=False, compare=False)
    """Names of the body's own committees by each shorter form of them."""

    def __post_init__(self) -> None:
        full: dict[str, str] = {}
        longer: dict[str, frozenset[str]] = {}
        for name in filter(None, (self.body, *self.names)):
            full.setdefault(_folded(name), name)
        for name in self.names:
            words = _folded(name).split()
            for n in range(1, len(words)) if words[-1] in _OWN_BODIES else ():
                shorter = " ".join(words[n:])
                longer[shorter] = longer.get(shorter, frozenset()) | {name}
        object.__setattr__(self, "full", full)
        object.__setattr__(self, "longer", longer)


# A name may end here, or go on after "of" or "for" ("Association of ...").
_ENDINGS = frozenset(
    """
    police constabulary trust trusts ltd limited plc llp cic inc association society committee
    sub-committee subcommittee board commission authority agency partnership foundation charity
    charities university college school academy waste church chapel club union institute federation
    alliance forum panel fund solicitors surgery practice museum library department dept consultants
    consultancy playgrounds festival water brigade ombudsman inspectorate bank group council's service
    services office executive company corporation consortium institution network hospital diocese rotary
    guild league team unit scouts guides cooperative co-operative contractors architects surveyors
    brewery inn refuge rail railway railways telecom energy motors garage engineering builders nurseries
    entities holdings group's tots furniture homes landscapes landscaping groundworks plumbing electrical joinery
    roofing fencing scaffolding construction printers supplies systems solutions technologies leisure
    developments brownies rainbows cubs auctioneers accountants scout guide players fc afc rfc associates
    partners surfacing paving hotels breweries electrics bakery caterers bellringers
    """.split()
)
# What `capitalised` knows them by.
_ENDINGS_BEGIN = frozenset(re.split(r"['-]", ending)[0] for ending in _ENDINGS)
# Alone, or with only general words before them, these name a kind of thing, not one of it.
_NEEDS_NAME = frozenset(
    """
    police trust trusts school church chapel club surgery practice group team unit service services
    office board panel library museum bank fund charity festival inn company executive forum authority
    agency department dept union housing homes hospital network water energy college academy playgrounds
    garage insurance association society partnership commission foundation solicitors consultants
    contractors architects surveyors league guides scouts rail railway railways furniture entities tots
    refuge committee sub-committee subcommittee corporation limited ltd university institute federation
    alliance constabulary homes landscapes landscaping groundworks plumbing electrical joinery roofing fencing
    scaffolding construction printers supplies systems solutions technologies leisure developments engineering motors
    partners associates surfacing paving hotels electrics bakery guide scout players auctioneers accountants
    """.split()
)
_GENERAL = frozenset(
    """
    the a an this that these our their its local national general public annual new old main whole full
    other same each every any all village town parish county community district primary secondary high
    middle junior infant nursery police fire post box head call customer front senior management council
    executive joint relevant corporate support emergency social health care public-sector legal
    financial human resources information special first second third no free good waste clean drinking
    surface foul ground rain flood members member staff agenda working task steering focus user street
    road bus church school trading personal food private small big bottom top back open shared custody
    control contact total core key strategic tactical operational specialist online affordable mobile empty holiday
    park starter residential rural older alarm heating computer sound drainage septic sewage household hazardous
    site major under future recent further additional sports outdoor indoor active travel it communications
    chair repair equipment play safety traffic management water air vehicle parts cleaning long
    """.split()
)
# Where the ending itself says which body of this council is meant, one word before it is name enough.
_OWN_BODIES = frozenset("committee sub-committee subcommittee".split())
_HEADS = (
    "Office|Department|Ministry|Institute|University|Association|Society|Federation|Diocese|Friends|Bank|Campaign"
    "|College|Board|Council|Chamber|Inspectorate|Commission|Committee|School|Company|Fund|Institution|Confederation"
    "|Order|Guild|Union|Secretary|House"
)
_HEADS_OF = (
    r"(?:HM |His Majesty's |Her Majesty's |National |Royal |British |Local |County |Welsh |English |Independent"
    rf" |International |European |Church ){{0,4}}(?:{_HEADS})"
)
_CAP = r"[A-Z][\w']*(?:[.-][\w']+)*"
# "The Parish Council for Ollerby" ends before "for".
_NOT_OF_PLACE = "".join(rf"(?<!{kind} )" for kind in "Parish Town City Community Borough District County".split())
_HEADED = form_of(
    rf"(?<![\w'-]){_NOT_OF_PLACE}(?P<name>{_HEADS_OF} (?:of|for) (?:the )?{_CAP}"
    rf"(?:(?:,? and (?:the )?| & |, (?=[A-Z]\w+(?:,| and))| of | for | ){_CAP}){{0,7}})",
    known_by=form_of(rf"(?:{_HEADS}) (?:of|for) "),
)
_HEADED_CAPITALS = form_of(
    r"(?<![\w'-])(?P<name>(?:NATIONAL |ROYAL |LOCAL ){0,3}(?:ASSOCIATION|OFFICE|SOCIETY|FEDERATION|MINISTRY"
    r"|DEPARTMENT) (?:OF|FOR) (?:THE )?"
    r"[A-Z][A-Z']+(?:(?:,? AND | & |, | OF | )[A-Z][A-Z']{2,}){0,7})",
    known_by=(" OF ", " FOR "),
)
_PANEL = form_of(
    r"(?<![\w'-])(?P<area>(?:[A-Z][\w'-]+(?: (?:and|&) | )){0,6})"
    r"(?P<kind>(?:Police,? (?:Fire,? )?(?:and|&) Crime|Police,? Fire (?:and|&) Crime|POLICE,? (?:FIRE,? )?(?:AND"
    r"|&) CRIME)"
    r" (?:Panel|PANEL)\b)",
    known_by=(" Panel", " PANEL"),
)
_FIRE = form_of(
    r"(?<![\w'-])(?P<name>(?:[A-Z][\w'-]+(?: (?:and|&) | )){1,6}Fire (?:and|&) Rescue(?: (?:Service|Authority))\b"
    r"|(?:[A-Z][\w'-]+(?: (?:and|&) | )){1,6}Fire (?:Authority|Service|Brigade)\b)",
    known_by=("Fire ",),
)
_OFFICE = form_of(
    r"\bOffice of the (?:(?:[A-Z][\w-]+ )*(?:Police(?:,? Fire)? (?:and|&) Crime Commissioner|PCC|PFCC)"
    r"|(?:[A-Z][\w-]+ ){0,2}?(?:Mayor|Ombudsman|Minister|Speaker|Leader|Commissioner)"
    r"|[A-Z][\w-]+(?: [A-Z][\w-]+){0,2})\b",
    known_by=("Office of the ",),
)
_SERVICE = form_of(
    rf"(?<![\w'-])(?:{_CAP} (?:and |& )?){{0,4}}(?:Ambulance|Probation|Prosecution|Careers|Advisory|Highways?"
    rf"|Library|Youth|Police|Health) Service\b",
    known_by=(" Service",),
)
# "Trust, Integrity and Ethics Committee": one committee, its subjects listed.
_LISTED = form_of(
    rf"(?<![\w'-]){_CAP}, (?:{_CAP}, ){{0,6}}{_CAP},? (?:and|&) {_CAP}(?: {_CAP})? (?:Committee|Sub-Committee|Board"
    rf"|Department|Directorate)\b",
    known_by=(" Committee", " Sub-Committee", " Board", " Department", " Directorate"),
)
_CAMEL = form_of(r"(?<![\w'-])[A-Z][a-z]{3,}UK\b", known_by=("UK",))
_NHS = form_of(
    r"\b(?:[A-Z][\w'-]+(?: (?:and|&) | )){0,6}NHS(?: (?:Foundation |Ambulance |Community )*Trust| England| Wales"
    r"| Digital)?\b",
    known_by=("NHS",),
)
_AND_CO = form_of(
    rf"(?<![\w'-]){_CAP}(?:,? (?:and |& )?{_CAP}){{0,3}} (?:(?:& |and )(?:Co|Sons?|Company)|& Partners)\b\.?",
    known_by=("& Co", "and Co", "& Son", "and Son", "& Partners"),
)
_AMPERSAND = form_of(r"(?<![\w'&/])(?:[A-Z]\.? ?){1,4}& ?(?:[A-Z]\.? ?){1,3} ?[A-Z][a-z]+\b", known_by=("&",))
_AIR_AMBULANCE = form_of(rf"(?<![\w'-])(?:{_CAP} (?:and )?){{1,4}}Air Ambulance\b", known_by=(" Air Ambulance",))
# In small letters no run of capitals holds them.
_LEGAL = form_of(
    rf"(?<![\w'-]){_CAP}(?: (?:& |and )?{_CAP}){{0,4}} (?:plc|ltd|llp)\b", known_by=(" plc", " ltd", " llp")
)
_WORKS = form_of(
    rf"(?<![\w'-])(?:{_CAP} ){{1,4}}(?:UK|GB|Cymru|International)\b",
    known_by=(" UK", " GB", " Cymru", " International"),
)
_STOP_WORDS = frozenset(
    """
    inspection next map improve evaluate therefore neither either both whereas although though despite
    given currently recently additionally similarly locally nationally finally overall clearly the a an
    this that these those and or but if when where while who which what all any each in on at of to from
    by for with as is was it its he she they we you our his her their there here then also has had have
    no not after before during since until following however resolved agreed noted approved proposed
    seconded moved carried reported asked confirmed said stated advised thanked apologies present
    attendance chair chairman vice deputy clerk councillor councillors cllr cllrs mr mrs ms dr sir rev
    miss meeting meetings minutes minute agenda item items report reports page date matters
    correspondence update updates action email contact tel website ref re via please dear letter motion
    resolution invoice payment payments cheque account grant donation venue place review election terms
    head director approval appointment constable constables panels councils chief commissioner
    acceptance copy behalf part use cost purchase list end start name number type role work january
    february march april may june july august september october november december monday tuesday
    wednesday thursday friday saturday sunday
    """.split()
)
# Initialisms of the field that stand for one body everywhere, and need no definition.
_FIELD = frozenset(
    """
    HMRC NALC SLCC HMICFRS HMIC HMICPS IPCC IOPC LGA DEFRA DVLA NPCC APCC CPS NHS CIPFA ACAS DCLG MHCLG
    DLUHC NFU RSPCA RSPB BT BBC CPRE RoSPA ROSPA OVW WLGA PWLB ICO OPP AMO CALC YLCA HALC OALC LALC
    NCALC OPCC HSE CQC DBS PKF NAPFCP NPAS ICB CCG RNLI NSPCC RNIB GMB HSBC EDF CCLA BDO DfT DfE MoJ NRW SEPA NCA
    DWP DHSC UKHSA PHE ONS HMCTS HMPPS PSNI BTP NCSC FSB RBL UKPN SSAA MHCLG TfL GLA COSLA CoSLA EHRC CMA FCA
    """.split()
)
_ACRONYM = form_of(r"(?<![\w'.&/-])(?P<acronym>[A-Z][A-Za-z]?[A-Z]{1,6})(?![\w&/-])")
_NOT_ORGANISATIONS = frozenset(
    """
    AGAR DASH VAT AGM EGM APM PDF CCTV HGV LGV MP MEP MPs AM PM UK GB EU USA AOB TBC TBA NB RE RFO CEO
    CFO PCSO PCSOS PC PCS DC DI DCI ACC DCC CC SGT OBE MBE CBE QPM JP DL QC KC FOI GDPR DPA SID SIDS TRO
    TPO MTFP MTFS KPI KPIS ICT IT HR ASB PPE PAYE NI ISBN URL FAQ GP AED ID DVD TV CD THAT THIS WITH
    FROM WHEREAS MOVED SECONDED CARRIED HAVE BEEN THEY HEREBY SAID WILL SHALL ALSO TAKEN LOST NO ON IN
    OF TO BY OR IF AT AS IS BE WE US MY DO GO SO UP AN THE AND FOR ALL NOT NEW YES NIL END DAY SEE WAS
    HAS RESOLVED NOTED AGREED PART ITEM DATE PAGE OPEN CLERK CHAIR WARD PCC PFCC FTE CIL S106 NDP LDP
    LDF AONB SSSI SAC SPA HRA EIA ANPR ESMCP ERP SRO FCR CSR SLA MOU ISA BACS DD CHQ CR DR TOTAL SUM NET
    INC EST REF TEL FAX EXT PO BO BH PH ED QA CV GIS GPS PSPO CSP CSE DA DV MARAC VAWG BAME LGBT SEN
    EHCP ROI RAG TOR TTRO LED BST GMT ATM EV MUGA LEAP
    """.split()
)
_CUED = re.compile(
    r"\b(?:by|from|with|to|through|via|contacted|contact|asked|asking|inform|informed|joined|join|of|that|and|the"
    r"|for|at) (?:the )?$",
    re.IGNORECASE,
)
_VERB_AFTER = re.compile(
    r" (?:has|have|had|is|are|was|were|will|would|should|can|could|may|did|do|does|said|who|wish|wishes|asked"
    r"|agreed|applied|reported|advised|confirmed|to|and)\b"
)
_DEFINED = form_of(
    r"(?P<name>[A-Z][^()\n]{5,90}?)"
    r" ?\((?:[^\w\n]{0,4}the )?[^\w\n]{0,4}(?P<acronym>[A-Z][A-Za-z]*[A-Z]s?)[^\w\n]{0,4}\)",
    known_by=("(",),
)
# Without an article: a plan or a scheme is "in the NDP", only somebody gets a donation "to SUP".
_ACTS = re.compile(r"\b(?:by|from|with|to|asked|contacted) ([A-Z]{2,7})\b(?! [A-Z])")
_TOKEN = re.compile(r"[^\s,;:()\[\]\"/|]+|[,;:()\[\]\"/|\n]")
_JOINS = frozenset("of for and & the".split())
# No name is longer than so many words before its ending.
_MOST_WORDS = 16
_NHS_TAIL = re.compile(r" (?:University )?NHS (?:Foundation )?Trust\b")
_AFTER_FIRM = re.compile(r"^.*?\b(?:Ltd|Limited|PLC|plc|LLP|CIC)\.?,? and ")
# What a firm's name is shortened by.
_SHED = frozenset("solicitors auctioneers accountants architects surveyors ltd limited plc llp".split())
_LED = ("Association", "Federation", "Society", "Chamber", "Confederation", "Guild", "Diocese")


def _tokens_of_named_lines(level: str) -> Iterator[re.Match[str]]:
    """The tokens of the lines where a name might end: those that hold such a word; a line's end is one of them."""
    places = chain.from_iterable(of for word, of in capitalised(level).items() if word.lower() in _ENDINGS_BEGIN)
    for begin, stop in lines_round(sorted(places), level):
        yield from _TOKEN.finditer(level, begin, stop + 1)


def _phrases(level: str) -> Iterator[list[re.Match[str]]]:
    """Runs of capitalised words with "of", "for", "and", "the" inside; a comma, bracket or line end closes one."""
    run: list[re.Match[str]] = []
    last = 0
    for token in _tokens_of_named_lines(level):
        word = token[0]
        gap = level[last : token.start()]
        last = token.end()
        if "\n" in gap or len(gap) > 3:
            if run:
                yield run
            run = []
        bare = word.rstrip(".!?'")
        joins = bare.lower() in _JOINS and (bare.islower() or bare == "&" or bool(run))
        if (joins and run) or word[0].isupper() or (word[0] == "'" and word[1:2].isupper()):
            run.append(token)
        else:
            if run:
                yield run
            run = []
            continue
        if word[-1] in ".!?" and len(word) > 2:
            yield run
            run = []
    if run:
        yield run


def _bare(token: re.Match[str]) -> str:
    word = token[0].rstrip(".!?'").lower()
    return word.removesuffix("'s") if word.endswith("'s") and word not in _ENDINGS else word


def _ended(run: list[re.Match[str]]) -> Iterator[tuple[int, int]]:
    """The names in a run of capitalised words: each up to a word that such names end with."""
    begin = 0
    for i, token in enumerate(run):
        word = _bare(token)
        following = _bare(run[i + 1]) if i + 1 < len(run) else ""
        # "Oldmere Parish Council's Finance Committee" is a council and a committee of its.
        if (word in _STOP_WORDS and word not in _JOINS) or token[0].lower().endswith("council's"):
            begin = i + 1
            continue
        if word not in _ENDINGS or token[0].endswith("'s") or (following in _ENDINGS and i >= begin):
            continue
        # A capitalised word that goes on belongs to the name only if it ends one further along.
        start = begin = max(begin, i - _MOST_WORDS)
        # "X Trust of Y": what stands before "of", "for" or "the" is another thing unless a head of its own.
        for j in range(i - 1, begin - 1, -1):
            if _bare(run[j]) in {"for", "the"} or (_bare(run[j]) == "of" and j == begin):
                start = j + 1
                break
        while start < i and _bare(run[start]) in _JOINS | {"the"}:
            start += 1
        # "COSLA and Scottish Water" are two.
        if start + 2 < i and _bare(run[start + 1]) == "and" and sum(map(str.isupper, run[start][0])) > 2:
            start += 2
        before = [_bare(t) for t in run[start:i] if _bare(t) not in _JOINS]
        if (
            not before
            or _bare(run[i - 1]) == "of"
            or (word == "police" and _not_the_force(run, i))
            or (word in _WEAK and following and following not in _JOINS | _STOP_WORDS and _goes_on(run, i))
        ):
            continue
        if word in _NEEDS_NAME and word not in _OWN_BODIES and all(w in _GENERAL or w in _ENDINGS for w in before):
            continue
        if word in _OWN_BODIES and all(w in {"the", "this", "a", "sub", "any", "each", "new"} for w in before):
            continue
        begin = i + 1
        yield run[start].start(), token.start() + len(token[0].rstrip(".!?'"))


# Such a word in the middle of a longer name ends nothing: "Wolds Union Library", "Marsh Chapel Charities".
_WEAK = frozenset(
    """
    police union church chapel planning group services office water waste museum library club school
    fund board
    """.split()
)


def _not_the_force(run: list[re.Match[str]], i: int) -> bool:
    """Whether "Police" begins an office or rank here: "Police and Crime", "Police Constable"."""
    after = [_bare(token) for token in run[i + 1 : i + 3]]
    return after[-1:] == ["crime"] or after[:1] in (
        ["constable"],
        ["officer"],
        ["officers"],
        ["sergeant"],
        ["constables"],
    )


def _goes_on(run: list[re.Match[str]], i: int) -> bool:
    return not run[i][0].endswith((".", "'s", "!", "?"))


@remembered
def _named(level: str) -> tuple[tuple[int, int], ...]:
    """Full names by their form, whatever the document has introduced."""
    spans = [span for run in _phrases(level) for span in _ended(run)]
    spans += [
        _headed(level, *match.span())
        for match in matches(_HEADED, level)
        if _bare_word(re.split(r" (?:of|for) (?:the )?", match[0])[1].split()[0]) not in _STOP_WORDS
    ]
    spans += [match.span() for match in matches(_HEADED_CAPITALS, level)]
    spans += [
        # "Oakspan Ltd and J Fenwick & Sons" are two firms.
        (match.start() + sum(len(firm[0]) for firm in _AFTER_FIRM.finditer(match[0])), match.end())
        for one in (
            _LISTED,
            _SERVICE,
            _CAMEL,
            _FIRE,
            _OFFICE,
            _NHS,
            _AND_CO,
            _AMPERSAND,
            _AIR_AMBULANCE,
            _LEGAL,
            _WORKS,
        )
        for match in one.found_on(level)
        if match[0].split(" ")[0].lower() not in _STOP_WORDS
    ]
    claims = Claims()
    for start, end in spans:
        claims.claim(start, end)
    spans += [span for span in treated_as_firms(level) if claims.are_free(*span)]
    national = {
        start: tail.end() if (tail := _NHS_TAIL.match(level, end)) else end
        for start, end in national_bodies().find(level)
    }
    return (*national.items(), *(_after_national(level, span, national) for span in spans))


def find_organisations(text: str, known: KnownOrganisations | None = None) -> tuple[FoundOrganisation, ...]:
    """Every organisation in order of place: full names, defined abbreviations and short forms."""
    known = known or KnownOrganisations()
    level = plain(text)
    spans: dict[tuple[int, int], str | None] = dict.fromkeys(_named(level))
    for match in matches(_PANEL, level):
        spans[_without_lead(match)] = _panel(match, known)
    for match in matches(_ACRONYM, level):
        acronym = match["acronym"]
        meant = known.acronyms.get(acronym)
        if meant is None and acronym not in _FIELD and not _stands_as_body(level, match):
            continue
        spans.setdefault(match.span(), meant or acronym)
    for start, end in known.book.find(level):
        spans[(start, end)] = known.short[level[start:end]]
    kept: list[FoundOrganisation] = []
    claims = Claims()
    for (start, end), meant in sorted(spans.items(), key=lambda item: (item[0][0] - item[0][1], item[0])):
        if claims.claim(start, end):
            kept.append(FoundOrganisation(Span(start, end), meant or _fullest(level[start:end], known)))
    return tuple(sorted(kept, key=lambda one: one.span))


def _headed(level: str, start: int, end: int) -> tuple[int, int]:
    """The name from where it begins: "Oldshire Association of X"."""
    if level.startswith(_LED, start):
        before = re.search(r"(?:[A-Z][\w'-]+ ){1,2}$", level[max(0, start - 40) : start])
        for word in reversed(before[0].split() if before else []):
            if word.lower() in _STOP_WORDS | _GENERAL:
                break
            start -= len(word) + 1
    return start, end


def _after_national(level: str, span: tuple[int, int], national: Mapping[int, int]) -> tuple[int, int]:
    """What is left of "Highways England and Network Rail" after the first, which is a name of its own."""
    start, end = span
    first = national.get(start, end)
    return (first + 5, end) if first + 5 < end and level.startswith(" and ", first) else span


def _without_lead(match: re.Match[str]) -> tuple[int, int]:
    """The panel's place without a sentence's first word before it ("The", "Minutes")."""
    start = match.start()
    words = list(re.finditer(r"\S+", match["area"]))
    for word in words:
        if word[0].lower() in _STOP_WORDS or word[0].lower() in ("and", "&"):
            start = match.start() + word.end() + 1
    return start, match.end()


def _panel(match: re.Match[str], known: KnownOrganisations) -> str | None:
    start, _ = _without_lead(match)
    if start >= match.start("kind") and known.body and "panel" in known.body.lower():
        return known.body
    return None


def _stands_as_body(level: str, match: re.Match[str]) -> bool:
    """Whether an undefined abbreviation is used as somebody who acts, is asked or belongs."""
    acronym = match["acronym"]
    if (
        len(acronym) < 3
        or acronym in _NOT_ORGANISATIONS
        or acronym.upper() in _NOT_ORGANISATIONS
        or not acronym[-1].isupper()
    ):
        return False
    acts = _ACTS.search(level, max(0, match.start() - 12), match.end()) is not None
    if not acts and not (
        _CUED.search(level[max(0, match.start() - 16) : match.start()]) and _VERB_AFTER.match(level, match.end())
    ):
        return False
    # In a heading's capitals every short word looks like an abbreviation.
    return not _in_capitals(level, *line_at(level, match.start()))


@remembered
def _in_capitals(level: str, begin: int, stop: int) -> bool:
    line = level[begin:stop]
    return sum(map(str.isupper, line)) * 2 > sum(map(str.isalpha, line))


@lru_cache(8192)
def _folded(name: str) -> str:
    name = re.sub(r"\bdept\b", "department", name.lower().replace("&", " and "))
    return re.sub(r"[^\w]+", " ", name.replace("'", "")).strip().removeprefix("the ")


def _fullest(name: str, known: KnownOrganisations) -> str:
    name = " ".join(name.split())
    folded = _folded(name)
    if known.body and re.fullmatch(r"police (?:fire )?and crime panel", folded) and folded in _folded(known.body):
        return known.body
    if folded in known.full:
        return known.full[folded]
    if len(name.split()) > 1 and len(longer := known.longer.get(folded, ())) == 1:
        return next(iter(longer))
    return titled(name) if " " in name else name


def learn_organisations(texts: Iterable[str], body: str | None = None) -> KnownOrganisations:
    """What a document says of organisations: "(CDC)" definitions, initials of full names, short forms."""
    own = titled(" ".join(body.split())) if body and not re.search(r"council\b", body, re.IGNORECASE) else None
    names: dict[str, str] = {}
    acronyms: dict[str, str] = {}
    short: dict[str, str] = {}
    firms: dict[str, None] = {}
    printed_acronyms: set[str] = set()
    acting_bodies: set[str] = set()
    bare = KnownOrganisations(own)
    texts = tuple(texts)
    everything = "\n".join(texts)
    acting = {match[1] for text in texts for match in _ACTS.finditer(text)}
    for text in texts:
        level = plain(text)
        for match in matches(_ACRONYM, level):
            printed_acronyms.add(match["acronym"])
            if _stands_as_body(level, match):
                acting_bodies.add(match["acronym"])
        for one in find_organisations(text, bare):
            printed = " ".join(level[one.span.start : one.span.end].split())
            if " " not in printed:
                continue
            if printed != printed.upper() or _folded(printed) not in names:
                names[_folded(printed)] = one.canonical
        so_far = KnownOrganisations(own, tuple(names.values()))
        for match in _DEFINED.found_on(level):
            if match["acronym"] not in _NOT_ORGANISATIONS and (
                name := _spelt_out(match["name"], match["acronym"], match["acronym"] in acting)
            ):
                acronyms[match["acronym"]] = _fullest(name, so_far)
                if not any(_bare_word(word) in _ENDINGS for word in name.split()):
                    short[name] = name
        for start, end in treated_as_firms(level):
            firm = level[start:end]
            if _folded(firm) not in names:
                firms.setdefault(firm)
    bare_names = {full: " ".join(full.split()[:-1]) for full in (own, *names.values()) if full}
    ordinary = _ordinary((*firms, *bare_names.values()), everything)
    short |= {firm: firm for firm in firms if firm not in ordinary}
    for full in filter(None, (own, *names.values())):
        letters = initials(full)
        if letters in printed_acronyms and letters not in _NOT_ORGANISATIONS:
            acronyms.setdefault(letters, full)
        words = full.split()
        bare_name = bare_names[full]
        if words[-1].lower() in _SHED and (
            len(words) > 2
            or (len(bare_name) >= 5 and bare_name.lower() not in (body or "").lower() and bare_name not in ordinary)
        ):
            short.setdefault(bare_name, full)
        if own and full == own and own.lower().endswith("police and crime panel"):
            acronyms.setdefault("PCP", own)
    for acronym in acting_bodies:
        acronyms.setdefault(acronym, acronym)
    return KnownOrganisations(own, tuple(dict.fromkeys(names.values())), acronyms, short, NameBook(short))


def _ordinary(names: Iterable[str], text: str) -> frozenset[str]:
    """Names of one word that are ordinary words of the document too."""
    small = {name: name.lower() for name in names if name and " " not in name}
    there = held(frozenset(small.values()), text)
    return frozenset(
        name for name, word in small.items() if word in there and re.search(rf"\b{re.escape(word)}\b", text)
    )


def _spelt_out(before: str, acronym: str, acts: bool) -> str | None:
    """The words before the bracket whose first letters are the abbreviation, from where they begin.

    They name an organisation if they end like one, or if the abbreviation `acts`: is paid, asked or heard from.
    """
    words = before.split()
    for count in range(2, min(len(words), len(acronym) + 4) + 1):
        tail = words[-count:]
        letters = initials(" ".join(tail))
        if letters == acronym.upper().removesuffix("S") or letters == acronym.upper():
            named = all(word[0].isupper() or word.lower() in _JOINS | {"in", "on", "to"} for word in tail)
            # "Usha Desai (UD)" acts too, and is a person.
            acts = acts and _bare_word(tail[0]) not in GIVEN_NAMES
            if named and (acts or any(_bare_word(word) in _ENDINGS for word in tail)):
                return " ".join(tail)
            return None
    return None


def _bare_word(word: str) -> str:
    return word.strip(".,'").lower()
