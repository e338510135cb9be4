"""Make panelsearch/answering/weights.json from questions over the sample corpus, and over other papers where given.

    python scripts/train_answers.py [--papers FOLDER [--index DIR] [--questions FILE.json ...]] ... [--without FILE] \
        [--halves DIR]

Every question of `questions.tsv` is asked of the sample corpus, and of each further folder of papers those that were
written by reading it (`questions_read.tsv`) and those of the files that follow it; the bodies that `--without` names
are left out. `--halves` names the readers that `train_reader.py` made of halves of the same papers: without it the
weights for what a reader makes of candidates stay as they are. See `answer_training` for the models; `python -m
bench.answer_trust` with the same options shows what they are worth on bodies that they were not trained on.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import fields, replace
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from panelsearch.answering.scoring_model import shipped_model  # noqa: E402
from scripts.answer_training import add_papers, asked_of, read_by_halves, trained  # noqa: E402

WEIGHTS = ROOT / "panelsearch" / "answering" / "weights.json"


def main() -> int:
    """Ask, train, write the weights."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_papers(options)
    chosen = options.parse_args()
    listed = asked_of(chosen)
    if chosen.halves:
        model = trained(read_by_halves(listed, chosen.halves))
    else:
        shipped = shipped_model()
        model = replace(trained(listed), reread=shipped.reread, sure_read=shipped.sure_read)
    parts = ((field.name, getattr(model, field.name)) for field in fields(model))
    known = {name: {"bias": part.bias, "weights": dict(part.by_signal)} for name, part in parts}
    WEIGHTS.write_text(json.dumps(known, indent=2) + "\n", encoding="utf-8")
    print(f"{len(listed)} questions, {sum(len(one.found) for one in listed)} candidates; {WEIGHTS.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
