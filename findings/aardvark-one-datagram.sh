#!/usr/bin/env bash
# aardvark-dns 1.4 (Podman) puts any number of addresses into one datagram, never sets TC, and has no TCP.
#
# 300 containers that share an alias are one UDP answer of 4,832 bytes to a client that offered no EDNS, so no more than
# 512 (RFC 1035 section 2.3.4). A client with a buffer of 512 or 1,232 bytes sees a part of it, cut off by the kernel,
# and a header that says that nothing was. There is no TCP to ask again by. And names are told apart by case:
# WEB.dns.podman does not exist where web.dns.podman does (RFC 4343 says otherwise).
set -euo pipefail
readonly version=1.4.0-3
command -v python3 > /dev/null || { echo "This needs python3."; exit 2; }
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
cd "$work"
apt-get -qq -o APT::Sandbox::User=root download "aardvark-dns=$version"
dpkg -x aardvark-dns_*.deb root
python3 - root/usr/lib/podman/aardvark-dns <<'PY'
import os, signal, socket, struct, subprocess, sys, time

def ask(name, room=65535):
    query = b"\x12\x34\x01\x00\x00\x01\x00\x00\x00\x00\x00\x00" + b"".join(bytes([len(l)]) + l.encode() for l in name.split(".")) + b"\x00\x00\x01\x00\x01"
    client = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); client.settimeout(3)
    client.connect(("127.0.0.1", port)); client.send(query)
    reply = client.recv(room)
    flags, _, answers = struct.unpack(">HHH", reply[2:8])
    return dict(bytes=len(reply), rcode=flags & 15, tc=bool(flags & 0x0200), answers=answers)

free = socket.socket(); free.bind(("127.0.0.1", 0)); port = free.getsockname()[1]; free.close()
os.mkdir("networks")
with open("networks/podman", "w") as network:
    network.write("127.0.0.1\n" + "".join(f"{i:064x} 10.89.{i // 250}.{i % 250 + 2}  web,c{i}\n" for i in range(300)))
with open("log", "w") as log:   # it leaves a child of its own behind, whose id it writes
    subprocess.run([sys.argv[1], "-c", "networks", "-p", str(port), "run"], stdout=log, stderr=log)
try:
    for _ in range(100):
        try: whole = ask("web.dns.podman"); break
        except OSError: time.sleep(0.1)
    small, upper = ask("web.dns.podman", room=512), ask("WEB.dns.podman")
    try: socket.create_connection(("127.0.0.1", port), 3); tcp = "open"
    except ConnectionRefusedError: tcp = "refused"
finally:
    os.kill(int(open("networks/aardvark.pid").read()), signal.SIGKILL)
print("no EDNS, 64 KiB of room:", whole)
print("no EDNS, 512 bytes:     ", small)
print("upper case:             ", upper)
print("TCP:                    ", tcp)
good = whole["bytes"] > 4096 and whole["answers"] == 300 and not whole["tc"] and small["answers"] == 300 and not small["tc"] and upper["rcode"] == 3 and tcp == "refused"
sys.exit(0 if good else "The behaviour changed.")
PY
# Seen with 1.4.0-3:
#   no EDNS, 64 KiB of room: {'bytes': 4832, 'rcode': 0, 'tc': False, 'answers': 300}
#   no EDNS, 512 bytes:      {'bytes': 512, 'rcode': 0, 'tc': False, 'answers': 300}
#   upper case:              {'bytes': 32, 'rcode': 3, 'tc': False, 'answers': 0}
#   TCP:                     refused
