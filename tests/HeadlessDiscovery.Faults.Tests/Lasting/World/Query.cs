using HeadlessDiscovery.Dns;

namespace HeadlessDiscovery.Faults.Tests.Lasting.World;

/// <summary>A message that reached a server.</summary>
/// <param name="At">When.</param>
/// <param name="Server">Which server.</param>
/// <param name="Question">The question.</param>
/// <param name="Options">How it was sent.</param>
/// <param name="Ordinal">How many of the same question reached this server before.</param>
internal sealed record Query(TimeSpan At, Server Server, DnsQuestion Question, DnsExchangeOptions Options, int Ordinal)
{
    public QueryKind Kind => Names.KindOf(Question.Name, Question.Type);
}
