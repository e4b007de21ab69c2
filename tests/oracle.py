"""A second, deliberately plain reading of the design: the judgement model as dictionaries and loops.

It is written from the design (sections 2.1-2.6) and not from the engine, so that the two can be compared.
Numbers in brackets are sections of the design; "settled" marks a reading agreed where the design is silent.
Levels run from 0 to 4 and scores inside this module from 0 to 1; only the answer is given on 0-100.
"""

from __future__ import annotations

import calendar
import math
from datetime import date, timedelta
from itertools import pairwise, permutations
from typing import Any

Data = dict[str, Any]

TOP = 4.0
TOLERANCE = 1e-9
SIDES = ("a", "b")
OTHER = {"a": "b", "b": "a"}
VERDICTS = ["blocked", "undetermined", "fragile", "ready"]  # worst first
RATED, SHOWN, SUGGESTED, PRIOR = (
    0,
    1,
    3,
    4,
)  # what a level rests on, the firmest first; of facts random rubrics declare laws alone
GROUNDS = {RATED: "rating", SHOWN: "casework", SUGGESTED: "casework", PRIOR: "prior"}
LOOSE = (
    SUGGESTED,
    PRIOR,
)  # a case or two, or an index: a gate is decided only where the whole interval agrees
NOBODY_SAYS: Data = {"ground": RATED, "bound": TOP, "cause": None}
NOT_APPLICABLE: Data = {"na": True, "level": None, "low": None, "high": None, **NOBODY_SAYS}
UNKNOWN: Data = {"na": False, "level": None, "low": 0.0, "high": TOP, **NOBODY_SAYS}


def judge(rubric: Data, a: Data, b: Data, question: Data) -> Data:
    """Judge one pair for one question.

    2.4: several needs are judged together and each alone; the whole is never better than its worst need, which is then shown.
    """
    together = judge_together(rubric, a, b, question)
    worst = together
    for alone in by_need(rubric, a, b, question).values() if len(together["needs"]) > 1 else ():
        if VERDICTS.index(alone["verdict"]) < VERDICTS.index(worst["verdict"]):
            worst = alone
    said_of_all = ("lane", "needs", "measures", "standing", "fell")
    return {**worst, **{key: together[key] for key in said_of_all}}


def judge_together(rubric: Data, a: Data, b: Data, question: Data) -> Data:
    """All needs of a question together, as one scope."""
    case = the_case(rubric, a, b, question)
    phase = assessed_phase(case, question)
    before = before_the_trouble(case)
    # 2.3: each direction is a whole assessment.
    ways = {requesting: one_direction(case, before, requesting, phase["assessed"]) for requesting in SIDES}
    requesting = question["requesting"]
    shown = requesting
    if requesting is None:
        requesting, shown = mutual(case, ways, phase["assessed"])
        if requesting is None:  # 2.3: equal on all three, shown as both ways
            ways[shown] = one_direction(case, before, shown, phase["assessed"], even=True)
    answer: Data = {
        "as_of": case["as_of"].isoformat(),
        "lane": case["lane"],
        "needs": case["needs"],
        "measures": [measure for measure in rubric["measures"] if measure in case["measures"]],
        "phase": phase,
        "standing": case["standing"]["status"],
        "requesting": requesting,
        "verdict": ways[shown]["phases"][phase["assessed"]]["verdict"],
    }
    answer.update(ways[shown])
    return answer


def by_need(rubric: Data, a: Data, b: Data, question: Data) -> Data:
    """2.4: each need judged alone, without the measures that fit only others."""
    whole = judge_together(rubric, a, b, question)
    answers: Data = {}
    for need in whole["needs"]:
        kept = []
        for measure in whole["measures"]:
            fits = rubric["measures"][measure].get("needs")
            if not fits or need in fits or not any(other in fits for other in whole["needs"]):
                kept.append(measure)
        asked = {**question, "needs": [need], "measures": [*kept, "none"]}
        answers[need] = judge_together(rubric, a, b, asked)
    return answers


def the_case(rubric: Data, a: Data, b: Data, question: Data) -> Data:
    """Everything that does not depend on the direction or the phase (2.4)."""
    crimes = question["crimes"]
    case: Data = {"rubric": rubric, "profiles": {"a": a, "b": b}, "crimes": crimes}
    case["as_of"] = assessment_date(a, b, question)
    case["needs"] = needs_in_play(rubric, question["needs"], crimes)
    case["measures"] = measures_in_play(rubric, question["measures"], crimes, case["needs"])
    case["lane"] = question["lane"] or lane_of_needs(rubric, case["needs"])
    case["bars"] = question.get("bars", [])
    case["roles"] = {"a": question["roles"][0], "b": question["roles"][1]}
    case["weights"] = question["weights"] or rubric["default-weights"]
    case["indicators"] = indicators_of(rubric)
    case["standing"] = standing_of(case)
    return case


def indicators_of(rubric: Data) -> Data:
    """Every indicator in catalogue order, with the id of its factor."""
    found: Data = {}
    for factor_id, factor in rubric["factors"].items():
        for indicator_id, indicator in factor["indicators"].items():
            found[indicator_id] = {**indicator, "id": indicator_id, "factor": factor_id}
    return found


# === dates


def parts_of(value: Any) -> list[int]:
    """`2023`, `2023-06` or `2023-06-30`, as numbers."""
    return [int(part) for part in str(value).split("-")]


def first_day(value: Any) -> date:
    """`since` and `from`: a partial date means its first day (settled l), an unknown one is before every day."""
    if value == "unknown":
        return date.min
    parts = parts_of(value)
    month = parts[1] if len(parts) > 1 else 1
    day = parts[2] if len(parts) > 2 else 1
    return date(parts[0], month, day)


def last_day(value: Any) -> date:
    """Every other date: a partial date means its last day (2.2)."""
    parts = parts_of(value)
    month = parts[1] if len(parts) > 1 else 12
    day = parts[2] if len(parts) > 2 else calendar.monthrange(parts[0], month)[1]
    return date(parts[0], month, day)


def day_by(value: Any, as_of: date) -> date:
    """2.2: a partial date means its last day, or the day of the assessment if that falls inside it."""
    return as_of if first_day(value) <= as_of <= last_day(value) else last_day(value)


def years_later(day: date, years: int) -> date:
    """The same calendar day some years on; 29 February becomes 28 February."""
    last = calendar.monthrange(day.year + years, day.month)[1]
    return date(day.year + years, day.month, min(day.day, last))


def assessment_date(a: Data, b: Data, question: Data) -> date:
    """2.2: `--as-of`, by default the newer of the two profiles' dates."""
    if question["as_of"] is not None:
        return last_day(question["as_of"])
    return max(last_day(profile["as_of"]) for profile in (a, b) if profile.get("as_of") is not None)


def holds(entry: Data, as_of: date) -> bool:
    """Begun not after the date of the assessment, and not ended before it."""
    if entry.get("since") is not None and first_day(entry["since"]) > as_of:
        return False
    return entry.get("until") is None or last_day(entry["until"]) >= as_of


# === scope (2.4)


def without_repeats(values: list[str]) -> list[str]:
    """The values in their order, each once."""
    return list(dict.fromkeys(values))


def needs_in_play(rubric: Data, given: list[str], crimes: list[str]) -> list[str]:
    """2.4: an explicit need replaces the defaults and the overlay's."""
    if given:
        return without_repeats(given)
    needs = list(rubric["default-needs"])
    for crime in crimes:
        needs += rubric["crimes"][crime].get("needs", [])
    return without_repeats(needs)


def measures_in_play(rubric: Data, given: list[str], crimes: list[str], needs: list[str]) -> list[str]:
    """2.4: measures given plus those of the crimes' that fit a need; `none` takes the crimes' away."""
    measures = list(given)
    for crime in crimes:
        for measure in rubric["crimes"][crime].get("measures", []):
            fits = rubric["measures"][measure].get("needs") or needs
            if "none" not in given and any(need in fits for need in needs):
                measures.append(measure)
    return without_repeats(measures)


def lane_of_needs(rubric: Data, needs: list[str]) -> str:
    """2.4: all informal, all formal, otherwise or mixed: both."""
    lanes = {str(rubric["needs"][need]["lane"]) for need in needs}
    return lanes.pop() if len(lanes) == 1 else "both"


def lanes_meet(one: str, other: str) -> bool:
    """Settled (b): equal, or one of them is `both`."""
    return one == other or "both" in (one, other)


def in_scope(case: Data, indicator: Data) -> bool:
    """2.4: any need or measure of its `when` is in play, whatever its lane; without `when` its lane is."""
    when = indicator.get("when")
    if not when:
        return lanes_meet(indicator["lane"], case["lane"])
    by_need = any(need in case["needs"] for need in when.get("needs", []))
    by_measure = any(measure in case["measures"] for measure in when.get("measures", []))
    return by_need or by_measure


def needs_concerned(case: Data, indicator: Data) -> list[str]:
    """Settled (b): the needs in play that this indicator speaks of."""
    concerned = []
    for need in case["needs"]:
        lane = case["rubric"]["needs"][need]["lane"]
        if lanes_meet(lane, indicator["lane"]) and lanes_meet(lane, case["lane"]):
            concerned.append(need)
    listed = indicator.get("when", {}).get("needs", [])
    narrowed = [need for need in case["needs"] if need in listed]
    # What comes in by its measures alone is asked for the needs that these fit; one that fits none of them is for all.
    measures = [
        measure for measure in case["measures"] if measure in indicator.get("when", {}).get("measures", [])
    ]
    measured = []
    for need in case["needs"]:
        for measure in measures:
            fits = case["rubric"]["measures"][measure].get("needs")
            if not fits or need in fits or not any(other in fits for other in case["needs"]):
                measured.append(need)
                break
    return narrowed or measured or concerned or list(case["needs"])


def contexts_of(case: Data, indicator: Data) -> list[Data]:
    """Settled (a): needs, crimes and table rows are read separately.

    Where no rating tells them apart, all contexts read alike and the lowest is the same.
    """
    table = indicator.get("table")
    contexts = []
    for need in needs_concerned(case, indicator):
        for crime in case["crimes"] or [None]:
            rows: list[Any] = [None]
            if table and table["by"] == "need":
                rows = [need]
            elif table:
                # Rows of some persons only count where the question names them.
                some = table.get("of-some", [])
                rows = [row for row in table["rows"] if row not in some or row in case["bars"]]
            contexts += [{"need": need, "crime": crime, "row": row} for row in rows]
    return contexts


# === evidence to levels (2.2)


def clamped(level: float) -> float:
    """Every interval lies inside [0, 4]."""
    return min(TOP, max(0.0, level))


def as_ratings(value: Any) -> list[Data]:
    """A bare number, a mapping or a list of them, always as a list of mappings."""
    if value is None:
        return []
    values = value if isinstance(value, list) else [value]
    return [entry if isinstance(entry, dict) else {"level": entry} for entry in values]


def towards(profile: Data, partner_id: str) -> Data:
    """What a profile says of one partner."""
    section: Data = (profile.get("partners") or {}).get(partner_id) or {}
    return section


def what_is_said(rating: Data, context: Data) -> Data | None:
    """The rating as it reads in a context, or nothing if it does not match (settled c)."""
    if rating.get("needs") and context["need"] not in rating["needs"]:
        return None
    if rating.get("crimes") and context["crime"] not in rating["crimes"]:
        return None
    if "rows" not in rating:
        return rating
    if context["row"] is None or context["row"] not in rating["rows"]:
        return None
    row = rating["rows"][context["row"]]
    # A row's own date and grade win over the rating's.
    return {**rating, **(row if isinstance(row, dict) else {"level": row})}


def date_of(case: Data, profile: Data, said: Data) -> date:
    """Its own date, else its evidence's newest, else the profile's, else the assessment's (settled c)."""
    if said.get("as_of") is not None:
        return day_by(said["as_of"], case["as_of"])
    dates = [item["as_of"] for item in said.get("evidence", []) if item.get("as_of") is not None]
    days = [day_by(value, case["as_of"]) for value in dates]
    if days:
        return max(days)
    if profile.get("as_of") is not None:
        return day_by(profile["as_of"], case["as_of"])
    day: date = case["as_of"]
    return day


def staleness(case: Data, day: date) -> float:
    """2.2: evidence older than `stale-after` is widened."""
    evidence = case["rubric"]["evidence"]
    stale = case["as_of"] > years_later(day, evidence["stale-after-years"])
    return float(evidence["stale-widens"]) if stale else 0.0


def grade_width(case: Data, grade: str) -> float:
    """2.2: the Admiralty scale; for mixed grades the worse of the two."""
    evidence = case["rubric"]["evidence"]
    return max(float(evidence["reliability"][grade[0]]), float(evidence["credibility"][int(grade[1])]))


def grades_of(said: Data) -> list[str]:
    """The grade of the rating, else those of its evidence."""
    own = [said["grade"]] if said.get("grade") else []
    return own or [item["grade"] for item in said.get("evidence", []) if item.get("grade")]


def rank_of(case: Data, said: Data) -> list[int]:
    """The best grade on the Admiralty scale, of those that widen least: the worse of its halves, then both; none is as F6."""
    ranks = []
    for grade in grades_of(said):
        halves = ["ABCDEF".find(grade[0]), int(grade[1]) - 1]
        ranks.append((grade_width(case, grade), [max(halves), sum(halves)]))
    return min(ranks)[1] if ranks else [5, 10]


def width_of(case: Data, said: Data, day: date) -> float:
    """Grade of the rating, else the best among its evidence, else ungraded; wider if stale."""
    grades = grades_of(said)
    width = float(case["rubric"]["evidence"]["ungraded"])
    if grades:
        width = min(grade_width(case, grade) for grade in grades)
    return width + staleness(case, day)


def cell_of(said: Data, width: float) -> Data:
    """Level and interval of one rating."""
    if "not-applicable" in said:
        return {**NOT_APPLICABLE, "width": width}
    level = float(said["level"])
    low, high = clamped(level - width), clamped(level + width)
    if said.get("interval"):
        # `interval` widens the interval to cover it, never narrows it.
        low = min(low, clamped(float(said["interval"][0])))
        high = max(high, clamped(float(said["interval"][1])))
    cell = {"na": False, "level": level, "low": low, "high": high, "width": width}
    return {**cell, "ground": RATED, "cause": said.get("cause")}


def outlived(
    case: Data, indicator: Data, context: Data, rated: Data | None, of: str | None = None
) -> Data | None:
    """2.2: a stale rating gives way to a record of later cases that shows more."""
    shown = shown_by_cases(case, indicator, context, of)
    if rated is None or rated["na"] or shown is None or shown["ground"] != SHOWN:
        return rated
    stale = staleness(case, rated["day"]) > 0
    return shown if stale and shown["until"] > rated["day"] and shown["level"] > rated["level"] else rated


def applying(case: Data, profile: Data, sources: list[Any], context: Data) -> Data | None:
    """The rating that applies in a context; `sources` come most special first (settled c)."""
    best: Data | None = None
    best_key: tuple[Any, ...] = ()
    for place, source in enumerate(sources):
        for rating in as_ratings(source):
            said = what_is_said(rating, context)
            if said is None:
                continue
            day = date_of(case, profile, said)
            if day > case["as_of"]:
                continue  # 2.2: evidence dated later is ignored
            narrowing = bool(rating.get("needs")) + bool(rating.get("crimes"))
            cell = {**cell_of(said, width_of(case, said, day)), "day": day, "rank": rank_of(case, said)}
            level = TOP + 1 if cell["na"] else cell["level"]
            key = (place, -narrowing, -day.toordinal(), cell["width"], cell["rank"], level)
            if best is None or key < best_key:
                best, best_key = cell, key
    return best


def on_line(points: list[list[float]], value: float) -> float:
    """Piecewise linear between the declared points, level beyond the outer ones (2.2)."""
    if value <= points[0][0]:
        return float(points[0][1])
    for (x1, y1), (x2, y2) in pairwise(points):
        if value <= x2:
            return float(y1 + (y2 - y1) * (value - x1) / (x2 - x1))
    return float(points[-1][1])


def proxy_cell(case: Data, profile: Data, indicator: Data) -> Data | None:
    """Settled (e): the first proxy with a usable year, in its newest year; a prior."""
    indices = (profile.get("facts") or {}).get("indices") or {}
    for proxy in indicator.get("proxies", []):
        entries = indices.get(proxy["index"], [])
        if isinstance(entries, dict):
            entries = [entries]
        usable = [entry for entry in entries if last_day(entry["year"]) <= case["as_of"]]
        if not usable:
            continue
        newest = max(usable, key=lambda entry: last_day(entry["year"]))
        level = clamped(on_line(proxy["points"], float(newest["value"])))
        width = float(case["rubric"]["evidence"]["proxy"]) + staleness(case, last_day(newest["year"]))
        low, high = clamped(level - width), clamped(level + width)
        cell = {"na": False, "level": level, "low": low, "high": high, "width": width}
        return {**cell, "ground": PRIOR, "cause": None}
    return None


def says_of(case: Data, side: str, matter: str) -> str | None:
    """Decision 0025: what the law of a side is recorded to say on a matter on the day of the assessment."""
    entry = (case["profiles"][side].get("facts") or {}).get("law", {}).get(matter)
    return None if entry is None or not holds(entry, case["as_of"]) else str(entry["status"])


def bound_alike(case: Data, name: str) -> bool:
    """Whether an instrument binds both, by ends that fit."""
    across = case["rubric"]["instruments"][name].get("across")
    bound = [binding_end(case, side, name, across) for side in SIDES]
    return tuple(bound) in [("alike", "alike"), ("party", "member"), ("member", "party")]


def law_cell(case: Data, side: str, indicator: Data, row: Any) -> Data | None:
    """Decision 0025: what the law of a side says of the persons of a row, a prior; nothing where a warrant of both takes it away."""
    for rule in indicator.get("derived", []):
        own, other = says_of(case, side, rule["matter"]), says_of(case, OTHER[side], rule["matter"])
        lifted = any(bound_alike(case, name) for name in rule.get("unless-bound", []))
        others = rule.get("others")
        if rule["row"] != row or own not in rule["statuses"] or (others and other not in others) or lifted:
            continue
        level, width = float(rule["level"]), rule["width"]
        low, high = clamped(level - width), clamped(level + width)
        return {"na": False, "level": level, "low": low, "high": high, "ground": PRIOR, "cause": None}
    return None


def held_by_law(case: Data, side: str, indicator: Data, cells: list[Data]) -> Data:
    """Decision 0025: of a side of which nothing is known, and no persons are named, a law on some persons is an upper bound."""
    counts = [cell for cell in cells if not cell["na"]]
    if case["bars"] or not counts or any(cell["level"] is not None for cell in counts):
        return lowest(cells)
    rows = dict.fromkeys(rule["row"] for rule in indicator.get("derived", []))
    levels = []
    for context in contexts_of(case, indicator):
        for row in rows:
            told = law_cell(case, side, indicator, row)
            if (
                told is not None
                and side_in_context(case, side, indicator, {**context, "row": row}, partner=True) == told
            ):
                levels.append(told["level"])
    return {**UNKNOWN, "bound": min(levels), "ground": PRIOR} if levels else lowest(cells)


def needs_telling(case: Data, need: str) -> list[str]:
    """A joint operation also tells of the intelligence that it includes."""
    kinds = case["rubric"]["needs"]
    return [kind for kind in kinds if kind == need or need in kinds[kind].get("includes", [])]


def tells_of(case: Data, indicator: Data, entry: Data, of: str | None) -> bool:
    """Whether cases tell of an indicator, or of one side's part in it."""
    asker, rule = entry.get("requesting"), indicator["combine"]["rule"]
    if asker is not None and of is not None:
        # Who asked shows nothing of what the side that is asked must be able to do, and the other way round.
        part = "requesting" if case["profiles"][of]["profile"] == asker else "requested"
        if rule in ("requested", "requesting") and rule != part:
            return False
    if indicator["shown-by"] != "measures":
        return True
    # Of the means for a measure only cases tell in which it was taken.
    measures = (indicator.get("when") or {}).get("measures", [])
    return any(measure in measures for measure in entry.get("measures", []))


def shown_by_cases(case: Data, indicator: Data, context: Data, of: str | None = None) -> Data | None:
    """2.2: the level that recent completed cases show of a gate that such a case must pass, or nothing; `of` is the side asked about."""
    rules = case["rubric"]["evidence"].get("casework")
    if rules is None or indicator.get("shown-by") is None:
        return None
    # Cases for one need tell nothing of another: each is asked for its own.
    telling = needs_telling(case, context["need"])
    counted: list[float] = []
    until = date.min
    body = False
    by_measures = indicator["shown-by"] == "measures"
    for side in SIDES:
        section = towards(case["profiles"][side], case["profiles"][OTHER[side]]["profile"])
        completed = 0.0
        for entry in section.get("cases") or []:
            if entry.get("needs") and not any(kind in entry["needs"] for kind in telling):
                continue
            if not tells_of(case, indicator, entry, of):
                continue
            past = [
                first_day(entry[key]) <= case["as_of"] for key in ("from", "to") if entry.get(key) is not None
            ]
            ended = case["as_of"]
            if entry.get("to") is not None:
                ended = min(ended, last_day(entry["to"]))
            fresh = (case["as_of"] - ended).days <= rules["within-years"] * 365.25
            if all(past) and fresh:
                until = max(until, ended)
                completed += math.inf if entry["completed"] == "many" else entry["completed"]
        counted.append(completed)
        # A body of these kinds works cases as long as it stands.
        body |= not by_measures and any(
            entry["kind"] in rules.get("bodies", [])
            and any(
                kind in (entry.get("needs") or case["rubric"]["structure-kinds"][entry["kind"]])
                for kind in telling
            )
            and holds(entry, case["as_of"])
            for entry in section.get("structures") or []
        )
    if not body and max(counted) == 0:
        return None
    # Ordinary work shows more than that a case is possible.
    ordinary = rules.get("ordinary-from") is not None and max(counted) >= rules["ordinary-from"]
    level = float(rules["ordinary-level"] if ordinary else rules["level"])
    low, high = clamped(level - rules["width"]), clamped(level + rules["width"])
    # A case or two are no record: like a prior they only suggest the level. Two profiles may tell of the same cases.
    record = body or max(counted) >= rules.get("record-from", 1)
    cell = {"na": False, "level": level, "low": low, "high": high, "cause": None}
    return {**cell, "ground": SHOWN if record else SUGGESTED, "until": case["as_of"] if body else until}


# === from two sides to a pair (2.3)


def lowest(cells: list[Data]) -> Data:
    """The lowest counts: of several contexts (settled a) and of two sides (`weakest`, settled g)."""
    speaking = [cell for cell in cells if not cell["na"]]
    if not speaking:
        return NOT_APPLICABLE
    low = min(cell["low"] for cell in speaking)
    high = min(cell["high"] for cell in speaking)
    if any(cell["level"] is None for cell in speaking):
        # 2.3: the known ones are an upper bound; the weakest link is already found.
        bound = min(bound_of(cell) for cell in speaking)
        setting = [cell for cell in speaking if bound_of(cell) <= bound + TOLERANCE]
        return {"na": False, "level": None, "low": low, "high": high, "bound": bound, **firmest(setting)}
    level = min(cell["level"] for cell in speaking)
    setting = [cell for cell in speaking if cell["level"] <= level + TOLERANCE]
    return {"na": False, "level": level, "low": low, "high": high, **firmest(setting)}


def firmest(setting: list[Data]) -> Data:
    """Settled (g): on a tie the firmest ground decides; of several causes the first by name."""
    ground = min(cell["ground"] for cell in setting)
    causes = [cell["cause"] for cell in setting if cell["ground"] == ground and cell["cause"] is not None]
    return {"ground": ground, "cause": min(causes, default=None)}


def bound_of(cell: Data) -> float:
    """The level, or the level that its known parts hold it down to."""
    return float(cell["bound"] if cell["level"] is None else cell["level"])


def side_in_context(case: Data, side: str, indicator: Data, context: Data, *, partner: bool) -> Data:
    """One side: its rating (towards the partner before general), else what cases show, else a proxy, else unknown."""
    profile = case["profiles"][side]
    partner_id = case["profiles"][OTHER[side]]["profile"]
    sources = [(profile.get("ratings") or {}).get(indicator["id"])]
    if partner:
        special = (towards(profile, partner_id).get("ratings") or {}).get(indicator["id"])
        sources.insert(0, special)
    rated = applying(case, profile, sources, context)
    of = side if indicator["unit"] == "each" else None
    if outlived(case, indicator, context, rated, of) is not rated:
        rated = None
    shown, prior = shown_by_cases(case, indicator, context, of), proxy_cell(case, profile, indicator)
    law = law_cell(case, side, indicator, context["row"])
    if (
        law is not None
        and shown is not None
        and shown["ground"] == SUGGESTED
        and law["level"] < shown["level"]
    ):
        shown = None  # a case or two tell of the persons of those cases
    prior = prior or law  # what is read off a law names no index
    if shown is not None and prior is not None and prior["level"] > shown["level"]:
        # What cases show is a floor: a prior above it stands above it.
        shown = {**shown, "level": prior["level"], "high": max(shown["high"], prior["high"])}
    return rated or shown or prior or UNKNOWN


def pair_in_context(case: Data, indicator: Data, context: Data) -> Data | None:
    """Settled (d): what the two profiles say of the pair, with their conflict."""
    spoken = []
    for side in SIDES:
        profile = case["profiles"][side]
        section = towards(profile, case["profiles"][OTHER[side]]["profile"])
        rated = applying(case, profile, [(section.get("ratings") or {}).get(indicator["id"])], context)
        if rated is not None:
            spoken.append({**rated, "by": profile["profile"]})
    levels = [cell for cell in spoken if not cell["na"]]  # a level outweighs not-applicable
    if not levels:
        return spoken[0] if spoken else None
    if len(levels) == 1:
        return levels[0]
    return of_two_statements(levels[0], levels[1])


def of_two_statements(one: Data, other: Data) -> Data:
    """2.3: the better graded is used, at equal grades the lower; if they differ the interval covers both."""
    order = ("width", "rank", "level", "low", "by")
    used = dict(min(one, other, key=lambda cell: tuple(cell[key] for key in order)))
    if abs(one["level"] - other["level"]) > TOLERANCE:
        used["low"] = min(one["low"], other["low"])
        used["high"] = max(one["high"], other["high"])
    return used


def channel_in_context(case: Data, indicator: Data, context: Data) -> Data:
    """Settled (f): a statement about the pair wins; otherwise the weaker of the two sides' access."""
    stated = outlived(case, indicator, context, pair_in_context(case, indicator, context))
    if stated is not None:
        return stated
    return lowest([side_in_context(case, side, indicator, context, partner=False) for side in SIDES])


def deciding_side(case: Data, indicator: Data, requesting: str) -> str | None:
    """2.3: the side whose level counts, or None when it is the lower of the two."""
    rule = indicator["combine"]["rule"]
    if rule == "requesting":
        return requesting
    if rule == "requested":
        return OTHER[requesting]  # settled (n)
    if rule == "role" and None not in case["roles"].values():
        own = [case["rubric"]["crimes"][crime].get("role-order", []) for crime in case["crimes"]]
        order: list[str] = next((order for order in own if order), list(case["rubric"]["roles"]))
        places = {
            role: place for place, role in enumerate(order)
        }  # least harmed first; the rest is not told apart
        place_a, place_b = (places.get(case["roles"][holder], len(order)) for holder in ("a", "b"))
        if place_a != place_b:
            return "a" if place_a < place_b else "b"
    return None  # weakest, weaker-view, route-weakest; role without roles or with the same role


def counting_cells(case: Data, indicator: Data, requesting: str) -> Data:
    """What enters the level of an indicator in one direction: one side, both, or the pair."""
    contexts = contexts_of(case, indicator)
    if indicator["unit"] == "pair":  # shared, similarity
        spoken = [
            outlived(case, indicator, context, pair_in_context(case, indicator, context))
            or shown_by_cases(case, indicator, context)
            or UNKNOWN
            for context in contexts
        ]
        return {"pair": lowest(spoken)}
    if indicator["unit"] == "channel":  # best-channel
        return {"pair": lowest([channel_in_context(case, indicator, context) for context in contexts])}
    sides: Data = {}
    for side in SIDES:
        cells = [side_in_context(case, side, indicator, context, partner=True) for context in contexts]
        sides[side] = held_by_law(case, side, indicator, cells)
    decides = deciding_side(case, indicator, requesting)
    return sides if decides is None else {decides: sides[decides]}


def pair_cell(counting: Data) -> Data:
    """The pair's level and interval: what counts, of both sides the lower."""
    cells: list[Data] = list(counting.values())
    return cells[0] if len(cells) == 1 else lowest(cells)


def held_down(counting: Data, necessary: float | None) -> list[str]:
    """2.6: whose side: those that miss what is necessary, else those unknown, else the lower ones.

    What cases or an index only hint at on one side says nothing against it beside what is rated on the other.
    """
    lower = lower_sides(counting, necessary)
    rated = [
        side for side in lower if counting[side]["level"] is not None and counting[side]["ground"] == RATED
    ]
    return rated or lower


def lower_sides(counting: Data, necessary: float | None) -> list[str]:
    """The same, whatever the levels rest on."""
    speaking = [side for side, cell in counting.items() if not cell["na"]]
    if not speaking:
        return list(counting)
    if necessary is not None:
        reached = {side: min(bound_of(counting[side]), counting[side]["high"]) for side in speaking}
        missing = [side for side in speaking if reached[side] < necessary - TOLERANCE]
        if missing:
            return missing
    unknown = [side for side in speaking if counting[side]["level"] is None]
    level = min(bound_of(counting[side]) for side in speaking)
    return unknown or [side for side in speaking if counting[side]["level"] <= level + TOLERANCE]


def side_held_down(counting: Data, necessary: float | None) -> str:
    """The same in one word."""
    sides = held_down(counting, necessary)
    return sides[0] if len(sides) == 1 else "both"


def side_of_entry(case: Data, key: str, counting: Data, necessary: float | None) -> str:
    """2.4, decision 0023: the cause of the trouble lies on the side that decided it, unless levels of sides tell more.

    Who suspended holds the cause down whatever the levels say; beside it whoever misses what is necessary anyway. A strain lies on
    whoever misses that, else on the lower side, and where the sides are alike, or the pair has one level, on who decided it.
    """
    standing, held = case["standing"], side_held_down(counting, necessary)
    codes = {case["profiles"][name]["profile"]: name for name in SIDES}
    decided = codes.get(standing["by"])
    if standing["troubled-by"] != key or decided is None:
        return held
    bar = -1.0 if necessary is None else necessary
    missing = {
        side
        for side, cell in counting.items()
        if side in SIDES and not cell["na"] and min(bound_of(cell), cell["high"]) < bar - TOLERANCE
    }
    if missing:
        suspended = standing["cause"] == key
        return held if not suspended or held == decided else "both"
    return held if standing["cause"] != key and held in SIDES else decided


def either_side(case: Data, key: str, ways: list[Data], necessary: float | None) -> str:
    """The same in each of the ways that count alike; both sides where they differ."""
    sides = {side_of_entry(case, key, counting, necessary) for counting in ways}
    return sides.pop() if len(sides) == 1 else "both"


def alike(one: Data, other: Data) -> bool:
    """Whether two levels are the same, or equally open."""
    said = [(cell["na"], cell["level"], bound_of(cell)) for cell in (one, other)]
    return said[0] == said[1]


def obstacle_of(indicator: Data, counting: Data, necessary: float | None) -> str:
    """2.6, S2.11: the obstacle that the cause of the lowest level names, else the first listed."""
    cells = [counting[side] for side in held_down(counting, necessary)]
    level = min(bound_of(cell) for cell in cells)
    causes = [
        cell["cause"] for cell in cells if bound_of(cell) <= level + TOLERANCE and cell["cause"] is not None
    ]
    raised: Data = (indicator.get("cause") or {}).get("obstacles", {})
    named = raised.get(min(causes)) if causes else None
    return str(named or indicator["obstacles"][0])


# === standing (2.4)


def standing_of(case: Data) -> Data:
    """Settled (h): the most severe over profiles and needs; ties by date, cause and profile."""
    severity = list(case["rubric"]["standing"])
    found = []
    for side in SIDES:
        profile = case["profiles"][side]
        section = towards(profile, case["profiles"][OTHER[side]]["profile"])
        for need in case["needs"]:
            entries = []
            for entry in section.get("standing") or []:
                serves = not entry.get("needs") or need in entry["needs"]
                if serves and holds(entry, case["as_of"]):
                    since = first_day(entry["since"]) if entry.get("since") is not None else date.min
                    entries.append((since, entry))
            newest = max((since for since, entry in entries), default=date.min)
            for since, entry in entries:
                if since == newest:
                    cause = entry.get("cause") or ""
                    by = entry.get("by") or ""
                    found.append((severity.index(entry["status"]), since, cause, profile["profile"], by))
    if not found:
        return {
            "status": None,
            "cause": None,
            "troubled-by": None,
            "best": "ready",
            "since": date.min,
            "by": "",
        }
    place, since, cause, _, by = max(found)
    best = case["rubric"]["standing"][severity[place]].get("verdict-at-best", "ready")
    return {
        "status": severity[place],
        "cause": cause if severity[place] == "suspended" else None,
        "troubled-by": cause if best != "ready" else None,
        "best": best,
        "since": since,
        "by": by,
    }


def before_the_trouble(case: Data) -> Data | None:
    """2.4: the case as it was the day before a standing began that troubles it, if that day is known."""
    standing = case["standing"]
    if standing["best"] == "ready" or standing["since"] == date.min:
        return None
    return {**case, "as_of": standing["since"] - timedelta(days=1)}


def necessary_level(indicator: Data, phase: str, needs: list[str]) -> float | None:
    """The level below which a phase is blocked, or None; of several needs that ask for it the highest."""
    general: Data = indicator.get("necessary") or {}
    special: Data = indicator.get("necessary-by-need") or {}
    asked = indicator["when"].get("needs", []) if indicator.get("when") else needs
    counting: list[Data] = [special.get(need, general) for need in needs if need in asked]
    found = [float(levels[phase]) for levels in counting or [general] if phase in levels]
    return max(found) if found else None


def under_suspension(cell: Data, necessary: float) -> Data:
    """2.4: at most one below the necessary level, even if recorded not applicable."""
    cap = max(0.0, necessary - 1)
    if cell["na"]:
        cell = UNKNOWN
    level = None if cell["level"] is None else min(cell["level"], cap)
    ends = {"low": min(cell["low"], cap), "high": min(cell["high"], cap), "bound": min(bound_of(cell), cap)}
    return {**cell, "level": level, "ground": RATED, **ends}


# === one phase: gates, factors, readiness (2.5)


def gate_of(cell: Data, necessary: float) -> tuple[str, bool]:
    """2.5: met, unmet or unknown, and whether the whole interval agrees."""
    surely_met = cell["low"] >= necessary - TOLERANCE
    surely_unmet = cell["high"] < necessary - TOLERANCE
    if cell["level"] is None and cell["ground"] not in LOOSE and bound_of(cell) < necessary - TOLERANCE:
        return "unmet", surely_unmet  # 2.3: a known side that misses the gate
    if cell["level"] is None or cell["ground"] in LOOSE:
        # Otherwise without a level, and on proxies alone, only what is sure is said.
        if surely_met:
            return "met", True
        return ("unmet", True) if surely_unmet else ("unknown", False)
    if cell["level"] >= necessary - TOLERANCE:
        return "met", surely_met
    return "unmet", surely_unmet


def emphasis(case: Data, indicator_id: str) -> float:
    """2.5: a crime overlay multiplies; several overlays: the highest multiplier."""
    highest = 1.0
    for crime in case["crimes"]:
        overlay = case["rubric"]["crimes"][crime].get("emphasis", {})
        highest = max(highest, float(overlay.get(indicator_id, 1.0)))
    return highest


def indicators_in_phase(case: Data, cells: Data, phase: str) -> Data:
    """Every indicator as it stands in a phase: scope, interval, gate, weight within its factor."""
    found: Data = {}
    for indicator_id, indicator in case["indicators"].items():
        cell = cells[indicator_id]
        necessary = necessary_level(indicator, phase, case["needs"])
        scope = in_scope(case, indicator)
        suspended = case["standing"]["cause"] == indicator_id and necessary is not None
        if suspended and necessary is not None:
            cell = under_suspension(cell, necessary)
        gate, sure = "none", False
        # What a suspension stops is asked whatever the need.
        if (scope or suspended) and not cell["na"] and necessary is not None:
            gate, sure = ("unmet", True) if suspended else gate_of(cell, necessary)
        counts = scope and not cell["na"]
        found[indicator_id] = {
            "factor": indicator["factor"],
            "by_law": bool(indicator.get("derived")),
            "in_scope": scope,
            "weight": emphasis(case, indicator_id) if counts else 0.0,
            "level": cell["level"],
            "low": cell["low"],
            "high": cell["high"],
            "reached": None if cell["na"] else min(bound_of(cell), cell["high"]),
            "bound": None if cell["na"] else bound_of(cell),
            "ground": cell["ground"],
            "gate": gate,
            "sure": sure,
            "necessary": necessary,
        }
    # 2.5: equal weights, multiplied by the overlay, then renormalised within the factor.
    for factor_id in case["rubric"]["factors"]:
        members = [item for item in found.values() if item["factor"] == factor_id]
        total = sum(item["weight"] for item in members)
        for item in members:
            item["weight"] = item["weight"] / total if total else 0.0
    return found


def factor_score(members: list[Data]) -> Data:
    """2.5 and settled (i): point over those with a level, ends over all, the point inside the ends."""
    members = [item for item in members if item["weight"] > 0]
    if not members:
        return {"score": None, "low": 0.0, "high": 1.0}
    low = sum(item["weight"] * item["low"] for item in members) / TOP
    high = sum(item["weight"] * item["high"] for item in members) / TOP
    known = [item for item in members if item["level"] is not None]
    if not known:
        return {"score": None, "low": low, "high": high}
    total = sum(item["weight"] for item in known)
    point = sum(item["weight"] * item["level"] for item in known) / total / TOP
    return {"score": min(high, max(low, point)), "low": low, "high": high}


def index_of(case: Data, scores: Data, weights: Data) -> float:
    """2.5: weighted geometric mean over the factors, with the floor."""
    floor = float(case["rubric"]["verdict"]["floor"])
    product = 1.0
    for factor_id, weight in weights.items():
        product *= max(float(scores[factor_id]), floor) ** float(weight)
    return product


def ceiling_of(case: Data, shares: list[float]) -> float:
    """2.5: the lowest level/n, never under the floor; 1 if nothing holds down."""
    return max(float(case["rubric"]["verdict"]["floor"]), min([1.0, *shares]))


def ceilings_of(case: Data, gates: list[Data]) -> Data:
    """2.5 and settled (j): the point ceiling and those of the two ends."""
    point, low, high = [], [], []
    for gate in gates:
        necessary = gate["necessary"]
        if gate["gate"] == "unmet":
            point.append(gate["reached"] / necessary)
        if gate["gate"] == "unknown":
            low.append(0.0)  # counts as level 0 in the low end, as met in the high end
            continue
        if gate["low"] < necessary - TOLERANCE:
            low.append(gate["low"] / necessary)
        if gate["high"] < necessary - TOLERANCE:
            high.append(gate["high"] / necessary)
    return {"point": ceiling_of(case, point), "low": ceiling_of(case, low), "high": ceiling_of(case, high)}


def verdict_of(case: Data, gates: list[Data], readiness: float | None) -> str:
    """2.5: blocked, undetermined, fragile or ready."""
    states = [gate["gate"] for gate in gates]
    if "unmet" in states:
        return "blocked"
    if "unknown" in states or readiness is None:
        return "undetermined"
    # What is compared is what is printed; while the standing is strained or suspended it is at most fragile (2.4).
    if round(100 * readiness) < round(case["rubric"]["verdict"]["fragile-below"]):
        return "fragile"
    return str(case["standing"]["best"])


def loss_shares(case: Data, factors: Data, weights: Data) -> Data:
    """2.5: W ln S over the sum of all; null when there is no index, 0 when nothing is lost."""
    if any(factor["score"] is None for factor in factors.values()):
        return dict.fromkeys(factors)
    floor = case["rubric"]["verdict"]["floor"]
    losses = {
        factor_id: weights[factor_id] * -math.log(max(factor["score"], floor))
        for factor_id, factor in factors.items()
    }
    total = sum(losses.values())
    return {factor_id: loss / total if total > TOLERANCE else 0.0 for factor_id, loss in losses.items()}


def one_phase(case: Data, cells: Data, phase: str) -> Data:
    """Indicators, factors, readiness and verdict of one phase in one direction."""
    indicators = indicators_in_phase(case, cells, phase)
    weights = point_weights(case, phase)
    factors: Data = {}
    for factor_id in case["rubric"]["factors"]:
        factors[factor_id] = factor_score([x for x in indicators.values() if x["factor"] == factor_id])
    gates = [item for item in indicators.values() if item["gate"] != "none"]
    ceilings = ceilings_of(case, gates)
    # 2.5: readiness = min(index, ceiling); no point value when a factor has none.
    scores = {end: {key: factor[end] for key, factor in factors.items()} for end in ("score", "low", "high")}
    index = None if None in scores["score"].values() else index_of(case, scores["score"], weights)
    value = None if index is None else min(index, ceilings["point"])
    low = min(index_of(case, scores["low"], weights), ceilings["low"])
    high = min(index_of(case, scores["high"], weights), ceilings["high"])
    result: Data = {
        "verdict": verdict_of(case, gates, value),
        "value": None if value is None else 100 * value,
        "low": 100 * low,
        "high": 100 * high,
        "index": None if index is None else 100 * index,
        "ceiling": 100 * ceilings["point"],
        "weights": weights,
    }
    return {"result": result, "indicators": indicators, "factors": factors}


# === phase weights (2.5)


def orders_of(sets: Data, name: str, phase: str, lane: str) -> list[str]:
    """Settled (n): a set with a lane leaves its orders to the set it extends when the lane differs."""
    chosen = sets[name]
    fits = chosen.get("lane") is None or chosen["lane"] == lane
    if fits and phase in chosen.get("orders", {}):
        orders: list[str] = chosen["orders"][phase]
        return orders
    if chosen.get("extends"):
        return orders_of(sets, chosen["extends"], phase, lane)
    return []


def pairs_of(orders: list[str]) -> list[tuple[str, str]]:
    """`a, b >= c` as pairs (weighs at least as much, weighs at most as much)."""
    pairs = []
    for order in orders:
        groups = [[name.strip() for name in group.split(",")] for group in order.split(">=")]
        for upper, lower in pairwise(groups):
            pairs += [(more, less) for more in upper for less in lower]
    return pairs


def point_weights(case: Data, phase: str) -> Data:
    """2.5: the exact centroid of the weights that satisfy the order.

    Each full ranking of the factors that agrees with the order is a simplex of the same size, whose centroid
    is the rank-order centroid; so the centroid of the whole is the plain average over all such rankings.
    """
    factors = list(case["rubric"]["factors"])
    size = len(factors)
    by_rank = [sum(1 / place for place in range(rank, size + 1)) / size for rank in range(1, size + 1)]
    pairs = pairs_of(orders_of(case["rubric"]["weights"], case["weights"], phase, case["lane"]))
    totals = dict.fromkeys(factors, 0.0)
    rankings = 0
    for ranking in permutations(factors):
        if any(ranking.index(more) > ranking.index(less) for more, less in pairs):
            continue
        rankings += 1
        for place, factor_id in enumerate(ranking):
            totals[factor_id] += by_rank[place]
    return {factor_id: total / rankings for factor_id, total in totals.items()}


# === diagnosis (2.6)


def closure(case: Data, indicator_id: str) -> set[str]:
    """Everything an indicator rests on, directly or through others."""
    found: set[str] = set()
    waiting = list(case["indicators"][indicator_id].get("rests-on", []))
    while waiting:
        other = waiting.pop()
        if other not in found:
            found.add(other)
            waiting += case["indicators"][other].get("rests-on", [])
    return found


def failing_in(indicators: Data) -> list[str]:
    """What fails a gate."""
    return [indicator_id for indicator_id, item in indicators.items() if item["gate"] == "unmet"]


def diagnosis_order(case: Data, failing: list[str], indicators: Data, weights: Data) -> list[str]:
    """2.6: which failing indicator comes first."""
    catalogue = list(case["indicators"])
    keys = {}
    for indicator_id in failing:
        item = indicators[indicator_id]
        level = item["reached"]  # 2.3: the known side takes that level's place
        miss = item["necessary"] - level
        keys[indicator_id] = (
            0
            if case["standing"]["troubled-by"] == indicator_id
            else 1,  # the cause of a standing that troubles
            0 if miss >= 1 - TOLERANCE else 1,  # (1) a miss of a whole level or more
            1 if closure(case, indicator_id) & set(failing) else 0,  # (2) a precondition first
            round(level / item["necessary"], 9),  # (3) lower level/n
            -round(weights[item["factor"]], 9),  # (4) the factor that weighs more
            catalogue.index(indicator_id),  # (5) catalogue order
        )
    return sorted(failing, key=lambda indicator_id: keys[indicator_id])


def is_rated(cell: Data) -> bool:
    """2.4: what casework or an index alone implies is no level that could fall."""
    return not cell["na"] and cell["level"] is not None and cell["ground"] == RATED


def fallen_order(case: Data, before: Data, counting: Data, shown: Data) -> list[Data]:
    """2.4: lower than the newest before the trouble, on one side or of the pair; the cause first, then what rests on least that fell.

    Of each indicator the largest drop, of equal ones that of the pair. A cause that did not fall stands in the order as well.
    """
    falls: Data = {}
    cause = case["standing"]["troubled-by"]
    for key, now in counting.items():
        if not shown["indicators"][key]["in_scope"]:
            continue
        if key == cause:
            falls[key] = {"indicator": key, "from": 0.0, "to": 0.0}
        then = before.get(key, {})
        rated = [side for side in then if is_rated(then[side]) and is_rated(now[side])]
        compared_cells = [(pair_cell(then), pair_cell(now))] if then and len(rated) == len(then) else []
        compared_cells += [(then[side], now[side]) for side in rated]
        for old, new in compared_cells:
            drop = old["level"] - bound_of(new)
            known = falls.get(key, {"from": 0.0, "to": 0.0})
            if drop > known["from"] - known["to"] + TOLERANCE:
                falls[key] = {"indicator": key, "from": old["level"], "to": bound_of(new)}
    weights = shown["result"]["weights"]
    return sorted(
        falls.values(),
        key=lambda fall: (
            0 if fall["indicator"] == cause else 1,
            len(closure(case, fall["indicator"]) & set(falls)),
            round(fall["to"] - fall["from"], 9),
            -round(weights[case["indicators"][fall["indicator"]]["factor"]], 9),
            list(case["indicators"]).index(fall["indicator"]),
        ),
    )


def barred_in(case: Data, indicators: Data) -> list[str]:
    """Decision 0025: what has no level and is held down by what a law says of some persons."""
    below = case["rubric"]["verdict"]["limiting-below"] - TOLERANCE
    return [
        key
        for key, item in indicators.items()
        if item["by_law"] and item["weight"] > 0 and is_barred(item) and item["bound"] < below
    ]


def is_barred(item: Data) -> bool:
    """Nothing is known, and a law says something of some persons."""
    return bool(item["level"] is None and item["ground"] == PRIOR)


def all_shortfalls(case: Data, indicators: Data, weights: Data, verdict: str) -> Data:
    """Those of what is known, and of what is barred as if it alone were added to that."""
    quality = case["rubric"]["verdict"]["quality-level"]
    added: Data = {}
    for key in barred_in(case, indicators):
        item = indicators[key]
        known = [
            other["weight"]
            for other in indicators.values()
            if other["factor"] == item["factor"] and other["level"] is not None
        ]
        share = item["weight"] / (sum(known) + item["weight"])
        added[key] = weights[item["factor"]] * share * max(0.0, quality - item["bound"])
    return shortfalls_of(indicators, weights, quality, verdict, added)


def shortfalls_of(indicators: Data, weights: Data, quality: float, verdict: str, added: Data) -> Data:
    """2.6: weight times shortfall below level 3, of what is known.

    What casework shows holds nothing down, unless a fragile verdict rests on nothing else.
    """
    known = {key: x for key, x in indicators.items() if x["weight"] > 0 and x["level"] is not None}
    missing: Data = {}
    for key, item in known.items():
        total = sum(other["weight"] for other in known.values() if other["factor"] == item["factor"])
        missing[key] = weights[item["factor"]] * item["weight"] / total * max(0.0, quality - item["level"])
    told = {key: 0.0 if known[key]["ground"] in (SHOWN, SUGGESTED) else x for key, x in missing.items()}
    missing, told = missing | added, told | added
    return missing if verdict == "fragile" and sum(told.values()) <= TOLERANCE else told


def by_shortfall(case: Data, keys: list[str], shown: Data, shortfalls: Data) -> list[str]:
    """The largest shortfall first, then the lower level, the heavier factor, the catalogue."""
    items, weights = shown["indicators"], shown["result"]["weights"]
    catalogue = list(case["indicators"])
    return sorted(
        keys,
        key=lambda key: (
            -round(shortfalls.get(key, 0.0), 9),
            items[key]["bound"],
            -round(weights[items[key]["factor"]], 9),
            catalogue.index(key),
        ),
    )


def limiting_order(case: Data, shown: Data) -> list[str]:
    """2.6: where no gate fails, levels under 2.5 with a fifth of the shortfall, or the largest one; a prior is no finding.

    A fragile pair without any is limited by what holds most of the shortfall among what comes first against it.
    """
    rules = case["rubric"]["verdict"]
    verdict = shown["result"]["verdict"]
    shortfalls = all_shortfalls(case, shown["indicators"], shown["result"]["weights"], verdict)
    places = {
        key: place_against(case, shown["indicators"][key], x)
        for key, x in shortfalls.items()
        if x > TOLERANCE
    }
    findings = [key for key, place in places.items() if place in (FOUND, BARRED)]
    bar = min(
        max((shortfalls[key] for key in findings), default=0.0),
        rules["limiting-share"] * sum(shortfalls.values()),
    )
    low = [key for key in findings if shortfalls[key] >= bar - TOLERANCE]
    if not low and places and verdict == "fragile":
        soonest = [key for key, place in places.items() if place == min(places.values())]
        largest = max(shortfalls[key] for key in soonest)
        low = [key for key in soonest if shortfalls[key] >= largest - TOLERANCE]
    return by_shortfall(case, low, shown, shortfalls)


FOUND, BARRED, BELOW, WORKABLE = 0, 1, 2, 3


def place_against(case: Data, item: Data, shortfall: float) -> int:
    """What was found of the two comes before what a law bars for some persons while nothing is known (decision 0025).

    That comes before what only an index puts below workable, and that before what is workable (decision 0024). A prior of a law
    that is below workable is one of the two.
    """
    rules = case["rubric"]["verdict"]
    if shortfall <= TOLERANCE:
        return WORKABLE
    below = item["bound"] < rules["workable-level"] - TOLERANCE
    found = item["bound"] < rules["limiting-below"] - TOLERANCE
    if item["ground"] == PRIOR:
        found = found and item["by_law"] and (below or is_barred(item))
    if found:
        return BARRED if is_barred(item) else FOUND
    return BELOW if below else WORKABLE


def one_order(case: Data, phases: Data, assessed: str, falls: list[Data]) -> list[tuple[str, str]]:
    """2.6: whatever the verdict one list: blocking, fallen, emerging, limiting, unknown; each indicator once."""
    shown = phases[assessed]
    names = list(phases)
    listed = dict.fromkeys(shown["order"], "blocking")
    blocked = bool(listed)
    for fall in falls:
        listed.setdefault(fall["indicator"], "fallen")
    following = names[names.index(assessed) + 1 :][:1]
    for phase in following:
        then = phases[phase]
        coming = [key for key in failing_in(then["indicators"]) if key not in listed]
        ordered = diagnosis_order(case, coming, then["indicators"], then["result"]["weights"])
        listed |= dict.fromkeys(ordered, "emerging")
    for key in [] if blocked else limiting_order(case, shown):
        listed.setdefault(key, "limiting")
    weights = shown["result"]["weights"]
    unknown = [key for key, item in shown["indicators"].items() if item["gate"] == "unknown"]
    for key in sorted(unknown, key=lambda key: -round(weights[shown["indicators"][key]["factor"]], 9)):
        listed.setdefault(key, "unknown")
    return list(listed.items())


def obstacles_in_order(case: Data, ways: Data, phases: Data, assessed: str, falls: list[Data]) -> list[Data]:
    """2.6: each indicator counts for one obstacle, and each obstacle has the status of its first indicator."""
    names = list(phases)
    found: Data = {}
    for key, status in one_order(case, phases, assessed, falls):
        measured = assessed
        if status == "emerging":
            measured = names[names.index(assessed) + 1]
        indicator = case["indicators"][key]
        necessary = necessary_level(indicator, measured, case["needs"])
        raised = obstacle_of(indicator, ways[key][0], necessary)
        side = either_side(case, key, ways[key], necessary)
        entry = {"id": raised, "status": status, "side": side, "indicators": []}
        if found.setdefault(raised, entry)["status"] == status:
            found[raised]["indicators"].append(key)
    return list(found.values())


# === leaning (2.5)


def leaning_of(case: Data, ways: Data, shown: Data, assessed: str) -> Data | None:
    """2.5: where an undetermined pair leans, with priors as levels and unknown gates as met."""
    if shown["result"]["verdict"] != "undetermined":
        return None
    items, weights = shown["indicators"], shown["result"]["weights"]
    missed = [
        key
        for key, item in items.items()
        if item["gate"] != "none" and item["reached"] < item["necessary"] - TOLERANCE
    ]
    # A prior is too coarse to tell a gate that it only just misses from one that is met.
    bar = case["rubric"]["verdict"].get("prior-blocks-from", 0.0)
    close = [
        key
        for key in missed
        if items[key]["ground"] in LOOSE and items[key]["necessary"] - items[key]["reached"] < bar - TOLERANCE
    ]
    failing = [key for key in missed if key not in close]
    shortfalls = all_shortfalls(case, items, weights, "undetermined")
    barred = barred_in(case, items)
    counting = [key for key in shortfalls if key not in barred]
    if failing:
        first, verdict = diagnosis_order(case, failing, items, weights)[0], "blocked"
    elif counting or close:
        # A case or two never counts against a pair: the better of what comes out with it and without it.
        hushed = [
            {**item, "level": None if item["ground"] == SUGGESTED else item["level"]}
            for item in items.values()
        ]
        index = max(index_of_known(case, told, weights) for told in (list(items.values()), hushed))
        verdict = verdict_of(case, [], index)
        capped = verdict == "ready" and bool(close)
        verdict = "fragile" if capped else verdict
        named = counting + (barred if verdict == "fragile" else [])
        ordered = by_shortfall(case, close if capped else named, shown, shortfalls)
        if verdict == "fragile":
            ordered.sort(key=lambda key: place_against(case, items[key], shortfalls.get(key, 0.0)))
        first = ordered[0]
    else:
        return None
    necessary = necessary_level(case["indicators"][first], assessed, case["needs"])
    return {
        "verdict": verdict,
        "indicator": first,
        "factor": items[first]["factor"],
        "side": either_side(case, first, ways[first], necessary),
        "basis": GROUNDS[items[first]["ground"]],
    }


def index_of_known(case: Data, items: list[Data], weights: Data) -> float:
    """The index over the factors with a score, their weights scaled up to 1; 0 without any."""
    scores = {
        key: factor_score([item for item in items if item["factor"] == key])["score"]
        for key in case["rubric"]["factors"]
    }
    known = {key: score for key, score in scores.items() if score is not None}
    total = sum(weights[key] for key in known)
    return index_of(case, known, {key: weights[key] / total for key in known}) if known else 0.0


# === directions (2.3)


def one_direction(
    case: Data, before: Data | None, requesting: str, assessed: str, *, even: bool = False
) -> Data:
    """A whole assessment in one direction: all phases, and the details of the assessed one.

    `even` tells that the other direction comes out equal: what is alike both ways then lies on whomever it lies on either way.
    """
    everything = case["indicators"].items()
    counting = {key: counting_cells(case, indicator, requesting) for key, indicator in everything}
    cells = {key: pair_cell(counted) for key, counted in counting.items()}
    ways = {key: [counted] for key, counted in counting.items()}
    for key, indicator in everything if even else ():
        other = counting_cells(case, indicator, OTHER[requesting])
        ways[key] += [other] if alike(pair_cell(other), cells[key]) else []
    earlier: Data = {}
    if before is not None:
        earlier = {key: counting_cells(before, item, requesting) for key, item in everything}
    phases = {phase: one_phase(case, cells, phase) for phase in case["rubric"]["phases"]}
    for scored in phases.values():
        failing = failing_in(scored["indicators"])
        scored["order"] = diagnosis_order(case, failing, scored["indicators"], scored["result"]["weights"])
    shown = phases[assessed]
    weights = shown["result"]["weights"]
    falls = fallen_order(case, earlier, counting, shown)
    shares = loss_shares(case, shown["factors"], weights)
    factors: Data = {}
    for factor_id, factor in shown["factors"].items():
        factors[factor_id] = {
            "score": None if factor["score"] is None else 100 * factor["score"],
            "low": 100 * factor["low"],
            "high": 100 * factor["high"],
            "loss_share": shares[factor_id],
        }
    keys = ("in_scope", "weight", "level", "low", "high", "gate", "sure")
    indicators = {
        indicator_id: {key: item[key] for key in keys} for indicator_id, item in shown["indicators"].items()
    }
    return {
        "phases": {phase: found["result"] for phase, found in phases.items()},
        "factors": factors,
        "indicators": indicators,
        "order": shown["order"],
        "fell": [fall for fall in falls if fall["from"] > fall["to"]],
        "obstacles": obstacles_in_order(case, ways, phases, assessed, falls),
        "leaning": leaning_of(case, ways, shown, assessed),
        "found_against": found_against(case, shown),
    }


def found_against(case: Data, phase: Data) -> bool:
    """Whether something was found of the two that is low: no index's, nor only that of completed cases."""
    return any(
        item["weight"] > 0
        and item["level"] is not None
        and item["ground"] not in (SHOWN, SUGGESTED)
        and place_against(case, item, 1.0) == FOUND
        for item in phase["indicators"].values()
    )


def compared(left: Data, right: Data, assessed: str) -> int:
    """Below 0 if the left direction is worse: verdict; of undecided ones that against which something was found; readiness, low.

    Missing readiness is lowest (settled k).
    """
    one, other = left["phases"][assessed], right["phases"][assessed]
    if one["verdict"] != other["verdict"]:
        return VERDICTS.index(one["verdict"]) - VERDICTS.index(other["verdict"])
    if one["verdict"] == "undetermined" and left["found_against"] != right["found_against"]:
        return -1 if left["found_against"] else 1
    for key in ("value", "low"):
        first = -1.0 if one[key] is None else one[key]
        second = -1.0 if other[key] is None else other[key]
        if abs(first - second) > TOLERANCE:
            return -1 if first < second else 1
    return 0


def mutual(case: Data, ways: Data, assessed: str) -> tuple[str | None, str]:
    """2.3: the worse direction; equal on all: none, shown with the alphabetically smaller id requesting."""
    difference = compared(ways["a"], ways["b"], assessed)
    if difference < 0:
        return "a", "a"
    if difference > 0:
        return "b", "b"
    return None, "a" if case["profiles"]["a"]["profile"] < case["profiles"]["b"]["profile"] else "b"


# === the phase of the relation (2.4)


def assessed_phase(case: Data, question: Data) -> Data:
    """Given, or inferred for the main need from each profile's record; the furthest counts (settled m)."""
    phases = list(case["rubric"]["phases"])
    furthest, recorded = 0, False
    for side in SIDES:
        record = record_of(case, side, case["needs"][0])
        recorded = recorded or any(record.values())
        for place in range(len(phases) - 1, 0, -1):  # from the last phase to the first
            rules = case["rubric"]["phases"][phases[place]].get("infer", [])
            if any(rule_holds(case, {**record, "frames": frames_between(case)}, rule) for rule in rules):
                furthest = max(furthest, place)
                break
    recorded = (
        recorded or furthest > 0
    )  # what binds both is a record of the two where it puts them into a phase
    inferred = phases[furthest]
    if question["phase"] is not None:
        return {"assessed": question["phase"], "basis": "given", "inferred": inferred}
    return {"assessed": inferred, "basis": "inferred" if recorded else "assumed", "inferred": inferred}


def frames_between(case: Data) -> int:
    """2.4, decision 0022: how many instruments that are a frame bind both, serve the main need and cover every crime asked about."""
    count = 0
    for name, item in case["rubric"].get("instruments", {}).items():
        crimes, covers = case["crimes"], item["covers"]
        covered = covers == "all" or (len(crimes) > 0 and all(crime in covers for crime in crimes))
        if not item.get("frame") or case["needs"][0] not in item["serves"] or not covered:
            continue
        count += bound_alike(case, name)
    return count


def binding_end(case: Data, side: str, name: str, across: str | None) -> str | None:
    """By which end an instrument binds a side: a party alike; or, between a body and outsiders, a member or a party."""
    facts = case["profiles"][side]["facts"]
    entry = facts.get("instruments", {}).get(name)
    if entry is not None and entry.get("since") is not None and first_day(entry["since"]) > case["as_of"]:
        entry = None  # nothing is recorded before it began
    status = None if entry is None else entry["status"] if holds(entry, case["as_of"]) else "none"
    if across is None:
        return "alike" if status == "party" else None
    if facts.get("memberships", {}).get(across) == "member":
        return None if status == "none" else "member"
    return "party" if status == "party" else None


def record_of(case: Data, side: str, need: str) -> Data:
    """Agreements, structures and cases towards the partner that serve the need, in time."""
    as_of = case["as_of"]
    section = towards(case["profiles"][side], case["profiles"][OTHER[side]]["profile"])
    kinds = case["rubric"]["agreement-kinds"]
    record: Data = {"agreements": [], "structures": [], "cases": []}
    telling = needs_telling(case, need)
    for entry in section.get("agreements") or []:
        serves = entry.get("needs") or kinds[entry["kind"]]
        covers = not entry.get("crimes") or (
            len(case["crimes"]) > 0 and all(crime in entry["crimes"] for crime in case["crimes"])
        )
        if need in serves and covers and holds(entry, as_of):
            record["agreements"].append(entry)
    for entry in section.get("structures") or []:
        serves = entry.get("needs") or case["rubric"]["structure-kinds"][entry["kind"]]
        if any(kind in serves for kind in telling) and holds(entry, as_of):
            record["structures"].append(entry)
    for entry in section.get("cases") or []:
        if entry.get("needs") and not any(kind in entry["needs"] for kind in telling):
            continue
        ended = last_day(entry["to"]) if entry.get("to") is not None else as_of
        begun = first_day(entry["from"]) if entry.get("from") is not None else ended
        over = (
            entry.get("to") is None or first_day(entry["to"]) <= as_of
        )  # a partial end that the day falls into counts
        if begun <= as_of and over:
            ended = min(ended, as_of)
            counted = {"begun": begun, "ended": ended, "completed": entry.get("completed", 0)}
            record["cases"].append(counted | {"own": need in (entry.get("needs") or [need])})
    return record


def rule_holds(case: Data, record: Data, rule: Data) -> bool:
    """One rule of a phase; every condition that it states must hold."""
    if "agreements" in rule and not any(x["status"] in rule["agreements"] for x in record["agreements"]):
        return False
    if "frames" in rule and record["frames"] < rule["frames"]:
        return False
    if "structures" in rule:
        kinds = rule.get("kinds") or case["rubric"]["structure-kinds"]
        if sum(entry["kind"] in kinds for entry in record["structures"]) < rule["structures"]:
            return False
    if "completed-cases" in rule:
        own = rule.get("of-the-kind", False)
        return enough_cases(case, [item for item in record["cases"] if item["own"] or not own], rule)
    return True


def enough_cases(case: Data, cases: list[Data], rule: Data) -> bool:
    """Enough completed cases, over enough years, the last of them recent enough."""
    counts = [entry["completed"] for entry in cases]
    if not cases or ("many" not in counts and sum(counts) < rule["completed-cases"]):
        return False
    begun = min(entry["begun"] for entry in cases)
    ended = max(entry["ended"] for entry in cases)
    if "over-years" in rule and (ended - begun).days + 1 < rule["over-years"] * 365:
        return False
    return "within-years" not in rule or (case["as_of"] - ended).days <= rule["within-years"] * 365.25
