#!/usr/bin/env bash
# systemd-resolved 252 lets a second query for a name wait for the lost datagram of the first.
#
# A query is passed on as one datagram, and that is lost. One second later another program, or the same one that tries
# again or hedges, asks for the same name, and the network is well. resolved sends nothing: it joins the new query to
# the one in flight, which is tried again only after five seconds. So a retry or a hedge at the stub 127.0.0.53 cannot
# help, and a client that gives up after 5 s gives up just before the answer.
#
# In the same namespace a name of one label is not asked of the DNS server at all, but by LLMNR. It comes back with AA
# and without SOA, as NXDOMAIN or as REFUSED: which of them varies from query to query.
set -euo pipefail
readonly version=252.39-1~deb12u2
command -v python3 > /dev/null && command -v ip > /dev/null || { echo "This needs python3 and iproute2."; exit 2; }
if [[ ${1:-} != inside ]]; then
  work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
  here=$(realpath "$0")
  cd "$work"
  apt-get -qq -o APT::Sandbox::User=root download "systemd-resolved=$version" "libsystemd-shared=$version"
  for package in *.deb; do dpkg -x "$package" root; done
  # A network, mounts and processes of its own, which all end with it.
  unshare --user --map-root-user --net --mount --pid --fork --kill-child "$here" inside
  exit
fi
mount -t proc proc /proc
mount -t tmpfs tmpfs /run
mkdir -p /run/systemd/resolve /run/systemd/resolved.conf.d
{ grep -v ^systemd-resolve: /etc/passwd; echo systemd-resolve:x:0:0::/:/usr/sbin/nologin; } > /run/passwd
mount --bind /run/passwd /etc/passwd
ip link set lo up
ip link add left type veth peer name right
ip address add 10.9.0.1/24 dev left
ip link set left up
ip link set right up
printf '[Resolve]\nDNS=10.9.0.1:5300\nDomains=~.\nDNSSEC=no\n' > /run/systemd/resolved.conf.d/test.conf
export LD_LIBRARY_PATH="$PWD/root/usr/lib/x86_64-linux-gnu/systemd"
python3 - "$PWD/root/lib/systemd/systemd-resolved" <<'PY'
import socket, struct, subprocess, sys, threading, time

def upstream():
    while True:
        query, client = udp.recvfrom(4096)
        end = 12
        while query[end]: end += query[end] + 1
        arrived.append(time.time())
        if len(arrived) == 1: continue   # the one that is lost
        udp.sendto(query[:2] + struct.pack(">HHHHH", 0x8580, 1, 1, 0, 0) + query[12:end + 5] + b"\xc0\x0c" + struct.pack(">HHIH", 1, 1, 5, 4) + bytes([10, 0, 0, 1]), client)

def ask(name, kind=1):
    query = b"\x12\x34\x01\x00\x00\x01\x00\x00\x00\x00\x00\x00" + b"".join(bytes([len(l)]) + l.encode() for l in name.split(".")) + struct.pack(">BHH", 0, kind, 1)
    client = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); client.settimeout(15)
    client.connect(("127.0.0.53", 53)); start = time.time(); client.send(query)
    reply = client.recv(4096)
    flags, _, answers, authority = struct.unpack(">HHHH", reply[2:10])
    return time.time() - start, (flags & 15, bool(flags & 0x0400), answers, authority)

udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); udp.bind(("10.9.0.1", 5300))
arrived, results = [], {}
threading.Thread(target=upstream, daemon=True).start()
server = subprocess.Popen([sys.argv[1]], stderr=subprocess.DEVNULL)
time.sleep(3)
first = threading.Thread(target=lambda: results.update(first=ask("orders.example.test"))); first.start()
time.sleep(1)
second = ask("orders.example.test")
first.join()
one_label, one_label_v6 = ask("orders"), ask("orders", 28)
server.kill()
silence = arrived[1] - arrived[0]
print(f"first query:  {results['first'][0]:.1f} s")
print(f"second query: {second[0]:.1f} s, asked one second later")
print(f"between them the DNS server heard nothing for {silence:.1f} s")
print("one label (RCODE, AA, answers, authority): A", one_label[1], "AAAA", one_label_v6[1])
good = 4.9 < results["first"][0] < 6.5 and 3.9 < second[0] < 5.5 and silence > 4.9 and all(answer in ((3, True, 0, 0), (5, True, 0, 0)) for answer in (one_label[1], one_label_v6[1]))
sys.exit(0 if good else "The behaviour changed.")
PY
# Seen with 252.39-1~deb12u2:
#   first query:  5.0 s
#   second query: 4.0 s, asked one second later
#   between them the DNS server heard nothing for 5.0 s
#   one label (RCODE, AA, answers, authority): A (5, True, 0, 0) AAAA (3, True, 0, 0)
