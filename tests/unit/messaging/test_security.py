"""Security settings reach the broker's clients as they were given."""

import ssl

import pytest
from pydantic import ValidationError

from shared.messaging.security import client_options
from shared.runtime.settings import KafkaSettings


def settings(**values) -> KafkaSettings:
    return KafkaSettings(kafka_bootstrap_servers="one:9092, two:9092", **values)


def test_without_security_the_connection_is_plain():
    options = client_options(settings())
    assert options["bootstrap_servers"] == ["one:9092", "two:9092"]
    assert (options["security_protocol"], options["ssl_context"]) == ("PLAINTEXT", None)


@pytest.mark.parametrize("mechanism", ["PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512"])
@pytest.mark.parametrize("protocol", ["SASL_PLAINTEXT", "SASL_SSL"])
def test_sasl_passes_through(protocol, mechanism):
    options = client_options(
        settings(
            kafka_security_protocol=protocol,
            kafka_sasl_mechanism=mechanism,
            kafka_sasl_username="flankerend",
            kafka_sasl_password="secret",
        )
    )
    assert options["security_protocol"] == protocol
    assert options["sasl_mechanism"] == mechanism
    assert (options["sasl_plain_username"], options["sasl_plain_password"]) == ("flankerend", "secret")
    assert isinstance(options["ssl_context"], ssl.SSLContext) == (protocol == "SASL_SSL")


def test_tls_checks_the_brokers_certificate():
    context = client_options(settings(kafka_security_protocol="SSL"))["ssl_context"]
    assert context.verify_mode is ssl.CERT_REQUIRED
    assert context.check_hostname


def test_a_missing_authority_file_is_said(tmp_path):
    with pytest.raises(OSError, match="No such file"):
        client_options(settings(kafka_security_protocol="SSL", kafka_ssl_cafile=tmp_path / "absent.pem"))


def test_sasl_without_credentials_is_refused_at_the_start():
    with pytest.raises(ValidationError, match="KAFKA_SASL_USERNAME"):
        settings(kafka_security_protocol="SASL_SSL")
