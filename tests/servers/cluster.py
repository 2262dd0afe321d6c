"""A Ray cluster of two nodes in one tree of processes, on loopback."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

# Without the last, Ray reads 127.0.0.1 as the machine's outer address, where nothing listens.
ENVIRONMENT = {
    "DO_NOT_TRACK": "1",
    "RAY_USAGE_STATS_ENABLED": "0",
    "RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0",
}

# The cluster lives in a process of its own: Ray leaves threads and open files where it ran.
_SERVER = """
import sys
from ray.cluster_utils import Cluster
node = {"num_cpus": 1, "node_ip_address": "127.0.0.1", "include_dashboard": False}
cluster = Cluster(initialize_head=True, head_node_args=node)
cluster.add_node(num_cpus=1, node_ip_address="127.0.0.1")
cluster.wait_for_nodes()
print("ADDRESS", cluster.address, flush=True)
sys.stdin.read()
cluster.shutdown()
"""


def missing() -> str | None:
    """Say which line would install it; None when it can start."""
    return None if importlib.util.find_spec("ray") else "pip install ray"


@contextmanager
def run() -> Iterator[str]:
    """Start the cluster and give its address; end it afterwards."""
    process = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-c", _SERVER],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=os.environ | ENVIRONMENT,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    with process:
        said = next((line for line in process.stdout if line.startswith("ADDRESS ")), "")
        try:
            assert said, "the cluster did not start"
            yield said.split()[1]
        finally:
            process.stdin.close()
            process.stdout.close()
            process.wait(60)
