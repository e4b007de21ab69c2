"""A batch as ratios in one run: every pair of 200 jurisdictions, three phases, ranges, gates and verdicts.

`python benchmarks/batch.py [jurisdictions]`. Budgets: 1 s for all pairs with loading, 0.5 s for loading 200 profiles,
judging within 5 times the NumPy products alone. Beside them the same decision table scored by scikit-criteria and pymcdm
where these are installed: they weigh and rank, without phases, ranges, gates or verdicts.
"""

from __future__ import annotations

import sys
import time
from importlib.util import find_spec
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import numpy as np
import world
import yaml

from readiness.cli.io.loading import load_rubric
from readiness.cli.io.many import Profiles, gc_paused
from readiness.many.judging import judged_alone, tabulate
from readiness.many.request import Request
from readiness.model.question import Question
from readiness.weights.sets import weights_for

if TYPE_CHECKING:
    from collections.abc import Callable

    from readiness.model.rubric import Rubric

ROUNDS = 7
BUDGETS = {"load": 0.5, "all": 1.0, "products": 5.0}
FLOOR = 0.05


def best(work: Callable[[], object]) -> float:
    """Seconds of the quickest of several rounds: the one that other work on the machine disturbed least."""
    found = []
    for _ in range(ROUNDS):
        begin = time.perf_counter()
        work()
        found.append(time.perf_counter() - begin)
    return min(found)


def events(texts: list[str]) -> None:
    """What libyaml alone takes for the same files."""
    for text in texts:
        loader = yaml.CSafeLoader(text)
        while not isinstance(loader.get_event(), yaml.StreamEndEvent):
            pass


def products(scores: np.ndarray[Any, Any], points: list[tuple[float, ...]]) -> list[np.ndarray[Any, Any]]:
    """The index products alone: four factors, three phases, three ends."""
    found = []
    for point in points:
        for end in range(3):
            product = np.full(scores.shape[2], 100.0)
            for factor, weight in enumerate(point):
                product = product * np.maximum(scores[factor, end], FLOOR) ** weight
            found.append(product)
    return found


def means_and_products(
    levels: np.ndarray[Any, Any], factors: list[list[int]], points: list[tuple[float, ...]]
) -> list[np.ndarray[Any, Any]]:
    """The same from the levels of both sides: the lower of two, means by factor, products; both directions."""
    found = []
    for _ in range(2):
        lower = [[np.minimum(a, b) for a, b in zip(*end, strict=True)] for end in levels]
        scores = np.stack(
            [[sum(end[i] for i in mine) / (4 * len(mine)) for end in lower] for mine in factors]
        )
        found += products(scores, points)
    return found


def line(name: str, seconds: float, *, ratio: float | None = None, budget: float | None = None) -> None:
    parts = [f"{name:<62} {1000 * seconds:8.1f} ms"]
    if ratio is not None:
        parts.append(f"{ratio:6.1f}×")
    if budget is not None:
        parts.append(f"  budget {budget:g} {'s' if ratio is None else '×'}")
    print("".join(parts))


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    rubric = load_rubric("law-enforcement")
    with TemporaryDirectory() as folder, gc_paused():
        world.write(rubric, Path(folder), count)
        texts = [file.read_text(encoding="utf-8") for file in sorted(Path(folder).glob("*.yaml"))]
        lines = sum(text.count("\n") for text in texts) / len(texts)
        print(f"{count} jurisdictions, {count * (count - 1) // 2} pairs, {lines:.0f} lines a profile")
        loading = best(lambda: Profiles(rubric).folder(folder, lambda _: None))
        alone = best(lambda: events(texts))
        line("libyaml's events of the same files, alone", alone)
        line(f"{count} profiles loaded and validated", loading, budget=BUDGETS["load"])
        print(f"{'':<62} {loading / alone:11.1f}×  of libyaml alone")
        documents = Profiles(rubric).folder(folder, lambda _: None)
        requests = _requests(documents)
        judging = best(lambda: tabulate(rubric, requests))
        line("every pair read and judged, with first obstacles", judging)
        line("both together", loading + judging, budget=BUDGETS["all"])
        _products(rubric, requests)
        _others(len(requests), len(rubric.indicators))


def _requests(documents: list[Any]) -> list[Request]:
    question = Question()
    return [Request(a, b, question) for a, b in combinations(documents, 2)]


def _products(rubric: Rubric, requests: list[Request]) -> None:
    """The kernel alone, levels given, beside the bare products."""
    points = [weights_for(rubric, rubric.default_weights, phase, "both").point for phase in rubric.phases]
    rng = np.random.default_rng(1)
    scores = rng.uniform(0, 1, (len(points[0]), 3, len(requests)))
    keys = list(rubric.indicators)
    factors = [[keys.index(key) for key in factor.indicators] for factor in rubric.factors.values()]
    levels = rng.uniform(0, 4, (3, 2, len(keys), len(requests)))
    bare = best(lambda: products(scores, points))
    means = best(lambda: means_and_products(levels, factors, points))
    kernel = best(judged_alone(rubric, requests))
    line("NumPy: index products alone, one direction", bare)
    line("NumPy: minima, means and index products, both directions", means)
    line("kernel: both directions, ranges, gates, ceilings, verdicts", kernel)
    line("  to the index products alone", kernel, ratio=kernel / bare, budget=BUDGETS["products"])
    line("  to minima, means and index products", kernel, ratio=kernel / means, budget=BUDGETS["products"])


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
