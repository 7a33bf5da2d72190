"""How long everything took, out of what was told: every mail is traced back to the pupil whose marks led to it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median, quantiles
from typing import Any

from .catcher import Caught
from .topics import Told

Pupil = tuple[str, str]
HOPS = (
    "mark → level",
    "level → case",
    "meeting asked → planned",
    "case, meeting → notice queued",
    "notice queued → mail",
    "mail → told",
    "told → stored in casework",
)


@dataclass(frozen=True)
class Times:
    """Many durations, in seconds."""

    seconds: Sequence[float]

    @property
    def p50(self) -> float:
        """The median; 0.0 of none."""
        return median(self.seconds) if self.seconds else 0.0

    @property
    def p99(self) -> float:
        """What 99 of 100 are within; 0.0 of none."""
        return quantiles(self.seconds, n=100)[98] if len(self.seconds) > 1 else self.p50


@dataclass(frozen=True, kw_only=True)
class Stored:
    """What only the databases say: when casework handled an event, and when a notice was queued."""

    handled: Mapping[tuple[str, str], float] = field(default_factory=dict)
    queued: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Story:
    """What came of the marks. ``to_mail`` is from a pupil's last mark to each mail, in the order of the marks."""

    levels: int
    mails: int
    last_mail_s: float
    to_mail: Times
    hops: Mapping[str, Times]
    outcome: Mapping[str, int]
    traced: int
    repeated: int


def story(sent: Mapping[Pupil, float], told: Sequence[Told], caught: Sequence[Caught], stored: Stored) -> Story:
    """Put together what was sent, told, caught and stored. Times are seconds since 1970."""
    began = min(sent.values())
    mails = {mail.message_id.partition("@")[0]: mail.at for mail in reversed(caught)}
    pupils = _pupils_of(told)
    notices = [event for event in told if event.kind == "notification-sent" and event.data["notification_id"] in mails]
    marked = {event.data["notification_id"]: sent.get(pupils.get(_about(event), ("", ""))) for event in notices}
    traced = {name: at for name, at in marked.items() if at is not None}
    to_mail = [mails[name] - at for name, at in sorted(traced.items(), key=lambda item: item[1])]
    return Story(
        levels=len({event.data["person_id"] for event in told if event.kind == "level-reached"}),
        mails=len(mails),
        last_mail_s=max(mails.values(), default=began) - began,
        to_mail=Times(to_mail),
        hops={name: Times(durations) for name, durations in _hops(sent, told, mails, stored).items()},
        outcome=_outcome(told),
        traced=len(traced),
        repeated=len(caught) - len(mails),
    )


def _outcome(told: Iterable[Told]) -> dict[str, int]:
    """How many of each event, mails by their template."""
    return dict(sorted(Counter(_kind(event) for event in told).items()))


def _kind(event: Told) -> str:
    return f"mail {event.data['template']}" if event.kind == "notification-sent" else event.kind


def _about(event: Told) -> str:
    return str(event.data["about"]["id"])


def _pupils_of(told: Iterable[Told]) -> dict[str, Pupil]:
    """The pupil of every case and meeting."""
    pupils: dict[str, Pupil] = {}
    for event in sorted(told, key=lambda event: event.kind != "case-opened"):
        if event.kind == "case-opened":
            pupils[event.data["case_id"]] = (event.data["school"], event.data["pupil"])
        elif event.kind == "meeting-scheduled":
            [case] = event.data["case_ids"]
            pupils[event.data["meeting_id"]] = pupils[case]
    return pupils


def _hops(
    sent: Mapping[Pupil, float], told: Sequence[Told], mails: Mapping[str, float], stored: Stored
) -> dict[str, list[float]]:
    by_kind: dict[str, list[Told]] = {}
    for event in told:
        by_kind.setdefault(event.kind, []).append(event)
    levels, cases = by_kind.get("level-reached", []), by_kind.get("case-opened", [])
    reached = _times(levels, "signal_id")
    opened = _times(cases, "case_id")
    asked = _times(by_kind.get("meeting-requested", []), "case_id")
    planned = [*by_kind.get("meeting-scheduled", []), *by_kind.get("meeting-unschedulable", [])]
    causes = opened | _times(planned, "meeting_id")
    notices = by_kind.get("notification-sent", [])
    queued = {name: at for name, at in stored.queued.items() if name in mails}
    return dict(
        zip(
            HOPS,
            (
                [event.at - sent[pupil] for event in levels if (pupil := _pupil(event.data)) in sent],
                [event.at - reached[name] for event in cases if (name := event.data.get("signal_id")) in reached],
                [event.at - asked[case] for event in planned for case in event.data["case_ids"] if case in asked],
                [
                    queued[name] - causes[about]
                    for event in notices
                    if (name := _name(event)) in queued and (about := _about(event)) in causes
                ],
                [mails[name] - at for name, at in queued.items()],
                [event.at - mails[name] for event in notices if (name := _name(event)) in mails],
                [stored.handled[key] - event.at for event in notices if (key := _key(event)) in stored.handled],
            ),
            strict=True,
        )
    )


def _times(events: Iterable[Told], field_name: str) -> dict[str, float]:
    return {event.data[field_name]: event.at for event in events}


def _pupil(data: Mapping[str, Any]) -> Pupil:
    return data["school"], data["pupil"]


def _name(event: Told) -> str:
    return str(event.data["notification_id"])


def _key(event: Told) -> tuple[str, str]:
    return event.source, event.event_id
