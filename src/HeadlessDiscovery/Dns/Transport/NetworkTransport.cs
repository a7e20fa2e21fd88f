using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using HeadlessDiscovery.Dns;
using HeadlessDiscovery.Transport.Wire;

namespace HeadlessDiscovery.Transport;

/// <summary>The real network. Each query has an id, a port and a socket of its own, so that another replica behind the address may answer the next.</summary>
internal sealed class NetworkTransport : IDnsTransport, ISecondReader, IServerReader
{
    private readonly DnsClientReader second = new();

    public async ValueTask<DnsExchange> ExchangeAsync(DnsQuestion question, IPEndPoint server, DnsExchangeOptions options, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (Query(question, options.Edns) is not { } prefixed)
        {
            return DnsExchange.Failed(LookupReason.Malformed);
        }

        try
        {
            var octets = options.Tcp
                ? await TcpExchange.RunAsync(server, prefixed, options.Times, cancellationToken).ConfigureAwait(false)
                : await UdpExchange.RunAsync(server, prefixed.AsMemory(TcpExchange.PrefixLength), options.Times, cancellationToken).ConfigureAwait(false);
            if (octets is null)
            {
                return DnsExchange.Failed(LookupReason.Malformed);
            }

            // What cannot be read may have been cut on its way: TCP shows it.
            return WireMessage.Read(octets, question.Name) is { } message
                ? DnsExchange.Of(message)
                : DnsExchange.Failed(options.Tcp ? LookupReason.Malformed : LookupReason.Truncated);
        }
        catch (Exception exception) when (exception is not UnfitRepliesException && cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException("The query was abandoned.", exception, cancellationToken);
        }
        catch (Exception exception) when (exception is SocketException or IOException)
        {
            return DnsExchange.Failed(LookupReason.Network, exception);
        }
    }

    public ValueTask<ImmutableArray<IPAddress>?> ReadAsync(DnsQuestion question, IPEndPoint server, TimeSpan timeout, CancellationToken cancellationToken) =>
        second.ReadAsync(question, server, timeout, cancellationToken);

    public ValueTask<uint?> ReadSerialAsync(string zone, IPEndPoint server, TimeSpan timeout, CancellationToken cancellationToken) =>
        second.ReadSerialAsync(zone, server, timeout, cancellationToken);

    public ValueTask<string?> ReadIdentityAsync(string name, IPEndPoint server, TimeSpan timeout, CancellationToken cancellationToken) =>
        second.ReadIdentityAsync(name, server, timeout, cancellationToken);

    public ValueTask<ImmutableArray<string>?> ReadNamesAsync(IPAddress address, IPEndPoint server, TimeSpan timeout, CancellationToken cancellationToken) =>
        second.ReadNamesAsync(address, server, timeout, cancellationToken);

    // With the prefix of TCP, so that both leave in one segment there (RFC 7766 §8). Null for a name that cannot be sent.
    private static byte[]? Query(DnsQuestion question, bool edns)
    {
        // RFC 5452 §9.2: an id that nobody can foretell.
        Span<byte> id = stackalloc byte[sizeof(ushort)];
        RandomNumberGenerator.Fill(id);
        Span<byte> octets = stackalloc byte[TcpExchange.PrefixLength + QueryWriter.MostOctets];
        if (!QueryWriter.TryWrite(octets[TcpExchange.PrefixLength..], BinaryPrimitives.ReadUInt16BigEndian(id), question, edns, out var length))
        {
            return null;
        }

        BinaryPrimitives.WriteUInt16BigEndian(octets, (ushort)length);
        return octets[..(TcpExchange.PrefixLength + length)].ToArray();
    }
}
