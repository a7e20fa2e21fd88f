#!/usr/bin/env bash
# BIND 9.18 as a forwarder answers SERVFAIL for a service of 101 pods, although its upstream answers with all of them.
#
# max-records-per-type, 100 by default, limits the zones that BIND loads, and just as well what it forwards: a set that it
# will not keep in its cache is not passed on either. With 100 pods all is well; one more, and every pod of every node behind
# that BIND loses the name at once, until somebody scales down. It says "too many records" in a log at level info only.
# A client sees SERVFAIL, the same as when CoreDNS is down, so that more replicas of CoreDNS look like the cure.
set -euo pipefail
readonly version=1:9.18.49-1~deb12u3
command -v python3 > /dev/null || { echo "This needs python3."; exit 2; }
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
cd "$work"
apt-get -qq -o APT::Sandbox::User=root download "bind9=$version" "bind9-libs=$version" libjemalloc2 libssl3 libcap2 liblmdb0 libmaxminddb0 libfstrm0 libprotobuf-c1 libuv1 libjson-c5 libnghttp2-14 libxml2 libicu72 libgssapi-krb5-2 libkrb5-3 libk5crypto3 libkrb5support0 libkeyutils1 libcom-err2
for package in *.deb; do dpkg -x "$package" root; done
export LD_LIBRARY_PATH="$work/root/usr/lib/x86_64-linux-gnu:$work/root/lib/x86_64-linux-gnu"
python3 - root/usr/sbin/named <<'PY'
import os, socket, struct, subprocess, sys, threading, time

def end_of_question(message):
    end = 12
    while message[end]: end += message[end] + 1
    return end + 5

def reply(query, fits):
    question = query[12:end_of_question(query)]
    pods = int(query[13:13 + query[12]]) if question[-4:] == b"\x00\x01\x00\x01" and query[12] < 4 else 0
    tc, sent = (0, pods) if fits(pods) else (0x0200, 0)
    answered[pods] = answered.get(pods, 0) + sent
    records = b"".join(b"\xc0\x0c" + struct.pack(">HHIH", 1, 1, 30, 4) + bytes([10, 0, i // 250, i % 250 + 1]) for i in range(sent))
    return query[:2] + struct.pack(">HHHHH", 0x8580 | tc, 1, sent, 0, 0) + question + records

def over_udp():
    while True:
        query, client = udp.recvfrom(4096)
        udp.sendto(reply(query, lambda pods: pods < 70), client)

def framed(connection):
    length = connection.recv(2, socket.MSG_WAITALL)
    return connection.recv(struct.unpack(">H", length)[0], socket.MSG_WAITALL) if len(length) == 2 else b""

def over_tcp():
    while True:
        connection, _ = tcp.accept()
        while query := framed(connection):
            message = reply(query, lambda pods: True)
            connection.sendall(struct.pack(">H", len(message)) + message)

def ask(pods):
    label = str(pods).encode()
    query = b"\x12\x34\x01\x00\x00\x01\x00\x00\x00\x00\x00\x00" + bytes([len(label)]) + label + b"\x07example\x00\x00\x01\x00\x01"
    with socket.create_connection(("127.0.0.1", port), timeout=20) as client:
        client.sendall(struct.pack(">H", len(query)) + query)
        message = framed(client)
    return message[3] & 15, struct.unpack(">H", message[6:8])[0]

answered = {}
udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); udp.bind(("127.0.0.1", 0)); upstream = udp.getsockname()[1]
tcp = socket.socket(); tcp.bind(("127.0.0.1", upstream)); tcp.listen()
free = socket.socket(); free.bind(("127.0.0.1", 0)); port = free.getsockname()[1]; free.close()
threading.Thread(target=over_udp, daemon=True).start()
threading.Thread(target=over_tcp, daemon=True).start()
here = os.getcwd()
with open("named.conf", "w") as conf:
    conf.write(f'''options {{
        directory "{here}"; pid-file "{here}/pid"; session-keyfile "{here}/key"; dnssec-validation no; recursion yes; allow-query {{ any; }};
        listen-on port {port} {{ 127.0.0.1; }}; listen-on-v6 {{ none; }}; forward only; forwarders {{ 127.0.0.1 port {upstream}; }};
    }};
    controls {{ }};
    ''')
with open("log", "w") as log:
    server = subprocess.Popen([sys.argv[1], "-g", "-n", "1", "-c", f"{here}/named.conf"], stdout=log, stderr=log)
try:
    for _ in range(100):
        try: ask(1); break
        except OSError: time.sleep(0.1)
    full, beyond = ask(100), ask(101)
finally:
    server.kill(); server.wait()
print(f"100 pods: upstream gave {answered[100]} records, BIND answers RCODE {full[0]} with {full[1]}")
print(f"101 pods: upstream gave {answered[101]} records, BIND answers RCODE {beyond[0]} with {beyond[1]}")
sys.exit(0 if (full, beyond, answered[101]) == ((0, 100), (2, 0), 101) else "The behaviour changed.")
PY
# Seen with 1:9.18.49-1~deb12u3:
#   100 pods: upstream gave 100 records, BIND answers RCODE 0 with 100
#   101 pods: upstream gave 101 records, BIND answers RCODE 2 with 0
