"""Words of a hidden layer are kept where print does not say them, and told where they are left out."""

from panelsearch.extraction.pdf.hidden_words import unhidden
from panelsearch.extraction.pdf.text_runs import Run


def run(text: str, x: float, y: float = 100, height: float = 10, angle: int = 0) -> Run:
    return Run(text, x, y, x + 6 * len(text), y + height, height, False, False, angle, "F", 0, True)


def test_a_word_behind_itself_is_said_once() -> None:
    assert unhidden([run("payment", 50), run("payrnent", 150)], [run("payment", 51), run("payment", 150)]) == ([], 0)


def test_words_under_a_stamp_stand() -> None:
    words = [run("Council", 50), run("agreed", 100), run("to", 150)]
    stamp = run("COPY", 40, 95, 60)
    turned = run("DRAFT", 40, 95, 60, angle=45)
    assert unhidden(words, [stamp._replace(x1=300)]) == (words, 0)
    assert unhidden(words, [turned._replace(x1=300)]) == (words, 0)


def test_another_word_of_its_size_hides_it_and_is_told() -> None:
    assert unhidden([run("agreed", 50), run("--", 100)], [run("VOID-42", 50), run("xx", 100)]) == ([], 1)


def test_a_line_to_write_on_says_no_word() -> None:
    assert unhidden([run("agreed", 50)], [run("______", 50)]) == ([], 1)


def test_without_print_everything_stands() -> None:
    words = [run("agreed", 50)]
    assert unhidden(words, []) == (words, 0)


def test_a_line_laid_in_one_piece_is_said_once_though_its_words_stray() -> None:
    words = "resolved that the rent be paid by May".split()
    printed = [run(word, 50 + 60 * at) for at, word in enumerate(words)]
    strayed = [run(word, 50 + 47 * at, 98) for at, word in enumerate(words)]
    assert unhidden(strayed, printed) == ([], 0)
    other = [run(word, 450 + 40 * at, 98) for at, word in enumerate("seen in a photograph of the".split())]
    assert unhidden(other, printed) == (other, 0)
