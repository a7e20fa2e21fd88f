using HeadlessDiscovery.Testing.Wire;

namespace HeadlessDiscovery.Testing.Faults;

/// <summary>What a fault does, as pure functions: to the message, to its bytes, to their delivery.</summary>
internal sealed record FaultEffect(string Name)
{
    public Func<FaultScene, Response, Response>? Message { get; init; }

    public Func<FaultScene, byte[], byte[]>? Bytes { get; init; }

    public Delivery OverUdp { get; init; } = Delivery.Normal;

    public Delivery OverTcp { get; init; } = Delivery.Normal;

    /// <summary>The questions that the effect makes sense for.</summary>
    public Func<AskedQuestion, bool> Matches { get; init; } = static _ => true;

    /// <summary>Whether it never looks at the cluster's answer, so that none is fetched, and no cache has one afterwards.</summary>
    public bool IsBlind { get; init; }

    /// <summary>Whether one use is a pair: the truncated answer over UDP, and what follows it over TCP.</summary>
    public bool CountsEachTransport { get; init; }

    public Response Alter(FaultScene scene, Response response) => Message?.Invoke(scene, response) ?? response;

    public byte[] Alter(FaultScene scene, byte[] bytes) => Bytes?.Invoke(scene, bytes) ?? bytes;
}
