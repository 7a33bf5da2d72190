import os
import socket
import subprocess
import sys

import pytest

from shared.local import ports
from shared.local.errors import PortTakenError
from shared.local.ports import free_port, require_free


@pytest.fixture
def taken():
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_a_taken_port_is_told_with_its_holder_and_the_setting(taken):
    with pytest.raises(PortTakenError) as error:
        require_free(taken, "Kafka", "FLANKEREND_KAFKA_PORT")

    assert f"Port {taken}, which Kafka needs, is taken by " in str(error.value)
    assert f"process {os.getpid()}" in str(error.value)
    assert "FLANKEREND_KAFKA_PORT" in str(error.value)


def test_a_free_port_is_let_through():
    require_free(free_port(), "Kafka", "FLANKEREND_KAFKA_PORT")


def test_free_ports_are_none_that_the_system_gives_to_clients():
    assert all(port < 32768 for port in (free_port() for _ in range(50)))


def test_a_port_that_was_given_is_not_given_to_another_process_though_nobody_listens_on_it_yet():
    given = [free_port() for _ in range(20)]
    left = _given_to_another_process(ports._CHOICE)

    assert _given_to_another_process([*given, left]) == left


def _given_to_another_process(choice):
    """The port that another process, which then ends, is given among these."""
    command = f"from shared.local import ports; ports._CHOICE = {choice}; print(ports.free_port())"
    return int(subprocess.run([sys.executable, "-c", command], capture_output=True, check=True).stdout)
