"""Makes .venv and installs a requirements file into it, once per content of that file.

Runs on a bare Python: `python3 tools/environment.py requirements.txt`. Needs the network only when
the requirements changed since the last time.
"""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
LEAST = (3, 11)


def main(name: str) -> int:
    """Install `name` (a file in the project's root) into .venv; 0 when it is there, else 2."""
    if sys.version_info < LEAST:
        return _refuse(
            f"This needs Python {LEAST[0]}.{LEAST[1]} or newer, and this is {sys.version.split()[0]}; make PYTHON=python3.11 …"
        )
    wanted = _fingerprint(name)
    stamp = VENV / f"{name}.installed"
    if PYTHON.exists() and stamp.exists() and stamp.read_text("utf-8") == wanted:
        return 0
    if not PYTHON.exists() and (refusal := _make()):
        return _refuse(refusal)
    if refusal := _install(name):
        return _refuse(refusal)
    stamp.write_text(wanted, "utf-8")
    return 0


def _fingerprint(name: str) -> str:
    """Of the file, the files it includes, and this Python."""
    text = (ROOT / name).read_text("utf-8")
    included = re.findall(r"^-r (\S+)", text, re.MULTILINE)
    whole = "".join((ROOT / inner).read_text("utf-8") for inner in included) + text + sys.version
    return hashlib.sha256(whole.encode()).hexdigest()


def _make() -> str | None:
    done = subprocess.run([sys.executable, "-m", "venv", str(VENV)], capture_output=True, text=True)
    if done.returncode == 0:
        return None
    return f"Python could not make {VENV} (on Debian and Ubuntu: apt-get install python3-venv):\n{done.stdout}{done.stderr}"


def _install(name: str) -> str | None:
    """Run pip with one line that says what it is at; the end of its output when it fails."""
    command = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "--no-input", "-r", name]
    start = time.monotonic()
    said: list[str] = []
    print(f"Installing {name} into {VENV.name} (once) …", flush=True)
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as pip:
        assert pip.stdout is not None
        for line in pip.stdout:
            said.append(line)
            if step := re.match(r"\s*(Collecting|Downloading|Installing)\s+(\S+)", line):
                _show(f"  {time.monotonic() - start:3.0f} s  {step[1].lower()} {step[2][:50]}")
    _show("")
    if pip.returncode:
        return "".join(said[-15:]) + f"pip could not install {name}; is the network on?"
    print(f"Installed in {time.monotonic() - start:.0f} s.")
    return None


def _show(line: str) -> None:
    if sys.stdout.isatty():
        print(f"\r\033[K{line}", end="", flush=True)


def _refuse(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
