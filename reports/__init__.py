"""Findings become something that people and machines read."""

__distribution__ = "muqabala"
