"""By which formulas do minutes decide? Patterns of sentences, in the field's own words, for `speech_acts` to judge."""

from __future__ import annotations

import re

from panelsearch.gazetteers.loader import pattern
from panelsearch.model.meetings import DecisionOutcome
from panelsearch.text.required_words import KnownPattern

_I = re.IGNORECASE
_ADVERBS = r"(?:(?:\w+ly|also|then|thus|therefore|further|all|in\s+principle|subsequently)\s+)*"
OTHER_BODY = (
    r"(?!(?:the\s+)?(?:{own})\b|members|all\b|councillors|those|everyone"
    r"|(?:the\s+)?(?:(?:vice|deputy)[\s-]?)?(?:chair\w*|mayor|president|presiding)|(?:a\s+)?majority|\w+\s+votes|(?:a\s+)?show)"
)
_REPORT_LIKE = pattern("formulas.report_like")
_IN_WHICH_WAY = (
    r"(?:with\s+(?:immediate\s+effect|(?:[\w.’']+\s+){1,6}?(?:abst\w+|against|dissent\w*|opposed|in\s+favou?r))"
    r"|(?:after|following)\s+(?:\w+\s+){0,3}(?:discussion|debate|consideration)|in\s+principle|subject\s+to"
    r"|without\s+(?:a\s+|any\s+)?(?:vote|dissent|division|debate|discussion|opposition)"
    r"|(?:up)?on\s+(?:a\s+|the\s+)?(?:show|vote|division|ballot|majority|casting|proposal|proposition|motion|recommendation"
    r"|(?:chair\w*|mayor|president)[’']s\s+casting))\b"
)
_BY_VOTE = (
    r"(?i:nem\b\.?\s*(?:con|dis|diss)\b)|\d{1,2}\s*[-–]\s*\d{1,2}\b"
    rf"|(?i:{_IN_WHICH_WAY}[^.;:]{{0,80}}?\s(?:that|to)\b)"
)
"""How a vote went, between the word that decides and what it decided: nem. con., 5-2, with one abstention, by whom."""
CAPITALS = KnownPattern(
    r"(?:^|[\s:–-])(?:RESOLVED|AGREED|RECOMMENDED|DECIDED|RESOLUTION(?!\s+(?:to|TO)\b)|NOTED|VOTED)\b"
    rf"(?=\s*(?:[:/,(–-]|that\b|to\b|unanimously\b|by\b|not\b|THAT\b|TO\b|{_BY_VOTE}|$"
    r"|(?:[Tt]he\s+)?(?:Clerk|Chair\w*|Cllrs?|Councillors?|Mrs?|Ms)\b\.?\s[^.]{0,60}?\bto\s+[a-z]{2,}))"
)
OPENING = KnownPattern(
    r"^\W*(?:(?:\([a-z\d]+\)|\d+(?:\.\d+)*[.)]?)\s*)?resolved\b(?=\s+[£$€\d])"
    r"|^\W*(?-i:Agreed|Approved|Adopted|Accepted|Endorsed)\s+(?:the|an?)\s(?![^.]*\b(?:was|were|is|are)\b)"
    r"|^\W*(?-i:GRANTED|REFUSED|DEFERRED|APPROVED)\s+(?:subject|for|on|as)\b"
    r"|^\W*(?-i:APPROVED|ADOPTED|NOTED|AGREED|ENDORSED|ACCEPTED|RECOMMENDED|GRANTED|REFUSED|DEFERRED)\s+(?-i:the|an?|these|this|both)\s"
    r"|^(?:[^:.]{3,60}(?<!decisions):)?\s*(?-i:approved|agreed|adopted|accepted|granted)\s+(?:subject\s+to(?!\s+conditions)|in\s+principle)\b"
    r"(?![^.]*\sby\s)"
    r"|^\W*voted\s*:|(?-i:\bM/S/[CPU]{1,2}\b)"
    r"|^\W*taken\s+as\s+read\b|^\W*(?:approved|ratified|adopted)\s*:\s+(?:the|that|to(?!\s+be\b)|an?)\b|^\W*(?:approved|accepted|adopted|ratified|passed)\s*(?:$|[,.]|as\b|and\s+signed\b|online\b|by\s+(?:e-?mail|all|consensus|show)\b|via\b|with\b|unanimously\b|without\b)"
    r"|^\W*(?:[a-z][\w’' ]{2,40}:\s*)?(?:approved|accepted|adopted)\s+by\s+"
    r"(?-i:(?:(?:Mr|Mrs|Ms|Miss|Dr|Cllr)\.?\s+)?(?:[A-Z]\.?\s*){1,2}[A-Z][a-z’'-]+)\W*$"
    r"|^\W*agreed\s+(?:with|subject\s+to)\s+(?:\w+\s+){0,3}(?:change|correction|amendment|alteration|addition)s?\b"
    r"|^\W*(?:(?:\([a-z\d]+\)|\d+(?:\.\d+)*[.)]?)\s*)?(?:and\s+)?(?:it\s+was\s+)?(?:resolved|resolution(?!\s+to\b)|agreed|decision|decided|(?:it\s+is\s+)?recommended)\s*"
    rf"(?:[:(,]|[–-]|\bthat\b|\bto\b|\bunanimously\b|\bnot\b|\bby\b|\bas\b|{_BY_VOTE})"
    r"|^\W*that\b(?=.*\bbe\s+(?:\w+\s+){0,2}?(?:approved|adopted|confirmed|received|noted|accepted|endorsed|authori[sz]ed|appointed|granted"
    r"|refused|deferred|adjourned|passed|signed)\b)",
    _I,
)
IMPERSONAL = KnownPattern(
    rf"(?<!that\s)(?<!if\s)\bit\s+was\s+(?:{_ADVERBS})(?:agreed|resolved|decided|recommended|approved|voted|"
    rf"(?:suggested|felt|proposed)\s*,?\s+and\s+(?:\w+ly\s+)?agreed|(?:proposed|moved)\b[^.]{{0,300}}(?<!\bbe\s)\b(?:agreed|carried|approved|resolved))\b",
    _I,
)
FRAGMENT = KnownPattern(
    r"(?:[,;–—-]|\bcouncillors|\bmembers|\band)\s+(?:unanimously\s+)?resolved\s+(?:that|not|all)\b|"
    r"(?<!be )(?<!been )(?<!is )\bresolved\s+to\b|[,;–—-]\s*agreed\s+(?:to|that)\b",
    _I,
)
TRAILING = KnownPattern(
    r"(?:[–—-]\s*|^\W*|[:.]\s*|,\s+(?:but\s+)?otherwise\s+)(?:all\s+)?(?:unanimously\s+)?(?:approved|agreed|refused|deferred|carried|accepted|resolved)"
    r"(?:\s*(?:&|and)\s*(?:duly\s+)?(?:signed|adopted|paid|accepted|approved)(?:\s+(?:as|by)\b[^.]{0,60})?|\s+unanimously|\s+by\s+all)?\W*$",
    _I,
)
PASSIVE = KnownPattern(
    rf"(?<!had )\b(?:was|were)\s+(?:{_ADVERBS}|duly\s+|signed\s+and\s+|completed\s+and\s+|received\s+and\s+|"
    r"(?:read|circulated|discussed|reviewed|considered|presented)\s+and\s+|proposed\s*,?\s*(?:and\s+)?seconded\s+and\s+)*"
    r"(?P<verb>(?:re-?)?(?:approved|agreed|adopted|affirmed|appointed)|ratified|endorsed|accepted|deferred|refused|rejected|carried(?!\s+(?:out|over|forwards?|on))|passed(?!\s+(?:(?:a?round|away|along)\b|to\s+(?:the|an?|our|his|her|him|them|those|(?-i:[A-Z])\w*)\b))|elected|re-elected|co-opted|authori[sz]ed|granted|"
    r"confirmed\s+(?:as|on\s+the\s+(?:proposal|motion|proposition))|confirmed\s+and\s+signed|read,\s+(?:agreed|approved|accepted|adopted)|taken\s+as\s+(?:read\s+and\s+(?:signed|accepted|approved|agreed|confirmed|adopted)|a\s+(?:true|correct)))\b"
    r"|\b(?:was|were)\s+(?!not\b)(?:[\w’']+\s+){0,6}(?:and\s+|[\w’']+,\s+(?:and\s+)?)(?:approved|agreed|accepted|adopted)\s+as\s+an?\s+(?:true|correct|accurate)\b",
    _I,
)
WAS_NOTED = KnownPattern(
    rf"\b{_REPORT_LIKE}\b(?:\s+\w+){{0,8}}?(?:,?\s+which)?\s+(?:was|were)\s+(?:received\s+and\s+|otherwise\s+|\w+ly\s+)?noted\b(?!\s+that)",
    _I,
)
SIMPLY_NOTED = KnownPattern(
    r"(?:^\W*|(?<!interest)(?<!interests)(?<!apologies)(?<!absence):\s+)noted[\s.!]*$"
    r"|^(?![^.]*\b(?:it\s+was\b|apolog|declar|interest))(?:[^.]{0,160}\b)?(?:was|were)\s+(?:read\s+and\s+|received\s+and\s+|duly\s+|discussed\s+and\s+)?noted[\s.!]*$",
    _I,
)
_FINITE = r"(?:was|were|is|are|had|has|have|had|be|been|to|that|which|who|he|she|they|it|we|if|not)\b"
_THINGS = pattern("formulas.thing")
WITHOUT_VERB = KnownPattern(
    rf"^(?!\W*(?:if|when|once|to|after|subject)\b)(?:[^.:]{{0,80}}\b)?{_THINGS}\s+(?:unanimously\s+)?(?:approved|agreed|accepted|adopted|carried|passed|confirmed)"
    r"\s*(?:$|[.:;,–—-]|unanimously\b|with\b|as\b|by\s+all\b|by\b(?=[^.]{3,40}\bseconded\b)|and\b)"
    rf"|\bminutes\s+(?:of|from)\s+(?:(?!{_FINITE})[\w'’/,-]+\s+){{1,12}}(?:duly\s+|unanimously\s+)?(?:approved|agreed|accepted|adopted|confirmed)"
    r"\s*(?:$|[.;–—-]|unanimously\b|as\b|by\s+all\b|by\b(?=[^.]{3,40}\bseconded\b)|and\s+signed\b)"
    r"|\bmoved\b[^.]{0,60}?,\s*seconded,?\s+(?:and\s+)?(?:\w+ly\s+)?(?:approved|carried|passed|agreed|accepted)\b"
    rf"|^(?:(?!{_FINITE})[\w'’£$€,./-]+\s+){{1,8}}[£$€][\d,.]+[kmp]?\s+(?:(?:a|per|each)\s+\w+\s+)?(?:unanimously\s+)?(?:approved|agreed|accepted)"
    r"(?:\s+(?:unanimously|by\s+all))?\W*$"
    r"|\b(?:approval|consent|(?<!planning\s)permission|authority)\s+(?:was\s+|is\s+)?(?:given|granted)\s+(?:for|to)\b(?![^.]*\bby\b)|^\W*unanimous(?:ly)?\s+(?:(?:adoption|acceptance|approval|agreement)\b|vote\s+(?:in\s+favou?r\s+of|for|to)\b)"
    rf"|^(?:The\s+)?(?:(?!{_FINITE}|(?:the|who|yet|just|being)\b)[^\W\d_][\w'’/-]*\s+){{2,5}}(?<!ly\s)(?:unanimously\s+)?(?:approved|adopted|ratified)\.$"
    r"|\bunanimous\s+decision\s+of\b|\bconsensus\s+(?:of\s+(?:the\s+)?\w+\s+)?was\s+(?:reached|to|that)\b|^\W*by\s+consensus\b|\b(?:declared|duly)\s+adopted\W*$",
    _I,
)
"""What was decided and the participle: "Minutes approved", "Renewal at £68 agreed", "Unanimous adoption of"."""
SUPPORTED = KnownPattern(
    r"\b(?:request|application|proposal|motion|idea|suggestion|recommendation|plan)s?\b[^.]{0,80}\b(?:was|were)\s+(?:unanimously\s+)?supported\s*(?:$|[.;:]|,\s+(?:with|(?:[A-Z]\w+\s+){1,4}abstain))"
    r"|\bauthority\s+(?:was|is)\s+delegated\b|\bminutes\b[^.]{0,80}\b(?:was|were)\s+(?:then\s+|duly\s+|read\s+(?:and|&)\s+)?(?:signed|confirmed(?!\s+to\s+(?:be|have)))\b"
    r"|\b(?:grants?|donations?)\b[^.]{0,60}\b(?:was|were)\s+(?:\w+ly\s+)?awarded\b(?![^.]*\b(?:by|from|in\s+(?:19|20)\d\d)\b)",
    _I,
)
"""What was asked for and given."""
ONLINE = KnownPattern(
    r"\bminutes\b[^.]{0,120}\bhad\s+been\s+[^.]{0,40}\b(?:accepted|approved|agreed)\s+(?:via|online|by\s+e-?mail|electronically)\b",
    _I,
)
ELECTED = KnownPattern(
    r"(?<!being )(?<!been )\b(?:re-?)?elected\s+(?:unopposed|unanimously|en\s+bloc|nem)"
    r"|\b(?:declared|deemed)\s+(?:[\w.’'-]+\s+){1,6}(?:to\s+be\s+)?(?:duly\s+)?(?:re-?)?elected\b"
    r"|\bwas\s+(?:\w+ly\s+)?voted\s+(?:in\b|as\b|on\s?to\b)"
    r"|\b(?:positions?|posts?|offices?|vacanc(?:y|ies))\b[^.]{0,60}\bfilled\s+unopposed|^\W*(?:re-?)?elected\s*:",
    _I,
)
UNABLE = r"unable\s+to\s+(?:agree(?=\s+(?:to|with)\b)|approve|support|accept|endorse|grant)"
DECLINED = (
    r"(?:(?:did|do|does|could|would)\s+not\s+(?:agree|approve|support|accept|endorse|wish|adopt|grant)|voted\s+(?:against|not\s+to|down)"
    rf"|(?:was|were|felt)\s+{UNABLE}|turned\s+down|objects?\b|objected|opposed)"
)
DENIED = KnownPattern(
    r"\b(?:request|application|proposal|motion|appeal|petition|permit|licen[cs]e|claim|offer|idea|grant|variance)\b[^.]{0,80}\b(?:was|were)\s+"
    r"(?:\w+ly\s+)?(?:denied|turned\s+down|voted\s+down|declined|dismissed)\b(?!\s+by\s+(?:the\s+)?[A-Z])",
    _I,
)
NO_OBJECTION = KnownPattern(
    r"(?:^\W*|[–—:./-]\s*|,\s*)(?:there\s+were\s+|raised\s+|had\s+)?no\s+(?:objections?|observations)\W*$"
    r"|\bno\s+objections?\s+(?:was|were)\s+raised(?:\s+by\s+(?:the\s+)?(?:council\w*|members|committee|board|panel))?\b"
    r"|\b(?:council|committee|members|board|panel|we)\s+(?:had|has|have|raised|offered|made|to\s+raise|expressed)\s+no\s+objections?\b"
    r"|\b(?:council|committee|members|board)\s+to\s+(?:object|support)\b|^\W*(?:object(?:ion)?|support)\W*$",
    _I,
)
"""What a body says of a plan that it is asked about."""
MOTION_ENDED = KnownPattern(
    r"\b(?:motion|amendment|proposal)\s+(?:(?:to|that)\s+(?:[\w’'-]+\s+){1,8}?)?(?<!which\s)(?<!who\s)(?<!that\s)(?:failed|fails|falls|fell)\s*(?:$|[.,;:(]|\d|by\s+\d|on\s+an?\s+(?:[\w’'-]+\s+){0,2}(?:vote|division|majority|tie|ballot|poll)\b"
    r"|for\s+(?:want|lack)\s+of\s+(?:an?\s+)?(?:second|support|majority|votes)"
    r"|to\s+(?:carry|pass|(?:gain|obtain|find|win|secure|reach|get|attract)\s+(?:a\b|the\b|enough|sufficient|support)))"
    r"|\b(?:motion|amendment|proposal|proposition|resolution|recommendation|substantive\s+motion)\b[^.]*\b(?:was|were|is|being)\s+"
    r"(?:\w+ly\s+|then\s+|made\s+and\s+|put\s+(?:to\s+[^.]{3,30}\s+)?and\s+)*(?:(?:not\s+)?(?:carried(?!\s+(?:out|forwards?|over|on))|passed|approved|agreed|adopted)|lost|defeated|rejected|negatived|voted\s+down|thrown\s+out)\b",
    _I,
)
"""A motion with its matter and what came of it in one sentence."""
MAJORITY = KnownPattern(
    r"\bmajority\s+of\s+(?:the\s+)?(?:members|councillors|panel|council|committee|those\s+present)\s+(?:supported|voted|agreed|were\s+in\s+favour|approved)",
    _I,
)
ALL_DID = KnownPattern(
    r"\ball\s+(?:the\s+)?(?:(?:councillors|members|those|parish)\s+)?(?:present\s+)?(?:were\s+in\s+(?:agreement|favour)|agreed(?!\s+(?:that\s+)?(?:it|this|these|there|they|he|she)\s+(?:was|is|were|are|had|has)\b)|approved|voted\s+in\s+favour|supported)\b|\ball\s+in\s+favour\b"
    r"|\b(?:there\s+was|by)\s+(?:general|unanimous|common|full|universal)\s+(?:agreement|consent|consensus|support)\s+(?:that|to|for)\b",
    _I,
)
DECIDING = (
    r"(?:agreed(?!\s+with\b)|resolved|decided|approved|adopted|ratified|endorsed|supported|deferred|rejected|refused|vetoed|delegated|declined|recommends?|recommended|"
    r"elected|appointed|co-opted|voted(?!\s+on\b)|approves|adopts|resolves|ratifies|authori[sz]ed|granted|accepted(?!\s+that)|confirmed(?!\s+that)|nominated\s+and\s+resolved|"
    rf"noted(?=\s+(?:and\s+\w+\s+)?(?:the\s+|these\s+|this\s+|both\s+)?(?:\w+['’]?s?\s+){{0,3}}{_REPORT_LIKE}\b)"
    r"|(?:was|were)\s+(?:all\s+)?(?:content|happy|minded)\s+(?:for\b|to\s+(?:support|approve|agree|accept|refuse|recommend|give|grant|fund|proceed|pay|let)\b)"
    r"|gave\s+(?:its|their|unanimous)\s+(?:full\s+)?(?:consent|approval|permission|agreement)\b)"
)
HEARSAY = KnownPattern(
    rf"\b{pattern('formulas.hearsay')}\b[^.]*\bthat\b",
    _I,
)
NOT_YET = re.compile(
    r"\b(?:had|has|have|having(?!\s+been\s+\w+ed\b)|will|would|should|could|(?-i:may)|might|must|to(?!\s+\d)|if|when|until|once|unless|not\s+yet)\s+(?:\w+\s+){0,2}$|\b(?:previously|already)\s*$",
    _I,
)
ASIDE = re.compile(
    r"^\W*[•▪◦‣●]|\b(?:after|before|when|while|during|since(?!\s+the\s+(?:last\s+)?meeting)|until|that|who|which|because|whether)\b|\b(?:it|what)\s*$",
    _I,
)
"""Where a passive tells of the past: in a speaker's point, or behind a subordinating word."""
NO_MATTER = re.compile(r"^\W*(?:\d+\W+)?(?:apolog|regrets|no\s+(?:apolog|declaration))", _I)
NOT_AGREED = KnownPattern(r"\b(?:was|were)\s+not\s+(?:agreed|approved|supported|granted|carried)\W*$", _I)
SAYS = KnownPattern(
    rf"\b{pattern('formulas.says')}"
    r"(?:\s+that)?\s*$",
    _I,
)
PERSON_FIRST = re.compile(
    r"(?:^\W*|\.\s+)(?:Mr|Mrs|Ms|Miss|Dr|Cllr|Councillor|(?:The|An?)\s+(?:Clerk|Chair\w*|\w+\s+Officer|Director|applicant|resident))\b[^.]*$"
    r"|\b(?:Mr|Mrs|Ms|Miss|Dr|Cllr|Councillor)\.?\s[^,;]{2,40}$"
)
NO_ACT_OF_THE_BODY = re.compile(
    r"^\W*(?:actions?\b(?!\s*:\s*(?:unanimously\s+)?(?:approved|carried|passed|adopted|denied|granted)\b)|to\s+(?:note|receive|consider|approve|agree|confirm|discuss|review)\b"
    r"(?![^.]*\b(?:was|were)\s+(?:(?:duly|then|all|\w+ly)\s+)?(?:approved|agreed|accepted|adopted|signed|confirmed)\b)|proposed\s+by\W*$)",
    _I,
)
ANY_FORMULA = re.compile(
    r"resol|agree|signed"
    r"|observations|left|leave|continued|taken as|den(?:y|ied)|declin|turned|object|filled|consensus|held"
    r"|penderf|cytun|cymerad|derbyn"
    r"|nodwyd"
    r"|gohir|gwrthod|ethol|penod|argym|cynigi|cynnig|eili|pasiwyd|mabwys|cadarn|unfryd|yes\b|decid|decis|approv|adopt|recommend|elect"
    r"|appoint|co-?opt|noted|accept|refus|reject|defer|re-?agenda"
    r"|held over|postpon|adjourn|carried|lost|defeat|fail|fell|pass|propos|mov(?:ed|er)|motion|second|2nd|\bprop\b"
    r"|\bsec\b|vot|favou?r|unanim|ayes?\b|nays?\b|noes|yeas|for\W|against|abst|ratif|endors|support|grant|authori"
    r"|confirm|taken as|declin|nominat|ballot|accordingly|majority|^\W*that\b|tabled|referred"
    r"|content|made\s+by|\b[pm]:\s|veto|delegat|happy|minded|awarded|consent|permission|\bm/s"
)
"""A sentence, in small letters, without any of these does nothing."""


def outright(*outcomes: DecisionOutcome) -> KnownPattern:
    """One verb that decides, in the languages whose minutes do so, with one of these outcomes."""
    verbs = "|".join(pattern(f"formulas.{outcome.value}") for outcome in outcomes)
    return KnownPattern(rf"(?:^|[\s:/(–-])(?:{verbs})\b", _I)


OUTRIGHT = outright(*DecisionOutcome)
ELSEWHERE = KnownPattern(
    r"\b(?:agreed|decided|resolved|approved)\s+(?:at|by)\s+(?:the|a|an)\s+(?:\w+\s+){0,3}(?:committee|sub-?committee|panel|working\s+(?:group|party)|meeting\s+of)\b"
    r"|^\W*there\s+(?:was|were)\s+no\b(?!\s+objections?)",
    _I,
)
CONDITIONAL = re.compile(r"\bif\s+(?:approved|agreed|carried|accepted|passed)\b", _I)
MOVES = KnownPattern(
    r"^\W*motion\s+(?-i:[A-Z][\w.’'-]*(?:\s+[A-Z][\w’'-]+)?)\s+to\s+(?:not\s+)?[a-z]{2,}\b|"
    r"\b(?:proposed|moved|(?:made|put\s+forward)\s+(?:a|the)\s+(?:motion|proposal)|motion\s+(?:was\s+)?(?:made\s+|raised\s+)?(?:by|of|from|to)|nominated(?=\s+by\b)"
    r"|motion(?=\s*\((?-i:[A-Z]{2,3})\))|(?:motion(?:ed|s)|moves)\s+(?:to|that|for|by)|moves(?=,?\s+(?:and\s+)?(?-i:[A-Z]\S+\s+(?:[A-Z]\S+\s+)?)seconds\b)|proposes(?=\s+(?-i:[A-Z])|\s+(?:to|that)\b))\b|^\W*motion\s*:\s*(?-i:[A-Z])|(?-i:\bM/S\s+[A-Z])",
    _I,
)
MOTION_STANDS = re.compile(
    r"\W*(?:[a-z\d]{1,2}[.)]\s*)?(?:motion|proposal|moved(?=\s*(?::|that\b)))\s*(?:no\.?\s*)?(?:[\w/-]*\d[\w/-]*\s*)?(?:\([^()]{3,60}\)\s*)?[:–—-]?\s*(?:that|to|for)\b",
    _I,
)
MOVED_BY_NOBODY = KnownPattern(r"\b(?:it\s+was|was\s+then|amendment\s+was)\s+(?:\w+ly\s+)?(?:moved|proposed)\b", _I)
BY_THE_BODY = re.compile(
    r"\W*(?:approved|accepted|adopted|agreed|ratified)\s+by\s+(?:the\s+)?"
    r"(?:(?:committee|board|council|panel|meeting|members|councillors|trustees|governors|directors|everyone)\b\s*(?:members|present)?)\W*",
    _I,
)
"""The verdict of those who met, and nothing else: "Approved by committee."."""
ONLY_A_VERDICT = KnownPattern(
    r"^\W*(?:noted|granted|denied|no\s+objections?|nodwyd|derbyniwyd|cytunwyd|pasiwyd)\W*$", _I
)
