"""A case file: the options of an assessment, kept beside the profiles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pydantic import Field

from readiness.errors import UsageError, suggestion
from readiness.jurisdictions.lookup import side_of
from readiness.language import _
from readiness.model import references  # noqa: TC001  (pydantic reads it)
from readiness.model.fields import Model, PartialDate
from readiness.model.question import Parts, Question

if TYPE_CHECKING:
    from collections.abc import Collection


class Case(Model):
    """What is asked about a pair. `roles` and `requesting` name jurisdictions by code."""

    phase: references.PhaseId | None = None
    lane: Literal["informal", "formal", "both"] | None = None
    needs: list[references.NeedId] = []
    measures: list[references.AskedMeasureId] = []
    bars: list[references.BarId] = []
    crimes: list[references.CrimeId] = []
    limbs: list[references.LimbId] = []
    roles: dict[references.SideCode, references.RoleId] = {}
    requesting: references.SideCode | None = None
    weights: references.WeightSetId | None = None
    as_of: PartialDate | None = Field(default=None, alias="as_of")
    note: str = ""

    def over(self, general: Case) -> Case:
        """What this case states, and what another states where this one says nothing."""
        stated = self.model_fields_set & Case.model_fields.keys()
        return general.model_copy(update={name: getattr(self, name) for name in stated})

    def within(self, codes: Collection[str]) -> Case:
        """What this case states, without roles of other jurisdictions than these and without another one that asks."""
        stated = {name: getattr(self, name) for name in self.model_fields_set & Case.model_fields.keys()}
        roles = {code: role for code, role in self.roles.items() if side_of(code, codes) in codes}
        asks = self.requesting is not None and side_of(self.requesting, codes) in codes
        for name, kept in (("roles", roles), ("requesting", self.requesting if asks else None)):
            stated[name] = kept
            if not kept:
                del stated[name]
        return Case.model_construct(**stated)

    def parts(self, codes: Collection[str]) -> Parts:
        """What the jurisdictions with these codes do. Raises UsageError for any other that has a part."""
        roles: dict[str, str] = {}
        for code, role in self.roles.items():
            if side_of(code, codes) not in codes and side_of(role, codes) in codes:
                told = _("--role: {code}={role} is turned; write {role}={code}")
                raise UsageError(told.format(code=code, role=role))
            meant = _meant(code, codes, "--role")
            if roles.setdefault(meant, role) != role:
                told = _("--role: {code} is given two roles, {first} and {second}")
                raise UsageError(told.format(code=code, first=roles[meant], second=role))
        return Parts(roles, _meant(self.requesting, codes, "--requesting") if self.requesting else None)

    def question(self, codes: tuple[str, str]) -> Question:
        """The question asked about the jurisdictions with these codes. Raises UsageError for a third party."""
        return self.parts(codes).asked_of(self.of_any(), *codes)

    def of_any(self) -> Question:
        """The question asked about any pair, whoever has which part."""
        return Question(
            phase=self.phase,
            lane=self.lane,
            needs=tuple(self.needs),
            measures=tuple(self.measures),
            crimes=tuple(self.crimes),
            bars=tuple(self.bars),
            limbs=tuple(self.limbs),
            weights=self.weights,
            as_of=self.as_of,
        )


def _meant(code: str, codes: Collection[str], option: str) -> str:
    """Which of the jurisdictions a code or name means. Raises UsageError for another one."""
    meant = side_of(code, codes)
    if meant not in codes:
        told = (
            _('{option}: "{code}" is not one of the pair; {hint}')
            if len(codes) == 2
            else _('{option}: "{code}" is none of the jurisdictions asked about; {hint}')
        )
        hint = suggestion(code, codes) or _("expected one of: {names}").format(names=", ".join(codes))
        raise UsageError(told.format(option=option, code=code, hint=hint))
    return meant
