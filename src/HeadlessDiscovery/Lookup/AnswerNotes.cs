using System.Collections.Immutable;
using HeadlessDiscovery.Dns;
using HeadlessDiscovery.Options;

namespace HeadlessDiscovery.Lookup;

/// <summary>What is worth saying about an answer: that its name is an alias, a ClusterIP service or the virtual address of a Swarm service.</summary>
internal sealed class AnswerNotes(HeadlessPeersOptions options, OwnAddresses own, BriefQuery query)
{
    private readonly KindCheck kind = new(query);
    private readonly SwarmCheck swarm = new(query);

    // Of names that may be virtual, or whose pods were asked for: null for most services.
    private Dictionary<string, LookupNote?>? kinds;

    /// <summary>The notes of an answer, and its pods by name where the lookup asks for them.</summary>
    public ValueTask<(ImmutableArray<LookupNote> Notes, NamedPods Named)> MakeAsync(
        LookupPlan plan, PeerAnswer answer, LookupMode mode, AskContext context, CancellationToken cancellationToken)
    {
        if (answer is { IsVerified: true, Name: not null })
        {
            return OnRecordsAsync(plan, answer, mode, context, cancellationToken);
        }

        return answer.Outcome == LookupOutcome.Empty ? OnDenialAsync(plan, answer, mode, context, cancellationToken) : new((answer.Notes, NamedPods.None));
    }

    private async ValueTask<(ImmutableArray<LookupNote> Notes, NamedPods Named)> OnRecordsAsync(
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
            if (mode.HostNames || (mayBeVirtual && kinds?.ContainsKey(name) != true))
            {
                named = NamedPods.Of(name, await kind.AskAsync(name, mode.HostNames, context, cancellationToken).ConfigureAwait(false));
                (kinds ??= new(StringComparer.OrdinalIgnoreCase))[name] = KindCheck.FromTargets(name, named.Targets);
            }

            var known = kinds?.GetValueOrDefault(name);
            note = mayBeVirtual ? known : null;
            if (!mayBeVirtual && known is not null)
            {
                kinds!.Remove(name);
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

    private async ValueTask<(ImmutableArray<LookupNote> Notes, NamedPods Named)> OnDenialAsync(
        LookupPlan plan, PeerAnswer answer, LookupMode mode, AskContext context, CancellationToken cancellationToken)
    {
        var notes = answer.IsUnproven ? answer.Notes.Add(LookupNote.OnUnprovenDenial(plan.ServiceName)) : answer.Notes;

        // A server in between may have lost the addresses of a name, and not the SRV records.
        var empty = mode.HostNames && answer.Reason == LookupReason.NoData && options.PortName is null
            ? context.ReadTrace().FirstOrDefault(static asked => asked is { Result: "nodata", Type: "A" or "AAAA" })
            : null;
        return (notes, empty is null ? NamedPods.None : NamedPods.Of(empty.Name, await kind.AskAsync(empty.Name, inFull: true, context, cancellationToken).ConfigureAwait(false)));
    }

    private IEnumerable<string> Asked(LookupPlan plan) => plan.Candidates.Select(candidate => ServiceLabels.Asked(options, candidate));
}
