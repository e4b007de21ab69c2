"""Plans and what-ifs of the pairs in `examples/`, in seconds of processor time and as ratios to one assessment in the same run.

Run `python benchmarks/plan.py [PAIRS]`. Budgets: a plan of an example takes at most 1 s; every level one up and one down takes at
most twice as long as one assessment. With PAIRS, so many random pairs are planned as well: the worst may take 10 s at most.
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from functools import partial
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from readiness import Question, assess, load_profile, load_rubric
from readiness.assessment.assemble import judged_pair
from readiness.change.available_moves import Limits
from readiness.change.nudges import nudges
from readiness.change.plan import default_target, plan
from readiness.evidence.supposed_levels import Supposed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from readiness.assessment.judgement import Judgement
    from readiness.model.rubric import Rubric

EXAMPLES = Path(__file__).parent.parent / "examples"
ROUNDS = 5


def seconds(work: Callable[[], object]) -> float:
    begin = time.process_time()
    work()
    return time.process_time() - begin


def asked(folder: Path) -> Question:
    """The question of an example, as far as it does not depend on sides."""
    case = folder / "case.yaml"
    given = yaml.safe_load(case.read_text(encoding="utf-8")) if case.exists() else {}
    return Question(
        phase=given.get("phase"),
        needs=tuple(given.get("needs", ())),
        crimes=tuple(given.get("crimes", ())),
    )


def examples(rubric: Rubric) -> Iterator[tuple[str, Judgement, Question]]:
    for folder in sorted(path for path in EXAMPLES.iterdir() if path.is_dir()):
        profiles = [load_profile(file, rubric) for file in sorted(folder.glob("[A-Z][A-Z][A-Z].yaml"))]
        for a, b in combinations(profiles, 2):
            question = asked(folder)
            yield f"{folder.name} {a.id} {b.id}", judged_pair(a, b, rubric, question), question


def random_pairs(rubric: Rubric, number: int) -> Iterator[tuple[str, Judgement]]:
    """The shipped pair with every level drawn anew."""
    a, b = load_profile("TWN", rubric), load_profile("LVA", rubric)
    for seed in range(number):
        draw = random.Random(seed)  # noqa: S311  (the same pairs each time)
        worst = draw.choice([0, 1, 2])
        levels = [
            Supposed(holder, key, draw.randint(worst, 3))
            for key, indicator in rubric.indicators.items()
            for holder in (("a", "b") if indicator.unit == "each" else ("pair",))
        ]
        question = Question(phase=draw.choice(list(rubric.phases)), needs=(draw.choice(list(rubric.needs)),))
        yield f"random {seed}", judged_pair(a, b, rubric, question, levels)


def main() -> None:
    rubric = load_rubric()
    for name, judged, question in examples(rubric):
        alone = partial(assess, judged.a, judged.b, rubric, question)
        one = statistics.median(seconds(alone) for _ in range(ROUNDS))
        all_nudges = statistics.median(seconds(partial(nudges, judged)) for _ in range(ROUNDS))
        target = default_target(judged)
        begin = time.process_time()
        found = plan(judged, target, Limits())
        took = time.process_time() - begin
        told = (
            f"{'exact' if found.exact else 'cut off'}, {len(found.steps)} steps"
            if found.reached
            else "no plan"
        )
        print(f"{name:<40} plan {took:5.2f} s ({told})  ±1 {all_nudges / one:4.2f} × assess")
    timings = []
    for name, judged in random_pairs(rubric, int(sys.argv[1]) if len(sys.argv) > 1 else 0):
        begin = time.process_time()
        found = plan(judged, default_target(judged), Limits())
        timings.append((time.process_time() - begin, name, found.reached, found.exact))
    if timings:
        slowest = max(timings)
        exact = sum(exact for *_, exact in timings)
        print(f"{len(timings)} random pairs: {exact} exact; worst {slowest[0]:.2f} s ({slowest[1]})")
        print(f"median {statistics.median(item[0] for item in timings):.2f} s")


if __name__ == "__main__":
    main()
