import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
EXAMPLES = (ROOT / "examples" / "README.md").read_text(encoding="utf-8")


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from readiness.cli.main import main; main()", *arguments]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)


def test_the_readme_gives_two_set_up_commands() -> None:
    section = README.split("## Set up")[1].split("\n## ")[0]
    assert len(re.findall(r"```sh\n(?:[^\n]+\n)```", section)) == 2


COMMANDS = re.findall(r"^\$ readiness (.+)$", EXAMPLES, re.MULTILINE)
CROSS_STRAIT = {"2012-12-31": "ready", "2017-12-31": "blocked", "2023-12-31": "blocked"}
"""What the sources say: the same law at all three dates, official contact stopped in 2016."""


def test_every_example_has_a_command() -> None:
    folders = {path.name for path in (ROOT / "examples").iterdir() if any(path.glob("???.yaml"))}
    shown = {found[1] for command in COMMANDS if (found := re.search(r"examples/([\w-]+)/", command))}
    assert shown >= folders


@pytest.mark.parametrize("date", CROSS_STRAIT)
def test_the_cross_strait_relation_is_late_at_every_date_and_blocked_by_politics_after_2016(
    date: str,
) -> None:
    folder = "examples/cross-strait"
    case = f"{folder}/case.yaml"
    done = run(
        "assess", f"{folder}/CHN.yaml", f"{folder}/TWN.yaml", "--case", case, "--as-of", date, "-f", "json"
    )
    report = yaml.safe_load(done.stdout)
    assert report["phase"]["assessed"] == "late"
    assert report["verdict"] == CROSS_STRAIT[date]
    if report["verdict"] == "blocked":
        first = report["obstacles"][0]
        assert (first["id"], first["factor"], first["indicators"][0]) == (
            "O1",
            "political",
            "bilateral-climate",
        )


def test_the_cross_strait_relation_without_a_question_says_what_fell_and_why() -> None:
    folder = "examples/cross-strait"
    reports = {
        year: yaml.safe_load(
            run(
                "assess", f"{folder}/TWN.yaml", f"{folder}/CHN.yaml", "--as-of", f"{year}-12-31", "-f", "json"
            ).stdout
        )
        for year in (2012, 2017, 2023)
    }
    assert {year: report["verdict"] for year, report in reports.items()} == {
        2012: "ready",
        2017: "fragile",
        2023: "fragile",
    }
    assert reports[2012]["standing"]["fell"] == []
    for year in (2017, 2023):
        standing, first = reports[year]["standing"], reports[year]["first"]
        assert (standing["status"], standing["cause"]) == ("strained", "bilateral-climate")
        assert (first["factor"], first["status"]) == ("political", "fallen")
        fell = {fall["indicator"] for fall in standing["fell"]}
        assert fell >= {"present-will", "bilateral-climate", "mutual-trust", "working-culture-fit"}
    returns = next(item for item in reports[2017]["standing"]["trend"] if item["need"] == "surrender")
    assert (returns["before"]["completed"], returns["after"]["completed"]) == (54, 13)


def test_one_pair_is_ready_for_one_need_and_blocked_for_another() -> None:
    folder = "examples/ready-and-blocked"
    arguments = (
        "assess",
        f"{folder}/CRI.yaml",
        f"{folder}/USA.yaml",
        "--need",
        "intelligence",
        "--need",
        "surrender",
        "--bar",
        "nationality",
    )
    report = yaml.safe_load(run(*arguments, "-f", "json").stdout)
    assert {need["need"]: need["verdict"] for need in report["by_need"]} == {
        "intelligence": "ready",
        "surrender": "blocked",
    }
    assert report["obstacles"][0]["indicators"][0] == "surrender-bars"
