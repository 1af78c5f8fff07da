"""Trying time_machine."""

raise SystemExit("this is a scratch file")
