"""Whether a page's characters are words: what a wrong font map gives is not, whatever the language or the layout."""

import pytest

from panelsearch.extraction.layout.text_quality import is_garbled, legible_part
from panelsearch.extraction.pdf.text_runs import Run

ENGLISH = "The clerk reported that the footbridge had lost two boards and that a repair would cost £4,500 in the spring"
WELSH = "Mae'r cyngor wedi penderfynu bod y bont i gael ei thrwsio cyn y gwanwyn ac y bydd y clerc yn ysgrifennu atynt"
UKRAINIAN = (
    "Ласкаво просимо до нашої громади. Запрошуємо гостей на зустріч у сільській залі щочетверга о десятій годині. "
    "Чай та кава безкоштовні. Принесіть документи, якщо потрібна допомога з житлом, школою або роботою. Tarn Lane"
)
GREEK = (
    "Ο δήμος ανακοινώνει ότι η γέφυρα θα επισκευαστεί την άνοιξη και ότι το κόστος θα καλυφθεί από τα αποθεματικά. "
    "Οι κάτοικοι μπορούν να υποβάλουν ερωτήσεις στον γραμματέα έως το τέλος του μήνα με επιστολή ή τηλεφωνικά"
)
THAI = "ที่ประชุมมีมติให้ซ่อมสะพานคนเดินในฤดูใบไม้ผลิ และให้เลขานุการเขียนจดหมายถึงอำเภอ " * 4
CHINESE = "本會決議於春季修復人行橋，並請秘書致函縣府。主席感謝各位委員出席，會議於晚間八時結束。" * 4
PAYMENTS = "\n".join(
    f"{day:02} APR {who} {how} {sum_}"
    for day, who, how, sum_ in (
        (1, "BT plc", "DD", "45.00"), (2, "HMRC", "BACS", "612.40"), (3, "CCLA", "STO", "1,200.00"),
        (4, "NPTC", "CHQ", "88.00"), (5, "SSE plc", "DD", "45.10"), (8, "DVLA", "DD", "14.00"),
        (9, "PWLB", "DD", "2,210.55"), (10, "SLCC", "BACS", "96.00"), (11, "RBS", "CHG", "5.00"),
        (12, "NJC Ltd", "BACS", "310.00"), (13, "WPD plc", "DD", "77.20"), (14, "TSB", "TFR", "500.00"),
    )
)  # fmt: skip


def runs(text: str, unmapped: int = 0) -> list[Run]:
    return [Run(word, 0, 0, 1, 1, 10, unmapped=unmapped) for word in text.split()]


def shifted(text: str) -> str:
    """As a font without a map gives it: every letter is the one some places on."""
    return "".join(chr(ord(c) - 29) if c.isalpha() and ord(c) > 93 else c for c in text)


@pytest.mark.parametrize("text", [ENGLISH, WELSH, UKRAINIAN, GREEK, THAI, CHINESE, PAYMENTS])
def test_words_of_any_language_and_initials_are_legible(text: str) -> None:
    assert not is_garbled(runs(text))


@pytest.mark.parametrize("text", [ENGLISH, WELSH])
def test_letters_that_are_all_shifted_are_garbled(text: str) -> None:
    assert is_garbled(runs(shifted(text) * 3))


def test_characters_without_a_value_are_garbled() -> None:
    assert is_garbled(runs("\ufffd\ufffd\ufffd \ufffd\ufffd", unmapped=2))


def test_words_of_two_scripts_at_once_are_garbled() -> None:
    mixed = " ".join(f"{word[:2]}{'жщю'}{word[2:4]}фъ" for word in ENGLISH.split() * 2)
    assert is_garbled(runs(mixed))


def test_a_font_with_the_wrong_letters_costs_its_own_words_alone() -> None:
    plain = [run._replace(font="plain") for run in runs(ENGLISH * 2)]
    wrong = [run._replace(font="wrong") for run in runs(shifted(ENGLISH) * 30)]
    aside = [run._replace(font="plain", angle=90) for run in runs(shifted(WELSH))]
    assert is_garbled(plain + wrong + aside)
    assert list(legible_part(wrong + plain + aside)) == plain
    assert list(legible_part(plain)) == plain
    assert not legible_part(wrong)


def test_a_table_of_abbreviations_without_common_words_is_legible() -> None:
    table = runs(
        "Bd Rtg Whte Rslt Blck Rtg 1 1754 Wren Jhn dfd Fnch Kt 1690 2 1622 Swft Ptr drw Rbn Mry 1618"
        " 3 1540 Crw Bn lst Dve Sm 1533 4 1498 Hwk Grg bye Rvn Pl 1471 Board Points White Black"
    )
    assert is_garbled(table)
    assert list(legible_part(table)) == table


def test_a_heading_beside_words_of_a_wrong_map_is_kept() -> None:
    heading = [run._replace(font="plain") for run in runs("Transition Admissions Catchment areas School transport")]
    wrong = [run._replace(font="wrong") for run in runs(shifted(ENGLISH) * 3)]
    unmapped = [run._replace(font="none") for run in runs("\ufffd\ufffd\ufffd " * 30)]
    unmapped = [run._replace(unmapped=3) for run in unmapped]
    assert list(legible_part(heading + wrong)) == heading
    assert list(legible_part(heading + unmapped)) == heading
    assert not legible_part(wrong + unmapped)


def test_words_with_signs_where_blanks_are_printed_are_not_kept_for_their_spelling() -> None:
    keys = "Shift¡+¡6 Chrct¡Alt¡1 Chrct¡Frms Ctrl¡+¡v Dctrcs¡Wth Wide¡Forms Contextual¡Ligature Prs¡Shft¡ff "
    assert is_garbled(runs(keys * 3))
    assert not legible_part(runs(keys * 3))
    assert legible_part(runs(keys.replace("¡", " ") * 3))


def test_a_page_without_characters_is_not_garbled() -> None:
    assert not is_garbled([])
