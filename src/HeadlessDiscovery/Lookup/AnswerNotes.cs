using System.Collections.Immutable;
using HeadlessDiscovery.Dns;
using HeadlessDiscovery.Options;

namespace HeadlessDiscovery.Lookup;

/// <summary>What is worth saying about an answer: that its name is an alias, a ClusterIP service or the virtual address of a Swarm service.</summary>
internal sealed class AnswerNotes(HeadlessPeersOptions options, OwnAddresses own, BriefQuery query)
{
    private readonly KindCheck kind = new(query);
    private readonly SwarmCheck swarm = new(query);
    private readonly Dictionary<string, LookupNote?> kinds = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The notes of an answer that has records, and its pods by name where the lookup asks for them.</summary>
    public async ValueTask<(ImmutableArray<LookupNote> Notes, NamedPods Named)> MakeAsync(
        LookupPlan plan, PeerAnswer answer, LookupMode mode, AskContext context, CancellationToken cancellationToken)
    {
        var name = answer.Name!;
        var named = options.PortName is null ? NamedPods.None : new NamedPods(name, answer.Targets, answer.Named);
        var note = answer.Canonical is null ? null : KindCheck.Alias(name, answer.Canonical, Asked(plan));

        note ??= options.PortName is null ? await swarm.AskAsync(plan, answer, context, cancellationToken).ConfigureAwait(false) : null;

        // Pods that are many, or this one, are no virtual address, wherever the SRV records point.
        var mayBeVirtual = KindCheck.MayBeVirtual(answer.Peers, own);
        if (note is null && options.PortName is null)
        {
            if (mode.HostNames || (mayBeVirtual && !kinds.ContainsKey(name)))
            {
                named = NamedPods.Of(name, await kind.AskAsync(name, mode.HostNames, context, cancellationToken).ConfigureAwait(false));
                kinds[name] = KindCheck.FromTargets(name, named.Targets);
            }

            note = mayBeVirtual ? kinds[name] : null;
            if (!mayBeVirtual && kinds.TryGetValue(name, out var before) && before is not null)
            {
                kinds.Remove(name);
            }
        }

        note ??= mayBeVirtual ? KindCheck.FromTargets(name, named.Targets) : null;
        note ??= KindCheck.OfPod(name, named.Targets);
        return (note is null ? answer.Notes : answer.Notes.Add(note), mode.HostNames ? named : NamedPods.None);
    }

    /// <summary>An alias without addresses with the note that says so: its Service is an ExternalName that leads nowhere.</summary>
    public static PeerAnswer WithAlias(string name, PeerAnswer answer, ImmutableArray<string> candidates) =>
        answer.Canonical is { } target && KindCheck.Alias(name, target, candidates) is { } alias
            ? answer with { Notes = answer.Notes.Add(alias) }
            : answer;

    /// <summary>The pods of a name that has no addresses: a server in between may have lost those, and not the SRV records.</summary>
    public async ValueTask<NamedPods> NamedAsync(string name, AskContext context, CancellationToken cancellationToken) =>
        options.PortName is null ? NamedPods.Of(name, await kind.AskAsync(name, inFull: true, context, cancellationToken).ConfigureAwait(false)) : NamedPods.None;

    private IEnumerable<string> Asked(LookupPlan plan) => plan.Candidates.Select(candidate => ServiceLabels.Asked(options, candidate));
}
