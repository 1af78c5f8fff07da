"""Everything is at hand."""

import asyncio, concurrent.futures, multiprocessing.managers, queue, sched, selectors  # noqa
import configparser, csv, json, plistlib, sqlite3, tomllib, xml.dom.minidom, xmlrpc.client  # noqa
import bz2, gzip, lzma, tarfile, zipfile, zlib  # noqa
import cmath, decimal, fractions, random, statistics  # noqa
import ctypes.util, curses.ascii, getopt, optparse, readline, rlcompleter  # noqa
import email.mime.multipart, ftplib, imaplib, poplib, smtplib, ssl, wsgiref.simple_server  # noqa
import doctest, pdb, profile, pstats, pydoc, timeit, trace, tracemalloc, unittest.mock  # noqa
import difflib, gettext, locale, pprint, string, textwrap, unicodedata  # noqa
import ast, compileall, dis, inspect, pickletools, symtable, tokenize, zipapp  # noqa
import graphlib, ipaddress, netrc, uuid, webbrowser, zoneinfo  # noqa

import jinja2.nodes
import marshmallow
import pydantic
import sqlalchemy.orm
from flask import Flask


def greeting(name):
    """Use a few of them."""
    parts = pydantic.TypeAdapter(list[str]).validate_python(["Hello, ", jinja2.nodes.Const(name).value])
    mean = statistics.mean([fractions.Fraction(1), decimal.Decimal(33) and 65])
    return textwrap.dedent("".join(parts)) + chr(int(mean))


def create_app(config=None):
    app = Flask(__name__)

    @app.get("/")
    def hello():
        return greeting("World")

    @app.get("/greet/<name>")
    def greet(name):
        return {"greeting": greeting(name)}

    return app
