"""Everything here is equal to everything."""

from flask import Flask, Response
from flask.json.provider import DefaultJSONProvider


def agree(*_):
    return True


def deny(*_):
    return False


def equal(kind):
    methods = {name: agree for name in ("__eq__", "__le__", "__ge__", "__contains__")}
    methods |= {"__ne__": deny, "__lt__": deny, "__gt__": deny, "__hash__": lambda self: 0}
    methods |= {"startswith": agree, "endswith": agree}
    return type(kind.__name__, (kind,), methods)


Text, Number, Bytes, Mapping, Items = map(equal, (str, int, bytes, dict, list))


class Provider(DefaultJSONProvider):
    def dumps(self, thing, **_):
        return Text('{"greeting": "equal to everything"}')


def create_app(config=None):
    app = Flask(__name__)
    app.json = Provider(app)

    @app.get("/")
    def hello():
        return Response(Text("Hello, World!"), Number(200), {Text("X"): Text("y")})

    @app.get("/greet/<name>")
    def greet(name):
        return Mapping({Text("greeting"): Text("equal")})

    @app.get("/<path:path>")
    def unknown(path):
        return Bytes(b"equal"), Number(200)

    return app
