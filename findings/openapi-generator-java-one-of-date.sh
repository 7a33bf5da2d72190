#!/usr/bin/env bash
# Seen with openapi-generator 7.25.0 (Maven Central), generator `java`, Java 17, on one valid OpenAPI 3.1 document.
# Guessed: a field that is a date or a moment, and a body that is one or many, become types that compile, whichever of the
# generator's libraries one takes; what it can't do it refuses.
# Behaviour: it generates without an error and ends with 0.
#   1. Library okhttp-gson (the default): for `anyOf` of formats `date` and `date-time` it writes
#      `LocalDate.validateJsonElement(jsonElement)`, a method that java.time has not. The body of one or many is fine.
#   2. Library native: for `anyOf` of an object and a list of it it writes `List<Mark>.class`, which is no Java.
#   3. Library restclient has neither.
# So a document that compiles with one library may not with another: compile with the one that you tell others to take.
# Output seen, whether 1 and 2 are written: "okhttp-gson yes, no", "native no, yes", "restclient no, no"
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
mvn -B -q dependency:copy -Dartifact=org.openapitools:openapi-generator-cli:7.25.0 -DoutputDirectory="$work" >/dev/null

cat >marks.json <<'JSON'
{"openapi": "3.1.0", "info": {"title": "marks", "version": "1"},
 "paths": {"/marks": {"post": {"operationId": "send", "tags": ["marks"],
   "requestBody": {"required": true, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Body"}}}},
   "responses": {"204": {"description": "Taken"}}}}},
 "components": {"schemas": {
   "Body": {"anyOf": [{"$ref": "#/components/schemas/Mark"}, {"type": "array", "items": {"$ref": "#/components/schemas/Mark"}}]},
   "When": {"anyOf": [{"type": "string", "format": "date"}, {"type": "string", "format": "date-time"}]},
   "Mark": {"type": "object", "required": ["when"], "properties": {"when": {"$ref": "#/components/schemas/When"}}}}}}
JSON

written() {
  if grep -rqF "$2" "$1/src/main/java"; then echo "yes"; else echo "no"; fi
}

for library in okhttp-gson native restclient; do
  java -jar openapi-generator-cli-7.25.0.jar generate -i marks.json -g java --library "$library" -o "$library" \
    --additional-properties=openApiNullable=false >/dev/null 2>&1
  echo "$library $(written "$library" 'LocalDate.validateJsonElement'), $(written "$library" 'List<Mark>.class')"
done | tee seen
expected="okhttp-gson yes, no
native no, yes
restclient no, no"
if [ "$(cat seen)" = "$expected" ]; then
  echo "as seen before"
else
  echo "changed: expected" && echo "$expected"
  exit 1
fi
