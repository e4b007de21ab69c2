"""Brings every language up to date: each PO file gets the English texts of today, and keeps the translations that still fit.

    python languages/update.py           # rewrite the files of all languages
    python languages/update.py --check   # say what would change, and exit 1 if anything would

Both list what is not translated, which is told in English until it is.

A new language is a new folder, named by its BCP 47 tag; run this once, and fill in what it wrote. `program.po` holds the
texts of the program, and a file with the name of a shipped rubric its texts.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po
from typer.main import get_command

HERE = Path(__file__).parent
ROOT = HERE.parent
sys.path.insert(0, str(ROOT / "src"))

from readiness.assessment.result.verdicts import SideName  # noqa: E402
from readiness.cli.app import COMMANDS, app  # noqa: E402
from readiness.documents.reading import read_rubric  # noqa: E402
from readiness.documents.rubric_translation import context, names_of, texts_of  # noqa: E402
from readiness.documents.yaml_text import decode, parse  # noqa: E402
from readiness.engine.kernel import VERDICTS  # noqa: E402
from readiness.engine.statuses import Status  # noqa: E402
from readiness.glossary.entries import explain, names  # noqa: E402
from readiness.glossary.entry import EntryTable  # noqa: E402
from readiness.glossary.kinds import KINDS  # noqa: E402
from readiness.model import references as checked_names  # noqa: E402
from readiness.model.question import Question  # noqa: E402
from readiness.model.references import Ref  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterator

    from babel.messages.catalog import Message

    from readiness.model.rubric import Rubric

WORDS = ROOT / "src/readiness/report/texts/en.yaml"
UNEXPLAINED = ("roles", "bars", "limbs")
KEYWORDS: dict[str, Any] = {"_": None, "marked": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}


def rubrics() -> Iterator[Rubric]:
    """Every shipped rubric."""
    for folder in sorted(path for path in (ROOT / "rubrics").iterdir() if path.is_dir()):
        yield read_rubric([decode(file.name, file.read_bytes()) for file in sorted(folder.glob("*.yaml"))])


def templates() -> dict[str, Catalog]:
    """The messages of today, by the name of their file."""
    program = Catalog()
    for _, _, message, comments, stands in extract_from_dir(
        str(ROOT / "src"), [("**.py", "python")], keywords=KEYWORDS
    ):
        program.add(message, context=stands, auto_comments=comments)
    for path, text in _leaves(parse(decode(WORDS.name, WORDS.read_bytes()))[0], ()):
        program.add(text, context=context(path))
    for name in (
        "word",
        "means",
        *own_words(),
        *(name.replace("_", " ") for name in Question.__struct_fields__),
    ):
        program.add(name, context="label")
    for text in helps():
        program.add(text, context="help")
    found = {"program": program}
    for rubric in rubrics():
        catalog = found[rubric.rubric] = Catalog()
        for path, text in texts_of(rubric).items():
            catalog.add(text, context=context(path))
        for name in names_of(rubric):
            catalog.add(name, context="id")
        for name in labels_of(rubric):
            program.add(name, context="label")
    return found


def own_words() -> Iterator[str]:
    """The words of the program that `readiness explain` knows."""
    yield from parse(decode(WORDS.name, WORDS.read_bytes()))[0]["own-words"]


def helps() -> Iterator[str]:
    """What the commands say of themselves and of their options."""
    group: Any = get_command(app)
    for command in (group, *(group.get_command(None, name) for name in COMMANDS)):
        texts = (command.help, command.epilog, *(getattr(item, "help", None) for item in command.params))
        yield from (text for text in texts if text)


def labels_of(rubric: Rubric) -> Iterator[str]:
    """The labels of the glossary, which are English keys for programs and words for people."""
    yield from (*VERDICTS, *get_args(Status), *get_args(SideName))
    for marked in vars(checked_names).values():
        yield from (mark.what for mark in getattr(marked, "__metadata__", ()) if isinstance(mark, Ref))
    words = (key for kind in KINDS if kind not in UNEXPLAINED for key in names(rubric, kind))
    for entry in (entry for key in words for entry in explain(rubric, key)):
        yield entry.kind
        for label, content in entry.parts:
            yield label
            yield from content.heads if isinstance(content, EntryTable) else ()
            yield from [content] if isinstance(content, str) and content.isalpha() else []


def _leaves(data: dict[str, Any], path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    for key, value in data.items():
        if isinstance(value, dict):
            yield from _leaves(value, (*path, str(key)))
        else:
            yield (*path, str(key)), ", ".join(value) if isinstance(value, list) else str(value)


def updated(path: Path, template: Catalog) -> bytes:
    """The content of a PO file with the messages of a template."""
    locale = Locale.parse(path.parent.name, sep="-")
    known = read_po(io.BytesIO(path.read_bytes()), locale) if path.exists() else Catalog(locale)
    fresh = Catalog(locale, fuzzy=False, header_comment="")
    for message in template:
        if message.id:
            old = known.get(message.id, message.context)
            told = old.string if old is not None and not old.fuzzy else ""
            fresh.add(message.id, told, context=message.context)
    written = io.BytesIO()
    write_po(written, fresh, width=0, omit_header=True)
    header = f'msgid ""\nmsgstr ""\n"Language: {path.parent.name}\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    return f'{header}"Plural-Forms: {fresh.plural_forms}\\n"\n\n'.encode() + written.getvalue()


def is_told(message: Message | None) -> bool:
    """Whether there is a translation, in every form that the language needs."""
    if message is None or message.fuzzy:
        return False
    return bool(message.string) if isinstance(message.string, str) else all(message.string)


def untold(path: Path, content: bytes) -> Iterator[str]:
    """What a PO file does not translate: a line about each message, and one about how many there are."""
    messages = [message for message in read_po(io.BytesIO(content)) if message.id]
    missing = [message for message in messages if not is_told(message)]
    for message in missing:
        english = message.id if isinstance(message.id, str) else message.id[0]
        yield f"{path.relative_to(ROOT)}: not translated: {english}\n"
    if missing:
        yield f"{path.relative_to(ROOT)}: {len(missing)} of {len(messages)} messages are not translated\n"


def main() -> int:
    """Rewrite or check the files of all languages."""
    check = "--check" in sys.argv[1:]
    late = 0
    for folder in sorted(path for path in HERE.iterdir() if path.is_dir() and not path.name.startswith("_")):
        for name, template in templates().items():
            path = folder / f"{name}.po"
            content = updated(path, template)
            if not path.exists() or path.read_bytes() != content:
                late += 1
                sys.stdout.write(f"{path.relative_to(ROOT)} {'is out of date' if check else 'written'}\n")
                if not check:
                    path.write_bytes(content)
            sys.stdout.writelines(untold(path, content))
    return 1 if check and late else 0


if __name__ == "__main__":
    sys.exit(main())
