#!/usr/bin/env bash
# gdnsd 3.8.1 answers an alias inside its own zone with the CNAME alone, although the zone holds the addresses.
#
# RFC 1034 section 4.3.2 step 3a has an authority go on at the new name, and BIND, Knot, NSD and PowerDNS do. gdnsd
# leaves it to a recursive server. A client that asks gdnsd directly, as a stub resolver in a small cluster does, gets
# NOERROR, AA, one CNAME, no address and no SOA: neither addresses nor a proof that there are none.
set -euo pipefail
readonly version=3.8.1-1
command -v python3 > /dev/null || { echo "This needs python3."; exit 2; }
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
cd "$work"
apt-get -qq -o APT::Sandbox::User=root download "gdnsd=$version" libev4 libmaxminddb0 libsodium23 libunwind8 liburcu8
for package in *.deb; do dpkg -x "$package" root; done
export LD_LIBRARY_PATH="$work/root/usr/lib/x86_64-linux-gnu:$work/root/lib/x86_64-linux-gnu"
python3 - root/usr/sbin/gdnsd <<'PY'
import os, socket, struct, subprocess, sys, time

def skip(message, at):
    while message[at]:
        if message[at] >= 0xC0: return at + 2
        at += message[at] + 1
    return at + 1

def ask(name):
    query = b"\x12\x34\x01\x00\x00\x01\x00\x00\x00\x00\x00\x00" + b"".join(bytes([len(l)]) + l.encode() for l in name.split(".")) + b"\x00\x00\x01\x00\x01"
    client = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); client.settimeout(3)
    client.connect(("127.0.0.1", port)); client.send(query)
    reply = client.recv(4096)
    flags, _, answers, authority = struct.unpack(">HHHH", reply[2:10])
    at, types = skip(reply, 12) + 4, []
    for _ in range(answers):
        at = skip(reply, at)
        kind, _, _, length = struct.unpack(">HHIH", reply[at:at + 10])
        types.append({1: "A", 5: "CNAME"}.get(kind, kind)); at += 10 + length
    return dict(rcode=flags & 15, aa=bool(flags & 0x0400), types=types, authority=authority)

free = socket.socket(); free.bind(("127.0.0.1", 0)); port = free.getsockname()[1]; free.close()
here = os.getcwd()
os.mkdir("zones")
with open("config", "w") as config:
    config.write(f'options => {{ listen => [ "127.0.0.1:{port}" ], run_dir => "{here}/run", state_dir => "{here}/state", udp_threads => 1, tcp_threads => 1 }}\n')
with open("zones/example.test", "w") as zone:
    zone.write("@ 5 SOA ns hostmaster 1 7200 1800 86400 5\n@ 5 NS ns\nns 5 A 127.0.0.1\nblue 5 A 10.0.0.1\nblue 5 A 10.0.0.2\norders 5 CNAME blue\n")
with open("log", "w") as log:
    server = subprocess.Popen([sys.argv[1], "-c", here, "start"], stdout=log, stderr=log)
try:
    for _ in range(100):
        try: target = ask("blue.example.test"); break
        except OSError: time.sleep(0.1)
    alias = ask("orders.example.test")
finally:
    server.kill(); server.wait()
print("blue.example.test:  ", target)
print("orders.example.test:", alias)
sys.exit(0 if target["types"] == ["A", "A"] and alias == dict(rcode=0, aa=True, types=["CNAME"], authority=0) else "The behaviour changed.")
PY
# Seen with 3.8.1-1:
#   blue.example.test:   {'rcode': 0, 'aa': True, 'types': ['A', 'A'], 'authority': 0}
#   orders.example.test: {'rcode': 0, 'aa': True, 'types': ['CNAME'], 'authority': 0}
