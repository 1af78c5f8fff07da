"""A Flask application inside of a function."""

from flask import Flask


def with_server_name(application):
    """Wrap *application* so that answers tell who they are from."""

    def wrapped(environ, start_response):
        def start(status, headers, exc_info=None):
            return start_response(status, [*headers, ("Server", "Greeter/1")], exc_info)

        environ["greeter.word"] = "Hello"
        body = application(environ, start)
        try:
            yield from body
        finally:
            if hasattr(body, "close"):
                body.close()

    return wrapped


def create_app(config=None):
    app = Flask(__name__)

    @app.get("/")
    def hello():
        from flask import request

        return f"{request.environ['greeter.word']}, World!"

    @app.get("/greet/<name>")
    def greet(name):
        return {"greeting": f"Hello, {name}!"}

    return with_server_name(app)
