#!/usr/bin/env bash
# opening-hours-py 2.1.4 (PyPI) and opening_hours 3.15.0 (npm): "SH" (school holidays) of OpenStreetMap in Belgium.
#
# Guess: both know the Belgian school holidays or say that they don't, and neither says that a place is open.
# What they do: the Python library (Rust inside) takes "SH Mo-Fr 10:00-12:00" and `country="BE"` without a word, and
# the place is open on every weekday of the year: on 16 November 2026, a school day, as on 2 November, in the autumn
# holiday. "Mo-Fr 10:00-12:00; SH off" is open in the holiday too. So it passes over SH, in both directions. It does
# the same for France and the Netherlands. The JavaScript library, which knows the school holidays of other countries,
# raises for Belgium as soon as the value is read.
# For a place that is open in school holidays only (a playground scheme, a homework room closed then), reckon with our
# own calendar of school days.
# Output seen: "True True True", "There are no holidays (SH) defined for country be". Exits 0 while this is so.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
python3 -m venv .venv
.venv/bin/pip install --quiet opening-hours-py==2.1.4
npm init -y >/dev/null
npm install --silent --no-audit --no-fund opening_hours@3.15.0 >/dev/null
python=$(.venv/bin/python - <<'P'
from datetime import datetime

from opening_hours import OpeningHours

school_day, holiday = datetime(2026, 11, 16, 11), datetime(2026, 11, 2, 11)
only_then = OpeningHours("SH Mo-Fr 10:00-12:00", country="BE")
never_then = OpeningHours("Mo-Fr 10:00-12:00; SH off", country="BE")
print(only_then.is_open(school_day), only_then.is_open(holiday), never_then.is_open(holiday))
P
)
javascript=$(node 2>/dev/null -e '
const Hours = require("opening_hours");
const place = {lat: 50.8, lon: 5.2, address: {country_code: "be", state: "Vlaanderen"}};
try { console.log(new Hours("SH Mo-Fr 10:00-12:00", place).getState(new Date("2026-11-02T11:00:00"))); }
catch (error) { console.log(String(error).match(/There are no holidays \(SH\) defined for country be/)?.[0]); }
')
echo "$python; $javascript"
[ "$python" = "True True True" ] && [ "$javascript" = "There are no holidays (SH) defined for country be" ]
