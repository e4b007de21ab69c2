"""`readiness validate --due`: which sources are to be looked at again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cli.command_line import run, write

if TYPE_CHECKING:
    from pathlib import Path

PROFILE = """\
profile: {code}
facts:
  indices: {{wgi.rule-of-law: {{value: 1, year: 2023, source: wgi-2023}}}}
sources:
  wgi-2023: {{title: WGI}}
  own: {{title: A visit, review: 2025-03-15}}
"""


def test_overdue_sources_are_listed_the_longest_overdue_first(tmp_path: Path) -> None:
    write(tmp_path, {f"{code}.yaml": PROFILE.format(code=code) for code in ("AAA", "BBB")})
    done = run("validate", str(tmp_path), "--due", "--today", "2025-10-01")
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines() == [
        "own: A visit; due since 2025-03-15 (AAA, BBB)",
        "wgi-2023: WGI; due since 2025-10-01 (AAA, BBB)",
    ]


def test_nothing_is_due_before_its_day(tmp_path: Path) -> None:
    write(tmp_path, {"a.yaml": PROFILE.format(code="AAA")})
    done = run("validate", str(tmp_path), "--due", "--today", "2025-03-14")
    assert done.out == "nothing is due on 2025-03-14\n"


def test_a_day_that_is_none_is_refused(tmp_path: Path) -> None:
    write(tmp_path, {"a.yaml": PROFILE.format(code="AAA")})
    done = run("validate", str(tmp_path), "--due", "--today", "soon")
    assert done.code == 2
    assert '--today: "soon": expected a date' in done.err


def test_without_a_day_the_clock_tells(tmp_path: Path) -> None:
    write(tmp_path, {"a.yaml": PROFILE.format(code="AAA")})
    assert run("validate", str(tmp_path), "--due").out.startswith("own: A visit; due since")
