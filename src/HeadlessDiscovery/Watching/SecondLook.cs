using System.Collections.Immutable;
using System.Net;
using HeadlessDiscovery.Dns;
using HeadlessDiscovery.Lookup;

namespace HeadlessDiscovery.Watching;

/// <summary>Reads the name that answered once more through another reader, and compares.</summary>
internal sealed class SecondLook(ISecondReader reader, StatefulLookup desk)
{
    // With the two before them the Thue-Morse sequence: where up to five replicas answer in turn, both readers meet one of them at least.
    private static readonly bool[] OurTurns = [false, true, false, true, true, false];

    /// <summary>Both readings; null where no addresses were asked for under that name, or the other reader could not read any.</summary>
    public async ValueTask<SecondOpinion?> AtAsync(LookupReport report, CancellationToken cancellationToken)
    {
        if (report.Answer is not { Outcome: LookupOutcome.Found, Name: { } name })
        {
            return null;
        }

        var answered = report.ReadAsked().Where(query => query is { Result: "answer", Type: "A" or "AAAA" } && string.Equals(query.Name, name, StringComparison.OrdinalIgnoreCase)).ToArray();
        if (answered is not [{ Server: var server }, ..])
        {
            return null;
        }

        var types = answered.Select(query => query.Type == "A" ? DnsRecordType.A : DnsRecordType.Aaaa).Distinct().ToArray();
        ValueTask<ImmutableArray<IPAddress>?> ReadAsync() => ReadAllAsync(name, types, server, report.Plan.Configuration.Timeout, cancellationToken);
        if (await ReadAsync().ConfigureAwait(false) is not { } theirs)
        {
            return null;
        }

        var opinion = new SecondOpinion(name, server, Addresses(report), theirs, IsSteady: true);
        if (opinion.Agrees)
        {
            return opinion;
        }

        // Two queries have two answers: only what is the same each time is the reader's.
        foreach (var isOurTurn in OurTurns)
        {
            var same = isOurTurn
                ? opinion.Ours.SequenceEqual(Addresses((await desk.ExplainAsync(hostNames: false, cancellationToken).ConfigureAwait(false)).Report))
                : await ReadAsync().ConfigureAwait(false) is { } again && theirs.SequenceEqual(again);
            if (!same)
            {
                return opinion with { IsSteady = false };
            }
        }

        return opinion;
    }

    private async ValueTask<ImmutableArray<IPAddress>?> ReadAllAsync(string name, DnsRecordType[] types, IPEndPoint server, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var read = ImmutableArray.CreateBuilder<IPAddress>();
        foreach (var type in types)
        {
            if (await reader.ReadAsync(new DnsQuestion(name, type), server, timeout, cancellationToken).ConfigureAwait(false) is not { } some)
            {
                return null;
            }

            read.AddRange(some);
        }

        return read.ToImmutable();
    }

    private static ImmutableArray<IPAddress> Addresses(LookupReport report) =>
        [.. report.Answer.Peers.Enumerate().Select(peer => peer.Address).Distinct().Order(AddressOrder.Comparer)];
}
