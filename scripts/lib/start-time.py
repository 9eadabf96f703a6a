"""start-time.py RUNS PORT COMMAND...: how long until a server answers its first call well, from nothing to that.

Starts COMMAND with an empty state folder for each run (`{state}` in it is replaced), asks PORT until it lists services, and ends it with
SIGTERM. Prints the least and the median time in milliseconds. Exit code 1 when one does not answer within 60 s or ends before.
"""

import http.client
import shutil
import signal
import subprocess
import sys
import tempfile
import time

runs, port, command = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3:]


def answers():
    try:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        connection.request("GET", "/v2/projects/start/locations/here/services")
        return connection.getresponse().status == 200
    except OSError:
        return False


def start():
    state = tempfile.mkdtemp()
    begin = time.monotonic()
    server = subprocess.Popen(
        [each.replace("{state}", state) for each in command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        while not answers():
            if server.poll() is not None or time.monotonic() - begin > 60:
                raise SystemExit(f"{command[0]} does not serve: exit code {server.returncode}")
            time.sleep(0.005)
        return time.monotonic() - begin
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait()
        shutil.rmtree(state, ignore_errors=True)


times = sorted(start() for _ in range(runs))
print(*(round(each * 1000) for each in (times[0], times[len(times) // 2])))
