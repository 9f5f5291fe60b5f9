"""Small charts as inline SVG: bars, columns, and how a share is spread. Each says in words what it shows.

Colours come from the page's style by class, so that they follow light and dark; a chart holds no style and no script.
Labels are data: they are escaped, made visible, and cut where they would not fit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from markupsafe import Markup, escape

from reports.bidi import visible

# As wide as a telephone nearly, so that letters stay legible there.
_WIDTH = 460
_BAR = 20
_GAP = 8
_LABEL = 186
_LONGEST_LABEL = 26
_COLUMN_LABEL = 50
_HEIGHT = 150
_AXIS = 34


@dataclass(frozen=True, slots=True)
class Part:
    """Is a piece of a bar: its class in the style sheet, what it is called and how much it is."""

    kind: str
    name: str
    value: int


@dataclass(frozen=True, slots=True)
class Bar:
    """Is one bar with its pieces in order."""

    label: str
    parts: tuple[Part, ...]

    @property
    def total(self) -> int:
        """Returns the sum of the pieces."""
        return sum(part.value for part in self.parts)

    @property
    def told(self) -> str:
        """Returns the bar in words."""
        parts = [f"{part.value:,} {part.name}".rstrip() for part in self.parts if part.value]
        inner = f" ({', '.join(parts)})" if len(parts) > 1 else f" {self.parts[0].name}".rstrip() if parts else ""
        return f"{visible(self.label)}: {self.total:,}{inner}"


def bars(bars: Sequence[Bar], title: str) -> Markup:
    """Returns bars that lie under each other, longest as wide as there is room, the total at the end of each."""
    longest = max((bar.total for bar in bars), default=0) or 1
    room = _WIDTH - _LABEL - 52
    height = len(bars) * (_BAR + _GAP)
    out = [_opening(height, f"{title}. " + "; ".join(bar.told for bar in bars))]
    for place, bar in enumerate(bars):
        top = place * (_BAR + _GAP)
        inner = [_text(0, top + 15, _cut(bar.label), "label")]
        left = float(_LABEL)
        for part in bar.parts:
            width = part.value * room / longest
            if width:
                inner.append(_rect(left, top, width, _BAR, part.kind))
            left += width
        inner.append(_text(left + 6, top + 15, f"{bar.total:,}", "value"))
        out.append(_grouped(inner, bar))
    return Markup("").join(out) + Markup("</svg>")


def columns(bars: Sequence[Bar], title: str) -> Markup:
    """Returns bars that stand side by side, as months or classes of a share do."""
    highest = max((bar.total for bar in bars), default=0) or 1
    step = _WIDTH / max(len(bars), 1)
    every = max(1, ceil(_COLUMN_LABEL / step))
    out = [_opening(_HEIGHT + _AXIS, f"{title}. " + "; ".join(bar.told for bar in bars))]
    for place, bar in enumerate(bars):
        width = min(step * 0.8, 56.0)
        left = place * step + (step - width) / 2
        bottom = float(_HEIGHT)
        inner: list[Markup] = []
        for part in bar.parts:
            tall = part.value * (_HEIGHT - 22) / highest
            if tall:
                inner.append(_rect(left, bottom - tall, width, tall, part.kind))
            bottom -= tall
        if len(bars) <= 18:
            inner.append(_text(left + width / 2, bottom - 5, f"{bar.total:,}", "value middle"))
        if place % every == 0:
            inner.append(_text(left + width / 2, _HEIGHT + 18, bar.label, "label middle"))
        out.append(_grouped(inner, bar))
    out.append(Markup('<line class="axis" x1="0" x2="{}" y1="{}" y2="{}"/></svg>').format(_WIDTH, _HEIGHT, _HEIGHT))
    return Markup("").join(out)


def _opening(height: int, told: str) -> Markup:
    return Markup('<svg class="chart" viewBox="0 0 {} {}" role="img" aria-label="{}">').format(_WIDTH, height, told)


def _grouped(inner: Sequence[Markup], bar: Bar) -> Markup:
    return Markup("<g><title>{}</title>{}</g>").format(bar.told, Markup("").join(inner))


def _rect(x: float, y: float, width: float, height: float, kind: str) -> Markup:
    sizes = map(_number, (x, y, width, height))
    return Markup('<rect class="{}" x="{}" y="{}" width="{}" height="{}"/>').format(kind, *sizes)


def _text(x: float, y: float, text: str, kind: str) -> Markup:
    return Markup('<text class="{}" x="{}" y="{}">{}</text>').format(
        kind, _number(x), _number(y), escape(visible(text))
    )


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _cut(label: str) -> str:
    return label if len(label) <= _LONGEST_LABEL else label[: _LONGEST_LABEL - 1].rstrip() + "…"
