"""What a command may load: searching must stay quick to start."""

import subprocess
import sys

import pytest


def modules_after(code: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys; print('\\n'.join(sys.modules))"],
        capture_output=True,
        text=True,
        check=True,
    )
    return set(done.stdout.split())


@pytest.mark.parametrize("module", ["panelsearch.services.library", "panelsearch.cli.commands"])
def test_searching_loads_neither_spacy_nor_textual_nor_pdfminer(module: str) -> None:
    loaded = modules_after(f"import {module}")
    assert module in loaded
    assert not {"spacy", "textual", "pdfminer", "docx", "openpyxl"} & loaded


def test_the_command_line_parser_loads_almost_nothing() -> None:
    loaded = modules_after("import panelsearch.cli.main")
    assert not {"whoosh", "numpy", "spacy", "textual", "sqlite3"} & loaded
