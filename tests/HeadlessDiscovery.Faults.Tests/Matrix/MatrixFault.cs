using HeadlessDiscovery.Dns;
using HeadlessDiscovery.Tests.Support;

namespace HeadlessDiscovery.Faults.Tests.Matrix;

/// <summary>A fault of the matrix: what it does to questions, and to the world while it lasts.</summary>
internal sealed record MatrixFault(string Name)
{
    public TimeSpan Lasts { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Whether it is over as soon as one question met it.</summary>
    public bool IsOnce { get; init; }

    /// <summary>Whether lookups fail by it, so that a back-off runs when it ends.</summary>
    public bool Fails { get; init; } = true;

    /// <summary>Whether pods have an address of each family, and both are asked.</summary>
    public bool IsDualStack { get; init; }

    /// <summary>The answer to a question; null for the honest one.</summary>
    public Func<MatrixWorld, ScriptedTransport.Exchange, CancellationToken, Task<DnsExchange>?> Answer { get; init; } = static (_, _, _) => null;

    public Action<MatrixWorld> Begins { get; init; } = static _ => { };

    public Action<MatrixWorld> Ends { get; init; } = static _ => { };
}
