"""Strict schemas of our own for two formats: every key is named, none may be added.

They follow https://docs.gitlab.com/ci/testing/code_quality/ and reviewdog's proto/rdf/reviewdog.proto.
"""

from __future__ import annotations

from typing import Any

Schema = dict[str, Any]


def _object(required: Schema, optional: Schema | None = None) -> Schema:
    properties = {**required, **(optional or {})}
    return {"type": "object", "properties": properties, "required": list(required), "additionalProperties": False}


_TEXT: Schema = {"type": "string", "minLength": 1}
_COUNT: Schema = {"type": "integer", "minimum": 1}

GITLAB: Schema = {
    "type": "array",
    "items": _object(
        {
            "description": _TEXT,
            "check_name": _TEXT,
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{32}$"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": _object({"path": _TEXT, "lines": _object({"begin": _COUNT}, {"end": _COUNT})}),
        }
    ),
}

_POSITION = _object({"line": _COUNT, "column": _COUNT})
_LOCATION = _object({"path": _TEXT}, {"range": _object({"start": _POSITION, "end": _POSITION})})

RDJSON: Schema = _object(
    {
        "source": _object({"name": _TEXT}),
        "diagnostics": {
            "type": "array",
            "items": _object(
                {
                    "message": _TEXT,
                    "location": _LOCATION,
                    "severity": {"enum": ["ERROR", "WARNING", "INFO"]},
                    "code": _object({"value": _TEXT}),
                },
                {
                    "related_locations": {
                        "type": "array",
                        "minItems": 1,
                        "items": _object({"message": _TEXT, "location": _LOCATION}),
                    }
                },
            ),
        },
    }
)
