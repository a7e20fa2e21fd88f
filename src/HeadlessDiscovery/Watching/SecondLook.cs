using System.Collections.Immutable;
using System.Net;
using HeadlessDiscovery.Dns;
using HeadlessDiscovery.Lookup;

namespace HeadlessDiscovery.Watching;

/// <summary>Reads the name that answered once more through another reader, and compares.</summary>
internal sealed class SecondLook(ISecondReader reader, LookupDesk desk)
{
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

        var ours = Addresses(report);
        var types = answered.Select(query => query.Type == "A" ? DnsRecordType.A : DnsRecordType.Aaaa).Distinct().ToArray();
        async ValueTask<ImmutableArray<IPAddress>?> ReadAsync()
        {
            var read = ImmutableArray.CreateBuilder<IPAddress>();
            foreach (var type in types)
            {
                if (await reader.ReadAsync(new DnsQuestion(name, type), server, report.Plan.Configuration.Timeout, cancellationToken).ConfigureAwait(false) is not { } some)
                {
                    return null;
                }

                read.AddRange(some);
            }

            return read.ToImmutable();
        }

        if (await ReadAsync().ConfigureAwait(false) is not { } theirs)
        {
            return null;
        }

        var opinion = new SecondOpinion(name, server, ours, theirs, IsSteady: true);
        if (opinion.Agrees)
        {
            return opinion;
        }

        // Two queries have two answers: only what is the same each time is the reader's.
        var (again, _, _) = await desk.ExplainAsync(hostNames: false, cancellationToken).ConfigureAwait(false);
        var theirsAgain = await ReadAsync().ConfigureAwait(false);
        return opinion with { IsSteady = ours.SequenceEqual(Addresses(again)) && theirsAgain is { } same && theirs.SequenceEqual(same) };
    }

    private static ImmutableArray<IPAddress> Addresses(LookupReport report) =>
        [.. report.Answer.Peers.Enumerate().Select(peer => peer.Address).Distinct().Order(AddressOrder.Comparer)];
}
