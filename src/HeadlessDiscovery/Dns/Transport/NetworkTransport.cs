using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Net;
using System.Security.Cryptography;
using HeadlessDiscovery.Dns;
using HeadlessDiscovery.Transport.Wire;

namespace HeadlessDiscovery.Transport;

/// <summary>The real network. Each query has an id, a port and a socket of its own, so that another replica behind the address may answer the next.</summary>
internal sealed class NetworkTransport : IDnsTransport, ISecondReader, IServerReader
{
    private static readonly DnsClientReader Second = new();

    public ValueTask<DnsExchange> ExchangeAsync(DnsQuestion question, IPEndPoint server, DnsExchangeOptions options, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<DnsExchange>(cancellationToken);
        }

        if (Query(question, options.Edns) is not { } prefixed)
        {
            return new(DnsExchange.Failed(LookupReason.Malformed));
        }

        var query = new WireQuery(prefixed, question.Name, options.Known);
        return options.Tcp
            ? TcpExchange.RunAsync(server, query, options.Times, cancellationToken)
            : UdpExchange.RunAsync(server, query, options.Times, cancellationToken);
    }

    public ValueTask<ImmutableArray<IPAddress>?> ReadAsync(DnsQuestion question, IPEndPoint server, TimeSpan timeout, CancellationToken cancellationToken) =>
        Second.ReadAsync(question, server, timeout, cancellationToken);

    public ValueTask<uint?> ReadSerialAsync(string zone, IPEndPoint server, TimeSpan timeout, CancellationToken cancellationToken) =>
        Second.ReadSerialAsync(zone, server, timeout, cancellationToken);

    public ValueTask<string?> ReadIdentityAsync(string name, IPEndPoint server, TimeSpan timeout, CancellationToken cancellationToken) =>
        Second.ReadIdentityAsync(name, server, timeout, cancellationToken);

    public ValueTask<ImmutableArray<string>?> ReadNamesAsync(IPAddress address, IPEndPoint server, TimeSpan timeout, CancellationToken cancellationToken) =>
        Second.ReadNamesAsync(address, server, timeout, cancellationToken);

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
