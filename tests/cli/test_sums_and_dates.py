"""Sums and dates are browsed: counted, sorted, cut down to a range or to passages, each row citing its pages."""


def test_a_sum_cites_its_pages(library) -> None:
    (row,) = library.json("sums", "£4500")["entities"]
    assert (row["value_pence"], row["currency"], row["count"]) == (450_000, "GBP", 1)
    (place,) = row["places"]
    assert place["document"].endswith(".pdf")
    assert place["page"] == 1
    assert place["body"] == "Dunmere Parish Council"


def test_sums_sort_and_stop(library) -> None:
    up = [row["value_pence"] for row in library.json("sums", "--sort", "value")["entities"]]
    assert up == sorted(up)
    down = library.json("sums", "--sort", "-value", "--limit", "1")["entities"]
    assert [row["value_pence"] for row in down] == [max(up)]


def test_words_and_fields_say_in_which_passages(library) -> None:
    assert [row["value_pence"] for row in library.json("sums", "footbridge")["entities"]] == [450_000]
    assert library.json("sums", "body:severnmoor", "<100k", expect=1)["entities"] == []
    assert [row["value_pence"] for row in library.json("sums", "body:severnmoor", ">1m")["entities"]] == [120_000_000]


def test_dates_are_found_by_month_and_financial_year(library) -> None:
    february = {row["iso"] for row in library.json("dates", "2023-02")["entities"]}
    assert "2023-02-07" in february
    assert not any(iso.startswith("2023-03") for iso in february)
    assert "2023-01-10" in {row["iso"] for row in library.json("dates", "2022/23")["entities"]}


def test_an_unknown_order_is_wrong_usage(library) -> None:
    assert "choose from" in library.json("sums", "--sort", "weight", expect=2)["error"]["message"]


def test_what_a_query_was_taken_for_is_said(library) -> None:
    assert library.json("sums", "9000..1000")["notes"] == ["9000..1000 was turned round"]
    assert "means no date" in library.json("dates", "31/2/2023", expect=1)["notes"][0]
    assert library.json("people", "body:dunmere")["total"] > 0
    assert "kind:" in library.json("people", "kind:minutes", expect=2)["error"]["message"]
