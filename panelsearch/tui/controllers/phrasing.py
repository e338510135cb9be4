"""How does a language model phrase the answer on screen? Only one that the user has set, and it is said first."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from panelsearch.errors import WriterError
from panelsearch.model.answers import Answer
from panelsearch.services.library import Library
from panelsearch.tui.controllers.host import Host
from panelsearch.tui.library_access import Lane
from panelsearch.tui.rendering.wording import told
from panelsearch.tui.session import SearchSession

if TYPE_CHECKING:
    from panelsearch.answering.generation.grounding import Written


class PhrasingController:
    """Sends an answer's question and quotations to the model's address; `show` puts the sentences on screen."""

    def __init__(self, host: Host, session: SearchSession, show: Callable[[int, Answer, Written], None]) -> None:
        self._host = host
        self._session = session
        self._show = show

    def start(self) -> None:
        """Have the answer phrased, if there is one and a model is set."""
        from panelsearch.answering.generation.grounding import written
        from panelsearch.answering.generation.openai_client import Endpoint, LanguageModel

        answer, number = self._session.answer, self._session.number
        if answer is None:
            self._host.tell("Ask a question first (f2): only an answer's quotations are ever sent.")
            return
        try:
            writer = LanguageModel(Endpoint.from_environment())
        except WriterError as error:
            self._host.tell(told(error))
            return
        self._host.tell(f"text leaves this machine: the question and its quotations go to {writer.address} ...")

        def phrased(library: Library) -> Written | None:
            return written(answer, writer, library)

        def show(sentences: Written | None) -> None:
            if sentences is not None:
                self._show(number, answer, sentences)

        self._host.call(Lane.MODEL, phrased, show)
