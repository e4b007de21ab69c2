"""Texts that name something: which list of the rubric, or of the pair, must have that name."""

from __future__ import annotations

from typing import Annotated

from msgspec import Struct

from readiness.language import marked


class Ref(Struct, frozen=True):
    """Marks a text that must be a name which exists; `documents.references` checks it.

    `where` is the attribute of the rubric that has the names, or what the caller gives under that name; `what` is the
    word in the error. `before` and `after` are names that count besides, `listed` what `readiness list` shows the names
    under, and `otherwise` a remedy other than a name nearby. With `only_with`, nothing is checked where that attribute
    of the rubric is empty.
    """

    where: str
    what: str
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    listed: str = ""
    otherwise: str = ""
    only_with: str = ""


PhaseId = Annotated[str, Ref("phases", "phase")]
NeedId = Annotated[str, Ref("needs", "need")]
MeasureId = Annotated[str, Ref("measures", "measure")]
AskedMeasureId = Annotated[str, Ref("measures", "measure", after=("none",))]
CrimeId = Annotated[str, Ref("crimes", "crime")]
BarId = Annotated[str, Ref("bars", "bar")]
LimbId = Annotated[str, Ref("limbs", "limb")]
RoleId = Annotated[str, Ref("roles", "role")]
FactorId = Annotated[str, Ref("factors", "factor")]
IndicatorId = Annotated[str, Ref("indicators", "indicator")]
ObstacleId = Annotated[str, Ref("obstacles", "obstacle")]
RemedyId = Annotated[str, Ref("remedies", "remedy")]
MeasureClassId = Annotated[str, Ref("measure_classes", "measure class")]
StandingId = Annotated[str, Ref("standing", "standing")]
WeightSetId = Annotated[str, Ref("weights", "weight set")]
SourceId = Annotated[str, Ref("sources", "source")]
CoveredId = Annotated[str, Ref("crimes", "crime", before=("all",))]
InstrumentId = Annotated[str, Ref("instruments", "instrument")]
ChannelId = Annotated[str, Ref("channels", "channel")]
ChannelIndicatorId = Annotated[str, Ref("channel_ladders", "channel indicator")]
ComponentId = Annotated[str, Ref("channel_components", "channel component")]
AccessId = Annotated[str, Ref("channel_access", "access")]
StatusOfInferenceId = Annotated[str, Ref("agreement_statuses", "agreement status")]

SideCode = Annotated[str, Ref("codes", "side")]
"""The code of one of the two jurisdictions of a pair."""

RatedId = Annotated[str, Ref("indicators", "indicator", listed="indicators")]
CitedId = Annotated[str, Ref("own_sources", "source", otherwise=marked("add {name} to `sources`"))]
"""A source that the profile itself declares."""

AgreementKindId = Annotated[str, Ref("agreement_kinds", "kind of agreement")]
AgreementStatusId = Annotated[str, Ref("agreement_statuses", "status of an agreement")]
OnFileId = Annotated[str, Ref("on_file_kinds", "kind of agreement or structure")]
LawMatterId = Annotated[str, Ref("law_matters", "matter of law", only_with="law_matters")]
RelationKindId = Annotated[str, Ref("relation_kinds", "kind of relation")]
StructureKindId = Annotated[str, Ref("structure_kinds", "kind of structure")]
HeldComponentId = Annotated[str, Ref("channel_components", "channel component", only_with="channels")]
HeldAccessId = Annotated[str, Ref("channel_access", "access", only_with="channels")]
JoinedInstrumentId = Annotated[str, Ref("instruments", "instrument", only_with="instruments")]
