"""An Alignment becomes Findings."""

__distribution__ = "muqabala"
