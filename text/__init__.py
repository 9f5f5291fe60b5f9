"""A file becomes a Document, a Document becomes Mentions."""

__distribution__ = "muqabala"
