namespace HeadlessDiscovery.Faults.Tests.Lasting.Staying;

/// <summary>What was measured of one fault: the worst of all runs in each.</summary>
/// <param name="Fault">The fault.</param>
/// <param name="WronglyRemoved">Removals of peers whose pods lived.</param>
/// <param name="KeptPastPromise">Peers that were listed past the promise although their pods were gone.</param>
/// <param name="StaleShare">The part of the ten minutes in which the list was stale.</param>
/// <param name="QueriesAMinute">Messages to all servers, in the mean of the ten minutes.</param>
/// <param name="Warnings">Log lines of that level or above, in the whole run.</param>
internal sealed record StayingRow(string Fault, int WronglyRemoved, int KeptPastPromise, double StaleShare, double QueriesAMinute, int Warnings)
{
    /// <summary>The exception that a loop ended with; null where each went on to the end.</summary>
    public string? Broke { get; init; }

    public static StayingRow Worst(StayingRow left, StayingRow right) => left with
    {
        WronglyRemoved = Math.Max(left.WronglyRemoved, right.WronglyRemoved),
        KeptPastPromise = Math.Max(left.KeptPastPromise, right.KeptPastPromise),
        StaleShare = Math.Max(left.StaleShare, right.StaleShare),
        QueriesAMinute = Math.Max(left.QueriesAMinute, right.QueriesAMinute),
        Warnings = Math.Max(left.Warnings, right.Warnings),
        Broke = left.Broke ?? right.Broke,
    };
}
