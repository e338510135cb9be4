"""Which people does a text name? By titles, given names, initials and the document's own roster.

A surname alone is a person only where the document has introduced its bearer; two bearers are never merged.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from panelsearch.spans import Span
from panelsearch.tagging.claims import Claims
from panelsearch.tagging.given_names import GIVEN_NAMES
from panelsearch.tagging.plain import REMEMBERED_PAGES, plain


@dataclass(frozen=True, slots=True)
class FoundPerson:
    """A person where named, title left out; `canonical` is the fullest form the document gives."""

    span: Span
    canonical: str


@dataclass(frozen=True, slots=True)
class KnownPeople:
    """Everyone the document introduces: full forms by folded surname, roster first; `members` are councillors."""

    roster: tuple[str, ...] = ()
    members: frozenset[str] = frozenset()
    by_surname: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


_SURNAME_PREFIX = r"(?:(?:[Dd]e(?: [Ll]a)?|[Vv]an(?: [Dd]e[nr]?)?|von|[Aa]p|ab|[Ll]e|[Dd]u|[Dd]i|St\.?) )"
_WORD = r"(?:(?:O'|D'|Mc|Mac|Fitz)?[A-Z][a-zà-öø-ÿ]+(?:[A-Z][a-zà-öø-ÿ]+)?(?:-(?:O'|Mc)?[A-Za-z][a-zà-öø-ÿ]+)*)"
_CAPITALS = r"(?:(?:O'|MC|MAC)?[A-ZÀ-ÖØ-Þ]{2,}(?:-[A-ZÀ-ÖØ-Þ]{2,})*)"
_INITIALS = r"(?:[A-Z](?:\. ?| )){1,4}"
_GAP = r" {1,2}"
_NAME = (
    rf"(?:{_INITIALS} {{0,2}}{_SURNAME_PREFIX}?{_WORD}"
    rf"|{_WORD}(?:{_GAP}(?:[A-Z]\.? ){{1,3}} ?)?{_SURNAME_PREFIX}?(?:{_GAP}{_SURNAME_PREFIX}?{_WORD}){{0,3}}"
    rf"|(?:[A-Z]\.? ){{0,3}}{_CAPITALS}(?: {_CAPITALS}){{0,2}})"
)
_TITLES = (
    r"(?:County |Borough |District |City |Town |Parish |Ward |Deputy )?(?:Councill?ors?|Cllr'?s?|Clr|Cllrs"
    r"|COUNCILLORS?|CLLRS?|Coun)"
    r"|Messrs|Mr|Mrs|Ms|Miss|Mx|Dr|Prof(?:essor)?|Sir|Dame|Lord|Lady|Baroness|Rev(?:d|erend)?|Canon|Father|Alderman|Ald"
    r"|(?:Deputy |Assistant |Temporary |T/)?Chief Constable|(?:Chief |Temporary |Detective )*(?:Superintendent|Supt"
    r"|Inspector|Insp)"
    r"|Sergeant|Sgt|PCSO|Colonel|Col|Major|Captain|Capt|Lt Col|(?:Deputy |Lord |Lady )?Mayor(?:ess)?|Reeve|Judge|MR"
    r"|MRS|MS|MISS|DR"
)
_TITLED = re.compile(rf"(?<![\w-])(?P<title>{_TITLES})\b(?:\.|:)?(?:'s)? {{0,2}}(?P<name>(?<=[ .:]){_NAME})")
_MR_AND_MRS = re.compile(rf"\b(?:Mr|Dr) (?:and|&) (?:Mrs|Dr|Ms)\.? (?P<name>{_NAME})")
_MORE = re.compile(rf"(?:, and |, & |, | and | & |; | / |/)(?:(?:{_TITLES})\.? )?(?P<name>{_NAME})")
_POST_NOMINALS = re.compile(
    rf"(?P<name>(?:{_WORD}|[A-Z]\.?) (?:[A-Z]\.? )*{_WORD}),? (?:MP|MEP|MS|MSP|AM|OBE|MBE|CBE|QPM|DL|JP|QC|KC|MPP"
    rf"|CPFA|PSLCC|CiLCA)\b"
)
_GIVEN = re.compile(
    rf"(?<![\w'-])(?P<name>(?P<given>{_WORD}|{_CAPITALS}) {{1,2}}(?:(?:[A-Z]\.? ){{1,3}}|(?:{_WORD} )(?={_WORD}))? ?"
    rf"{_SURNAME_PREFIX}?(?P<surname>{_WORD}|{_CAPITALS}))(?![\w-])"
)
_INITIALLED = re.compile(
    rf"(?<![\w.'&-])(?P<initials>(?:[A-Z]\. ?){{1,4}}|(?:[A-Z] ){{1,3}}) {{0,2}}(?P<surname>{_SURNAME_PREFIX}?{_WORD})"
)
_ROLES = (
    r"(?:Parish |Town |Deputy |Vice[ -]|Acting |Assistant |Interim |Democratic |Committee |Senior |Lead |Head of \w+ )*"
    r"(?:Clerk(?: and R\.?F\.?O\.?)?(?: to the (?:Parish |Town |Community )?Council)?|Chair(?:man|woman|person)?"
    r"|Treasurer|Secretary"
    r"|Chief Executive(?: Officer)?|Chief Finance Officer|Monitoring Officer|Proper Officer|Commissioner|Mayor"
    r"|Reeve|Auditor"
    r"|Services Officer|Administrator|Proposed|Seconded|Moved|Mover|Seconder|Proposer|Report author|Author"
    r"|Contact(?: officer)?"
    r"|Signed|Present|Apologies|PROPOSED|SECONDED|MOVED|Officer contact)"
)
_AFTER_ROLE = re.compile(rf"\b{_ROLES}(?: [Bb]y)?(?: ?: ?| - | )(?P<name>{_NAME})")
_BEFORE_ROLE = re.compile(
    rf"(?<![\w'-])(?P<name>{_WORD} (?:[A-Z]\.? )?{_SURNAME_PREFIX}?{_WORD})(?:, | ?\(| - |: )(?:the )?"
    r"(?:Parish |Town |Deputy |Vice[ -]|Acting |Assistant |Interim |County |District |Independent |Co-opted )*"
    r"(?:Clerk|Chair(?:man|woman)?|Treasurer|Chief Executive|Mayor|Reeve|Director|Head of|Manager"
    r"|Solicitor|Administrator|Secretary|Supervisor|Commissioner|Superintendent|Inspector|Constable)"
)

# Words that begin or follow what is no person: places, things, bodies, and what a minute's sentence goes on with.
_PLACES = frozenset(
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
    """.split()
)
_WEEKDAYS_MONTHS = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july
    august september october november december jan feb mar apr jun jul aug sept oct nov dec
    """.split()
)
_NEVER = frozenset(
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
    absented left arrived entered joined spoke presented gave questioned queried suggested
    """.split()
)
_COMMON_SURNAMES = frozenset(
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
    wall bond plant plants berry peacock money bridge bridges
    """.split()
)


def _fold(word: str) -> str:
    return word.lower().strip(".,")


def _words(name: str) -> list[str]:
    return [word for word in re.split(r"[ .]+", name) if word]


def _is_initial(word: str) -> bool:
    return len(word.rstrip(".")) == 1


def surname_of(name: str) -> str:
    """The folded last word of a name: what its bearer is called with a title."""
    return _fold(_words(name)[-1]) if _words(name) else ""


def _trimmed(name: str, known: KnownPeople | None = None) -> str:
    """The part of a name-shaped stretch that is one: up to the first word no name contains; "" where none is left."""
    kept = 0
    for count, match in enumerate(re.finditer(r"[^ ]+", name)):
        word = _fold(match[0])
        if word in _NEVER or (count and (word in _PLACES or word in _WEEKDAYS_MONTHS) and not _bears(known, word)):
            break
        kept = match.end()
        # A bearer's surname ends the name: what follows begins something else.
        if known and count and not _is_initial(match[0]) and word in known.by_surname:
            break
    text = name[:kept]
    while text and (_is_initial(text.split(" ")[-1]) and len(text.split(" ")) > 1):
        text = text[: text.rfind(" ")].rstrip()
    return "" if len(text.rstrip(".")) < 2 else text.rstrip(".") if " " not in text else text


def _bears(known: KnownPeople | None, word: str) -> bool:
    return bool(known and word in known.by_surname)


def _place_follows(level: str, end: int) -> bool:
    # "Smith's Road" and "Smith Road" are places; so is a name a capitalised thing goes on from.
    match = re.match(r"(?:'s)? ([A-Z][\w]+)", level[end : end + 30])
    return bool(match and (_fold(match[1]) in _PLACES))


def _cued(level: str, known: KnownPeople | None) -> Iterable[tuple[int, int]]:
    """Places named by title, role or post-nominals."""
    for match in _TITLED.finditer(level):
        name = _trimmed(match["name"], known)
        if not name:
            continue
        at = match.start("name")
        # "the Mayor Smith Road": a place stays a place after a title that is also a common word.
        end = at + len(name)
        yield at, end
        # The list goes on while names and commas do: "Cllrs A, B and C".
        many = match["title"].rstrip("'").lower().endswith("s") and match["title"] not in (
            "Mrs",
            "Ms",
            "Miss",
            "MRS",
            "MS",
            "MISS",
        )
        while many:
            more = _MORE.match(level, end)
            name = _trimmed(more["name"], known) if more else ""
            if not more or not name:
                break
            at = more.start("name")
            end = at + len(name)
            yield at, end
    for pattern in (_MR_AND_MRS, _POST_NOMINALS):
        for match in pattern.finditer(level):
            if name := _trimmed(match["name"], known):
                yield match.start("name"), match.start("name") + len(name)


@lru_cache(REMEMBERED_PAGES)
def _given(level: str) -> tuple[tuple[int, int], ...]:
    """Places that begin with a given name and go on with a surname."""
    return tuple(_each_given(level))


def _each_given(level: str) -> Iterable[tuple[int, int]]:
    at = 0
    while match := _GIVEN.search(level, at):
        given, surname = _fold(match["given"]), _fold(match["surname"])
        at = match.end("given")
        if (
            given.split("-")[0] not in GIVEN_NAMES
            or (surname in _NEVER - _COMMON_SURNAMES)
            or given in _WEEKDAYS_MONTHS
        ):
            continue
        name = match["name"]
        if surname in _PLACES and surname not in _COMMON_SURNAMES:
            continue
        middle = [_fold(word) for word in _words(name)[1:-1]]
        if any(word in _NEVER or word in _PLACES for word in middle):
            continue
        if (surname in _WEEKDAYS_MONTHS and given in _COMMON_SURNAMES) or _place_follows(level, match.end()):
            continue
        before = level[max(0, match.start() - 12) : match.start()]
        if re.search(r"(?:\bSt\.?|\bSaint|\bMount|\bPort|\bLake|\bFort|\bQueen|\bKing) $", before):
            continue
        at = match.end()
        yield match.start("name"), match.end("name")


def _initialled(level: str, known: KnownPeople | None) -> Iterable[tuple[int, int]]:
    """Initials and a surname: with full stops anywhere, without them only for a surname the document knows."""
    for match in _INITIALLED.finditer(level):
        surname = _fold(match["surname"].split(" ")[-1])
        known_name = _bears(known, surname)
        if surname in _NEVER or (not known_name and (surname in _PLACES or surname in _WEEKDAYS_MONTHS)):
            continue
        # "B. Presentation" is a list's letter and a thing.
        thing = re.search(r"(?:tion|ment|ance|ness|ity|ings)s?$", surname)
        dotted = "." in match["initials"] and not thing
        if _place_follows(level, match.end()):
            continue
        line_start = not level[level.rfind("\n", 0, match.start()) + 1 : match.start()].strip()
        if known_name or (dotted and not (line_start and len(match["initials"].strip()) == 2)):
            yield match.start("initials"), match.end("surname")


def _roles(level: str, known: KnownPeople | None) -> Iterable[tuple[int, int]]:
    """A role and then at least two words or initials that make a name."""
    for match in _AFTER_ROLE.finditer(level):
        name = _trimmed(match["name"], known)
        words = _words(name)
        if len(words) >= 2 and (_is_initial(words[0]) or _fold(words[0]) in GIVEN_NAMES):
            if not _place_follows(level, match.start("name") + len(name)):
                yield match.start("name"), match.start("name") + len(name)
        elif known and len(words) == 1 and _bears(known, _fold(words[0])):
            yield match.start("name"), match.start("name") + len(name)
    for match in _BEFORE_ROLE.finditer(level):
        words = [_fold(word) for word in _words(match["name"])]
        if words[0].split("-")[0] not in GIVEN_NAMES:
            continue
        if not any(word in _NEVER or word in _PLACES or word in _WEEKDAYS_MONTHS for word in words):
            yield match.span("name")


def _surnames(level: str, known: KnownPeople) -> Iterable[tuple[int, int]]:
    """Roster names as printed, and surnames alone of people the document has introduced."""
    for match in re.finditer(rf"(?<![\w'-]){_SURNAME_PREFIX}?(?:{_WORD}|{_CAPITALS})(?![\w-])", level):
        surname = _fold(match[0].split(" ")[-1])
        if surname not in known.by_surname or surname in _NEVER or surname in _PLACES or surname in _COMMON_SURNAMES:
            continue
        if surname in _WEEKDAYS_MONTHS or surname in GIVEN_NAMES or match[0].isupper():
            continue
        before = level[max(0, match.start() - 30) : match.start()]
        if re.search(r"(?:\b[A-Z][\w'-]*\.? {1,2}|[\w]/|& )$", before) and not re.search(
            rf"(?:{_TITLES}|[.;:!?] ?(?:\w+ )?|By|Proposed|Seconded)\.? {{0,2}}$", before
        ):
            continue
        if _place_follows(level, match.end()) or re.match(r" (?:& |[A-Z][a-z])", level[match.end() : match.end() + 4]):
            continue
        yield match.span()


def _compatible(form: str, full: str) -> bool:
    """Whether two forms of one surname can be one person: initials stand for names, middle names may be left out."""
    one, other = _words(form)[:-1], _words(full)[:-1]
    if not one or not other:
        return True
    first, second = _fold(one[0]), _fold(other[0])
    if _is_initial(first) or _is_initial(second):
        return first[0] == second[0]
    return first == second


def canonical_of(form: str, known: KnownPeople) -> str:
    """The fullest form of the one person meant; the form itself, untitled, where two could be."""
    fitting = [full for full in known.by_surname.get(surname_of(form), ()) if _compatible(form, full)]
    # Who is listed by a surname alone is that person, whoever else bears it.
    listed = [full for full in fitting if full in known.roster]
    if form in known.roster and len(_words(form)) == 1:
        members = [full for full in fitting if full in known.members]
        return members[0] if len(_distinct(members)) == 1 else form
    distinct = _distinct(listed) if len(_words(form)) == 1 and listed else _distinct(fitting)
    return distinct[0] if len(distinct) == 1 else form


def _distinct(forms: list[str]) -> list[str]:
    """The forms that must be different people, each by its best form: the roster's first, then the fullest."""
    kept: list[str] = []
    for form in forms:
        if not any(_compatible(form, other) for other in kept):
            kept.append(form)
    return kept


def _places(level: str, known: KnownPeople | None) -> list[tuple[int, int]]:
    spans = [*_cued(level, known), *_given(level), *_initialled(level, known), *_roles(level, known)]
    if known:
        for full in known.roster:
            pattern = re.compile(
                rf"(?<![\w'-]){re.sub(r'[ ]+', ' +', re.escape(full).replace(chr(92) + ' ', ' '))}(?![\w-])"
            )
            spans.extend(match.span() for match in pattern.finditer(level))
        spans.extend(_surnames(level, known))
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
    level = plain(text)
    return tuple(
        FoundPerson(Span(start, end), canonical_of(_plainly(level[start:end]), known))
        for start, end in _places(level, known)
        if level[start:end].lower() not in companies
    )


def _plainly(name: str) -> str:
    """A name as the document would list it: single blanks, capitals only at the start of words."""
    name = " ".join(name.split())
    if name.isupper() and any(len(word) > 2 for word in name.split()):
        name = re.sub(r"[^\W\d_]{2,}", lambda match: match[0].capitalize(), name)
        name = re.sub(r"\bMc([a-z])", lambda match: "Mc" + match[1].upper(), name)
    return name


def learn_people(texts: Iterable[str], roster: Iterable[str] = ()) -> KnownPeople:
    """Everyone the pages introduce by roster, title, given name or initials."""
    listed = tuple(dict.fromkeys(_plainly(plain(name)) for name in roster if name.strip()))
    met: dict[str, None] = {}
    members: set[str] = set()
    first = KnownPeople(listed, by_surname=_grouped(listed, ()))
    for text in texts:
        level = plain(text)
        spans = [*_cued(level, first), *_given(level), *_initialled(level, first), *_roles(level, None)]
        for start, end in spans:
            met.setdefault(_plainly(level[start:end]))
            if re.search(r"(?:Cllr|Coun\w*|Clr|Cr)\.? {1,2}$", level[max(0, start - 14) : start], re.IGNORECASE):
                members.add(_plainly(level[start:end]))
    return KnownPeople(listed, frozenset(members), _grouped(listed, met))


def _grouped(roster: Iterable[str], met: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Full forms by surname, best first: the roster's, then given names, then initials, longer before shorter."""
    roster = tuple(roster)

    def rank(form: str) -> tuple[bool, bool, int, str]:
        given = _words(form)[:-1]
        return (form not in roster, not given or _is_initial(given[0]), -len(form), form)

    grouped: dict[str, set[str]] = {}
    for form in (*roster, *met):
        grouped.setdefault(surname_of(form), set()).add(form)
    return {
        surname: tuple(sorted(with_given, key=rank)) or tuple(sorted(forms))
        for surname, forms in grouped.items()
        for with_given in ([form for form in forms if len(_words(form)) > 1],)
    }
