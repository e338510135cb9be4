"""A saved pipeline loads in a program that never heard of us: spaCy finds our components by their entry points."""

import importlib
import tomllib
from pathlib import Path

from panelsearch.ner.spacy_tagger import pipeline


def test_every_component_of_the_pipeline_has_an_entry_point() -> None:
    project = tomllib.loads((Path(__file__).resolve().parents[2] / "pyproject.toml").read_text(encoding="utf-8"))
    groups = project["project"]["entry-points"]
    nlp = pipeline()
    assert {nlp.get_pipe_meta(name).factory for name in nlp.pipe_names} == set(groups["spacy_factories"])
    assert nlp.config["nlp"]["tokenizer"]["@tokenizers"] in groups["spacy_tokenizers"]
    for group in ("spacy_factories", "spacy_tokenizers"):
        for target in groups[group].values():
            module, _, name = target.partition(":")
            assert callable(getattr(importlib.import_module(module), name))
