"""On the site, a link to a file of the repository that is no page becomes the file's path: there is nothing to open there."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.exceptions import PluginError

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

LINK = re.compile(r"\[(?P<text>[^\]]+)\]\((?P<target>(?:\.\./)+[^)#\s]*)(?:#[^)\s]*)?\)")


def on_page_markdown(markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG001
    """The page with the paths instead of the links. Raises PluginError for a link to nothing."""
    docs = Path(config.docs_dir)
    folder = docs / Path(page.file.src_uri).parent

    def told(link: re.Match[str]) -> str:
        target = (folder / link["target"]).resolve()
        if target.is_relative_to(docs):
            return link[0]
        if not target.exists():
            raise PluginError(f"{page.file.src_uri}: {link['target']} is not in the repository")
        path = f"`{target.relative_to(docs.parent)}{'/' if target.is_dir() else ''}`"
        text = link["text"].strip("`")
        return path if path.strip("`/").endswith(text.strip("/")) else f"{link['text']} ({path})"

    return LINK.sub(told, markdown)
