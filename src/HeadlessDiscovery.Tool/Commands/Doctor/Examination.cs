using System.Collections.Immutable;
using System.Net.Sockets;
using HeadlessDiscovery.Tool.Options;
using HeadlessDiscovery.Tool.Resolving;

namespace HeadlessDiscovery.Tool.Commands.Doctor;

/// <summary>Finds out by DNS alone what explains the peers: each server by itself, several times, the other family, the ports.</summary>
internal sealed class Examination(Invocation invocation, ServiceRequest<DoctorSettings> request)
{
    // Just after the TTL, so that a cache has let go; and no longer than anybody waits before a terminal.
    private static readonly TimeSpan AfterTtl = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(60);

    public async Task<Examined> RunAsync(CancellationToken cancellationToken)
    {
        var startTimestamp = invocation.Host.Time.GetTimestamp();
        var session = invocation.Open(request.Service, request.Lookup);
        await using (session.ConfigureAwait(false))
        {
            var explanation = await session.ExplainWithHostNamesAsync(cancellationToken).ConfigureAwait(false);
            var samples = await SampleAsync(explanation, request.Settings.Samples, cancellationToken).ConfigureAwait(false);
            for (var i = 0; i < request.Settings.Samples && explanation.Outcome == LookupOutcome.Unknown && samples.Any(Examined.IsVerified); i++)
            {
                // A server that answers at all was unlucky once: what it answers says more than that.
                explanation = await session.ExplainWithHostNamesAsync(cancellationToken).ConfigureAwait(false);
            }

            ImmutableArray<LookupExplanation> later = [];
            if (request.Settings.Wait && explanation.Outcome != LookupOutcome.Unknown)
            {
                await Task.Delay(WaitOf(explanation, samples), invocation.Host.Time, cancellationToken).ConfigureAwait(false);
                explanation = await session.ExplainWithHostNamesAsync(cancellationToken).ConfigureAwait(false);
                later = await SampleAsync(explanation, request.Settings.Samples, cancellationToken).ConfigureAwait(false);
            }

            var evidence = new DiagnosisEvidence
            {
                Expected = request.Lookup.Expect,
                Samples = samples,
                Later = later,
                Inspection = explanation.Outcome == LookupOutcome.Unknown ? null : await session.InspectServersAsync(explanation, request.Settings.Samples, cancellationToken).ConfigureAwait(false),
                Similar = await SimilarAsync(explanation, cancellationToken).ConfigureAwait(false),
                OtherFamily = await OtherFamilyAsync(explanation, cancellationToken).ConfigureAwait(false),
                Ports = await PortCheck.RunAsync(explanation, request.Lookup, invocation.Host.Time, cancellationToken).ConfigureAwait(false),
                Endpoints = request.Settings.Endpoints,
            };
            var candidates = request.Settings.All ? await CandidatesAsync(explanation, cancellationToken).ConfigureAwait(false) : [];
            return new Examined(explanation, evidence, candidates, invocation.Host.Time.GetElapsedTime(startTimestamp));
        }
    }

    /// <summary>Each server by itself. A server that is silent once is not queried again: its timeouts add up.</summary>
    private async Task<ImmutableArray<LookupExplanation>> SampleAsync(LookupExplanation explanation, int times, CancellationToken cancellationToken)
    {
        var samples = ImmutableArray.CreateBuilder<LookupExplanation>();
        if (IsSilence(explanation))
        {
            return [];
        }

        foreach (var server in explanation.Plan.Configuration.NameServers)
        {
            var session = Open(explanation.Name, options =>
            {
                options.NameServers.Clear();
                options.NameServers.Add(server.ToString());
                options.Attempts = 1;
            });
            await using (session.ConfigureAwait(false))
            {
                for (var i = 0; i < times; i++)
                {
                    var sample = await session.ExplainAsync(cancellationToken).ConfigureAwait(false);
                    samples.Add(sample);
                    if (IsSilence(sample))
                    {
                        break;
                    }
                }
            }
        }

        return samples.ToImmutable();
    }

    /// <summary>The name with and without what people add to it, where there is no such name.</summary>
    private async Task<ImmutableArray<LookupExplanation>> SimilarAsync(LookupExplanation explanation, CancellationToken cancellationToken)
    {
        if (explanation is not { Outcome: LookupOutcome.Empty, Reason: LookupReason.NxDomain or LookupReason.NoData })
        {
            return [];
        }

        var similar = ImmutableArray.CreateBuilder<LookupExplanation>();
        foreach (var name in SimilarNames.Of(explanation.Plan.ServiceName))
        {
            if (await ExplainAsync(name, static _ => { }, cancellationToken).ConfigureAwait(false) is { Outcome: LookupOutcome.Found } other)
            {
                similar.Add(other);
            }
        }

        return similar.ToImmutable();
    }

    private static bool IsSilence(LookupExplanation explanation) =>
        explanation is { Outcome: LookupOutcome.Unknown, Reason: LookupReason.Timeout or LookupReason.Deadline or LookupReason.Network or LookupReason.NoServers };

    // Only where somebody is missing: a pod that asks for one family is right to.
    private async Task<LookupExplanation?> OtherFamilyAsync(LookupExplanation explanation, CancellationToken cancellationToken)
    {
        var types = explanation.Asked.Select(question => question.Type).Where(type => type is "A" or "AAAA").Distinct().ToArray();
        var isShort = explanation.Outcome == LookupOutcome.Empty || (explanation.Outcome == LookupOutcome.Found && Examined.OthersOf(explanation) < request.Lookup.Expect);
        if (!isShort || types is not [var asked])
        {
            return null;
        }

        return await ExplainAsync(explanation.Name, options => options.Family = asked == "A" ? PeerFamily.IPv6 : PeerFamily.IPv4, cancellationToken).ConfigureAwait(false);
    }

    private async Task<ImmutableArray<LookupExplanation>> CandidatesAsync(LookupExplanation explanation, CancellationToken cancellationToken)
    {
        var candidates = ImmutableArray.CreateBuilder<LookupExplanation>();
        foreach (var candidate in explanation.Plan.Candidates)
        {
            candidates.Add(await ExplainAsync(candidate, static _ => { }, cancellationToken).ConfigureAwait(false));
        }

        return candidates.ToImmutable();
    }

    private async Task<LookupExplanation> ExplainAsync(string? name, Action<HeadlessPeersOptions> configure, CancellationToken cancellationToken)
    {
        var session = Open(name, configure);
        await using (session.ConfigureAwait(false))
        {
            return await session.ExplainAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private IResolverSession Open(string? name, Action<HeadlessPeersOptions> configure) =>
        invocation.Open(name ?? request.Lookup.NameOf(request.Service), request.Lookup, configure);

    private static TimeSpan WaitOf(LookupExplanation explanation, ImmutableArray<LookupExplanation> samples)
    {
        var ttl = samples.Append(explanation).Max(sample => sample.Ttl) ?? TimeSpan.Zero;
        return (ttl < LongestWait ? ttl : LongestWait) + AfterTtl;
    }
}
