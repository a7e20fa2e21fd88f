using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using DnsClient;
using DnsClient.Protocol;
using HeadlessDiscovery.Dns;
using AddressRecord = DnsClient.Protocol.AddressRecord;
using DnsQuestion = HeadlessDiscovery.Dns.DnsQuestion;
using TxtRecord = DnsClient.Protocol.TxtRecord;

namespace HeadlessDiscovery.Transport;

/// <summary>DnsClient, with its own sockets and its own reader. Explanations and diagnoses use it; the loop never does.</summary>
internal sealed class DnsClientReader : ISecondReader, IServerReader
{
    private const int EdnsSize = 1232;
    private const int LongestText = 128;

    public async ValueTask<ImmutableArray<IPAddress>?> ReadAsync(DnsQuestion question, IPEndPoint server, TimeSpan timeout, CancellationToken cancellationToken)
    {
        if (await QueryAsync(new(question.Name, (QueryType)question.Type), server, timeout, cancellationToken).ConfigureAwait(false) is not { } response)
        {
            return null;
        }

        var isLoopback = IPAddress.IsLoopback(server.Address);
        return
        [
            .. response.Answers.OfType<AddressRecord>()
                .Select(record => record.Address)
                .Where(address => PeerAddress.IsUsable(address, isLoopback))
                .Distinct()
                .Order(AddressOrder.Comparer),
        ];
    }

    public async ValueTask<uint?> ReadSerialAsync(string zone, IPEndPoint server, TimeSpan timeout, CancellationToken cancellationToken) =>
        (await QueryAsync(new(zone, QueryType.SOA), server, timeout, cancellationToken).ConfigureAwait(false))?.Answers.OfType<SoaRecord>()
            .FirstOrDefault(record => string.Equals(record.DomainName.Value, DnsString.FromResponseQueryString(zone).Value, StringComparison.OrdinalIgnoreCase))?.Serial;

    public async ValueTask<string?> ReadIdentityAsync(string name, IPEndPoint server, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var response = await QueryAsync(new(name, QueryType.TXT, QueryClass.CH), server, timeout, cancellationToken).ConfigureAwait(false);
        var text = response?.Answers.OfType<TxtRecord>().Select(record => Printable(string.Concat(record.Text))).FirstOrDefault();
        return string.IsNullOrWhiteSpace(text) ? null : text;
    }

    public async ValueTask<ImmutableArray<string>?> ReadNamesAsync(IPAddress address, IPEndPoint server, TimeSpan timeout, CancellationToken cancellationToken) =>
        await QueryAsync(new(address.GetArpaName(), QueryType.PTR), server, timeout, cancellationToken).ConfigureAwait(false) is { } response
            ? [.. response.Answers.PtrRecords().Select(record => Printable(record.PtrDomainName.Value)).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase)]
            : null;

    /// <summary>A complete answer, or one that denies the name; null for all else.</summary>
    private static async ValueTask<IDnsQueryResponse?> QueryAsync(global::DnsClient.DnsQuestion question, IPEndPoint server, TimeSpan timeout, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var client = new LookupClient(new LookupClientOptions(server)
        {
            AutoResolveNameServers = false,
            UseCache = false,
            Retries = 0,
            Timeout = timeout,
            ExtendedDnsBufferSize = EdnsSize,

            // DnsClient 1.8.0 leaves its TCP connections open, and a server has few: what does not fit has one reader.
            UseTcpFallback = false,
        });
        try
        {
            var response = await client.QueryAsync(question, cancellationToken).ConfigureAwait(false);
            return response.Header.ResultTruncated || response.Header.ResponseCode is not (DnsHeaderResponseCode.NoError or DnsHeaderResponseCode.NotExistentDomain) ? null : response;
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            // DnsClient reports the caller's cancellation as a timeout of the connection.
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception exception) when (exception is DnsResponseException or DnsResponseParseException or DnsXidMismatchException or SocketException or IOException)
        {
            return null;
        }
    }

    // A server may write anything here, and it is shown on terminals.
    private static string Printable(string text) => string.Concat(text.Where(character => character is >= ' ' and <= '~').Take(LongestText));
}
