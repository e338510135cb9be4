"""What do dates look like in print? One pattern a form, with the words its lines are known by."""

from __future__ import annotations

import re

from panelsearch.text.date_words import (
    ANY_MONTH,
    FULL_MONTH,
    MONTH,
    MONTH_STARTS,
    ORDINALS,
    WEEKDAY,
    WEEKDAYS,
    WELSH_MONTH,
    WELSH_MONTHS,
)
from panelsearch.text.pattern_prefilter import Form, form_of
from panelsearch.text.word_trie import one_of

# A dash behind a month joins two days, behind any other letter a number to its name: "1 April-30 April", "Covid-19".
_BEHIND_A_MONTH = "|".join(
    f"(?<={end}-)"
    for end in (*"uary arch pril june july gust mber ober sept".split(), *(rf"\b{one}" for one in MONTH_STARTS[:12]))
)
_BEGINS = rf"(?=\d)(?<![\d.£$])(?<!\bp)(?<!\d[,/-])(?:(?<![a-z]-)|{_BEHIND_A_MONTH})"
# What a number before a list of days is of: "as at Month 5 to 31st August".
_OF_NO_DAY = "".join(rf"(?<!\b{word} )" for word in ("month", "week", "item", "page", "part", "phase", "year", "no."))
# Behind a year of two figures the sentence goes on or ends: "16 May 17 and", never "16 May 17 people".
_GOES_ON = (
    r"(?= ?(?:[.,;:)\]\"']|$|\n|- |(?:and|to|at|in|for|from|until|was|were|is|be|had|has|have|the|by|with|or|that|as|on"
    r"|which|when|but|a|an)\b))"
)
GOES_ON = re.compile(_GOES_ON)
UNIT_AFTER = re.compile(
    r" +(?:people|residents|hours|houses|homes|dwellings|officers|metres|miles|litres|copies|votes|words|tonnes"
    r"|incidents"
    r"|crimes|calls|households|properties|members|acres|km|m|kg|pounds|x|\d)\b",
    re.IGNORECASE,
)
"""What makes a number of a year: "1,850 residents"."""
_ORDINAL = rf"(?: ?(?:st|nd|rd|th)(?=[^a-z]|$|{ANY_MONTH})|(?:af|il|ydd|ed|fed|eg|ain)\b)"
_DAY = rf"[0-3]?\d{_ORDINAL}?(?!\d)"
# Between the days of a list, or the ends of a range.
_JOINT = r" {0,2}(?:-|to\b|through\b|until\b|and\b|or\b|&|/|,(?: and\b| &)?) {0,2}"
_CENTURIES = r"(?:1[0-9]|20)\d\d(?!\d| ?(?:hours|hrs|h)\b)"
_YEAR = r"(?:(?:1[5-9]|20)\d\d(?!\d)|'\d\d(?!\d))"

DAY_MONTH = form_of(
    rf"{_BEGINS}(?P<earlier>{_OF_NO_DAY}(?:{_DAY}{_JOINT}|[0-3]?\d{_ORDINAL}{_JOINT}{WEEKDAY},? (?:the )?"
    rf"|(?:(?<=day )|(?<=\b[A-Z][a-z]{{2}} )|(?<=\b(?:Tues|Thur) )|(?<=\bThurs ))[0-3]?\d{_JOINT}{WEEKDAY},? ){{1,9}})?"
    rf"(?<![\d.£$])(?<!\b(?:phase|stage) )(?P<day>[0-3]?\d)(?P<ordinal>{_ORDINAL}\.?)?"
    rf"(?: day)?(?P<gap>(?: of| o)? {{0,3}}|[-/.]|(?<=[a-z]), )(?P<month>{ANY_MONTH})"
    rf"(?:,? *(?:of )?(?:A\.?D\.? )?[-/.]? ?(?P<year>{_CENTURIES}|'\d\d(?!\d))"
    rf"|[-/.](?P<dashed>\d\d)(?![\d/:.]|{_ORDINAL}|(?: of)? ?{ANY_MONTH})"
    r"|(?<=\d[a-z]{3})(?P<glued>\d\d)(?![\w/:%'-]|[.,]\d)"
    rf"|,? (?P<short>\d\d)(?![\w/:%'-]|[.,]\d){_GOES_ON})?(?![a-z])",
    re.IGNORECASE,
    known_by=form_of(
        rf"\d(?=[ /.a-z-]) ?(?:[a-z]{{2,3}})?(?: day)?(?: of| o)?[ /.,-]{{0,3}}{one_of(MONTH_STARTS).pattern}",
        re.IGNORECASE,
    ),
)
"""A day, or a list of days, and their month: "3 May 2019", "5th, 12th and 19th June"."""
MISREAD_DAY = form_of(
    r"(?<![\w.,/-])(?P<day>[lI]\d|[0-3][lIO]|[lI](?=st\b)|[lI][lIO])(?: ?(?P<ordinal>st|nd|rd|th)\b)?(?: of)?"
    rf" (?P<month>{FULL_MONTH})\b(?:,? (?P<year>{_CENTURIES}))?",
    known_by=form_of(r"[lIO](?<![^\W\d_].)[\dlIO]?(?: ?(?:st|nd|rd|th))?(?: of)? [JFMASOND][a-z]"),
)
""" "2lst May", "l5 June 2019": a one or a nought that was taken for a letter."""
WEEKDAY_DAY = form_of(
    rf"\b(?P<weekday>{WEEKDAY})\.?,? (?:the )?(?P<day>[0-3]?\d) ?(?:st|nd|rd|th)\b(?! (?:of|floor|street|avenue)\b)",
    re.IGNORECASE,
    known_by=("day ", "day, ", "mon ", "tue ", "tues ", "wed ", "thu ", "thur ", "thurs ", "fri ", "sat ", "sun "),
    any_case=True,
)
""" "Tuesday 5th": of the month in which the fifth is a Tuesday."""
# The letter comes first, then what must stand before it: `re` is quick to skip to one of some letters.
_A_MONTH = form_of(
    r"[JFMASONDjfmasond](?<!\w.)"
    r"(?i:(?<=j)(?:an|un|ul)|(?<=f)eb|(?<=m)a[ry]|(?<=a)(?:pr|ug)|(?<=s)ep|(?<=o)ct|(?<=n)ov|(?<=d)ec)"
)
_A_WELSH_MONTH = form_of(one_of(WELSH_MONTHS).pattern)
_A_YEAR = form_of(r"(?:19|20)\d\d")
MONTH_DAY = Form(
    re.compile(
        rf"\b(?P<month>{MONTH})"
        rf"(?: +(?:the )?|(?=[0-3]?\d(?:, ?(?:19|20)\d\d|st|nd|rd|th)\b)|-(?=[0-3]?\d-(?:19|20)\d\d\b))"
        rf"(?P<day>[0-3]?\d)"
        rf"(?P<ordinal> ?(?:st|nd|rd|th)\b)?"
        rf"(?!(?! (?:19|20)\d\d\b) ?(?:[\d%]|:\d)|\.\d|,\d{{3}}(?!\d))\b"
        rf"(?P<more>(?:{_JOINT}[0-3]?\d(?:st|nd|rd|th)?(?!\w|:\d|%)){{0,9}})"
        rf"(?:(?:,? *|-(?=\d{{4}})|\. (?=(?:19|20)\d\d\b))(?P<year>{_YEAR}))?(?![/\d])",
        re.IGNORECASE,
    ),
    _A_MONTH,
    begins_so=True,
)
""" "May 3rd, 2019", "January 5, 6 and 13, 2023"."""
SPELT_DAY = form_of(
    rf"\b(?P<spelt>{'|'.join(sorted(ORDINALS, key=len, reverse=True)).replace('-', '[ -]')}) (?:day )?of"
    rf" (?P<month>{FULL_MONTH})\b(?:,? +(?P<year>{_YEAR}))?",
    re.IGNORECASE,
    known_by=tuple(f"of {month.lower()}" for month in FULL_MONTH.split("|")),
    any_case=True,
)
MONTHS_OF_YEARS = Form(
    re.compile(
        rf"\b(?P<first>{MONTH}) ?(?P<from>'?\d\d) ?(?:-|to) ?(?P<month>{MONTH}) ?(?P<until>'?\d\d)(?![\w'/-]|[:.,]\d)"
        rf"(?:,? *(?P<year>{_YEAR}))?",
        re.IGNORECASE,
    ),
    _A_MONTH,
    begins_so=True,
)
""" "Feb '19 - Apr '19", and without the apostrophes; "Feb 19 - Apr 19, 2018"."""
MONTHS_YEAR = Form(
    re.compile(
        rf"\b(?P<first>{MONTH})(?: ?[-/] ?| to | through )(?P<month>{MONTH}),? +(?P<year>{_YEAR})(?! -)",
        re.IGNORECASE,
    ),
    _A_MONTH,
    begins_so=True,
)
MONTH_YEAR = Form(
    re.compile(rf"\b(?P<month>{MONTH})(?:,? *(?:of )?|-)(?P<year>{_YEAR})", re.IGNORECASE), _A_MONTH, begins_so=True
)
WELSH_MONTH_YEAR = form_of(
    rf"\b(?P<month>{WELSH_MONTH}|{WELSH_MONTH.upper().replace('(?![A-Z])', '')})(?:,? *|-)(?P<year>{_YEAR})",
    known_by=_A_WELSH_MONTH,
)
MONTH_SLASH_YEAR = form_of(
    r"\b(?:by|since|until|expir(?:y|es|ed|ing)|exp\.?|ends?|ending|dated|rev(?:ision|ised)?|updated|issued|effective|version"
    r"|w\.?e\.?f|warranty)\b[.:]? (?P<month>0?[1-9]|1[0-2])/(?P<year>(?:19|20)\d\d)(?![\w/-]|[.,]\d)",
    re.IGNORECASE,
    known_by=form_of(r"\d/(?:19|20)\d\d"),
)
""" "Expires 04/2025": without such a word it numbers a minute or an application."""
MONTH_SHORT_YEAR = Form(
    re.compile(rf"\b(?P<month>{MONTH})-(?P<year>\d\d)\b(?![-/])", re.IGNORECASE), _A_MONTH, begins_so=True
)
NUMERIC = form_of(
    r"(?:(?<![\w/.,£$§-])(?<!§ )|(?<=[/.]\d\d\d\d-)|(?<=[/.]\d\d-)|(?<=[a-z],)|(?<= -)"
    r"|(?<=[a-z]{3})(?=\d\d/\d\d/\d\d))(?P<day>[0-3]?\d)(?P<mark> ?[/.-] ?)"
    r"(?P<month>[0-3]?\d)(?P=mark)(?P<year>(?:19|20)\d\d|(?<! )\d\d)(?![\w/]|-(?![0-3]?\d[/.]\d)|[.,]\d)",
    known_by=form_of(r"\d ?[/.-] ?[0-3]?\d ?[/.-] ?\d"),
)
ISO = Form(
    re.compile(
        r"(?<![\w/-])(?P<year>(?:19|20)\d\d)(?P<mark>[-/.])(?P<month>[01]\d)(?P=mark)(?P<day>[0-3]\d)"
        r"(?:(?=T\d\d:)|(?![\w/-]))"
    ),
    _A_YEAR,
    begins_so=True,
)
DAY_SLASH_MONTH = form_of(
    rf"\b(?:(?P<weekday>{WEEKDAY})\.?,?|w/[ce]:?|weeks? (?:of|beginning|commencing|ending))"
    r" (?P<day>[0-3]?\d)/(?P<month>[0-3]?\d)(?![\w/-])"
    r"|\b(?:the|of|from|at) (?P<first>[0-3]?\d)/(?P<second>[0-3]?\d)(?= (?:meeting|minutes|agenda)\b)",
    re.IGNORECASE,
    known_by=("/",),
    any_case=True,
)
"""A day and month in figures alone is a date only where a weekday or a meeting says so: "3/4" may be three quarters."""
SLASH_DAY = form_of(
    r"(?<![^ \n(])(?:(?P<cue>(?:on|from|to|until|due|since|dated|before|after) )"
    r"|(?P<done>(?:[a-z]{2,}(?:ed|'d)|sent|held|paid|met) )"
    r"|(?P<range>(?=\S+ (?:to|until|-) \d+/\d))|(?P<bracket>(?<=\()(?=\d+/\d+\)))|)"
    r"(?P<day>[0-3]?\d)/(?P<month>[0-3]?\d)(?![\w/%-]|[.,]\d)",
    re.IGNORECASE,
    known_by=form_of(r"(?<![\w/.,£$-])[0-3]?\d/[0-3]?\d(?![\w/%-])"),
)
""" "Due 12/1", "closed 24/12 to 3/1", and a cell below the head "Date"."""

YEAR_MONTH_DAY = Form(
    re.compile(
        rf"(?<![\w/.,£$-])(?P<year>(?:19|20)\d\d)[,-]? ?(?P<month>{MONTH})[ -]?(?P<day>[0-3]?\d)"
        rf"(?P<ordinal>(?:st|nd|rd|th)\b)?(?![\w/:%-]|[.,]\d|,? (?:19|20)\d\d\b)",
        re.IGNORECASE,
    ),
    _A_YEAR,
    begins_so=True,
)
""" "2024 July 1", "2019-Jun-03"."""
WELSH_MONTH_DAY = form_of(
    rf"\b(?P<month>{WELSH_MONTH}) (?P<day>[0-3]?\d)(?:af|il|ydd|ed|fed|eg|ain)?,? (?P<year>{_YEAR})",
    known_by=_A_WELSH_MONTH,
)
""" "Tachwedd 17, 2020"."""
WELSH_BARE_MONTH = form_of(rf"\b[Mm]is (?P<month>{WELSH_MONTH})", known_by=_A_WELSH_MONTH)
""" "mis Awst", the month of August: alone it may be another word."""

_QUARTER_YEAR = r"(?P<year>(?:19|20)\d\d|\d\d(?=[/-]))(?:[/-](?P<until>(?:20)?\d\d))?\b(?![/-])"
_A_QUARTER = ("q1", "q2", "q3", "q4", "quarter")
QUARTER = form_of(
    rf"\b(?:Q|Quarter ?)(?P<quarter>[1-4]),?(?: of)? +(?:FY ?)?{_QUARTER_YEAR}",
    re.IGNORECASE,
    known_by=_A_QUARTER,
    any_case=True,
)
ORDINAL_QUARTER = form_of(
    rf"\b(?P<quarter>first|second|third|fourth|1st|2nd|3rd|4th) quarter,?(?: of)?(?: the)? +{_QUARTER_YEAR}",
    re.IGNORECASE,
    known_by=("quarter",),
    any_case=True,
)
YEAR_QUARTER = form_of(
    r"(?<![\w/.,£$#-])(?P<year>(?:19|20)\d\d)(?:[/-](?P<until>(?:20)?\d\d))?,? (?:Q|Quarter ?)(?P<quarter>[1-4])\b",
    re.IGNORECASE,
    known_by=_A_QUARTER,
    any_case=True,
)
YEARS = Form(
    re.compile(
        r"(?:(?<![\w/.,£$#-])|(?<=\bFY)|(?<=\d/\d\d-))(?P<year>(?:19|20)\d\d)"
        r"(?P<mark>[/-] ?| [/-] ?(?=\d{4})| [/-](?=\d\d(?!\d))"
        r"| - (?=\d\d (?:season|budget|accounts|financial|fiscal|school|academic|municipal|programme|membership)\b))"
        r"(?P<until>(?:19|20)\d\d|\d\d|(?<=\d/)\d)(?![\w/]|-(?! |20\d\d/\d\d)|[.,]\d)"
    ),
    _A_YEAR,
    begins_so=True,
)
SHORT_YEARS = form_of(
    r"(?<![\w/.,£$#-])(?P<year>\d\d)/(?P<until>\d\d)(?![\w/%-]|[.,]\d)", known_by=("/",), any_case=True
)
FINANCIAL_SHORT = form_of(
    r"(?:(?<=\bFY)|(?<=\bFY ))(?P<year>\d\d)[/-](?P<until>\d\d)(?![\w/%-])", known_by=("fy",), any_case=True
)
BARE_MONTH = Form(
    re.compile(
        rf"\b(?P<month>{FULL_MONTH}|(?P<capitals>{FULL_MONTH.upper()})|(?P<short>Jan|Feb|Mar|Apr|Jul|Aug|Sept?|Oct|Nov|Dec))\b(?!-(?!{MONTH})\w|'(?!s\b)\w)"
    ),
    _A_MONTH,
    begins_so=True,
)
BARE_YEAR = Form(
    re.compile(
        r"(?:(?<![\w/.,£$€#'&-])|(?<=\b(?:mid|pre)-)|(?<=\b(?:post|late)-)|(?<=\bearly-)|(?<=\bFY))"
        r"(?P<year>(?:19[5-9]|20[0-4])\d)(?![\w/%]|-(?! )|[.,:]\d)"
    ),
    _A_YEAR,
    begins_so=True,
)
_SAYS_OLD = (
    r"in|since|circa|ca\.|c\.|dated|founded|established|est\.|built|rebuilt|opened|erected|enlarged|extended|restored"
    r"|consecrated|enclosed|born|b\.|dates from|dating from"
).split("|")
OLD_YEAR = Form(
    re.compile(
        "(?:"
        + "".join(rf"(?<=\b(?i:{word}) )|" for word in _SAYS_OLD)
        + r"(?<= c)|(?<= c\.)|(?P<of>(?<= of ))|(?P<the>(?<=the )))"
        r"(?P<year>1(?:[5-8]\d|9[0-4])\d)(?![\w/%-]|[.,:]\d)"
    ),
    form_of(r"1[5-9]\d\d"),
    begins_so=True,
)
""" "Built in 1862", "c. 1740": what else a number below 1950 is, nobody can say."""
LATIN_MONTH = form_of(
    r"\b(?P<day>[0-3]?\d) ?(?:st|nd|rd|th) (?P<which>inst|ult|prox)(?:ant|imo)?\b",
    re.IGNORECASE,
    known_by=(" inst", " ult", " prox"),
    any_case=True,
)
""" "The 12th inst.": of this month, the one before or the one to come."""
RELATIVE = form_of(
    r"(?:\b(?P<day>[0-3]?\d) ?(?:st|nd|rd|th) (?:of )?|(?<!the )\b)(?:(?P<which>last|next|this) "
    r"(?P<what>month|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b(?! (?:of|in)\b)"
    r"|(?P<beside>yesterday|tomorrow)\b)",
    re.IGNORECASE,
    known_by=(
        "yesterday",
        "tomorrow",
        *(f"{which} {what}" for which in ("last", "next", "this") for what in ("month", *WEEKDAYS)),
    ),
    any_case=True,
)
