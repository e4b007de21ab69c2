"""Profiles of one folder share what they have in common, and say the same as before."""

from __future__ import annotations

import copy

from building import shipped_rubric
from readiness.cli.io.interning import Sharing
from readiness.cli.io.shipped import bundled
from readiness.documents.reading import read_profile
from readiness.documents.yaml_text import decode


def test_equal_sets_are_one_set() -> None:
    file = bundled("profiles") / "TWN.yaml"
    one, other = (read_profile(decode("TWN.yaml", file.read_bytes()), shipped_rubric()) for _ in range(2))
    before = copy.deepcopy(one.profile)
    sharing = Sharing()
    sharing.share(one.profile)
    sharing.share(other.profile)
    assert one.profile == before
    assert one.profile.model_dump(exclude_unset=True) == before.model_dump(exclude_unset=True)
    for key, ratings in one.profile.ratings.items():
        for mine, theirs in zip(ratings, other.profile.ratings[key], strict=True):
            assert mine.model_fields_set is theirs.model_fields_set
