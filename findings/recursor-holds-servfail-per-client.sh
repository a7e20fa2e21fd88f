#!/usr/bin/env bash
# PowerDNS Recursor 4.8 repeats one SERVFAIL for a minute, but only to queries that look like the one that got it.
#
# Its upstream fails once and is well again at once. The packet cache keeps the failure for 60 s
# (packetcache-servfail-ttl) under the bytes of the query. So a client that offers EDNS 1232 hears SERVFAIL for a minute,
# while one without EDNS, or with another size, gets the addresses at the same moment: dig on the node "proves" that
# DNS is fine, and the application beside it cannot resolve the same name.
set -euo pipefail
readonly version=4.8.8-1+deb12u1
command -v python3 > /dev/null || { echo "This needs python3."; exit 2; }
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
cd "$work"
apt-get -qq -o APT::Sandbox::User=root download "pdns-recursor=$version" libboost-context1.74.0 libfstrm0 libluajit-5.1-2 libluajit-5.1-common libsnmp40 libperl5.36 libsodium23 libwrap0 libnsl2 libcurl4 libnghttp2-14 librtmp1 libssh2-1 libldap-2.5-0 libsasl2-2 libpsl5 libbrotli1
for package in *.deb; do dpkg -x "$package" root; done
export LD_LIBRARY_PATH="$work/root/usr/lib/x86_64-linux-gnu:$work/root/lib/x86_64-linux-gnu"
python3 - root/usr/sbin/pdns_recursor <<'PY'
import os, socket, struct, subprocess, sys, threading, time

def end_of_question(message):
    end = 12
    while message[end]: end += message[end] + 1
    return end + 5

def upstream():
    while True:
        query, client = udp.recvfrom(4096)
        question, failed = query[12:end_of_question(query)], not failures
        records = b"" if failed else b"\xc0\x0c" + struct.pack(">HHIH", 1, 1, 5, 4) + bytes([10, 0, 0, 1])
        if failed: failures.append(1)
        udp.sendto(query[:2] + struct.pack(">HHHHH", 0x8580 | (2 if failed else 0), 1, 0 if failed else 1, 0, 0) + question + records, client)

def ask(size):
    query = b"\x12\x34\x01\x00\x00\x01\x00\x00\x00\x00" + struct.pack(">H", 1 if size else 0) + b"\x06orders\x07example\x00\x00\x01\x00\x01"
    if size: query += b"\x00" + struct.pack(">HHIH", 41, size, 0, 0)
    client = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); client.settimeout(3)
    client.connect(("127.0.0.1", port)); client.send(query)
    return client.recv(4096)[3] & 15

failures = []
udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); udp.bind(("127.0.0.1", 0))
threading.Thread(target=upstream, daemon=True).start()
free = socket.socket(); free.bind(("127.0.0.1", 0)); port = free.getsockname()[1]; free.close()
with open("recursor.conf", "w") as conf:
    conf.write(f"local-address=127.0.0.1\nlocal-port={port}\nsocket-dir={os.getcwd()}\nforward-zones=example=127.0.0.1:{udp.getsockname()[1]}\n"
               "dont-query=\ndnssec=off\ndaemon=no\nwrite-pid=no\nthreads=1\nsecurity-poll-suffix=\n")
with open("log", "w") as log:
    server = subprocess.Popen([sys.argv[1], f"--config-dir={os.getcwd()}"], stdout=log, stderr=log)
try:
    for _ in range(100):
        try: first = ask(1232); break
        except OSError: time.sleep(0.1)
    start = time.time(); time.sleep(2)
    same, other, plain = ask(1232), ask(4096), ask(0)
    while ask(1232) != 0 and time.time() - start < 90: time.sleep(0.5)
    held = time.time() - start
finally:
    server.kill(); server.wait()
print("the upstream failed once:   RCODE", first)
print("2 s later, EDNS 1232:       RCODE", same)
print("2 s later, EDNS 4096:       RCODE", other)
print("2 s later, without EDNS:    RCODE", plain)
print(f"EDNS 1232 is answered after {held:.0f} s")
sys.exit(0 if (first, same, other, plain) == (2, 2, 0, 0) and 55 <= held <= 65 else "The behaviour changed.")
PY
# Seen with 4.8.8-1+deb12u1:
#   the upstream failed once:   RCODE 2
#   2 s later, EDNS 1232:       RCODE 2
#   2 s later, EDNS 4096:       RCODE 0
#   2 s later, without EDNS:    RCODE 0
#   EDNS 1232 is answered after 60 s
