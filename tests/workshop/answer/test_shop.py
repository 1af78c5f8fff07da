def test_shop(client):
    assert client.get("/shop").json["shop"] == "none"
