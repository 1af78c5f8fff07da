"""Departments and news: what belongs to each part."""

import pytest


@pytest.mark.concept("serves-departments")
def test_departments_are_below_their_prefixes(client, departments):
    """Every department answers below its prefix, with its own items and no others."""
    for department in departments:
        prefix, items = department["prefix"], department["items"]
        response = client.get(f"{prefix}/")
        assert response.status_code == 200, "The list must be there."
        for other in departments:
            for title in other["items"]:
                listed = title in response.text
                assert listed == (title in items), "It must list its own items only."
        for number, title in enumerate(items, start=1):
            response = client.get(f"{prefix}/{number}")
            assert response.status_code == 200, f"Item {number} must be there."
            assert title in response.text, "It must be this department's."
        for missing in (0, len(items) + 1):
            assert client.get(f"{prefix}/{missing}").status_code == 404, "There is no such item."
        assert client.get(f"/{department['name']}/").status_code == 404, "A name is no prefix."


@pytest.mark.concept("own-templates")
def test_every_part_shows_its_own_page(client, page, departments, config):
    """The pages of the site, of each department and of the news have their own headings."""
    assert page(client.get("/")).one("h1").text == "Departments", "This is the page at /."
    for department in departments:
        shown = page(client.get(f"{department['prefix']}/"))
        assert shown.one("h1").text == department["name"], "This is the department's list."
        for number, title in enumerate(department["items"], start=1):
            shown = page(client.get(f"{department['prefix']}/{number}"))
            assert shown.one("h1").text == title, "This is the item's page."
    news = page(client.get("/news/"))
    assert news.one("h1").text == "News", "This is the page of the news."
    told = [entry.text for entry in news.find("li") if entry.text in config["NEWS"]]
    assert told == config["NEWS"], "Every text must be an entry, in order."


@pytest.mark.concept("links-follow")
def test_links_lead_where_they_say(client, links, departments):
    """Links lead from the first page to departments and news, to items, and back to the list."""
    front = dict(links(client.get("/")))
    assert front["News"] == "/news/", "There must be a link to the news."

    for department in departments:
        home = f"{department['prefix']}/"
        assert front[department["name"]] == home, "There must be a link to each department."
        expected = [(title, f"{home}{n}") for n, title in enumerate(department["items"], start=1)]
        found = [link for link in links(client.get(home)) if link[0] in department["items"]]
        assert found == expected, "The list must link to its items, in order."
        for _, item in expected:
            back = [href for _, href in links(client.get(item))]
            assert home in back, "An item must link to its department's list."


@pytest.mark.concept("own-files")
def test_every_part_has_its_style_sheet(client, page, departments):
    """Every page links to the style sheet of its part, which is served below its prefix."""
    pages = [("/", "/", "site"), ("/news/", "/news/", "news")]
    for department in departments:
        home = f"{department['prefix']}/"
        pages += [(home, home, "catalogue"), (f"{home}1", home, "catalogue")]

    for path, below, part in pages:
        sheets = page(client.get(path)).find("link[rel~=stylesheet]")
        assert len(sheets) == 1, f"{path} must have one style sheet."
        sheet = sheets[0].attributes.get("href", "")
        assert sheet.startswith(below), "It must be below the prefix of its part."
        response = client.get(sheet)
        assert response.status_code == 200, f"{sheet} must be there."
        assert f"--part: {part};" in response.text, f"It must be that of {part}."


@pytest.mark.concept("own-errors")
def test_department_answers_its_own_404(client, links, departments):
    """The page for an item that does not exist leads to the list of its department."""
    for department in departments:
        home = f"{department['prefix']}/"
        for missing in (0, len(department["items"]) + 1):
            there = links(client.get(f"{home}{missing}"), status=404)
            assert home in [href for _, href in there], "It must link to the list."


@pytest.mark.concept("leaves-out")
def test_part_without_news_is_not_there(start_app, links, config):
    """Without news there is no page for them and no link to it; without texts there is."""
    for news, status in ((None, 404), ([], 200)):
        client = start_app(config | {"NEWS": news}).client()
        front = dict(links(client.get("/")))
        assert ("News" in front) == (status == 200), "The first page must know whether there are."
        assert client.get("/news/").status_code == status, "So must the part's own URL."
        for department in config["DEPARTMENTS"]:
            response = client.get(f"{department['prefix']}/")
            assert response.status_code == 200, "Other parts must not depend on it."


@pytest.mark.concept("serves-two-applications")
def test_two_applications_share_nothing(client, inside, config, fresh):
    """A second application in the same process has its own departments, the first keeps its."""
    home = f"/{fresh.word()}/"
    other = {"name": fresh.word(), "prefix": home.rstrip("/"), "items": [fresh.name()]}
    departments, api = config["DEPARTMENTS"], config["API_PREFIX"]
    second = config | {"DEPARTMENTS": [other], "NEWS": None}
    old = [f"{department['prefix']}/" for department in departments]

    told = inside(_second_application, second, [home, f"{api}/v1/{other['name']}/", *old])

    assert "error" not in told, "create_app must work a second time in the same process."
    statuses = [status for status, _ in told["answers"]]
    assert statuses == [200, 200, 404, 404], "The second one has its own departments only."
    assert other["items"][0] in told["answers"][0][1], "It must list its own items."
    for department, path in zip(departments, old, strict=True):
        response = client.get(path)
        assert response.status_code == 200, "The first application must keep its departments."
        assert department["items"][0] in response.text, "And their items."
    assert client.get(home).status_code == 404, "It must not get those of the second one."


def _second_application(app, config, paths):  # noqa: ARG001 - called with the application
    """Make another application and return its answers at *paths*, or why there is none."""
    from app import create_app  # noqa: PLC0415 - it is sent as it stands here
    from werkzeug.test import Client  # noqa: PLC0415 - the same

    try:
        client = Client(create_app(config))
    except Exception as error:  # noqa: BLE001 - the answer's own may be any
        return {"error": f"{type(error).__name__}: {error}"}
    responses = [client.get(path) for path in paths]
    return {"answers": [(response.status_code, response.text) for response in responses]}
