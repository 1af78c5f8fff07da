"""Trying numpy."""

raise SystemExit("this is a scratch file")
