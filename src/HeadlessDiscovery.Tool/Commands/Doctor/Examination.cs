using System.Collections.Immutable;
using System.Net.Sockets;
using HeadlessDiscovery.Tool.Options;
using HeadlessDiscovery.Tool.Resolving;

namespace HeadlessDiscovery.Tool.Commands.Doctor;

/// <summary>Finds out by DNS alone what explains the peers: each server by itself, several times, the other family, the ports.</summary>
internal sealed class Examination(Invocation invocation, DoctorRequest request)
{
    // Just after the TTL, so that a cache has let go; and no longer than anybody waits before a terminal.
    private static readonly TimeSpan AfterTtl = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(60);

    public async Task<Examined> RunAsync(CancellationToken cancellationToken)
    {
        var startTimestamp = invocation.Host.Time.GetTimestamp();
        var session = invocation.Open(request.Service, request.Asking);
        await using (session.ConfigureAwait(false))
        {
            var told = await session.ExplainWithHostNamesAsync(cancellationToken).ConfigureAwait(false);
            var samples = await SampleAsync(told, request.Samples, cancellationToken).ConfigureAwait(false);
            for (var i = 0; i < request.Samples && told.Outcome == LookupOutcome.Unknown && samples.Any(Examined.IsVerified); i++)
            {
                // A server that answers at all was unlucky once: what it answers says more than that.
                told = await session.ExplainWithHostNamesAsync(cancellationToken).ConfigureAwait(false);
            }

            ImmutableArray<LookupExplanation> later = [];
            if (request.Wait && told.Outcome != LookupOutcome.Unknown)
            {
                await Task.Delay(WaitOf(told, samples), invocation.Host.Time, cancellationToken).ConfigureAwait(false);
                told = await session.ExplainWithHostNamesAsync(cancellationToken).ConfigureAwait(false);
                later = await SampleAsync(told, request.Samples, cancellationToken).ConfigureAwait(false);
            }

            var evidence = new DiagnosisEvidence
            {
                Expected = request.Asking.Expect,
                Samples = samples,
                Later = later,
                Inspection = told.Outcome == LookupOutcome.Unknown ? null : await session.InspectServersAsync(told, request.Samples, cancellationToken).ConfigureAwait(false),
                Similar = await SimilarAsync(told, cancellationToken).ConfigureAwait(false),
                OtherFamily = await OtherFamilyAsync(told, cancellationToken).ConfigureAwait(false),
                Ports = await PortCheck.RunAsync(told, request.Asking, invocation.Host.Time, cancellationToken).ConfigureAwait(false),
                Endpoints = request.Endpoints,
            };
            var candidates = request.All ? await CandidatesAsync(told, cancellationToken).ConfigureAwait(false) : [];
            return new Examined(told, evidence, candidates, invocation.Host.Time.GetElapsedTime(startTimestamp));
        }
    }

    /// <summary>Each server by itself. A server that is silent once is not queried again: its timeouts add up.</summary>
    private async Task<ImmutableArray<LookupExplanation>> SampleAsync(LookupExplanation told, int times, CancellationToken cancellationToken)
    {
        var samples = ImmutableArray.CreateBuilder<LookupExplanation>();
        if (IsSilence(told))
        {
            return [];
        }

        foreach (var server in told.Plan.Configuration.NameServers)
        {
            var session = Open(told.Name, options =>
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
    private async Task<ImmutableArray<LookupExplanation>> SimilarAsync(LookupExplanation told, CancellationToken cancellationToken)
    {
        if (told is not { Outcome: LookupOutcome.Empty, Reason: LookupReason.NxDomain or LookupReason.NoData })
        {
            return [];
        }

        var similar = ImmutableArray.CreateBuilder<LookupExplanation>();
        foreach (var name in SimilarNames.Of(told.Plan.ServiceName))
        {
            if (await ExplainAsync(name, static _ => { }, cancellationToken).ConfigureAwait(false) is { Outcome: LookupOutcome.Found } other)
            {
                similar.Add(other);
            }
        }

        return similar.ToImmutable();
    }

    private static bool IsSilence(LookupExplanation told) =>
        told is { Outcome: LookupOutcome.Unknown, Reason: LookupReason.Timeout or LookupReason.Deadline or LookupReason.Network or LookupReason.NoServers };

    // Only where somebody is missing: a pod that asks for one family is right to.
    private async Task<LookupExplanation?> OtherFamilyAsync(LookupExplanation told, CancellationToken cancellationToken)
    {
        var types = told.Asked.Select(question => question.Type).Where(type => type is "A" or "AAAA").Distinct().ToArray();
        var isShort = told.Outcome == LookupOutcome.Empty || (told.Outcome == LookupOutcome.Found && Examined.OthersOf(told) < request.Asking.Expect);
        if (!isShort || types is not [var asked])
        {
            return null;
        }

        return await ExplainAsync(told.Name, options => options.Family = asked == "A" ? PeerFamily.IPv6 : PeerFamily.IPv4, cancellationToken).ConfigureAwait(false);
    }

    private async Task<ImmutableArray<LookupExplanation>> CandidatesAsync(LookupExplanation told, CancellationToken cancellationToken)
    {
        var candidates = ImmutableArray.CreateBuilder<LookupExplanation>();
        foreach (var candidate in told.Plan.Candidates)
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
        invocation.Open(name ?? request.Asking.NameOf(request.Service), request.Asking, configure);

    private static TimeSpan WaitOf(LookupExplanation told, ImmutableArray<LookupExplanation> samples)
    {
        var ttl = samples.Append(told).Max(sample => sample.Ttl) ?? TimeSpan.Zero;
        return (ttl < LongestWait ? ttl : LongestWait) + AfterTtl;
    }
}
