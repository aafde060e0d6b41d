import socket
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from videoagent_stack.ports import HIGHEST_PORT, LOWEST_PORT, free_ports, is_free
from videoagent_stack.provision.servers import Programs
from videoagent_stack.state import StackState, new_cluster_id

PROGRAMS = Programs(java=Path("/j"), kafka_jars=Path("/k"), minio=Path("/m"), ferretdb=Path("/f"))


def test_free_ports_are_distinct_and_outside_the_ephemeral_range() -> None:
    candidates = free_ports(set())
    ports = [next(candidates) for _ in range(20)]
    assert len(set(ports)) == 20
    assert all(LOWEST_PORT <= port <= HIGHEST_PORT for port in ports)


def test_a_port_that_somebody_listens_on_is_not_free() -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        assert not is_free(listener.getsockname()[1])


def test_ports_are_kept_between_starts_and_fixed_ones_win() -> None:
    first = StackState(programs=PROGRAMS).with_ports({"kafka": None, "minio": None})
    second = first.with_ports({"kafka": None, "minio": 9000, "gateway": None})
    assert second.ports["kafka"] == first.ports["kafka"]
    assert second.ports["minio"] == 9000
    assert len(set(second.ports.values())) == 3


def test_a_remembered_port_that_was_taken_meanwhile_is_replaced() -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        taken = listener.getsockname()[1]
        state = StackState(programs=PROGRAMS, ports={"kafka": taken}).with_ports({"kafka": None})
    assert state.ports["kafka"] != taken


def test_a_remembered_port_gives_way_to_a_fixed_one() -> None:
    port = next(free_ports(set()))
    state = StackState(programs=PROGRAMS, ports={"kafka": port}).with_ports({"kafka": None, "gateway": port})
    assert state.ports["gateway"] == port
    assert state.ports["kafka"] != port


def test_saved_state_is_private_and_reads_back(tmp_path: Path) -> None:
    path = tmp_path / "stack.json"
    state = StackState(programs=PROGRAMS, ports={"kafka": 20_001})
    state.save(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert StackState.load(path) == state


def test_there_is_no_state_before_the_first_start(tmp_path: Path) -> None:
    assert StackState.load(tmp_path / "stack.json") is None


def test_every_stack_has_its_own_credentials() -> None:
    assert StackState(programs=PROGRAMS).minio_secret_key != StackState(programs=PROGRAMS).minio_secret_key


@pytest.mark.parametrize("_", range(20))
def test_cluster_ids_are_22_characters_and_no_option(_: int) -> None:
    cluster_id = new_cluster_id()
    assert len(cluster_id) == 22
    assert not cluster_id.startswith("-")


@given(st.sets(st.sampled_from(["a", "b", "c", "d", "e"]), min_size=1))
def test_every_wanted_name_gets_one_port_of_its_own(names: set[str]) -> None:
    ports = StackState(programs=PROGRAMS).with_ports(dict.fromkeys(names)).ports
    assert ports.keys() == names
    assert len(set(ports.values())) == len(names)
