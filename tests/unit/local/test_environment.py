from shared.local.environment import service_environment
from shared.local.home import SERVICES, Home
from shared.local.parts import Parts
from shared.local.secret_file import Secrets
from shared.local.settings import LocalSettings


def test_the_one_process_of_each_service_handles_events_whatever_the_shell_says(monkeypatch, tmp_path):
    monkeypatch.setenv("FLANKEREND_HANDLE_EVENTS", "false")
    parts = Parts(Home(tmp_path), LocalSettings(), Secrets.of(tmp_path / "secrets"), durable=True)

    told = [
        service_environment(parts, service, contacts=None, database_url="postgresql://database") for service in SERVICES
    ]
    assert {each["FLANKEREND_HANDLE_EVENTS"] for each in told} == {"true"}


def test_mails_lead_to_the_one_address_and_people_sign_in_there(tmp_path):
    settings = LocalSettings(web_port=8123)
    parts = Parts(Home(tmp_path), settings, Secrets.of(tmp_path / "secrets"), durable=True)

    for service in SERVICES:
        variables = service_environment(parts, service, contacts=None, database_url="postgresql://database")
        assert variables["FLANKEREND_WEB_URL"] == "http://127.0.0.1:8123"
        assert "FLANKEREND_LINK_BASE" not in variables
        assert variables["FLANKEREND_SIGN_IN_ISSUER"] == "http://127.0.0.1:8123/aanmelddienst"
        assert len(variables["FLANKEREND_SIGN_IN_CLIENT_SECRET"]) >= 32


def test_an_issuer_elsewhere_is_the_shells_to_tell(tmp_path):
    settings = LocalSettings(sign_in_issuer="https://issuer.example")
    parts = Parts(Home(tmp_path), settings, Secrets.of(tmp_path / "secrets"), durable=True)

    variables = service_environment(parts, "casework", contacts=None, database_url="postgresql://database")

    assert not [name for name in variables if "SIGN_IN" in name]
    assert parts.issuer(SERVICES, contacts=None, organisations=None, begin=None) is None
