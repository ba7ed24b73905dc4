#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Measure Recto beside other viewers from outside: keys in, screen pixels out.

It prepares and runs ../shared/bench/viewers.py, whose README says what each figure means, and
judges what Recto did. Goals are looked at for the tests that were run.

The last line is one JSON object. Keys that name a document end in its name (`small`, `text10k`;
`vector`, `jpx`, `transparency`; `bomb_giant`, `poppler_67295_0`, `bug_jpx`):

  launch_min_ms_*, empty_window_min_ms_*   least of the launches to the first page, and of those of
                                           an empty window, in alternation
  launch_ratio_*                           one by the other; goal: at most 1.25
  turn_ms, jump_ms, held_ms                Recto's median page turn and jump on text, and the last
                                           page after a key held for 60 pages, each of three rounds
                                           through the text; goal: at most 16.7
                                           more than the fastest, and no more than the fastest with
                                           GTK, as the screen is looked at every millisecond
  *_peer_ms, *_gtk_ms                      the fastest of the other viewers; of those with GTK
  memory_mib                               all processes after 200 pages; goal: at most 60 more
                                           than empty_window_mib, and less than papers_mib
  photo_ms, photo_rested_ms                median turn to a photograph at once, and after 2 s of
                                           rest; goal: at most the next (of those rested, 16.7
                                           more)
  photo_peer_ms, photo_rested_peer_ms      the same for the fastest of the other viewers
  escape_ms_*                              median of leaving the heavy page before it is shown;
                                           goal: at most turn_ms + 10
  escape_cpu_s_*                           median CPU time in the 10 s after; goal: at most 0.3
  first_ms_*                               median launch to the light page before the heavy one;
                                           goal: at most 50 more than a median launch of `small`
  heavy_ms_*                               waiting for the heavy page, with what drawing it ahead
                                           has kept the first page; goal: at most the next
  heavy_peer_ms_*                          the same for the fastest of the other viewers
  hostile_ok_*                             the window lived through the document
  hostile_ping_ms_*                        longest wait for an answer of the window; goal: under 100
  hostile_exit_ms_*                        closing it to the end of the process; goal: under 1000
  hostile_left_*                           processes left a second after that; goal: 0
  peers_without_fault                      other viewers that reached all of the last four goals
  goals_missed                             how many goals were missed; the exit status is 1 then
"""

import argparse
import hashlib
import json
import os
import shutil
import statistics
import subprocess
import sys
import time

SOURCE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SHARED = os.path.join(os.path.dirname(SOURCE), "shared")
HARNESS = os.path.join(SHARED, "bench")
HOSTILE = os.path.join(SHARED, "corpus", "pdfjs")
CACHE = os.path.join(os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache"), "recto-dev")
LAUNCHES = 15
ROUNDS = 3
HEAVY = ("vector", "jpx", "transparency")
GTK_VIEWERS = {"papers", "papers-gl", "evince", "atril", "zathura"}
FRAME_MS = 16.7
LOOK_MS = 1  # from one look at the screen to the next
MAX_MORE_MIB = 60


def parse_arguments():
    parser = argparse.ArgumentParser(prog="./dev bench viewers", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--viewers", default="recto,papers,evince,zathura,okular,qpdfview,"
                        "mupdf-gl,empty-window", help="which to run (default: %(default)s)")
    parser.add_argument("--tests", default="launch,text,photo,escape,heavy,hostile",
                        help="which to make (default: all, %(default)s)")
    parser.add_argument("--runs", type=int, default=5, help="launches of the other viewers")
    parser.add_argument("--out", help="keep all figures in this file")
    parser.add_argument("--shots", help="keep screenshots in this folder")
    return parser.parse_args()


def make_documents():
    maker = os.path.join(HARNESS, "makedocs.py")
    with open(maker, "rb") as f:
        folder = os.path.join(CACHE, "documents-" + hashlib.sha256(f.read()).hexdigest()[:12])
    if not os.path.isdir(folder):
        print("making the documents in " + folder, file=sys.stderr)
        shutil.rmtree(folder + ".new", ignore_errors=True)
        os.makedirs(folder + ".new")
        subprocess.run([sys.executable, maker, folder + ".new"], check=True, stdout=sys.stderr)
        os.rename(folder + ".new", folder)
    return folder


def make_empty_window(folder):
    flags = subprocess.run(["pkg-config", "--cflags", "--libs", "libadwaita-1"], check=True,
                           stdout=subprocess.PIPE, text=True).stdout.split()
    subprocess.run(["cc", "-O2", os.path.join(HARNESS, "empty-window.c"), "-o",
                    os.path.join(folder, "empty-window")] + flags, check=True)


def count_what_is_left(viewers, left):
    """Have the harness note, for each run that has ended, the processes that outlived it."""
    end = viewers.Run.end

    def end_and_count(run):
        if run.p.poll() is not None:
            time.sleep(1)
            viewers.reap()
            ours = {run.s.xvfb.pid, run.s.wm.pid} | set(viewers.descendants(run.bus.pid))
            for process in (run.s.xvfb.pid, run.s.wm.pid):
                ours |= set(viewers.descendants(process))
            pids = [pid for pid in viewers.descendants(os.getpid())
                    if pid not in ours and viewers.alive(pid)]
            left[run.name, os.path.basename(run.doc)] = len(pids)
        end(run)

    viewers.Run.end = end_and_count


def note_first_pages(viewers, firsts):
    """Have the harness note how long each document's first page took, the last time it was opened.

    Some viewers draw the page after the first one before it.
    """
    first = viewers.Run.first

    def first_and_note(run, *arguments, **options):
        time_taken = first(run, *arguments, **options)
        firsts[run.name, os.path.basename(run.doc)] = time_taken
        return time_taken

    viewers.Run.first = first_and_note


def read_in_rounds(viewers):
    """Have the harness read the text several times: a key that is held is looked at once in each,
    and where it falls between two frames is luck."""
    read = viewers.TESTS["text"]

    def read_and_merge(*arguments):
        rounds = [read(*arguments) for _ in range(ROUNDS)]
        merged = rounds[-1]
        if "failed" in merged:
            return merged
        for field in ("seen", "sharp", "jump", "jump_sharp"):
            merged[field] = [value for figures in rounds for value in figures.get(field, [])]
        merged["keys60_seen"] = median([figures.get("keys60_seen") for figures in rounds])
        return merged

    viewers.TESTS["text"] = read_and_merge


def run_harness(viewers, options, names, tests, runs, append=False):
    if not names or not tests:
        return
    sys.argv = (["viewers.py", "--docs", options["docs"], "--hostile-dir", HOSTILE, "--work",
                 options["work"], "--out", options["out"], "--runs", str(runs), "--viewers",
                 ",".join(names), "--tests", ",".join(tests)]
                + (["--shots", options["shots"]] if options["shots"] else [])
                + (["--append"] if append else []))
    viewers.main()


def measure(viewers, options, names, tests, runs):
    """Recto's launches alternate with the empty window's; its page turns are needed to judge."""
    pair = [name for name in ("recto", "empty-window") if name in names]
    peers = [name for name in names if name not in pair]
    if "launch" in tests:
        for i in range(LAUNCHES):
            run_harness(viewers, options, pair, ["launch"], 1, append=i > 0)
        run_harness(viewers, options, peers, ["launch"], runs)
    if "recto" in names and "escape" in tests and "text" not in tests:
        run_harness(viewers, options, ["recto"], ["text"], runs)
    if "empty-window" in names and "text" in tests and "launch" not in tests:
        run_harness(viewers, options, ["empty-window"], ["launch"], 1)
    readers = [name for name in names if name != "empty-window"]
    run_harness(viewers, options, readers, [test for test in tests if test != "launch"], runs)


def known(values):
    return [value for value in values or [] if value is not None]


def median(values):
    """Of a list in which None stands for "never": None where that is the middle."""
    ranked = sorted(values or [], key=lambda value: (value is None, value or 0))
    return ranked[len(ranked) // 2] if ranked else None


def rounded(value):
    return round(value, 2) if isinstance(value, float) else value


class Verdict:
    """Figures, and which of them miss their goals."""

    def __init__(self):
        self.figures = {}
        self.missed = []

    def note(self, key, value, reached=True):
        self.figures[key] = rounded(value)
        if not reached:
            self.missed.append(key)

    def at_most(self, key, value, limit):
        self.note(key, value, value is not None and limit is not None and value <= limit)


def judge_launch(verdict, results):
    for document in ("small", "text10k"):
        least = {name: min(known(results.get(name, {}).get("launch", {}).get(document)), default=None)
                 for name in ("recto", "empty-window")}
        verdict.note("launch_min_ms_" + document, least["recto"], least["recto"] is not None)
        if least["empty-window"] is None:
            continue
        verdict.note("empty_window_min_ms_" + document, least["empty-window"])
        ratio = least["recto"] and least["recto"] / least["empty-window"]
        verdict.at_most("launch_ratio_" + document, ratio, 1.25)


def middle(figures, field):
    """The median of what was seen: a list of times, or one."""
    value = figures.get(field)
    times = known(value if isinstance(value, list) else [value])
    return statistics.median(times) if times else None


def least_of(results, names, test, field):
    return min(known([middle(results[name].get(test, {}), field) for name in names]), default=None)


def judge_text(verdict, results, peers):
    ours = results["recto"]["text"]
    for key, field in (("turn", "seen"), ("jump", "jump"), ("held", "keys60_seen")):
        fastest = least_of(results, peers, "text", field)
        with_gtk = least_of(results, [p for p in peers if p in GTK_VIEWERS], "text", field)
        limits = [fastest and fastest + FRAME_MS, with_gtk and with_gtk + LOOK_MS]
        time_taken = middle(ours, field)
        if known(limits):
            verdict.at_most(key + "_ms", time_taken, min(known(limits)))
            verdict.note(key + "_peer_ms", fastest)
            verdict.note(key + "_gtk_ms", with_gtk)
        else:
            verdict.note(key + "_ms", time_taken, time_taken is not None)
    memory = ours.get("pss_200")
    empty = middle(results.get("empty-window", {}).get("launch", {}), "pss_first_small")
    papers = results.get("papers", {}).get("text", {}).get("pss_200")
    limits = known([empty and empty + MAX_MORE_MIB, papers])
    verdict.note("memory_mib", memory, memory is not None and memory <= min(limits, default=memory))
    verdict.note("empty_window_mib", empty)
    verdict.note("papers_mib", papers)


def judge_photo(verdict, results, peers):
    # Those drawn ahead are shown at the next frame, whoever shows them.
    for key, field, more in (("photo", "at_once", 0), ("photo_rested", "idle2s", FRAME_MS)):
        fastest = least_of(results, peers, "photo", field)
        time_taken = middle(results["recto"]["photo"], field)
        if fastest is None:
            verdict.note(key + "_ms", time_taken, time_taken is not None)
        else:
            verdict.at_most(key + "_ms", time_taken, fastest + more)
            verdict.note(key + "_peer_ms", fastest)


def judge_escape(verdict, results):
    ours = results["recto"]
    turn = middle(ours.get("text", {}), "seen")
    if "turn_ms" not in verdict.figures:
        verdict.note("turn_ms", turn, turn is not None)
    small = median(ours.get("launch", {}).get("small"))
    for document in HEAVY:
        figures = ours["escape"].get(document, {})
        verdict.at_most("escape_ms_" + document, median(figures.get("escape")),
                        turn and turn + 10)
        verdict.at_most("escape_cpu_s_" + document, median(figures.get("cpu10s")), 0.3)
        first = median(figures.get("first"))
        if small is None:
            verdict.note("first_ms_" + document, first, first is not None)
        else:
            verdict.at_most("first_ms_" + document, first, small + 50)


def heavy_time(result, first, document):
    """Waiting for the heavy page, and what drawing it ahead has added to the page before it."""
    seen = (result.get("heavy", {}).get(document) or [None])[0]
    small = median(result.get("launch", {}).get("small"))
    ahead = max(0, first - (small or 0)) if first is not None else 0
    return None if seen is None else seen + ahead


def judge_heavy(verdict, results, firsts, peers):
    for document in HEAVY:
        time_of = {name: heavy_time(results[name], firsts.get((name, document + ".pdf")), document)
                   for name in peers + ["recto"]}
        ours = time_of.pop("recto")
        times = known(time_of.values())
        if times:
            verdict.at_most("heavy_ms_" + document, ours, min(times))
            verdict.note("heavy_peer_ms_" + document, min(times))
        else:
            verdict.note("heavy_ms_" + document, ours, ours is not None)


def hostile_faults(figures, left):
    """What went wrong with a hostile document: the names of the goals that were missed."""
    faults = []
    if figures.get("result") not in ("idle", "still working"):
        faults.append("ok")
    # Some viewers do not know what a ping is, and are not blamed.
    worst = figures.get("ping_worst")
    if (worst is None and "pings" in figures) or (worst or 0) >= 100:
        faults.append("ping_ms")
    if figures.get("exit_ms") is None or figures["exit_ms"] >= 1000:
        faults.append("exit_ms")
    if left != 0:
        faults.append("left")
    return faults


def judge_hostile(verdict, results, left, peers):
    for document, figures in results["recto"]["hostile"].items():
        if not document.endswith(".pdf"):
            continue
        name = document[:-len(".pdf")].replace("-", "_")
        remaining = left.get(("recto", document))
        faults = hostile_faults(figures, remaining)
        values = {"ok": "ok" not in faults, "ping_ms": figures.get("ping_worst"),
                  "exit_ms": figures.get("exit_ms"), "left": remaining}
        for key, value in values.items():
            verdict.note("hostile_%s_%s" % (key, name), value, key not in faults)
    good = [peer for peer in peers if not any(
        hostile_faults(figures, left.get((peer, document)))
        for document, figures in results[peer].get("hostile", {}).items()
        if document.endswith(".pdf"))]
    if peers:
        verdict.note("peers_without_fault", len(good))


def print_report(out):
    """The harness's own tables, but for those that no viewer is in."""
    tables = subprocess.run([sys.executable, os.path.join(HARNESS, "report.py"), out], check=True,
                            stdout=subprocess.PIPE, text=True).stdout.split("\n### ")
    for table in tables:
        if table.count("\n|") > 2:
            print("\n### " + table.rstrip())
    print()


def print_table(verdict):
    width = max(map(len, verdict.figures))
    for key, value in verdict.figures.items():
        shown = {"None": "never", "True": "yes", "False": "no"}.get(str(value), value)
        print("%-*s  %10s%s" % (width, key, shown, "  goal missed" if key in verdict.missed else ""))


def main():
    arguments = parse_arguments()
    for needed in (os.path.join(HARNESS, "viewers.py"), HOSTILE):
        if not os.path.exists(needed):
            sys.exit("this needs %s, which is not there" % needed)
    names = arguments.viewers.split(",")
    tests = arguments.tests.split(",")
    work = os.path.join(os.environ["RECTO_BUILD"], "viewers")
    out = arguments.out or os.path.join(work, "results.json")
    os.makedirs(work, exist_ok=True)
    if os.path.exists(out):
        os.unlink(out)
    make_empty_window(work)
    os.environ["PATH"] = work + ":" + os.environ["PATH"]
    options = {"docs": make_documents(), "work": work, "out": out, "shots": arguments.shots}

    sys.path.insert(0, HARNESS)
    sys.dont_write_bytecode = True
    import viewers
    left = {}
    count_what_is_left(viewers, left)
    firsts = {}
    note_first_pages(viewers, firsts)
    read_in_rounds(viewers)
    measure(viewers, options, names, tests, arguments.runs)

    with open(out, encoding="utf-8") as f:
        results = json.load(f)
    print_report(out)
    verdict = Verdict()
    peers = [name for name in names if name not in ("recto", "empty-window")]
    if "recto" in names:
        if "launch" in tests:
            judge_launch(verdict, results)
        if "text" in tests:
            judge_text(verdict, results, peers)
        if "photo" in tests:
            judge_photo(verdict, results, peers)
        if "escape" in tests:
            judge_escape(verdict, results)
        if "heavy" in tests:
            judge_heavy(verdict, results, firsts, peers)
        if "hostile" in tests:
            judge_hostile(verdict, results, left, peers)
        print_table(verdict)
    verdict.figures["goals_missed"] = len(verdict.missed)
    print(json.dumps(verdict.figures))
    return 1 if verdict.missed else 0


if __name__ == "__main__":
    sys.exit(main())
