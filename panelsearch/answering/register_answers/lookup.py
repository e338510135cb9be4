"""Does a register answer the question? Each is asked in turn, and answers where nothing but what it holds is meant."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from panelsearch.answering.base import Evidence
from panelsearch.answering.question_analysis import Question
from panelsearch.answering.register_answers.attendance import from_attendance, why_nobody
from panelsearch.answering.register_answers.front_sheets import from_front_sheets, why_no_next
from panelsearch.answering.register_answers.posts import from_posts
from panelsearch.answering.register_answers.precepts import from_precepts
from panelsearch.answering.register_answers.record import Record, asks_after, turns_round

REGISTERS: tuple[Callable[[Question, Evidence], Record | None], ...] = (
    from_attendance,
    from_posts,
    from_front_sheets,
    from_precepts,
)


def from_registers(asked: Question, evidence: Evidence) -> Record | None:
    """The answer of the first register that has one, with the page that it stands on."""
    registers = () if turns_round(asked) else (from_front_sheets,) if asks_after(asked) else REGISTERS
    record = next((record for ask in registers if (record := ask(asked, evidence)) is not None), None)
    if record is None:
        return None
    page = evidence.page(record.source.document, record.answer.page)
    return replace(record, source=replace(record.source, page=page.number, page_label=page.label))


def why_silent(asked: Question, evidence: Evidence) -> str:
    """Why nothing but a register could answer and none does; "" where other words of the papers may."""
    if turns_round(asked):
        return ""
    nobody = "" if asks_after(asked) else why_nobody(asked, evidence)
    return nobody or why_no_next(asked, evidence)
