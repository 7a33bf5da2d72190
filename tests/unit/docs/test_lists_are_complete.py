"""What the pages list is what there is: events, endpoints, log events, problems, settings, topics, variables."""

import functools
import operator
import re
from collections import Counter
from pathlib import Path

import pytest

from consultation.settings import ConsultationSettings

from . import endpoints, meanings, pages, render, tables
from .pages import PAGES, ROOT, Page
from .sources import (
    CASE_ENDPOINTS,
    CASE_TYPES,
    EVENT_TYPES,
    EVENTS,
    FIELDS,
    PROBLEMS,
    SERVICES,
    TOPICS,
    KafkaSettings,
    LocalSettings,
    Reach,
    Role,
    document_of,
    pages_of,
    reach,
    rule_of,
)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_table_is_up_to_date(page: Page):
    assert render.rendered(page.text) == page.text, "run .venv/bin/python -m tests.unit.docs.render"


def test_every_table_that_is_made_is_on_a_page():
    made = [name for page in PAGES for name in page.sections]
    assert made == [name for page in PAGES for name in re.findall(r"^<!-- end of (.+) -->$", page.text, re.MULTILINE)]
    assert Counter(made) == Counter(render.SECTIONS.keys())


def test_log_events_are_listed_with_their_meaning():
    listed = [entry for _, entries in pages.rows("log events") for entry in entries.split("<br>")]

    assert dict(re.fullmatch(r"`(\S+)`: (.+)", entry).groups() for entry in listed) == EVENTS
    assert len(listed) == len(EVENTS)


def test_log_fields_are_listed_with_their_meaning():
    assert {name.strip("`"): meaning for name, meaning in pages.rows("log fields")} == FIELDS


def test_problem_types_are_listed_with_status_and_meaning():
    listed = {name.strip("`"): (int(status), meaning) for name, status, meaning in pages.rows("problem types")}

    assert listed == {name: (problem.status, problem.meaning) for name, problem in PROBLEMS.items()}


def test_topics_are_listed_with_their_events():
    listed = {row[0].strip("`"): re.findall(r"`([a-z-]+)`", row[2]) for row in pages.rows("topics")}

    assert listed.keys() == TOPICS.keys()
    assert sum(map(len, listed.values())) == len(EVENT_TYPES)


@pytest.mark.parametrize("topic", TOPICS.values(), ids=lambda topic: topic.name)
def test_every_event_of_a_topic_is_on_its_senders_page_with_every_field(topic):
    for sender in topic.senders:
        text = pages.section(f"events of {sender}")
        assert f"## Topic {topic.name}\n" in text
        for event in topic.events:
            part = text.split(f"\n\nType `{event.event_type}`.")[1].split("\n##")[0]
            missing = [name for name in event.model_json_schema().get("properties", {}) if f"| `{name}`" not in part]
            assert missing == []


@pytest.mark.parametrize("service", SERVICES)
def test_every_endpoint_and_every_model_is_on_its_services_page(service):
    endpoints, models = pages.section(f"endpoints of {service}"), pages.section(f"models of {service}")
    document = document_of(service)
    asked = [f"{method.upper()} {path}" for path, methods in document["paths"].items() for method in methods]

    assert sorted(re.findall(r"^### (.+)$", endpoints, re.MULTILINE)) == sorted(asked)
    assert set(re.findall(r"^### (.+)$", models, re.MULTILINE)) == {
        name for name in document["components"]["schemas"] if not name.startswith("Listing_")
    }


def test_what_is_said_beside_the_code_is_needed():
    for service in SERVICES:
        endpoints.endpoints_of(service)
        endpoints.models_of(service)

    written = {("field", name) for name in meanings.FIELDS} | {("filter", name) for name in meanings.FILTERS}
    assert written - meanings.used == set(), "the code describes these now: take them out of meanings.py"


@pytest.mark.parametrize("service", SERVICES)
def test_the_roles_of_an_endpoint_are_those_that_open_it(service):
    listed = {row[1].strip("`"): row[2:] for row in pages.rows("rights of endpoints") if row[0] == service}
    header = pages.section("rights of endpoints").splitlines()[0]
    roles = [cell.strip() for cell in header.split("|")[3:-1]]

    assert listed
    for endpoint, marks in listed.items():
        method, path = endpoint.split(" ")
        opened = {role for role, mark in zip(roles, marks, strict=True) if mark == "yes"}
        assert opened == set(rule_of(service, method, path).opened_by or ())


def test_the_roles_of_every_page_are_listed():
    header = pages.section("rights of pages").splitlines()[0]
    roles = [cell.strip() for cell in header.split("|")[3:-1]]
    listed = {(row[0], *row[1].strip("`").split(" ")): row[2:] for row in pages.rows("rights of pages")}

    assert listed.keys() == {(service, *page) for service in SERVICES for page in pages_of(service)}
    for page, marks in listed.items():
        opened = {role for role, mark in zip(roles, marks, strict=True) if mark == "yes"}
        assert opened == set(rule_of(*page).opened_by or ())


def test_every_endpoint_about_a_case_has_its_rights():
    paths = document_of("casework")["paths"]
    endpoints_of_cases = {
        f"{method.upper()} {path}"
        for path, operations in paths.items()
        for method in operations
        if path.startswith(("/cases", "/reports", "/referrals", "/consents"))
    }

    assert CASE_ENDPOINTS.keys() == endpoints_of_cases
    for endpoint in endpoints_of_cases:
        opened = set(rule_of("casework", *endpoint.split(" ")).opened_by or ())
        deed = CASE_ENDPOINTS[endpoint]
        may = {role for role in Role if any(reach(role, deed, case_type) for case_type in CASE_TYPES)}
        assert (endpoint, opened) == (endpoint, may)


def test_the_rights_of_each_type_of_case_are_listed():
    header = pages.section("rights of cases").splitlines()[0]
    roles = [cell.strip() for cell in header.split("|")[3:-1]]
    words = {"yes": Reach.ALL, "own": Reach.OWN, "given": Reach.GIVEN, "asked": Reach.ASKED}
    listed = {}
    for case_type, of_row, *cells in pages.rows("rights of cases"):
        for endpoint in re.findall(r"`([^`]+)`", of_row):
            for role, cell in zip(roles, cells, strict=True):
                parts = [words[word] for word in cell.split(", ") if word]
                listed[case_type.strip("`"), endpoint, role] = functools.reduce(operator.or_, parts, Reach.NOTHING)

    for case_type in CASE_TYPES:
        for endpoint, deed in CASE_ENDPOINTS.items():
            for role in Role:
                right = Reach.NOTHING if deed in case_type.without else reach(role, deed, case_type)
                assert listed.get((case_type.name, endpoint, str(role)), Reach.NOTHING) == right


@pytest.mark.parametrize("kind", [*SERVICES.values(), LocalSettings, KafkaSettings], ids=lambda kind: kind.__name__)
def test_every_setting_is_listed_and_says_what_it_means(kind):
    listed = set(pages.all_code())

    for name, field in kind.model_fields.items():
        assert tables.variable(name, field) in listed
        assert field.description, f"{name} has no description"


def test_the_hours_that_are_listed_in_words_are_the_default():
    with_afternoon = [f"{day} 08:30-12:00; {day} 13:00-16:00" for day in (1, 2, 4, 5)]
    hours = "; ".join([*with_afternoon[:2], "3 08:30-12:00", *with_afternoon[2:]])

    assert ConsultationSettings.model_fields["school_hours"].default == hours


def test_local_agreements_are_settings():
    named = {tables.variable(name, field) for kind in SERVICES.values() for name, field in kind.model_fields.items()}

    assert named >= tables.LOCAL_AGREEMENTS


def test_every_variable_that_the_code_reads_by_itself_is_listed():
    text = pages.all_prose()

    assert [name for name in sorted(_read_apart()) if f"`{name}`" not in text] == []


def test_every_variable_of_the_compose_file_is_listed():
    compose = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
    wanted = set(re.findall(r"\$\{([A-Z_]+)", compose))

    assert len(wanted) > 5
    assert {name for name in wanted if name not in pages.all_prose()} == set()


def _read_apart() -> set[str]:
    named: set[str] = set()
    for file in _sources():
        text = file.read_text(encoding="utf-8")
        names = re.findall(r'environ(?:\.get\(|\[)f?"([^"]+)"|envvar="([^"]+)"', text)
        named |= {re.sub(r"\{service\.upper\(\)\}", "<SERVICE>", a or b) for a, b in names}
    assert "FLANKEREND_HOME" in named
    return named


def _sources() -> list[Path]:
    return [*ROOT.glob("shared/src/**/*.py"), *ROOT.glob("services/*/src/**/*.py")]
