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
