"""What the bench of the chain says of a build that did not do what it should have done."""

from dataclasses import replace

from rich.console import Console
from tests.bench.chain.load import Load
from tests.bench.chain.measuring import Measured
from tests.bench.chain.report import print_growth, shortcomings
from tests.bench.chain.story import Story, Times
from tests.bench.chain.usage import Usage

LOAD = Load(name="burst", pupils=10, schools=2)
STORY = Story(
    levels=10, mails=60, last_mail_s=2.0, to_mail=Times([1.0]), hops={}, outcome={"a": 1}, traced=60, repeated=0
)
WHOLE = Measured(story=STORY, usage=Usage({"casework": 1.0}), settled_s=2.0, put_aside=0, mails=[], records=[])


def test_nothing_is_said_of_a_build_that_did_all() -> None:
    assert shortcomings(LOAD, {"this": WHOLE, "other": WHOLE}) == []


def test_what_is_missing_is_said() -> None:
    poor = replace(WHOLE, story=replace(STORY, levels=9, mails=54, traced=53, repeated=2), put_aside=1)

    assert shortcomings(LOAD, {"this": poor}) == [
        "this: 9 of 10 pupils reached a level",
        "this: 54 mails of 60",
        "this: 2 mails came again",
        "this: 1 mails of no known pupil",
        "this: 1 dead letters or parked events",
    ]


def test_another_outcome_is_said() -> None:
    other = replace(WHOLE, story=replace(STORY, outcome={"a": 2}))

    [sentence] = shortcomings(LOAD, {"this": WHOLE, "other": other})
    assert sentence.startswith("the outcomes differ")


def test_growth_is_by_level_and_by_mail() -> None:
    large = replace(
        WHOLE,
        story=replace(STORY, levels=100, mails=300, last_mail_s=40.0),
        usage=Usage({"casework": 5.0}),
    )
    console = Console(record=True, width=200)
    print_growth(console, WHOLE, large)

    assert console.export_text().strip() == (
        "Beside 10 levels, 100 take 2.00 times as long a level and 4.00 a mail,"
        " with 0.50 times the CPU a level and 1.00 a mail"
    )
