"""Tries what a tool that a repository brought must not be able to do, and says what it managed."""
import os
import re
import socket
import time

SECRET = re.compile(r"tell-nobody-[0-9]")
FOLDERS = [
    "/github/workspace",
    "/github/home",
    "/root",
    "/github/file_commands",
    "/github/workflow",
    "/github/runner_temp",
]


def secret(text):
    if not SECRET.search(text):
        raise LookupError


def read(path):
    with open(path, encoding="latin-1") as file:
        secret(file.read())


def append(path, text):
    with open(path, "a", encoding="latin-1") as file:
        file.write(text)


def any_of(attempt, things):
    for thing in things:
        try:
            attempt(thing)
            return
        except (OSError, LookupError):
            continue
    raise LookupError


def files(folder):
    for top, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name != "node_modules"]
        yield from (os.path.join(top, name) for name in names)


def processes():
    return [pid for pid in os.listdir("/proc") if pid.isdigit()]


def engine():
    with socket.socket(socket.AF_UNIX) as client:
        client.connect("/var/run/docker.sock")


ATTEMPTS = {
    "the engine answers": engine,
    "a secret in its own environment": lambda: secret(str(os.environ)),
    "a secret in the environment of another process": lambda: any_of(
        read, [f"/proc/{pid}/environ" for pid in processes()]
    ),
    "memory of another process": lambda: any_of(
        lambda pid: open(f"/proc/{pid}/mem", "rb").close(),
        [pid for pid in processes() if int(pid) not in (os.getpid(), os.getppid())],
    ),
    "an output in the runner's name": lambda: append("/github/file_commands/output", "hostile=1\n"),
    "a line in the job summary": lambda: append("/github/file_commands/summary", "hostile\n"),
    "a file in the workspace": lambda: append("/github/workspace/hostile", "x"),
    "a source that other tools read as well": lambda: any_of(
        lambda file: append(file, ""), files("..")
    ),
    "another user": lambda: os.setuid(0),
    "a credential beside the sources": lambda: any_of(read, files("..")),
    "a credential among what was brought for tools": lambda: any_of(read, files("../../database")),
}
for folder in FOLDERS:
    ATTEMPTS["a credential below " + folder] = lambda folder=folder: any_of(read, files(folder))


def runs(program):
    for pid in processes():
        try:
            with open(f"/proc/{pid}/cmdline", "rb") as line:
                if program in line.read() and int(pid) != os.getpid():
                    return True
        except OSError:
            continue
    return False


def met():
    """Whether the program that a file names came to run at the same time."""
    try:
        with open("partner", "rb") as file:
            program = file.read()
    except OSError:
        return ""
    end = time.monotonic() + 30
    while not runs(program) and time.monotonic() < end:
        time.sleep(0.01)
    return f", beside {program.decode()}: {runs(program)}"


def stay():
    """Lets the other one have its attempts too."""
    if os.path.exists("partner"):
        time.sleep(3)


def managed():
    beside = met()
    done = []
    for name, attempt in ATTEMPTS.items():
        try:
            attempt()
            done.append(name)
        except (OSError, LookupError):
            continue
    stay()
    return f"tried {len(ATTEMPTS)} things and managed {done}{beside}"


class Probe:
    name = "probe"
    version = "1"

    def __init__(self, tree):
        self.tree = tree

    def run(self):
        yield 1, 0, "X100 " + managed(), type(self)


if __name__ == "__main__":
    print(managed())
