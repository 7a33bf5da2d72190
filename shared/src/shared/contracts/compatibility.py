"""Whether a new schema of an event type is compatible with the released schema, in both directions.

Old consumers must be able to read new events, and new consumers old events. So an existing field accepts exactly what
it accepted, and the only change allowed is a new optional field. Anything else is a new event type. What schools send
is read here alone: there another form may come beside the old forms.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from shared.contracts.moments import RFC_3339

Schema = dict[str, Any]

_WHOLE = "data"
_ANNOTATIONS = frozenset({"$schema", "$id", "$defs", "title", "description", "examples", "default", "deprecated"})
# A released time without a pattern was never read nor written in another form than this one: to say so narrows nothing.
_PATTERN_OF_FORMAT = {"date-time": RFC_3339}
_COMPARED_APART = frozenset({"type", "enum", "properties", "required", "items", "anyOf", "oneOf"})


def incompatibilities(released: Schema, changed: Schema, *, only_read_here: bool = False) -> list[str]:
    """What breaks between the two, each as `path: what`; empty when they are compatible.

    An event that is `only_read_here` may also have a new form as a whole.
    """
    old = _resolver(released, implied=_PATTERN_OF_FORMAT)
    comparison = _Comparison(old, _resolver(changed), may_have_more_forms=only_read_here)
    return list(comparison.of(released, changed, _WHOLE))


def missing_types(released: Mapping[str, Any], changed: Mapping[str, Any]) -> list[str]:
    """Event types that were released and have gone since."""
    return [f"{name}: event type removed" for name in sorted(released.keys() - changed.keys())]


def _resolver(document: Schema, implied: Mapping[str, str] = MappingProxyType({})) -> Callable[[Schema], Schema]:
    """Follows `$ref` inside the document and leaves out what says nothing about validity.

    `implied` are patterns by format, for where a format has no pattern.
    """

    def resolved(schema: Schema) -> Schema:
        if (ref := schema.get("$ref")) is not None:
            target: Any = document
            for part in ref.removeprefix("#/").split("/"):
                target = target[part]
            return resolved({**target, **{key: value for key, value in schema.items() if key != "$ref"}})
        schema = {key: value for key, value in schema.items() if key not in _ANNOTATIONS}
        if "const" in schema:
            schema["enum"] = [schema.pop("const")]
        if (pattern := implied.get(schema.get("format", ""))) is not None:
            schema.setdefault("pattern", pattern)
        return schema

    return resolved


class _Comparison:
    def __init__(
        self, old: Callable[[Schema], Schema], new: Callable[[Schema], Schema], *, may_have_more_forms: bool
    ) -> None:
        self._old = old
        self._new = new
        self._may_have_more_forms = may_have_more_forms

    def of(self, old: Schema, new: Schema, path: str) -> Iterator[str]:
        old, new = self._old(old), self._new(new)
        if any(word in schema for word in ("anyOf", "oneOf") for schema in (old, new)):
            yield from self._alternatives(old, new, path)
            return
        if old.get("type") != new.get("type"):
            yield f"{path}: type changed from {old.get('type')} to {new.get('type')}"
            return
        yield from _values(old, new, path)
        yield from _constraints(old, new, path)
        yield from self._fields(old, new, path)
        if "items" in old or "items" in new:
            yield from self.of(old.get("items", {}), new.get("items", {}), f"{path}[]")

    def _fields(self, old: Schema, new: Schema, path: str) -> Iterator[str]:
        before, after = old.get("properties", {}), new.get("properties", {})
        needed_before, needed_after = set(old.get("required", ())), set(new.get("required", ()))
        for name in sorted(before.keys() | after.keys()):
            field = f"{path}.{name}"
            if name not in after:
                yield f"{field}: field removed"
            elif name not in before:
                if name in needed_after:
                    yield f"{field}: new required field"
            else:
                yield from self.of(before[name], after[name], field)
                if (name in needed_before) != (name in needed_after):
                    yield f"{field}: {'became required' if name in needed_after else 'became optional'}"

    def _alternatives(self, old: Schema, new: Schema, path: str) -> Iterator[str]:
        before, after = _by_kind(map(self._old, _options(old))), _by_kind(map(self._new, _options(new)))
        for kind in sorted(before.keys() | after.keys()):
            if kind not in after:
                yield f"{path}: no longer accepts {kind}"
            elif kind not in before:
                if self._may_have_more_forms and path == _WHOLE:
                    continue
                yield f"{path}: now also accepts {kind}"
            else:
                yield from self.of(before[kind], after[kind], path)


def _options(schema: Schema) -> list[Schema]:
    return list(schema.get("anyOf") or schema.get("oneOf") or [schema])


def _by_kind(options: Iterable[Schema]) -> dict[str, Schema]:
    kinds: dict[str, Schema] = {}
    for schema in options:
        kind = _kind(schema)
        kinds[f"{kind} {json.dumps(schema, sort_keys=True)}" if kind in kinds else kind] = schema
    return kinds


def _kind(schema: Schema) -> str:
    """What tells one alternative from another: its type, and for an object the fields it needs."""
    needed = ",".join(sorted(schema.get("required", ())))
    return f"{schema.get('type', 'anything')}{f' with {needed}' if needed else ''}"


def _values(old: Schema, new: Schema, path: str) -> Iterator[str]:
    if ("enum" in old) != ("enum" in new):
        yield f"{path}: {'became' if 'enum' in new else 'is no longer'} a closed list"
        return
    before, after = _as_text(old.get("enum", ())), _as_text(new.get("enum", ()))
    yield from (f"{path}: value {value} removed" for value in sorted(before - after))
    yield from (f"{path}: value {value} added" for value in sorted(after - before))


def _constraints(old: Schema, new: Schema, path: str) -> Iterator[str]:
    for word in sorted((old.keys() | new.keys()) - _COMPARED_APART):
        if old.get(word) != new.get(word):
            yield f"{path}: {word} changed from {old.get(word)} to {new.get(word)}"


def _as_text(values: Any) -> set[str]:
    return {json.dumps(value) for value in values}
