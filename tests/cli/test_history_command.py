"""`readiness history`: each point is the assessment of that day, and events stand once."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from cli.command_line import EXAMPLES, run, write

if TYPE_CHECKING:
    from pathlib import Path

CROSS_STRAIT = [str(EXAMPLES / "cross-strait" / name) for name in ("CHN.yaml", "TWN.yaml")]


def test_every_point_is_what_assess_says_of_that_day() -> None:
    data = json.loads(run("history", *CROSS_STRAIT, "--from", "2014", "--to", "2017-12-31", "-f", "json").out)
    assert [point["as_of"] for point in data["points"]] == [
        "2014-12-31",
        "2015-12-31",
        "2016-12-31",
        "2017-12-31",
    ]
    for point in (data["points"][0], data["points"][-1]):
        alone = json.loads(run("assess", *CROSS_STRAIT, "--as-of", point["as_of"], "-f", "json").out)
        assert point["verdict"] == alone["verdict"]
        assert point["readiness"] == alone["readiness"]["value"]
        levels = {it["id"]: it["level"] for it in alone["indicators"] if it["in_scope"]}
        assert point["levels"] == levels


def test_the_question_is_that_of_assess() -> None:
    asked = ("--need", "surrender", "--phase", "late", "--requesting", "CHN", "--weights", "bottom-up")
    data = json.loads(run("history", *CROSS_STRAIT, "--from", "2016", *asked, "-f", "json").out)
    for point in data["points"][:2]:
        alone = json.loads(run("assess", *CROSS_STRAIT, *asked, "--as-of", point["as_of"], "-f", "json").out)
        assert (point["verdict"], point["phase"]) == (alone["verdict"], "late")
        assert point["readiness"] == alone["readiness"]["value"]


def test_a_case_file_asks_the_question(tmp_path: Path) -> None:
    (tmp_path / "case.yaml").write_text("needs: [surrender]\nas_of: 2018-06-30\n", encoding="utf-8")
    by_case = run("history", *CROSS_STRAIT, "--from", "2016", "--case", tmp_path / "case.yaml").out
    assert (
        by_case == run("history", *CROSS_STRAIT, "--from", "2016", "--need=surrender", "--to=2018-06-30").out
    )


def test_text_is_a_line_per_series_and_tells_each_event_once() -> None:
    out = run("history", *CROSS_STRAIT, "--from", "2008").out
    (verdicts,) = re.findall(r"^ verdict +(\S+)", out, re.MULTILINE)
    assert len(verdicts) == 16  # the ends of 2008 to 2023
    assert re.search(
        r"^ standing +·={7}!{8}", out, re.MULTILINE
    )  # running 2009-2015, strained from June 2016
    assert out.count("2016-06-25: the relation became strained, over bilateral climate") == 1
    assert max(map(len, out.splitlines())) <= 80


LONG = {
    "NOR.yaml": """\
profile: NOR
as_of: 2024-01-01
partners:
  GBR:
    agreements: [{kind: extradition, status: in-force, since: 1873, title: Extradition Treaty}]
    standing: [{status: running, since: 1905}]
    cases: [{needs: [surrender], from: 1911, to: 1912, completed: 2}]
""",
    "GBR.yaml": "profile: GBR\nas_of: 2024-01-01\n",
}


@pytest.mark.parametrize("columns", ["80", "120"])
def test_a_long_record_is_told_in_steps_from_its_first_year(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, columns: str
) -> None:
    write(tmp_path, LONG)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", columns)
    asked = ("history", "NOR.yaml", "GBR.yaml", "--need", "surrender")
    out = run(*asked).out
    assert "ends of years from 1873 to 2024-01-01, 5 apart" in out
    assert "1873: Extradition Treaty came into force" in out
    assert "1905: Norway and the United Kingdom began to deal with requests in the ordinary way" in " ".join(
        out.split()
    )
    assert "1911 – 1912: 2 completed cases (for surrender)" in out
    assert "All of it stands in the profile of Norway." in out
    assert "…" not in out
    # 1873, then 1875 to 2020 by five, then 2024: the relation begins in 1905, the eighth of 32
    assert re.search(r"^ standing +·{7}={25} +running$", out, re.MULTILINE)
    # the cases of 1912 stand at 1915, the tenth
    assert re.search(r"^ completed cases, surrender +·{9}█·{22}", out, re.MULTILINE)
    years = [point["as_of"][:4] for point in json.loads(run(*asked, "-f", "json").out)["points"]]
    assert years == ["1873", *map(str, range(1875, 2021, 5)), "2024"]
    told = run(*asked, "--from", "1985").out
    assert "ends of the years 1985 to 2024-01-01" in told


EVENTFUL = """\
profile: AAA
as_of: 2024-01-01
partners:
  BBB:
    agreements:
      - {kind: extradition, status: in-force, since: 1901-05, until: 1939-09-03, title: Old Treaty}
      - {kind: extradition, status: signed, since: 1958}
      - {kind: extradition, status: negotiating, since: 1955}
      - {kind: police-cooperation, status: lapsed, since: 1961, title: Police Protocol}
      - {kind: police-cooperation, status: suspended, since: 1972, title: Second Protocol}
    standing:
      - {status: forming, since: 1958, until: 1964}
      - {status: suspended, since: 1965-02-01, cause: present-will, note: "Envoys left"}
    structures: [{kind: joint-unit, since: 1983-04, until: 1989-12-31, note: Harbour task force}]
    cases: [{needs: [surrender], from: 1984, to: 1984, completed: 1500}, {from: 1986, to: 1987, completed: many}]
    facts: {relations: [{kind: relations-cut, since: 1965-02-01, until: 1980}]}
"""
OTHER = """\
profile: BBB
as_of: 2024-01-01
partners:
  AAA:
    agreements: [{kind: extradition, status: in-force, since: 1901-05, title: Old Treaty}]
"""
TOLD = """\
1900s
  1901-05: Old Treaty came into force
1930s
  1939-09-03: Old Treaty was in force for the last day [in the profile of AAA]
1950s
  1955: Agreement on extradition: negotiations began [in the profile of AAA]
  1958: Agreement on extradition was signed [in the profile of AAA]
  1958: AAA and BBB began to build up cooperation [in the profile of AAA]
1960s
  1961: Police Protocol lapsed [in the profile of AAA]
  1964: Forming: last day of this standing [in the profile of AAA]
  1965-02-01: Official relations broken off or refused [in the profile of AAA]
  1965-02-01: cooperation was suspended, over present will: Envoys left [in the profile of AAA]
1970s
  1972: Second Protocol was suspended [in the profile of AAA]
1980s
  1980: Official relations broken off or refused, last day [in the profile of AAA]
  1983-04: Joint unit set up: Harbour task force [in the profile of AAA]
  1984: 1,500 completed cases (for surrender) [in the profile of AAA]
  1986 – 1987: many completed cases [in the profile of AAA]
  1989-12-31: Joint unit, last day: Harbour task force [in the profile of AAA]
"""


def test_events_say_who_what_and_when_by_decades(tmp_path: Path) -> None:
    write(tmp_path, {"AAA.yaml": EVENTFUL, "BBB.yaml": OTHER})
    pair = (tmp_path / "AAA.yaml", tmp_path / "BBB.yaml")
    asked = ("history", *pair, "--need=surrender", "--need=intelligence")
    out = " ".join(run(*asked).out.split("DATED EVENTS")[1].split())
    assert out.startswith(" ".join(TOLD.split()))
    markdown = run(*asked, "-f", "markdown").out
    assert "- 1980s\n  - 1980: " in markdown
    shared = run(*asked, "--share").out
    assert "cooperation was suspended, over present will" in shared
    assert "Envoys" not in shared
    assert "Treaty" not in shared


MANY = """\
profile: AAA
as_of: 2024-01-01
partners:
  BBB:
    cases:
      - {needs: [surrender], from: 2020, to: 2020, completed: 1}
      - {needs: [surrender], from: 2021, to: 2023, completed: many}
"""


def test_many_cases_stand_in_their_row_as_high_as_ordinary_work(tmp_path: Path) -> None:
    write(tmp_path, {"AAA.yaml": MANY, "BBB.yaml": "profile: BBB\nas_of: 2024-01-01\n"})
    out = run(
        "history", tmp_path / "AAA.yaml", tmp_path / "BBB.yaml", "--need=surrender", "--to=2023-12-31"
    ).out
    # ordinary work begins at 10 cases: one is a tenth of it
    assert re.search(r"^ completed cases, surrender +▁··█ +many$", out, re.MULTILINE)


def test_readiness_is_written_as_assess_writes_it() -> None:
    out = run("history", *CROSS_STRAIT).out
    value = json.loads(run("assess", *CROSS_STRAIT, "-f", "json").out)["readiness"]["value"]
    assert re.search(rf"^ readiness .* {value:.0f}$", out, re.MULTILINE)


def test_no_format_drops_the_years_without_a_value() -> None:
    out = run("history", *CROSS_STRAIT, "--from", "2008", "-f", "markdown").out
    rows = [line.split(" | ")[1].replace("\\", "") for line in out.splitlines() if line.startswith("| ")]
    assert {len(row) for row in rows if " " not in row and set(row) - set(":-")} == {16}


def test_a_shared_history_tells_no_case_and_no_agreement() -> None:
    out = run("history", *CROSS_STRAIT, "--share").out
    assert "completed case" not in out
    assert "Agreement" not in out


def test_html_draws_what_it_says() -> None:
    out = run("history", *CROSS_STRAIT, "--from", "2008", "-f", "html").out
    assert "<svg" in out
    assert re.search(r"<title>notice and consent\. 2008: ", out)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--from", "2050"), "lies after"),
        (("--to", "yesterday"), "yesterday"),
        (("-o", "no/such/folder/x.html"), "cannot write"),
    ],
)
def test_bad_input_is_one_clear_error(arguments: tuple[str, ...], message: str) -> None:
    got = run("history", *CROSS_STRAIT, *arguments)
    assert (got.code, got.out) == (2, "")
    assert message in got.err


def test_a_jurisdiction_has_no_history_with_itself() -> None:
    got = run("history", "TWN", "TWN")
    assert (got.code, got.out) == (2, "")
    assert "TWN and TWN are one jurisdiction" in got.err


def test_the_legend_comes_first_and_tells_the_letters_of_phases() -> None:
    out = " ".join(run("history", *CROSS_STRAIT, "--from", "2008").out.split())
    assert "Phase: e early, m middle, l late." in out
    assert out.index("Phase: e early") < out.index("verdict ")


def joined(code: str, facts: str) -> str:
    return f"profile: {code}\nas_of: 2024-01-01\nfacts: {{{facts}}}\n"


def test_treaties_of_many_parties_are_told_from_the_day_on_which_they_bind_both(tmp_path: Path) -> None:
    """The later of two to join begins it, the first to leave ends it; what one has only signed, or an open day, tells nothing.

    For surrender the UN convention is a basis only where both are recorded to take it as one.
    """
    parties = {
        "AAA": "untoc: {status: party, since: 2003-09-29}, vienna-1988: {status: party, since: 1990-11-11},"
        "ets-30: {status: party, since: 1962}, ets-141: party, ets-24: {status: party, since: 1960, until: 1970}",
        "BBB": "untoc: {status: party, since: 2010-02-01, until: 2020-12-31}, vienna-1988: {status: signatory, since: 1988},"
        "ets-30: {status: party, since: 1968-03-12}, ets-141: {status: party, since: 1999},"
        "ets-24: {status: party, since: 1980}",
    }
    write(
        tmp_path, {f"{code}.yaml": joined(code, f"instruments: {{{its}}}") for code, its in parties.items()}
    )
    asked = ("history", tmp_path / "AAA.yaml", tmp_path / "BBB.yaml", "--need=evidence", "--need=surrender")
    data = json.loads(run(*asked, "-f", "json").out)
    told = [
        (event["day"], event["what"], event["status"], event["needs"], event["side"])
        for event in data["events"]
    ]
    assert told == [
        ("1968-03-12", "ets-30", "", ["evidence"], "both"),
        ("2010-02-01", "untoc", "", ["evidence"], "both"),
        ("2020-12-31", "untoc", "ended", ["evidence"], "both"),
    ]
    assert data["points"][0]["as_of"] == "1968-12-31"
    out = " ".join(run(*asked).out.split())
    assert "1968-03-12: European Convention on Mutual Assistance in Criminal Matters (1959) binds both" in out
    assert (
        "2020-12-31: UN Convention against Transnational Organized Crime (2000) bound both for the last"
        in out
    )
    assert "European Convention" not in run(*asked, "--share").out


def test_a_treaty_with_a_body_binds_a_party_and_a_member(tmp_path: Path) -> None:
    """Of two members, or with one that joined the body later, it tells what binds the party and that member."""
    member = "memberships: {{eu: {{status: member, since: {since}}}}}"
    files = {
        "AAA": joined("AAA", "instruments: {eu-uk-tca: {status: party, since: 2021-01-01}}"),
        "BBB": joined("BBB", member.format(since="1995-01-01")),
        "CCC": joined("CCC", member.format(since="2022-07-01")),
    }
    write(tmp_path, {f"{code}.yaml": text for code, text in files.items()})

    def days(a: str, b: str) -> list[str]:
        pair = (tmp_path / f"{a}.yaml", tmp_path / f"{b}.yaml")
        told = json.loads(run("history", *pair, "--need=surrender", "-f", "json").out)["events"]
        return [event["day"] for event in told]

    assert days("AAA", "BBB") == ["2021-01-01"]
    assert days("CCC", "AAA") == ["2022-07-01"]
    assert days("BBB", "CCC") == []


def test_a_single_moment_is_headed_once(tmp_path: Path) -> None:
    write(tmp_path, {"AAA.yaml": joined("AAA", ""), "BBB.yaml": joined("BBB", "")})
    asked = ("history", tmp_path / "AAA.yaml", tmp_path / "BBB.yaml")
    assert re.search(r"^ +2024$", run(*asked).out, re.MULTILINE)
    assert "| 2024 | 2024 |" in run(*asked, "-f", "markdown").out
    assert "2024 – 2024" not in run(*asked, "-f", "markdown").out
    head = re.search(r'<th scope="col">(.*?)</th>', run(*asked, "-f", "html").out)
    assert head is not None
    assert head[1].count("2024") == 1


def test_many_records_are_told_in_longer_steps(tmp_path: Path) -> None:
    """1,000 records are read at no more than 20 years: from 1990 to 2023 every second."""
    cases = [
        {"needs": ["evidence"], "from": f"{1990 + number % 34}", "to": "2023", "completed": 1}
        for number in range(1000)
    ]
    profile = {"profile": "AAA", "as_of": "2023", "partners": {"BBB": {"cases": cases}}}
    write(tmp_path, {"a.yaml": json.dumps(profile), "b.yaml": "profile: BBB\nas_of: 2023\n"})
    done = run("history", tmp_path / "a.yaml", tmp_path / "b.yaml", "-f", "json")
    days = [point["as_of"][:4] for point in json.loads(done.out)["points"]]
    assert days == [str(year) for year in (*range(1990, 2023, 2), 2023)]
