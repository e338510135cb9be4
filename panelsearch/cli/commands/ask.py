"""panelsearch ask: an answer that is a quotation, or why there is none."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from panelsearch.cli.arguments import lines_of, said
from panelsearch.cli.commands.base import Command, found, library_of, show
from panelsearch.cli.output_json import Json, hit, quotation
from panelsearch.cli.output_text import NOTHING_INDEXED, indented, printable
from panelsearch.errors import UsageError, WriterError
from panelsearch.model.answers import Answer, AnswerOutcome
from panelsearch.retrieval.citations import citation

if TYPE_CHECKING:
    from panelsearch.answering.generation.grounding import Written
    from panelsearch.answering.generation.openai_client import LanguageModel
    from panelsearch.answering.generation.reading import ModelReading
    from panelsearch.services.library import Library

_Said = TypeVar("_Said")


def _arguments(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("question", nargs="*", metavar="QUESTION")
    add("-f", "--file", type=Path, metavar="FILE", help="ask every line of a file (- for standard input)")
    add(
        "--write", action="store_true",
        help="let the language model set in PANELSEARCH_WRITER_URL phrase the answer too: its quotations leave this"
        " machine for that address",
    )  # fmt: skip
    add(
        "--read", action="store_true",
        help="let that language model read the best passages too, and show the words it points at where they stand and"
        " fit: those passages leave this machine for its address",
    )  # fmt: skip


def _run(options: argparse.Namespace) -> int:
    question = " ".join(options.question)
    with library_of(options) as library:
        return _many(options, question, library) if options.file is not None else _one(options, said(question), library)


def _many(options: argparse.Namespace, question: str, library: Library) -> int:
    if question:
        raise UsageError("Ask a question or a file of questions, not both.", "See panelsearch ask --help.")
    if options.write or options.read:
        raise UsageError("A language model is asked one question at a time.", "Leave out --file, or --write, --read.")
    answers = [library.ask(line) for line in lines_of(options.file).values()]
    show(
        options, {"answers": [_json(one) for one in answers]},
        lambda: "\n\n".join(f"? {printable(one.question)}\n\n{_text(one)}" for one in answers),
    )  # fmt: skip
    return found(any(one.outcome is AnswerOutcome.ANSWERED for one in answers))


def _one(options: argparse.Namespace, question: str, library: Library) -> int:
    if not (options.write or options.read):
        answer = library.ask(question)
        show(options, _json(answer), lambda: _text(answer))
        return found(answer.outcome is AnswerOutcome.ANSWERED)
    model = _model()
    answer = library.ask(question)
    phrased = reading = None
    if options.write:
        phrased = _told_first("the quotations", model, lambda: _written(answer, model, library))
    if options.read:
        reading = _told_first("the best passages", model, lambda: _read(answer, model, library))
    show(
        options,
        {**_json(answer), **_phrased_json(phrased), **_reading_json(reading)},
        lambda: _text(answer) + _phrased_text(phrased) + _reading_text(reading),
    )
    return found(answer.outcome is AnswerOutcome.ANSWERED)


def _model() -> LanguageModel:
    """The user's own. WriterError where none is set."""
    from panelsearch.answering.generation.openai_client import Endpoint, LanguageModel

    return LanguageModel(Endpoint.from_environment())


def _told_first(sent: str, model: LanguageModel, ask: Callable[[], _Said]) -> _Said | None:
    """What the model says, after the user was told what leaves the machine; a failure is told, the answer stays."""
    print(f"Sending the question and {sent} to {model.address}.", file=sys.stderr)
    try:
        return ask()
    except WriterError as error:
        print(f"panelsearch: {error.message} {error.hint}", file=sys.stderr)
        return None


def _written(answer: Answer, model: LanguageModel, library: Library) -> Written | None:
    from panelsearch.answering.generation.grounding import written

    return written(answer, model, library)


def _read(answer: Answer, model: LanguageModel, library: Library) -> ModelReading:
    from panelsearch.answering.generation.reading import read_by_model

    return read_by_model(answer.question, model, library.evidence)


def _json(given: Answer) -> Json:
    """An answer with its quotations, or which silence."""
    return {
        "question": given.question, "outcome": given.outcome, "answer": given.answer,
        "confidence": round(given.confidence, 3), "explanation": given.explanation,
        "understood": given.understood, "citations": [quotation(c) for c in given.citations],
        "alternatives": [
            {"answer": a.answer, "confidence": round(a.confidence, 3), "citation": quotation(a.citation)}
            for a in given.alternatives
        ],
        "nearest": [hit(h) for h in given.nearest],
    }  # fmt: skip


def _phrased_json(phrased: Written | None) -> Json:
    """What a language model made of the answer's quotations, beside the answer; nothing where none was asked."""
    if phrased is None:
        return {}
    sentences = [{"text": s.text, "citation": quotation(s.citation)} for s in phrased.sentences]
    return {"written": {"sentences": sentences, "dropped": phrased.dropped, "by": phrased.address}}


def _reading_json(reading: ModelReading | None) -> Json:
    """What a language model pointed at, beside the answer; nothing where none was asked."""
    if reading is None:
        return {}
    return {
        "read": {
            "outcome": reading.outcome, "answer": reading.answer, "reason": reading.reason, "by": reading.address,
            "citation": quotation(reading.citation) if reading.citation else None,
        }
    }  # fmt: skip


def _text(given: Answer) -> str:
    """The answer, its quotation and place, how it was understood; or which silence, and the nearest passages."""
    understood = f"Understood as a question for {printable(', '.join(given.understood))}." if given.understood else ""
    if given.outcome is AnswerOutcome.ANSWERED:
        lines = [printable(given.answer or ""), ""]
        for quoted in given.citations:
            lines += [indented(f"“{quoted.quote}”"), f"  {printable(citation(quoted.source, quoted.at))}", ""]
        lines += [f"Confidence {given.confidence:.0%}. {understood}".rstrip(), ""]
        if given.alternatives:
            lines += ["Other meetings answer otherwise, the latest first:", ""]
        for other in given.alternatives:
            when = other.citation.source.held or "no date found"
            lines += [f"  {when}: {printable(' '.join(other.answer.split()))} ({other.confidence:.0%})"]
            lines += [f"    {printable(citation(other.citation.source, other.citation.at))}"]
        return "\n".join(lines).rstrip()
    silence = {
        AnswerOutcome.EMPTY_INDEX: NOTHING_INDEXED,
        AnswerOutcome.NOTHING_FOUND: "Nothing in the library is about this.",
        AnswerOutcome.NOT_ANSWERED: "The papers do not answer this, as far as can be told.",
    }[given.outcome]
    lines = [
        silence,
        *([printable(given.explanation)] if given.explanation else []),
        *([understood] if understood else []),
    ]
    if given.nearest:
        lines.append("The nearest passages:")
        for hit in given.nearest[:3]:
            lines += ["", f"  {printable(citation(hit.source, hit.at))}", indented(hit.text, "    ")]
    return "\n".join(lines)


def _phrased_text(phrased: Written | None) -> str:
    """What a language model made of the quotations, each sentence with its own; after the answer, never instead."""
    if phrased is None:
        return ""
    lines = ["", "", f"Phrased by {printable(phrased.address)}, from the quotations above:"]
    for sentence in phrased.sentences:
        quoted = " ".join(sentence.citation.quote.split())
        lines += ["", f"  {printable(sentence.text)}", f"    “{printable(quoted)}”"]
        lines += [f"    {printable(citation(sentence.citation.source, sentence.citation.at))}"]
    if phrased.dropped:
        lines += ["", f"  {phrased.dropped} more left out: no quotation bears them out."]
    return "\n".join(lines)


def _reading_text(reading: ModelReading | None) -> str:
    """What a language model pointed at, with its quotation, or why nothing is shown; never instead of the answer."""
    if reading is None:
        return ""
    lines = ["", "", f"Read by {printable(reading.address)}:", ""]
    if reading.citation is None:
        return "\n".join([*lines, f"  Nothing is taken from it. {printable(reading.reason)}"])
    quoted = " ".join(reading.citation.quote.split())
    return "\n".join([
        *lines,
        f"  {printable(' '.join((reading.answer or '').split()))}",
        f"    “{printable(quoted)}”",
        f"    {printable(citation(reading.citation.source, reading.citation.at))}",
    ])  # fmt: skip


COMMAND = Command("ask", _arguments, _run)
