"""By which signs does a page name people? One rule a sign: titles, posts, given names, initials, the roster.

A rule is given the page as prepared (`PersonPage`) and proposes stretches of it. What speaks against a proposal is a
rule too, a veto: "Stanley Street" is no Stanley.
"""

from __future__ import annotations

from panelsearch.ner.people_by_document import first_name, letters, roster, surname
from panelsearch.ner.people_by_given_name import given_name, initialled
from panelsearch.ner.people_by_post import after_post, before_post, defining_initials, stacked
from panelsearch.ner.people_by_title import couple, honoured, indexed, joint, roll, titled
from panelsearch.ner.person_page import PersonRule

BY_TITLE: tuple[PersonRule, ...] = (titled, couple, joint, honoured, roll, indexed, given_name, initialled)
BY_POST: tuple[PersonRule, ...] = (after_post, defining_initials, stacked, before_post)
BY_DOCUMENT: tuple[PersonRule, ...] = (roster, surname, letters, first_name)
