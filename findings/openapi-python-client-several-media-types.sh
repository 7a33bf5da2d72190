#!/usr/bin/env bash
# Seen with openapi-python-client 0.29.1 on two valid OpenAPI 3.1 documents, Python 3.11.
# Guessed: a body that may be one media type or another gets a function that takes either; an array whose schema has no
# `items` (optional in JSON Schema 2020-12) is a list of anything.
# Behaviour:
#   1. A path takes one object as application/json, or a list as another JSON type. The module imports, the function is
#      there, and every call raises TypeError, also with the one object: it asks `isinstance(body, list[Mark])`.
#   2. A model with an array without `items` is left out with a warning and exit code 0, and the module of the path that
#      takes this model or another still imports it: ModuleNotFoundError.
# So hand the generator a document with one media type a body, and give every array its `items`.
# Output seen: "TypeError isinstance() argument 2 cannot be a parameterized generic" and
#   "ModuleNotFoundError No module named 'arrays.models.nothing'"
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check openapi-python-client==0.29.1 httpx==0.28.1

venv/bin/python - <<'PY'
import json

ref = "#/components/schemas/"
mark = {"type": "object", "required": ["code"], "properties": {"code": {"type": "string"}}}
nothing = {"type": "object", "required": ["marks"], "properties": {"marks": {"type": "array", "maxItems": 0}}}


def document(content, **schemas):
    operation = {
        "operationId": "send",
        "tags": ["marks"],
        "parameters": [{"name": "Idempotency-Key", "in": "header", "schema": {"type": "string"}}],
        "requestBody": {"required": True, "content": content},
        "responses": {"204": {"description": "Taken"}},
    }
    return {
        "openapi": "3.1.0",
        "info": {"title": "marks", "version": "1"},
        "paths": {"/marks": {"post": operation}},
        "components": {"schemas": schemas},
    }


one = {"application/json": {"schema": {"$ref": ref + "Mark"}}}
many = {"application/batch+json": {"schema": {"type": "array", "items": {"$ref": ref + "Mark"}}}}
either = {"anyOf": [{"$ref": ref + "Mark"}, {"$ref": ref + "Nothing"}]}
body = {"application/json": {"schema": {"$ref": ref + "Body"}}}
json.dump(document(one | many, Mark=mark), open("types.json", "w"))
json.dump(document(body, Body=either, Mark=mark, Nothing=nothing), open("arrays.json", "w"))
PY
for name in types arrays; do
  PATH="$work/venv/bin:$PATH" openapi-python-client generate --path "$name.json" --output-path "$name" --meta none >/dev/null 2>&1
done
mv types marktypes # `types` is a module of Python's own

venv/bin/python - <<'PY' | tee seen
def say(call):
    try:
        print("fine", call())
    except Exception as error:
        print(type(error).__name__, error)


def call_with_one():
    from marktypes.api.marks.send import _get_kwargs
    from marktypes.models import Mark

    return _get_kwargs(body=Mark(code="B"))


def take_the_module():
    import arrays.api.marks.send

    return arrays.api.marks.send


say(call_with_one)
say(take_the_module)
PY
expected="TypeError isinstance() argument 2 cannot be a parameterized generic
ModuleNotFoundError No module named 'arrays.models.nothing'"
if [ "$(cat seen)" = "$expected" ]; then
  echo "as seen before"
else
  echo "changed: expected" && echo "$expected"
  exit 1
fi
