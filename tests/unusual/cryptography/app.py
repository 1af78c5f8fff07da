"""Greetings are sealed and opened again."""

import hashlib
import hmac
import os
import secrets
import ssl
import uuid

from flask import Flask


def key(password, salt):
    return hashlib.scrypt(password, salt=salt, n=2**14, r=8, p=1, maxmem=64 * 2**20, dklen=32)


def sealed_and_opened(text):
    """Encrypt *text* with a fresh key and decrypt it."""
    salt, password = os.urandom(16), secrets.token_bytes(32)
    stream = hashlib.shake_256(key(password, salt)).digest(len(text.encode()))
    sealed = bytes(a ^ b for a, b in zip(text.encode(), stream))
    seal = hmac.digest(password, sealed, "sha256")
    assert secrets.compare_digest(seal, hmac.digest(password, sealed, "sha256"))
    again = hashlib.shake_256(key(password, salt)).digest(len(sealed))
    return bytes(a ^ b for a, b in zip(sealed, again)).decode()


def client_hello():
    """Return what a TLS client would send first."""
    incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
    context = ssl.create_default_context()
    try:
        context.wrap_bio(incoming, outgoing, server_hostname="example.com").do_handshake()
    except ssl.SSLWantReadError:
        return outgoing.read()


def create_app(config=None):
    app = Flask(__name__)
    assert len(client_hello()) > 100
    assert len({uuid.uuid1(), uuid.uuid4(), uuid.uuid5(uuid.NAMESPACE_DNS, "example.com")}) == 3
    app.add_url_rule("/", "hello", lambda: sealed_and_opened("Hello, World!"))

    @app.get("/greet/<name>")
    def greet(name):
        return {"greeting": sealed_and_opened(f"Hello, {name}!")}

    return app
