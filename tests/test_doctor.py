"""What `kata doctor` finds out about a machine, and the commands it gives."""

import dataclasses
import os
import sys

import pytest
from builders import assert_golden

from checker import commands, doctor
from checker.doctor import Diagnosis, Layer
from checker.errors import CheckerProblem
from checker.isolation import Isolation
from checker.render import diagnosis
from checker.render.text import Screen

LAYERS = ["bubblewrap", "sandbox", "nesting", "not root", "files", "processes", "read-only",
          "network", "system calls", "processes limit", "memory limit", "memory in all",
          "files limit"]  # fmt: skip
UBUNTU = {"ID": "ubuntu", "ID_LIKE": "debian", "VERSION_ID": "24.04"}


def held(found):
    """Return whether each layer holds, by name."""
    return {layer.name: layer.holds for layer in found.layers}


def test_every_layer_holds_on_this_machine(needs_bwrap):
    """Where bubblewrap works, the probe gets out of nothing."""
    found = doctor.examine(needs_bwrap)
    assert held(found) == dict.fromkeys(LAYERS, True)
    assert found.safe
    assert "bubblewrap" in found.machine


def test_sandbox_for_each_submission_is_safe_too(needs_bwrap):
    """Where namespaces do not nest that is said, and code from strangers may be checked still."""
    found = doctor.examine(needs_bwrap.without_nesting("refused here"))
    assert held(found) == dict.fromkeys(LAYERS, True) | {"nesting": False}
    assert found.safe


@pytest.mark.skipif(os.geteuid() != 0, reason="this is about being root")
def test_root_inside_is_noticed(needs_bwrap):
    """Processes of root inside are not safe, whatever they are called in there."""
    found = doctor.examine(needs_bwrap._replace(demoted=False))
    assert not held(found)["not root"]
    assert not found.safe


def test_missing_bubblewrap_ends_the_examination(monkeypatch, tmp_path):
    """Without bubblewrap there is one layer, its remedy, and nothing is safe."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(doctor, "read_os_release", lambda: UBUNTU)
    found = doctor.examine()
    assert held(found) == {"bubblewrap": False}
    assert found.layers[0].remedies == ("sudo apt-get install bubblewrap",)
    assert not found.safe


def test_other_systems_are_told_what_is_needed(monkeypatch):
    """On macOS there is nothing to install."""
    monkeypatch.setattr(sys, "platform", "darwin")
    found = doctor.examine()
    assert held(found) == {"Linux": False}
    assert "bubblewrap needs Linux, this is darwin" in found.layers[0].told


def test_bubblewrap_that_is_refused_is_said_in_its_own_words(tmp_path):
    """A bwrap that does not start is a layer that does not hold."""
    bwrap = tmp_path / "bwrap"
    bwrap.write_text("#!/bin/sh\necho 'bwrap: setting up uid map: Permission denied' >&2; exit 1\n")
    bwrap.chmod(0o755)
    found = doctor.examine(Isolation(bwrap=str(bwrap)))
    assert held(found) == {"bubblewrap": True, "sandbox": False}
    assert "setting up uid map: Permission denied" in found.layers[1].told


@pytest.mark.parametrize(
    ("layer", "page", "answer", "words"),
    [
        ("files", "/files", {"seen": ["/home/ann/thesis"]}, "the probe sees /home/ann/thesis"),
        ("processes", "/files", {"processes": ["1", "77"]}, "the probe sees 1, 77"),
        ("read-only", "/files", {"written": ["/usr/lib"]}, "the probe writes /usr/lib"),
        ("files limit", "/files", {"sizes": [2**30]}, "the probe writes 1024 MiB"),
        ("network", "/network", {"reached": True}, "reaches a port of this machine"),
        ("system calls", "/calls", {"keyctl": True}, "the probe makes keyctl"),
        ("processes limit", "/processes", {"started": 500}, "more than 64 processes"),
        ("memory limit", "/memory", {"taken": True}, "takes more than 1024 MiB"),
    ],
)
@pytest.mark.usefixtures("needs_bwrap")
def test_what_the_probe_gets_is_held_against_the_layer(monkeypatch, layer, page, answer, words):
    """Each layer is judged by what the probe could do, and by nothing else."""
    ask = doctor._ask

    def answering(application, asked, **query):
        told = ask(application, asked, **query)
        return told | answer if asked == page else told

    monkeypatch.setattr(doctor, "_ask", answering)
    found = doctor.examine()
    assert held(found) == dict.fromkeys(LAYERS, True) | {layer: False}
    assert words in next(known.told for known in found.layers if known.name == layer)
    assert not found.safe


def test_probe_that_does_not_start_is_a_problem_of_the_checker(needs_bwrap, monkeypatch, tmp_path):
    """If our own probe fails, nothing can be said about the machine."""
    (tmp_path / "app.py").write_text("import nothing_of_the_kind\n")
    monkeypatch.setattr(doctor, "PROBE", tmp_path)
    with pytest.raises(CheckerProblem, match="probe does not run"):
        doctor.examine(needs_bwrap)


@pytest.mark.parametrize(
    ("release", "command"),
    [
        ({"ID": "debian"}, "sudo apt-get install bubblewrap"),
        (UBUNTU, "sudo apt-get install bubblewrap"),
        ({"ID": "linuxmint", "ID_LIKE": "ubuntu debian"}, "sudo apt-get install bubblewrap"),
        ({"ID": "fedora"}, "sudo dnf install bubblewrap"),
        ({"ID": "rocky", "ID_LIKE": "rhel centos fedora"}, "sudo dnf install bubblewrap"),
        ({"ID": "arch"}, "sudo pacman -S bubblewrap"),
        ({"ID": "opensuse-leap", "ID_LIKE": "suse opensuse"}, "sudo zypper install bubblewrap"),
        ({"ID": "alpine"}, "sudo apk add bubblewrap"),
        ({"ID": "plan9"}, "Install the package bubblewrap."),
        ({}, "Install the package bubblewrap."),
    ],
)
def test_command_is_that_of_the_distribution(release, command):
    """What is missing is installed by the machine's own package manager."""
    assert doctor.install_command("bubblewrap", release) == command


def test_library_has_the_distributions_name():
    """Debian and its kin number the packages of libraries."""
    assert doctor.install_command("libseccomp", UBUNTU).endswith(" libseccomp2")
    assert doctor.install_command("libseccomp", {"ID": "fedora"}).endswith(" libseccomp")


def test_os_release_is_read_as_a_shell_would(tmp_path):
    """Quotes and comments are taken off; a file that is missing tells nothing."""
    path = tmp_path / "os-release"
    path.write_text("# a comment\nID=ubuntu\nID_LIKE=\"debian\"\nNAME='Ubuntu Linux'\n\n")
    assert doctor.read_os_release(path) == {
        "ID": "ubuntu",
        "ID_LIKE": "debian",
        "NAME": "Ubuntu Linux",
    }
    assert doctor.read_os_release(tmp_path / "missing") == {}


@pytest.mark.parametrize(
    ("name", "value", "command"),
    [
        ("kernel/unprivileged_userns_clone", "0",
         "sudo sysctl -w kernel.unprivileged_userns_clone=1"),
        ("user/max_user_namespaces", "0", "sudo sysctl -w user.max_user_namespaces=15000"),
        ("kernel/apparmor_restrict_unprivileged_userns", "1",
         "sudo apparmor_parser -r /etc/apparmor.d/bwrap-userns-restrict"),
    ],
)  # fmt: skip
def test_refused_namespaces_are_mended_by_the_setting_at_fault(tmp_path, name, value, command):
    """Only what this machine forbids is named."""
    path = tmp_path / name
    path.parent.mkdir()
    path.write_text(f"{value}\n")
    found = list(doctor.namespace_remedies("Permission denied", UBUNTU, tmp_path))
    assert command in found
    assert len([line for line in found if line.startswith("sudo sysctl")]) == ("sysctl" in command)


def test_profile_of_ubuntu_comes_from_its_package(tmp_path):
    """The profile is installed, put in its place and loaded, in this order."""
    path = tmp_path / "kernel/apparmor_restrict_unprivileged_userns"
    path.parent.mkdir()
    path.write_text("1\n")
    found = list(doctor.namespace_remedies("", UBUNTU, tmp_path))
    extra = "/usr/share/apparmor/extra-profiles"
    assert found[:3] == [
        "sudo apt-get install apparmor-profiles",
        f"sudo install -m 0644 {extra}/{doctor.PROFILE} /etc/apparmor.d/",
        "sudo apparmor_parser -r /etc/apparmor.d/bwrap-userns-restrict",
    ]


A_DIAGNOSIS = Diagnosis(
    machine="Linux 6.8.0, Python 3.13.1, bubblewrap 0.9.0",
    layers=(
        Layer(name="bubblewrap", holds=True, told="/usr/bin/bwrap"),
        Layer(name="sandbox", holds=True, told="namespaces for users, mounts and processes"),
        Layer(name="nesting", holds=False, told="refused; each has its own", needed=False),
    ),
)


def test_diagnosis_of_a_safe_machine():
    """Every layer has its line, and the last one says what may be checked."""
    assert_golden("doctor.txt", diagnosis.render(A_DIAGNOSIS, Screen()))


def test_diagnosis_of_a_machine_to_mend():
    """What does not hold is followed by the commands that mend it, one to a line."""
    missing = Layer(
        name="sandbox",
        holds=False,
        told="bubblewrap does not work here: bwrap: setting up uid map: Permission denied",
        remedies=tuple(f"sudo command --number {number}" for number in range(3)),
    )
    ill = dataclasses.replace(A_DIAGNOSIS, layers=(A_DIAGNOSIS.layers[0], missing))
    assert_golden("doctor-ill.txt", diagnosis.render(ill, Screen()))
    assert "\x1b[31mno" in diagnosis.render(ill, Screen(color=True))


@pytest.mark.parametrize(("holds", "code"), [(True, 0), (False, 1)])
def test_exit_code_says_whether_strangers_may_be_checked(monkeypatch, holds, code):
    """A script can ask."""
    layer = Layer(name="bubblewrap", holds=holds)
    monkeypatch.setattr(doctor, "examine", lambda: Diagnosis(machine="this", layers=(layer,)))
    assert commands.doctor()[1] == code
