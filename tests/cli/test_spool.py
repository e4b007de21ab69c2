"""Texts between processes go through files of which nothing is left."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from readiness.cli.batch.spool import spool, spooled

if TYPE_CHECKING:
    from collections.abc import Iterator


def test_texts_come_back_in_their_order_and_their_file_goes(tmp_path: Path) -> None:
    with spool(["-", str(tmp_path / "rows.csv")]) as folder:
        assert Path(folder).parent == tmp_path
        texts = spooled(iter([b"one\n", b"", "zwölf\n".encode()]), folder)
        assert [file.name for file in Path(folder).iterdir()] == [Path(texts.file).name]
        assert list(texts) == [b"one\n", b"", b"zw\xc3\xb6lf\n"]
        assert list(Path(folder).iterdir()) == []
    assert list(tmp_path.iterdir()) == []


def test_what_nobody_read_goes_with_the_folder(tmp_path: Path) -> None:
    def broken() -> Iterator[bytes]:
        yield b"half"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), spool([str(tmp_path / "rows.csv")]) as folder:
        spooled(broken(), folder)
    assert list(tmp_path.iterdir()) == []
