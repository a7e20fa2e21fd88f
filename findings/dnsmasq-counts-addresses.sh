#!/usr/bin/env bash
# The cache of dnsmasq 2.90 holds 150 addresses by default, not "150 names", and a service with more is never cached.
#
# The manual page counts names. Each address of a name takes an entry of its own, and a set that does not fit is thrown
# away whole. With 150 pods dnsmasq asks its upstream once in a TTL; with 151 it forwards every single query. Two services
# of 80 and 90 pods push each other out. So one more pod, of whatever service, turns the cache of a node off: the TTL that
# clients see never counts down, and CoreDNS gets the queries of every pod on every node. --cache-size=10000 cures it.
set -euo pipefail
readonly version=2.90-4~deb12u2
command -v python3 > /dev/null || { echo "This needs python3."; exit 2; }
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
cd "$work"
apt-get -qq -o APT::Sandbox::User=root download "dnsmasq-base=$version" libdbus-1-3 libidn2-0 libnetfilter-conntrack3 libnettle8 libhogweed6 libgmp10 libnftables1 libunistring2 libnfnetlink0 libmnl0 libnftnl11 libxtables12 libjansson4
for package in *.deb; do dpkg -x "$package" root; done
export LD_LIBRARY_PATH="$work/root/usr/lib/x86_64-linux-gnu:$work/root/lib/x86_64-linux-gnu"
python3 - root/usr/sbin/dnsmasq <<'PY'
import getpass, os, socket, struct, subprocess, sys, threading, time

def end_of_question(message):
    end = 12
    while message[end]: end += message[end] + 1
    return end + 5

def upstream():
    while True:
        query, client = udp.recvfrom(4096)
        pods = int(query[13:13 + query[12]])
        forwarded.append(pods)
        records = b"".join(b"\xc0\x0c" + struct.pack(">HHIH", 1, 1, 30, 4) + bytes([10, 0, i // 250, i % 250 + 1]) for i in range(pods))
        udp.sendto(query[:2] + struct.pack(">HHHHH", 0x8580, 1, pods, 0, 0) + query[12:end_of_question(query)] + records, client)

def ask(pods):
    label = str(pods).encode()
    query = (b"\x12\x34\x01\x00\x00\x01\x00\x00\x00\x00\x00\x01" + bytes([len(label)]) + label + b"\x07example\x00\x00\x01\x00\x01"
             + b"\x00" + struct.pack(">HHIH", 41, 4096, 0, 0))
    client = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); client.settimeout(5)
    client.connect(("127.0.0.1", port)); client.send(query)
    assert struct.unpack(">H", client.recv(65535)[6:8])[0] == pods

def forwarded_of(*services):
    forwarded.clear()
    for _ in range(5):
        for pods in services: ask(pods)
    return len(forwarded)

forwarded = []
udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); udp.bind(("127.0.0.1", 0))
threading.Thread(target=upstream, daemon=True).start()
free = socket.socket(); free.bind(("127.0.0.1", 0)); port = free.getsockname()[1]; free.close()
server = subprocess.Popen([sys.argv[1], "--keep-in-foreground", "--conf-file=/dev/null", "--pid-file", "--no-resolv", "--no-hosts", f"--user={getpass.getuser()}",
                           "--listen-address=127.0.0.1", "--bind-interfaces", f"--port={port}", "--edns-packet-max=4096",
                           f"--server=127.0.0.1#{udp.getsockname()[1]}"], stderr=subprocess.DEVNULL)
try:
    for _ in range(100):
        try: ask(1); break
        except OSError: time.sleep(0.1)
    seen = forwarded_of(150), forwarded_of(151), forwarded_of(80, 90)
finally:
    server.kill(); server.wait()
print("150 pods, 5 queries within the TTL:                 forwarded", seen[0])
print("151 pods, 5 queries within the TTL:                 forwarded", seen[1])
print("80 pods and 90 pods, 5 queries each within the TTL: forwarded", seen[2])
sys.exit(0 if seen == (1, 5, 10) else "The behaviour changed.")
PY
# Seen with 2.90-4~deb12u2:
#   150 pods, 5 queries within the TTL:                 forwarded 1
#   151 pods, 5 queries within the TTL:                 forwarded 5
#   80 pods and 90 pods, 5 queries each within the TTL: forwarded 10
