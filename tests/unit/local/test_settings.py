import pytest

from shared.local.home import SERVICES
from shared.local.settings import LocalSettings


def test_ports_are_those_of_the_public_interface(monkeypatch):
    for service in SERVICES:
        monkeypatch.delenv(f"FLANKEREND_{service.upper()}_PORT", raising=False)

    assert [LocalSettings().port_of(service) for service in SERVICES] == [8001, 8002, 8003, 8004]


@pytest.mark.parametrize("service", SERVICES)
def test_each_service_port_has_its_setting(monkeypatch, service):
    monkeypatch.setenv(f"FLANKEREND_{service.upper()}_PORT", "9999")

    assert LocalSettings().port_of(service) == 9999


def test_free_ports_differ_and_leave_a_given_mail_server_alone():
    settings = LocalSettings(smtp_host="mail.example", smtp_port=25).on_free_ports()

    of_parts = [settings.kafka_port, settings.postgres_port, settings.web_port, settings.issuer_port]
    ports = [settings.port_of(service) for service in SERVICES] + of_parts
    assert len(set(ports)) == len(ports)
    assert settings.smtp_port == 25


def test_a_database_url_for_sqlalchemy_is_understood():
    settings = LocalSettings(database_url="postgresql+asyncpg://role:secret@host/database")

    assert settings.database_url == "postgresql://role:secret@host/database"


def test_the_one_address_has_the_configured_port_unless_browsers_know_it_by_another():
    assert LocalSettings(web_port=8123).web_url == "http://127.0.0.1:8123"
    assert LocalSettings(web_address="https://leerplicht.example/").web_url == "https://leerplicht.example"
