"""The results of cases as JUnit XML: one suite, one test a case."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from readiness.errors import printable

if TYPE_CHECKING:
    from readiness.cases.results import CaseResult, Check, Results


def render(results: Results) -> str:
    """The report as XML. Known misses are skipped tests; files that could not be run are errors."""
    counts = {
        "tests": len(results.cases),
        "failures": results.count("failed") + results.count("no-longer-missed"),
        "errors": results.count("broken"),
        "skipped": results.count("missed"),
    }
    numbers = {name: str(count) for name, count in counts.items()}
    root = ET.Element("testsuites", numbers)
    suite = ET.SubElement(root, "testsuite", {"name": "readiness test", **numbers})
    properties = ET.SubElement(suite, "properties")
    ET.SubElement(properties, "property", name="expectations", value=str(len(results.checks)))
    for case in results.cases:
        _case(suite, case)
    ET.indent(root)
    text: str = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


def _case(suite: ET.Element, case: CaseResult) -> None:
    folder = ".".join(part for part in PurePath(case.file).parent.parts if part not in ("/", "..", "."))
    test = ET.SubElement(
        suite,
        "testcase",
        {
            "classname": _safe(folder or "cases"),
            "name": _safe(case.id),
            "file": _safe(case.file),
            "assertions": str(len(case.checks)),
        },
    )
    if case.status == "broken":
        lines = [problem.render() for problem in case.problems]
        _outcome(test, "error", case.problems[0].message if case.problems else "", lines)
    elif case.status in ("failed", "no-longer-missed"):
        lines = [_sentence(check) for check in case.failures]
        lines += [f"known-miss {name}: no longer missed; remove it" for name in case.outdated]
        _outcome(test, "failure", lines[0], lines)
    elif case.status == "missed":
        lines = [_sentence(check) for check in case.failures]
        _outcome(test, "skipped", f"known miss: {lines[0]}", lines)


def _sentence(check: Check) -> str:
    known = f" (known: {check.known})" if check.known is not None else ""
    return f"line {check.line}: {check.name}: expected {check.expected}, found {check.found}{known}"


def _outcome(test: ET.Element, kind: str, message: str, lines: list[str]) -> None:
    ET.SubElement(test, kind, message=_safe(message)).text = "\n".join(
        _safe(part) for line in lines for part in line.split("\n")
    )


def _safe(text: str) -> str:
    """Text that XML 1.0 can hold: no control characters, no halves of characters."""
    return printable(text).encode("utf-8", "replace").decode()
