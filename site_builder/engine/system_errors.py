"""The reason for which the system refused to read or write a file, as a message in the builder's languages."""

from __future__ import annotations

import errno

from site_builder.problems import N_, Phrase

_REASONS = {
    errno.EACCES: N_("the permission is missing"),
    errno.EPERM: N_("the permission is missing"),
    errno.EROFS: N_("the disk cannot be written"),
    errno.ENOSPC: N_("the disk is full"),
    errno.EDQUOT: N_("the disk is full"),
    errno.EFBIG: N_("the file becomes too large"),
    errno.ENOENT: N_("it does not exist"),
    errno.EEXIST: N_("something else is in its place"),
    errno.ENOTDIR: N_("a file stands where a folder should"),
    errno.EISDIR: N_("a folder stands where a file should"),
    errno.ENAMETOOLONG: N_("the name is too long"),
    errno.ELOOP: N_("a link points to itself"),
    errno.EBUSY: N_("another program holds it"),
    errno.EMFILE: N_("too many files are open"),
    errno.ENFILE: N_("too many files are open"),
    errno.EIO: N_("the disk fails"),
}


def reason_of(fault: OSError) -> str:
    """Return the reason of an OSError: a Phrase such as "the disk is full", or the system's own text."""
    reason = _REASONS.get(fault.errno or 0)
    return Phrase(reason) if reason else fault.strerror or str(fault)
