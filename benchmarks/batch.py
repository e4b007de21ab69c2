"""A batch as ratios in one run: every pair of 200 jurisdictions, three phases, ranges, gates and verdicts, written as rows.

`python benchmarks/batch.py [jurisdictions]` prints a table in Markdown. Times are of the processor, the best of several
rounds, so that other work on the machine disturbs them little; compare the ratios. The same decision table is scored by
scikit-criteria and pymcdm, and the same rows are written by orjson and msgspec, where these are installed.
"""

from __future__ import annotations

import sys
import time
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import numpy as np
import world
import yaml
from yaml._yaml import CParser  # type: ignore[import-not-found, import-untyped, unused-ignore]

from readiness.cli.io.loading import load_rubric
from readiness.cli.io.many import Profiles, gc_paused
from readiness.documents.place import Text
from readiness.documents.validation import validate
from readiness.documents.yaml_text import parse
from readiness.many.judging import Batch
from readiness.many.request import EveryPair
from readiness.many.rows import rows
from readiness.many.rule_cache import Kept
from readiness.model.profile import Profile
from readiness.model.question import Question
from readiness.plain_data import line as plain_line
from readiness.report.data.batch_rows import jsonl
from readiness.weights.sets import weights_for

if TYPE_CHECKING:
    from collections.abc import Callable

ROUNDS = 5
YAML_BUDGET, PRODUCTS_BUDGET, MEANS_BUDGET, WRITING_BUDGET = 1.5, 5.0, 2.0, 1.5
FLOOR = 0.05


def best(work: Callable[[], object]) -> float:
    """Seconds of the processor in the quickest of several rounds: the one that was disturbed least."""
    seconds = []
    for _ in range(ROUNDS):
        begin = time.process_time()
        work()
        seconds.append(time.process_time() - begin)
    return min(seconds)


def events(texts: list[str]) -> None:
    """What libyaml alone takes for the same files."""
    for text in texts:
        loader = yaml.CSafeLoader(text)
        while not isinstance(loader.get_event(), yaml.StreamEndEvent):
            pass


def products(scores: np.ndarray[Any, Any], points: list[tuple[float, ...]]) -> list[np.ndarray[Any, Any]]:
    """The index products of one direction alone: every factor, in three phases, at three ends."""
    indexes = []
    for point in points:
        for end in range(3):
            product = np.full(scores.shape[2], 100.0)
            for factor, weight in enumerate(point):
                product = product * np.maximum(scores[factor, end], FLOOR) ** weight
            indexes.append(product)
    return indexes


def means_and_products(
    levels: np.ndarray[Any, Any], factors: list[list[int]], points: list[tuple[float, ...]]
) -> list[np.ndarray[Any, Any]]:
    """The same from the levels of both sides: the lower of two, means by factor, products; both directions."""
    indexes = []
    for _ in range(2):
        lower = [[np.minimum(a, b) for a, b in zip(*end, strict=True)] for end in levels]
        scores = np.stack(
            [[sum(end[i] for i in mine) / (4 * len(mine)) for end in lower] for mine in factors]
        )
        indexes += products(scores, points)
    return indexes


def line(name: str, seconds: float, *, ratio: float | None = None, budget: float | None = None) -> None:
    """A row of the table: milliseconds, the ratio to what it is measured by, and the most that it may be."""
    shown = f"{ratio:.1f} ×" if ratio is not None else ""
    most = f"{budget:g} ×" if budget is not None else ""
    print(f"| {name} | {1000 * seconds:,.1f} | {shown} | {most} |")


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    rubric = load_rubric("law-enforcement")
    with TemporaryDirectory() as folder, gc_paused():
        world.write(rubric, Path(folder), count)
        texts = [file.read_text(encoding="utf-8") for file in sorted(Path(folder).glob("*.yaml"))]
        lines = sum(text.count("\n") for text in texts) / len(texts)
        pairs = count * (count - 1) // 2
        print(
            f"{count} jurisdictions, {pairs:,} pairs, {lines:.0f} lines a profile; NumPy {np.__version__}\n"
        )
        print("| | ms | ratio | at most |\n|---|--:|--:|--:|")
        alone = best(lambda: events(texts))
        line("libyaml: events of the same files", alone)
        line("— without handing any to Python", best(lambda: [CParser(text).raw_parse() for text in texts]))
        named = [Text("profile.yaml", text) for text in texts]
        line("— and data made of them", best(lambda: [parse(text) for text in named]))
        parsed = [parse(text) for text in named]
        line("the data validated by pydantic", best(lambda: [validate(Profile, *given) for given in parsed]))
        loading = best(lambda: Profiles(rubric).folder(folder, lambda _: None))
        line(f"{count} profiles loaded and validated", loading, ratio=loading / alone, budget=YAML_BUDGET)
        batch = Batch(rubric, EveryPair(Profiles(rubric).folder(folder, lambda _: None), Question()))
        _judging(batch)
        _writing(batch)
        _others(len(batch), len(rubric.indicators))


def _judging(batch: Batch) -> None:
    """The kernel alone, levels given, beside the bare products; then everything, with reading and first obstacles."""
    np.ones(3_000_000)  # freed at once, after which the allocator keeps what columns leave, as in a long run
    rubric = batch.rubric
    points = [weights_for(rubric, rubric.default_weights, phase, "both").point for phase in rubric.phases]
    rng = np.random.default_rng(1)
    scores = rng.uniform(0, 1, (2, len(points[0]), 3, len(batch)))
    keys = list(rubric.indicators)
    factors = [[keys.index(key) for key in factor.indicators] for factor in rubric.factors.values()]
    levels = rng.uniform(0, 4, (3, 2, len(keys), len(batch)))
    bare = best(lambda: [products(direction, points) for direction in scores])
    means = best(lambda: means_and_products(levels, factors, points))
    judge, kept = batch.judging(), Kept()
    kernel = best(lambda: judge(Kept()))
    further = best(lambda: judge(kept))
    line("NumPy: the eighteen index products, both directions", bare)
    line("NumPy: minima, means and index products, both directions", means)
    line("kernel: both directions, ranges, gates, ceilings, verdicts", kernel)
    line("— to the index products", kernel, ratio=kernel / bare, budget=PRODUCTS_BUDGET)
    line("— to minima, means and index products", kernel, ratio=kernel / means, budget=MEANS_BUDGET)
    line("kernel, for a further part of a batch", further)
    line("— to the index products", further, ratio=further / bare, budget=PRODUCTS_BUDGET)
    line("— to minima, means and index products", further, ratio=further / means, budget=MEANS_BUDGET)
    whole = best(lambda: [Batch(rubric, batch.requests).table(*part) for part in list(batch.parts())[:1]])
    every = best(lambda: [batch.table(*part) for part in batch.parts()])
    line("every pair judged with first obstacles, evidence read before", every)
    line("the first part with all evidence read anew", whole)
    print(f"| pairs judged a second | {len(batch) / every:,.0f} | | |")


def _writing(batch: Batch) -> None:
    """The rows as JSON Lines, beside fast writers of the same rows; the rows are made for these beforehand."""
    tables = [batch.table(*part) for part in batch.parts()]
    written = best(lambda: [jsonl(table) for table in tables])
    made = [row for table in tables for row in rows(table)]
    line("rows written as JSON Lines, from columns", written)
    line("json: the same rows, made beforehand", best(lambda: [plain_line(row) for row in made]))
    for name, encoder in (("orjson", "dumps"), ("msgspec.json", "encode")):
        if find_spec(name.split(".", maxsplit=1)[0]):
            encode = getattr(import_module(name), encoder)
            fast = best(lambda encode=encode: [encode(row) for row in made])  # type: ignore[misc]
            making = best(lambda: [list(rows(table)) for table in tables])
            ratio = written / (fast + making)
            line(f"{name}: the same rows, made beforehand", fast)
            line(
                f"— written from columns, to making rows and {name}",
                written,
                ratio=ratio,
                budget=WRITING_BUDGET,
            )
    print(f"| rows written a second | {len(made) / written:,.0f} | | |")


def _others(alternatives: int, criteria: int) -> None:
    """The same table, one weighted score a pair, in libraries for decision analysis."""
    rng = np.random.default_rng(1)
    table = rng.uniform(0.2, 4, (alternatives, criteria))
    weights = np.full(criteria, 1 / criteria)
    kinds = np.ones(criteria)
    line("NumPy: one weighted product of the same table", best(lambda: np.prod(table**weights, axis=1)))
    if find_spec("pymcdm"):
        from pymcdm.methods import TOPSIS  # type: ignore[import-untyped, import-not-found, unused-ignore]  # noqa: PLC0415

        line("pymcdm: TOPSIS, one score a pair", best(lambda: TOPSIS()(table, weights, kinds)))
    if find_spec("skcriteria"):
        import skcriteria  # type: ignore[import-untyped, import-not-found, unused-ignore]  # noqa: PLC0415
        from skcriteria.agg.simple import WeightedProductModel  # type: ignore[import-untyped, import-not-found, unused-ignore]  # noqa: PLC0415

        def ranked() -> object:
            matrix = skcriteria.mkdm(table, [max] * criteria, weights=weights)
            return WeightedProductModel().evaluate(matrix)

        line("scikit-criteria: weighted product model, one score a pair", best(ranked))


if __name__ == "__main__":
    main()
