"""Trying sqlalchemy."""

raise SystemExit("this is a scratch file")
