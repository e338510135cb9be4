"""In how many keys are twelve things done that people come for? Each in a real terminal, over the sample papers.

What is counted are the keys beside the words typed. A task is done when what it asks for stands on the screen, in the
clipboard or in a file: all of it, and not as it stood before.
"""

from __future__ import annotations

import csv
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from bench.figures import OURS, Figure
from bench.terminal import Terminal

ROOT = Path(__file__).resolve().parents[1]
MOST = 12
_SIZE = (120, 40)
_CITED = "Nether Alderby Parish Council, 14 May 2024, item 4/24 Withy Brook footbridge, "
_WORDS_CITED = "Resolved: to offer £5,000 from reserves"


def find_and_cite(terminal: Terminal, folder: Path) -> None:
    """Find what was said on a matter, and copy it with its citation."""
    terminal.type("footbridge reserves")
    terminal.press("enter")
    terminal.until("Results 1 of")
    terminal.press("y")
    terminal.until("Copied")
    assert _WORDS_CITED in terminal.copied, terminal.copied
    assert _CITED in terminal.copied, terminal.copied
    assert "annual-meeting-minutes.pdf, PDF p. 1 (printed 1)" in terminal.copied, terminal.copied


def decision_and_mover(terminal: Terminal, folder: Path) -> None:
    """The decision on a matter and who moved it, then the next one."""
    terminal.type("footbridge")
    terminal.press("f3")
    terminal.until("moved by Owen Garside, seconded by Harjit Sandhu")
    terminal.until("Cabinet be recommended to approve the repair of Withy Brook footbridge at a cost")
    terminal.press("down")
    terminal.until("moved by S Fenwick, seconded by B Pryce")
    terminal.until(_WORDS_CITED)


def basket_of_five(terminal: Terminal, folder: Path) -> None:
    """Put five passages of three meetings aside under two queries, note one, export them."""
    terminal.type("footbridge")
    terminal.press("enter", "space", "space")
    terminal.until("basket 2")
    terminal.press("/")
    terminal.type("toy library")
    terminal.press("enter", "space", "space", "n")
    terminal.type("ask for the accounts")
    terminal.press("enter")
    terminal.until("basket 5")
    terminal.press("e", "enter")
    terminal.until("5 passages written to")
    with (folder / "passages.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 5
    assert len({row["meeting_date"] for row in rows}) >= 3
    assert [row["note"] for row in rows if row["note"]] == ["ask for the accounts"]


def page_printed_14(terminal: Terminal, folder: Path) -> None:
    """Open the page that is printed as 14."""
    terminal.type("kind:pack date:2023-06-20 precept")
    terminal.press("enter")
    terminal.until("Results 1 of")
    terminal.press("enter", "p")
    terminal.type("14")
    terminal.press("enter")
    terminal.until(lambda screen: "(printed 14)" in screen and "Which page" not in screen)
    terminal.until("severnmoor-pcp/2023-06-20-agenda-pack.pdf")


def word_in_the_page(terminal: Terminal, folder: Path) -> None:
    """Find a word in the open page."""
    terminal.type("footbridge reserves")
    terminal.press("enter")
    terminal.until("Results 1 of")
    terminal.press("enter", "/")
    terminal.type("Wrona")
    terminal.press("enter")
    terminal.until(lambda screen: bool(re.search(r"“?Wrona”?\D+\d+ of \d+", screen)) or "in the paper" in screen)
    terminal.until("Wrona")


def ask_and_follow(terminal: Terminal, folder: Path) -> None:
    """Ask, and follow the citation to its page."""
    terminal.type("Who was elected chairman in 2024?")
    terminal.press("enter")
    terminal.until("“Resolved: that Cllr Blessing Nnamdi be elected")
    terminal.press("enter")
    terminal.until("match 1 of 1 · nether-alderby-pc/2024-05-14-annual-meeting-minutes.pdf")
    terminal.until("Resolved: that Cllr Blessing Nnamdi be elected Chairman for the year 2024/25.")


def refused_in_a_year(terminal: Terminal, folder: Path) -> None:
    """All decisions of a year that were refused."""
    terminal.type("outcome:refused date:2024")
    terminal.press("f3")
    screen = terminal.until("2 decisions for outcome:refused date:2024")
    rows = re.findall(r"^ (\d{4})-\d\d-\d\d (\w+) ", screen, re.MULTILINE)
    assert rows == [("2024", "refused")] * 2, screen


def missed_most(terminal: Terminal, folder: Path) -> None:
    """Who missed most meetings."""
    terminal.press("f6")
    terminal.until("Attendance at 15 meetings")
    terminal.press("s")
    screen = terminal.until(lambda screen: "who missed most first" in screen and "reading ..." not in screen)
    first = re.search(r"^ person .*\n (.*)$", screen, re.MULTILINE)
    assert first is not None, screen
    assert first[1].startswith("Hamish Drummond-Kerr"), screen


def new_for_a_saved_search(terminal: Terminal, folder: Path) -> None:
    """What is new for a saved search, once a paper has come."""
    terminal.type("playground")
    terminal.press("enter")
    terminal.until("Results 1 of")
    terminal.press("ctrl+s")
    terminal.type("play")
    terminal.press("enter")
    terminal.until("play")
    _write_paper(folder / "papers" / "new.pdf", "A new slide for the playground was asked for by eleven children.")
    terminal.press("f4", "enter")
    terminal.until("Done in")
    terminal.press("ctrl+o")
    terminal.until("1 new")
    terminal.press("n")
    terminal.until("1 passage for play in papers that came in since")
    terminal.until("Results 1 of 1─")
    terminal.until("─new.pdf · p. 1")


def index_while_searching(terminal: Terminal, folder: Path) -> None:
    """Index another folder while searching."""
    for number in range(40):
        _write_paper(folder / "others" / f"{number}.pdf", f"The quagga number {number} was seen in Mill Lane.")
    terminal.press("f4")
    terminal.type(str(folder / "others"))
    terminal.press("enter", "ctrl+f")
    terminal.type("footbridge reserves")
    terminal.until(_WORDS_CITED.split(":")[0])
    terminal.until("40 indexed")
    terminal.press("escape")
    terminal.until(lambda screen: screen.startswith(" search:"))  # at once, esc and a letter are alt and that letter
    terminal.type("quagga")
    terminal.until("40 passages")


def mistyped(terminal: Terminal, folder: Path) -> None:
    """Recover from a mistyped query."""
    terminal.type("footbrige")
    terminal.until("in no paper: footbrige")
    terminal.press("ctrl+g")
    terminal.until(lambda screen: screen.lstrip().startswith("footbridge") and "Withy Brook footbridge" in screen)


def two_facets(terminal: Terminal, folder: Path) -> None:
    """Narrow by two facets."""
    terminal.type("footbridge")
    terminal.press("enter", "f")
    terminal.until("enter narrows")
    terminal.press("space", "j", "j", "space", "enter")
    screen = terminal.until(lambda screen: "enter narrows" not in screen and "Results 1 of 4" in screen)
    assert 'footbridge body:"Severnmoor District Council, Communities Scrutiny Committee" kind:minutes' in screen, (
        screen
    )
    found = screen.partition("─Results")[2].partition(" 5. ")[0]
    assert len(re.findall(r"^    Severnmoor D", found, re.MULTILINE)) == 4, screen


TASKS: tuple[Callable[[Terminal, Path], None], ...] = (
    find_and_cite, decision_and_mover, basket_of_five, page_printed_14, word_in_the_page, ask_and_follow,
    refused_in_a_year, missed_most, new_for_a_saved_search, index_while_searching, mistyped, two_facets,
)  # fmt: skip


def measure(scratch: Path, wanted: str = "") -> Iterator[Figure]:
    """How many keys each task took whose name has `wanted` in it; no value where it was not done, and why."""
    if shutil.which("tmux") is None:
        yield Figure("tasks", OURS, None, "keys", "tmux is not installed")
        return
    kept = scratch / "kept"
    shutil.copytree(ROOT / "corpus", scratch / "papers")
    subprocess.run(_command(scratch, "index", "papers", "--ocr", "off"), cwd=scratch, check=True, capture_output=True)
    for name in ("papers", "index"):
        shutil.copytree(scratch / name, kept / name)
    for task in TASKS:
        if wanted in task.__name__:
            for name in ("papers", "index"):  # each begins with the library as it was made
                shutil.rmtree(scratch / name)
                shutil.copytree(kept / name, scratch / name)
            keys, why = _done(task, scratch)
            yield Figure((task.__doc__ or "").rstrip("."), OURS, keys, "keys", why)


def _command(folder: Path, *arguments: str) -> list[str]:
    return [sys.executable, "-m", "panelsearch", "--index", str(folder / "index"), *arguments]


def _done(task: Callable[[Terminal, Path], None], folder: Path) -> tuple[int | None, str]:
    """The keys that a task took; None and the reason where it was not done in so many as are allowed."""
    with tempfile.TemporaryDirectory() as home:
        environment = dict.fromkeys(("XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"), home)
        environment["PYTHONPATH"] = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
        with Terminal(_command(folder), _SIZE, environment, folder) as terminal:
            try:
                terminal.until("25 papers")
                task(terminal, folder)
            except AssertionError as error:
                print(f"{task.__name__}: {error}", file=sys.stderr)
                return None, f"not done: {str(error).partition(chr(10))[0]}"
            return terminal.keys, "" if terminal.keys <= MOST else f"more than {MOST}"


def _write_paper(path: Path, words: str) -> None:
    from reportlab.pdfgen import canvas

    path.parent.mkdir(exist_ok=True)
    sheet = canvas.Canvas(str(path), pagesize=(595, 842), invariant=1)
    for row, line in enumerate(("Dunmere Parish Council", "Minutes of 7 March 2023", "1. Playground", words)):
        sheet.drawString(72, 780 - 16 * row, line)
    sheet.save()
