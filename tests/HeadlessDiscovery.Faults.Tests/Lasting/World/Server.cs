using System.Net;
using HeadlessDiscovery.Dns;

namespace HeadlessDiscovery.Faults.Tests.Lasting.World;

/// <summary>A name server of resolv.conf: what it knows, and the fault that it has.</summary>
internal sealed class Server(string address, ISource source)
{
    private readonly Dictionary<DnsQuestion, int> met = [];

    public IPEndPoint At { get; } = new(IPAddress.Parse(address), 53);

    public ISource Source { get; set; } = source;

    /// <summary>Null for a server in health.</summary>
    public Fault? Fault { get; set; }

    /// <summary>How many of the same question came before this one.</summary>
    public int Meet(DnsQuestion question)
    {
        lock (met)
        {
            met.TryGetValue(question, out var before);
            met[question] = before + 1;
            return before;
        }
    }

    public override string ToString() => At.Address.ToString();
}
