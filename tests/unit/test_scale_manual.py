"""Is what docs/scale.md names there: its compose file, variables of the environment, figures, and its own sections?"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from panelsearch.services import metrics

ROOT = Path(__file__).parents[2]
MANUAL = (ROOT / "docs" / "scale.md").read_text("utf-8")
SOURCE = "".join(path.read_text("utf-8") for path in (ROOT / "panelsearch").rglob("*.py"))


def test_the_compose_file_is_one_and_its_services_know_each_other() -> None:
    yaml = pytest.importorskip("yaml")
    told = yaml.safe_load((ROOT / "docs" / "compose.yaml").read_text("utf-8"))
    services, volumes = told["services"], set(told["volumes"])
    nodes = {name for name, service in services.items() if "opensearch" in service.get("image", "")}
    assert nodes == set(services["node1"]["environment"]["discovery.seed_hosts"].split(","))
    assert {services[node]["environment"]["node.name"] for node in nodes} == nodes
    for service in services.values():
        for volume in service.get("volumes", ()):
            assert volume.partition(":")[0] in volumes or volume.startswith("${")
        for port in service.get("ports", ()):
            assert port.startswith("127.0.0.1:")  # none is open to others unless somebody says so


def test_each_variable_of_the_environment_is_one_that_we_look_at() -> None:
    named = set(re.findall(r"PANELSEARCH_\w+", MANUAL))
    assert named
    assert {name for name in named if f'"{name}"' not in SOURCE} == set()


def test_each_figure_to_watch_is_one_that_is_told() -> None:
    told = set(re.findall(r'Metric\("(\w+)"', Path(metrics.__file__).read_text("utf-8")))
    told |= {"up"} | set(
        re.findall(r'Metric\("(\w+)"', (ROOT / "panelsearch/tui/browser_server.py").read_text("utf-8"))
    )
    named = set(re.findall(r"panelsearch_([a-z_]+)", MANUAL))
    assert named
    assert named <= told


def test_each_link_leads_somewhere() -> None:
    heads = {
        re.sub(r"[^\w -]", "", line[3:].lower()).replace(" ", "-") for line in MANUAL.splitlines() if line[:3] == "## "
    }
    for link in re.findall(r"\]\(([^)]+)\)", MANUAL):
        if link.startswith("#"):
            assert link[1:] in heads, link
        elif "://" not in link:
            assert (ROOT / "docs" / link.partition("#")[0]).exists(), link
