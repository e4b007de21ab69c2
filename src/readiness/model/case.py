"""A case file: the options of an assessment, kept beside the profiles."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from readiness.errors import UsageError, suggestion
from readiness.jurisdictions.lookup import side_of
from readiness.language import _
from readiness.model import names  # noqa: TC001  (pydantic reads it)
from readiness.model.fields import Model, PartialDate
from readiness.model.question import Question, Side


class Case(Model):
    """What is asked about a pair. `roles` and `requesting` name jurisdictions by code."""

    phase: names.PhaseId | None = None
    lane: Literal["informal", "formal", "both"] | None = None
    needs: list[names.NeedId] = []
    measures: list[names.AskedMeasureId] = []
    crimes: list[names.CrimeId] = []
    limbs: list[names.LimbId] = []
    roles: dict[names.SideCode, names.RoleId] = {}
    requesting: names.SideCode | None = None
    weights: names.WeightSetId | None = None
    as_of: PartialDate | None = Field(default=None, alias="as_of")
    note: str = ""

    def over(self, general: Case) -> Case:
        """What this case states, and what another states where this one says nothing."""
        stated = self.model_fields_set & Case.model_fields.keys()
        return general.model_copy(update={name: getattr(self, name) for name in stated})

    def question(self, codes: tuple[str, str]) -> Question:
        """The question asked about the jurisdictions with these codes. Raises UsageError for a third party."""
        roles: dict[Side, str] = {}
        for code, role in self.roles.items():
            side = _side(code, codes, "--role")
            if roles.setdefault(side, role) != role:
                raise UsageError(
                    _("--role: {code} is given two roles, {roles} and {role}").format(
                        code=code, roles=roles[side], role=role
                    )
                )
        return Question(
            phase=self.phase,
            lane=self.lane,
            needs=tuple(self.needs),
            measures=tuple(self.measures),
            crimes=tuple(self.crimes),
            limbs=tuple(self.limbs),
            roles=(roles.get("a"), roles.get("b")),
            requesting=_side(self.requesting, codes, "--requesting") if self.requesting else None,
            weights=self.weights,
            as_of=self.as_of,
        )


def _side(code: str, codes: tuple[str, str], option: str) -> Side:
    """Which of the two a code names. Raises UsageError for a third party."""
    meant = side_of(code, codes)
    if meant not in codes:
        named = [side for side in codes if side]
        hint = suggestion(code, named) or _("expected one of: {names}").format(names=", ".join(named))
        raise UsageError(
            _('{option}: "{code}" is not one of the pair; {hint}').format(option=option, code=code, hint=hint)
        )
    return "a" if meant == codes[0] else "b"
