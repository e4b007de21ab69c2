"""HTML reports in a headless Chromium: nothing too wide, nothing that a screen reader stumbles over, sheets of A4.

`axe-core` is found where Node finds it: `npm install --no-save axe-core`, or `NODE_PATH=folder/node_modules`.
"""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from cli.command_line import ALPHA, BETA, EXAMPLES, SMALL_RUBRIC, run, write
from report.pages import CHROMIUM, STRAIT, browse, renamed_strait

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(not CHROMIUM, reason="there is no Chromium here")

REPORTS: dict[str, tuple[str | Path, ...]] = {
    "assess": ("assess", "TWN", "LVA"),
    "assess-blocked": ("assess", *STRAIT, "--need=surrender", "--phase=late"),
    "brief": ("brief", "TWN", "LVA"),
    "checklist": ("checklist", "TWN", "LVA", "--need=surrender"),
    "partners": ("partners", "TWN", "LVA", "JPN", "USA", "PHL"),
    "history": ("history", *STRAIT),
    "plan": ("plan", EXAMPLES / "scam-compound" / "TWN.yaml", EXAMPLES / "scam-compound" / "KHM.yaml"),
    "matrix": ("matrix", EXAMPLES / "friendly-force"),
}
DARK = "--blink-settings=preferredColorScheme=0"
LONG = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetzland"
LONG_NAMES = {
    "85-letters": "The Most Serene and Indivisible Federated Commonwealth of the Northern Archipelagos of",
    "broad": "W" * 185,
    "forty-columns": "W" * 40,
    "chinese": "臺灣中華北方群島聯邦共和國" * 7,
    "chinese-in-sentences": "臺灣中華北方群島聯邦共和國臺灣中華北方群",
}
ALL_NEEDS = ("surrender", "evidence", "joint-operation", "assets", "data", "intelligence")
NAMES = {
    "long": LONG,
    "arabic": "المملكة الأردنية الهاشمية",
    "chinese": "臺灣臺灣臺灣臺灣臺灣臺灣臺灣臺灣臺灣臺灣臺灣臺灣",
}


def axe() -> str:
    """The source of axe-core, or nothing."""
    node = shutil.which("node")
    if node is None:
        return ""
    asked = [node, "-p", "require('fs').readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')"]
    return subprocess.run(asked, capture_output=True, text=True, check=False).stdout


AXE = axe()


def written(name: str, folder: Path, arguments: tuple[str | Path, ...]) -> Path:
    """The report as a file."""
    report = folder / f"{name}.html"
    assert run(*arguments, "--output", report).code == 0
    return report


def page_width(report: Path, width: int) -> int:
    """The pixels that the page takes in a window of a width."""
    frame = report.with_name("frame.html")
    frame.write_text(
        f'<!doctype html><title>?</title><iframe src="{report.name}" style="width:{width}px;height:900px;border:0">'
        "</iframe><script>onload = () => { const page = document.querySelector('iframe').contentDocument.documentElement;"
        "document.title = 'width ' + page.scrollWidth }</script>",
        encoding="utf-8",
    )
    profile = report.with_name("browser")
    seen = browse(profile, "--allow-file-access-from-files", "--dump-dom", frame.as_uri())
    return int(re.search(r"<title>width (\d+)</title>", seen)[1])  # type: ignore[index]


def printed(report: Path) -> bytes:
    """The page as a PDF."""
    paper = report.with_suffix(".pdf")
    browse(report.with_name("browser"), "--no-pdf-header-footer", f"--print-to-pdf={paper}", report.as_uri())
    return paper.read_bytes()


@pytest.mark.parametrize("name", REPORTS)
def test_nothing_is_wider_than_a_phone(name: str, tmp_path: Path) -> None:
    assert page_width(written(name, tmp_path, REPORTS[name]), 390) == 390


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("command", ["assess", "brief", "partners"])
def test_no_name_makes_a_page_too_wide(command: str, name: str, tmp_path: Path) -> None:
    named = ALPHA.replace("Alphaland", NAMES[name])
    write(tmp_path, {"a.yaml": named, "b.yaml": BETA.replace("Betaland", NAMES[name])})
    rubric = f"--rubric={SMALL_RUBRIC}"
    report = written(name, tmp_path, (command, tmp_path / "a.yaml", tmp_path / "b.yaml", rubric))
    assert page_width(report, 390) == 390


@pytest.mark.skipif(not AXE, reason="there is no axe-core here")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", REPORTS)
def test_axe_finds_no_violation(name: str, scheme: str, tmp_path: Path) -> None:
    report = written(name, tmp_path, REPORTS[name])
    policy = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
    page, count = policy.subn("", report.read_text("utf-8"))  # lets the script below run
    assert count == 1
    ask = (
        "axe.run().then(({violations, passes}) => { const told = document.createElement('pre'); told.id = 'told';"
        "const named = violations.map(it => it.id + ': ' + it.nodes[0].html);"
        "told.textContent = JSON.stringify([passes.length, named]); document.body.append(told) })"
    )
    report.write_text(
        page.replace("</body>", f"<script>{AXE}</script><script>{ask}</script></body>"), "utf-8"
    )
    look = [DARK] if scheme == "dark" else []
    seen = browse(tmp_path / "browser", "--virtual-time-budget=60000", "--dump-dom", *look, report.as_uri())
    told = re.search(r'<pre id="told">(.*?)</pre>', seen, re.DOTALL)
    assert told is not None
    passed, violations = json.loads(html.unescape(told[1]))
    assert violations == []
    assert passed > 10


@pytest.mark.parametrize(
    "arguments",
    [
        ("TWN", "LVA"),
        STRAIT,
        ("USA", "CHN", "--need=surrender", "--need=assets", "--need=data"),
        (*REPORTS["plan"][1:], "--case", EXAMPLES / "scam-compound" / "case.yaml"),
    ],
    ids=["shipped", "strained", "unknown", "blocked"],
)
def test_a_brief_is_one_sheet_of_a4(arguments: tuple[str | Path, ...], tmp_path: Path) -> None:
    pdf = printed(written("brief", tmp_path, ("brief", *arguments)))
    assert len(sheets(pdf)) == 1
    assert sheets(pdf)[0] in ((595, 842), (596, 842))


@pytest.mark.parametrize("asked", [("surrender", "evidence", "data"), ALL_NEEDS], ids=["three", "all"])
@pytest.mark.parametrize("name", LONG_NAMES)
def test_no_names_make_a_brief_longer_than_a_sheet(name: str, asked: tuple[str, ...], tmp_path: Path) -> None:
    pair = renamed_strait(tmp_path, LONG_NAMES[name])
    needs = [f"--need={need}" for need in asked]
    pdf = printed(written("brief", tmp_path, ("brief", *pair, *needs, "--requesting=CHN", "--as=TWN")))
    assert len(sheets(pdf)) == 1


def test_a_report_prints_on_a4_and_partners_on_the_longer_side(tmp_path: Path) -> None:
    upright = set(sheets(printed(written("assess", tmp_path, REPORTS["assess"]))))
    across = set(sheets(printed(written("partners", tmp_path, REPORTS["partners"]))))
    assert upright in ({(595, 842)}, {(596, 842)})
    assert across in ({(842, 595)}, {(842, 596)})


def sheets(pdf: bytes) -> list[tuple[int, int]]:
    """Width and height of each page, in points."""
    boxes = re.findall(rb"/Type /Page\b.*?/MediaBox\s*\[([^\]]*)\]", pdf, re.DOTALL)
    return [(round(float(box.split()[2])), round(float(box.split()[3]))) for box in boxes]
