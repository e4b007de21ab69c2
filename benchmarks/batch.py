"""A batch as ratios in one run: every pair of 200 jurisdictions, three phases, ranges, gates and verdicts.

`python benchmarks/batch.py [jurisdictions]`. Budgets: 1 s for all pairs with loading, 0.5 s for loading 200 profiles,
judging within 5 times the NumPy products alone. Beside them the same decision table scored by scikit-criteria and pymcdm
where these are installed: they weigh and rank, without phases, ranges, gates or verdicts.
"""

from __future__ import annotations

import gc
import os
import statistics
import sys
import time
from importlib.util import find_spec
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

for variable in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(variable, "1")  # small products are slower on several threads

import numpy as np
import world

from readiness.batch.judging import judged_columns, tabulate
from readiness.batch.loading import load_folder
from readiness.batch.request import Request
from readiness.cli.loading import load_rubric
from readiness.question import Question

if TYPE_CHECKING:
    from collections.abc import Callable

    from readiness.documents.rubric import Rubric

ROUNDS = 7
ALL_BUDGET, LOAD_BUDGET, PRODUCT_BUDGET = 1.0, 0.5, 5.0
