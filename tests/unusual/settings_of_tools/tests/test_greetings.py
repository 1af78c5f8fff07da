def test_front_page(client):
    assert client.get("/").text == "Hello, World!"
