#!/usr/bin/env bash
# nameparser 2.6.0 (PyPI): a Flemish double surname is cut in two behind its hyphen.
#
# Guess: "Lies Peeters-De Wilde" has the first name Lies and the surname Peeters-De Wilde: "De" begins a surname here,
# and nameparser knows that of "Lies De Wilde".
# What it does: "Peeters-De" becomes a middle name and "Wilde" the surname, so the person is sorted under W and not
# found under Peeters. It is right when the part with the prefix comes first ("De Wilde-Peeters"), without a prefix, and
# when the surname stands first with a comma. Double surnames of married people and of children who have both parents'
# names are of this kind. Ask for first name and surname in fields of their own, or for "surname, first name".
# Output seen: Wilde | Damme | De Wilde-Peeters | Peeters-Janssens | Peeters-De Wilde. Exits 0 while this is so.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
python3 -m venv env
env/bin/pip --quiet --disable-pip-version-check install nameparser==2.6.0
seen=$(env/bin/python - <<'PY'
from nameparser import HumanName

names = [
    "Lies Peeters-De Wilde",
    "Marie Claes-Van Damme",
    "Lies De Wilde-Peeters",
    "Lies Peeters-Janssens",
    "Peeters-De Wilde, Lies",
]
print(" | ".join(HumanName(name).last for name in names))
PY
)
echo "$seen"
[ "$seen" = "Wilde | Damme | De Wilde-Peeters | Peeters-Janssens | Peeters-De Wilde" ]
