#!/usr/bin/env bash
# Knot Resolver 5.6 gives its only upstream up after 25 s of silence, and does not ask it again when it is back.
#
# A forwarder before one server, as a node has it before CoreDNS. While the upstream is silent, clients ask once a second.
# When it answers again, nobody asks it: in the next 60 s Knot Resolver sends it not one query, and answers each client
# SERVFAIL at once. Watched once for 1000 s after a silence of 30 s, it did the same. After 8 s of silence it is well again
# in a few seconds, and with policy.STUB in place of policy.FORWARD after 25 s too. So a restart of CoreDNS that takes a
# little too long is an outage of the node that goes on long after it, and no client can end it: it sees SERVFAIL, and
# keeps the list of peers that it had.
set -euo pipefail
readonly version=5.6.0-1+deb12u1
command -v python3 > /dev/null && command -v unshare > /dev/null || { echo "This needs python3 and unshare."; exit 2; }
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
cd "$work"
apt-get -qq -o APT::Sandbox::User=root download "knot-resolver=$version" dns-root-data libc6 libcap2 libdnssec9 libbpf1 libelf1 libffi8 libgcc-s1 libgcrypt20 libgmp10 libgnutls30 libgpg-error0 libhogweed6 libidn2-0 libjemalloc2 libknot13 liblmdb0 libluajit-5.1-2 libluajit-5.1-common liblz4-1 liblzma5 libnettle8 libnghttp2-14 libp11-kit0 libstdc++6 libsystemd0 libtasn1-6 libunistring2 libuv1 libxdp1 libzscanner4 libzstd1 zlib1g
for package in *.deb; do dpkg -x "$package" root; done
mkdir -p root/kresd
python3 - <<'PY'
import os, select, socket, struct, subprocess, sys, time

def end_of_question(message):
    end = 12
    while message[end]: end += message[end] + 1
    return end + 5

def serve():
    query, client = udp.recvfrom(4096)
    asked.append(query)
    if not is_silent:
        question = query[12:end_of_question(query)]
        records = b"\xc0\x0c" + struct.pack(">HHIH", 1, 1, 5, 4) + bytes([10, 0, 0, 1]) if question[-4:-2] == b"\x00\x01" else b""
        udp.sendto(query[:2] + struct.pack(">HHHHH", 0x8580, 1, 1 if records else 0, 0, 0) + question + records, client)

def ask_each_second(seconds, until=lambda: False):
    """Asks once a second, answers what comes to the upstream, and gives how long it took."""
    start, due = time.time(), 0
    while time.time() - start < seconds and not until():
        if time.time() >= due:
            due = time.time() + 1
            client.sendto(b"\x12\x34\x01\x00\x00\x01\x00\x00\x00\x00\x00\x00\x06orders\x07example\x00\x00\x01\x00\x01", ("127.0.0.1", port))
        for ready in select.select([udp, client], [], [], 0.05)[0]:
            if ready is udp: serve()
            else: codes.append(client.recv(4096)[3] & 15)
    return time.time() - start

def outage(seconds):
    """Lets the upstream be silent, and gives the seconds until it is used again, or None, with what was asked and answered since."""
    global is_silent
    is_silent = True
    ask_each_second(seconds)
    is_silent = False
    asked.clear(); codes.clear()
    took = ask_each_second(60, until=lambda: 0 in codes)
    return took if 0 in codes else None, len(asked), sorted(set(codes)), len(codes)

is_silent, asked, codes = False, [], []
udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); udp.bind(("127.0.0.1", 0))
client = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); client.bind(("127.0.0.1", 0))
free = socket.socket(); free.bind(("127.0.0.1", 0)); port = free.getsockname()[1]; free.close()
with open("root/kresd/kresd.conf", "w") as conf:
    conf.write(f"net.listen('127.0.0.1', {port}, {{ kind = 'dns' }})\ntrust_anchors.remove('.')\ncache.size = 10 * MB\n"
               f"policy.add(policy.all(policy.FORWARD('127.0.0.1@{udp.getsockname()[1]}')))\n")
with open("log", "w") as log:
    server = subprocess.Popen(["unshare", "--map-root-user", "chroot", "root", "/usr/sbin/kresd", "--noninteractive", "--config", "/kresd/kresd.conf", "/kresd"], stdout=log, stderr=log)
try:
    ask_each_second(20, until=lambda: 0 in codes)
    assert 0 in codes, open("log").read()
    time.sleep(6)   # past the TTL
    short = outage(8)
    time.sleep(6)
    long = outage(25)
finally:
    server.kill(); server.wait()
print("after  8 s of silence: " + (f"answered after {short[0]:.0f} s" if short[0] is not None else "not answered"))
print("after 25 s of silence: " + (f"answered after {long[0]:.0f} s" if long[0] is not None else f"not answered in 60 s; queries to the upstream: {long[1]}; {long[3]} answers with RCODE {long[2]}"))
sys.exit(0 if short[0] is not None and short[0] < 20 and long[:3] == (None, 0, [2]) else "The behaviour changed.")
PY
# Seen with 5.6.0-1+deb12u1:
#   after  8 s of silence: answered after 1 s
#   after 25 s of silence: not answered in 60 s; queries to the upstream: 0; 59 answers with RCODE [2]
