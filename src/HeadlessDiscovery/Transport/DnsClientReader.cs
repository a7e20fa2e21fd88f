using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using DnsClient;
using DnsClient.Protocol;
using HeadlessDiscovery.Dns;
using DnsQuestion = HeadlessDiscovery.Dns.DnsQuestion;

namespace HeadlessDiscovery.Transport;

/// <summary>DnsClient, with its own sockets and its own reader. Explanations ask it; the loop never does.</summary>
internal sealed class DnsClientReader : ISecondReader
{
    private const int EdnsSize = 1232;

    public async ValueTask<ImmutableArray<IPAddress>?> ReadAsync(DnsQuestion question, IPEndPoint server, TimeSpan timeout, CancellationToken cancellationToken)
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
            var response = await client.QueryAsync(new global::DnsClient.DnsQuestion(question.Name, (QueryType)question.Type), cancellationToken).ConfigureAwait(false);
            if (response.Header.ResultTruncated || response.Header.ResponseCode is not (DnsHeaderResponseCode.NoError or DnsHeaderResponseCode.NotExistentDomain))
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
}
