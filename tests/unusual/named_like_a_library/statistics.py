"""Trying statistics."""

raise SystemExit("this is a scratch file")
