"""The programs that are measured: hxws, a bare loop of its own WebSocket library, websocat, and Node with `ws` and `parse5`."""

import filecmp
import os
import platform
import shutil
import subprocess

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BENCH = os.path.join(ROOT, "target", "bench")
NODE = os.path.join(BENCH, "node")
PEERS = os.path.join(ROOT, "benches", "peers")
RELEASE = os.path.join(ROOT, "target", "release")

HXWS = os.path.abspath(os.environ.get("HXWS") or os.path.join(RELEASE, "hxws"))
BARE = os.path.join(RELEASE, "examples", "bare")
WEBSOCAT = os.path.join(BENCH, "bin", "websocat")
WEBSOCAT_VERSION = "1.14.1"


def node(script, *arguments):
    """The command that runs one of the scripts of `benches/peers`."""
    return ["node", os.path.join(NODE, script), *arguments]


def install():
    """Builds and installs what is missing; a build of hxws that `HXWS` names is taken as it is."""
    if not os.environ.get("HXWS"):
        subprocess.run(["cargo", "build", "--release", "--quiet"], cwd=ROOT, check=True)
    subprocess.run(["cargo", "build", "--release", "--quiet", "--example", "bare"], cwd=ROOT, check=True)
    if not os.path.exists(WEBSOCAT):
        command = ["cargo", "install", "--quiet", "--locked", "--root", BENCH, f"websocat@{WEBSOCAT_VERSION}"]
        subprocess.run(command, check=True)
    os.makedirs(NODE, exist_ok=True)
    locks = [os.path.join(folder, "package-lock.json") for folder in (PEERS, NODE)]
    outdated = not os.path.exists(locks[1]) or not filecmp.cmp(*locks, shallow=False)
    for name in os.listdir(PEERS):
        if name.endswith((".json", ".mjs")):
            shutil.copy(os.path.join(PEERS, name), NODE)
    if outdated or not os.path.isdir(os.path.join(NODE, "node_modules", "ws")):
        subprocess.run(["npm", "ci", "--prefix", NODE, "--silent", "--no-audit", "--no-fund"], check=True)


def said(*command):
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def installed(package):
    return said("node", "-p", f"require('{NODE}/node_modules/{package}/package.json').version")


def machine():
    """What the numbers were made on and with, for people."""
    with open("/proc/cpuinfo", encoding="utf-8") as cpuinfo:
        models = [line.partition(":")[2].strip() for line in cpuinfo if line.startswith("model name")]
    return (
        f"{platform.system()} {platform.release()}, {platform.machine()}, {os.cpu_count()} cores"
        f"{f' ({models[0]})' if models else ''}, load {os.getloadavg()[0]:.1f}\n"
        f"{said('rustc', '--version')}; {said(HXWS, '--version')}; {said(WEBSOCAT, '--version')}; "
        f"node {said('node', '--version')}; ws {installed('ws')}; parse5 {installed('parse5')}"
    )
