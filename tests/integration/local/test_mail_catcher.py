import smtplib
from email.message import EmailMessage

import pytest

from shared.local.child import Child
from shared.local.ports import free_port
from shared.local.programs import MailCatcherProgram


@pytest.fixture
def port():
    return free_port()


@pytest.fixture
async def caught(tmp_path, port):
    """The folder of a running catcher."""
    child = Child(MailCatcherProgram(tmp_path / "mail", port=port, log=tmp_path / "mail.log"))
    await child.start()
    yield tmp_path / "mail"
    await child.stop()


def _mail(message_id: str) -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Message-ID"] = "clb@example.org", "Jörg Ünverwacht <j@example.org>", message_id
    mail["Subject"] = "Zorgoverleg"
    mail.set_content("één regel\n.een punt vooraan\n")
    return mail


def _send(port: int, mail: EmailMessage) -> None:
    with smtplib.SMTP("127.0.0.1", port) as client:
        client.send_message(mail)


async def test_every_mail_is_kept_as_it_was_sent(caught, port):
    mail = _mail("<1@example.org>")

    _send(port, mail)

    (file,) = caught.iterdir()
    assert file.suffix == ".eml"
    assert file.read_bytes().replace(b"\r\n", b"\n") == mail.as_bytes()


async def test_a_file_name_tells_which_mail_it_is_and_nothing_of_anyone(caught, port):
    for message_id in ("<1@example.org>", "<2@example.org>", "<1@example.org>"):
        _send(port, _mail(message_id))

    names = sorted(file.name for file in caught.iterdir())
    mails = [name.rpartition("-")[2] for name in names]
    assert mails[0] == mails[2] != mails[1]
    assert not any("example" in name or "rg" in name for name in names)
