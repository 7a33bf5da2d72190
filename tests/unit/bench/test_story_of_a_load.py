"""What the bench of the chain makes of what was sent, told, caught and stored."""

from tests.bench.chain.catcher import Caught
from tests.bench.chain.pace import keeps_up
from tests.bench.chain.story import Stored, Story, Times, story
from tests.bench.chain.topics import CASES, DELIVERIES, MEETINGS, SIGNALS, Told

FIRST, SECOND = ("125001", "1"), ("125002", "2")


def told(topic: str, at: float, kind: str, **data: object) -> Told:
    return Told(topic, at, kind, "/source", f"{kind}-{at}", data)


def notice(at: float, name: str, template: str, about: str) -> Told:
    return told(
        DELIVERIES, at, "notification-sent", notification_id=name, template=template, about={"kind": "any", "id": about}
    )


def caught(at: float, name: str) -> Caught:
    return Caught(at, f"{name}@localhost", "somebody@bench.example", 0, 10)


def of_one_pupil(stored: Stored = Stored(), *more: Caught) -> Story:  # noqa: B008
    return story(
        {FIRST: 100.0, SECOND: 101.0},
        [
            told(SIGNALS, 102.0, "level-reached", signal_id="s", person_id="p", school="125002", pupil="2"),
            told(CASES, 103.0, "case-opened", case_id="c", signal_id="s", school="125002", pupil="2"),
            told(CASES, 103.5, "meeting-requested", case_id="c"),
            told(MEETINGS, 105.5, "meeting-scheduled", meeting_id="m", case_ids=["c"]),
            notice(107.0, "n1", "case-opened", "c"),
            notice(108.0, "n2", "meeting-invitation", "m"),
        ],
        [caught(106.0, "n1"), caught(107.5, "n2"), *more],
        stored,
    )


def test_a_mail_is_traced_to_the_last_mark_of_its_pupil() -> None:
    of_it = of_one_pupil()

    assert (of_it.levels, of_it.mails, of_it.traced) == (1, 2, 2)
    assert sorted(of_it.to_mail.seconds) == [5.0, 6.5]
    assert of_it.last_mail_s == 7.5  # after the first mark of all


def test_hops_are_between_what_was_told() -> None:
    handled = {("/source", "notification-sent-107.0"): 107.25}
    of_it = of_one_pupil(Stored(handled=handled, queued={"n1": 104.0, "n2": 106.5}))

    assert {name: sorted(times.seconds) for name, times in of_it.hops.items()} == {
        "mark → level": [1.0],
        "level → case": [1.0],
        "meeting asked → planned": [2.0],
        "case, meeting → notice queued": [1.0, 1.0],
        "notice queued → mail": [1.0, 2.0],
        "mail → told": [0.5, 1.0],
        "told → stored in casework": [0.25],
    }


def test_events_and_mails_are_counted_apart() -> None:
    assert of_one_pupil().outcome == {
        "case-opened": 1,
        "level-reached": 1,
        "mail case-opened": 1,
        "mail meeting-invitation": 1,
        "meeting-requested": 1,
        "meeting-scheduled": 1,
    }


def test_a_mail_that_came_again_counts_once_at_its_first_time() -> None:
    of_it = of_one_pupil(Stored(), caught(109.0, "n1"))

    assert (of_it.mails, of_it.repeated) == (2, 1)
    assert sorted(of_it.to_mail.seconds) == [5.0, 6.5]


def test_a_mail_of_no_known_pupil_is_not_traced() -> None:
    of_it = of_one_pupil(Stored(), caught(109.0, "unknown"))

    assert (of_it.mails, of_it.traced) == (3, 2)


def test_a_build_keeps_up_while_later_mails_take_no_longer() -> None:
    assert keeps_up(Times([0.3] * 100))
    assert not keeps_up(Times([0.1 * number for number in range(100)]))
    assert not keeps_up(Times([]))
