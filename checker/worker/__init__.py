"""The untrusted side: runs inside the sandbox, on the standard library and the kata's packages.

Nothing here imports the rest of `checker`; inside the sandbox the package is ``kata_worker``.
"""
