namespace HeadlessDiscovery.Tool.Commands.Doctor;

/// <summary>Whether the answers show what kind of service it is (semantics H): one address that nothing names may be anything.</summary>
internal static class ServiceKind
{
    /// <summary>Whether anything shows that the addresses are those of pods.</summary>
    public static bool IsSeen(Examined examined) => examined.Told is { Outcome: LookupOutcome.Found } explanation
        && (!explanation.HostNames.IsEmpty
            || explanation.Self == SelfPresence.Present
            || explanation.Peers.GroupBy(peer => peer.Address.AddressFamily).Any(family => family.DistinctBy(peer => peer.Address).Count() > 1)
            || (examined.Evidence.Inspection?.ReverseNames ?? []).Any(names => names.Names.Any(name => name.EndsWith($".{explanation.Name}", StringComparison.OrdinalIgnoreCase))));

    /// <summary>What became of the query for the SRV records of the service itself: a result as in the trace; null where it was not sent.</summary>
    public static string? ServiceRecords(LookupExplanation explanation) => explanation.Asked.LastOrDefault(query => query.Type == "SRV")?.Result;
}
