using System.Collections.Immutable;
using HeadlessDiscovery.AspNetCore.Recording;
using Microsoft.Extensions.DependencyInjection;

namespace HeadlessDiscovery.AspNetCore.Documents;

/// <summary>Reads from memory: no query is sent, however often the page is requested.</summary>
internal sealed class ServiceReader(IServiceProvider services)
{
    private readonly TimeProvider time = services.GetService<TimeProvider>() ?? TimeProvider.System;

    public ServiceView Read(RecordedPeers peers, FindingLanguage language)
    {
        var ours = peers.Resolver as PeerResolver;
        var lookup = ours?.LastLookup();
        var snapshot = peers.Resolver.Current;
        var inForce = ours?.GetOptions() ?? RegisteredOptions.Find(services, peers.Resolver.Name);
        return new ServiceView
        {
            Key = peers.Key,
            Service = peers.Resolver.Name,
            Now = time.GetUtcNow(),
            Snapshot = snapshot,
            History = peers.Record.Read(),
            Lookup = lookup,
            Plan = lookup?.Plan ?? ours?.Plan(),
            Statistics = ours?.GetCurrentStatistics(),
            Findings = Findings(snapshot, lookup, language),
            Options = inForce is null ? [] : OptionInForce.Of(inForce),
        };
    }

    // The lookup has the evidence; the snapshot knows the history: that the last peers are kept, or that this pod's address was lost.
    private static ImmutableArray<Finding> Findings(PeerSnapshot snapshot, LookupExplanation? lookup, FindingLanguage language)
    {
        var known = PeerDiagnosis.Of(snapshot, language);
        var told = lookup is null ? [] : PeerDiagnosis.Of(lookup, language);
        var both = snapshot.LastOutcome == LookupOutcome.Unknown ? known.Concat(told) : told.Concat(known);
        return [.. both.DistinctBy(finding => finding.Code).OrderByDescending(finding => finding.Severity)];
    }
}
