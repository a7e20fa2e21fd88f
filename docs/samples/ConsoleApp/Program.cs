using HeadlessDiscovery;

// ConsoleApp SERVICE [NAMESERVER[:PORT]]: follows the peers until Ctrl+C.
var service = args.Length > 0 ? args[0] : "orders-headless";
using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, press) =>
{
    press.Cancel = true;
    stop.Cancel();
};

// doc: watch
await using var peers = new PeerResolver(service, options =>
{
    foreach (var server in args.Skip(1))
    {
        options.NameServers.Add(server);
    }
});

try
{
    await foreach (var change in peers.WatchAsync(stop.Token))
    {
        Console.WriteLine($"{change}, {change.Current.Count} peers");   // v1 -> v2: +10.244.1.9, 3 peers
    }
}
catch (OperationCanceledException)
{
    Console.WriteLine("stopped");
}
// doc: end
