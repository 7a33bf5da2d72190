"""What the README lists is what there is: log events, problems, settings, topics, metrics, variables."""

import re
from pathlib import Path

import pytest

from consultation.settings import ConsultationSettings
from shared.contracts.catalogue import EVENTS as EVENT_TYPES
from shared.contracts.catalogue import TOPICS
from shared.local.settings import LocalSettings
from shared.runtime.http.problem_types import PROBLEMS
from shared.runtime.log_events import EVENTS
from shared.runtime.settings import KafkaSettings

from . import page, render


def test_every_table_is_up_to_date():
    assert render.rendered(page.PAGE) == page.PAGE, "run .venv/bin/python -m tests.unit.readme.render"


def test_every_table_that_is_made_is_on_the_page():
    assert re.findall(r"<!-- table: (.+) -->", page.PAGE) == re.findall(r"<!-- end of (.+) -->", page.PAGE)
    assert set(re.findall(r"<!-- table: (.+) -->", page.PAGE)) == set(render.SECTIONS)


def test_log_events_are_listed_with_their_meaning():
    listed = [entry for _, entries in page.rows("log events") for entry in entries.split("<br>")]

    assert dict(re.fullmatch(r"`(\S+)`: (.+)", entry).groups() for entry in listed) == EVENTS
    assert len(listed) == len(EVENTS)


def test_problem_types_are_listed_with_status_and_meaning():
    listed = {name.strip("`"): (int(status), meaning) for name, status, meaning in page.rows("problem types")}

    assert listed == {name: (problem.status, problem.meaning) for name, problem in PROBLEMS.items()}


def test_topics_are_listed_with_their_events():
    listed = {row[0].strip("`"): re.findall(r"`([a-z-]+)`", row[2]) for row in page.rows("topics")}

    assert listed.keys() == TOPICS.keys()
    assert sum(map(len, listed.values())) == len(EVENT_TYPES)


@pytest.mark.parametrize(
    "kind", [*render.SERVICES.values(), LocalSettings, KafkaSettings], ids=lambda kind: kind.__name__
)
def test_every_setting_is_listed_and_says_what_it_means(kind):
    listed = set(page.code())

    for name, field in kind.model_fields.items():
        assert render.variable(name, field) in listed
        assert field.description, f"{name} has no description"


def test_the_hours_that_are_listed_in_words_are_the_default():
    with_afternoon = [f"{day} 08:30-12:00; {day} 13:00-16:00" for day in (1, 2, 4, 5)]
    hours = "; ".join([*with_afternoon[:2], "3 08:30-12:00", *with_afternoon[2:]])

    assert ConsultationSettings.model_fields["school_hours"].default == hours


def test_local_agreements_are_settings():
    named = {
        render.variable(name, field) for kind in render.SERVICES.values() for name, field in kind.model_fields.items()
    }

    assert named >= render.LOCAL_AGREEMENTS


def test_every_variable_that_the_code_reads_by_itself_is_listed():
    text = page.prose()

    assert [name for name in sorted(_read_apart()) if f"`{name}`" not in text] == []


def test_every_variable_of_the_compose_file_is_listed():
    compose = (page.ROOT / "docker-compose.yml").read_text(encoding="utf-8")
    wanted = set(re.findall(r"\$\{([A-Z_]+)", compose))

    assert len(wanted) > 5
    assert {name for name in wanted if name not in page.prose()} == set()


def _read_apart() -> set[str]:
    found: set[str] = set()
    for file in _sources():
        text = file.read_text(encoding="utf-8")
        names = re.findall(r'environ(?:\.get\(|\[)f?"([^"]+)"|envvar="([^"]+)"', text)
        found |= {re.sub(r"\{service\.upper\(\)\}", "<SERVICE>", a or b) for a, b in names}
    assert "FLANKEREND_HOME" in found
    return found


def _sources() -> list[Path]:
    return [*page.ROOT.glob("shared/src/**/*.py"), *page.ROOT.glob("services/*/src/**/*.py")]
