"""What the benchmark scripts share: a measured process, results that are kept, the corpus, the machine."""
import hashlib
import json
import os
import platform
import random
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("MT2ST_DATA", ROOT / "../shared/data"))
WORK = ROOT / "artifacts" / "benchmarks"


def fail(message):
    sys.exit(f"{'/'.join(Path(sys.argv[0]).resolve().parts[-2:])}: {message}")


def run_measured(command, log, folder):
    """Runs a program to its end; gives its CPU seconds, wall seconds and peak memory (getrusage of the child).

    The kernel counts the memory of the process that starts a program as the program's own, so a small one starts it.
    """
    done = subprocess.run([sys.executable, "-S", __file__, str(log), str(folder), *command], capture_output=True, text=True)
    if done.returncode != 0:
        fail(f"{command[0]} could not be measured: {done.stderr.strip()}")
    result = json.loads(done.stdout)
    if (code := result.pop("exitCode")) != 0:
        tail = Path(log).read_text(errors="replace").strip().splitlines()[-5:]
        fail(f"{command[0]} ended with exit code {code}: {' / '.join(tail)} (all of it: {log})")
    return result


def run_and_count(log, folder, *command):
    """What the small process does: see run_measured."""
    with open(log, "wb") as file:
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=file, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, cwd=folder)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    print(json.dumps({
        "exitCode": process.returncode,
        "userSeconds": round(usage.ru_utime, 3),
        "systemSeconds": round(usage.ru_stime, 3),
        "wallSeconds": round(wall, 3),
        "peakBytes": usage.ru_maxrss * 1024,
    }))


def kept(path, key, work):
    """The result in a file where it has the same key; otherwise does the work and keeps its result."""
    path = Path(path)
    if path.exists():
        result = json.loads(path.read_text())
        if result["key"] == key:
            return result
    result = {"key": key, **work()}
    write_whole(path, json.dumps(result, indent=2) + "\n")
    return result


def write_whole(path, text):
    """Writes a file whole or not at all."""
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(path.name + ".new")
    beside.write_text(text, encoding="utf-8")
    beside.replace(path)


def split_reviews(folder):
    """IMDB's training texts, shuffled: all but the last 5,000 as imdb-train.tsv, those as imdb-dev.tsv.

    The file alternates between the classes and has the reviews of a film side by side.
    """
    train, dev = Path(folder) / "imdb-train.tsv", Path(folder) / "imdb-dev.tsv"
    if train.exists() and dev.exists():
        return
    with open(DATA / "cls" / "imdb_train.tsv", encoding="utf-8", newline="\n") as file:
        lines = file.readlines()
    random.Random(1).shuffle(lines)
    write_whole(dev, "".join(lines[-5000:]))
    write_whole(train, "".join(lines[:-5000]))


def output(*command):
    """What a short command writes, without the line's end; it must succeed."""
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    if done.returncode != 0:
        fail(f"{' '.join(map(str, command))} ended with exit code {done.returncode}: {done.stderr.strip()}")
    return done.stdout.strip()


class Mt2st:
    """The program under test: the repository's own build, or another one's MT2ST.Cli.dll."""

    def __init__(self, dll=None):
        if dll is None:
            output(str(ROOT / "mt2st"), "--version")  # Builds where sources have changed.
            dll = ROOT / "artifacts/bin/MT2ST.Cli/release/MT2ST.Cli.dll"
        self.dll = Path(dll).resolve()
        if not self.dll.exists():
            fail(f"{self.dll} does not exist; give the MT2ST.Cli.dll of a Release build.")
        self.command = ["dotnet", str(self.dll)]
        self.version = output(*self.command, "--version")
        self.digest = digest_of(*sorted(self.dll.parent.glob("MT2ST*.dll")))

    def refusal(self, *arguments):
        """Why this build does not take a command line of train, or None."""
        done = subprocess.run([*self.command, "train", *arguments, "--print-config"], capture_output=True, text=True)
        return None if done.returncode == 0 else done.stderr.strip().removeprefix("mt2st: ").split(" Known:")[0]


def digest_of(*paths):
    digest = hashlib.sha256()
    for path in paths:
        with open(path, "rb") as file:
            for block in iter(lambda: file.read(1 << 20), b""):
                digest.update(block)
    return digest.hexdigest()


def tokenize(mt2st, raw, share):
    """The first share of a raw text's lines as a file of our words, which every program reads; made once."""
    if not Path(raw).exists():
        fail(f"{raw} does not exist: set MT2ST_DATA to the data folder, or give --corpus FILE.")
    raw_digest = digest_of(raw)
    path = WORK / f"{Path(raw).stem}-{share:g}.tok"

    def make():
        WORK.mkdir(parents=True, exist_ok=True)
        lines = Path(raw).read_bytes().splitlines(keepends=True)
        part = WORK / f"{Path(raw).stem}.part.txt"
        part.write_bytes(b"".join(lines[: max(1, int(len(lines) * share))]))
        with open(path, "wb") as words:
            subprocess.run([*mt2st.command, "tokenize", str(part)], stdout=words, check=True)
        part.unlink()
        return describe(path)

    made = kept(path.with_suffix(".json"), {"raw": raw_digest, "share": share}, make)
    if not path.exists() or digest_of(path) != made["sha256"]:
        path.with_suffix(".json").unlink()
        return tokenize(mt2st, raw, share)
    return path, {name: made[name] for name in ("bytes", "lines", "tokens", "sha256")} | {"raw": Path(raw).name, "share": share}


def describe(path):
    data = Path(path).read_bytes()
    return {"bytes": len(data), "lines": data.count(b"\n"), "tokens": len(data.split()), "sha256": digest_of(path)}


def machine():
    processor = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), platform.machine())
    memory = next(int(line.split()[1]) for line in open("/proc/meminfo") if line.startswith("MemTotal"))
    system = next((line.split("=")[1].strip().strip('"') for line in open("/etc/os-release") if line.startswith("PRETTY_NAME=")), platform.system())
    runtimes = [line.split()[1] for line in output("dotnet", "--list-runtimes").splitlines() if line.startswith("Microsoft.NETCore.App ")]
    return {
        "processor": processor,
        "cores": os.cpu_count(),
        "memoryBytes": memory * 1024,
        "system": system,
        "kernel": platform.release(),
        "dotnet": runtimes[-1] if runtimes else None,
    }


def commit():
    """The commit of the repository, marked where files differ from it."""
    done = subprocess.run(["git", "-C", str(ROOT), "describe", "--always", "--dirty", "--abbrev=12"], capture_output=True, text=True)
    return done.stdout.strip() or None


def spread(values):
    """Median, least and greatest of what was measured; None where nothing was."""
    values = [value for value in values if value is not None]
    if not values:
        return None
    return {"median": statistics.median(values), "least": min(values), "greatest": max(values), "count": len(values)}


def shown(values, decimals, scale=1):
    """A spread as a cell of a table: median and, from two rounds on, the range."""
    if values is None:
        return "-"
    text = f"{values['median'] * scale:,.{decimals}f}"
    if values["count"] == 1:
        return text
    return f"{text} ({values['least'] * scale:,.{decimals}f}-{values['greatest'] * scale:,.{decimals}f})"


def table(headers, rows):
    """A Markdown table, numbers to the right."""
    lines = ["| " + " | ".join(headers) + " |", "|---|" + "---:|" * (len(headers) - 1)]
    lines += ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join(lines)


if __name__ == "__main__":
    run_and_count(*sys.argv[1:])
