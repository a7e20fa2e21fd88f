#!/usr/bin/env bash
# .NET 10 on Linux sends the lookups of one name one after the other, however many callers are asynchronous.
#
# Dns.GetHostAddressesAsync does not share a lookup that is in flight, and does not run another one beside it: callers of
# one name queue, and each makes queries of its own. With a DNS server that takes 0.3 s, the last of ten callers has its
# addresses after 3 s; ten names take 0.3 s. HttpClient looks up for each connection, so that ten requests to an idle
# headless service wait likewise. One lost datagram (5 s) in front of the queue delays all of them. Case is part of the
# key: half of the callers with ORDERS in place of orders halve the wait.
set -euo pipefail
command -v dotnet > /dev/null && command -v ip > /dev/null && command -v python3 > /dev/null || { echo "This needs the .NET 10 SDK, python3 and ip."; exit 2; }
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
cd "$work"
cat > queue.cs <<'CS'
#:property PublishAot=false
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

var listener = new TcpListener(IPAddress.Loopback, 0);
listener.Start();
_ = Task.Run(async () =>
{
    while (true)
    {
        _ = AnswerAsync(await listener.AcceptSocketAsync());
    }
});
var port = ((IPEndPoint)listener.LocalEndpoint).Port;
using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });

// Each lookup blocks a thread of the pool, which would hide the queue on a machine with few cores.
ThreadPool.SetMinThreads(64, 64);
await Dns.GetHostAddressesAsync("warm-up.example.");
var one = await LastOfTenAsync(_ => Dns.GetHostAddressesAsync("orders.example."));
var ten = await LastOfTenAsync(i => Dns.GetHostAddressesAsync($"orders-{i}.example."));
var spellings = await LastOfTenAsync(i => Dns.GetHostAddressesAsync(i % 2 == 0 ? "orders.example." : "ORDERS.example."));
var requests = await LastOfTenAsync(_ => http.GetStringAsync($"http://orders.example.:{port}/"));
Console.WriteLine($"10 lookups of one name, the last:          {one:F1} s");
Console.WriteLine($"10 lookups of ten names, the last:         {ten:F1} s");
Console.WriteLine($"10 lookups of one name in two spellings:   {spellings:F1} s");
Console.WriteLine($"10 requests of HttpClient, the last:       {requests:F1} s");
return one > 2.5 && ten < 1 && spellings is > 1.2 and < 2.2 && requests > 2.5 ? 0 : 1;

static async Task<double> LastOfTenAsync(Func<int, Task> call)
{
    var start = Stopwatch.GetTimestamp();
    await Task.WhenAll(Enumerable.Range(0, 10).Select(call));
    return Stopwatch.GetElapsedTime(start).TotalSeconds;
}

static async Task AnswerAsync(Socket socket)
{
    await socket.ReceiveAsync(new byte[4096]);
    await socket.SendAsync("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"u8.ToArray());
    socket.Dispose();
}
CS
cat > slow.py <<'PY'
import socket, struct, threading, time

def end_of_question(message):
    end = 12
    while message[end]: end += message[end] + 1
    return end + 5

def answer(query, client):
    time.sleep(0.3)
    question = query[12:end_of_question(query)]
    records = b"\xc0\x0c" + struct.pack(">HHIH", 1, 1, 5, 4) + bytes([127, 0, 0, 1]) if question[-4:-2] == b"\x00\x01" else b""
    udp.sendto(query[:2] + struct.pack(">HHHHH", 0x8580, 1, 1 if records else 0, 0, 0) + question + records, client)

udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); udp.bind(("127.0.0.1", 53))
while True:
    threading.Thread(target=answer, args=udp.recvfrom(4096), daemon=True).start()
PY
echo "nameserver 127.0.0.1" > resolv.conf
dotnet build queue.cs -v quiet --nologo > build || { cat build; exit 2; }
unshare --map-root-user --mount --net bash -c '
    ip link set lo up
    mount --bind resolv.conf "$(readlink -f /etc/resolv.conf)"
    python3 slow.py & server=$!
    trap "kill $server" EXIT
    sleep 1
    dotnet run --no-build queue.cs' || { echo "The behaviour changed."; exit 1; }
# Seen with the SDK 10.0.401:
#   10 lookups of one name, the last:          3.0 s
#   10 lookups of ten names, the last:         0.3 s
#   10 lookups of one name in two spellings:   1.5 s
#   10 requests of HttpClient, the last:       3.1 s
