"""The part of SARIF 2.1.0 that muqabala writes, as types; names and meaning are the standard's."""

from __future__ import annotations

from typing import Literal, NotRequired, TypedDict

Level = Literal["error", "warning", "note"]
Properties = dict[str, str | int | float | list[str]]


class MessageJson(TypedDict):
    """Is a text, with Markdown where the standard lets a tool choose."""

    text: str
    markdown: NotRequired[str]


class RegionJson(TypedDict):
    """Is a span of a file; lines and columns count from 1, the end lies behind the last character."""

    startLine: int
    startColumn: int
    endLine: int
    endColumn: int
    snippet: NotRequired[MessageJson]
    properties: NotRequired[Properties]


class UriJson(TypedDict):
    """Names a file."""

    uri: str


class PhysicalJson(TypedDict):
    """Is a file, and a place in it where lines mean something."""

    artifactLocation: UriJson
    region: NotRequired[RegionJson]


class LocationJson(TypedDict):
    """Is one place; `id` lets the result's message link to it."""

    id: NotRequired[int]
    physicalLocation: PhysicalJson
    message: NotRequired[MessageJson]


class SuppressionJson(TypedDict):
    """Says that a person accepted the result; without a status it is accepted, by the standard."""

    kind: Literal["external"]
    justification: str


class ResultJson(TypedDict):
    """Is one finding."""

    ruleId: str
    ruleIndex: int
    level: Level
    message: MessageJson
    locations: list[LocationJson]
    relatedLocations: NotRequired[list[LocationJson]]
    partialFingerprints: dict[str, str]
    suppressions: NotRequired[list[SuppressionJson]]
    properties: Properties


class RuleJson(TypedDict):
    """Is one rule with its documentation."""

    id: str
    name: str
    shortDescription: NotRequired[MessageJson]
    fullDescription: NotRequired[MessageJson]
    help: NotRequired[MessageJson]
    properties: NotRequired[Properties]


class DriverJson(TypedDict):
    """Is the tool itself."""

    name: str
    version: str
    rules: list[RuleJson]


class ToolJson(TypedDict):
    """Holds the tool."""

    driver: DriverJson


class NotificationJson(TypedDict):
    """Says what the tool could not do."""

    level: Level
    message: MessageJson
    locations: list[LocationJson]


class InvocationJson(TypedDict):
    """Says how the run went."""

    executionSuccessful: bool
    toolExecutionNotifications: list[NotificationJson]


class ArtifactJson(TypedDict):
    """Is a file that was looked at."""

    location: UriJson
    roles: list[str]
    properties: Properties


class RunJson(TypedDict):
    """Is one run of the tool."""

    tool: ToolJson
    invocations: list[InvocationJson]
    columnKind: Literal["unicodeCodePoints"]
    artifacts: list[ArtifactJson]
    results: list[ResultJson]


LogJson = TypedDict("LogJson", {"$schema": str, "version": Literal["2.1.0"], "runs": list[RunJson]})
