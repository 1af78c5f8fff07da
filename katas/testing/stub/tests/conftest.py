"""What your tests share: an application of their own, and a client for it."""

# import pytest
#
# from app import create_app
