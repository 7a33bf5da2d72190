#!/usr/bin/env bash
# smtplib.LMTP of Python 3.11.7, aiosmtpd 1.4.6 (PyPI) and smtp-server 3.21.6 (npm): one mail to two recipients by LMTP,
# the protocol in which a mail server hands mail to the mailboxes.
#
# After DATA a server answers once for each recipient that it took (RFC 2033, 4.2): one box can be full, another not.
# Guess: smtplib.LMTP reports the second recipient as refused, as sendmail() does for SMTP; aiosmtpd's LMTP answers twice.
# What they do:
#   1. smtplib.LMTP reads one answer. The second recipient's mailbox is full, and sendmail() says that nobody was
#      refused: that mail is lost without a word.
#   2. The answer it left behind is taken for the answer to the next MAIL: a mail to somebody else, in the same session,
#      is refused because that mailbox is full. Everything after it is one answer late.
#   3. aiosmtpd's LMTP answers once for both recipients. So the two fit each other, and a test of one by the other is
#      green; a client that keeps to the RFC waits for the second answer.
# Who hands mail over by LMTP with these sends one recipient a mail, in a session of its own.
# Output seen: sendmail {} then 452 to the next sender, aiosmtpd 1 answer. Exits 0 while this is so.
set -euo pipefail
here=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server"; rm -rf "$here"' EXIT
cd "$here"
python3 -m venv env
env/bin/pip --quiet --disable-pip-version-check install aiosmtpd==1.4.6
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund smtp-server@3.21.6

cat >server.js <<'EOF'
const { SMTPServer } = require("smtp-server");
const answer = ({ address }) => address.startsWith("full")
  ? Object.assign(new Error("mailbox full"), { responseCode: 452 }) : `kept for ${address}`;
const server = new SMTPServer({
  lmtp: true,
  disabledCommands: ["AUTH", "STARTTLS"],
  onData(mail, session, done) {
    mail.resume();
    mail.on("end", () => done(null, session.envelope.rcptTo.map(answer)));
  },
});
server.listen(0, "127.0.0.1", () => console.log(server.server.address().port));
EOF
node server.js >port &
server=$!
for _ in $(seq 50); do [ -s port ] && break; sleep 0.1; done

cat >client.py <<'EOF'
import smtplib
from pathlib import Path

session = smtplib.LMTP("127.0.0.1", int(Path("port").read_text()), timeout=10)
refused = session.sendmail("a@example.org", ["clb@example.org", "full@example.org"], "Subject: 1\r\n\r\n1\r\n")
try:
    session.sendmail("a@example.org", ["clb@example.org"], "Subject: 2\r\n\r\n2\r\n")
    later = "sent"
except smtplib.SMTPSenderRefused as error:
    later = error.smtp_code
session.close()
print(f"sendmail {refused} then {later} to the next sender")
EOF

cat >answers.py <<'EOF'
import asyncio

from aiosmtpd.lmtp import LMTP


class Handler:
    async def handle_DATA(self, server, session, envelope):
        return "250 kept"


async def main() -> None:
    server = await asyncio.get_running_loop().create_server(lambda: LMTP(Handler()), "127.0.0.1", 0)
    reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
    commands = ["MAIL FROM:<a@example.org>", "RCPT TO:<b@example.org>", "RCPT TO:<c@example.org>", "DATA"]
    mail = "\r\n".join(["LHLO localhost", *commands, "Subject: 1", "", "1", ".", "QUIT", ""])
    writer.write(mail.encode())
    lines = (await asyncio.wait_for(reader.read(), 10)).decode().splitlines()
    after_data = lines[next(place for place, line in enumerate(lines) if line.startswith("354")) + 1 :]
    count = len([line for line in after_data if line.startswith("250")])
    print(f"aiosmtpd {count} answer{'' if count == 1 else 's'}")


asyncio.run(main())
EOF
python3 client.py | tee seen
timeout 30 env/bin/python answers.py | tee -a seen
diff seen - <<'EOF'
sendmail {} then 452 to the next sender
aiosmtpd 1 answer
EOF
