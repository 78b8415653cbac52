"""`python -m portal.devstack`: two servers until Ctrl-C. With `--shell CMD ...`: around one command."""

import argparse
import os
import signal
import subprocess
import sys
from pathlib import Path

from portal.devstack import places
from portal.devstack.stack import Stack, throw_away_stack


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m portal.devstack", description=__doc__)
    parser.add_argument("--state", type=Path, help="keep the data in this folder (default: throw it away)")
    parser.add_argument("--shell", nargs=argparse.REMAINDER, metavar="CMD", help="run CMD with both servers")
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    if options.state is None:
        with throw_away_stack() as stack:
            return serve(stack, options.shell)
    stack = Stack(places.open_dir(options.state.resolve()))
    stack.start()
    try:
        return serve(stack, options.shell)
    finally:
        stack.stop()


def serve(stack: Stack, command: list[str] | None) -> int:
    if command:
        return subprocess.run(command, env={**os.environ, **stack.environment}, check=False).returncode
    for name, value in stack.environment.items():
        print(f"export {name}='{value}'", flush=True)
    print("# running; Ctrl-C stops both servers", flush=True)
    try:
        signal.pause()
    except KeyboardInterrupt:
        print("# stopping", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
