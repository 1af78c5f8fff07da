"""Links that are mailed."""

from urllib.parse import urlsplit

import pytest


@pytest.mark.concept("builds-links")
def test_link_welcomes_the_invited(link_for, send, fresh):
    """The link of an invitation leads to the page that welcomes this name, whatever is in it."""
    word = fresh.word()

    for name in (
        word,
        f"{fresh.name()} {word}",
        f"Zoë's & {word}?",
        f"100% #{word}+%20",
        f"{word};=",
    ):
        link = link_for(name)
        assert link.isascii(), "A link must be percent-encoded."
        assert " " not in link, "A link must be percent-encoded."
        parts = urlsplit(link)
        response = send(parts.path, query_string=parts.query)
        assert response.status_code == 200, f"The link for {name!r} must lead to a page."
        assert response.json == {"name": name}, f"The link must welcome {name!r}."


@pytest.mark.concept("own-host")
def test_link_begins_with_the_public_url(start_app, public, link_for, fresh):
    """Scheme, host and port of the link are those of PUBLIC_URL."""
    host = f"{fresh.word()}.org:{fresh.integer(2000, 9999)}"
    name = fresh.word()

    assert link_for(name) == f"{public}/welcome/{name}", "The link must begin with PUBLIC_URL."
    other = start_app({"PUBLIC_URL": f"http://{host}"}).client()
    link = link_for(name, host=host, client=other)
    assert link == f"http://{host}/welcome/{name}", "The link must begin with PUBLIC_URL."


@pytest.mark.concept("own-host")
def test_sender_has_no_influence(send, public, fresh):
    """A request under another Host, or with forwarding headers, makes no link to elsewhere."""
    stranger, name = f"www.{fresh.word()}.org", fresh.word()
    forwarded = {"Forwarded": f"host={stranger};proto=ftp", "X-Forwarded-Host": stranger}
    more = {"X-Forwarded-Proto": "ftp", "X-Forwarded-Server": stranger, "Origin": stranger}
    sent = {"data": {"name": name}}

    for response in (
        send("/invitations", "POST", host=stranger, **sent),
        send("/invitations", "POST", host=f"{urlsplit(public).netloc}.{stranger}", **sent),
        send("/invitations", "POST", headers=forwarded | more, **sent),
    ):
        assert response.status_code in {201, 400}, "It must be answered with 201 or refused."
        if response.status_code == 201:
            link = response.json["link"]
            assert link == f"{public}/welcome/{name}", "The link must begin with PUBLIC_URL."


@pytest.mark.concept("without-request")
def test_command_prints_the_same_link(cli, link_for, fresh):
    """The command flask invite NAME prints the link of POST /invitations on a line of its own."""
    name = f"{fresh.name()} & Zoë? 100%"

    done = cli("invite", name)

    assert done.exit_code == 0, "The command must succeed."
    printed = [line.strip() for line in done.stdout.splitlines()]
    assert link_for(name) in printed, "Command and request must build the same link."
