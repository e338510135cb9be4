"""One person, one entity; and the user's own file about who is who outlives everything panelsearch writes."""

from pathlib import Path

import pytest
from conftest import Cli

ROOT = Path(__file__).parents[2]
HEAD = ["Dunmere Parish Council", "Minutes of the meeting held on Tuesday 7 {} 2023 at 7.30 pm in the Village Hall"]
FULL = [[HEAD[0], HEAD[1].format("February"), "Present: Cllr Barnaby Nnamdi (Chair), Cllr A Pryce", "",
         "1. Footbridge", "Cllr Nnamdi reported on the footbridge.",
         "RESOLVED: That the footbridge be mended. Proposed by Cllr Nnamdi, seconded by Cllr Pryce.", "",
         "2. Stile", "Cllr Pryce to ask the owner to mend the stile."]]  # fmt: skip
SHORT = [[HEAD[0], HEAD[1].format("March"), "Present: Cllr B Nnamdi (Chair), Cllr A Pryce", "",
          "1. Allotments", "Cllr Nnamdi spoke of the allotments.",
          "RESOLVED: That the hedge be cut. Proposed by Cllr B Nnamdi, seconded by Cllr Pryce."]]  # fmt: skip


@pytest.fixture(scope="module")
def dunmere(tmp_path_factory: pytest.TempPathFactory, make_pdf) -> tuple:
    folder = tmp_path_factory.mktemp("minutes")
    make_pdf(folder / "feb.pdf", FULL)
    make_pdf(folder / "mar.pdf", SHORT)
    run = Cli(tmp_path_factory.mktemp("index"))
    run.json("index", str(folder))
    return run, folder


def test_one_person_is_found_in_every_paper_by_the_full_name(dunmere) -> None:
    run, _ = dunmere
    found = run.json("people", "nnamdi")
    assert [(one["name"], one["documents"]) for one in found["entities"]] == [("Barnaby Nnamdi", 2)]
    assert run.json("search", "person:barnaby allotments")["total"] == 1
    assert run.json("decisions", "person:barnaby")["total"] == 2
    assert run.json("decisions", "--person", "barnaby")["total"] == 2


def test_what_the_user_says_is_followed_and_survives_indexing(dunmere) -> None:
    run, folder = dunmere
    file = Path(run.json("people")["people_file"])
    file.write_text('[[rename]]\nname = "A Pryce"\nas = "Angharad Pryce"\n', encoding="utf-8")
    assert run.json("search", "person:angharad")["total"] > 0
    assert (
        run.json("decisions", "--person", "angharad")["total"] == run.json("decisions", "person:angharad")["total"] == 2
    )
    for asked in (("--person", "angharad"), ("person:angharad",), ("stile", "--person", "Angharad Pryce")):
        assert [one["people"] for one in run.json("actions", *asked)["actions"]] == [["A Pryce"]], asked
    run.json("actions", "person:barnaby", expect=1)
    for options in ((), ("--person", "angharad")):
        listed = {one["name"]: len(one["present"]) for one in run.json("attendance", *options)["people"]}
        assert listed == {"Angharad Pryce": 2} | ({} if options else {"Barnaby Nnamdi": 2})
    run.json("index", str(folder), "--rebuild")
    assert [one["name"] for one in run.json("people", "angharad")["entities"]] == ["Angharad Pryce"]
    file.write_text('[[rename]]\nname = "Nobody"\nas = "Somebody"\n', encoding="utf-8")
    assert "Nobody" in run.json("people")["notes"][0]
    file.unlink()


def test_a_mistake_in_the_file_is_a_loud_error(dunmere) -> None:
    run, _ = dunmere
    file = Path(run.json("people")["people_file"])
    file.write_text("[[rename]]\n", encoding="utf-8")
    failed = run.json("people", expect=3)["error"]
    assert failed["code"] == "people_file"
    assert "line 1" in failed["message"]
    assert (ROOT / failed["hint"].split()[1]).is_file()
    assert run.json("search", "footbridge")["total"] > 0
    file.unlink()
