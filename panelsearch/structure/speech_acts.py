"""What does a sentence of the minutes do: decide, move, or only tell? And what came of it?

A decision is recognised by the field's own formulas: RESOLVED, "it was agreed", the body as the subject of a deciding
verb. What somebody reported, wished or will do is none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from panelsearch.gazetteers.loader import pattern
from panelsearch.structure.decision_outcomes import DEFERS
from panelsearch.structure.votes import MOVER, MOVING, SECONDER, only_names_movers, only_tells_the_vote
from panelsearch.text.required_words import KnownPattern
from panelsearch.text.rule_engine import OPEN, Fence, Rule, rule

_I = re.IGNORECASE
_ADVERBS = r"(?:(?:\w+ly|also|then|therefore|further|all|in\s+principle|subsequently)\s+)*"
_OTHER_BODY = (
    r"(?!(?:the\s+)?(?:{own})\b|members|all\b|councillors|those|everyone|(?:a\s+)?majority|\w+\s+votes|(?:a\s+)?show)"
)
_REPORT_LIKE = (
    r"(?:report|reports|update|updates|minutes|letter|correspondence|position|contents?|information|accounts|"
    r"terms|presentation|statement|plan|document|work\s+programme|findings|recommendations?|programme|performance|budget|dates?|application|decision|lists?|same|arrangements?|changes|response)"
)
_BY_VOTE = (
    r"(?i:nem\b\.?\s*(?:con|dis|diss)\b)|\d{1,2}\s*[-–]\s*\d{1,2}\b"
    r"|(?i:(?:with\s+\w+\s+abst\w+|after\s+(?:\w+\s+){0,3}(?:discussion|debate|consideration))\s*,?\s+(?:that|to)\b)"
)
"""How a vote went, between the word that decides and what it decided: nem. con., 5-2, with one abstention."""
_CAPITALS = KnownPattern(
    r"(?:^|[\s:–-])(?:RESOLVED|AGREED|RECOMMENDED|DECIDED|RESOLUTION|NOTED)\b"
    rf"(?=\s*(?:[:/,(–-]|that\b|to\b|unanimously\b|by\b|not\b|THAT\b|TO\b|{_BY_VOTE}|$))"
)
_OPENING = KnownPattern(
    r"^\W*(?:(?:\([a-z\d]+\)|\d+(?:\.\d+)*[.)]?)\s*)?resolved\b(?=\s+[£$€\d])"
    r"|^\W*taken\s+as\s+read\b|^\W*(?:approved|accepted|adopted|ratified|passed)\s*(?:$|[,.]|as\b|and\s+signed\b|online\b|by\s+(?:e-?mail|all|consensus|show)\b|via\b|with\b|unanimously\b|without\b)"
    r"|^\W*(?:(?:\([a-z\d]+\)|\d+(?:\.\d+)*[.)]?)\s*)?(?:and\s+)?(?:it\s+was\s+)?(?:resolved|resolution|agreed|decision|decided|(?:it\s+is\s+)?recommended)\s*"
    rf"(?:[:(,]|[–-]|\bthat\b|\bto\b|\bunanimously\b|\bnot\b|\bby\b|\bas\b|{_BY_VOTE})"
    r"|^\W*that\b(?=.*\bbe\s+(?:\w+\s+){0,2}?(?:approved|adopted|confirmed|received|noted|accepted|endorsed|authori[sz]ed|appointed|granted"
    r"|refused|deferred|adjourned|passed|signed)\b)",
    _I,
)
_IMPERSONAL = KnownPattern(
    rf"(?<!that\s)(?<!if\s)\bit\s+was\s+(?:{_ADVERBS})(?:agreed|resolved|decided|recommended|approved|"
    rf"(?:suggested|felt|proposed)\s*,?\s+and\s+(?:\w+ly\s+)?agreed|(?:proposed|moved)\b[^.]{{0,300}}\b(?:agreed|carried|approved|resolved))\b",
    _I,
)
_FRAGMENT = KnownPattern(
    r"(?:[,;–—-]|\bcouncillors|\bmembers|\band)\s+(?:unanimously\s+)?resolved\s+(?:that|not|all)\b|"
    r"(?<!be )(?<!been )(?<!is )\bresolved\s+to\b|[,;–—-]\s*agreed\s+(?:to|that)\b",
    _I,
)
_TRAILING = KnownPattern(
    r"(?:[–—-]\s*|^\W*|[:.]\s*)(?:all\s+)?(?:unanimously\s+)?(?:approved|agreed|refused|deferred|carried|accepted|resolved)"
    r"(?:\s*(?:&|and)\s*(?:duly\s+)?(?:signed|adopted|paid|accepted|approved)(?:\s+(?:as|by)\b[^.]{0,60})?|\s+unanimously|\s+by\s+all)?\W*$",
    _I,
)
_PASSIVE = KnownPattern(
    rf"(?<!had )\b(?:was|were)\s+(?:{_ADVERBS}|duly\s+|signed\s+and\s+|completed\s+and\s+|received\s+and\s+|"
    r"reviewed\s+and\s+|"
    r"considered\s+and\s+|proposed\s*,?\s*(?:and\s+)?seconded\s+and\s+)*"
    r"(?P<verb>approved|agreed|adopted|ratified|endorsed|accepted|deferred|refused|rejected|carried(?!\s+(?:out|over|forwards?|on))|passed|elected|re-elected|co-opted|authori[sz]ed|granted|"
    r"confirmed\s+as|confirmed\s+and\s+signed|read,\s+agreed|appointed|taken\s+as\s+a\s+(?:true|correct))\b",
    _I,
)
_WAS_NOTED = KnownPattern(
    rf"\b{_REPORT_LIKE}\b(?:\s+\w+){{0,8}}?(?:,?\s+which)?\s+(?:was|were)\s+(?:received\s+and\s+|otherwise\s+|\w+ly\s+)?noted\b(?!\s+that)",
    _I,
)
_SIMPLY_NOTED = KnownPattern(
    r"^\W*noted[\s.!]*$"
    r"|^(?![^.]*\b(?:it\s+was\b|apolog|declar|interest))(?:[^.]{0,160}\b)?(?:was|were)\s+(?:read\s+and\s+|received\s+and\s+|duly\s+|discussed\s+and\s+)?noted[\s.!]*$",
    _I,
)
_THINGS = (
    r"(?:minutes?|accounts?|payments?|invoices?|cheques?|bills|expenditure|budget|precept|reports?|statements?|applications?|request|proposal"
    r"|policy|policies|plan|terms\s+of\s+reference|standing\s+orders|regulations|rules?(?:\s+\d+)?|agenda|membership|grant|quotes?|quotation"
    r"|tender|contract|apolog(?:y|ies)|nominations?|officers|committee|recommendations?|amendments?(?:\s+\d+)?|resolution|motion|ordinance|by-?law)"
)
_WITHOUT_VERB = KnownPattern(
    rf"^(?!\W*(?:if|when|once|to|after|subject)\b)(?:[^.:]{{0,80}}\b)?{_THINGS}\s+(?:unanimously\s+)?(?:approved|agreed|accepted|adopted|carried|passed|confirmed)"
    r"\s*(?:$|[.:;,–—-]|unanimously\b|with\b|as\b|by\s+all\b|and\b)"
    r"|\bapproval\s+(?:was\s+|is\s+)?(?:given|granted)\s+(?:for|to)\b|^\W*unanimous(?:ly)?\s+(?:adoption|acceptance|approval|agreement)\b"
    r"|\bunanimous\s+decision\s+of\b|\bconsensus\s+was\s+(?:reached|to)\b|^\W*by\s+consensus\b|\b(?:declared|duly)\s+adopted\W*$",
    _I,
)
"""What was decided and the participle: "Minutes approved", "Payments approved: ...", "Unanimous adoption of"."""
_ONLINE = KnownPattern(
    r"\bminutes\b[^.]{0,120}\bhad\s+been\s+[^.]{0,40}\b(?:accepted|approved|agreed)\s+(?:via|online|by\s+e-?mail|electronically)\b",
    _I,
)
_ELECTED = KnownPattern(
    r"\b(?:re-?)?elected\s+(?:unopposed|unanimously|en\s+bloc|nem)|\bwas\s+(?:\w+ly\s+)?voted\s+(?:in\b|as\b|on\s?to\b)"
    r"|\b(?:positions?|posts?|offices?|vacanc(?:y|ies))\b[^.]{0,60}\bfilled\s+unopposed|^\W*(?:re-?)?elected\s*:",
    _I,
)
_DECLINED = (
    r"(?:(?:did|do|does|could|would)\s+not\s+(?:agree|approve|support|accept|endorse|wish|adopt|grant)|voted\s+(?:against|not\s+to|down)"
    r"|turned\s+down|objects?\b|objected|opposed)"
)
_DENIED = KnownPattern(
    r"\b(?:request|application|proposal|motion|appeal|petition|permit|licen[cs]e|claim|offer|idea|grant|variance)\b[^.]{0,80}\b(?:was|were)\s+"
    r"(?:\w+ly\s+)?(?:denied|turned\s+down|voted\s+down|declined|dismissed)\b(?!\s+by\s+(?:the\s+)?[A-Z])",
    _I,
)
_NO_OBJECTION = KnownPattern(
    r"(?:^\W*|[–—:./-]\s*|,\s*)(?:there\s+were\s+|raised\s+|had\s+)?no\s+objections?\W*$"
    r"|\bno\s+objections?\s+(?:was|were)\s+raised(?:\s+by\s+(?:the\s+)?(?:council\w*|members|committee|board|panel))?\b"
    r"|\b(?:council|committee|members|board|panel|we)\s+(?:had|has|have|raised|offered|made|to\s+raise|expressed)\s+no\s+objections?\b"
    r"|\b(?:council|committee|members|board)\s+to\s+(?:object|support)\b|^\W*(?:object(?:ion)?|support)\W*$",
    _I,
)
"""What a body says of a plan that it is asked about."""
_MOTION_ENDED = KnownPattern(
    r"\b(?:motion|amendment|proposal|proposition|resolution|recommendation|substantive\s+motion)\b[^.]*\b(?:was|were|is|being)\s+"
    r"(?:\w+ly\s+|then\s+|put\s+(?:to\s+[^.]{3,30}\s+)?and\s+)*(?:carried(?!\s+(?:out|forwards?|over|on))|lost|defeated|rejected|negatived|passed|approved|agreed)\b",
    _I,
)
"""A motion with its matter and what came of it in one sentence."""
_MAJORITY = KnownPattern(
    r"\bmajority\s+of\s+(?:the\s+)?(?:members|councillors|panel|council|committee|those\s+present)\s+(?:supported|voted|agreed|were\s+in\s+favour|approved)",
    _I,
)
_ALL_DID = KnownPattern(
    r"\ball\s+(?:the\s+)?(?:(?:councillors|members|those|parish)\s+)?(?:present\s+)?(?:were\s+in\s+(?:agreement|favour)|agreed|approved|voted\s+in\s+favour|supported)\b|\ball\s+in\s+favour\b",
    _I,
)
_DECIDING = (
    r"(?:agreed(?!\s+with\b)|resolved|decided|approved|adopted|ratified|endorsed|supported|deferred|rejected|refused|declined|recommends?|recommended|"
    r"elected|appointed|co-opted|voted|approves|adopts|resolves|ratifies|authori[sz]ed|granted|accepted(?!\s+that)|confirmed(?!\s+that)|nominated\s+and\s+resolved|"
    rf"noted(?=\s+(?:and\s+\w+\s+)?(?:the\s+|these\s+|this\s+|both\s+)?(?:\w+['’]?s?\s+){{0,3}}{_REPORT_LIKE}\b))"
)
_HEARSAY = KnownPattern(
    r"\b(?:reported|advised|said|stated|explained|informed|told|commented|suggested|believed|understood|felt|hoped|asked|reminded|highlighted|queried|added|replied|responded)\b[^.]*\bthat\b",
    _I,
)
_NOT_YET = KnownPattern(
    r"\b(?:had|has|have|having|will|would|should|could|(?-i:may)|might|must|to|if|when|until|once|unless|not\s+yet)\s+(?:\w+\s+){0,2}$|\b(?:previously|already)\s*$",
    _I,
)
_ASIDE = re.compile(
    r"^\W*[•▪◦‣●]|\b(?:after|before|when|while|during|since(?!\s+the\s+(?:last\s+)?meeting)|until|that|who|which|because|whether)\b|\bit\s*$",
    _I,
)
"""Where a passive tells of the past: in a speaker's point, or behind a subordinating word."""
_NO_MATTER = re.compile(r"^\W*(?:\d+\W+)?(?:apolog|regrets|no\s+(?:apolog|declaration))", _I)
_NOT_AGREED = KnownPattern(r"\b(?:was|were)\s+not\s+(?:agreed|approved|supported|granted|carried)\W*$", _I)
_SAYS = KnownPattern(
    r"\b(?:said|says|stated|reported|advised|thought|understood|believed|noted|confirmed|recalled|reminded\s+\w+|explained|mentioned)"
    r"(?:\s+that)?\s*$",
    _I,
)
_PERSON_FIRST = KnownPattern(
    r"(?:^\W*|\.\s+)(?:Mr|Mrs|Ms|Miss|Dr|Cllr|Councillor|(?:The|An?)\s+(?:Clerk|Chair\w*|\w+\s+Officer|Director|applicant|resident))\b[^.]*$"
    r"|\b(?:Mr|Mrs|Ms|Miss|Dr|Cllr|Councillor)\.?\s[^,;]{2,40}$"
)
_NO_ACT_OF_THE_BODY = re.compile(
    r"^\W*(?:actions?\b|to\s+(?:note|receive|consider|approve|agree|confirm|discuss|review)\b|proposed\s+by\W*$)", _I
)
_ANY_FORMULA = KnownPattern(
    r"resol|agree|left|leave|continued|taken as|den(?:y|ied)|declin|turned|object|filled|consensus|held"
    r"|penderf|cytun|cymerad|derbyn"
    r"|nodwyd"
    r"|gohir|gwrthod|ethol|penod|argym|cynigi|cynnig|eili|pasiwyd|mabwys|cadarn|unfryd|yes\b|decid|decis|approv|adopt|recommend|elect"
    r"|appoint|co-?opt|noted|accept|refus|reject|defer|re-?agenda"
    r"|held over|postpon|adjourn|carried|lost|defeat|fail|fell|pass|propos|mov(?:ed|er)|motion|second|2nd|\bprop\b"
    r"|\bsec\b|vot|favou?r|unanim|ayes?\b|nays?\b|noes|yeas|for\W|against|abst|ratif|endors|support|grant|authori"
    r"|confirm|taken as|declin|nominat|ballot|accordingly|majority|^\W*that\b|tabled",
    _I,
)
"""A sentence without any of these does nothing."""


_FORMULAS = ("resolved", "agreed", "approved", "refused", "deferred", "noted", "elected", "recommended")
_known_pattern = lru_cache(64)(KnownPattern)
"""Bodies are few beside their papers."""


class Act(Enum):
    """What a sentence does in the meeting."""

    DECIDES = "decides"
    MOVES = "moves"
    NAMES_MOVERS = "names movers"
    TELLS_THE_VOTE = "tells the vote"
    NOTHING = "nothing"


_OTHER_KINDS = frozenset(
    "panel committee subcommittee board commission cabinet forum trust society association club".split()
)
"""Of a body that is one of these and no council, "the Council" is another."""


class Formulas:
    """The sentences that decide, with this body as the one who does."""

    def __init__(self, body: str | None, fence: Fence = OPEN) -> None:
        self.fence = fence
        words = re.findall(r"[^\W\d_]+", body or "")
        qualifiers = {w.casefold() for w in words} or {"parish", "town", "community"}
        ours = "|".join(map(re.escape, sorted(qualifiers)))
        council = "council|" if "council" in qualifiers or not qualifiers & _OTHER_KINDS else ""
        own = (
            rf"(?:(?:{ours})\s+)*(?:{council}panel|committee|sub-?\s?committee|board|authority|cabinet|assembly|commission|forum|executive"
            r"|trust|governing\s+body|working\s+(?:group|party))"
        )
        shorts = {w for w in words if w.isupper() and len(w) > 2} | {"".join(w[0] for w in words if w[0].isupper())}
        names = (
            rf"(?:the|this)\s+(?:{own}|meeting)"
            r"|(?:the\s+)?(?:members|councillors|cllrs|trustees|governors|directors|commissioners)|we|those\s+present|everyone"
        )
        for short in sorted(one for one in shorts if len(one) > 2):
            names += rf"|(?:the\s+)?(?-i:{short})(?:\s+(?:members|committee|board))?"
        names += rf"|^(?:{own})"
        self.active = _known_pattern(
            rf"\b(?:{names})\s+(?:present\s+)?(?:(?:\w+ly|also|then|therefore|subsequently|all|both)\s+)*{_DECIDING}\b",
            _I,
        )
        self.declined = _known_pattern(
            rf"\b(?:{names})\s+(?:present\s+)?(?:(?:\w+ly|also|then|therefore|all)\s+)*{_DECLINED}\b", _I
        )
        self.by_another = re.compile(rf"by\s+(?i:{_OTHER_BODY.format(own=own)})(?:the\s+)?[A-Z]")

    def act_of(self, sentence: str) -> tuple[Act, str]:
        """What the sentence (its white space made single) does, and the name of the rule that says so."""
        if not _ANY_FORMULA.search(sentence) or _NO_ACT_OF_THE_BODY.match(sentence):
            return Act.NOTHING, ""
        if self.fence.ask(_tells_the_vote, False, sentence):
            return Act.TELLS_THE_VOTE, _tells_the_vote.name
        moving = MOVING.search(sentence)
        if moving and self.fence.ask(_names_movers, False, sentence):
            return Act.NAMES_MOVERS, _names_movers.name
        if decides := self.deciding(sentence):
            return Act.DECIDES, decides
        if moving and self.fence.ask(_moves, False, sentence):
            return Act.MOVES, _moves.name
        return Act.NOTHING, ""

    def deciding(self, sentence: str) -> str:
        """The name of the rule by which the sentence is a formal decision; "" where it is none."""
        said = _Sentence(sentence, self)
        for one in DECIDING_RULES:
            answer = self.fence.ask(one, None, said)
            if answer is not None:
                return one.name if answer else ""
        return ""


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence as the rules read it, and the formulas of the body it may decide for."""

    words: str
    formulas: Formulas

    def says(self, formula: KnownPattern) -> bool | None:
        """True where the formula stands there and nobody only reports it; None where the sentence does not tell."""
        found = formula.search(self.words)
        return True if found and not _hearsay(self.words, found) else None


_OUTRIGHT = KnownPattern(rf"(?:^|[\s:/(–-])(?:{'|'.join(pattern(f'formulas.{one}') for one in _FORMULAS)})\b", _I)
"""Languages whose minutes decide with one verb."""


def _hearsay(sentence: str, found: re.Match[str]) -> bool:
    before = sentence[: found.start()]
    if _SAYS.search(before) or (_PERSON_FIRST.search(before) and found.re is _FRAGMENT.compiled):
        return True
    if re.search(r"(?:[,;]|\band)\s*(?:the\s+)?$", before, _I):
        return False
    return bool(_HEARSAY.search(before) or _NOT_YET.search(before))


@rule("decisions.tells_the_vote")
def _tells_the_vote(sentence: str) -> bool:
    """It does nothing but tell how the vote on what stands before it went."""
    return only_tells_the_vote(sentence)


@rule("decisions.names_movers")
def _names_movers(sentence: str) -> bool:
    """It does nothing but tell who proposed and seconded what stands beside it."""
    return only_names_movers(sentence)


@rule("decisions.moves")
def _moves(sentence: str) -> bool:
    """It moves something, and somebody moves it."""
    if _CONDITIONAL.search(sentence):
        return False
    moved = MOVER.search(sentence) or SECONDER.search(sentence) or _MOVED_BY_NOBODY.search(sentence)
    if _MOTION_STANDS.match(sentence):
        return True
    return bool(_MOVES.search(sentence) and moved)


@rule("decisions.capitals")
def _in_capitals(said: _Sentence) -> bool | None:
    """RESOLVED, AGREED, RECOMMENDED."""
    return True if _CAPITALS.search(said.words) else None


@rule("decisions.opening")
def _at_its_opening(said: _Sentence) -> bool | None:
    """ "Resolved: that ...", "That ... be approved"."""
    return True if _OPENING.search(said.words) else None


@rule("decisions.no_matter")
def _of_no_matter(said: _Sentence) -> bool | None:
    """Apologies and declarations are decided by nobody."""
    return False if _NO_MATTER.match(said.words) else None


@rule("decisions.impersonal")
def _impersonal(said: _Sentence) -> bool | None:
    """ "It was agreed"."""
    return said.says(_IMPERSONAL)


@rule("decisions.fragment")
def _fragment(said: _Sentence) -> bool | None:
    """ "..., resolved to", "- agreed that"."""
    return said.says(_FRAGMENT)


@rule("decisions.majority")
def _majority(said: _Sentence) -> bool | None:
    """ "A majority of members supported"."""
    return said.says(_MAJORITY)


@rule("decisions.all_did")
def _all_did(said: _Sentence) -> bool | None:
    """ "All councillors agreed"."""
    return said.says(_ALL_DID)


@rule("decisions.defers")
def _defers(said: _Sentence) -> bool | None:
    """ "Deferred", "the item was held over"; not what somebody moves."""
    return None if _MOVES.search(said.words) else said.says(DEFERS)


@rule("decisions.body_acts")
def _body_acts(said: _Sentence) -> bool | None:
    """ "The Council approved": the body itself is the subject of a deciding verb."""
    return said.says(said.formulas.active)


@rule("decisions.noted")
def _noted(said: _Sentence) -> bool | None:
    """ "The report was noted", "Noted."."""
    return said.says(_WAS_NOTED) or said.says(_SIMPLY_NOTED)


@rule("decisions.passive")
def _passive(said: _Sentence) -> bool | None:
    """ "The accounts were approved", unless by another body or in what tells of the past."""
    found = _PASSIVE.search(said.words)
    if not found or _ASIDE.search(said.words[: found.start()]) or _hearsay(said.words, found):
        return None
    return not said.formulas.by_another.match(said.words[found.end() :].lstrip())


@rule("decisions.trailing")
def _trailing(said: _Sentence) -> bool | None:
    """ "... - agreed", "All approved."."""
    return True if _TRAILING.search(said.words) else None


@rule("decisions.outright")
def _outright(said: _Sentence) -> bool | None:
    """ "PENDERFYNWYD": one verb that decides."""
    return True if _OUTRIGHT.search(said.words) else None


@rule("decisions.elected")
def _elected(said: _Sentence) -> bool | None:
    """ "Elected unopposed", "was voted as our representative"."""
    return said.says(_ELECTED)


@rule("decisions.declined")
def _declined(said: _Sentence) -> bool | None:
    """ "Members did not support it", "the request was denied"."""
    return said.says(said.formulas.declined) or said.says(_DENIED)


@rule("decisions.no_objection")
def _no_objection(said: _Sentence) -> bool | None:
    """ "No objection.", what a body says that is asked."""
    return said.says(_NO_OBJECTION)


@rule("decisions.motion_ended")
def _motion_ended(said: _Sentence) -> bool | None:
    """ "The motion to buy a mower was defeated": a motion and what came of it."""
    return said.says(_MOTION_ENDED)


@rule("decisions.without_verb")
def _without_verb(said: _Sentence) -> bool | None:
    """ "Minutes approved", "Unanimous adoption of the minutes"."""
    return said.says(_WITHOUT_VERB) or (True if _ONLINE.search(said.words) else None)


@rule("decisions.of_another")
def _of_another(said: _Sentence) -> bool | None:
    """ "Agreed at the Finance Committee meeting", and what there was none of."""
    return False if _ELSEWHERE.search(said.words) else None


_ELSEWHERE = KnownPattern(
    r"\b(?:agreed|decided|resolved|approved)\s+(?:at|by)\s+(?:the|a|an)\s+(?:\w+\s+){0,3}(?:committee|sub-?committee|panel|working\s+(?:group|party)|meeting\s+of)\b"
    r"|^\W*there\s+(?:was|were)\s+no\b(?!\s+objections?)",
    _I,
)


@rule("decisions.not_agreed")
def _not_agreed(said: _Sentence) -> bool | None:
    """ "This was not agreed"."""
    return True if _NOT_AGREED.search(said.words) else None


DECIDING_RULES: tuple[Rule[[_Sentence], bool | None], ...] = (
    _in_capitals,
    _at_its_opening,
    _of_no_matter,
    _of_another,
    _motion_ended,
    _impersonal,
    _fragment,
    _majority,
    _all_did,
    _defers,
    _body_acts,
    _noted,
    _declined,
    _passive,
    _trailing,
    _not_agreed,
    _no_objection,
    _elected,
    _without_verb,
    _outright,
)
"""In order: the first that says yes or no is believed."""


_CONDITIONAL = re.compile(r"\bif\s+(?:approved|agreed|carried|accepted|passed)\b", _I)
_MOVES = KnownPattern(
    r"\b(?:proposed|moved|(?:made|put\s+forward)\s+(?:a|the)\s+(?:motion|proposal)|motion\s+(?:was\s+)?(?:made\s+)?(?:by|of|from|to))\b",
    _I,
)


_MOTION_STANDS = re.compile(
    r"\W*(?:[a-z\d]{1,2}[.)]\s*)?(?:motion|proposal)\s*(?:no\.?\s*)?(?:[\w/-]*\d[\w/-]*\s*)?[:–—-]?\s*(?:that|to|for)\b",
    _I,
)
_MOVED_BY_NOBODY = KnownPattern(r"\b(?:it\s+was|was\s+then|amendment\s+was)\s+(?:\w+ly\s+)?(?:moved|proposed)\b", _I)


_ONLY_A_VERDICT = KnownPattern(
    r"^\W*(?:noted|granted|denied|no\s+objections?|nodwyd|derbyniwyd|cytunwyd|pasiwyd)\W*$", _I
)


def is_formal(sentence: str) -> bool:
    """Whether the words are a resolution in so many words (RESOLVED, DECISION, it was agreed), not only a motion."""
    return bool(_CAPITALS.search(sentence) or _OPENING.search(sentence) or _IMPERSONAL.search(sentence))


def is_verdict(sentence: str) -> bool:
    """Whether a sentence is only the verdict ("All approved.") on what stands before it."""
    if len(sentence.split()) > 7:
        return False
    return bool(_TRAILING.search(sentence) or _ONLY_A_VERDICT.search(sentence))
