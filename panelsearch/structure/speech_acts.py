"""What does a sentence of the minutes do: decide, move, or only tell? And what came of it?

A decision is recognised by the field's own formulas: RESOLVED, "it was agreed", the body as the subject of a deciding
verb. What somebody reported, wished or will do is none.
"""

from __future__ import annotations

import re
from enum import Enum

from panelsearch.model.meetings import DecisionOutcome
from panelsearch.structure.votes import MOVER, MOVING, SECONDER, only_names_movers, only_tells_the_vote

_I = re.IGNORECASE
_ADVERBS = r"(?:(?:\w+ly|also|then|therefore|further|all|in\s+principle|subsequently)\s+)*"
_OTHER_BODY = (
    r"(?!(?:the\s+)?(?:{own})\b|members|all\b|councillors|those|everyone|(?:a\s+)?majority|\w+\s+votes|(?:a\s+)?show)"
)
_REPORT_LIKE = (
    r"(?:report|reports|update|updates|minutes|letter|correspondence|position|contents?|information|accounts|"
    r"terms|presentation|statement|plan|document|work\s+programme|findings|recommendations?|programme|performance|budget|dates?|application|decision)"
)
_RECORD = re.compile(
    r"\b(?:true|correct|accurate)\b[^.]{0,40}\b(?:record|copy)\b|\bsigned\s+as\b|\bminutes\b[^.]{0,160}\b(?:approved|agreed|confirmed|adopted|accepted)\b",
    _I,
)
_CAPITALS = re.compile(
    r"(?:^|[\s:–-])(?:RESOLVED|AGREED|RECOMMENDED|DECIDED|RESOLUTION|NOTED)\b(?=\s*(?:[:/,(–-]|that\b|to\b|unanimously\b|by\b|not\b|THAT\b|TO\b|$))"
)
_OPENING = re.compile(
    r"^\W*(?:(?:\([a-z\d]+\)|\d+(?:\.\d+)*[.)]?)\s*)?(?:resolved|resolution|agreed|decision|decided|(?:it\s+is\s+)?recommended)\s*"
    r"(?:[:(,]|[–-]|\bthat\b|\bto\b|\bunanimously\b|\bnot\b|\bby\b|\bas\b)"
    r"|^\W*that\b(?=.*\bbe\s+(?:\w+\s+){0,2}?(?:approved|adopted|confirmed|received|noted|accepted|endorsed|authori[sz]ed|appointed|granted"
    r"|refused|deferred|adjourned|passed|signed)\b)",
    _I,
)
_IMPERSONAL = re.compile(
    rf"(?<!that\s)(?<!if\s)\bit\s+was\s+(?:{_ADVERBS})(?:agreed|resolved|decided|recommended|approved|"
    rf"(?:proposed|moved)\b[^.]{{0,300}}\b(?:agreed|carried|approved|resolved))\b",
    _I,
)
_FRAGMENT = re.compile(
    r"(?:[,;–—-]|\bcouncillors|\bmembers|\band)\s+(?:unanimously\s+)?resolved\s+(?:that|not|all)\b|"
    r"(?<!be )(?<!been )(?<!is )\bresolved\s+to\b|[,;–—-]\s*agreed\s+(?:to|that)\b",
    _I,
)
_TRAILING = re.compile(
    r"(?:[–—-]\s*|^\W*|[:.]\s*)(?:all\s+)?(?:unanimously\s+)?(?:approved|agreed|refused|deferred|carried|accepted|resolved)"
    r"(?:\s*(?:&|and)\s*(?:duly\s+)?(?:signed|adopted|paid|accepted|approved)(?:\s+(?:as|by)\b[^.]{0,60})?|\s+unanimously|\s+by\s+all)?\W*$",
    _I,
)
_PASSIVE = re.compile(
    rf"(?<!had )\b(?:was|were)\s+(?:{_ADVERBS}|duly\s+|signed\s+and\s+|completed\s+and\s+|received\s+and\s+|"
    r"reviewed\s+and\s+|"
    r"considered\s+and\s+|proposed\s*,?\s*(?:and\s+)?seconded\s+and\s+)*"
    r"(?P<verb>approved|agreed|adopted|ratified|endorsed|accepted|deferred|refused|rejected|carried|passed|elected|re-elected|co-opted|authori[sz]ed|granted|"
    r"confirmed\s+as|confirmed\s+and\s+signed|read,\s+agreed|appointed|taken\s+as\s+a\s+(?:true|correct))\b",
    _I,
)
_WAS_NOTED = re.compile(
    rf"\b{_REPORT_LIKE}\b(?:\s+\w+){{0,8}}?(?:,?\s+which)?\s+(?:was|were)\s+(?:received\s+and\s+|duly\s+)?noted\b(?!\s+that)",
    _I,
)
_MAJORITY = re.compile(
    r"\bmajority\s+of\s+(?:the\s+)?(?:members|councillors|panel|council|committee|those\s+present)\s+(?:supported|voted|agreed|were\s+in\s+favour|approved)",
    _I,
)
_ALL_DID = re.compile(
    r"\ball\s+(?:the\s+)?(?:(?:councillors|members|those|parish)\s+)?(?:present\s+)?(?:were\s+in\s+(?:agreement|favour)|agreed|approved|voted\s+in\s+favour|supported)\b|\ball\s+in\s+favour\b",
    _I,
)
_DEFERS = re.compile(
    r"(?:^|:\s)\W*(?:re-?agenda|deferred|held\s+over|postponed)\b|\b(?:(?:this|the)\s+(?:item|matter|application|decision)|it)\s+(?:was|is|be)\s+(?:deferred|held\s+over|postponed|adjourned)\b",
    _I,
)
_DECIDING = (
    r"(?:agreed|resolved|decided|approved|adopted|ratified|endorsed|supported|deferred|rejected|refused|declined|recommends?|recommended|"
    r"elected|appointed|co-opted|voted|authori[sz]ed|granted|accepted(?!\s+that)|confirmed(?!\s+that)|nominated\s+and\s+resolved|"
    rf"noted(?=\s+(?:and\s+\w+\s+)?(?:the\s+|these\s+|this\s+|both\s+)?(?:\w+['’]?s?\s+){{0,3}}{_REPORT_LIKE}\b))"
)
_ELECTS = re.compile(
    r"\b(?:be|was|were|is|duly|unanimously)\s+(?:duly\s+|unanimously\s+)?(?:re-?)?elected\b|\b(?:re-?)?elected\s+(?:as\s+)?(?:the\s+)?(?:vice|deputy|chair|mayor)|\bremain\s+as\s+(?:vice|chair)"
    r"|\bappointed\s+(?:as\s+)?(?:the\s+)?(?:vice|deputy|chair)|\bco-?opted\b|\belected\b[^.]{0,60}\b(?:chair|mayor)",
    _I,
)
_HEARSAY = re.compile(
    r"\b(?:reported|advised|said|stated|explained|informed|told|commented|suggested|believed|understood|felt|hoped|asked|reminded|highlighted|queried|added|replied|responded)\b[^.]*\bthat\b",
    _I,
)
_NOT_YET = re.compile(
    r"\b(?:had|has|have|having|will|would|should|could|may|might|must|to|if|when|until|once|unless|not\s+yet)\s+(?:\w+\s+){0,2}$|\b(?:previously|already)\s*$",
    _I,
)
_ASIDE = re.compile(
    r"^\W*[•▪◦‣●]|\b(?:after|before|when|while|during|since|until|that|who|which|because|whether)\b|\bit\s*$", _I
)
"""Where a passive tells of the past: in a speaker's point, or behind a subordinating word."""
_NO_MATTER = re.compile(r"^\W*(?:\d+\W+)?(?:apolog|regrets|no\s+(?:apolog|declaration))", _I)
_NOT_AGREED = re.compile(r"\b(?:was|were)\s+not\s+(?:agreed|approved|supported|granted|carried)\W*$", _I)
_SAYS = re.compile(
    r"\b(?:said|says|stated|reported|advised|thought|understood|believed|noted|confirmed|recalled|reminded\s+\w+|explained|mentioned)"
    r"(?:\s+that)?\s*$",
    _I,
)
_PERSON_FIRST = re.compile(
    r"(?:^\W*|\.\s+)(?:Mr|Mrs|Ms|Miss|Dr|Cllr|Councillor|(?:The|An?)\s+(?:Clerk|Chair\w*|\w+\s+Officer|Director|applicant|resident))\b[^.]*$"
    r"|\b(?:Mr|Mrs|Ms|Miss|Dr|Cllr|Councillor)\.?\s[^,;]{2,40}$"
)
_NO_ACT_OF_THE_BODY = re.compile(
    r"^\W*(?:actions?\b|to\s+(?:note|receive|consider|approve|agree|confirm|discuss|review)\b|proposed\s+by\W*$)", _I
)
_RECOMMENDS = re.compile(
    r"^\W*(?:(?:it\s+was|that)\s+)?(?:unanimously\s+)?recommended\b"
    r"|\b(?:panel|committee|council|board|members|authority|commission|forum)\s+(?:\w+ly\s+|also\s+)*recommend(?:s|ed)\b",
    _I,
)
_VERDICT_OF_DECISION = re.compile(r"^\W*decision\b|\bdecided\s+to\b", _I)
_TABLES = re.compile(
    r"\b(?:motion|moved|proposed|resolved|agreed|decided)\b[^.]{0,60}\b(?:to\s+(?:table|defer)|be\s+(?:tabled|deferred))\b",
    _I,
)


_ANY_FORMULA = re.compile(
    r"resol|agree|decid|decis|approv|adopt|recommend|elect|appoint|co-?opt|noted|accept|refus|reject|defer|re-?agenda"
    r"|held over|postpon|adjourn|carried|lost|defeat|fail|fell|pass|propos|mov(?:ed|er)|motion|second|2nd|\bprop\b"
    r"|\bsec\b|vot|favou?r|unanim|ayes?\b|nays?\b|noes|yeas|for\W|against|abst|ratif|endors|support|grant|authori"
    r"|confirm|taken as|declin|nominat|ballot|accordingly|majority|^\W*that\b|tabled",
    _I,
)
"""A sentence without any of these does nothing."""


class Act(Enum):
    """What a sentence does in the meeting."""

    DECIDES = "decides"
    MOVES = "moves"
    NAMES_MOVERS = "names movers"
    TELLS_THE_VOTE = "tells the vote"
    NOTHING = "nothing"


class Formulas:
    """The sentences that decide, with this body as the one who does."""

    def __init__(self, body: str | None) -> None:
        words = re.findall(r"[^\W\d_]+", body or "")
        qualifiers = {w.casefold() for w in words} or {"parish", "town", "community"}
        ours = "|".join(map(re.escape, sorted(qualifiers)))
        own = (
            rf"(?:(?:{ours})\s+)*(?:council|panel|committee|sub-?\s?committee|board|authority|cabinet|assembly|commission|forum|executive"
            r"|trust|governing\s+body|working\s+(?:group|party))"
        )
        acronym = "".join(w[0] for w in words if w[0].isupper())
        names = (
            rf"(?:the|this)\s+(?:{own}|meeting)"
            r"|(?:the\s+)?(?:members|councillors|cllrs|trustees|governors|directors|commissioners)"
        )
        if len(acronym) >= 3:
            names += rf"|(?-i:{acronym})"
        names += rf"|^(?:{own})"
        self.active = re.compile(
            rf"\b(?:{names})\s+(?:present\s+)?(?:(?:\w+ly|also|then|therefore|subsequently|all|both)\s+)*{_DECIDING}\b",
            _I,
        )
        self.by_another = re.compile(rf"by\s+(?i:{_OTHER_BODY.format(own=own)})(?:the\s+)?[A-Z]")

    def act_of(self, sentence: str) -> Act:
        """What the sentence (its white space made single) does."""
        if not _ANY_FORMULA.search(sentence) or _NO_ACT_OF_THE_BODY.match(sentence):
            return Act.NOTHING
        if only_tells_the_vote(sentence):
            return Act.TELLS_THE_VOTE
        moving = MOVING.search(sentence)
        if moving and only_names_movers(sentence):
            return Act.NAMES_MOVERS
        if self.decides(sentence):
            return Act.DECIDES
        if not moving or not _MOVES.search(sentence):
            return Act.NOTHING
        return (
            Act.MOVES
            if MOVER.search(sentence) or SECONDER.search(sentence) or _MOVED_BY_NOBODY.search(sentence)
            else Act.NOTHING
        )

    def decides(self, sentence: str) -> bool:
        """Whether the sentence is a formal decision."""
        if _CAPITALS.search(sentence) or _OPENING.search(sentence):
            return True
        if _NO_MATTER.match(sentence):
            return False
        for formula in (_IMPERSONAL, _FRAGMENT, _MAJORITY, _ALL_DID, _DEFERS):
            found = formula.search(sentence)
            if found and not self._hearsay(sentence, found):
                return True
        for formula in (self.active, _WAS_NOTED):
            found = formula.search(sentence)
            if found and not self._hearsay(sentence, found):
                return True
        found = _PASSIVE.search(sentence)
        if found and not _ASIDE.search(sentence[: found.start()]) and not self._hearsay(sentence, found):
            return not self.by_another.match(sentence[found.end() :].lstrip())
        return bool(_TRAILING.search(sentence) or _NOT_AGREED.search(sentence))

    def _hearsay(self, sentence: str, found: re.Match[str]) -> bool:
        before = sentence[: found.start()]
        if _SAYS.search(before) or (_PERSON_FIRST.search(before) and found.re is _FRAGMENT):
            return True
        if re.search(r"(?:[,;]|\band)\s*(?:the\s+)?$", before, _I):
            return False
        return bool(_HEARSAY.search(before) or _NOT_YET.search(before))


_MOVES = re.compile(
    r"\b(?:proposed|moved|(?:made|put\s+forward)\s+(?:a|the)\s+(?:motion|proposal)|motion\s+(?:was\s+)?(?:made\s+)?(?:by|of|from|to))\b",
    _I,
)


_MOVED_BY_NOBODY = re.compile(r"\b(?:it\s+was|was\s+then|amendment\s+was)\s+(?:\w+ly\s+)?(?:moved|proposed)\b", _I)


def is_formal(sentence: str) -> bool:
    """Whether the words are a resolution in so many words (RESOLVED, DECISION, it was agreed), not only a motion."""
    return bool(_CAPITALS.search(sentence) or _OPENING.search(sentence) or _IMPERSONAL.search(sentence))


def is_verdict(sentence: str) -> bool:
    """Whether a sentence is only the verdict ("All approved.") on what stands before it."""
    return len(sentence.split()) <= 7 and bool(_TRAILING.search(sentence))


def outcome_of(words: str) -> DecisionOutcome:
    """The most formal word wins: what was resolved is resolved, whatever it then approves or notes."""
    if _RECOMMENDS.search(words):
        return DecisionOutcome.RECOMMENDED
    if _ELECTS.search(words):
        return DecisionOutcome.ELECTED
    if _TABLES.search(words):
        return DecisionOutcome.DEFERRED
    if _VERDICT_OF_DECISION.search(words):
        for pattern, outcome in _OUTCOMES[1:4]:
            if pattern.search(words):
                return outcome
    if re.search(r"\bresolved\b|\bRESOLUTION\b", words, _I):
        return DecisionOutcome.RESOLVED
    if _RECORD.search(words):
        return DecisionOutcome.APPROVED
    if _DEFERS.search(words):
        return DecisionOutcome.DEFERRED
    return next((outcome for pattern, outcome in _OUTCOMES if pattern.search(words)), DecisionOutcome.AGREED)


_OUTCOMES = tuple(
    (re.compile(pattern, _I), outcome)
    for pattern, outcome in (
        (
            r"\bmajority\b[^.]*\b(?:supported|agreed|voted)|\bit\s+was\s+(?:\w+ly\s+|also\s+)*(?:agreed|decided)|\bagreed\b",
            DecisionOutcome.AGREED,
        ),
        (r"\b(?:refused?|rejected|declined)\b", DecisionOutcome.REFUSED),
        (r"\bdeferred\b", DecisionOutcome.DEFERRED),
        (
            r"\b(?:approved|adopted|accepted|ratified|endorsed|supported|passed|(?<!not\s)to\s+(?:approve|adopt|accept|ratify|endorse))\b",
            DecisionOutcome.APPROVED,
        ),
        (r"\brecommend(?:s|ed)?\b", DecisionOutcome.RECOMMENDED),
        (r"\bnoted\b", DecisionOutcome.NOTED),
    )
)
