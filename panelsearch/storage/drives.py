"""What drive does a folder lie on, is it still there? Over a network it keeps locks badly; any may be pulled out."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from panelsearch.errors import LibraryError

_OVER_A_NETWORK = frozenset(
    "9p afpfs afs beegfs ceph cifs davfs davfs2 fuse.sshfs fuse.rclone glusterfs fuse.glusterfs gpfs lustre ncpfs nfs"
    " nfs4 smb2 smb3 smbfs vboxsf webdav".split()
)


@dataclass(frozen=True, slots=True)
class WrittenFolder:
    """The folder that a run writes a library to, as it was when that began.

    What is open stays so where a drive is unmounted or a folder is moved; what is opened then goes to what is found
    under the same name, such as the empty folder that a drive was mounted on.
    """

    path: Path
    _device: int
    _number: int

    @classmethod
    def at(cls, path: Path) -> WrittenFolder:
        """The folder as it is now. OSError."""
        stamps = path.stat()
        return cls(path, stamps.st_dev, stamps.st_ino)

    def must_stay(self) -> None:
        """LibraryError where another folder lies there now, or none."""
        try:
            there = self.at(self.path) == self
        except OSError:
            there = False
        if not there:
            raise LibraryError(
                f"{self.path} is not there any more: its drive was taken out, or it was moved.",
                "Bring it back as it was and run panelsearch index again; what was read is kept.",
            )


def network_drive(folder: Path) -> str:
    """The kind of network drive that a folder is on, such as "nfs4"; "" for a disk of this machine, or one unknown."""
    import psutil

    place = Path(os.path.realpath(folder))
    try:
        mounted = {Path(one.mountpoint): one.fstype for one in psutil.disk_partitions(all=True)}
    except OSError:
        return ""
    kind = next((mounted[above] for above in (place, *place.parents) if above in mounted), "").casefold()
    return kind if kind in _OVER_A_NETWORK else ""
