using HeadlessDiscovery.Dns;

namespace HeadlessDiscovery.Faults.Tests.Lasting.World;

/// <summary>A source with other answers to some queries than the one behind it.</summary>
internal sealed class Overlaid(ISource source, Func<DnsQuestion, Reply?> instead) : ISource
{
    public Reply Answer(DnsQuestion question, Random dice) => instead(question) ?? source.Answer(question, dice);
}
