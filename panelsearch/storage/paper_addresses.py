"""What is a paper's address? Where it lies that is in no folder of this machine, such as `s3://bucket/2024/minutes.pdf`.

An address is carried as a path whose first part is the scheme (`s3:`); a path of this machine's is absolute.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from panelsearch.errors import UsageError

DRIVERS = {
    "s3": "s3fs", "gs": "gcsfs", "abfs": "adlfs", "az": "adlfs", "http": "aiohttp", "https": "aiohttp",
    "sftp": "paramiko", "memory": "fsspec",
}  # fmt: skip
"""By scheme, what must be installed for it."""
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]+:")


def is_remote(path: Path) -> bool:
    """Whether a path is an address."""
    return not path.is_absolute() and len(path.parts) > 1 and _SCHEME.fullmatch(path.parts[0]) is not None


def scheme_of(address: Path) -> str:
    """Such as "s3"."""
    return address.parts[0][:-1]


def written(path: Path) -> str:
    """The path as it is stored and shown: an address with its `//`."""
    if not is_remote(path):
        return str(path)
    scheme, _, rest = path.as_posix().partition("/")
    return f"{scheme}//{rest}"


def absolute(given: Path) -> Path:
    """The path that a user means: an address as it is, `file:///folder` as the folder, others below this one.

    UsageError for an address of no kind that is known, and for one with a password or a query in it.
    """
    if not is_remote(given):
        return Path(os.path.abspath(given))  # noqa: PTH100 - resolve() would follow links and change names
    scheme, _, rest = given.as_posix().partition("/")
    if scheme == "file:":
        return Path(os.path.abspath(f"/{rest}"))  # noqa: PTH100
    if scheme[:-1] not in DRIVERS:
        raise UsageError(f"Papers are not fetched from {scheme}//.", f"From these they are: {', '.join(DRIVERS)}.")
    host = rest.partition("/")[0]
    if "?" in rest or ("@" in host and ":" in host.rpartition("@")[0]):
        raise UsageError(
            f"An address in {scheme}// may not hold a password or a query: it is stored and shown.",
            "Give the address alone; who may read it is told by the environment, as its own tools have it.",
        )
    return given
