namespace HeadlessDiscovery.Faults.Tests.Matrix;

/// <summary>What was measured of one fault in one phase.</summary>
/// <param name="Fault">The fault.</param>
/// <param name="Phase">When it struck.</param>
/// <param name="WronglyRemoved">Peers that were removed while their pods lived.</param>
/// <param name="KeptPastPromise">Peers that were still listed past the promise although their pods were gone.</param>
/// <param name="SecondsToBeRight">From the recovery until the list was the truth, and fresh, for good; null where it never was.</param>
/// <param name="SecondsToNews">From the recovery until the list was fresh for the first time; null where it never was.</param>
/// <param name="Events">How often PeersChanged was raised in the whole run, the first list included.</param>
internal sealed record MatrixRow(string Fault, Phase Phase, int WronglyRemoved, int KeptPastPromise, double? SecondsToBeRight, double? SecondsToNews, int Events)
{
    /// <summary>The worst of two runs.</summary>
    public static MatrixRow Worst(MatrixRow left, MatrixRow right) => left with
    {
        WronglyRemoved = Math.Max(left.WronglyRemoved, right.WronglyRemoved),
        KeptPastPromise = Math.Max(left.KeptPastPromise, right.KeptPastPromise),
        SecondsToBeRight = left.SecondsToBeRight is { } l && right.SecondsToBeRight is { } r ? Math.Max(l, r) : null,
        SecondsToNews = left.SecondsToNews is { } ln && right.SecondsToNews is { } rn ? Math.Max(ln, rn) : null,
        Events = Math.Max(left.Events, right.Events),
    };
}
