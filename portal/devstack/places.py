"""Where the servers keep their files, and as whom they run.

PostgreSQL refuses to run as root. As root we therefore run both servers as `nobody`, which must be able to
walk to their files: a checkout below /root is closed to it, and the state then lives below /var/tmp.
"""

import hashlib
import os
import pwd
import stat
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]


def server_account() -> pwd.struct_passwd | None:
    """The account the servers run as; None means: as ourselves."""
    return pwd.getpwnam("nobody") if os.geteuid() == 0 else None


def reachable(path: Path) -> bool:
    """Whether every existing folder on the way to `path` can be entered by the servers' account."""
    if server_account() is None:
        return True
    folders = [folder for folder in (path, *path.parents) if folder.is_dir()]
    return all(folder.stat().st_mode & stat.S_IXOTH for folder in folders)


def default_state_dir() -> Path:
    """`.preclear` in the checkout, or our own folder below /var/tmp when the servers could not reach that."""
    configured = os.environ.get("PRECLEAR_STATE_DIR")
    if configured:
        return Path(configured).expanduser().resolve()
    return CHECKOUT / ".preclear" if reachable(CHECKOUT) else shared_dir(_digest(CHECKOUT))


def shared_dir(name: str) -> Path:
    """A folder below /var/tmp that nobody but us could have put there.

    Raises PermissionError when somebody else owns it: its content would then be theirs.
    """
    folder = Path("/var/tmp") / f"preclear-{os.geteuid()}-{name}"
    folder.mkdir(mode=0o755, exist_ok=True)
    if folder.is_symlink() or folder.stat().st_uid != os.geteuid():
        raise PermissionError(f"{folder} belongs to somebody else; remove it or set PRECLEAR_STATE_DIR")
    return folder


def open_dir(path: Path) -> Path:
    """A folder that the servers may walk through. One that exists stays as it is: it may be anybody's."""
    if not path.is_dir():
        open_dir(path.parent)
        path.mkdir()
        path.chmod(0o755)
    return path


def server_dir(path: Path) -> Path:
    """A folder that belongs to the servers' account and is closed to everybody else."""
    path.mkdir(parents=True, exist_ok=True)
    path.chmod(0o700)
    give_to_server(path)
    return path


def server_secret(path: Path, text: str) -> Path:
    """A file of mode 0600 holding `text`, owned by the servers' account."""
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as handle:
        handle.write(text)
    give_to_server(path)
    return path


def give_to_server(path: Path) -> None:
    account = server_account()
    if account is not None:
        os.chown(path, account.pw_uid, account.pw_gid)


def _digest(path: Path) -> str:
    return hashlib.sha256(str(path).encode()).hexdigest()[:10]
