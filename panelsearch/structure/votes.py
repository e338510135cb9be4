"""Who moved it, who seconded it, and how did the vote go? Only what a sentence prints."""

from __future__ import annotations

import re
from enum import Enum

from panelsearch.gazetteers.english import english_words
from panelsearch.gazetteers.loader import pattern
from panelsearch.structure.attendee_names import is_given_name, person_name
from panelsearch.structure.roster import Roster
from panelsearch.text.person_names import out_of_capitals
from panelsearch.text.required_words import KnownPattern, small_letters
from panelsearch.text.rule_engine import rule

_I = re.IGNORECASE
_TITLE = pattern("titles.of_movers")
_UP = "[A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞĢĪĮİĶĻĽŁŃŅŇŌŐŔŘŚŞŠŢŤŪŮŰŲŴŶŹŻŽ]"
_NO_NAME = (
    rf"(?={_UP})"  # first, since most letters are none: the words are tried at few then
    rf"(?!(?i:{pattern('voting.no_name')})\b)"
)
_PARTICLE = r"(?:(?:Ó|O|Ní|Nic|Uí|Mac|Mc|De|Du|La|Le|St|Van|Von|de|du|la|le|van|von|der|den|ap|ab)\.?\s+){0,2}"
PRINTED_NAME = (
    rf"(?:(?=[A-Z])(?i:{_TITLE})\.?\s+)*"
    rf"(?:(?!(?:[A-Z]\.?\s*){{1,3}}\b(?:DE|VAN|VON|DU|LA|LE|DER|ST)\s[A-Z]{{3}})(?:{_NO_NAME}[A-Z]\.?\s*(?![a-z'’])){{2,4}}(?![\w'’]|\s[A-Z][a-z])|"
    rf"(?:[A-Z]\.?\s+|[A-Z]\.){{0,3}}{_PARTICLE}{_NO_NAME}{_UP}[\w'’-]+"
    rf"(?:\s+(?:[A-Z]\.?\s+)?{_PARTICLE}{_NO_NAME}{_UP}[\w'’-]+){{0,2}}(?:\s+(?!I\b)[A-Z]{{1,2}}\b(?![.'’\w]))?)"
)
_BY_THEM = (
    r"(?:\s+(?:[A-Z]{1,2}\b\.?\s*)?[–—-]\s*(?!(?i:proposed|moved)\s+[A-Z][\w.’'-]*\s[^.;]{0,40}?,?\s*(?i:seconded|sec)\b)"
    r"|\s+[A-Z]\s+|\.?\s+)(?i:(?:then|also|therefore|hereby|duly)\s+)?"
)
"""Between a name and what its bearer does: "Brian M – moved", "Mrs Ott then moved"."""
_ASIDE = (
    rf"(?:\s*,\s*(?:(?i:seconded|second|supported)\s+(?i:by)\s+{PRINTED_NAME}|(?i:duly\s+seconded)"
    rf"|(?i:with)\s+{PRINTED_NAME}\s+(?i:seconding))\s*,?)?"
)
_MOVED_BY = (
    r"(?i:motion\s+(?:was\s+)?(?:made\s+)?(?:by|of|from)|moved(?:\s+by)?\s*:?|mover\s*:?"
    r"|proposed(?:\s+by)?\s*:?)\s*[–—-]?\s*"
)
_NO_LABEL = rf"(?!(?i:{pattern('voting.no_label')})\b)"
MOVER = KnownPattern(
    r"\b(?i:proposed|moved|mover|motioned(?:\s+for\s+\w+)?(?=\s+by\b)|motion(?=\s*\((?-i:[A-Z]{2,3})\))|on\s+(?:the\s+|a\s+)?(?:motion|proposal|proposition)\s+(?:of|by|from)|motion\s+(?:was\s+)?(?:made\s+|raised\s+)?(?:by|of)"
    rf"|(?<!second\s)(?<!second\swas\s)made\s+by|motion\s+from|proposal\s+(?:by|from)(?=\s+{_TITLE}\b)|nominated(?=\s+by\b|\s*:))(?:\s+(?i:by))?\s*:?\s*(?:[–—-]|\((?=[^()/,]{{2,40}}\)))?\s*(?P<a>{PRINTED_NAME})"
    rf"|\b(?i:proposer|prop\b)\.?\s*:?\s*(?P<b>{PRINTED_NAME})|"
    rf"\b(?i:cynigi(?:wyd|odd)\s+gan(?:\s+yr?\b)?|cynnig(?:iwyd|ydd)?\s*:)\s*(?P<d>{PRINTED_NAME})|[(\[](?P<e>{PRINTED_NAME})\s*/\s*{PRINTED_NAME}[)\]]|"
    rf"\b(?i:approved|agreed|accepted|adopted|confirmed)\s+(?i:by)\s+(?P<u>{PRINTED_NAME})(?=,?\s+(?i:and\s+)?(?i:seconded)\b)|"
    rf"\b(?:(?i:moved|motion)|M/S(?:/[A-Z])?)\s*:?\s+(?P<g>{PRINTED_NAME})\s*(?:/|,?\s*(?i:(?:and\s+)?second(?:ed|er)?\b))"
    rf"|\b(?i:motion\s+to)\b[^.:;]{{3,200}}?\s(?i:by)\s+(?P<k>{PRINTED_NAME})(?=,?\s+(?i:and\s+)?(?i:second))"
    rf"|(?:^\W*|[–—-]\s*)(?P<n>{PRINTED_NAME})\s?/\s?{PRINTED_NAME}(?=\s*,?\s*(?i:carried|agreed|passed)\b)"
    rf"|\((?P<j>{PRINTED_NAME})\s*[,;]\s*(?i:seconded|second|sec)\.?(?:\s+(?i:by))?\s*:?\s+{PRINTED_NAME}\s*\)"
    rf"|^\W*(?:[\d.-]+\s+)?(?:(?i:{_TITLE})\.?\s+)?{_NO_LABEL}(?P<i>[A-Z][A-Z'’-]{{2,}}):\s+That\b"
    rf"|\b(?i:(?:motion|moved)\s+(?:to|that|for))\b[^:]{{3,300}}:\s*(?P<h>{PRINTED_NAME})(?=\s*\.?\s*(?:$|(?i:second|2nd)))|"
    rf"\b(?i:motion\b(?:\s+(?:to|that|for))?)[^:;]{{0,300}}?,\s*(?P<v>{PRINTED_NAME})(?=\s*;\s*(?i:second),)|"
    rf"(?P<q>{PRINTED_NAME})\s+(?:and|&)\s+{PRINTED_NAME}\s+(?i:(?:proposed|moved)\s+and\s+seconded)\b|"
    rf"(?:^\W*|\t|\)\s*)(?P<s>{PRINTED_NAME})\s+[–—-]\s+(?=that\s)|"
    rf"\b[PM]:\s*(?P<t>{PRINTED_NAME})(?=\s*[,;]?\s+S:\s)|"
    rf"^\W*(?i:motion)\s+(?P<r>{PRINTED_NAME})(?=\s+to\s+(?:not\s+)?[a-z]{{2,}}\b)|"
    rf"(?P<c>{PRINTED_NAME}){_ASIDE}{_BY_THEM}(?i:proposed|moved|proposes(?=\s+(?:to\b|that\b|(?-i:[A-Z])))|motion(?:ed|s)(?=\s+(?:to|that|for)\b)|moves(?=\s+(?:to|that)\b|,?\s+(?:and\s+)?(?-i:{PRINTED_NAME})\s+seconds\b)|made\s+(?:a|the)\s+motion"
    r"|put\s+forward\s+(?:a|the)\s+(?:motion|proposal))\b(?!\s*(?i::|by\b))"
)
SECONDER = KnownPattern(
    rf"\b(?i:seconded|2nd|second(?:\s+(?:was\s+)?made)?\s+by)(?:\s+(?i:by))?\s*:?\s*(?:[–—-]|\((?=[^()/,]{{2,40}}\)))?\s*(?P<a>{PRINTED_NAME})"
    rf"|;\s*(?i:second),\s*(?P<v>{PRINTED_NAME})"
    rf"|\b(?i:second\s*[:–—]\s*|seconder\s*:?\s*|sec\b\.?\s*:?\s*)(?P<b>{PRINTED_NAME})"
    rf"|\b(?i:eili(?:wyd|odd)\s+gan(?:\s+yr?\b)?|eilydd\s*:|eiliwyd\s*:)\s*(?P<d>{PRINTED_NAME})|[(\[]{PRINTED_NAME}\s*/\s*(?P<e>{PRINTED_NAME})[)\]]"
    rf"|(?:^\W*|[–—-]\s*){PRINTED_NAME}\s?/\s?(?P<n>{PRINTED_NAME})(?=\s*,?\s*(?i:carried|agreed|passed)\b)"
    rf"|\b(?:(?i:moved|motion)|M/S(?:/[A-Z])?)\s*:?\s+{PRINTED_NAME}\s*/\s*(?P<g>{PRINTED_NAME})|,\s*(?i:second)\s+(?P<h>{PRINTED_NAME})"
    rf"|\b(?i:on\s+(?:a\s+|the\s+)?motion\s+(?:of|by))\s+{PRINTED_NAME}\s*(?:,|(?i:and)\b)\s*(?P<k>{PRINTED_NAME})(?=\s*,\s)"
    rf"|(?:{_MOVED_BY}){PRINTED_NAME}\s*[,;]?\s*"
    rf"(?i:(?:and\s+)?(?:support|second)(?:ed)?\b(?:\s+by)?)\s*:?\s*[–—-]?\s*(?P<f>{PRINTED_NAME})"
    rf"|\b(?!(?i:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun))"
    rf"(?P<m>{PRINTED_NAME})\s+2nd(?=[.,;]?\s*(?:$|to\b|that\b|for\b|[.;]))"
    rf"|(?<=moved,\s)(?i:supported\s+by)\s+(?P<l>{PRINTED_NAME})"
    rf"|{PRINTED_NAME}\s+(?:and|&)\s+(?P<q>{PRINTED_NAME})\s+(?i:(?:proposed|moved)\s+and\s+seconded)\b"
    rf"|\b[PM]:\s*{PRINTED_NAME}\s*[,;]?\s+S:\s*(?P<t>{PRINTED_NAME})"
    rf"|^\W*(?i:second)\s+(?P<r>{PRINTED_NAME})(?=\s*\.?\s*$)"
    rf"|(?P<c>{PRINTED_NAME}){_BY_THEM}(?i:seconded|seconding|seconds|(?:made|gave|provided|offered)\s+(?:the|a)\s+second)\b(?!\s*(?i::|by\b))"
)
MOVING = KnownPattern(
    r"\b(?:nominated|propos(?:ed|er|al)|moved|mover|prop\b|motion|m/s\b|made\s+by\b|second(?:ed|er|ing|s)?\b|sec\b|2nd|cynigi|cynnig|eili|eilydd)|\b[pm]:\s",
    _I,
)
"""Where one of these words stands, somebody may have moved or seconded something."""

_COUNTS = "no one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split()
_NUMBERS = {word: number for number, word in enumerate(_COUNTS)} | {"none": 0, "nil": 0, "0": 0}
_COUNT = rf"(\d{{1,3}}|{'|'.join(_COUNTS)}|none|nil)"
_A_COUNT = re.compile(rf"\d|(?:{'|'.join(_COUNTS)}|none|nil)\b")
"""What words in small letters hold that count votes."""
_WHO_VOTES = r"(?:votes?\s+|members?\s+|councillors?\s+|governors?\s+)?"
_LABEL_END = r"\s*[:–=(-]?\s*"
_SCORED = (
    r"\b(?:moved|(?:motion\s+)?(?:carried|passed|failed|lost|defeated)|approved|agreed|resolved|adopted|denied|voted|votes?(?:\s+was)?|majority\s+of"
    r"|in\s+favou?r|ballot|count|result)\b\W{1,3}"
)
_SCORE = r"(?<!\d[/-])\d{1,2}\s*[-–/]\s*\d{1,2}(?:\s*[-–/]\s*\d{1,2})?(?![\d/-])"
_NO_GROUP_COUNT = _COUNT.replace("(", "(?:", 1)
_ENDS_THERE = r"(?=\s*(?:[,;.)]|$|and\b))"
"""Behind a dash a count's word ends its clause: "5 - for, 2 - against"; "Unit 4 - against advice" counts nothing."""
_WON_BY = r"\b(?:(?:by|of|voted)\s+|(?:carried|passed|lost|defeated|rejected),?\s+)"
_NOTHING_ELSE = r"(?!\s+(?!(?:votes?|in|with|and|for|on|against|that|to|at)\b)[a-z])"
"""Behind a vote of so many to so many; "carried 12 to 15 people" counts none."""
_AYES = KnownPattern(
    rf"(?<![£$€\d,.–/-])\b{_COUNT}\s+{_WHO_VOTES}(?:\w+\s+)?(?:voted\s+|voting\s+)?(?:for|in\s+favou?r)\b(?!\s+(?:a|an|the(?!\s+motion)|this|\d+)\b)"
    rf"|(?<![£$€\d,.–/-])\b{_COUNT}\s+[–-]\s*(?:for|in\s+favou?r)\b{_ENDS_THERE}"
    rf"|\b(?:votes?\s+for|in\s+favou?r|for|(?:yeas?|yes|ayes?)(?:\s+votes?)?|voted\s+for){_LABEL_END}{_COUNT}\b(?![.,:]\d)(?=\s*(?:[,;.)]|$|and\b|votes?\b|against\b|nays?\b|noes\b|no\s*[:=]))"
    rf"|{_WON_BY}{_COUNT}\s+(?:votes?\s+)?to\s+{_NO_GROUP_COUNT}\b{_NOTHING_ELSE}"
    rf"|\b{_COUNT}\s+(?:ayes?|yeas?)\b"
    rf"|{_SCORED}(?={_SCORE})(\d{{1,2}})",
    _I,
)
_NOES = KnownPattern(
    rf"(?<!\bfor:\s)(?<!\bfor\s)(?<!\bfavour:\s)\b{_COUNT}\s+{_WHO_VOTES}(?:voted\s+|voting\s+|were\s+|was\s+)?(?:against|not\s+in\s+favou?r|opposed)\b"
    rf"|\b{_COUNT}\s+[–-]\s*(?:against|opposed)\b{_ENDS_THERE}"
    rf"|\b(?:votes?\s+against|against|(?:nays?|noes)(?:\s+votes?)?|no(?=\s*[:=])|opposed){_LABEL_END}{_COUNT}\b(?![.,:]\d)"
    rf"|{_WON_BY}{_NO_GROUP_COUNT}\s+(?:votes?\s+)?to\s+{_COUNT}\b{_NOTHING_ELSE}"
    rf"|\b{_COUNT}\s+(?:nays?|noes)\b"
    rf"|{_SCORED}(?={_SCORE})\d{{1,2}}\s*[-–/]\s*(\d{{1,2}})",
    _I,
)
_ABSTAINED = KnownPattern(
    rf"(?<![:=(]\s)(?<![:=(])\b{_COUNT}\s+{_WHO_VOTES}(?:abst\w+)|\b(?:abstentions?|abstained|abstaining|abstain){_LABEL_END}{_COUNT}\b"
    rf"|{_SCORED}\d{{1,2}}\s*[-–/]\s*\d{{1,2}}\s*[-–/]\s*(\d{{1,2}})(?![\d/-])",
    _I,
)
_NAMED_VOTE = KnownPattern(
    r"^\W*(?:(?:recorded|named|roll[\s-]call)(?:\s+vote)?\b(?=\W)"
    r"|(?:(?:members|councillors|trustees|directors|commissioners|those)\s+vot(?:ing|ed)\s+|votes?\s+)?(?:for|against|abst\w+|not\s+voting|ayes?|nays?|noes|yeas?|in\s+favou?r)\s*"
    r"(?:(?:the\s+)?(?:motion|amendment)\s*|votes?\s*)?(?:\(?\d+\)?)?\s*(?:[:–-]|$|\d))",
    _I,
)
_PUT = KnownPattern(
    r"\bput\s+(?:(?:the|this|it|that)\s+)?(?:\w+\s+)?to\s+(?:the|a)\s+vote\s*[:.]?$"
    r"|\b(?:a|the)\s+(?:recorded\s+|named\s+)?vote\s+was\s+(?:then\s+)?(?:taken|called|requested)\b[^.]{0,40}$|^\W*on\s+a\s+vote\s+being\s+taken\b",
    _I,
)
_ANNOUNCING = re.compile(r"(?:[:;]|[:/–—-]|\bthat|\bto)\s*[:–-]*$", _I)
_NO_MORE = r"(?!\s+(?:out|over|forwards?|on|through|back|by\s+hand)\b)"
_PUT_MATTER = pattern("voting.put")
_LOST = KnownPattern(
    rf"\b{_PUT_MATTER}\b[^.]{{0,120}}?(?:(?:\b(?:was|were|is|being|been|then|and|but|declared|accordingly|therefore|{_PUT_MATTER})\s+|[–—:;,(-]\s*)"
    r"(?:\w+ly\s+)?(?:lost|defeated|rejected|negatived|not\s+(?:carried|passed|adopted)|(?<!\bto\s)fell|failed|voted\s+down|thrown\s+out)\b"
    r"|\bnot\s+carried\b|\b(?<!that\s)(?<!which\s)(?<!to\s)(?:lost|defeated|rejected|fell|failed|voted\s+down)"
    r"\s*(?:$|[.,;:(]|\d|(?:by|for|on|unanimously)\b|to\s+(?:carry|pass|gain|obtain|find|win|secure|reach|get|attract)\b))"
    rf"|\b{_PUT_MATTER}\s+(?:\w+ly\s+)?(?:lost|defeated|rejected|negatived|fell|failed|falls|fails)\b"
    r"|^\W*(?:lost|defeated|not\s+carried|failed)\b|\b(?:lost|defeated|rejected)\s+(?:by|on)\s+(?:a\s+)?(?:majority|\w+\s+(?:votes?\s+)?to\b|\d|the\s+casting)"
    r"|\b(?:was|were)\s+not\s+(?:agreed|approved|supported|granted|carried|passed|adopted)\b|(?-i:\bNOT\s+CARRIED\b|\b(?:LOST|DEFEATED)\b)",
    _I,
)
_UNSECONDED = KnownPattern(
    r"\b(?:no|without\s+a|want\s+of\s+a|lack\s+of\s+a)\s+second(?:er)?\b(?!\s+(?:reading|time|meeting))|\bnot\s+seconded\b",
    _I,
)
_CARRIED = KnownPattern(
    rf"(?<!\bbe\s)(?<!\bif\s)(?<!\bto\s)\b(?:carried{_NO_MORE}|agreed|resolved|approved|adopted|pass(?:ed|es)|carries|supported(?!\s+by\b)|accepted|unanimous\w*"
    rf"|in\s+favou?r|in\s+agreement|granted|all\s+ayes|{pattern('voting.carried')})\b",
    _I,
)
_DEFERRED = KnownPattern(r"^\W*(?:(?:motion|item|matter)\s+)?(?:deferred|tabled)\W*$", _I)
_WINNERS_FIRST = re.compile(
    rf"\bby\s+{_NO_GROUP_COUNT}\s+(?:votes?\s+)?to\s+{_NO_GROUP_COUNT}\b"
    rf"|\b(?:lost|defeated|rejected|voted\s+down)\W{{1,3}}{_NO_GROUP_COUNT}\s*(?:[-–]|(?:votes?\s+)?to\b)\s*{_NO_GROUP_COUNT}\b",
    _I,
)
_MATTER_OF_ITS_OWN = re.compile(r"[£$€]\s?\d|\b(?:that\s+(?!(?:was|is)\b)\w|to\s+[a-z]{3,})")
_BALLOT = re.compile(rf"\b{pattern('voting.ballot')}\b", _I)


_IN_CASE = re.compile(
    rf"\b(?:if|unless|in\s+case|should)\s[^.:;,]{{0,80}}?\b{_PUT_MATTER}\s+(?:is\s+|were\s+)?(?:lost|defeated|rejected|fails?)\b",
    _I,
)
"""What may come of another motion is not what came of this: "to support it if the first proposal fails"."""


class Result(Enum):
    """How the vote on a motion went."""

    CARRIED = "carried"
    LOST = "lost"
    DEFERRED = "deferred"
    UNSECONDED = "unseconded"


@rule("decisions.mover")
def mover_in(words: str, roster: Roster) -> str | None:
    """Who proposed or moved it, as printed; initials become the one roster name they stand for."""
    return _named(MOVER, words, roster)


@rule("decisions.seconder")
def seconder_in(words: str, roster: Roster) -> str | None:
    """Who seconded it, as printed; initials become the one roster name they stand for."""
    return _named(SECONDER, words, roster)


@rule("decisions.votes")
def votes_in(words: str) -> tuple[int | None, int | None, int | None]:
    """The votes for, against and abstentions that the words count; None where they count none.

    Of a motion "lost by 5 votes to 2" the five were against it.
    """
    if not _A_COUNT.search(small_letters(words)):
        return None, None, None
    ayes, noes = _count(_AYES, words), _count(_NOES, words)
    if ayes is not None and noes is not None and ayes > noes and _LOST.search(words) and _WINNERS_FIRST.search(words):
        ayes, noes = noes, ayes
    return ayes, noes, _count(_ABSTAINED, words)


@rule("decisions.result")
def result_in(words: str) -> Result | None:
    """How the vote went, where the words say so."""
    if _UNSECONDED.search(words):
        return Result.UNSECONDED
    if _LOST.search(_IN_CASE.sub(" ", words)):
        return Result.LOST
    if _DEFERRED.search(words):
        return Result.DEFERRED
    return Result.CARRIED if _CARRIED.search(words) else None


_WENT = re.compile(
    r"\W*(?:the\s+)?(?:motion|amendment|resolution|vote|question)\s+(?:was\s+|is\s+|then\s+|declared\s+)*(?:carried|carries|passed|passes|failed|fails|falls|lost|defeated|adopted)\b(?!\s+(?:that|to)\b)",
    _I,
)
_FEW_WORDS = 14
_TAKEN_AS_READ = re.compile(r"\W*taken\s+as\s+read\b", _I)
"""The minutes were: it is no vote on what stands before."""


_MOVERS_FIRST = re.compile(rf"\W*{PRINTED_NAME}\s?/\s?{PRINTED_NAME}\s*,?\s+(?=\w)")
""" "Ash/Birch, carried"."""


def only_tells_the_vote(words: str) -> bool:
    """Whether the sentence does nothing but tell how the vote on what stands before it went."""
    words = _MOVERS_FIRST.sub("", words, count=1) if "/" in words else words
    if _NAMED_VOTE.match(words) or _PUT.search(words) or (_WENT.match(words) and len(words.split()) <= _FEW_WORDS):
        return True
    if _ANNOUNCING.search(words) or _TAKEN_AS_READ.match(words):
        return False
    if result_in.find(words) is None and not any(count is not None for count in votes_in.find(words)):
        return False
    return _left_over(words) == 0


def only_names_movers(words: str) -> bool:
    """Whether the sentence does nothing but tell who proposed and seconded what stands beside it."""
    bare = SECONDER.sub(" ", words)
    without = MOVER.sub(" ", bare)
    if _DECIDES_FIRST.match(words) or _OPENS_A_MOTION.match(words) or _ADOPTS.match(words):
        return False
    return without != words and not _MATTER_OF_ITS_OWN.search(without) and _left_over(without) <= 1


_OPENS_A_MOTION = re.compile(r"\W*(?:[a-z\d]{1,2}[.)]\s*)?motion\s+(?:to|that|for)\b", _I)
_ADOPTS = re.compile(r"\W*(?:adoption|acceptance|approval)\s+of\s+(?:the\s+)?[a-z]+", _I)
_DECIDES_FIRST = re.compile(r"\W*(?:resolved|agreed|recommended)\b\W+(?:[£$€\d]|that\b|to\b)", _I)


def names_movers_alone(words: str) -> bool:
    """Whether the sentence has no word of a matter beside the movers' names."""
    return _left_over(MOVER.sub(" ", SECONDER.sub(" ", words))) == 0


def who_is(printed: str, roster: Roster) -> str | None:
    """The name as printed; bare initials become the one roster name they stand for, else stay as they are."""
    bare = printed.strip(" .,:;()")
    if re.fullmatch(r"(?:[A-Z]\.?\s?){2,4}", bare):
        return roster.resolve(bare) or bare
    name = person_name(bare)
    first, *others = (name or "").split() or [""]
    if others and roster.lists(first) and not is_given_name(first) and not any(map(roster.lists, others)):
        return first  # "seconded by Cllr Ash Allotments: ...": what follows heads the next line
    return name


def _left_over(words: str) -> int:
    return len(re.findall(r"[^\W\d_]{2,}", _BALLOT.sub(" ", words)))


_ACTS_FIRST = re.compile(
    r"(?!(?:Council|Committee|Board|Panel|Motion|Discussion|Debate|Residents|Staff|Meeting|Members|Group|Club|Amendment|Proposal|Having|Being|Who|Which"
    r"|Then|Also|Trustees|Directors|Governors|Councillors|Commissioners|Authority|Cabinet|Assembly)\b)"
    r"[A-Z][\w'’-]{2,},?\s+(?:moved\s+(?:to|that|for|the|adoption|approval|acceptance)\b|moved,|seconded\b|(?:moved|seconded)\W*$)"
)
"""A surname alone that does nothing but move or second: "Kraft moved to approve. Beal seconded."."""


def _named(pattern: KnownPattern, words: str, roster: Roster) -> str | None:
    for found in pattern.finditer(words):
        printed = next(group for group in found.groups() if group)
        in_capitals = found.lastgroup == "i"
        if in_capitals and not _may_move(printed, roster):
            continue
        name = who_is(roster.listed_as(printed) or out_of_capitals(printed) if in_capitals else printed, roster)
        sure = found.lastgroup not in ("c", "e", "s") or name != printed or " " in (name or "")
        if name and (sure or roster.lists(name) or is_given_name(name) or _ACTS_FIRST.match(words[found.start() :])):
            return name  # a capital before "proposed" need not be a name: "the Plan proposed"
    return None


def _may_move(printed: str, roster: Roster) -> bool:
    """Whether a word in capitals before "That" is somebody: "CEMETERY: That ..." is nobody whom the document lists."""
    return roster.is_empty or roster.lists(printed) or printed.lower() not in english_words()


def _count(pattern: KnownPattern, words: str) -> int | None:
    found = pattern.search(words)
    if not found:
        return None
    count = next(group for group in found.groups() if group).casefold()
    return int(count) if count.isdigit() else _NUMBERS[count]
