"""What a command may load: searching must stay quick to start."""

import subprocess
import sys

import pytest
from conftest import Cli

OF_SERVERS = {"opensearchpy", "psycopg", "sqlalchemy", "alembic", "distributed"}
"""What a library on this machine has no use for."""


def modules_after(code: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys; print('\\n'.join(sys.modules))"],
        capture_output=True,
        text=True,
        check=True,
    )
    return set(done.stdout.split())


@pytest.mark.parametrize("module", ["panelsearch.services.library", "panelsearch.cli.commands.search"])
def test_searching_loads_neither_spacy_nor_textual_nor_pdfminer(module: str) -> None:
    loaded = modules_after(f"import {module}")
    assert module in loaded
    assert not {"spacy", "textual", "pdfminer", "docx", "openpyxl", "onnxruntime", *OF_SERVERS} & loaded


def test_a_library_on_this_machine_is_searched_without_what_asks_servers(library: Cli) -> None:
    command = ["--index", str(library.index_dir), "search", "footbridge"]
    loaded = modules_after(f"from panelsearch.cli.main import main\nassert main({command}) == 0")
    assert "whoosh" in loaded
    assert not OF_SERVERS & loaded


def test_the_terminal_ui_begins_without_what_exports_and_answers_need() -> None:
    loaded = modules_after("import panelsearch.tui.app")
    assert "panelsearch.tui.screens.search" in loaded
    assert not {
        "panelsearch.exporting.formats", "panelsearch.answering.question_analysis", "spacy", "whoosh", "pdfminer",
        "panelsearch.answering.generation.openai_client",
    } & loaded  # fmt: skip


def test_the_command_line_parser_loads_almost_nothing() -> None:
    for words in (["--version"], [], ["--help"], ["search", "footbridge"], ["export", "footbridge", "-o", "x.csv"]):
        code = f"from panelsearch.cli.command_line import parsed\ntry: parsed({words})\nexcept SystemExit: pass"
        assert not {"whoosh", "numpy", "spacy", "textual", "sqlite3", "apsw", "openpyxl", "docx"} & modules_after(
            code
        ), words


def test_asking_for_the_version_loads_no_command() -> None:
    loaded = modules_after("from panelsearch.cli.main import main\ntry: main(['--version'])\nexcept SystemExit: pass")
    assert {name for name in loaded if name.startswith("panelsearch.")} == {
        "panelsearch.cli", "panelsearch.cli.main", "panelsearch.cli.command_line", "panelsearch.cli.commands",
        "panelsearch.config", "panelsearch.errors",
    }  # fmt: skip
