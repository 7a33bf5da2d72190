import re

from shared.local.kafka_pins import pinned_jars


def test_every_jar_is_pinned_to_one_version_and_one_content():
    jars = pinned_jars()

    assert all(re.fullmatch(r"[\w.-]+:[\w.-]+:[\w.-]+", jar.coordinate) for jar in jars)
    assert all(re.fullmatch(r"[0-9a-f]{64}", jar.sha256) for jar in jars)
    assert len({jar.coordinate.rpartition(":")[0] for jar in jars}) == len(jars)


def test_the_broker_is_the_version_that_compose_runs():
    kafka = {jar.coordinate for jar in pinned_jars() if jar.coordinate.startswith("org.apache.kafka:")}

    assert "org.apache.kafka:kafka_2.13:4.4.0" in kafka
    assert {coordinate.rpartition(":")[2] for coordinate in kafka} == {"4.4.0"}
