# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the processes of a program are, and how much of the processor they have used."""

import ctypes
import os
import signal

_TICK = os.sysconf("SC_CLK_TCK")
_PR_SET_PDEATHSIG = 1
_library = ctypes.CDLL(None)


def end_with_parent():
    """In what was just started: to be ended when the test is, even where that is killed."""
    _library.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


def _stat(pid):
    try:
        with open("/proc/%d/stat" % pid, encoding="latin-1") as file:
            fields = file.read().rpartition(") ")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return None
    return None if fields[0] in "ZX" else fields


def is_alive(pid):
    return _stat(pid) is not None


def children(pid):
    """The processes that `pid` started and that have not ended."""
    found = []
    for name in os.listdir("/proc"):
        if name.isdigit():
            fields = _stat(int(name))
            if fields and int(fields[1]) == pid:
                found.append(int(name))
    return sorted(found)


def descendants(pid):
    found = []
    for child in children(pid):
        found += [child] + descendants(child)
    return found


def status(pid):
    """What the kernel says of it, by name, as text."""
    with open("/proc/%d/status" % pid, encoding="latin-1") as file:
        return {name: value.strip() for name, _, value in
                (line.partition(":") for line in file)}


def loaded_files(pid):
    """The paths of the files in its memory: its program, its libraries."""
    with open("/proc/%d/maps" % pid, encoding="utf-8") as maps:
        return {line.split(None, 5)[5].rstrip("\n") for line in maps if line.count(" /")}


def name_of(pid):
    """Its short name; "" when it has ended."""
    try:
        return status(pid)["Name"]
    except (FileNotFoundError, ProcessLookupError):
        return ""


def processor_seconds(pid):
    """Used so far; 0 when it has ended."""
    fields = _stat(pid)
    return (int(fields[11]) + int(fields[12])) / _TICK if fields else 0


def is_running(pid):
    """Whether it wants the processor at this moment."""
    fields = _stat(pid)
    return bool(fields) and fields[0] == "R"


def is_asleep(pid):
    """Whether it waits for something to do: it neither wants the processor nor is held."""
    fields = _stat(pid)
    return bool(fields) and fields[0] == "S"


def _signal(pids, number):
    reached = []
    for pid in pids:
        try:
            os.kill(pid, number)
            reached.append(pid)
        except ProcessLookupError:
            # It has ended meanwhile.
            pass
    return reached


def hold(pids):
    """Keeps them from going on; gives those that there are."""
    return _signal(pids, signal.SIGSTOP)


def let_go(pids):
    _signal(pids, signal.SIGCONT)


def kill(pid):
    """Only ever one of the processes that the tested program started."""
    _signal([pid], signal.SIGKILL)
