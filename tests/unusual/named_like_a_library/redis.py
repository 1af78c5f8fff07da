"""Trying redis."""

raise SystemExit("this is a scratch file")
