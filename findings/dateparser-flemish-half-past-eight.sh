#!/usr/bin/env bash
# dateparser 1.5.0 (PyPI), languages=["nl"]: a day with a Flemish time is some hours before now.
#
# Guess: "5/10/2026 8u30" is 5 October, half past eight, as everybody in Flanders writes it; or it is not understood (None).
# What it does: "8u" is eight hours to it. The whole text becomes "8 hours ago" and the day that stands there is gone: on
# 29 November at 10:00 the answer is 29 November 02:00. "morgen om 14u" (tomorrow at 14:00) is 14 hours from now, at
# midnight. "5 oktober 2026 om 8u30" is None, "5 oktober 2026 om 8.30 uur" is right. region="BE" makes no difference.
# Output seen: 2026-11-29T02:00:00 2026-12-01T00:00:00 None 2026-10-05T08:30:00. Exits 0 while this is so.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
python3 -m venv env
env/bin/pip --quiet --disable-pip-version-check install dateparser==1.5.0
env/bin/python - <<'END'
import sys
from datetime import datetime

import dateparser

now = {"RELATIVE_BASE": datetime(2026, 11, 29, 10)}
texts = ("5/10/2026 8u30", "morgen om 14u", "5 oktober 2026 om 8u30", "5 oktober 2026 om 8.30 uur")
times = [dateparser.parse(text, languages=["nl"], settings=now) for text in texts]
seen = " ".join(time.isoformat() if time else "None" for time in times)
print(seen)
sys.exit(seen != "2026-11-29T02:00:00 2026-12-01T00:00:00 None 2026-10-05T08:30:00")
END
