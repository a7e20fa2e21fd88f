using System.Collections.Immutable;
using System.Net;
using HeadlessDiscovery.Dns;

namespace HeadlessDiscovery.Watching;

/// <summary>Queries the name servers of a lookup for what the lookup itself has no use for.</summary>
internal sealed class ServerLook(IServerReader reader)
{
    // Few servers answer these, and some stay silent: nobody waits long for a name.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);

    public async Task<ServerInspection> AtAsync(LookupExplanation explanation, int samples, CancellationToken cancellationToken)
    {
        var configuration = explanation.Plan.Configuration;
        var timeout = configuration.Timeout < LongestWait ? configuration.Timeout : LongestWait;
        var servers = configuration.NameServers.Select(server => FactsAsync(server, explanation.Plan.ClusterZones, samples, timeout, cancellationToken)).ToArray();
        var names = await NamesAsync(explanation, timeout, cancellationToken).ConfigureAwait(false);
        return new ServerInspection { Servers = [.. await Task.WhenAll(servers).ConfigureAwait(false)], ReverseNames = names };
    }

    private async Task<NameServerFacts> FactsAsync(IPEndPoint server, ImmutableArray<string> zones, int samples, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var hostNames = SampleAsync(() => reader.ReadIdentityAsync("hostname.bind.", server, timeout, cancellationToken), samples);
        var ids = SampleAsync(() => reader.ReadIdentityAsync("id.server.", server, timeout, cancellationToken), samples);
        var serials = zones is [var zone, ..]
            ? await SampleAsync(() => reader.ReadSerialAsync($"{zone}.", server, timeout, cancellationToken), samples).ConfigureAwait(false)
            : [];
        return new NameServerFacts(server)
        {
            HostNames = [.. (await hostNames.ConfigureAwait(false)).OfType<string>().Distinct(StringComparer.Ordinal)],
            Ids = [.. (await ids.ConfigureAwait(false)).OfType<string>().Distinct(StringComparer.Ordinal)],
            Serials = [.. serials.OfType<uint>()],
        };
    }

    // What is not answered once is not queried again: the time-outs would add up.
    private static async Task<List<T>> SampleAsync<T>(Func<ValueTask<T>> read, int samples)
    {
        List<T> all = [];
        while (all.Count < samples && await read().ConfigureAwait(false) is { } one)
        {
            all.Add(one);
        }

        return all;
    }

    private async Task<ImmutableArray<ReverseName>> NamesAsync(LookupExplanation explanation, TimeSpan timeout, CancellationToken cancellationToken)
    {
        if (explanation is { Plan.ClusterZones: [_, ..], UnlistedOwnAddress: { } own, VirtualAddress: null }
            && explanation.Asked.FirstOrDefault(static query => query.IsAnswered) is { } heard
            && await reader.ReadNamesAsync(own, heard.Server, timeout, cancellationToken).ConfigureAwait(false) is [_, ..] ownNames)
        {
            // Where this pod is not listed, or its Service does not exist, its own address tells which Services it belongs to.
            return [new ReverseName(own, ownNames)];
        }

        var answered = explanation.Asked.FirstOrDefault(query => query is { Result: "answer", Type: "A" or "AAAA" } && string.Equals(query.Name, explanation.Name, StringComparison.OrdinalIgnoreCase));
        if (answered is null || explanation.VirtualAddress is not { } address
            || await reader.ReadNamesAsync(address, answered.Server, timeout, cancellationToken).ConfigureAwait(false) is not { } names)
        {
            return [];
        }

        return [new ReverseName(address, names)];
    }
}
