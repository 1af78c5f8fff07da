"""Redirects: how long they last, what becomes of the method, and where they lead."""

import pytest


@pytest.mark.concept("moved-for-good")
def test_old_name_leads_to_the_new_one(client, config, place):
    """The old name of a page is a permanent redirect to the new one."""
    for old, new in config["RENAMED"].items():
        response = client.get(f"/pages/{old}")
        assert response.status_code in {301, 308}, "It has been renamed for good."
        assert place(response) == f"/pages/{new}", "Location must be the page's new URL."


@pytest.mark.concept("sends-on")
def test_browser_goes_on_with_get(client, pages, theme, place, fresh):
    """A chosen theme is kept in a cookie, and the browser goes on to next, with GET."""
    for name in ("light", "dark"):
        to = f"/pages/{fresh.choice(list(pages))}?view={fresh.word()}&part={fresh.integer(1, 9)}"
        response = theme(name, to)
        assert response.status_code == 303, "The method has to become GET, whatever it was."
        assert place(response) == to, "Location must lead to next."
        cookie = client.get_cookie("theme")
        assert cookie is not None, "The redirect must set the cookie."
        assert cookie.value == name, "It must hold the theme."

    client.delete_cookie("theme")
    assert theme(fresh.word(), to).status_code == 400, "There is no such theme."
    assert client.get_cookie("theme") is None, "A refused theme is not kept."


@pytest.mark.concept("stays-here")
def test_nobody_is_sent_to_another_host(client, theme, place, fresh):
    """A next that leads to another host, however it is written, is refused."""
    host = f"{fresh.word()}.example"
    bad = [
        f"https://{host}/",
        f"//{host}/pages",
        f"///{host}",
        f"/\\{host}",
        f"\\\\{host}",
        f"/\t/{host}",
        f"\t//{host}",
        f"https:{host}",
        f"javascript:alert('{host}')",
        host,
    ]

    for to in bad:
        response = theme("dark", to)
        assert response.status_code == 400, f"{to!r} is no path of this application."
        assert client.get_cookie("theme") is None, "A refused request sets no cookie."
    for to in ("/", f"/{fresh.word()}/", f"/pages/start?from=https://{host}//{fresh.word()}"):
        response = theme("dark", to)
        assert response.status_code == 303, f"{to!r} is a path of this application."
        assert place(response) == to, "Location must lead there."
