"""Your tests of the club. README.md says what the application promises."""
