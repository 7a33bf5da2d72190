"""``python toy_stack.py FOLDER``: a stack with embedded parts and a toy service, until it is ended by force."""

import asyncio
import sys
from pathlib import Path

from shared.local.stack import Stack


async def main() -> None:
    async with Stack(Path(sys.argv[1]), ports="free", services=("casework",)) as stack:
        sys.stdout.write(f"{stack.home.state}\n")
        sys.stdout.flush()
        await asyncio.sleep(600)


asyncio.run(main())
