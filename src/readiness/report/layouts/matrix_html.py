"""A matrix as one HTML file that needs nothing else: a table that a screen reader can walk, no script."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from readiness.engine.kernel import VERDICTS
from readiness.report.layouts.matrix_text import sign
from readiness.report.pages.naming import LEGAL_GAP
from readiness.report.pages.scope import in_words
from readiness.words import clean, listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from readiness.many.cells import Cell, Matrix
    from readiness.model.rubric import Rubric
    from readiness.report.texts import Texts

STYLE = """\
body { font: 1rem/1.5 system-ui, sans-serif; margin: 2rem; color: #1a1a1a; background: #fff; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; }
caption { text-align: left; font-weight: bold; padding-bottom: .5rem; }
th, td { border: 1px solid #767676; padding: .25rem .5rem; text-align: left; white-space: nowrap; }
.blocked { background: #f6d5d3; }
.undetermined { background: #fbeec2; }
.fragile { background: #e3e6fa; }
.ready { background: #d3eed8; }
.itself { color: #595959; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
@media (prefers-color-scheme: dark) {
  body { color: #f0f0f0; background: #121212; }
  .blocked { background: #5c1f1b; } .undetermined { background: #55440d; }
  .fragile { background: #2b3170; } .ready { background: #1c4a27; }
  .itself { color: #a8a8a8; }
}
"""


def render(matrix: Matrix, rubric: Rubric, say: Texts) -> str:
    """The whole page."""
    return "\n".join(_lines(matrix, rubric, say)) + "\n"


def _lines(matrix: Matrix, rubric: Rubric, say: Texts) -> Iterator[str]:
    title = escape(say("matrix.title", count=len(matrix.codes)))
    yield "<!DOCTYPE html>"
    yield '<html lang="en">'
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
    yield f"<title>{title}</title>"
    yield f"<style>\n{STYLE}</style>"
    yield "</head>"
    yield "<body>"
    yield "<main>"
    yield f"<h1>{title}</h1>"
    yield f"<p>{escape(f'{matrix.rubric} · {in_words(matrix.scope, rubric)}')}</p>"
    yield f"<p>{escape(say('matrix.legend-not-a-ranking'))}</p>"
    yield '<div class="wide" role="region" aria-label="' + title + '" tabindex="0">'
    yield from _table(matrix, rubric, say)
    yield "</div>"
    yield from _legend(matrix, rubric, say)
    yield f"<p><em>{escape(rubric.disclaimer)}</em></p>"
    yield "</main>"
    yield "</body>"
    yield "</html>"


def _table(matrix: Matrix, rubric: Rubric, say: Texts) -> Iterator[str]:
    yield "<table>"
    yield f"<caption>{escape(say('matrix.caption', date=matrix.scope.as_of.isoformat()))}</caption>"
    heads = "".join(f'<th scope="col">{_code(matrix, code)}</th>' for code in matrix.codes)
    yield f'<thead><tr><th scope="col">{escape(say("matrix.corner"))}</th>{heads}</tr></thead>'
    yield "<tbody>"
    for code in matrix.codes:
        cells = "".join(_cell(matrix, code, other, rubric, say) for other in matrix.codes)
        yield f'<tr><th scope="row">{_code(matrix, code)} {escape(clean(matrix.names[code]))}</th>{cells}</tr>'
    yield "</tbody>"
    yield "</table>"


def _code(matrix: Matrix, code: str) -> str:
    return f'<abbr title="{escape(clean(matrix.names[code]))}">{escape(code)}</abbr>'


def _cell(matrix: Matrix, code: str, other: str, rubric: Rubric, say: Texts) -> str:
    """A sign for the eye, and the same in words for the ear and the pointer."""
    cell = matrix.cell(code, other)
    if cell is None:
        return f'<td class="itself">{escape(say("matrix.itself"))}</td>'
    told = escape(_told(matrix, cell, rubric, say))
    shown = escape(sign(cell, say))
    return (
        f'<td class="{cell.verdict}" title="{told}">'
        f'<span aria-hidden="true">{shown}</span><span class="unseen">{told}</span></td>'
    )


def _told(matrix: Matrix, cell: Cell, rubric: Rubric, say: Texts) -> str:
    values = {
        "a": clean(matrix.names[cell.a]),
        "b": clean(matrix.names[cell.b]),
        "verdict": say(f"verdict.{cell.verdict}"),
        "phase": cell.phase,
    }
    if cell.obstacle is None or cell.indicator is None:
        return say("matrix.pair", **values)
    values["obstacle"] = _obstacle(cell.obstacle, rubric)
    values["indicator"] = rubric.indicators[cell.indicator].name
    values["status"] = say(f"status.{cell.status}")
    return say("matrix.pair-obstacle", **values)


def _obstacle(key: str, rubric: Rubric) -> str:
    short = rubric.obstacles[key].short
    return short if key == LEGAL_GAP else f"{key} {short}"


def _legend(matrix: Matrix, rubric: Rubric, say: Texts) -> Iterator[str]:
    found = [cell.verdict for cell in matrix.cells.values()]
    yield "<ul>"
    for verdict in VERDICTS:
        line = say(
            "matrix.legend-verdict",
            symbol=say(f"matrix.symbol-{verdict}"),
            verdict=say(f"verdict.{verdict}"),
            count=found.count(verdict),
        )
        yield f'<li class="{verdict}">{escape(line)}</li>'
    yield "</ul>"
    yield f"<p>{escape(say('matrix.legend-reads'))}</p>"
    seen = {cell.obstacle for cell in matrix.cells.values()}
    yield "<ul>"
    yield from (f"<li>{escape(_obstacle(key, rubric))}</li>" for key in rubric.obstacles if key in seen)
    yield "</ul>"
    if matrix.left_out:
        files = listed([clean(name) for name in matrix.left_out])
        yield f"<p>{escape(say('matrix.left-out', files=files))}</p>"
