"""Which people does a text name? By titles, given names, initials and the document's own roster.

A surname alone is a person only where the document has introduced its bearer; two bearers are never merged.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, pairwise
from string import ascii_uppercase

from panelsearch.gazetteers.given_names import GIVEN_NAMES
from panelsearch.gazetteers.non_names import COMMON_SURNAMES, NEVER, PLACES, SURNAMES_IF_TITLED, WEEKDAYS_MONTHS
from panelsearch.model.spans import Span
from panelsearch.ner.coreference import (
    KnownPeople,
    by_surname,
    canonical_of,
    folded,
    is_initial,
    is_initials,
    surname_of,
    words_of,
)
from panelsearch.text.document_cache import remembered
from panelsearch.text.normalization import plain
from panelsearch.text.pattern_prefilter import capitalised, form_of, line_at, lines_round, lines_with, matches
from panelsearch.text.span_claims import Claims


@dataclass(frozen=True, slots=True)
class FoundPerson:
    """A person where named, title left out; `canonical` is the fullest form the document gives."""

    span: Span
    canonical: str


_SURNAME_PREFIX = (
    r"(?:(?:[Dd]e(?:[nr]|l|s)?(?: [Ll]a)?|[Vv]an(?: [Dd]e[nr]?)?|[Vv]on(?: der)?|[Aa]p|[Aa]b|[Ff]erch|[Ll]e|[Ll]a|[Dd]u"
    r"|[Dd]i|[Dd]a|[Tt]er|[Ee]l|[Aa]l|St\.?|Ó|Ní|Uí|Nic|Mac|Mc) )"
)
_WORD = (
    r"(?:(?:O'|D'|Mc|Mac|Nic|Fitz)?[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿŵŷłńśźżčšžğış]+(?:[A-Z][a-zà-öø-ÿ]+)?"
    r"(?:-\x1f?(?:O'|Mc)?[A-Za-zÀ-ÖØ-Þ][a-zà-öø-ÿ]+)*)"
)
_CAPITALS = r"(?:(?:O'|D'|MC|MAC)?[A-ZÀ-ÖØ-Þ]{2,}(?:-[A-ZÀ-ÖØ-Þ]{2,})*)"
_INITIALS = r"(?:[A-Z](?:\. ?| )(?:(?:[A-Z]|St|Wm)(?:\. ?| )){0,3}|[A-Z]{2,3} (?=[A-Z]['a-z]))"
_GAP = r" {1,2}"
_NAME = (
    rf"(?:{_INITIALS} {{0,2}}{_SURNAME_PREFIX}?{_WORD}"
    rf"|{_SURNAME_PREFIX}?{_WORD}(?:{_GAP}(?:[A-Z]\.? ){{1,3}} ?)?{_SURNAME_PREFIX}?"
    rf"(?:{_GAP}{_SURNAME_PREFIX}?{_WORD}){{0,3}}"
    rf"|(?:[A-Z]\.? ){{0,3}}{_CAPITALS}(?: {_CAPITALS}){{0,2}})"
)
# "Bailie Harkett" is no full name: nobody's given name is a title.
_NO_TITLE = (
    r"(?!(?:Bailie|Provost|Convener|Lord|Lady|Baroness|Alderm[ae]n|Canon|Father|Rev(?:d|erend)?|Trustee)\.? [A-Z])"
)
# A name written out: at least a given name or initials before the surname.
_FULL_NAME = (
    rf"{_NO_TITLE}(?:(?:{_INITIALS}|{_WORD} (?:[A-Z]\.? ){{0,4}}(?:{_WORD} )?){_SURNAME_PREFIX}?{_WORD}"
    rf"|(?:[A-Z]\.? |{_CAPITALS} ){{1,4}}{_CAPITALS})"
)
# Ranks and offices that are only ever followed by a name, and words that are titles before some names only.
_RANKS = (
    r"(?:Deputy |Assistant |Temporary |Acting |T/|Former ){0,4}(?:Chief Constable|Commander)"
    r"|(?:Chief |Temporary |Detective |Det\.? |Ch\.? |T/){0,4}"
    r"(?:Superintendent|Supt|Inspector|Insp|Sergeant|Sgt|Constable)"
    r"|[AD]?CFO|PCSO(?: \d{2,6})?|WPC|PC(?: \d{2,6})?|PS|DCI|DI|ACC|DCC|Special Constable"
    r"|Colonel|Col|Major|Captain|Capt|Lt Col|Lt|Lieutenant|Brigadier|Wing Commander|Squadron Leader"
)
_COUNCILLORS = (
    r"(?:County |Borough |District |City |Town |Parish |Community |Ward |Unitary |Deputy |Honorary )?"
    r"(?:Councill?ors?|Councilmembers?|Cllr'?s?|Clr|Cllrs|Clrs|COUNCILLORS?|CLLRS?|Coun|Alderm[ae]n|Ald|Bailie)"
    r"|(?:Y )?Cynghorw?ydd|Cyng|Council(?:man|woman|person)|Trustees?|Select(?:man|woman)|Alderwoman"
)
_TITLES = (
    rf"{_COUNCILLORS}|(?:Lord |Lady )(?:Mayor(?:ess)?|Provost)|Messrs|Mr|Mrs|Ms|Miss|Mx|Dr|Prof(?:essor)?|Sir|Dame"
    r"|Lord|Lady|Baroness|Baron|Viscount"
    r"|(?:The )?(?:Rt\.? Hon\.?|Right Hon(?:ourable)?\.?)|Hon|Rev(?:d|erend)?|Canon|Father|Fr|Archdeacon"
    rf"|{_RANKS}|(?:Deputy )?(?:Mayor(?:ess)?|Provost)|Convener|Reeve|Judge"
    r"|(?:Police and Crime |Deputy )?Commissioner|(?:Deputy )?PCC|Supervisor|President|MR|MRS|MS|MISS|DR|SIR"
)
_SECOND_TITLE = (
    r"(?:(?:Canon|Fr|Mrs|Mr|Ms|Miss|Dr|Sir|Dame|Lady|Rev(?:d|erend)?|Prof(?:essor)?|Col(?:onel)?|Capt(?:ain)?)\.? )?"
)
_TITLED = form_of(
    rf"(?<![\w-])(?=[A-Z])(?P<title>{_TITLES})\b(?P<mark>\.|:)?(?P<owning>'s?)?[ \t]{{0,2}}{_SECOND_TITLE}"
    rf"(?P<name>(?<=[ .:\t]){_NO_TITLE}{_NAME})",
)
_SURNAME = re.compile(rf"(?<![\w'-]){_SURNAME_PREFIX}?(?:{_WORD}|{_CAPITALS})(?![\w-])")
# What stands before a surname: a word of the same name, unless it is a title or ends what came before.
_JOINED_ON = re.compile(r"(?:\b[A-Z][\w'-]*\.? {1,2}|[\w]/|& )$")
_SET_OFF = re.compile(rf"(?:{_TITLES}|[.;:!?] ?(?:\w+ )?|By|Proposed|Seconded)\.? {{0,2}}$")
_WORD_BEFORE = re.compile(rf"(?:^|[^\w.' -] ?|[a-z,.] )({_WORD} {{1,2}})$")
# After these a place or a thing stands as often as a name: "Lord Street", "Major Works", "Mayor Making".
_LOOSE_TITLES = frozenset(
    "lord lady major mayor provost judge canon father captain sir dame hon reeve convener baron pc ps".split()
)
# Offices that are spoken of far more often than named: a surname alone after one is somebody the paper introduces.
_OFFICES = frozenset("pcc commissioner supervisor president".split())
_SINGULAR = frozenset("mrs ms miss".split())
# Titles written out end a sentence with their full stop: "circulated to Councillors. Points raised ..."
_SHORTENED = re.compile(
    r"(?:cl?lrs?|clrs?|coun|cyng|mrs?|ms|mx|messrs|drs?|prof|revd?|hon|col|capt|lt|sgt|insp|supt|det|ald|ps|pc)$"
)
_MEMBER_BEFORE = re.compile(r"(?:Cllr|Coun\w*|Clr|Cr|Ald|Alderm[ae]n|Mayor|Reeve|Provost)\.? {1,2}$", re.IGNORECASE)
# What a thing's name ends like, and a surname only after a given name: "Evans Travelling", "Hughes Engineering".
_THING = re.compile(r"(?:tion|ment|ance|ness|ity|tive|ery|logy|ship|ware|ures?)s?$")
_OF_PLACE = re.compile(r" (?:County|District|Borough|City|Town|Parish|Community|Ward|Division)\b")
_MR_AND_MRS = form_of(
    rf"\b(?:Mr|Dr) (?:and|&) (?:Mrs|Dr|Ms)\.? (?P<name>{_NAME})", known_by=("Mr and", "Mr &", "Dr and", "Dr &")
)
# What may stand between two names of a list: a bracket ("(Chairman)"), then a comma or "and", then another title.
_BRACKETS = r"(?: ?\([^()\n]{1,40}\)){0,2}"
_MORE = re.compile(rf"{_BRACKETS}(?:,\s(?:and |& )?| and | AND | & |;\s| / |/)(?:(?:{_TITLES})\.? )?(?P<name>{_NAME})")
_MORE_IN_FULL = re.compile(
    rf"{_BRACKETS}(?:,\s(?:and |& )?| and | AND | & |;\s|\n)(?:(?:{_TITLES})\.? )?(?P<name>{_FULL_NAME})"
)
_HONOURS = "MP|MEP|MS|MSP|AM|OBE|MBE|CBE|QPM|DL|JP|QC|KC|MPP|MLA|BEM|TD|CPFA|PSLCC|CiLCA|FRICS|MRTPI"
_POST_NOMINALS = form_of(
    rf"(?P<name>{_NO_TITLE}(?:{_WORD}|[A-Z]\.?) (?:[A-Z]\.? ){{0,4}}{_WORD}),? (?:{_HONOURS})\b",
    known_by=tuple(f" {one}" for one in _HONOURS.split("|")),
)
_GIVEN = re.compile(
    rf"(?<![\w'-])(?P<name>(?P<given>{_WORD}|{_CAPITALS}) {{1,2}}(?:(?:[A-Z]\.? ){{1,3}}|(?:{_WORD} )(?={_WORD}))? ?"
    rf"{_SURNAME_PREFIX}?(?P<surname>{_WORD}|{_CAPITALS}))(?![\w-])"
)
_NEXT_BUT_ONE = re.compile(rf"(?P<name>{_WORD} {{1,2}}(?P<surname>{_WORD}))(?![\w-])")
_INITIALLED = form_of(
    rf"(?<![\w.'&-])(?P<initials>(?:[A-Z]\. ?){{1,4}}|(?:[A-Z] ){{1,3}}) {{0,2}}(?P<surname>{_SURNAME_PREFIX}?{_WORD})",
)
_ROLES = (
    r"(?:Parish |Town |Deputy |Vice[ -]|Acting |Assistant |Interim |Democratic |Committee |Senior |Lead |Head of \w+ )"
    r"{0,4}"
    r"(?:Clerk(?: and R\.?F\.?O\.?)?(?: to the (?:Parish |Town |Community )?Council)?|Chair(?:man|woman|person)?"
    r"|Treasurer|Secretary|Leader|(?:Cabinet|Portfolio) (?:Member|Holder)"
    r"|Chief Executive(?: Officer)?|Chief Finance Officer|Monitoring Officer|Proper Officer|Commissioner|Mayor|PCC"
    r"|Reeve|Auditor|Director(?: of \w+)?|Manager|Solicitor"
    r"|Officer|Administrator|Proposed|Seconded|Moved|Mover|Seconder|Proposer|[Rr]eport [Aa]uthor|[Aa]uthor"
    r"|[Cc]ontact(?: [Oo]fficer| [Nn]ame)?|proposed|seconded|moved"
    r"|Signed|Present|Apologies|PROPOSED|SECONDED|MOVED|Officer contact)"
)
_AFTER_ROLE = form_of(rf"\b(?=[A-Zacmprs]){_ROLES}(?P<by> [Bb]y)?(?P<mark> ?: ?|, | - | )(?P<name>{_NO_TITLE}{_NAME})")
_JOB = (
    "Clerk|Chair|Chairman|Chairwoman|Chairperson|Treasurer|Chief Executive|Mayor|Reeve|Director|Head of|Manager"
    "|Solicitor|Administrator|Secretary|Supervisor|Commissioner|Superintendent|Inspector|Constable|Leader|Member"
    "|Officer|Planner|Accountant|Auditor|Engineer|Surveyor|Adviser|Advisor|Lawyer|Consultant|Coordinator|Co-ordinator"
    "|Partner|Convener|Provost|Vice Chair|Vice-Chair|Vice Chairman|Vice-Chairman"
)
_JOBS = rf"(?:the )?(?:[A-Z][\w-]+ |and |of |[&] ){{0,4}}?(?:{_JOB})\b"
_BEFORE_ROLE = form_of(
    rf"(?<![\w'-])(?=[A-ZÀ-ÖØ-Þ])(?P<name>{_NO_TITLE}(?:{_WORD} (?:[A-Z]\.? )?|(?:[A-Z]\.? ){{1,3}})"
    rf"{_SURNAME_PREFIX}?{_WORD})"
    rf"(?P<mark>, \(|, | ?\(| - |: ){_JOBS}",
    known_by=tuple(job for job in _JOB.split("|") if "Chair" not in job or job == "Chair"),
)
# "N Shah (NS)": initials defined in brackets are those of the name before them.
_DEFINED = form_of(rf"(?<![\w'-])(?P<name>{_FULL_NAME}) ?\((?P<letters>[A-Z]{{2,4}})\)", known_by=("(",))
# Initials that mean something else as often: an hour, an office, a council.
_LETTERS_TOO = frozenset(
    "AM PM PC CC DC TC BC MP MS PS DI DC AC IT HR TV UK EU US NB PA CAB CEO CFO NHS PCC VAT".split()
)
# A list of names set one under another, or in columns: one of them in its cell.
_IN_ITS_CELL = re.compile(rf"(?:[A-Z]\.? ?){{1,3}}(?<=[ .]){_SURNAME_PREFIX}?{_WORD}")
_FEWEST_STACKED = 3
# Where a list of people begins, whoever they are.
_ROLL = re.compile(
    r"(?:[Aa]pologies(?: for (?:absence|non-attendance))?(?: (?:were|was|had been|have been))?(?: also)?"
    r"(?: (?:received|accepted|given|noted|tendered|submitted))*(?: (?:from|by|on behalf of)|:)"
    r"|(?:Also |Members |Councillors |Officers )?(?:[Pp]resent|PRESENT)(?: were)?:|In [Aa]ttendance:|IN ATTENDANCE:"
    r"|Sederunt:?|Presiding:?|(?:Staff|Officers?|Members|Councillors) (?:[Pp]resent|[Aa]bsent):|Regrets:|REGRETS:"
    r"|[Mm]embers of the [Pp]ublic(?: present)?:|Absent:|Substitutes?:|Observers?:|Invited:) {0,2}\n?"
    rf"(?:(?:{_TITLES})\.? )?(?P<name>{_FULL_NAME})"
)
# One of these stands in what begins each.
_ROLL_WORDS = (
    *(
        "pologies",
        "resent",
        "PRESENT",
        "ttendance",
        "ATTENDANCE",
        "Sederunt",
        "Presiding",
        "bsent",
        "Regrets",
        "REGRETS",
    ),
    *("embers of", "ubstitute", "Observer", "Invited"),
)
_INDEXED = form_of(
    rf"^ *(?:(?:{_COUNCILLORS})\.? )?(?P<name>(?P<surname>{_SURNAME_PREFIX}?(?:{_WORD}|{_CAPITALS})), "
    rf"(?P<first>(?:[A-Z]\.? ?){{1,3}}|{_WORD}))(?= *(?:\(|$|(?:Cllr|Mr|Mrs|Ms|Miss|Dr)\b))",
    re.MULTILINE,
    known_by=(", ",),
)
# Given names that streets, parks and buildings bear too: with a place's word after them they name no person.
_ROYAL = frozenset(
    "victoria albert george charlotte elizabeth alexandra clarence edward james william regent anne henry charles"
    " florence st jubilee holly hazel ivy heather rose rosemary iris olive lily poppy myrtle jasmine violet ruby pearl"
    " dale glen frances margaret mary diana philip arthur leopold beatrice".split()
)
# "Grant Stream", "Eve Party": more often a thing than somebody, where no title stands before it.
_THINGS_TOO = frozenset("grant eve".split())
# Stanley Street and Sandy Lane are streets unless a title or a list says otherwise, or something is done to them.
_WHOM = re.compile(r"\b(?:ask|tell|thank|contact|inform|invite|email|with|by|that|to|from) $")
_STREETS = frozenset("street lane park gate court bridge green row close square".split())
_WORDS_TOO = PLACES | COMMON_SURNAMES | WEEKDAYS_MONTHS | GIVEN_NAMES
_DOES = re.compile(
    r" (?:also |then |further )?(?:said|asked|proposed|seconded|moved|reported|felt|stated|thanked|confirmed|explained"
    r"|advised|queried|commented|suggested|added|replied|declared|voted|abstained|spoke|expressed|offered|volunteered"
    r"|raised|enquired|outlined|highlighted|requested|reminded|updated|responded|wished|presented|undertook)\b"
    r"|'s? (?:motion|proposal|amendment|question|absence|apologies)\b"
)
# "Gwyn Ollerby Legal Fees" is paid to a firm of that name.
_TRADES = frozenset("legal services service insurance planning fees finance".split())
_PLACES_ALONE = (PLACES | WEEKDAYS_MONTHS) - COMMON_SURNAMES
# A company goes on after a name: "James Fisher & Sons".
_CAPITAL_FOLLOWS = re.compile(r"(?:'s)? ([A-Z][\w]+)")
_COMPANY_FOLLOWS = re.compile(r"(?: ?&| and) (?:Sons?|Co|Company|Partners|Daughters?|Associates)\b|'s? (?:Law|Act)\b")


def _trimmed(name: str, known: KnownPeople | None = None, *, due: bool = False) -> str:
    """The part of a name-shaped stretch that is one: up to the first word no name contains; "" where none is left.

    Where a title makes a name `due`, "P Green" is one though no name begins with "Green".
    """
    kept = 0
    first_is_given = bool(name) and (is_initials(words_of(name)[0]) or folded(words_of(name)[0]) in GIVEN_NAMES)
    for count, match in enumerate(re.finditer(r"[^ ]+", name)):
        word = folded(match[0])
        if due and count and word in SURNAMES_IF_TITLED and _is_given(name[: match.start()]):
            kept = match.end()
            break
        # "Cllr Evans Travelling expenses": a thing's name follows a person's.
        if count and _THING.search(word) and not (count == 1 and first_is_given) and not _bears(known, word):
            break
        place = word in PLACES or word in WEEKDAYS_MONTHS
        surname = count == 1 and first_is_given and match.end() == len(name)
        if _is_common(match[0]) or (count and place and not surname and not _bears(known, word)):
            break
        kept = match.end()
        # A bearer's surname ends the name: what follows begins something else.
        if known and count and not is_initial(match[0]) and word in known.by_surname:
            break
    text = name[:kept]
    while text and (is_initial(text.split(" ")[-1]) and len(text.split(" ")) > 1):
        text = text[: text.rfind(" ")].rstrip()
    return "" if len(text.rstrip(".")) < 2 else text.rstrip(".") if " " not in text else text


def _is_given(words: str) -> bool:
    """Whether what stands before a surname is initials and given names only."""
    return all(is_initial(word) or folded(word) in GIVEN_NAMES for word in words_of(words))


def _is_common(word: str) -> bool:
    """Whether a word as printed is one that no name contains; "A" may be an initial, and "St" begins St John."""
    return folded(word) in NEVER and not (is_initial(word) and word[0].isupper()) and word.rstrip(".") != "St"


def _bears(known: KnownPeople | None, word: str) -> bool:
    return bool(known and word in known.by_surname)


def _place_follows(level: str, end: int) -> bool:
    # "Smith's Road" and "Smith Road" are places; so is a name a capitalised thing goes on from.
    after = level[end : end + 30]
    match = _CAPITAL_FOLLOWS.match(after)
    return bool(match and (folded(match[1]) in PLACES)) or bool(_COMPANY_FOLLOWS.match(after))


def _cued(level: str, known: KnownPeople | None) -> Iterable[tuple[int, int]]:
    """Places named by title, role or post-nominals."""
    listed_to = 0
    for match in matches(_TITLED, level):
        title = match["title"].lower().rstrip(".")
        name = _trimmed(match["name"], known, due=True) or _surname_alone(match, level)
        if match["mark"] == "." and not _SHORTENED.search(title):
            continue
        if not name:
            continue
        office = title.rstrip(" 0123456789").split(" ")[-1]
        # "Cllr's Ash and Birch" are many; "the Mayor's Chaplain" is somebody else.
        if match["owning"] and not title.startswith("c"):
            continue
        # "Aller PC Site visit": a parish council's.
        if office == "pc" and re.search(r"[A-Z][\w'-]+ $", level[max(0, match.start() - 20) : match.start()]):
            continue
        # "Superintendent: Written report": what a colon announces is a name only if it is whole.
        announced = match["mark"] == ":" and not title.startswith(("c", "mr", "ms", "miss"))
        if (announced or office in _OFFICES) and not (_bears(known, surname_of(name)) or _is_full(name)):
            continue
        if office in _LOOSE_TITLES and not _stands_alone(name, level, match.start("name"), known):
            continue
        at = match.start("name")
        end = _before_place(level, at, at + len(name))
        yield at, end
        # The list goes on while names and commas do: "Cllrs A, B and C".
        if end > listed_to and title.endswith(("s", "men")) and title not in _SINGULAR:
            for at, listed_to in _listed(_MORE, level, end, known):
                yield at, listed_to
    for pattern in (_MR_AND_MRS, _POST_NOMINALS):
        for match in matches(pattern, level):
            if name := _trimmed(match["name"], known, due=True):
                yield match.start("name"), match.start("name") + len(name)
    listed_to = 0
    for match in _rolls(level):
        name = _trimmed(match["name"], known, due=True)
        if len(words_of(name)) > 1 and _whole(name, known):
            end = match.start("name") + len(name)
            yield match.start("name"), end
            if end > listed_to:
                for at, listed_to in _listed(_MORE_IN_FULL, level, end, known, whole=True):
                    yield at, listed_to
    lines = list(matches(_INDEXED, level))
    if len(lines) >= 2:
        for match in lines:
            words = [folded(match["surname"]), folded(match["first"].strip())]
            if (is_initial(words[1]) or "." in match["first"] or words[1] in GIVEN_NAMES) and words[0] not in NEVER:
                yield match.start("name"), match.start("name") + len(match["name"].rstrip())


# What makes "Councillor Ward" a column's head and "Councillor Grant of" a sum.
_NOT_ALONE = re.compile(rf" {{1,2}}(?!(?:{_TITLES})\b)(?:[A-Z0-9\u00a3]|of\b)|\t|  ")


def _surname_alone(match: re.Match[str], level: str) -> str:
    """The word after a title, or after a list's comma, where it is a surname as well as a word: "Cllr Green"."""
    word = match["name"].split(" ")[0]
    alone = folded(word) in SURNAMES_IF_TITLED and word != word.upper() and level[match.start("name") - 1] != "\t"
    loose = "title" in match.groupdict() and match["title"].lower().rstrip(".").split(" ")[-1] in _LOOSE_TITLES
    return word if alone and not loose and not _NOT_ALONE.match(level, match.start("name") + len(word)) else ""


@remembered
def _rolls(level: str) -> tuple[re.Match[str], ...]:
    """Where lists of people begin; the first name may stand on the next line."""
    found: list[re.Match[str]] = []
    for begin, stop in lines_with(_ROLL_WORDS, level):
        begin = max(begin, found[-1].end() if found else 0)
        next_stop = line_at(level, stop + 1)[1] if stop < len(level) else stop
        found += (match for match in _ROLL.finditer(level, begin, next_stop) if match.start() <= stop)
    return tuple(found)


def _listed(
    more: re.Pattern[str], level: str, end: int, known: KnownPeople | None, *, whole: bool = False
) -> Iterable[tuple[int, int]]:
    """The names a list goes on with from `end`; `whole` ones are taken in full or end the list."""
    while match := more.match(level, end):
        name = _trimmed(match["name"], known, due=True) or _surname_alone(match, level)
        # "Mr A Brook & Mrs B Stroud, NHS": capitals among written names are an abbreviation.
        if name.isupper() and len(name) > 1 and level[end - 1 : end] not in ascii_uppercase:
            break
        if not name or (whole and not (len(words_of(name)) > 1 and _whole(name, known))):
            break
        at = match.start("name")
        end = at + len(name)
        yield at, end


def _is_full(name: str) -> bool:
    """Whether initials or a known given name stand before the surname."""
    words = words_of(name)
    return len(words) > 1 and (is_initial(words[0]) or folded(words[0]) in GIVEN_NAMES)


def _before_place(level: str, start: int, end: int) -> int:
    """Where the name ends if a place began in it: "J Ollerby Oldmere District Councillor" names J Ollerby."""
    words = level[start:end].split(" ")
    if _OF_PLACE.match(level, end) and len([word for word in words if not is_initial(word)]) > 1 and len(words) > 2:
        return end - len(words[-1]) - 1
    return end


def _whole(name: str, known: KnownPeople | None) -> bool:
    """Whether every word of a full name can be one of a person's."""
    words = words_of(name)
    # "Colin Dale" is as good a name as any, where a name is due, and so is "P Green".
    may_be_places = words[-1:] if len(words) == 2 and _is_given(words[0]) else []
    given = words[:-1]
    checked = given if given and folded(words[-1]) in SURNAMES_IF_TITLED and _is_given(" ".join(given)) else words
    ordinary = any(
        _is_common(word) or (folded(word) in _PLACES_ALONE and word not in may_be_places) for word in checked
    )
    return not ordinary and (_trimmed(name, known, due=True) == name.rstrip("."))


def _stands_alone(name: str, level: str, at: int, known: KnownPeople | None) -> bool:
    """Whether the word after a title such as "Lord" is a name, and not a street or a thing."""
    words = [folded(word) for word in words_of(name)]
    if _bears(known, words[-1]) or _is_full(name):
        return True
    thing = _THING.search(words[0])
    ordinary = words[0] in PLACES or words[0] in WEEKDAYS_MONTHS
    return not (thing or ordinary or _place_follows(level, at + len(name)))


@remembered
def _given(level: str) -> tuple[tuple[int, int], ...]:
    """Places that begin with a given name and go on with a surname."""
    return tuple(_each_given(level))


def _may_begin(word: str) -> bool:
    return word.lower() in GIVEN_NAMES


def _each_given(level: str) -> Iterable[tuple[int, int]]:
    at = 0
    for place in sorted(chain.from_iterable(of for word, of in capitalised(level).items() if _may_begin(word))):
        match = _GIVEN.match(level, place) if place >= at else None
        if match is None:
            continue
        given, surname = folded(match["given"]), folded(match["surname"])
        if given.split("-")[0] not in GIVEN_NAMES or given in WEEKDAYS_MONTHS or given in _THINGS_TOO:
            continue
        name, surname_printed = match["name"], match["surname"]
        if surname in NEVER - COMMON_SURNAMES or (len(words_of(name)) > 2 and surname in PLACES):
            # "Jean Kerr In attendance": what follows the name is none of it.
            cut = _NEXT_BUT_ONE.match(level, match.start("given"))
            if cut is None or surname in _TRADES or surname in PLACES:
                continue
            name, surname_printed = cut["name"], cut["surname"]
            surname = folded(surname_printed)
            if surname in NEVER - COMMON_SURNAMES:
                continue
        end = match.start("name") + len(name)
        if surname in PLACES and (surname not in COMMON_SURNAMES or given in _ROYAL):
            continue
        if surname in _STREETS and not _WHOM.search(level, max(0, match.start() - 12), match.start()):
            continue
        # "ROMA Mileage" is an abbreviation and a thing.
        if match["given"].isupper() and len(given) > 1 and not surname_printed.isupper():
            continue
        # "M Joyce PC World" is paid for a thing from a shop.
        if surname_printed.isupper() and len(surname) < 4 and not match["given"].isupper():
            continue
        middle = [folded(word) for word in words_of(name)[1:-1]]
        if any(word in NEVER or word in PLACES for word in middle):
            continue
        if (surname in WEEKDAYS_MONTHS and given in COMMON_SURNAMES) or _place_follows(level, end):
            continue
        before = level[max(0, match.start() - 12) : match.start()]
        if re.search(r"(?:\bSt\.?|\bSaint|\bMount|\bPort|\bLake|\bFort|\bQueen|\bKing) $", before):
            continue
        at = end
        kept = len(_trimmed(name)) if len(words_of(name)) > 2 else len(name)
        yield match.start("name"), match.start("name") + kept


def _initialled(level: str, known: KnownPeople | None) -> Iterable[tuple[int, int]]:
    """Initials and a surname: with full stops anywhere, without them only for a surname the document knows."""
    for match in matches(_INITIALLED, level):
        surname = folded(match["surname"].split(" ")[-1])
        known_name = _bears(known, surname)
        place = surname in PLACES or surname in WEEKDAYS_MONTHS
        honour = re.sub(r"\W", "", match["initials"]) in _HONOURS.split("|")
        if surname in NEVER or surname == "wm" or (place and not known_name) or honour:
            continue
        # "B. Presentation" is a list's letter and a thing.
        thing = _THING.search(surname)
        dotted = "." in match["initials"] and not thing
        if _place_follows(level, match.end()):
            continue
        line_start = not level[level.rfind("\n", 0, match.start()) + 1 : match.start()].strip()
        if known_name or (dotted and not (line_start and len(match["initials"].strip()) == 2)):
            yield match.start("initials"), match.end("surname")


def _roles(level: str, known: KnownPeople | None) -> Iterable[tuple[int, int]]:
    """A role and then, or before it, at least two words or initials that make a name."""
    for match in matches(_AFTER_ROLE, level):
        name = _trimmed(match["name"], known)
        at, end = match.start("name"), match.start("name") + len(name)
        words = words_of(name)
        if len(words) >= 2:
            # A name nobody has heard of is one where a colon announces it, or commas set it off.
            announced = (":" in match["mark"] or match["by"]) and re.match(
                r" *(?:$|[,;(\n]|  |Tel|Email|Ext)", level[end:][:9]
            )
            set_off = match["mark"] == ", " and level[end : end + 1] in ",)"
            shaped = is_initial(words[0]) or folded(words[0]) in GIVEN_NAMES
            if (shaped or ((announced or set_off) and _whole(name, known))) and not _place_follows(level, end):
                yield at, end
        elif known and len(words) == 1 and match["mark"] != ", " and _bears(known, folded(words[0])):
            yield at, end
    for _, start, end in _defined(level):
        if _is_full(level[start:end]) and _whole(level[start:end], known):
            yield start, end
    yield from _stacked(level)
    for match in matches(_BEFORE_ROLE, level):
        first = words_of(match["name"])[0]
        # "A Parking Officer, Clerk ..." begins with an article: initials must begin their line.
        initialled = is_initial(first) and level[: match.start()].rstrip(" ")[-1:] in ("", "\n", "\t")
        named = initialled or folded(first).split("-")[0] in GIVEN_NAMES
        if (named or ("(" in match["mark"] and not is_initial(first))) and _whole(match["name"], known):
            yield match.span("name")


def _defined(level: str) -> Iterator[tuple[str, int, int]]:
    """Initials and the name they are defined for: as many words before the bracket as they are the initials of."""
    for match in matches(_DEFINED, level):
        for word in re.finditer(r"(?:^|(?<= ))[^ ]+", match["name"]):
            name = match["name"][word.start() :]
            if match["letters"] == "".join(part[0] for part in words_of(name.replace("-", " ")) if part[0].isupper()):
                yield match["letters"], match.start("name") + word.start(), match.end("name")
                break


def _lettered(level: str, known: KnownPeople) -> Iterable[tuple[int, int]]:
    """Initials the document defines, wherever they stand for somebody: "Proposed by NS", "(AH/PD)"."""
    for letters, name in known.initials.items():
        if letters not in level:
            continue
        for match in re.finditer(rf"(?<![\w&.'-]){letters}(?![\w&'-]|\.\w)", level):
            begin, stop = line_at(level, match.start())
            before, after = level[begin : match.start()], level[match.end() : stop]
            defining = before.endswith("(") and before.rstrip("( ").endswith(name.split(" ")[-1])
            doing = _DOES.match(level, match.end()) or re.search(r"\bby $", before)
            heading = len(before + after) > 8 and (before + after).isupper()
            if defining or heading or (letters in _LETTERS_TOO and not doing) or re.match(r" [A-Z][a-z]", after):
                continue
            # "21/NS/0042" is a reference, "NS/OB" are two people, and "7.30 PM" is an hour.
            beside = [*re.findall(r"(\w+)/$", before), *re.findall(r"^/(\w+)", after), *re.findall(r"(\d) ?$", before)]
            if all(one in known.initials for one in beside):
                yield match.span()


@remembered
def _stacked(level: str) -> tuple[tuple[int, int], ...]:
    """Names set one under another or in columns, initials and surname each: the names of a vote, say."""
    found: list[tuple[int, int]] = []
    run: list[tuple[int, int]] = []
    at = 0
    for line in (*level.split("\n"), "end"):
        cells = list(re.finditer(r"[^\t ][^\t]*?(?= *(?:\t| {3,}|$))", line)) if line[1:2] in (" ", ".") else []
        if cells and all(_IN_ITS_CELL.fullmatch(cell[0]) and _whole(cell[0], None) for cell in cells):
            run += ((at + cell.start(), at + cell.end()) for cell in cells)
        elif line.strip():
            found += run if len(run) >= _FEWEST_STACKED else ()
            run = []
        at += len(line) + 1
    return tuple(found)


def _up_to_mark(word: str) -> str:
    """The part of a word that `capitalised` knows it by."""
    return re.split(r"[\W_]", word, maxsplit=1)[0]


def _surnames(level: str, known: KnownPeople) -> Iterable[tuple[int, int]]:
    """Roster names as printed, and surnames alone of people the document has introduced."""
    known_words = {_up_to_mark(surname) for surname in known.by_surname}
    places = chain.from_iterable(of for word, of in capitalised(level).items() if word.lower() in known_words)
    lines = lines_round(sorted(places), level)
    for match in chain.from_iterable(_SURNAME.finditer(level, *line) for line in lines):
        surname = folded(match[0].split(" ")[-1])
        if surname not in known.by_surname or surname in NEVER or match[0].isupper():
            continue
        # A surname that is a word as well is a person's where a person's doing follows.
        if surname in _WORDS_TOO and not _DOES.match(level, match.end()):
            continue
        before = level[max(0, match.start() - 30) : match.start()]
        if first := _abbreviated_there(before, known.by_surname[surname]):
            yield match.start() - len(first), match.end()
            continue
        if _JOINED_ON.search(before) and not _SET_OFF.search(before):
            continue
        if _place_follows(level, match.end()) or re.match(r" (?:& |[A-Z][a-z])", level[match.end() : match.end() + 4]):
            continue
        yield match.span()


def _abbreviated_there(before: str, forms: tuple[str, ...]) -> str:
    """The word before a surname, blanks too, where the paper has its initial: "Nila " for N Shah; "" for any other."""
    word = _WORD_BEFORE.search(before)
    if not word or _is_common(word[1].strip()) or folded(word[1].strip()) in _PLACES_ALONE:
        return ""
    initials = {words_of(form)[0] for form in forms if len(words_of(form)) > 1 and is_initial(words_of(form)[0])}
    return word[1] if word[1][0] in initials else ""


def _as_listed(full: str, level: str) -> Iterator[tuple[int, int]]:
    """Where a name of the roster stands as it is written there, blanks apart; "May" alone is a month more often."""
    words = full.split()
    if (len(words) > 1 or folded(full) not in _WORDS_TOO) and all(word in level for word in words):
        pattern = rf"(?<![\w'-]){' +'.join(map(re.escape, words))}(?![\w-])"
        yield from (match.span() for match in re.finditer(pattern, level))


def _places(level: str, known: KnownPeople | None) -> list[tuple[int, int]]:
    spans = [*_cued(level, known), *_given(level), *_initialled(level, known), *_roles(level, known)]
    if known:
        for full in known.roster:
            spans.extend(_as_listed(full, level))
        spans.extend(_surnames(level, known))
        spans.extend(_lettered(level, known))
    kept: list[tuple[int, int]] = []
    claims = Claims()
    for start, end in sorted(set(spans), key=lambda span: (span[0] - span[1], span[0])):
        if claims.claim(start, end):
            kept.append((start, end))
    return sorted(kept)


def find_people(
    text: str, known: KnownPeople | None = None, companies: frozenset[str] = frozenset()
) -> tuple[FoundPerson, ...]:
    """Every person in order of place. `companies` are names that look like a person's and are none."""
    known = known or KnownPeople()
    level = _level(text)
    return tuple(
        FoundPerson(
            Span(start, end), canonical_of(known.initials.get(level[start:end]) or _plainly(level[start:end]), known)
        )
        for start, end in _places(level, known)
        if level[start:end].lower() not in companies
    )


_BROKEN_NAME = re.compile(r"\b([A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ]+)-\n([A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ]+)(?![\w-])")


@remembered
def _level(text: str) -> str:
    """The text as the grammar reads it: levelled, but for the tabs, since a name ends with its table cell.

    A double name broken at its hyphen is whole again: the line's end in "Pryce-" above "Lewis" becomes a mark.
    """
    level = plain(text)
    for broken in _BROKEN_NAME.finditer(text) if "-\n" in text else ():
        if not any(_is_common(part) or folded(part) in PLACES for part in broken.groups()):
            level = level[: broken.end(1)] + "-\x1f" + level[broken.start(2) :]
    if "\t" not in text:
        return level
    places = [0]
    for cell in text.split("\t"):
        places.append(places[-1] + len(cell) + 1)
    return "\t".join(level[begin : stop - 1] for begin, stop in pairwise(places))


def _plainly(name: str) -> str:
    """A name as the document would list it: single blanks, capitals only at the start of words."""
    name = " ".join(name.replace("\x1f", "").split())
    if ", " in name:
        surname, first = name.split(", ", 1)
        name = f"{first} {surname}"
    if name.isupper() and any(len(word) > 2 for word in name.split()):
        name = re.sub(r"[^\W\d_]{2,}", lambda match: match[0].capitalize(), name)
        name = re.sub(r"\bMc([a-z])", lambda match: "Mc" + match[1].upper(), name)
    return name


_ENTRY_TITLE = re.compile(rf"^(?:(?:{_TITLES})\.? )+(?=[A-Z])")
# A row's end and the next one's begin: "P Ollerby A Harkett".
_TWO_PEOPLE = re.compile(rf"(?:[A-Z]\.? ?){{1,4}}{_WORD} (?:[A-Z]\.? ?){{1,4}}{_WORD}")


def _listable(name: str) -> bool:
    """Whether an entry of a roster can be a person: not "Landfill Site Attendant" or "Expenses"."""
    words = [folded(word) for word in words_of(name)]
    if _TWO_PEOPLE.fullmatch(name):
        return False
    known = words[0] in GIVEN_NAMES or is_initials(words_of(name)[0])
    if not known and any(_THING.search(word) for word in words):
        return False
    if any(_is_common(word) and folded(word) not in COMMON_SURNAMES for word in words_of(name)):
        return False
    if len(words) > 1 and words[-1] in PLACES - SURNAMES_IF_TITLED:
        return False
    return known or len(words) == 1 or words[-1] not in PLACES - COMMON_SURNAMES


def learn_people(
    texts: Iterable[str], roster: Iterable[str] = (), initials: Iterable[tuple[str, str]] = ()
) -> KnownPeople:
    """Everyone the pages introduce by roster, title, given name or initials; `initials` come with their names."""
    defined: dict[str, set[str]] = {}
    for letters, name in initials:
        defined.setdefault(letters, set()).add(_plainly(plain(name)))
    entries = (_ENTRY_TITLE.sub("", _plainly(plain(name))) for name in roster if name.strip())
    listed = tuple(dict.fromkeys(name for name in entries if _listable(name)))
    met: dict[str, None] = {}
    members: set[str] = set()
    first = KnownPeople(listed, by_surname=by_surname(listed, ()))
    for text in texts:
        level = _level(text)
        spans = [*_cued(level, first), *_given(level), *_initialled(level, first), *_roles(level, None)]
        for letters, start, end in _defined(level):
            defined.setdefault(letters, set()).add(_plainly(level[start:end]))
        for start, end in spans:
            met.setdefault(_plainly(level[start:end]))
            if _MEMBER_BEFORE.search(level[max(0, start - 14) : start]):
                members.add(_plainly(level[start:end]))
    people = {*listed, *met}
    letters_of = {letters: names.pop() for letters, names in defined.items() if len(names) == 1 and names <= people}
    return KnownPeople(listed, frozenset(members), by_surname(listed, met), letters_of)
