"""A mail server for the tests: Debian's aiosmtpd on a free port of 127.0.0.1.

    /usr/bin/python3 tests/smtp/server.py FOLDER [PORT [TAKEN]]

It prints its port, then keeps each mail that it takes as FOLDER/<n>.json, with its headers decoded and
its text. FOLDER/refuse, if it is there, holds lines of an address (or *) and the answer to whoever is
to be written to: "dan@delta.example 550 5.1.1 no such mailbox". It ends with its standard input.
"""

import asyncio
import email
import email.policy
import json
import os
import sys
from aiosmtpd.smtp import SMTP

folder = sys.argv[1]


class Keeper:
    taken = int(sys.argv[3]) if len(sys.argv) > 3 else 0

    async def handle_RCPT(self, server, session, envelope, address, options):
        try:
            with open(os.path.join(folder, "refuse")) as refused:
                for line in refused:
                    whom, answer = line.strip().split(" ", 1)
                    if whom in ("*", address):
                        return answer
        except FileNotFoundError:
            pass
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        mail = email.message_from_bytes(envelope.content, policy=email.policy.default)
        kept = {
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "headers": [[name, str(value)] for name, value in mail.items()],
            "body": mail.get_content().replace("\r\n", "\n"),
        }
        Keeper.taken += 1
        path = os.path.join(folder, f"{Keeper.taken:06}.json")
        with open(path + ".new", "w") as file:
            json.dump(kept, file)
        os.rename(path + ".new", path)
        return "250 kept"


async def serve():
    loop = asyncio.get_running_loop()
    port = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    server = await loop.create_server(lambda: SMTP(Keeper(), loop=loop), "127.0.0.1", port)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)


asyncio.run(serve())
