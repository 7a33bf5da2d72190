#!/usr/bin/env bash
# html-to-docx 1.8.0 and @turbodocx/html-to-docx 1.23.1 (npm): a report as a Word file lacks the totals of its tables.
#
# Guess: a table with a caption, a head and a foot keeps all its rows; at worst the head is not repeated on each page.
# What they do: both write the rows of the head and the body, and leave out every row of <tfoot> and the <caption>,
# without an error. The head is no table header for Word (w:tblHeader), and the language is en-US whatever <html lang>
# says. pandoc 3 (pypandoc_binary) keeps the caption, the foot, the header and nl-BE.
# In HTML that people open in a word processor, put totals in the body, and the caption in a paragraph too.
# Output seen: "Brede school: yes, Samen: no, caption: no, header: no" twice. Exits 0 while this is so.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund html-to-docx@1.8.0 @turbodocx/html-to-docx@1.23.1 >/dev/null
cat > report.html <<'H'
<!DOCTYPE html><html lang="nl-BE"><head><meta charset="utf-8"><title>Meerjarenplan</title></head><body>
<h1>Meerjarenplan</h1>
<table><caption>Budget per actie</caption>
<thead><tr><th scope="col">Actie</th><th scope="col">2026</th></tr></thead>
<tbody><tr><th scope="row">Brede school</th><td>1.095,50</td></tr></tbody>
<tfoot><tr><th scope="row">Samen</th><td>1.095,50</td></tr></tfoot></table>
</body></html>
H
for package in html-to-docx @turbodocx/html-to-docx; do
  node -e '
const fs = require("fs");
const library = require(process.argv[1]);
(library.default || library)(fs.readFileSync("report.html", "utf8"), null, {}).then((made) =>
  fs.writeFileSync("report.docx", Buffer.from(made)));
' "$package"
  python3 - <<'P' >> seen
import re
import zipfile

text = zipfile.ZipFile("report.docx").read("word/document.xml").decode()
there = {"Brede school": "Brede school", "Samen": "Samen", "caption": "Budget per actie", "header": "tblHeader"}
print(", ".join(f"{name}: {'yes' if part in text else 'no'}" for name, part in there.items()))
P
done
cat seen
[ "$(sort -u seen)" = "Brede school: yes, Samen: no, caption: no, header: no" ]
