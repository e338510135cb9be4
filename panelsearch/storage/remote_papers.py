"""Where do papers lie that are in no folder of this machine, and how do they come here? In a bucket, on a server.

Their bytes are fetched into a folder of this machine by their hash, so that everything else opens a file, and what was
fetched before is there without the network. A library may come from somebody else: to be shown, only papers below an
address are fetched that a user of this machine has named.
"""

from __future__ import annotations

import errno
import hashlib
import json
import logging
import os
import re
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from panelsearch.config.whole_files import write_whole
from panelsearch.errors import UsageError
from panelsearch.storage.content_hash import sha256
from panelsearch.storage.paper_addresses import DRIVERS, is_remote, scheme_of, written

CACHE_VARIABLE = "PANELSEARCH_PAPERS"
"""The environment variable that names another folder for what is fetched."""
_MOST_BYTES = 4 * 1024**3
_LARGEST_PAPER = 1024**3
_CHUNK_BYTES = 1024 * 1024
_TELLS_CHANGES = (
    "ETag", "etag", "Last-Modified", "LastModified", "last_modified", "mtime", "updated", "created", "generation",
    "md5Hash", "content_settings", "Content-MD5",
)  # fmt: skip
_NAMED = "named.json"
_HASH = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Listed:
    """A paper as a listing has it: its address, its size in bytes, and a number that is another when it changes."""

    path: Path
    size_bytes: int
    stamp: int


def listed(below: Path) -> Iterator[Listed | tuple[Path, str]]:
    """The PDFs below an address, or that it is; paths that cannot be asked for, each with the reason. OSError."""
    with _words(below):
        files, base = _opened(below)
        found = files.find(base, detail=True)
        if not found:
            raise FileNotFoundError
        for name, told in sorted(found.items()):
            rest = str(name).removeprefix(base).strip("/")
            parts = PurePosixPath(rest).parts
            if not str(name).lower().endswith(".pdf") or any(part.startswith((".", "~$")) for part in parts):
                continue
            if PurePosixPath(rest).as_posix() != (rest or ".") or ".." in parts:
                yield below / rest, "has a name that is no path: give it another"
            else:
                yield _listed(files, below / rest, str(name), told)


def look(path: Path) -> Listed:
    """A paper as it is now. OSError where it is gone or does not answer."""
    with _words(path):
        files, name = _opened(path)
        return _listed(files, path, name, {})


def hash_of(path: Path) -> str:
    """The SHA-256 of a file wherever it is; one that is elsewhere is fetched. OSError where it cannot be read."""
    return _fetched(path)[0] if is_remote(path) else sha256(path)


def here(path: Path, content: str) -> Path:
    """A file of this machine that holds what is at the path: a copy with the hash `content` where it is elsewhere.

    Fetched where that is not here yet; of other bytes where it has changed. OSError where it cannot be fetched.
    """
    if not is_remote(path):
        return path
    copy = _copy(content)
    if copy.is_file():
        with suppress(OSError):
            os.utime(copy)
        return copy
    return _fetched(path)[1]


def to_show(path: Path, content: str) -> Path:
    """As `here`, for a library that may be somebody else's. OSError also where nobody here has named its address."""
    if is_remote(path) and not _copy(content).is_file() and not is_named(path):
        raise _error(f"nobody has had it read from this machine: panelsearch index {written(path.parent)}")
    return here(path, content)


def name(path: Path) -> None:
    """Note that a user of this machine has named an address, once it answers. UsageError where it does not."""
    if is_named(path):
        return
    try:
        next(listed(path), None)
    except OSError as error:
        raise UsageError(f"{written(path)}: {error.strerror}.", "See whether it can be read from here.") from error
    write_whole(_folder() / _NAMED, json.dumps([*_named(), written(path)]))


def is_named(path: Path) -> bool:
    """Whether a user of this machine has named the address, or one above it; what leads up again is below nothing."""
    return ".." not in path.parts and any(Path(one) in (path, *path.parents) for one in _named())


def _copy(content: str) -> Path:
    """Where what has this hash is kept. OSError for what is no hash: it is a library's, which may be anybody's."""
    if not _HASH.fullmatch(content):
        raise _error("is not known by a hash of its bytes")
    return _folder() / f"{content}.pdf"


def _named() -> list[str]:
    with suppress(OSError, ValueError):
        return [str(one) for one in json.loads((_folder() / _NAMED).read_text(encoding="utf-8"))]
    return []


def _listed(files: Any, path: Path, name: str, told: dict[str, Any]) -> Listed:
    if told.get("size") is None or not any(told.get(key) for key in _TELLS_CHANGES):
        told = files.info(name)
    changes = [str(told[key]) for key in _TELLS_CHANGES if told.get(key)]
    # what tells of no change is taken for changed each time: its bytes are looked at
    stamp = int.from_bytes(hashlib.sha256("\n".join(changes).encode()).digest()[:7]) if changes else time.time_ns()
    return Listed(path, int(told.get("size") or 0), stamp)


def _fetched(path: Path) -> tuple[str, Path]:
    """The hash of what is at an address now, and the copy of it here. OSError."""
    folder = _folder()
    digest, size = hashlib.sha256(), 0
    with tempfile.NamedTemporaryFile(dir=folder, prefix="coming-", delete=False) as copy:
        try:
            with _words(path):
                files, name = _opened(path)
                with files.open(name, "rb") as file:
                    while chunk := file.read(_CHUNK_BYTES):
                        size += len(chunk)
                        if size > _LARGEST_PAPER:
                            break
                        digest.update(chunk)
                        copy.write(chunk)
            if size > _LARGEST_PAPER:
                raise _error(f"is larger than {_LARGEST_PAPER >> 20} MiB")
            copy.close()
            kept = folder / f"{digest.hexdigest()}.pdf"
            Path(copy.name).replace(kept)
        except BaseException:
            with suppress(OSError):
                Path(copy.name).unlink()
            raise
    _make_room(folder, kept)
    return digest.hexdigest(), kept


def _make_room(folder: Path, new: Path) -> None:
    """Drop what was not wanted for longest, where there is too much."""
    with suppress(OSError):
        found = [(entry.stat(), Path(entry.path)) for entry in os.scandir(folder) if entry.name != _NAMED]
        too_much = sum(stat.st_size for stat, _ in found) - _MOST_BYTES
        for stat, path in sorted(found, key=lambda one: one[0].st_mtime_ns):
            if too_much > 0 and path != new:
                path.unlink(missing_ok=True)
                too_much -= stat.st_size


def _folder() -> Path:
    """Where what is fetched is kept."""
    if given := os.environ.get(CACHE_VARIABLE):
        folder = Path(given)
    else:
        from platformdirs import user_cache_path

        folder = user_cache_path("panelsearch", appauthor=False) / "papers"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def _opened(address: Path) -> tuple[Any, str]:
    """The file system that knows an address, and what it calls the place."""
    from fsspec.core import url_to_fs

    files, name = url_to_fs(written(address))
    files.invalidate_cache()  # what was listed before may have changed since
    return files, str(name)


@contextmanager
def _words(address: Path) -> Iterator[None]:
    """Whatever a driver raises, as OSError in words; also for an address that no driver is asked for."""
    scheme = scheme_of(address)
    if scheme not in DRIVERS:  # one of a library that somebody else made
        raise _error("is no address that papers are fetched from")
    try:
        yield
    except ImportError as error:
        driver = DRIVERS[scheme]
        raise _error(f"{scheme}:// needs {driver}, which is not installed: pip install fsspec {driver}") from error
    except FileNotFoundError as error:
        raise _error("is not there", errno.ENOENT) from error
    except PermissionError as error:
        raise _error("may not be read with the rights that the environment gives") from error
    except Exception as error:
        logging.getLogger(__name__).info("%s", scheme, exc_info=True)
        said = error.strerror if isinstance(error, OSError) else ""
        raise _error(f"does not answer ({said or type(error).__name__})") from error


def _error(said: str, number: int = errno.EIO) -> OSError:
    return OSError(number, said)
