"""Run `greenlight quality --checks none` N times; print the least and the median wall time and the least processor time, in milliseconds."""

import resource
import subprocess
import sys
import time


def measure() -> tuple[float, float]:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    subprocess.run(["greenlight", "quality", "--checks", "none"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


times = [measure() for _ in range(int(sys.argv[1]))]
walls = sorted(wall for wall, _ in times)
print(*(round(seconds * 1000) for seconds in (walls[0], walls[len(walls) // 2], min(cpu for _, cpu in times))))
