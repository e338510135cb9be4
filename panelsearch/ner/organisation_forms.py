"""By which forms are names of organisations known? A head and what it is of, a firm's legal form, a kind of service."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import partial

from panelsearch.gazetteers.english import english_words
from panelsearch.gazetteers.given_names import GIVEN_NAMES
from panelsearch.gazetteers.loader import alternatives, either, pattern, words, words_in_order
from panelsearch.ner.organisation_names import folded_name
from panelsearch.ner.organisation_page import CAP, GENERAL, STOP_WORDS, OrganisationPage, Stretch, bare_word
from panelsearch.text.pattern_prefilter import Form, form_of, matches
from panelsearch.text.rule_engine import Rule, rule

_HEADS = pattern("organisations.head_of")
_HEADS_OF = rf"(?:{pattern('organisations.lead_of_head')} ){{0,4}}{_HEADS}"
# "The Parish Council for Ollerby" ends before "for", and "Council Chamber of" is no chamber of somebody's.
_NOT_OF_PLACE = "".join(
    rf"(?<!{kind} )" for kind in "Parish Town City Community Borough District County Council".split()
)
_HEADED = form_of(
    rf"(?<![\w'-]){_NOT_OF_PLACE}(?P<name>{_HEADS_OF} (?:of|for) (?:the )?{CAP}"
    rf"(?:(?:,? and (?:the )?| & |, (?=[A-Z]\w+(?:,| and))| of | for | ){CAP}){{0,7}})",
    known_by=form_of(rf"{_HEADS} (?:of|for) "),
)
# What is founded for something: "Partnership for Oldmere".
_FOUNDED = [word.capitalize() for word in words_in_order("organisations.founded_for")]
_FOUNDED_FOR = form_of(
    rf"(?<![\w'-])(?:(?!The ){CAP} )?{either(_FOUNDED)} for"
    rf" (?:the )?{CAP}(?: (?:and |& |of )?{CAP}){{0,3}}",
    known_by=tuple(f"{one} for " for one in _FOUNDED),
)
# "The notice was printed in the Oldmere Leader".
_NEWSPAPER = form_of(
    rf"(?:(?<=\bin the )|(?<=\bin The )|(?<=\bin ))(?:{CAP} ){{1,3}}{pattern('organisations.newspaper')}\b(?! [A-Z])",
    known_by=form_of(r"in (?:[Tt]he )?[A-Z]", known_by=(" in ",)),
)
_PUBLISHED_IN = re.compile(rf"\b{pattern('organisations.published')} (?:the )?$", re.IGNORECASE)
_HEADED_CAPITALS = form_of(
    rf"(?<![\w'-])(?P<name>(?:NATIONAL |ROYAL |LOCAL ){{0,3}}{pattern('organisations.head_in_capitals')}"
    r" (?:OF|FOR) (?:THE )?"
    r"[A-Z][A-Z']+(?:(?:,? AND | & |, | OF | )[A-Z][A-Z']{2,}){0,7})",
    known_by=(" OF ", " FOR "),
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
    rf"(?<![\w'-])(?:{CAP} (?:and |& )?){{0,4}}{pattern('organisations.service_of')}"
    rf" Service\b",
    known_by=(" Service",),
)
# "Trust, Integrity and Ethics Committee": one committee, its subjects listed.
_LISTED = form_of(
    rf"(?<![\w'-]){CAP}, (?:{CAP}, ){{0,6}}{CAP},? (?:and|&) {CAP}(?: {CAP})? (?:Committee|Sub-Committee|Board"
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
    rf"(?<![\w'-]){CAP}(?:,? (?:and |& )?{CAP}){{0,3}} (?:(?:& |and )(?:Co|Sons?|Company)|& Partners)\b\.?",
    known_by=("& Co", "and Co", "& Son", "and Son", "& Partners"),
)
_AMPERSAND = form_of(
    r"(?<![\w'&/])(?!P ?& ?C\b)(?:[A-Z]\.? ?){1,4}& ?(?:[A-Z]\.? ?){1,3} ?[A-Z][a-z]+\b", known_by=("&",)
)
_AIR_AMBULANCE = form_of(rf"(?<![\w'-])(?:{CAP} (?:and )?){{1,4}}Air Ambulance\b", known_by=(" Air Ambulance",))
# In small letters no run of capitals holds them.
_LEGAL = form_of(
    rf"(?<![\w'-]){CAP}(?: (?:& |and )?{CAP}){{0,4}}(?!, Co\.? [A-Z]),? {pattern('organisations.legal_form')}\b(?!-\w)"
    r"\.?",
    known_by=form_of(rf" {pattern('organisations.legal_form')}\b"),
)
_DISTRICT = form_of(
    rf"(?<![\w'-])(?:{CAP} (?:& |and |of )?){{1,5}}{pattern('organisations.district_of')} (?:District|DISTRICT)\b"
    r"(?: (?:(?:No|NO)\. ?|#)?\d{1,4}(?![\w/.-]))?",
    known_by=("District", "DISTRICT"),
)
_CENTRE = form_of(
    rf"(?<![\w'-])(?:(?:{CAP}|\d{{1,3}}) (?:& |and )?){{1,5}}{pattern('organisations.centre_of')} (?:Centre|Center)\b",
    known_by=("Centre", "Center"),
)
_CALLING = "|".join(sorted(word.capitalize() for word in words("council_words.calling")))
_COUNCIL_OF_A_CALLING = form_of(
    rf"(?<![\w'-])(?:(?:{CAP} (?:& |and )?){{0,5}}(?:{_CALLING})"
    rf"|(?:UK|National|International|European|World|American|Canadian|Royal)(?: {CAP}){{1,4}}) Council\b"
    r"(?! (?:Tax|House))",
    known_by=(" Council",),
)
_WORKS = form_of(
    rf"(?<![\w'-])(?:{CAP} ){{1,4}}(?:UK|GB|Cymru|International)\b",
    known_by=(" UK", " GB", " Cymru", " International"),
)
# "South Wales" is a part of the country.
_WORKS_IN = form_of(
    rf"(?<![\w'-])(?!(?:(?:North|South|East|West|New|Mid|Central|Rural|All)[a-z]* )+(?:Scotland|Wales|Ireland)\b)"
    rf"{CAP} (?:{CAP} )?(?:Scotland|Wales|Ireland)\b(?! (?:Act|Measure|Regulations|Order)\b)",
    known_by=(" Scotland", " Wales", " Ireland"),
)
# What works under one name in each place: "Citizens Advice Oldmere".
_BRANCHED = form_of(
    rf"\b{pattern('organisations.branched')}(?: {CAP})(?: and {CAP}| {CAP})?",
    known_by=form_of(pattern("organisations.branched")),
)
_FRIENDS = form_of(
    rf"\b(?:Friends of|FRIENDS OF)(?: [Tt]he| THE)?(?: {CAP}){{1,4}} {pattern('organisations.friends_of')}\b",
    known_by=("Friends of", "FRIENDS OF"),
)
_LOCAL_GROUP = form_of(
    rf"(?<![\w'-])(?:{CAP} (?:and |& |of )?){{1,3}}{pattern('organisations.local_group')}\b",
    known_by=alternatives("organisations.local_group_sign"),
)
# A council's executive: "the Cabinet", "RESOLVED that Cabinet note", a line of its own.
_CABINET = form_of(
    rf"(?:(?i:(?<=\bthe )|(?<=\bby )|(?<=\bto )|(?<=\bof )|(?<=\bthat ))(?:Cabinet|CABINET)\b"
    rf"(?!'s [A-Z]| {pattern('organisations.cabinet')}|-)|^(?:Cabinet|CABINET)$"
    r"|\bCabinet(?= (?:agree|approve|note|resolve|consider|endorse|decide|receive|recommend)[ds]?\b))",
    re.MULTILINE,
    known_by=("Cabinet", "CABINET"),
)
# Two surnames, which are no English words, where firms stand: "by Fenwick & Ollerby", "Fenwick & Ollerby - solicitors".
_PARTNERS = form_of(
    r"(?P<first>[A-Z](?<![\w'&-].)[a-z]{2,}) (?:&|and) (?P<last>[A-Z][a-z]{2,})(?![\w'&-])", known_by=(" & ", " and ")
)
_WHERE_FIRMS_STAND = re.compile(
    r"(?:^|\b[A-Z]\. |\b(?:by|with|to|via|(?:instruct|appoint|retain)(?:ed)?|solicitors|architects|auditors"
    r"|accountants|engineers|firm),? )$"
)
_CAPITAL_AFTER = re.compile(r" [A-Z]")
# What two surnames have where they are a firm: "Fenwick & Ollerby crew", "Fenwick & Ollerby Accounting Services".
_FIRMS_HAVE = re.compile(
    r" (?:crews?|staff|engineers?|solicitors|architects|accountants|surveyors"
    r"|(?:[A-Z]\w+ ){1,3}(?:Contract|Agreement))\b"
)
# Departments and boards that every municipality of its country has, named without it.
_MUNICIPAL = form_of(pattern("organisations.municipal"), known_by=(" Dep", " Board", " Commission", " Authority"))
_AFTER_FIRM = re.compile(r"^.*?\b(?:Ltd|Limited|PLC|plc|LLP|CIC)\.?,? and ")
_LED = alternatives("organisations.led")


_STATE_LETTERS = words("organisations.state_letters")
# "New" begins no name, but for a state's.
_STATE = re.compile(r"^New (?:Hampshire|Jersey|Mexico|York|England|Brunswick|Zealand|Orleans) $")
_SITTING = re.compile(
    r"(?: (?:Regular|Special|Annual|Monthly|General|Board|Organi[sz]ational))*"
    r" (?:Meetings?|Minutes|Agenda|Members?|Report)\b.*$"
)


# "The School for the AGM" is there for a day only.
_FOR_LETTERS = re.compile(r" for (?:the |our )?(?:AGM|EGM|SGM|APM)\b.*$")
# "The General Fund of the Trust" is one of the body's own things.
_OF_ITSELF = re.compile(
    r" of the (?:Trust|Society|Club|Association|Council|Board|Committee|Charity|Company|Institute)$"
)


@rule("organisations.headed")
def headed(page: OrganisationPage) -> Iterator[Stretch]:
    """A head and what it is of: "Institute of Hedgerows and Ditches"."""
    for match in matches(_HEADED, page.level):
        name = match[0]
        if name.startswith("Council for "):
            continue
        if bare_word(re.split(r" (?:of|for) (?:the )?", name)[1].split()[0]) in STOP_WORDS:
            continue
        if sitting := _SITTING.search(name):
            name = name[: sitting.start()]  # "Board of Trustees Meeting"
        if _OF_ITSELF.search(name):
            continue
        name = _FOR_LETTERS.sub("", name.removesuffix("'s"))
        # Where the document has "Friends of Oldmere Park" alone, what follows it elsewhere is no part of it.
        ends = [gap.start() for gap in re.finditer(" ", name)]
        alone = (at for at in ends if folded_name(name[:at]) in page.known.full)
        yield _with_lead(page.level, match.start(), match.start() + next(alone, len(name)))


@rule("organisations.headed_capitals")
def headed_capitals(page: OrganisationPage) -> Iterator[Stretch]:
    """The same in capitals."""
    return (match.span() for match in matches(_HEADED_CAPITALS, page.level))


def _with_lead(level: str, start: int, end: int) -> tuple[int, int]:
    """The name from where it begins: "Oldshire Association of X"."""
    if level.startswith(_LED, start):
        before = re.search(r"(?:[A-Z][\w'-]+ ){1,3}$", level[max(0, start - 60) : start])
        lead = before[0].split() if before else []
        if lead and lead[-1].isupper() and lead[-1].lower() in _STATE_LETTERS:
            lead = lead[-1:]
        # Of more words some are another name's: "Oldmere School District Board of Education".
        states = before is not None and _STATE.search(before[0]) is not None
        for word in reversed(lead if len(lead) <= _LONGEST_LEAD else []):
            means_little = word.lower() in STOP_WORDS or word.lower() in GENERAL
            if means_little and not (states and word == lead[0]):
                break
            start -= len(word) + 1
    return start, end


def _by_form(form: Form, page: OrganisationPage) -> Iterator[Stretch]:
    for match in matches(form, page.level):
        start = match.start()
        # No name runs over the cells of a row, and "Oakspan Ltd and J Fenwick & Sons" are two firms.
        start = max(start, page.text.rfind("\t", start, match.end()) + 1)
        start += sum(len(firm[0]) for firm in _AFTER_FIRM.finditer(page.level[start : match.end()]))
        seat = _AFTER_SEAT.match(page.level, start, match.end())
        start = seat.end() if seat else start
        # "Alison Ash of Oldmere Mountain Rescue" is somebody and a body.
        person = _SOMEBODY_OF.match(page.level, start, match.end())
        start = person.end() if person and person["given"].lower() in GIVEN_NAMES else start
        while (first := _FIRST.match(page.level, start, match.end())) and _begins_no_name(page.level, first):
            start = first.end()
        if start == match.start() or " " in page.level[start : match.end()].strip():
            yield start, match.end()


def _begins_no_name(level: str, first: re.Match[str]) -> bool:
    """Whether a first word is no part of a name: "The", but not of "A & B Ash"."""
    return bare_word(first[0].rstrip()) in STOP_WORDS and not level.startswith("&", first.end())


_LONGEST_LEAD = 2
_CUE = 40
_AFTER_SEAT = re.compile(r"(?:The )?(?:City|Town|Township|Village|County|Borough|Municipality) of [A-Z][\w'-]+ and ")
_FIRST = re.compile(r"\S+ +")
_SOMEBODY_OF = re.compile(rf"(?P<given>{CAP})(?: {CAP}){{1,2}} of ")
# Forms by their names: subjects and a committee ("Trust, Integrity and Ethics Committee"), "Oldmere Ambulance Service",
# "OldmereUK", initials round an ampersand, a firm with its legal form, a body of its own that serves a district,
# "Oldmere Resource Centre", "Oldmere School Parent Council", "Age UK Oldmere", "Friends of Oldmere Park",
# "Oldmere Brass Band", "Ash UK", "Ash Wales".
_FORMS = {
    "committee_of_subjects": _LISTED,
    "service": _SERVICE,
    "camel_case": _CAMEL,
    "fire_service": _FIRE,
    "office_of": _OFFICE,
    "health_service": _NHS,
    "and_company": _AND_CO,
    "ampersand": _AMPERSAND,
    "air_ambulance": _AIR_AMBULANCE,
    "legal_form": _LEGAL,
    "district": _DISTRICT,
    "centre": _CENTRE,
    "council_of_a_calling": _COUNCIL_OF_A_CALLING,
    "branched": _BRANCHED,
    "cabinet": _CABINET,
    "friends_of": _FRIENDS,
    "local_group": _LOCAL_GROUP,
    "works": _WORKS,
    "works_in": _WORKS_IN,
    "founded_for": _FOUNDED_FOR,
}
FormRule = Rule[[OrganisationPage], Iterable[Stretch]]


@rule("organisations.partners", score=0.8)
def partners(page: OrganisationPage) -> Iterator[Stretch]:
    """Two surnames: "Fenwick & Ollerby"; two parishes, and two people who are known, are no firm."""
    for match in matches(_PARTNERS, page.level):
        both = {match["first"].lower(), match["last"].lower()}
        own = set(folded_name(page.known.body or "").split())
        begin = max(page.text.rfind(mark, 0, match.start()) for mark in "\n\t") + 1
        are_surnames = all(both.isdisjoint(others) for others in (english_words(), GIVEN_NAMES, own))
        joined, before = page.level[match.end("first") + 1], page.level[begin : match.start()]
        stands = _WHERE_FIRMS_STAND.search(before) if joined == "&" else before.endswith((" firm ", " firm, "))
        goes_on = _CAPITAL_AFTER.match(page.level, match.end())
        if are_surnames and ((stands and not goes_on) or _FIRMS_HAVE.match(page.level, match.end())):
            yield match.span()


@rule("organisations.newspaper")
def newspaper(page: OrganisationPage) -> Iterator[Stretch]:
    """Where something was printed: "in the Oldmere Leader"."""
    for match in matches(_NEWSPAPER, page.level):
        if _PUBLISHED_IN.search(page.level, max(0, match.start() - _CUE), match.start()):
            yield match.span()


BY_FORM: tuple[FormRule, ...] = (
    newspaper,
    headed,
    headed_capitals,
    partners,
    *(rule(f"organisations.{name}")(partial(_by_form, form)) for name, form in _FORMS.items()),
    # "The Fire Department"
    rule("organisations.municipal", score=0.8)(partial(_by_form, _MUNICIPAL)),
)
