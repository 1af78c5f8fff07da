from flask import render_template


def grüße(wen, wort):
    """Grüße jemanden."""
    return render_template("gruß.txt", wen=wen, wort=wort)
