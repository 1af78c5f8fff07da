"""What every answer has in common."""

import hashlib
import hmac

import pytest


@pytest.mark.concept("adds-headers")
def test_headers_are_everywhere(every):
    """Every answer forbids sniffing and, unless its view says otherwise, storing."""
    own = {"/health": "max-age=5", "/static/style.css": "no-cache"}

    for response in every():
        method, path = response.request.method, response.request.path
        told = response.headers.getlist("X-Content-Type-Options")
        assert told == ["nosniff"], f"{method} {path}: this header is for every answer."
        caching = response.headers.getlist("Cache-Control")
        expected = own.get(path, "no-store") if response.status_code == 200 else "no-store"
        assert caching == [expected], f"{method} {path}: this is what belongs there."


@pytest.mark.concept("numbers-requests")
def test_every_answer_has_its_id(every):
    """Every answer has an id of its own, in a header and in a body that is a JSON object."""
    ids = []
    for response in (*every(), *every()):
        line = f"{response.request.method} {response.request.path}"
        ids.append(response.headers.get("X-Request-ID", ""))
        assert len(ids[-1]) >= 8, f"{line}: there must be an X-Request-ID of 8 characters or more."
        body = response.json if response.mimetype == "application/json" else None
        if isinstance(body, dict):
            assert body["request_id"] == ids[-1], "The body must say the same id."
            assert len(body) >= 2, "It must keep its own fields."
        else:
            assert ids[-1] not in response.text, "Other bodies must stay as they are."
    assert len(set(ids)) == len(ids), "No two requests may have the same id."


@pytest.mark.concept("allows-origins")
def test_listed_origins_are_allowed(client, every, config):
    """An origin that is listed is allowed by name, in every answer."""
    first, second = config["ORIGINS"]
    for response in (*every(Origin=first), client.get("/health", headers={"Origin": second})):
        line = f"{response.request.method} {response.request.path}"
        allowed = response.headers.getlist("Access-Control-Allow-Origin")
        assert allowed == [response.request.headers["Origin"]], f"{line}: this one is listed."


@pytest.mark.concept("allows-origins")
def test_other_origins_are_not(client, every, config, headers, fresh):
    """An origin that is not listed, or none, is not allowed; Vary names Origin all the same."""
    listed = config["ORIGINS"][0]
    others = [f"{listed}.{fresh.word()}.example", listed.removesuffix("e"), "null"]
    sent = [{}, *({"Origin": origin} for origin in others)]
    answers = [client.get("/me", headers=headers[0] | more) for more in sent]

    for response in (*every(Origin=f"https://{fresh.word()}.example"), *answers):
        line = f"{response.request.method} {response.request.path}"
        allowed = response.headers.get("Access-Control-Allow-Origin")
        assert allowed is None, f"{line}: this origin is not listed."
        names = ",".join(response.headers.getlist("Vary")).lower().split(",")
        varies = {name.strip() for name in names}
        assert "origin" in varies, f"{line}: the answer depends on Origin."
        if line == "GET /me" and response.status_code == 200:
            assert "authorization" in varies, "What the view wrote must stay."


@pytest.mark.concept("signs-last")
def test_signature_fits_the_body(every, config):
    """Every answer in JSON carries the signature of the body that the client gets."""
    signed = 0
    for response in every():
        if response.mimetype == "application/json":
            key = config["SIGNING_KEY"].encode()
            expected = hmac.new(key, response.data, hashlib.sha256).hexdigest()
            line = f"{response.request.method} {response.request.path}"
            signature = response.headers.get("X-Signature")
            assert signature == expected, f"{line}: it must be the signature of this body."
            signed += 1
    assert signed >= 4, "The answers of the views are JSON."
