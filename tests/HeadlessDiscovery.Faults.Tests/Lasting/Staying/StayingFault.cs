using HeadlessDiscovery.Faults.Tests.Lasting.World;

namespace HeadlessDiscovery.Faults.Tests.Lasting.Staying;

/// <summary>A fault that stays for ten minutes.</summary>
/// <param name="Name">Its name in the table.</param>
/// <param name="Set">Sets the name servers up, in health.</param>
internal sealed record StayingFault(string Name, Func<LastingWorld, Strike> Set)
{
    /// <summary>After how many seconds the servers show, while it lasts, that a pod left; null where they do only when it is over.</summary>
    public double? Shown { get; init; }

    public double Ttl { get; init; } = 5;

    /// <summary>How much longer a lookup takes, or the servers need when it is over.</summary>
    public double Slower { get; init; }

    public int Pods { get; init; } = 7;

    /// <summary>Whether pods have an address of each family, and both are asked.</summary>
    public bool IsDualStack { get; init; }

    /// <summary>How many removals of peers that live there may be; docs/reliability.md says why where it is not 0.</summary>
    public int AtMost { get; init; }

    /// <summary>How many lines at Warning there may be: one when it begins, and a finding about what the servers answer; more where it comes and goes.</summary>
    public int MostWarnings { get; init; } = 2;

    public int Runs { get; init; } = 10;
}
