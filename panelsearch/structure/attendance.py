"""Who came and who sent apologies? The lists of the first meeting in a paper, each of its people on one of three."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from panelsearch.gazetteers.loader import any_word, pattern, words
from panelsearch.model.meetings import Attendance, Attendee
from panelsearch.model.pages import Page
from panelsearch.model.spans import Span
from panelsearch.structure.attendance_entries import Entry, entries, first_entry
from panelsearch.structure.attendance_sentences import SENTENCE_RULES, came_late, gave_apologies, presided
from panelsearch.structure.attendance_sheet import Sheet
from panelsearch.structure.attendance_tables import tables
from panelsearch.structure.attendance_zones import (
    TITLE_LENGTH,
    ListKind,
    Zone,
    cued_zones,
    may_list_members,
    untitled_zones,
)
from panelsearch.structure.attendee_names import gives_a_seat, is_clerkly, is_visiting_member
from panelsearch.structure.roles import is_matter, office
from panelsearch.structure.roster import spells
from panelsearch.text.document_cache import once_a_page
from panelsearch.text.person_names import PersonName
from panelsearch.text.required_words import small_letters
from panelsearch.text.rule_engine import OPEN, Fence

_ANY_CUE = re.compile(pattern("cues.any"))
"""What a page, in small letters, holds that lists anybody as present."""
_MEMBERS_AT_LEAST = 3
_PAGES_BEHIND = 4
_SAME_MEETING, _LISTS_TOGETHER = 1500, 2500
"""Letters behind the first list of those present: another such list is another meeting's, others still belong to it."""
_SAME_ITEM = 250
"""How far behind a list of apologies another may begin: "Apologies were noted too from County Cllr Ash"."""
_SAID_THERE = re.compile(r",?\s*\b(?:present|attended|in\s+attendance|yes)$", re.I)
_SAID_AWAY = re.compile(
    r",?\s*\b(?:apologised|apologized|apolog(?:ies|y)(?:\s+(?:given|received|sent))?|absent|not\s+present|regrets|excused)$",
    re.I,
)
"""What the column of a table says of somebody listed: there, or not."""
_TITLE = any_word("titles.seat", "titles.before_any_name")
_TITLE_BEHIND = re.compile(rf"(?<=chair|irman|erson|mayor)(?:\s+{_TITLE}(?!\w))+", re.I)
_ONLY_TITLES = re.compile(
    rf"(?:the\s+)?(?:(?:parish|town|community)\s+)?(?:(?:cllr[’']?s?\.?|{_TITLE})\s*)+|{pattern('titles.plural_label')}",
    re.I,
)
_INITIALS = re.compile(r"(?:(?:Mc|Mac)?[A-Z]\.?){2,5}(?:Mc)?|[A-Z]Mc")
_TITLED_INITIALS = re.compile(rf"^{any_word('titles.seat')}\s+(?=[A-Z]{{2,4}}$)", re.I)
_ASIDE = re.compile(r"\s*(?:[,;/]|(?<=\b[A-Z]{2})[-–](?=[A-Z][a-z])|\s[-–—]\s|[-–—](?=\s)|(?<=\w)\s[-–—](?=\w))\s*")
_SAID_ALSO = re.compile(r"\s+also\s+(?:attended|came)\b", re.I)
_ALSO = re.compile(r"\W*(?:\d[\d.]*\W+)?(?:also|others?)\b", re.I)
_STAFF = re.compile(rf"\b{pattern('posts.beside_members')}\b", re.I)
_SAYS_MEMBERS = re.compile(rf"\W*(?:\d[\d.]*\W+)?{pattern('cues.who')}\b", re.I)
_OF_THE_POLICE = words("titles.police")


def find_attendance(pages: Sequence[Page], fence: Fence = OPEN) -> Attendance:
    """The attendance of the first meeting whose list of those present stands in the document."""
    opening = next((i for i, page in enumerate(pages) if opens_minutes(page, fence)), None)
    if (
        opening is None
    ):  # nothing heads a list of those present: whoever is named stands on the first pages, if anywhere
        return _Lists(Sheet(pages[:_PAGES_BEHIND]), fence).read() if pages else Attendance()
    return _Lists(Sheet(pages[opening : opening + _PAGES_BEHIND]), fence).read()


@once_a_page
def opens_minutes(page: Page, fence: Fence = OPEN) -> bool:
    """Whether a list of those present stands on the page, as at the head of minutes."""
    if not _ANY_CUE.search(small_letters(page.text)) and not may_list_members(page.text[:TITLE_LENGTH]):
        return False
    sheet, fence = Sheet((page,)), fence.uncounted()
    return any(
        zone.kind is ListKind.PRESENT and fence.ask(first_entry, None, sheet, zone) is not None
        for zone in _zones(sheet, fence)
    )


def _zones(sheet: Sheet, fence: Fence) -> list[Zone]:
    """Every list of the pages in order, those of tables included; at least one of those present, if any is."""
    set_in_tables = tables(sheet, fence)
    zones = [zone for table in set_in_tables for zone in table.zones]
    for zone in cued_zones(sheet, fence):
        if any(table.at.start <= zone.start <= table.at.end for table in set_in_tables):
            continue
        upto = min((t.at.start for t in set_in_tables if t.at.start > zone.start), default=len(sheet.text))
        pieces = tuple(Span(piece.start, max(piece.start, min(piece.end, upto))) for piece in zone.pieces)
        zones.append(replace(zone, pieces=pieces))
    zones.sort(key=lambda zone: zone.begins)
    if any(zone.kind is ListKind.PRESENT and first_of(sheet, zone, fence) for zone in zones):
        return zones
    for zone in untitled_zones(sheet, zones, fence):
        if len(fence.each(entries, sheet, zone)) >= _MEMBERS_AT_LEAST:
            return [zone, *zones]
    return _of_members(sheet, zones, fence)


def first_of(sheet: Sheet, zone: Zone, fence: Fence) -> Entry | None:
    """The first entry of a list; the rest is not read."""
    return fence.ask(first_entry, None, sheet, zone)


def _of_members(sheet: Sheet, zones: Sequence[Zone], fence: Fence) -> list[Zone]:
    """The lists, where none says who was present: members are then listed as in attendance."""
    found: list[Zone] = []
    for zone in zones:
        first = first_of(sheet, zone, fence) if zone.kind is ListKind.IN_ATTENDANCE else None
        chairs = first is not None and any(re.search(r"\bchair", one.of(sheet.text), re.I) for one in first.role)
        listed = any(one.kind is ListKind.PRESENT for one in found)
        only = zone.rule == "attendance.in_attendance" and not listed
        plainly = (
            re.match(
                r"\W*(?:\d[\d.]*\W+)?(?:(?:those\s+)?in\s+attendance|attending|attended\s+by)\b",
                sheet.text[zone.begins : zone.start],
                re.I,
            )
            is not None
        )
        seated = first is not None and (gives_a_seat(first.person.title) or first.person.plural_title)
        others = listed and _ALSO.match(sheet.text, zone.begins) is not None
        present = first is not None and not others and (seated or chairs or (only and plainly))
        found.append(replace(zone, kind=ListKind.PRESENT) if present else zone)
    return found


_ELECTION = re.compile(
    r"\b(?:(?:was|were)\s+(?:\w+ly\s+)?(?:(?:re-?)?elected|appointed|nominated|proposed)|elections?\s+of|appointments)\b",
    re.I,
)
_EXECUTIVE = re.compile(
    r"\bchief\s+(?:\w+\s+){0,2}(?:officer|executive|nurse)\b|\b(?:medical|nursing|executive|finance)\s+director\b", re.I
)
"""Officers who have a seat on the boards of trusts and authorities."""


class _Lists:
    """Collects the three lists of one meeting."""

    def __init__(self, sheet: Sheet, fence: Fence) -> None:
        self._sheet = sheet
        self._fence = fence
        self._taken: dict[ListKind, list[Attendee]] = {kind: [] for kind in ListKind}
        self._ends: dict[ListKind, int] = {}
        """Where on the sheet the last of each list stands."""
        self._others_apart = False
        self._others_listed = False
        """Whether those in attendance have a list of their own, under its heading."""

    def read(self) -> Attendance:
        """The three lists, nobody twice in one of them."""
        self._take_cued()
        for by in SENTENCE_RULES:
            known = {kind for kind, taken in self._taken.items() if taken and by is not gave_apologies}
            for kind, span in self._fence.each(by, self._sheet):
                if not self._taken[kind] or (kind not in known and self._goes_on(kind, span)):
                    self._take(Zone(kind, (span,), by.name, span.start))
        self._take_left_out()
        away = self._taken[ListKind.APOLOGIES] or self._taken[ListKind.ABSENT]
        present = tuple(_once(self._taken[ListKind.PRESENT]))
        seats = {one.name.casefold() for one in present}
        others = _once([*self._taken[ListKind.IN_ATTENDANCE], *self._taken[ListKind.PUBLIC]])
        return Attendance(present, tuple(one for one in others if one.name.casefold() not in seats), tuple(_once(away)))

    def _goes_on(self, kind: ListKind, span: Span) -> bool:
        """Whether a sentence stands close behind the list that it adds somebody to."""
        return 0 <= span.start - self._ends.get(kind, span.end) < _SAME_ITEM

    def _take_left_out(self) -> None:
        """Whoever called the meeting to order, or came to it late, was there, though the list leaves them out."""
        present = self._taken[ListKind.PRESENT]
        if not present:
            return
        listed = {one.name.split()[-1] for of in self._taken.values() for one in of}
        for by in (presided, came_late):
            for span in self._fence.each(by, self._sheet):
                zone = Zone(ListKind.PRESENT, (span,), by.name, span.start)
                entry = first_of(self._sheet, zone, self._fence)
                named = entry.person.called(self._sheet.text).split() if entry is not None else []
                alone = entry is not None and (entry.person.titled or all(" " not in one.name for one in present))
                if (len(named) > 1 or (named and alone)) and named[-1] not in listed:
                    self._take(zone)

    def _take_cued(self) -> None:
        """The lists behind cues, up to where another meeting's begins."""
        zones = _zones(self._sheet, self._fence)
        self._others_apart = any(
            (zone.kind is ListKind.IN_ATTENDANCE and self._is_apart(zone))
            or (zone.kind is ListKind.PUBLIC and zone.rule == "attendance.side_by_side")
            for zone in zones
        )  # fmt: skip
        self._others_listed = any(
            zone.kind is ListKind.IN_ATTENDANCE
            and self._sheet.text[zone.begins : zone.start].rstrip(" ").endswith("\n")
            for zone in zones
        )
        first_present: int | None = None
        begun = 0
        for zone in zones:
            kind, start = zone.kind, zone.start
            if kind is ListKind.OVER:
                continue
            if kind is ListKind.PRESENT:
                if (
                    self._taken[ListKind.PRESENT]
                    and first_present is not None
                    and start - first_present > _SAME_MEETING
                ):
                    break
                first_present = start if first_present is None else first_present
            elif (
                kind in (ListKind.APOLOGIES, ListKind.ABSENT) and self._taken[kind] and start - begun > _SAME_ITEM
            ) or (
                kind in (ListKind.IN_ATTENDANCE, ListKind.PUBLIC)
                and first_present is not None
                and (start - first_present > _LISTS_TOGETHER or self._tells_of_an_election(zone))
            ):
                continue
            begun = start if kind in (ListKind.APOLOGIES, ListKind.ABSENT) else begun
            self._take(zone)

    def _tells_of_an_election(self, zone: Zone) -> bool:
        """Whether a post that heads a list is one that was filled: "Secretary – Ann Ash" below "were elected"."""
        before = self._sheet.text[max(0, zone.begins - _SAME_ITEM) : zone.begins]
        return zone.rule == "attendance.staff" and _ELECTION.search(before) is not None

    def _is_apart(self, zone: Zone) -> bool:
        """Whether the list of those in attendance has a heading of its own, in a column or on a line."""
        cue = self._sheet.text[zone.begins : zone.start]
        return zone.rule == "attendance.side_by_side" or (cue.isupper() and cue.rstrip(" ").endswith("\n"))

    def _take(self, zone: Zone) -> None:
        kind = zone.kind
        told = tuple(self._taken[kind]) if kind in (ListKind.APOLOGIES, ListKind.ABSENT) else ()
        seats = staff = False
        for entry in self._fence.each(entries, self._sheet, zone):
            at = self._sheet.place(entry.person.at)
            if at is None:
                continue
            name = entry.person.called(self._sheet.text)
            if any(one.name.split()[-1] == name or _is_short_for(name, one.name) for one in told):
                continue  # the surname alone, or with an initial, of somebody whom an earlier list has
            if kind in (ListKind.IN_ATTENDANCE, ListKind.PUBLIC) and not entry.person.title and is_matter(name):
                continue
            role, initials = self._role(entry, name)
            to = self._list_of(entry, role, zone)
            seat = gives_a_seat(entry.person.title) or entry.person.plural_title
            if kind is ListKind.PRESENT and staff and seats and entry.person.title and not seat:
                to = ListKind.IN_ATTENDANCE  # "Cllrs Ash and Birch, Mrs Elm (Clerk), Mr Rowan"
            if kind is ListKind.PRESENT and seats and not seat and _STAFF.search(entry.person.prefix):
                to = ListKind.IN_ATTENDANCE  # "Commissioners Ash and Birch, Manager Ann Elm"
            seats = seats or seat
            staff = staff or (to is not kind and (is_clerkly(entry.person.prefix) or is_clerkly(role)))
            if kind is ListKind.PRESENT and _SAID_ALSO.match(self._sheet.text, entry.person.at.end):
                to = ListKind.IN_ATTENDANCE  # "Ann Ash also attended the meeting"
            if away := _SAID_AWAY.search(role):
                to, role = ListKind.ABSENT if kind is ListKind.ABSENT else ListKind.APOLOGIES, role[: away.start()]
            role = office(_SAID_THERE.sub("", role).rstrip(" –—-"))
            self._taken[to].append(Attendee(name, at, role, initials, zone.rule))
            self._ends[to] = entry.person.at.end

    def _list_of(self, entry: Entry, role: str, zone: Zone) -> ListKind:
        """Which list somebody is on: staff, guests and members of other councils attend, however they are listed.

        Where the paper sets those in attendance apart, and in a roll of members, those present are whom it says.
        """
        kind = zone.kind
        if kind is not ListKind.PRESENT or zone.rule == "attendance.roll_table":
            return kind
        visits = (
            is_visiting_member(entry.person.prefix)
            or (is_visiting_member(role) and len(role.split()) == 2)
            or entry.person.title in _OF_THE_POLICE
        )
        staff = is_clerkly(entry.person.prefix) or is_clerkly(role)
        if self._others_listed and _EXECUTIVE.search(f"{entry.person.prefix} {role}"):
            staff = False  # of a board: those in attendance are on a list of their own
        if zone.is_roll(self._sheet.text) and " " not in entry.person.called(self._sheet.text):
            staff = False  # "Roll call: Trustee Ash, Clerk Birch": the clerk answers as a member
        attends = entry.guest or (not self._others_apart and (visits or (staff and not self._of_members(zone))))
        return ListKind.IN_ATTENDANCE if attends else kind

    def _of_members(self, zone: Zone) -> bool:
        """Whether the words before a list say that all on it are members: "Board members present:"."""
        return _SAYS_MEMBERS.match(self._sheet.text, zone.begins, zone.start) is not None

    def _role(self, entry: Entry, name: str) -> tuple[str, str]:
        """What is said of somebody beside the name, and the initials that are defined for it."""
        initials = ""
        said: list[Span] = []
        for span in entry.role:
            told = " ".join(span.of(self._sheet.text).split()).strip(" ()[],;:.–—-")
            told = _TITLED_INITIALS.sub("", told)
            parts = [part.strip(" .") for part in _ASIDE.split(told)]
            letters = [part for part in parts if _INITIALS.fullmatch(part) and spells(part, name)]
            if not initials and letters and told != letters[0]:
                initials = letters[0]
                at = self._sheet.text.find(initials, span.start, span.end)
                sides = (Span(span.start, at), Span(at + len(initials), span.end)) if at >= 0 else (span,)
                said += [side for side in sides if re.search(r"\w", side.of(self._sheet.text))]
            elif not initials and letters:
                initials = letters[0]
            elif told:
                said.append(span)
        parts = []
        for spans in (
            [span for span in said if span.end <= entry.person.at.start],
            [span for span in said if span.end > entry.person.at.start],
        ):
            if spans:
                whole = Span(spans[0].start, max(span.end for span in spans)).of(self._sheet.text)
                parts.append(" ".join(whole.split()).strip(" ()[],;:.–—-"))
        lead = entry.person.prefix.strip(" ,:;.–—-")
        if lead and entry.person.title != lead.strip(".").casefold() and not _ONLY_TITLES.fullmatch(lead):
            parts.insert(0, " ".join(lead.split()))
        return _TITLE_BEHIND.sub("", ", ".join(parts)), initials


def _is_short_for(name: str, full: str) -> bool:
    """Whether a name gives only initials where the other, of the same person as far as they tell, is written out."""
    return len(name.split()[0].rstrip(".")) == 1 and PersonName.of(name).may_be(PersonName.of(full))


def _once(people: Sequence[Attendee]) -> Iterator[Attendee]:
    seen: set[str] = set()
    for person in people:
        if person.name.casefold() not in seen:
            seen.add(person.name.casefold())
            yield person
