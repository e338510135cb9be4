"""What kind of drive does a folder lie on? One over a network keeps locks badly, and goes when the network does."""

from __future__ import annotations

import os
from pathlib import Path

_OVER_A_NETWORK = frozenset(
    "9p afpfs afs beegfs ceph cifs davfs davfs2 fuse.sshfs fuse.rclone glusterfs fuse.glusterfs gpfs lustre ncpfs nfs"
    " nfs4 smb2 smb3 smbfs vboxsf webdav".split()
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
