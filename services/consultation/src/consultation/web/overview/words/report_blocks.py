"""The report on several years as blocks to read: headings, facts, texts and tables, the same on paper and in a file."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from uuid import UUID

from consultation.activities.domain.activity_kind import ActivityKind
from consultation.domain.local_time import local_day
from consultation.domain.themes import Themes
from consultation.overview.domain.indicator_values import IndicatorYear
from consultation.overview.domain.money import Money
from consultation.overview.domain.report import Report, ReportedAction, ReportedBody, ReportedObjective
from consultation.overview.domain.tally import Shown, Tallies, added_up
from consultation.policy.domain.action import PolicyAction
from consultation.policy.domain.indicator import Indicator
from consultation.policy.domain.states import ActionStatus
from consultation.web.bodies.words import DECIDING, FORMS, KINDS
from consultation.web.overview.words.report import (
    ACTION_STATUSES,
    JUDGEMENTS,
    MISSING,
    OBJECTIVE_STATUSES,
    at_least,
    day,
    euro,
    members,
    number,
    origin,
    percent,
)
from shared.papers.letterhead import Content

_MONEY = ["Jaar", "Bedrag", "Door anderen betaald", "Aandeel"]
_ALL = "Alle jaren"
_COUNTED = ["Activiteiten", "Bijeenkomsten", "Deelnemers", "Plaatsen", "Uren", "Uitgedeeld"]
_LEFT_OUT = "klein"
_SHORT = 14


def report_blocks(report: Report, themes: Themes, kinds: Mapping[str, ActivityKind]) -> list[Content]:
    """The blocks of a report, in the order in which they are read."""
    return [
        *_consultation(report),
        *(block for objective in report.objectives for block in _objective(objective, report, themes)),
        *_not_done(report),
        _heading(2, "Begroting van alle acties"),
        _text(
            "Bedragen zijn per kalenderjaar, zoals ze bij de acties staan. Het aandeel is wat anderen betalen"
            " (cofinanciering), gedeeld door het bedrag."
        ),
        _money(report.budget, report.total),
        *_tallies(report, themes, kinds),
    ]


def _consultation(report: Report) -> Iterator[Content]:
    yield _heading(2, "Hoe het overleg georganiseerd is")
    if not report.bodies:
        yield _text("In deze jaren was er geen overlegorgaan.")
    for body in report.bodies:
        yield from _body(body)


def _body(reported: ReportedBody) -> Iterator[Content]:
    details = reported.body.details
    yield _heading(3, details.name)
    quorum = f", met {at_least(details.quorum)}" if details.quorum else ""
    yield _facts(
        ("Soort", f"{KINDS[details.kind]}, {FORMS[details.form]}"),
        ("Doel", details.purpose),
        ("Beslist", f"{DECIDING[details.deciding]}{quorum}"),
        ("Afgesproken", f"{details.times_a_year} keer per schooljaar" if details.times_a_year else ""),
        ("Leden", members(reported.members)),
        ("Geld", details.money),
        ("LOP", details.lop),
        ("LOK", details.lok),
    )
    sessions = [[str(year), str(count)] for year, count in reported.sessions.items()]
    yield _table(f"Vergaderingen van {details.name}", ["Jaar", "Vergaderingen"], sessions)
    if reported.decisions:
        rows = [
            [
                day(taken.day),
                taken.decision.text,
                _votes(taken.decision.in_favour, taken.decision.against),
                taken.decision.dissent or "–",
            ]
            for taken in reported.decisions
        ]
        columns = ["Dag", "Beslissing", "Voor en tegen", "Wie het niet eens was"]
        yield _table(f"Beslissingen van {details.name}", columns, rows)


def _votes(in_favour: int | None, against: int | None) -> str:
    return "consensus" if in_favour is None else f"{in_favour} voor, {against or 0} tegen"


def _objective(reported: ReportedObjective, report: Report, themes: Themes) -> Iterator[Content]:
    objective, details = reported.objective, reported.objective.details
    agreement = objective.agreement
    agreed = f"op {day(agreement.agreed_on)} in {report.names.get(str(agreement.body_id), '')}" if agreement else ""
    yield _heading(2, f"Doelstelling: {details.title}")
    yield _facts(
        ("Voor de leerling", details.for_the_learner),
        ("Voor", f"schooljaren {details.first_year} tot en met {details.last_year}"),
        ("Toestand", OBJECTIVE_STATUSES[objective.status]),
        ("Waarom", objective.ended_why),
        ("Afgesproken", agreed),
        ("Gesteund door", ", ".join(report.names.get(own, own) for own in details.supporters)),
        *(
            (f"Niet gesteund door {report.names.get(row.organisation_id, '')}", row.reason)
            for row in details.dissenters
        ),
    )
    if not reported.actions:
        yield _text("Voor deze doelstelling was er in deze jaren geen actie.")
    for action in reported.actions:
        yield from _action(action, report, themes)


def _action(reported: ReportedAction, report: Report, themes: Themes) -> Iterator[Content]:
    action, details = reported.action, reported.action.details
    until = f" tot en met {day(details.until)}" if details.until else ""
    yield _heading(3, f"Actie: {details.title}")
    yield _facts(
        ("Thema", themes.get(details.theme, details.theme)),
        ("Wat", details.what),
        ("Wanneer", f"van {day(details.since)}{until}"),
        ("Met", ", ".join(report.names.get(partner, partner) for partner in details.partners)),
        ("Toestand", _status(action)),
    )
    yield (
        _money(reported.budget, reported.total, details.title)
        if reported.budget
        else _text("Voor deze jaren is geen bedrag afgesproken.")
    )
    rows = [_indicator(values.indicator, row) for values in reported.indicators for row in values.years]
    if rows:
        columns = ["Indicator", "Schooljaar", "Doel", "Bereikt", "Waar het cijfer vandaan komt"]
        yield _table(f"Indicatoren van {details.title}", columns, rows)
    else:
        yield _text("Deze actie heeft voor deze jaren geen indicatoren.")
    if reported.evaluations:
        evaluations = [
            [
                day(row.held_on),
                ", ".join(report.names.get(partner, partner) for partner in row.partners),
                JUDGEMENTS[row.judgement],
                " ".join(filter(None, (row.text, row.changes))) or "–",
            ]
            for row in reported.evaluations
        ]
        yield _table(
            f"Evaluaties van {details.title}", ["Dag", "Met wie", "Oordeel", "Waarom, en wat verandert"], evaluations
        )
    else:
        yield _text("In deze jaren werd deze actie niet geëvalueerd.")


def _status(action: PolicyAction) -> str:
    why = f": {action.not_done_why}" if action.not_done_why else ""
    return f"{ACTION_STATUSES[action.status]}{why}"


def _indicator(indicator: Indicator, row: IndicatorYear) -> list[str]:
    value = MISSING[row.missing] if row.missing else ""
    return [
        f"{indicator.name} ({indicator.unit})",
        str(row.school_year),
        number(row.target) if row.target is not None else "–",
        number(row.value) if row.value is not None else value,
        origin(indicator.source, row),
    ]


def _not_done(report: Report) -> Iterator[Content]:
    left = [row.action for row in report.actions if row.action.status is ActionStatus.NOT_DONE]
    yield _heading(2, "Wat niet gedaan werd, en waarom")
    if left:
        rows = [[action.details.title, action.not_done_why] for action in left]
        yield _table("Wat niet gedaan werd", ["Actie", "Waarom"], rows)
    else:
        yield _text("Geen enkele actie werd opgegeven.")


def _money(budget: Mapping[int, Money], total: Money, of: str = "alle acties") -> Content:
    rows = [_amounts(str(year), money) for year, money in budget.items()]
    return _table(f"Begroting van {of}", _MONEY, [*rows, _amounts(_ALL, total)])


def _amounts(label: str, money: Money) -> list[str]:
    return [label, euro(money.amount), euro(money.paid_by_others), percent(money)]


def _tallies(report: Report, themes: Themes, kinds: Mapping[str, ActivityKind]) -> Iterator[Content]:
    years, tallies = report.years.school_years, report.tallies
    span = f"schooljaar {years[0]}" if len(years) == 1 else f"schooljaren {years[0]} tot en met {years[-1]}"
    yield _heading(2, "Activiteiten en aanvragen van scholen")
    yield _text(
        f"Dit is geteld op {day(local_day(report.known_at))} voor {span}: uit de activiteiten, met wie ingeschreven was"
        " en wie kwam, en uit de aanvragen voor het onderwijsaanbod. Wie in een schooljaar vaker kwam, telt één keer."
        " Aanvragen die een school zelf introk, tellen niet. Een klein aantal staat er als „klein”."
    )
    yield from _activities(tallies, report.names, kinds)
    if not tallies.requests:
        yield _text("In deze jaren vroeg geen school iets aan.")
        return
    rows = [[themes.get(theme, theme), *map(str, numbers)] for theme, numbers in tallies.by_theme.items()]
    whole = ["Alle thema’s", *map(str, added_up(tallies.requests))]
    yield _table("Aanvragen van scholen", ["Thema", "Aanvragen", "Scholen"], [*rows, whole])


def _activities(tallies: Tallies, names: Mapping[str, str], kinds: Mapping[str, ActivityKind]) -> Iterator[Content]:
    if not tallies.activities:
        yield _text("In deze jaren was er geen activiteit.")
        return
    titles = {kind: kinds[kind].title if kind in kinds else kind for kind in tallies.by_kind}
    of_actions = [
        [_action_name(action_id, names), titles[kind], *_numbers(shown)]
        for (action_id, kind), shown in tallies.by_action.items()
    ]
    yield _table("Activiteiten per actie", ["Actie", "Soort", *_COUNTED], of_actions)
    of_kinds = [[titles[kind], *_numbers(shown)] for kind, shown in tallies.by_kind.items()]
    whole = ["Alle soorten", *_numbers(tallies.shown(tallies.activities))]
    yield _table("Activiteiten per soort", ["Soort", *_COUNTED], [*of_kinds, whole])


def _action_name(action_id: UUID | None, names: Mapping[str, str]) -> str:
    if action_id is None:
        return "zonder actie"
    return names.get(str(action_id), "een actie van andere jaren")


def _numbers(shown: Shown) -> list[str]:
    """The numbers as people read them; a word stands for what is left out."""
    return [_LEFT_OUT if value is None else number(Decimal(str(value))) for value in shown.values()]


def _heading(level: int, text: str) -> Content:
    return {"kind": "heading", "level": level, "text": text}


def _text(text: str) -> Content:
    return {"kind": "text", "text": text}


def _facts(*facts: tuple[str, str]) -> Content:
    return {"kind": "facts", "facts": [list(fact) for fact in facts if fact[1]]}


def _table(caption: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Content:
    """A column of short texts is as wide as they are; the others share what is left."""
    cells = [[column, *(row[place] for row in rows)] for place, column in enumerate(columns)]
    narrow = [all(len(text) <= _SHORT for text in column) for column in cells]
    if all(narrow):
        narrow[0] = False
    return {
        "kind": "table",
        "caption": caption,
        "columns": list(columns),
        "narrow": narrow,
        "rows": [list(row) for row in rows],
    }
