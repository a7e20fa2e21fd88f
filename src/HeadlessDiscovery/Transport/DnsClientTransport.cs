using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using DnsClient;
using HeadlessDiscovery.Dns;
using DnsQuestion = HeadlessDiscovery.Dns.DnsQuestion;

namespace HeadlessDiscovery.Transport;

/// <summary>Sends messages over UDP through DnsClient, one server and one try at a time, and gives its exceptions names.</summary>
internal sealed class DnsClientTransport : IDnsTransport
{
    // DNS flag day 2020: an answer of 1232 octets is not fragmented. DnsClient's own default is 4096.
    private const int EdnsSize = 1232;
    private const int NoEdnsSize = 512;

    // What DnsClient takes from the shared pool for a datagram, whatever size was offered.
    private const int BufferSize = 4096;

    // resolv.conf names three servers at most; a list that changes for ever must not fill this up.
    private const int MostClients = 16;

    private readonly ConcurrentDictionary<ClientKey, LookupClient> clients = new();

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<DnsExchange> ExchangeAsync(DnsQuestion question, IPEndPoint server, DnsExchangeOptions options, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        CleanBuffer();
        try
        {
            var asked = new global::DnsClient.DnsQuestion(question.Name, (QueryType)question.Type);
            var response = await ClientOf(new ClientKey(server, options.Edns)).QueryAsync(asked, cancellationToken).ConfigureAwait(false);
            return DnsExchange.Of(new DnsClientMessage(response));
        }
        catch (Exception exception) when (cancellationToken.IsCancellationRequested)
        {
            // DnsClient reports the caller's cancellation as ConnectionTimeout.
            throw new OperationCanceledException("The question was abandoned.", exception, cancellationToken);
        }
        catch (DnsResponseException exception)
        {
            return DnsExchange.Failed(Classify(exception), exception);
        }
        catch (DnsResponseParseException exception)
        {
            return DnsExchange.Failed(LookupReason.Malformed, exception);
        }
        catch (DnsXidMismatchException exception)
        {
            return DnsExchange.Failed(LookupReason.Malformed, exception);
        }
        catch (Exception exception) when (exception is SocketException or IOException or TimeoutException or OperationCanceledException or ObjectDisposedException)
        {
            return DnsExchange.Failed(LookupReason.Network, exception);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // On bytes that no server sends DnsClient throws what comes, NullReferenceException included; and on a name that it cannot send.
            return DnsExchange.Failed(LookupReason.Malformed, exception);
        }
    }

    // DnsClient follows a compression pointer past the end of the datagram, into whatever the application left in the pooled array,
    // and a target read there would be asked: the array that this thread's next rent gives out is emptied first.
    private static void CleanBuffer() => ArrayPool<byte>.Shared.Return(ArrayPool<byte>.Shared.Rent(BufferSize), clearArray: true);

    // A client of each server's own: to name the server with the question would make DnsClient build its settings each time.
    private LookupClient ClientOf(ClientKey key)
    {
        if (clients.TryGetValue(key, out var known))
        {
            return known;
        }

        if (clients.Count >= MostClients)
        {
            clients.Clear();
        }

        return clients.GetOrAdd(key, NewClient);
    }

    private static LookupClient NewClient(ClientKey key) => new(new LookupClientOptions(key.Server)
    {
        AutoResolveNameServers = false,
        UseCache = false,
        Retries = 0,
        Timeout = Timeout.InfiniteTimeSpan,
        UseRandomNameServer = false,
        ContinueOnDnsError = false,
        ContinueOnEmptyResponse = false,
        ThrowDnsErrors = false,
        EnableAuditTrail = false,
        UseTcpFallback = false,
        ExtendedDnsBufferSize = key.Edns ? EdnsSize : NoEdnsSize,
    });

    // With UseTcpFallback off, a truncated answer is Unassigned without a cause; any other Unassigned has one.
    // DnsClient says the same of a datagram that it cannot read; what is wrong with it then shows over TCP.
    private static LookupReason Classify(DnsResponseException exception) => exception switch
    {
        { Code: DnsResponseCode.Unassigned, InnerException: null } => LookupReason.Truncated,
        { Code: DnsResponseCode.ConnectionTimeout, InnerException: SocketException or IOException or TimeoutException } => LookupReason.Network,
        { Code: DnsResponseCode.ConnectionTimeout } => LookupReason.Timeout,
        { InnerException: SocketException or IOException or null } => LookupReason.Network,
        _ => LookupReason.Malformed,
    };

    private readonly record struct ClientKey(IPEndPoint Server, bool Edns);
}
