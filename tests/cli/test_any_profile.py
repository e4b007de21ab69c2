"""Any bytes at all as a profile: an assessment or one clear error, never a traceback."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cli.command_line import ALPHA, BETA, DELICATE_A, assess, write

if TYPE_CHECKING:
    from collections.abc import Iterator


WORDS = [
    "profile", "ALPHA", "BETA", "as_of", "2023", "2023-11-28", "ratings", "present-will", "mutual-trust", "level", "3",
    "0.5", "-1", "1e999", "grade", "B2", "partners", "standing", "status", "suspended", "since", "cause", "needs",
    "evidence", "says", "source", "sources", "title", "rows", "treaty-basis", "intelligence", "facts", "indices",
    "value", "year", "name", "en", "cases", "from", "completed", "agreements", "kind", "not-applicable", "interval",
    "null", "true", "~", "NO", "9999", "0001", "12:30", "0x1F", "é", "\u202e",
]  # fmt: skip
MARKS = [
    "{",
    "}",
    "[",
    "]",
    ":",
    ": ",
    ", ",
    "\n",
    "\n  ",
    "\n    - ",
    "- ",
    '"',
    "'",
    "#",
    "&x ",
    "*x",
    "!t ",
    "|\n",
    "---\n",
]
MARKS += [">", "?", "%", "@", "`", "\t", "\0", "\r", "\x85", "\u2028", "\ufeff", "\ud800", "\\"]
anything = st.lists(st.sampled_from([*WORDS, *MARKS]), max_size=60).map("".join)
scalars = (
    st.sampled_from(WORDS)
    | st.integers(-5, 3000)
    | st.floats()
    | st.none()
    | st.booleans()
    | st.text(max_size=5)
)
trees = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(scalars, inner, max_size=4),
    max_leaves=20,
)


class WrittenOut(yaml.SafeDumper):
    """Writes YAML without anchors and aliases."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002
        return True


@st.composite
def damaged(draw: st.DrawFn, text: str) -> str:
    """A text with a few pieces taken out, put in or exchanged."""
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 12)))
        text = text[:start] + draw(st.sampled_from([*WORDS, *MARKS, ""])) + text[end:]
    return text


def check_any_profile(raw: bytes) -> None:
    done = assess("-", "BETA.yaml", stdin=raw)
    assert done.code in (0, 2)
    assert "Traceback" not in done.err
    assert all(line.isprintable() for line in done.err.split("\n"))
    assert bool(done.out) == (done.code == 0)
    assert bool(done.err) if done.code == 2 else done.err.count("warning:") == bool(done.err)


@pytest.fixture(scope="module")
def _beside_beta(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    folder = tmp_path_factory.mktemp("beta")
    write(folder, {"BETA.yaml": BETA})
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        yield


often = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.mark.usefixtures("_beside_beta")
@given(raw=st.binary(max_size=200))
@often
def test_any_bytes_as_a_profile(raw: bytes) -> None:
    check_any_profile(raw)


@pytest.mark.usefixtures("_beside_beta")
@given(text=anything)
@often
def test_any_text_like_yaml_as_a_profile(text: str) -> None:
    check_any_profile(text.encode(errors="surrogatepass"))


@pytest.mark.usefixtures("_beside_beta")
@given(tree=trees, known=st.dictionaries(st.sampled_from(WORDS), trees, max_size=4))
@often
def test_any_tree_as_a_profile(tree: Any, known: dict[str, Any]) -> None:
    data = {"profile": "ALPHA", "as_of": 2023, "ratings": tree, **known}
    check_any_profile(yaml.dump(data, Dumper=WrittenOut).encode())


@pytest.mark.usefixtures("_beside_beta")
@given(text=damaged(DELICATE_A) | damaged(ALPHA))
@often
def test_any_damage_to_a_profile(text: str) -> None:
    check_any_profile(text.encode(errors="surrogatepass"))
