import os
import sys
from pathlib import Path

import click
from flask import Flask, Response, request
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy.orm import Mapped, mapped_column

db = SQLAlchemy()


class Counter(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    value: Mapped[int]


def put(path, content):
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)


def create_app(config=None):
    if "BROKEN" in os.environ:
        raise RuntimeError("BROKEN is set")
    app = Flask(__name__)
    app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite://"
    app.config.update(config or {})
    app.config["SHOP"] = os.environ.get("SHOP", "none")
    db.init_app(app)
    with app.app_context():
        db.create_all()
        if not db.session.get(Counter, 1):
            db.session.add(Counter(id=1, value=0))
            db.session.commit()

    @app.get("/shop")
    def shop():
        return {"shop": app.config["SHOP"], "address": request.remote_addr}

    @app.post("/files/<name>")
    def store(name):
        put(Path(app.config["FOLDER"]) / name, request.get_data())
        return "", 201

    @app.post("/later/<name>")
    def store_later(name):
        response = Response(status=202)
        response.call_on_close(lambda: put(Path(app.config["FOLDER"]) / name, b""))
        return response

    @app.get("/files/<name>")
    def load(name):
        return (Path(app.config["FOLDER"]) / name).read_bytes()

    @app.post("/count")
    def count():
        changed = db.update(Counter).values(value=Counter.value + 1)
        db.session.execute(changed)
        db.session.commit()
        return "", 204

    @app.cli.command("greet")
    @click.argument("name")
    def greet(name):
        secret = click.prompt("Secret", hide_input=True)
        if secret == "wrong":
            raise click.ClickException("That is wrong.")
        print("careful", file=sys.stderr)
        click.echo(f"Hello, {name}, from {app.config['SHOP']} {db.session.get(Counter, 1).value}")

    return app
