"""Text, Markdown and JSON agree on the verdict and on the order of obstacles."""

from __future__ import annotations

import json
import re
from itertools import permutations
from pathlib import Path

import pytest

from cli.command_line import EXAMPLES, FORMATS, run
from readiness.cli.io import loading


def pairs() -> list[tuple[str, ...]]:
    """Shipped and example pairs, with options that show more of a report."""
    found: list[tuple[str, ...]] = [("TWN", "LVA")]
    for folder in sorted(entry for entry in EXAMPLES.iterdir() if entry.is_dir()):
        files = sorted(folder.glob("*.yaml"))
        profiles = [str(file) for file in files if "\nprofile: " in f"\n{file.read_text('utf-8')}"]
        found += list(permutations(profiles, 2))[:1]
    options = [(), ("--phase", "late"), ("--need", "surrender", "--need", "assets")]
    return [(*pair, *extra) for pair in found for extra in options]


@pytest.mark.parametrize("arguments", pairs(), ids=lambda words: "-".join(Path(word).stem for word in words))
def test_formats_agree_on_verdict_and_order(arguments: tuple[str, ...]) -> None:
    text, markdown, json_text = (run("assess", *arguments, "--full", "-f", name).out for name in FORMATS)
    found = json.loads(json_text)
    apart = len({need["verdict"] for need in found["by_need"]}) > 1
    together = " taken together" if apart else ""
    verdict = f"{found['verdict'].upper()}{together} in the {found['phase']['assessed']} phase"
    assert verdict in " ".join(text.split())
    assert f"**{verdict}" in markdown
    shown = [
        obstacle["id"]
        for status in ("blocking", "fallen", "emerging", "limiting")
        for obstacle in found["obstacles"]
        if obstacle["status"] == status
    ]
    names = loading.load_rubric("law-enforcement").obstacles
    heads = re.findall(r"^ \d+ · (\S.*)", text, re.MULTILINE)
    assert len(heads) == len(shown)
    for head, key in zip(heads, shown, strict=True):
        assert head.startswith(names[key].name if key == "legal-gap" else f"{key} ")
    heads = re.findall(r"^### \d+ · (.*)", markdown, re.MULTILINE)
    assert heads == [names[key].name if key == "legal-gap" else f"{key} {names[key].name}" for key in shown]
