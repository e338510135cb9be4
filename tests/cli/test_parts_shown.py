"""Where a passage of a pack stands: the citation names the paper inside the pack."""

from __future__ import annotations

from conftest import Cli, MakePdf

PACK = [
    [
        "Severnmoor Police and Crime Panel", "Agenda", "Tuesday 7 February 2023 at 10.30 am", "",
        "1. Apologies", "2. Minutes of the last meeting (Pages 2 - 2)", "3. Drones (Pages 3 - 4)",
    ],
    [
        "Severnmoor Police and Crime Panel", "Minutes of the meeting held on Tuesday 8 November 2022",
        "Present: Cllr A Pryce (Chair), Cllr B Nnamdi", "", "1. Apologies", "None were received.", "",
        "2. Horses", "RESOLVED: That two horses be bought.",
    ],
    ["Report of the Chief Constable", "Drones", "1. Purpose", "The force has bought four machines."],
    ["2. Risks", "One machine fell into the reservoir."],
]  # fmt: skip


def test_the_paper_inside_a_pack_is_cited(make_pdf: MakePdf, fresh: Cli, tmp_path) -> None:
    make_pdf(tmp_path / "papers" / "pack.pdf", PACK)
    fresh.json("index", str(tmp_path / "papers"))
    shown = fresh.json("show", "pack.pdf")
    assert [(p["kind"], p["first_page"], p["last_page"]) for p in shown["parts"]] == [
        ("agenda", 1, 1), ("minutes", 2, 2), ("report", 3, 4)
    ]  # fmt: skip
    (hit,) = fresh.json("search", "reservoir")["hits"]
    assert (hit["page"], hit["part"]["title"], hit["part"]["item"], hit["item"]) == (4, "Drones", "3", None)
    assert "7 February 2023, report Drones (item 3), pack.pdf, PDF p. 4" in fresh("search", "reservoir").stdout
    assert "minutes of 8 November 2022" in fresh("show", "pack.pdf").stdout
    # a decision is of the meeting whose minutes record it, and so are those who came
    (row,) = fresh.json("decisions", "horses", "--to", "2022")["decisions"]
    assert row["part"]["meeting_date"] == "2022-11-08"
    assert fresh.json("decisions", "horses", "--from", "2023", expect=1)["decisions"] == []
    people = fresh.json("attendance")["people"]
    assert {row["name"] for row in people} == {"A Pryce", "B Nnamdi"}
    assert people[0]["present"][0]["part"]["meeting_date"] == "2022-11-08"


def test_references_are_followed_both_ways(make_pdf: MakePdf, fresh: Cli, tmp_path) -> None:
    make_pdf(tmp_path / "papers" / "pack.pdf", PACK)
    make_pdf(
        tmp_path / "papers" / "minutes.pdf",
        [
            [
                "Severnmoor Police and Crime Panel", "Minutes of the meeting held on Tuesday 7 February 2023",
                "Present: Cllr A Pryce (Chair), Cllr B Nnamdi", "", "1. Apologies", "None were received.", "",
                "2. Minutes", "The minutes of the meeting held on 8 November 2022 were signed.",
                "The machine is described on page 4 of the agenda, and the reservoir on page 9 of the agenda.",
            ]
        ],
    )  # fmt: skip
    fresh.json("index", str(tmp_path / "papers"))
    shown = fresh.json("show", "minutes.pdf")
    told = {r["text"]: (r["target"] or {}).get("page") for r in shown["references"]}
    assert told == {
        "minutes of the meeting held on 8 November 2022": 2, "page 4 of the agenda": 4, "page 9 of the agenda": None
    }  # fmt: skip
    (back,) = fresh.json("show", "pack.pdf", "--page", "4")["referred_to_by"]
    assert (back["document"], back["page"], back["text"]) == ("minutes.pdf", 1, "page 4 of the agenda")
    for row in shown["references"]:
        assert shown["pages"][row["page"] - 1]["text"][row["start"] : row["end"]] == row["text"]
    text = fresh("show", "minutes.pdf").stdout
    assert "page 4 of the agenda: pack.pdf p. 4" in text
    assert "Referred to by" in fresh("show", "pack.pdf").stdout
