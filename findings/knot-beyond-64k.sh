#!/usr/bin/env bash
# Knot DNS 3.2 sends a client from UDP to TCP for a set that it then refuses: TC, and SERVFAIL.
#
# 5,000 addresses of one name do not fit into the 64 KiB of a DNS message over TCP. BIND, PowerDNS and CoreDNS say TC
# there as well, with a part of the set or with nothing. Knot loads the zone without a word, answers UDP with TC and no
# record, and TCP with SERVFAIL: to a client, and to the cache before it, the set looks like a broken server, and that
# it is only too big stands nowhere.
set -euo pipefail
readonly version=3.2.6-1
command -v python3 > /dev/null || { echo "This needs python3."; exit 2; }
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
cd "$work"
apt-get -qq -o APT::Sandbox::User=root download "knot=$version" libknot13 libzscanner4 libdnssec9 liburcu8 liblmdb0 libbpf1 libelf1 libxdp1 libcap-ng0
for package in *.deb; do dpkg -x "$package" root; done
export LD_LIBRARY_PATH="$work/root/usr/lib/x86_64-linux-gnu:$work/root/lib/x86_64-linux-gnu"
python3 - root/usr/sbin/knotd <<'PY'
import os, socket, struct, subprocess, sys, time

def receive(client, count):
    data = b""
    while len(data) < count: data += client.recv(count - len(data)) or sys.exit("closed")
    return data

def ask(name, tcp=False):
    query = b"\x12\x34\x01\x00\x00\x01\x00\x00\x00\x00\x00\x00" + b"".join(bytes([len(l)]) + l.encode() for l in name.split(".")) + b"\x00\x00\x01\x00\x01"
    client = socket.socket(socket.AF_INET, socket.SOCK_STREAM if tcp else socket.SOCK_DGRAM); client.settimeout(5)
    client.connect(("127.0.0.1", port))
    client.send(struct.pack(">H", len(query)) + query if tcp else query)
    reply = receive(client, struct.unpack(">H", receive(client, 2))[0]) if tcp else client.recv(65535)
    flags, _, answers = struct.unpack(">HHH", reply[2:8])
    return dict(rcode=flags & 15, tc=bool(flags & 0x0200), answers=answers)

free = socket.socket(); free.bind(("127.0.0.1", 0)); port = free.getsockname()[1]; free.close()
here = os.getcwd()
with open("example.test", "w") as zone:
    zone.write("@ 5 SOA ns hostmaster 1 7200 1800 86400 5\n@ 5 NS ns\nns 5 A 127.0.0.1\n")
    for name, count in ("fits", 4000), ("grown", 5000):
        zone.writelines(f"{name} 5 A 10.0.{i // 250}.{i % 250 + 1}\n" for i in range(count))
with open("knot.conf", "w") as conf:
    conf.write(f'server:\n  rundir: "{here}"\n  listen: 127.0.0.1@{port}\n  udp-workers: 1\n  tcp-workers: 1\n  background-workers: 1\n'
               f'log:\n  - target: stderr\n    any: warning\ndatabase:\n  storage: "{here}"\nzone:\n  - domain: example.test\n    storage: "{here}"\n    file: example.test\n')
with open("log", "w") as log:
    server = subprocess.Popen([sys.argv[1], "-c", "knot.conf"], stdout=log, stderr=log)
try:
    for _ in range(100):
        try:
            fits = ask("fits.example.test", tcp=True)
            if fits["answers"]: break
        except OSError: pass
        time.sleep(0.1)
    udp, tcp = ask("grown.example.test"), ask("grown.example.test", tcp=True)
finally:
    server.kill(); server.wait()
print("4,000 addresses, TCP:", fits)
print("5,000 addresses, UDP:", udp)
print("5,000 addresses, TCP:", tcp)
print("logged:", open("log").read().strip() or "nothing")
good = fits == dict(rcode=0, tc=False, answers=4000) and udp == dict(rcode=0, tc=True, answers=0) and tcp["rcode"] == 2 and not tcp["tc"]
sys.exit(0 if good else "The behaviour changed.")
PY
# Seen with 3.2.6-1:
#   4,000 addresses, TCP: {'rcode': 0, 'tc': False, 'answers': 4000}
#   5,000 addresses, UDP: {'rcode': 0, 'tc': True, 'answers': 0}
#   5,000 addresses, TCP: {'rcode': 2, 'tc': False, 'answers': 0}
#   logged: nothing
