"""Compile the rubrics when a wheel is built, so that a run need not check them again."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class IndexHook(BuildHookInterface[Any]):
    """Adds rubrics/<name>.json beside each bundled rubric."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the indexes, except for an editable install, where rubrics are being edited."""
        if version == "editable":
            return
        root = Path(self.root)
        sys.path.insert(0, str(root / "src"))
        from readiness.documents.compiled_rubric import compile_index  # noqa: PLC0415
        from readiness.documents.reading import read_rubric  # noqa: PLC0415
        from readiness.documents.yaml_text import decode  # noqa: PLC0415

        made = Path(tempfile.mkdtemp())
        for folder in sorted(path for path in (root / "rubrics").iterdir() if path.is_dir()):
            files = sorted(folder.glob("*.yaml"))
            rubric = read_rubric([decode(str(file), file.read_bytes()) for file in files])
            target = made / f"{folder.name}.json"
            target.write_text(compile_index(rubric), encoding="utf-8")
            build_data["force_include"][str(target)] = f"readiness/bundled/rubrics/{folder.name}.json"
