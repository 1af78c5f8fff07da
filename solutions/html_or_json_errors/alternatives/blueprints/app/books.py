"""What can be done with books; knows nothing about HTTP."""

from flask import current_app


class LibraryError(Exception):
    pass


class NoSuchBookError(LibraryError):
    pass


class OnLoanError(LibraryError):
    pass


def find(number):
    titles, on_loan = current_app.config["BOOKS"], current_app.extensions["on_loan"]
    if number not in range(1, len(titles) + 1):
        raise NoSuchBookError(f"We do not have number {number}")
    return {"id": number, "title": titles[number - 1], "on_loan": number in on_loan}


def lend(number):
    book = find(number)
    if book["on_loan"]:
        raise OnLoanError(f'"{book["title"]}" has been lent')
    current_app.extensions["on_loan"].add(number)
    return book | {"on_loan": True}
