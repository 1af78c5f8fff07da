"""The factory is a text."""

create_app = "app"
