from .sentences import greeting

__all__ = ["greeting"]
