"""Runs one command, and says what the system says of it: seconds, seconds of processors, peak memory, exit status.

As a program of its own it stays small: on Linux the peak of a process begins with the size of the one that started it, so that
nothing below the size of this one, about 10 MB, can be told apart.
"""
import json
import os
import signal
import subprocess
import sys
import time

LAUNCHER = [sys.executable, "-I", "-S", os.path.abspath(__file__)]


def measure(command, output, log, limit):
    """Runs a command, its standard output in one file and its errors in another; ends it after so many seconds."""
    done = subprocess.run([*LAUNCHER, str(limit), str(output), str(log), *map(str, command)],
                          stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(done.stdout)


def main():
    limit, output, log, *command = sys.argv[1:]
    wanted = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    files = [(os.POSIX_SPAWN_OPEN, fd, path, wanted, 0o644) for fd, path in ((1, output), (2, log))]
    begin = time.perf_counter()
    pid = os.posix_spawnp(command[0], command, os.environ, file_actions=files, setsid=True)
    late = []
    for end in (signal.SIGALRM, signal.SIGINT, signal.SIGTERM):
        signal.signal(end, lambda *_: (late.append(True), os.killpg(pid, signal.SIGKILL)))
    signal.setitimer(signal.ITIMER_REAL, float(limit))
    _, status, usage = os.wait4(pid, 0)
    seconds = time.perf_counter() - begin
    signal.setitimer(signal.ITIMER_REAL, 0)
    processor = usage.ru_utime + usage.ru_stime
    megabytes = usage.ru_maxrss / (1_000_000 if sys.platform == "darwin" else 1_000)  # bytes there, kilobytes elsewhere
    status = os.waitstatus_to_exitcode(status)
    print(json.dumps({"seconds": seconds, "processor": processor, "megabytes": megabytes, "status": status, "late": bool(late)}))


if __name__ == "__main__":
    main()
