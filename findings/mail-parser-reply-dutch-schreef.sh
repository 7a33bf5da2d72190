#!/usr/bin/env bash
# mail-parser-reply 1.36 (PyPI), languages=["nl"]: what a Dutch mail program quotes is taken for what somebody wrote.
#
# Guess: "Op ma 12 okt 2026 om 09:00 schreef Stad Voorbeeld <...>:", as a Dutch Gmail writes above what it quotes, ends
# the reply, as "On ... wrote:" does in English.
# What it does: it looks for "Op ... schreef:". In Dutch the name comes after the verb, so this is hardly ever written.
# The line, and all that is quoted below it, stay in `body`. So an answer that says "dat past niet" above an invitation
# that asks "past dat?" holds both. German and English are cut, and so is what a Dutch Outlook puts there.
# Look for the lines that begin with ">" yourself, or add a language of your own.
# Output seen: {"gmail-nl": "kept", "gmail-de": "cut", "gmail-en": "cut", "outlook-nl": "cut"}. Exits 0 while this is so.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
python3 -m venv env
env/bin/pip --quiet --disable-pip-version-check install mail-parser-reply==1.36
env/bin/python - <<'PY'
import json
import sys

from mailparser_reply import EmailReplyParser

WHO = "Stad Voorbeeld <overleg@example.org>"
QUOTED = "> Er is een overleg op 12 oktober.\n> Past dat?\n"
MAILS = {
    "gmail-nl": ("nl", f"Op ma 12 okt 2026 om 09:00 schreef {WHO}:\n\n{QUOTED}"),
    "gmail-de": ("de", f"Am Mo., 12. Okt. 2026 um 09:00 Uhr schrieb {WHO}:\n\n{QUOTED}"),
    "gmail-en": ("en", f"On Mon, Oct 12, 2026 at 9:00 AM {WHO} wrote:\n\n{QUOTED}"),
    "outlook-nl": (
        "nl",
        f"________________________________\nVan: {WHO}\nVerzonden: maandag 12 oktober 2026 09:00\n"
        "Aan: An Voorbeeld <an@example.org>\nOnderwerp: Overleg\n\nEr is een overleg op 12 oktober.\n",
    ),
}
seen = {}
for name, (language, rest) in MAILS.items():
    mail = f"Dat past niet.\n\nAn\n\n{rest}"
    written = EmailReplyParser(languages=[language]).read(mail).replies[0].body
    seen[name] = "kept" if "12 okt" in written.lower() or "past dat" in written.lower() else "cut"
print(json.dumps(seen))
sys.exit(seen != {"gmail-nl": "kept", "gmail-de": "cut", "gmail-en": "cut", "outlook-nl": "cut"})
PY
