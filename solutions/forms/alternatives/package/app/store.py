"""Replies, each under the key that its form was given."""


class Store:
    def __init__(self):
        self._replies = {}

    def __len__(self):
        return len(self._replies)

    def put(self, key, reply):
        self._replies.setdefault(key, reply)

    def get(self, key):
        return self._replies.get(key)
