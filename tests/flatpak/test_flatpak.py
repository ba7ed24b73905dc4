# SPDX-License-Identifier: AGPL-3.0-or-later
"""The installed Flatpak: what it is allowed, what works in its sandbox, and what must not."""

import configparser
import ctypes
import json
import os
import re
import subprocess
import sys

import sandbox
from sandbox import ID, SandboxedProgram, portal_is_possible
from harness import wait_for
import processes

# What the manifest asks for, as flatpak tells it: fallback-x11 is the X server where there is no
# Wayland.
PERMISSIONS = {"Context": {"shared": {"ipc"}, "sockets": {"x11", "wayland", "fallback-x11"},
                           "devices": {"dri"}}}
LANDLOCK_CREATE_RULESET = 444


def kernel_has_landlock():
    """Asks which version of it there is."""
    return ctypes.CDLL(None).syscall(LANDLOCK_CREATE_RULESET, None, 0, 1) > 0


def open_document(session, name, *arguments, **settings):
    portal_is_possible()
    recto = SandboxedProgram(session, *arguments, session.place(name), settings=settings)
    recto.wait_for_page(1)
    return recto


# ---- What it is allowed -------------------------------------------------------------------------


def test_permissions_are_those_of_the_list_and_no_others(session):
    told = subprocess.run(["flatpak", "info", "--show-permissions", ID], check=True,
                          stdout=subprocess.PIPE, encoding="utf-8").stdout
    parser = configparser.ConfigParser()
    parser.read_string(told)
    assert {group: {name: set(filter(None, value.split(";"))) for name, value
                    in parser[group].items()} for group in parser.sections()} == PERMISSIONS, told


def manifest(name):
    """What flatpak-builder understands of it."""
    path = os.path.join(sandbox.SOURCE, "flatpak", name + ".yml")
    shown = subprocess.run(["flatpak-builder", "--show-manifest", path], check=True,
                           stdout=subprocess.PIPE, encoding="utf-8")
    return json.loads(shown.stdout)


def test_the_manifests_differ_in_the_profile_only(session):
    users, developers = manifest(ID), manifest(ID + ".Devel")
    assert users["runtime"] == "org.gnome.Platform" and users["sdk"] == "org.gnome.Sdk"
    assert [module["name"] for module in users["modules"]] == ["mupdf", "recto"]
    assert users["modules"][0]["sources"][0]["sha256"]
    assert developers["id"] == users["id"] + ".Devel"
    developers["id"] = users["id"]
    developers["modules"][1]["config-opts"].remove("-Dprofile=devel")
    assert developers == users


def test_no_file_of_the_host_can_be_read(session):
    portal_is_possible()
    given = session.place("three-pages.pdf")
    beside = session.place("three-pages.pdf", "beside.pdf")
    for path in (beside, os.environ["HOME"] + "/.config/xdg-desktop-portal/portals.conf",
                 "/etc/subuid", "/usr/bin/flatpak", "/var/lib/dpkg/status"):
        with open(path, "rb") as file:
            content = file.read()
        assert content, path
        done = session.in_sandbox("cat", path)
        assert done.returncode != 0 or done.stdout.encode() != content, path + " was read"
    # The one that is handed over comes by the portal, and what lies beside it does not.
    done = session.in_sandbox("sh", "-c", 'cmp "$1" "$2" || echo other; ls -A "${1%/*}"', "sh",
                              files=[given])
    assert "beside.pdf" not in done.stdout and "three-pages.pdf" in done.stdout, done.stdout


def test_there_is_no_network(session):
    done = session.in_sandbox("cat", "/proc/net/dev")
    assert done.returncode == 0
    assert re.findall(r"^ *(\S+):", done.stdout, re.M) == ["lo"], done.stdout


def test_workers_are_locked_down_in_the_sandbox_too(session):
    recto = open_document(session, "three-pages.pdf")
    told = re.search("Ready to read a document: (.*)", recto.log())[1]
    assert re.findall("NOT LOCKED: ([^,]*)", told) == ([] if kernel_has_landlock() else ["Landlock"])
    viewer = processes.status(recto.pid)
    host = wait_for("a process that has opened the document",
                    lambda: [pid for pid in recto.hosts() if processes.children(pid)])[0]
    worker = processes.children(host)[0]
    # Each adds a filter of its own to flatpak's.
    for pid, filters in ((host, 1), (worker, 2)):
        wanted = str(int(viewer["Seccomp_filters"]) + filters)
        # A worker may have begun this moment.
        wait_for("all filters", lambda: processes.status(pid)["Seccomp_filters"] == wanted,
                 lambda: str(processes.status(pid)))
        status = processes.status(pid)
        assert status["NoNewPrivs"] == "1" and status["Seccomp"] == "2", status
        assert int(status["CapEff"], 16) == 0, status
        # Nobody but root may look into it.
        assert os.stat("/proc/%d/mem" % pid).st_uid == 0
    assert os.stat("/proc/%d/mem" % recto.pid).st_uid == os.getuid()


# ---- What works in it ---------------------------------------------------------------------------


def test_a_document_comes_through_the_portal_and_is_shown(session):
    recto = open_document(session, "three-pages.pdf")
    recto.key("n")
    recto.wait_for_page(2)
    recto.wait_for_widget("three-pages.pdf")


def test_books_and_pictures_are_shown(session):
    for name in ("book.epub", "picture.png", "comic.cbz"):
        open_document(session, name)
        session.end_programs()


def test_the_guide_is_shown(session):
    recto = SandboxedProgram(session, "--welcome")
    wait_for("the guide", lambda: "first page shown" in recto.log(), recto.explain)


def test_the_desktops_dialog_opens_a_file(session):
    portal_is_possible()
    path = session.place("three-pages.pdf")
    recto = SandboxedProgram(session)
    recto.wait_for_widget("Open a Document")
    recto.key("ctrl+o")
    recto.answer_portal_dialog(path)
    recto.wait_for_page(1)


def test_a_second_launch_opens_in_the_running_instance(session):
    recto = open_document(session, "three-pages.pdf")
    done = subprocess.run(recto.command([session.place("sizes.pdf"), "--page-index", "5"]),
                          env=session.environment, timeout=60, check=False)
    assert done.returncode == 0
    recto.wait_for_page(5)
    assert len(recto.windows()) == 1


def test_stop_ends_the_work_on_a_heavy_page(session):
    recto = open_document(session, "endless.pdf")
    recto.key("n")
    wait_for("work", recto.busy_worker, recto.explain)
    recto.press("Stop")
    recto.wait_for_widget("Rendering stopped")
    recto.wait_until_idle(0.5)
    recto.key("n")
    recto.wait_for_page(3)


def wait_for_files(folder, names, recto):
    """Until all of these are there, and nothing that was to be hidden meanwhile."""
    wait_for("the files", lambda: sorted(os.listdir(folder)) == names,
             lambda: "%s\n%s" % (os.listdir(folder), recto.explain()))


def test_an_attachment_is_saved_where_the_user_says(session):
    recto = open_document(session, "fifty-attachments.pdf")
    recto.press("Show")
    recto.click(recto.wait_for_widget("file 01.bin, 100"))
    recto.press("Save Selected")
    folder = session.new_folder("saved")
    recto.answer_portal_dialog(folder + "/first.bin")
    wait_for_files(folder, ["first.bin"], recto)
    with open(folder + "/first.bin", "rb") as file:
        assert file.read() == bytes(i * 3 % 256 for i in range(100_000))


def test_all_attachments_are_saved_into_the_folder_the_user_picks(session):
    recto = open_document(session, "fifty-attachments.pdf")
    recto.press("Show")
    recto.press("Save All")
    folder = session.new_folder("all")
    recto.answer_portal_dialog(folder)
    recto.wait_for_widget("50 files saved in")
    wait_for_files(folder, ["file %02d.bin" % number for number in range(1, 51)], recto)
    assert [os.stat(os.path.join(folder, name)).st_size for name in sorted(os.listdir(folder))] \
        == [100_000 * number for number in range(1, 51)]


def test_the_place_in_a_document_is_remembered(session):
    recto = open_document(session, "three-pages.pdf", **{"remember-places": "true"})
    recto.key("n")
    recto.wait_for_page(2)
    recto.quit()
    recto = SandboxedProgram(session, session.place("three-pages.pdf", "moved.pdf"),
                             settings={"remember-places": "true"})
    recto.wait_for_page(2)


def test_a_file_that_changes_outside_is_shown_anew(session):
    """Nothing tells the sandbox of it: the portal's file system is looked at now and then."""
    recto = open_document(session, "three-pages.pdf")
    # In place, as by a tool that writes, and by a file that takes the place of the other.
    with open(session.place("sizes.pdf", "other.pdf"), "rb") as other:
        content = other.read()
    with open(os.path.join(session.documents, "three-pages.pdf"), "wb") as file:
        file.write(content)
    wait_for("six pages", lambda: "of 6" in recto.texts(), recto.explain)
    session.place("three-pages.pdf")
    wait_for("three pages", lambda: "of 3" in recto.texts(), recto.explain)
    recto.wait_for_page(1)


def test_quitting_leaves_no_process(session):
    recto = open_document(session, "endless.pdf")
    recto.key("n")
    wait_for("work", recto.busy_worker, recto.explain)
    all_of_them = [recto.pid, *processes.descendants(recto.pid)]
    recto.quit()
    wait_for("all processes to end",
             lambda: not [pid for pid in all_of_them if processes.is_alive(pid)])


if __name__ == "__main__":
    sandbox.run(sys.modules[__name__])
