using HeadlessDiscovery.Testing.Wire;
using HeadlessDiscovery.Testing.Zone;

namespace HeadlessDiscovery.Testing.Faults;

/// <summary>What a fault may look at: the query as read and as bytes, and the zone it would be answered from.</summary>
internal sealed record FaultScene(Query Query, Question Question, ReadOnlyMemory<byte> Asked, bool OverTcp, ZoneView View)
{
    /// <summary>Answers any question as the server would without faults, caches included.</summary>
    public required Func<Question, ZoneAnswer> Honest { get; init; }

    public RecordType Type => Question.Type;

    public string Owner => Question.Name;

    public uint Ttl => View.Ttl;
}
