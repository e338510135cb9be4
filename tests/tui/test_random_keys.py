"""No key, however soon it comes, ends the app, blanks the screen or deafens it.

PANELSEARCH_KEYS=20000 presses so many with each seed (`make keys`), PANELSEARCH_KEYS_INDEX over another library.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from random_keys import Campaign

KEYS = int(os.environ.get("PANELSEARCH_KEYS", "300"))
INDEX = os.environ.get("PANELSEARCH_KEYS_INDEX", "")
SEEDS = [int(seed) for seed in os.environ.get("PANELSEARCH_KEYS_SEEDS", "1 2 3").split()]


@pytest.mark.timeout(120 + KEYS)
@pytest.mark.parametrize("seed", SEEDS)
def test_keys_at_random(library, papers, seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(INDEX or library.index_dir, tmp_path / "index")
    shutil.copytree(papers, tmp_path / "papers")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("PANELSEARCH_WRITER_URL", raising=False)
    monkeypatch.setattr("panelsearch.tui.pdf_viewer.viewer_of", lambda path, page: None)
    campaign = Campaign(tmp_path / "index", tmp_path / "papers", seed, KEYS)
    try:
        campaign.run()
    except AssertionError:
        raise
    except BaseException as error:
        error.add_note(f"after {campaign.count} keys of seed {seed}: {' '.join(campaign.pressed[-80:])}")
        raise
    told = f"{campaign.count} keys in {campaign.sessions} sessions, {campaign.while_indexing} of them while indexing"
    print(f"seed {seed}: {told}")
    assert campaign.count >= KEYS
    assert campaign.while_indexing > 0
