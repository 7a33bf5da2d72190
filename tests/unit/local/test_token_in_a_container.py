"""Where the secrets are files, as in a container, a token is had without the local stack."""

import os
import subprocess
import sys

import pytest

from shared.domain.roles import Role
from shared.runtime.http.tokens import Tokens

SECRET = "a secret of at least thirty-two bytes"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "flankerend_token_secret").write_text(SECRET)
    return tmp_path


def _ask(folder, *options: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "shared.local.commands.token", *options]
    environment = {**os.environ, "FLANKEREND_SECRETS_DIR": str(folder)}
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


async def test_a_token_is_signed_with_the_secret_in_the_file(folder):
    answer = _ask(folder, "--role", "caseworker")

    principal = await Tokens(SECRET).principal(answer.stdout.strip())

    assert principal.roles == {Role.CASEWORKER}


def test_what_a_role_needs_is_asked_for_in_a_sentence(folder):
    answer = _ask(folder, "--role", "school")

    assert answer.returncode == 1
    assert answer.stderr.startswith("A token for the role school needs --school")
