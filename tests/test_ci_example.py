"""The worked repository of examples/ci, the action and the hooks: what they promise holds."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from cli.command_line import run

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "examples" / "ci"
ACTION = ROOT / ".github" / "actions" / "readiness" / "action.yml"
PAIR = ("profiles/RUR.yaml", "profiles/ZEN.yaml")


PINNED = re.compile(r"@[0-9a-f]{40}\Z")


def loaded(path: Path) -> Any:
    return yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)


@pytest.fixture
def example(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(EXAMPLE)


@pytest.mark.usefixtures("example")
def test_the_pair_is_blocked_by_a_waived_obstacle_until_the_waiver_runs_out() -> None:
    done = run("assess", *PAIR, "--format", "json")
    assert done.code == 0
    found = json.loads(done.out)
    assert (found["verdict"], found["phase"]["assessed"], found["tlp"]) == ("blocked", "middle", "amber")
    blocking = [obstacle["id"] for obstacle in found["obstacles"] if obstacle["status"] == "blocking"]
    assert blocking == [waiver["obstacle"] for waiver in found["waivers"]] == ["O1"]
    assert run("assess", *PAIR, "--today", "2026-01-01").code == 1


def test_its_documents_hold_under_the_schemas() -> None:
    for kind, name in (("waivers", "waivers.yaml"),):
        schema = json.loads((ROOT / "docs" / "schemas" / f"{kind}.json").read_text("utf-8"))
        assert list(Draft7Validator(schema).iter_errors(loaded(EXAMPLE / name))) == []


def test_the_assessment_holds_under_its_schema() -> None:
    schema = json.loads((ROOT / "docs" / "schemas" / "assessment.json").read_text("utf-8"))
    pair = [str(EXAMPLE / name) for name in PAIR]
    options = ("--waivers", str(EXAMPLE / "waivers.yaml"), "--max-tlp", "green", "--format", "json")
    assert list(Draft7Validator(schema).iter_errors(json.loads(run("assess", *pair, *options).out))) == []


def test_the_action_is_composite_and_lets_no_input_into_a_script() -> None:
    action = loaded(ACTION)
    assert {"name", "description", "inputs", "outputs", "runs"} == set(action)
    assert action["runs"]["using"] == "composite"
    steps = action["runs"]["steps"]
    for step in steps:
        assert ("run" in step) != ("uses" in step)
        assert "run" not in step or step["shell"] == "bash"
        assert PINNED.search(step.get("uses", "@" + "0" * 40))
        assert "${{" not in step.get("run", "")
    used = set(re.findall(r"inputs\.([a-z-]+)", ACTION.read_text("utf-8")))
    assert used == set(action["inputs"])
    assert all("description" in one for one in action["inputs"].values())
    ids = {step["id"] for step in steps if "id" in step}
    for output in action["outputs"].values():
        assert re.findall(r"steps\.([a-z-]+)\.", output["value"])[0] in ids


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash here")
@pytest.mark.parametrize(
    ("options", "code"), [("", 0), ("--today=2026-01-01\n\n--need=evidence", 1), ("--phase=nope", 2)]
)
def test_the_script_of_the_action_runs(options: str, code: int, tmp_path: Path) -> None:
    (script,) = [step["run"] for step in loaded(ACTION)["runs"]["steps"] if step.get("id") == "assess"]
    shutil.copytree(EXAMPLE, tmp_path / "repository")
    summary, output = tmp_path / "summary.md", tmp_path / "output"
    program = Path(shutil.which("python3") or "").parent
    environment = {
        "PATH": f"{Path(sys.executable).parent}:{program}:/usr/bin:/bin", "FOLDER": ".", "REPORTS": "out dir",
        "A": PAIR[0], "B": PAIR[1], "OPTIONS": options, "GITHUB_STEP_SUMMARY": str(summary), "GITHUB_OUTPUT": str(output),
    }  # fmt: skip
    done = subprocess.run(
        ["bash", "-e", "-o", "pipefail", "-c", script], cwd=tmp_path / "repository", env=environment,
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == code, done.stderr
    if code < 2:
        assert done.stdout.startswith("::notice title=Ruritania – Zenda")
        assert summary.read_text("utf-8").startswith("## ✗ Ruritania – Zenda: blocked")
        assert output.read_text("utf-8") == "verdict=blocked\nreadiness=\nsarif=./out dir/report.sarif\n"
        names = {file.name for file in (tmp_path / "repository" / "out dir").iterdir()}
        assert names == {"summary.md", "report.html", "report.json", "report.xml", "report.sarif"}


def test_the_workflow_uses_the_action_as_it_is() -> None:
    workflow = loaded(EXAMPLE / ".github" / "workflows" / "readiness.yml")
    assert {"name", "on", "permissions", "jobs"} == set(workflow)
    steps = workflow["jobs"]["assess"]["steps"]
    (ours,) = [step for step in steps if ".github/actions/readiness" in step.get("uses", "")]
    inputs = loaded(ACTION)["inputs"]
    assert set(ours["with"]) <= set(inputs)
    assert {name for name, one in inputs.items() if one.get("required") == "true"} <= set(ours["with"])
    others = [step["uses"] for step in steps if "uses" in step and step is not ours]
    assert others
    assert [name for name in others if not PINNED.search(name)] == []


def test_the_hooks_are_those_that_the_example_asks_for() -> None:
    hooks = {hook["id"]: hook for hook in loaded(ROOT / ".pre-commit-hooks.yaml")}
    assert set(hooks) == {"readiness-validate", "readiness-assess"}
    (asked,) = loaded(EXAMPLE / ".pre-commit-config.yaml")["repos"]
    assert {hook["id"] for hook in asked["hooks"]} <= set(hooks)
    for hook in hooks.values():
        assert {"id", "name", "entry", "language", "files"} <= set(hook)
        for file in ("profiles/RUR.yaml", "profiles/eu/LVA.YAML", "data/profiles/x.yml"):
            assert re.search(hook["files"], file)
        assert not re.search(hook["files"], "profiles/README.md")
    assert hooks["readiness-assess"]["always_run"] == "true"


@pytest.mark.usefixtures("example")
def test_the_commands_of_the_gitlab_job_run(tmp_path: Path) -> None:
    (job,) = [entry for name, entry in loaded(EXAMPLE / ".gitlab-ci.yml").items() if name == "readiness"]
    shutil.copytree(EXAMPLE, tmp_path / "repository")
    script = "\n".join(job["script"]).replace("$(date -u +%F)", "2025-01-01")
    path = f"{Path(sys.executable).parent}:/usr/bin:/bin"
    done = subprocess.run(
        ["bash", "-e", "-c", script],
        cwd=tmp_path / "repository",
        env={"PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    made = {
        f"readiness-reports/{file.name}" for file in (tmp_path / "repository" / "readiness-reports").iterdir()
    }
    assert set(job["artifacts"]["reports"].values()) < made


def test_every_hook_can_be_started() -> None:
    for hook in loaded(ROOT / ".pre-commit-hooks.yaml"):
        assert run(*hook["entry"].split()[1:], "--help").code == 0
