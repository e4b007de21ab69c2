import json
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft7Validator

ROOT = Path(__file__).parent.parent
SHIPPED = ROOT / "docs" / "schemas"
KINDS = ("profile", "rubric", "case", "waivers", "assessment", "what-if", "plan", "bottleneck")
PROFILES = sorted([*ROOT.glob("profiles/*.yaml"), *ROOT.glob("examples/**/[A-Z][A-Z][A-Z].yaml")])


def emitted(kind: str) -> str:
    command = [sys.executable, "-c", "from readiness.cli.main import main; main()", "schema", kind]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def validator(kind: str) -> Draft7Validator:
    return Draft7Validator(json.loads((SHIPPED / f"{kind}.json").read_text(encoding="utf-8")))


@pytest.mark.parametrize("kind", KINDS)
def test_the_shipped_schema_is_what_the_program_emits_and_is_valid_draft_7(kind: str) -> None:
    text = emitted(kind)
    assert (SHIPPED / f"{kind}.json").read_text(encoding="utf-8") == text
    Draft7Validator.check_schema(json.loads(text))
    assert "$defs" not in text
    assert "prefixItems" not in text


@pytest.mark.parametrize("path", PROFILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_shipped_profile_holds_under_the_schema(path: Path) -> None:
    data = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    data = json.loads(json.dumps(_numbers(data)))
    assert [error.message for error in validator("profile").iter_errors(data)] == []


def test_profiles_were_found() -> None:
    assert len(PROFILES) >= 2


def test_the_rubric_holds_under_the_schema() -> None:
    merged: dict[str, object] = {}
    for path in sorted((ROOT / "rubrics" / "law-enforcement").glob("*.yaml")):
        for key, value in yaml.safe_load(path.read_text(encoding="utf-8")).items():
            here = merged.setdefault(key, value)
            if isinstance(here, dict) and here is not value:
                here.update(value)
    assert list(validator("rubric").iter_errors(json.loads(json.dumps(merged)))) == []


@pytest.mark.parametrize(
    ("ratings", "holds"),
    [
        ({"mutual-trust": 3}, True),
        ({"mutual-trust": {"level": 3, "grade": "B2"}}, True),
        ({"mutual-trust": [{"level": 3, "as_of": 2020}, 2]}, True),
        ({"treaty-basis": {"rows": {"intelligence": 1, "evidence": {"level": 2, "grade": "A1"}}}}, True),
        ({"third-state-constraints": {"not-applicable": "looked, none found"}}, True),
        ({"mutual-trust": 5}, False),
        ({"mutual-trust": {"level": 3, "grade": "Z9"}}, False),
        ({"mutual-trsut": 3}, False),
        ({"mutual-trust": {"lvel": 3}}, False),
    ],
)
def test_an_editor_accepts_every_form_of_a_rating_and_refuses_mistakes(ratings: object, holds: bool) -> None:
    assert validator("profile").is_valid({"profile": "TWN", "ratings": ratings}) is holds


def _numbers(value: object) -> object:
    """Plain scalars as this program reads them: numbers, true and false, but no YAML 1.1 dates or other booleans."""
    if isinstance(value, dict):
        return {key: _numbers(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_numbers(item) for item in value]
    if not isinstance(value, str):
        return value
    if value in ("true", "false"):
        return value == "true"
    try:
        return int(value) if value.lstrip("-").isdigit() else float(value)
    except ValueError:
        return value
