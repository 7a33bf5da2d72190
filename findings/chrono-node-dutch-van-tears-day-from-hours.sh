#!/usr/bin/env bash
# chrono-node 2.10.3 (npm): Dutch "woensdag van 14 tot 16 uur" is read as Wednesday, and as today from 14 to 16.
#
# Guess: the hours belong to the day in front of them, as they do in English, German and French.
# What it does: without "van" the answer is Wednesday 14:00 to 16:00. With "van", which is how Dutch says it, there are
# two answers: "woensdag" at noon, and "14 tot 16 uur" on the day that is given as today, a Monday here. So it is with
# "14:00 tot 16:00", and with a full date in front ("woensdag 7 oktober van ..."). English "from", German "von" and
# French "de" are read rightly. Flemish "14u" is not read at all: "woensdag 14u" is Wednesday at noon.
# Who takes the answer that has hours plans it on the wrong day, who takes the first plans it at noon.
# Output seen: "Wed 12 | Mon 14-16", "Wed 14-16", "Wed 14-16", "Wed 12". Exits 0 while this is so.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund chrono-node@2.10.3 >/dev/null
cat > read.mjs <<'J'
import * as chrono from "chrono-node";

const monday = new Date(2026, 9, 5, 9);
const shown = (part) => part.date().toString().slice(0, 3) + " " + part.get("hour");
const read = (language, text) =>
  language
    .parse(text, monday, { forwardDate: true })
    .map(({ start, end }) => shown(start) + (end ? `-${end.get("hour")}` : ""))
    .join(" | ");
console.log(
  [
    read(chrono.nl, "woensdag van 14 tot 16 uur"),
    read(chrono.nl, "woensdag 14 tot 16 uur"),
    read(chrono.de, "Mittwoch von 14 bis 16 Uhr"),
    read(chrono.nl, "woensdag 14u"),
  ].join("; "),
);
J
node read.mjs | tee seen
[ "$(cat seen)" = "Wed 12 | Mon 14-16; Wed 14-16; Wed 14-16; Wed 12" ]
