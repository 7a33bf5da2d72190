"""The report on several years as rows: one number or state of one thing, with where it comes from."""

from collections.abc import Iterable, Iterator

from pydantic import BaseModel

from consultation.domain.local_time import local_day
from consultation.overview.api.indicator_answers import IndicatorValuesAnswer
from consultation.overview.api.report_answers import (
    MoneyAnswer,
    MultiYearPlanAnswer,
    PlannedActionAnswer,
    ReportedBodyAnswer,
)
from consultation.overview.api.tally_answers import TalliedAnswer
from consultation.overview.domain.tally import MEASURES

_NOTED, _AGREED = "noted with the body", "agreed on with the action"


class ReportRowAnswer(BaseModel):
    """A row of the CSV."""

    part: str
    """`body`, `objective`, `action`, `indicator`, `budget`, `evaluation`, `activities` or `requests`."""
    name: str
    """What people call it."""
    part_of: str
    """The objective of an action, the action of an indicator, budget, evaluation or activities; else empty."""
    period: str
    """A calendar year, a school year or a day; all years together are `2026-2031`, with both calendar years."""
    measure: str
    """What the value says."""
    value: str
    """A number or a word; empty for what is left out."""
    unit: str
    """In what it is counted."""
    source: str
    """Where the value comes from, or why there is none."""


def report_rows(report: MultiYearPlanAnswer) -> Iterator[ReportRowAnswer]:
    """The rows of a report, in its order."""
    span = f"{report.from_}-{report.until}"
    for body in report.bodies:
        yield from _body(body, span)
    for objective in report.objectives:
        yield ReportRowAnswer(
            part="objective",
            name=objective.title,
            part_of="",
            period=f"{objective.first_year}/{objective.last_year}",
            measure="status",
            value=objective.status,
            unit="",
            source=objective.ended_why,
        )
        for action in objective.actions:
            yield from _action(action, objective.title, span)
    yield from _money(report.budget, "all actions", "", span=span)
    yield from _activities(report, span)
    yield from _requests(report)


def _body(body: ReportedBodyAnswer, span: str) -> Iterator[ReportRowAnswer]:
    counts = [(str(year), "sessions-held", number) for year, number in body.sessions.items()]
    counts += [(span, f"members-{kind}", number) for kind, number in body.members.items()]
    counts += [(span, "decisions", len(body.decisions))]
    for period, measure, number in counts:
        yield ReportRowAnswer(
            part="body",
            name=body.name,
            part_of="",
            period=period,
            measure=measure,
            value=str(number),
            unit="",
            source=_NOTED,
        )


def _action(action: PlannedActionAnswer, objective: str, span: str) -> Iterator[ReportRowAnswer]:
    yield ReportRowAnswer(
        part="action",
        name=action.title,
        part_of=objective,
        period=f"{action.from_}/{action.until or ''}",
        measure="status",
        value=action.status,
        unit="",
        source=action.not_done_why,
    )
    yield from _money(action.budget, action.title, objective, span=span)
    for indicator in action.indicators:
        yield from _indicator(indicator, action.title)
    for evaluation in action.evaluations:
        yield ReportRowAnswer(
            part="evaluation",
            name=action.title,
            part_of=objective,
            period=str(evaluation.held_on),
            measure="judgement",
            value=evaluation.judgement,
            unit="",
            source=", ".join(evaluation.partners),
        )


def _money(budget: Iterable[MoneyAnswer], name: str, part_of: str, *, span: str) -> Iterator[ReportRowAnswer]:
    for money in budget:
        for measure in ("amount", "paid_by_others", "share_paid_by_others"):
            value = getattr(money, measure)
            yield ReportRowAnswer(
                part="budget",
                name=name,
                part_of=part_of,
                period=span if money.year is None else str(money.year),
                measure=measure.replace("_", "-"),
                value="" if value is None else str(value),
                unit="share" if measure.startswith("share") else "euro",
                source=_AGREED,
            )


def _indicator(indicator: IndicatorValuesAnswer, action: str) -> Iterator[ReportRowAnswer]:
    for row in indicator.years:
        origin = [row.missing or indicator.source.kind, indicator.source.service, indicator.source.figure]
        origin += [indicator.source.group, indicator.source.measure, row.source]
        dated = row.dated or (row.known_at and local_day(row.known_at))
        for measure, value in (("target", row.target), ("value", row.value)):
            if measure == "target" and value is None:
                continue
            said = [_AGREED] if measure == "target" else [*filter(None, origin), *([str(dated)] if dated else [])]
            yield ReportRowAnswer(
                part="indicator",
                name=indicator.name,
                part_of=action,
                period=row.school_year,
                measure=measure,
                value="" if value is None else str(value),
                unit=indicator.unit,
                source=", ".join(said),
            )


def _activities(report: MultiYearPlanAnswer, span: str) -> Iterator[ReportRowAnswer]:
    counted = f"activities, {local_day(report.known_at)}"
    for row in report.activities:
        yield from _tallied(row, row.kind, row.action or "", period=row.school_year, source=counted)
    for whole in report.activities_by_kind:
        yield from _tallied(whole, whole.kind or "all kinds", "", period=span, source=counted)


def _tallied(tallied: TalliedAnswer, name: str, part_of: str, *, period: str, source: str) -> Iterator[ReportRowAnswer]:
    for measure in MEASURES:
        value = getattr(tallied, measure)
        yield ReportRowAnswer(
            part="activities",
            name=name,
            part_of=part_of,
            period=period,
            measure=measure.replace("_", "-"),
            value="" if value is None else str(value),
            unit="",
            source=f"small-number, {source}" if value is None else source,
        )


def _requests(report: MultiYearPlanAnswer) -> Iterator[ReportRowAnswer]:
    for row in report.requests:
        for measure, number in (("requests", row.requests), ("schools", row.schools)):
            yield ReportRowAnswer(
                part="requests",
                name=row.theme,
                part_of="",
                period=row.school_year,
                measure=measure,
                value=str(number),
                unit="",
                source=f"requests, {local_day(report.known_at)}",
            )
