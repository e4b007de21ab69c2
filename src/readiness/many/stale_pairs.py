"""The pairs that earlier results no longer answer: their profiles, rubric or question changed."""

from __future__ import annotations

import json
from hashlib import blake2b
from typing import TYPE_CHECKING

import numpy as np

from readiness.many.question_identity import identity
from readiness.many.request import asked_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from readiness.many.column_arithmetic import Column
    from readiness.many.earlier_reports import ReportRecord
    from readiness.many.request import Request

SIZE = 12
"""Bytes kept of each result. Two of 10 million agree in them by chance with a probability below 1 in 10^14."""

DIGEST = f"S{SIZE}"
"""NumPy's type of so many bytes; it leaves out zeros at the end of all, which tells none apart from another."""


class Answered:
    """What earlier results answer: a digest of each pair with its question, profiles and rubric. Plain data, for any process."""

    def __init__(self, earlier: Iterable[ReportRecord]) -> None:
        digests = bytearray()
        for record in earlier:
            digests += _digest(identity(record))
        self._known = np.frombuffer(digests, DIGEST)
        self._known.sort()

    def unanswered(self, requests: Sequence[Request], rubric_digest: str) -> Column:
        """The indexes of the requests without a result for the same question, profiles and rubric."""
        texts: dict[int, str] = {}
        digests = np.fromiter(
            (_digest(_sought(request, rubric_digest, texts)) for request in requests), DIGEST, len(requests)
        )
        if not len(self._known):
            return np.arange(len(digests))
        nearest = np.searchsorted(self._known, digests).clip(max=len(self._known) - 1)
        return np.flatnonzero(self._known[nearest] != digests)


def _sought(request: Request, rubric_digest: str, texts: dict[int, str]) -> tuple[str, ...]:
    """The identity of the result that a request asks for. `texts` keep what questions ask."""
    a, b, question = request
    asked = texts.get(id(question))
    if asked is None:
        asked = texts[id(question)] = json.dumps(asked_for(question), sort_keys=True)
    return a.id, b.id, asked, a.digest, b.digest, rubric_digest


def _digest(identity: tuple[str, ...]) -> bytes:
    return blake2b("\0".join(identity).encode(errors="surrogatepass"), digest_size=SIZE).digest()
