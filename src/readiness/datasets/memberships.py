"""Imports memberships of international bodies from internacia-db, one YAML file per body."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from readiness.datasets.countries import code_in_row
from readiness.datasets.import_result import ImportedFile, newest, refused
from readiness.datasets.tables import cut
from readiness.documents.yaml_text import decode, parse
from readiness.errors import InputError, Problem
from readiness.language import _

_TABLE = Path(__file__).with_suffix(".yaml")


def read(file: str, data: bytes, dated: str | None) -> ImportedFile:
    """The members of a body, corrected by memberships.yaml. Raises InputError."""
    content, _place = parse(decode(file, data))
    body, members = _body(file, content)
    when = newest([], dated, file)
    path = ("facts", "memberships", str(body["key"]))
    reading = ImportedFile(
        importer="memberships",
        dated=when,
        source={
            "title": "internacia-db, lists of members",
            "publisher": "datenoio",
            "year": int(when[:4]),
            "url": "https://github.com/datenoio/internacia-db",
            "licence": "MIT",
        },
        restated=frozenset({path}),
    )
    but: dict[str, Any] = dict(body.get("but") or {})
    listed: dict[str | None, str] = {}
    for i, (text, status) in enumerate(members, 1):
        code = code_in_row(reading, text, i)
        listed[code] = status
        if code is not None and code not in but:
            reading.add(code, path, {"status": status})
    if len(reading.facts) >= int(body.get("whole", 0)):
        for code in body.get("absent", []):
            if code not in listed:
                reading.add(code, path, {"status": "none"})
    for code, instead in but.items():
        if instead is not None:
            reading.add(code, path, instead)
        correction = instead["status"] if instead is not None else _("left unknown")
        if code in listed and correction != listed[code]:
            told = _("{body}: {code} is listed as a member; corrected: {correction}")
            reading.notes.append(told.format(body=body["key"], code=code, correction=correction))
    return reading


@cache
def _bodies() -> dict[str, Any]:
    bodies: dict[str, Any] = parse(decode(_TABLE.name, _TABLE.read_bytes()))[0]
    return bodies


def _body(file: str, content: Any) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    """The body's entry in memberships.yaml, and its members as (code, status)."""
    known = _bodies()
    body_id = content.get("id") if isinstance(content, dict) else None
    if not isinstance(body_id, str) or body_id not in known:
        what = _('the id "{id}"').format(id=cut(str(body_id))) if body_id is not None else _("no id")
        expected = _("a list of members with an id of {ids}").format(ids=", ".join(known))
        raise refused(file, expected, what)
    members = content.get("includes")
    if not isinstance(members, list) or not members:
        expected = _('the members of {id} under "includes"').format(id=body_id)
        raise refused(file, expected, _("none"))
    rows: list[tuple[str, str]] = []
    for i, member in enumerate(members, 1):
        if not isinstance(member, dict) or not isinstance(member.get("id"), str):
            raise InputError(
                [
                    Problem(
                        _("member {i}: expected keys with an id; found {text}").format(
                            i=i, text=cut(str(member))
                        ),
                        file,
                    )
                ]
            )
        if member.get("type") == "country":
            rows.append((member["id"], str(member.get("status", "member"))))
    return known[body_id], rows
