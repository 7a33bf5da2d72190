#!/usr/bin/env bash
# snowballstemmer 2.2.0 and 3.1.1 (PyPI): "dutch" became another stemmer, and guidance now means policy.
#
# Guess: a newer version of a stemmer of the same name gives common words the same stems, or repairs a few.
# What it does: "dutch" of version 3 is another algorithm, which takes "ge" out of the middle of a word too. Text about
# "begeleiding" (guidance, what a CLB and a youth coach do) and about "beleid" (policy, what a municipality makes) can no
# longer be told apart, and "gepest" (was bullied) no longer meets "pesten". It does bring together "brief" and "brieven",
# "klas" and "klassen", "gespijbeld" and "spijbelen", which version 2 kept apart. An index made with one and asked with
# the other finds neither. The stems of before are there as "dutch_porter".
# Output seen: "2.2.0 begeleid beleid gepest pest briev", "3.1.1 beleid beleid pes pest brief". Exits 0 while this is so.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
stems() {  # of a version
  python3 -m venv "$1"
  "$1/bin/pip" --quiet --disable-pip-version-check install "snowballstemmer==$1"
  "$1/bin/python" - "$1" <<'END'
import sys
import snowballstemmer

stem = snowballstemmer.stemmer("dutch").stemWord
print(sys.argv[1], *map(stem, ("begeleiding", "beleid", "gepest", "pesten", "brieven")))
END
}
seen="$(stems 2.2.0); $(stems 3.1.1)"
echo "$seen"
[ "$seen" = "2.2.0 begeleid beleid gepest pest briev; 3.1.1 beleid beleid pes pest brief" ]
