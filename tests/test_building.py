"""Documents built from data are the documents that reading the same data as YAML gives."""

from __future__ import annotations

import pytest

from building import as_yaml, document_of, rubric_of
from random_documents import random_case
from readiness.documents.reading import read_profile, read_rubric
from readiness.documents.yaml_text import decode
from readiness.errors import InputError


@pytest.mark.parametrize("chunk", range(4))
def test_data_and_yaml_give_the_same_documents(chunk: int) -> None:
    for seed in range(10 * chunk, 10 * chunk + 10):
        rubric_data, *profiles, _ = random_case(seed)
        rubric, read = rubric_of(rubric_data), read_rubric([decode("rubric.yaml", as_yaml(rubric_data))])
        assert rubric.with_digest("") == read.with_digest("")
        for data in profiles:
            text = decode(f"{data['profile']}.yaml", as_yaml(data))
            document, read_document = document_of(data, rubric), read_profile(text, read)
            assert document.profile == read_document.profile
            assert (document.id, document.file) == (read_document.id, read_document.file)


def test_what_reading_refuses_is_refused() -> None:
    rubric_data, profile, _, _ = random_case(0)
    with pytest.raises(InputError, match="nowhere"):
        rubric_of(rubric_data | {"default-needs": ["nowhere"]})
    with pytest.raises(InputError, match="another"):
        document_of(profile | {"rubric": "another"}, rubric_of(rubric_data))
