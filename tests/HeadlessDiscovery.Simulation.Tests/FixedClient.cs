using HeadlessDiscovery.Simulation.Clients;

namespace HeadlessDiscovery.Simulation.Tests;

/// <summary>Lists the same addresses all the time, whatever DNS says.</summary>
internal sealed class FixedClient(IEnumerable<int> addresses) : Client
{
    public override long Version => 0;

    public override bool IsResolved => true;

    public override void Start()
    {
    }

    public override void Read(List<int> into) => into.AddRange(addresses);

    public override void Dispose()
    {
    }
}
