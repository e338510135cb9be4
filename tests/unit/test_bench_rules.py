"""The report of which rule fired on the papers of which bodies."""

from collections import Counter
from pathlib import Path

import pytest

from bench import rules as bench_rules
from bench.rules import Tally, read_paper, report
from panelsearch.model.documents import MissingLayer


def test_a_rule_that_only_one_body_needs_is_named() -> None:
    total = Tally()
    total.add("dunmere", Counter({"people.titled": 3, "dates.iso": 1}), Counter({"people.titled": 2}), ())
    total.add(
        "ferrisham", Counter({"people.titled": 1}), Counter({"people.titled": 1}), [MissingLayer("dates", 2, "slip")]
    )
    assert total.of_one_body() == {"dates.iso": "dunmere"}
    assert "people.titled" not in total.silent()
    assert "people.couple" in total.silent()
    said = report(total)
    assert said.startswith("2 papers of 2 bodies")
    (titled,) = [line for line in said.splitlines() if line.startswith("people.titled")]
    assert titled.split() == ["people.titled", "4", "3", "2", "dunmere", "(75%)"]
    assert "  dates.iso: dunmere" in said
    assert "  dates: slip, 1 times" in said


def test_a_paper_is_read_and_its_rules_counted(make_pdf, tmp_path: Path) -> None:
    made = make_pdf(
        tmp_path / "dunmere" / "one.pdf", [["Dunmere Parish Council", "Cllr Ann Pryce paid £40 on 4 May 2020."]]
    )
    told = read_paper(made)
    assert told is not None
    fired, kept, missing = told
    assert kept["money.signed"] == fired["money.signed"] == 1
    assert fired["people.titled"] >= kept["people.titled"] == 1
    assert missing == ()
    assert bench_rules._body(tmp_path, made) == "dunmere"
    (tmp_path / "bad.pdf").write_bytes(b"no paper")
    assert read_paper(tmp_path / "bad.pdf") is None


def test_the_command_names_the_folders_it_reads(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.argv", ["bench.rules", "papers"])
    monkeypatch.setattr(bench_rules, "tally", lambda folders: Tally(papers=len(folders)))
    bench_rules.main()
    assert "1 papers of 0 bodies" in capsys.readouterr().out
