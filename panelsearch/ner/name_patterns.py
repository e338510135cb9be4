"""What does a person's name look like in print? The shapes of names and of the titles before them."""

from __future__ import annotations

import re

SURNAME_PREFIX = (
    r"(?:(?:[Dd]e(?:[nr]|l|s)?(?: [Ll]a)?|[Vv]an(?: [Dd]e[nr]?)?|[Vv]on(?: der)?|[Aa]p|[Aa]b|[Ff]erch|[Ll]e|[Ll]a|[Dd]u"
    r"|[Dd]i|[Dd]a|[Tt]er|[Ee]l|[Aa]l|St\.?|Ó|Ní|Uí|Nic|Mac|Mc) )"
)
WORD = (
    r"(?:(?:O'|D'|Mc|Mac|Nic|Fitz)?[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿŵŷłńśźżčšžğış]+(?:[A-Z][a-zà-öø-ÿ]+)?"
    r"(?:-\x1f?(?:O'|Mc)?[A-Za-zÀ-ÖØ-Þ][a-zà-öø-ÿ]+)*)"
)
CAPITALS = r"(?:(?:O'|D'|MC|MAC)?[A-ZÀ-ÖØ-Þ]{2,}(?:-[A-ZÀ-ÖØ-Þ]{2,})*)"
INITIALS = r"(?:[A-Z](?:\. ?| )(?:(?:[A-Z]|St|Wm)(?:\. ?| )){0,3}|[A-Z]{2,3} (?=[A-Z]['a-z]))"
GAP = r" {1,2}"
NAME = (
    rf"(?:{INITIALS} {{0,2}}{SURNAME_PREFIX}?{WORD}"
    rf"|{SURNAME_PREFIX}?{WORD}(?:{GAP}(?:[A-Z]\.? ){{1,3}} ?)?{SURNAME_PREFIX}?"
    rf"(?:{GAP}{SURNAME_PREFIX}?{WORD}){{0,3}}"
    rf"|(?:[A-Z]\.? ){{0,3}}{CAPITALS}(?: {CAPITALS}){{0,2}})"
)
# "Bailie Harkett" is no full name: nobody's given name is a title.
NO_TITLE = (
    r"(?!(?:Bailie|Provost|Convener|Lord|Lady|Baroness|Alderm[ae]n|Canon|Father|Rev(?:d|erend)?|Trustee)\.? [A-Z])"
)
# A name written out: at least a given name or initials before the surname.
FULL_NAME = (
    rf"{NO_TITLE}(?:(?:{INITIALS}|{WORD} (?:[A-Z]\.? ){{0,4}}(?:{WORD} )?){SURNAME_PREFIX}?{WORD}"
    rf"|(?:[A-Z]\.? |{CAPITALS} ){{1,4}}{CAPITALS})"
)
# Ranks and offices that are only ever followed by a name, and words that are titles before some names only.
RANKS = (
    r"(?:Deputy |Assistant |Temporary |Acting |T/|Former ){0,4}(?:Chief Constable|Commander)"
    r"|(?:Chief |Temporary |Detective |Det\.? |Ch\.? |T/){0,4}"
    r"(?:Superintendent|Supt|Inspector|Insp|Sergeant|Sgt|Constable)"
    r"|[AD]?CFO|PCSO(?: \d{2,6})?|WPC|PC(?: \d{2,6})?|PS|DCI|DI|ACC|DCC|Special Constable"
    r"|Colonel|Col|Major|Captain|Capt|Lt Col|Lt|Lieutenant|Brigadier|Wing Commander|Squadron Leader"
)
COUNCILLORS = (
    r"(?:County |Borough |District |City |Town |Parish |Community |Ward |Unitary |Deputy |Honorary )?"
    r"(?:Councill?ors?|Councilmembers?|Cllr'?s?|Clr|Cllrs|Clrs|COUNCILLORS?|CLLRS?|Coun|Alderm[ae]n|Ald|Bailie)"
    r"|(?:Y )?Cynghorw?ydd|Cyng|Council(?:man|woman|person)|Trustees?|Select(?:man|woman)|Alderwoman"
)
TITLES = (
    rf"{COUNCILLORS}|(?:Lord |Lady )(?:Mayor(?:ess)?|Provost)|Messrs|Mr|Mrs|Ms|Miss|Mx|Dr|Prof(?:essor)?|Sir|Dame"
    r"|Lord|Lady|Baroness|Baron|Viscount"
    r"|(?:The )?(?:Rt\.? Hon\.?|Right Hon(?:ourable)?\.?)|Hon|Rev(?:d|erend)?|Canon|Father|Fr|Archdeacon"
    rf"|{RANKS}|(?:Deputy )?(?:Mayor(?:ess)?|Provost)|Convener|Reeve|Judge"
    r"|(?:Police and Crime |Deputy )?Commissioner|(?:Deputy )?PCC|Supervisor|President|MR|MRS|MS|MISS|DR|SIR"
)
# What a thing's name ends like, and a surname only after a given name: "Evans Travelling", "Hughes Engineering".
THING = re.compile(r"(?:tion|ment|ance|ness|ity|tive|ery|logy|ship|ware|ures?)s?$")
