using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using HeadlessDiscovery.Dns;
using HeadlessDiscovery.Transport.Wire;

namespace HeadlessDiscovery.Transport;

/// <summary>Sends messages over TCP, each on a connection of its own, so that another replica behind the address may answer the next.</summary>
internal sealed class TcpTransport : IDnsTransport
{
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<DnsExchange> ExchangeAsync(DnsQuestion question, IPEndPoint server, DnsExchangeOptions options, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var id = NewId();
        if (Query(id, question, options.Edns) is not { } query)
        {
            return DnsExchange.Failed(LookupReason.Malformed);
        }

        try
        {
            var octets = await TcpExchange.RunAsync(server, query, cancellationToken).ConfigureAwait(false);
            return octets.Length >= sizeof(ushort) && BinaryPrimitives.ReadUInt16BigEndian(octets) == id && WireMessage.Read(octets, question.Name) is { } message
                ? DnsExchange.Of(message)
                : DnsExchange.Failed(LookupReason.Malformed);
        }
        catch (Exception exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException("The question was abandoned.", exception, cancellationToken);
        }
        catch (Exception exception) when (exception is SocketException or IOException)
        {
            return DnsExchange.Failed(LookupReason.Network, exception);
        }
    }

    // RFC 5452 §9.2: an id that nobody can foretell.
    private static ushort NewId()
    {
        Span<byte> octets = stackalloc byte[sizeof(ushort)];
        RandomNumberGenerator.Fill(octets);
        return BinaryPrimitives.ReadUInt16BigEndian(octets);
    }

    // With its prefix, so that both leave in one segment (RFC 7766 §8). Null for a name that cannot be sent.
    private static byte[]? Query(ushort id, DnsQuestion question, bool edns)
    {
        Span<byte> octets = stackalloc byte[TcpExchange.PrefixLength + QueryWriter.MostOctets];
        if (!QueryWriter.TryWrite(octets[TcpExchange.PrefixLength..], id, question, edns, out var length))
        {
            return null;
        }

        BinaryPrimitives.WriteUInt16BigEndian(octets, (ushort)length);
        return octets[..(TcpExchange.PrefixLength + length)].ToArray();
    }
}
