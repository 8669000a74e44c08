import platform
import sys
from importlib.metadata import version

from tutorial_utils.facts.processor import Machine, processor_name, this_machine

CPUINFO = "processor\t: 0\nmodel name\t: Some  Processor 5 \nflags\t: a\n\nprocessor\t: 1\nmodel name\t: Other\n"


def test_linux_tells_the_name(tmp_path):
    cpuinfo = tmp_path / "cpuinfo"
    cpuinfo.write_text(CPUINFO)
    assert processor_name(cpuinfo) == "Some Processor 5"


def test_file_without_a_name_leaves_it_to_the_command(tmp_path):
    cpuinfo = tmp_path / "cpuinfo"
    cpuinfo.write_text("processor\t: 0\nCPU part\t: 0xd0c\n")
    command = (sys.executable, "-c", "print('Apple M9')")
    assert processor_name(cpuinfo, command) == "Apple M9"


def test_without_either_the_kind_is_named(tmp_path):
    failing = (sys.executable, "-c", "raise SystemExit(1)")
    for command in (("/no/such/command",), failing):
        assert processor_name(tmp_path / "none", command) == (platform.processor() or platform.machine())


def test_this_machine_names_system_and_release():
    machine = this_machine()
    assert machine == Machine(processor_name(), machine.processors, machine.system, version("torch"))
    assert machine.processors >= 1
    assert machine.system == f"{platform.system()} {platform.machine()}"
