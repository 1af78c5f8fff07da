"""Executable Flask interview questions, judged concept by concept."""
