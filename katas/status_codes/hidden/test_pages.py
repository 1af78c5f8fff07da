"""Pages: what there is, what there was, and which version."""

import pytest


@pytest.mark.concept("found-or-not")
def test_page_is_shown_or_not_found(client, pages, version, fresh):
    """A page is shown with status 200 and an ETag; there is no page without 404."""
    for name, text in pages.items():
        assert version(name) == version(name), "The ETag stays as long as the text does."
        page = client.get(f"/pages/{name}").json
        assert page == {"name": name, "text": text}, "The answer must be the page."

    assert client.get(f"/pages/{fresh.word(7)}").status_code == 404, "There is no such page."


@pytest.mark.concept("made-or-replaced")
def test_put_makes_or_replaces(client, pages, version, save, fresh):
    """PUT tells a page that has been made, with the page, from one that has been replaced."""
    name, texts = fresh.word(7), [fresh.text(40), fresh.text(40)]

    response = save(name, texts[0])
    assert response.status_code == 201, "The page was not there before."
    page = {"name": name, "text": texts[0]}
    assert response.json == page, "The answer must be the new page."
    assert client.get(f"/pages/{name}").json == page, "It must be there from now on."

    for other in (name, next(iter(pages))):
        response = save(other, texts[1], if_match=version(other))
        assert response.status_code == 204, "It was there before, and there is nothing to say."
        page = {"name": other, "text": texts[1]}
        assert client.get(f"/pages/{other}").json == page, "The new text must be there."


@pytest.mark.concept("deletes")
def test_deleted_page_is_gone(client, pages, save, fresh):
    """A deleted page is gone for all methods, which differs from one that never was."""
    name, other, _ = pages

    response = client.delete(f"/pages/{name}")
    assert response.status_code == 204, "It has been deleted, and there is nothing to say."
    assert client.get(f"/pages/{name}").status_code == 410, "There was such a page."
    again = client.delete(f"/pages/{name}")
    assert again.status_code == 410, "It cannot be deleted twice."
    assert save(name, fresh.text(9)).status_code == 410, "The name is not used again."
    assert client.get(f"/pages/{name}").status_code == 410, "It must stay deleted."

    never = client.delete(f"/pages/{fresh.word(7)}")
    assert never.status_code == 404, "There was never such a page."
    assert client.get(f"/pages/{other}").status_code == 200, "Other pages must stay."


@pytest.mark.concept("not-modified")
def test_known_version_is_not_sent_again(client, pages, version, save, fresh):
    """A client that has the present version gets 304, its ETag and no body."""
    name = next(iter(pages))
    etag, foreign = version(name), f'"{fresh.text(12)}"'

    for known in (etag, f"{foreign}, {etag}"):
        response = client.get(f"/pages/{name}", headers={"If-None-Match": known})
        assert response.status_code == 304, "The client has this version already."
        assert response.data == b"", "A 304 has no body."
        assert response.headers.get("ETag") == etag, "It must name the version."

    save(name, text := fresh.text(40), if_match=etag)
    response = client.get(f"/pages/{name}", headers={"If-None-Match": f"{foreign}, {etag}"})
    assert response.status_code == 200, "The client has an older version."
    assert response.json["text"] == text, "It must get the new text."


@pytest.mark.concept("keeps-others-changes")
def test_old_version_is_not_overwritten(client, pages, version, save, fresh):
    """A change to a version that is not the present one is refused, and changes nothing."""
    name, text = next(iter(pages)), fresh.text(40)
    etag, foreign = version(name), f'"{fresh.text(12)}"'

    response = save(name, text, if_match=f"{foreign}, {etag}")
    assert response.status_code == 204, "One of the two is the present version."
    present = response.headers.get("ETag")
    assert present == version(name), "The answer must name the new version."
    for outdated in (etag, foreign):
        answer = save(name, fresh.text(40), if_match=outdated)
        assert answer.status_code == 412, "The page has another version by now."
        assert client.get(f"/pages/{name}").json["text"] == text, "It must keep its text."
    again = save(name, fresh.text(40), if_match=present)
    assert again.status_code == 204, "Who has saved may save again."

    new = fresh.word(7)
    etag = save(new, fresh.text(40)).headers.get("ETag")
    assert etag == version(new), "A new page must come with its version, too."


@pytest.mark.concept("keeps-others-changes")
def test_condition_is_required(client, pages, save, fresh):
    """A change that names no version is refused as such, and changes nothing."""
    name = next(iter(pages))

    response = save(name, fresh.text(40))

    assert response.status_code == 428, "If-Match is required."
    assert client.get(f"/pages/{name}").json["text"] == pages[name], "It must keep its text."
