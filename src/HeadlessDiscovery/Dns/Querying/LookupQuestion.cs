using System.Net;
using System.Net.Sockets;

namespace HeadlessDiscovery;

/// <summary>One query to one name server, and its result.</summary>
public sealed class LookupQuestion
{
    /// <summary>The fully qualified name that was queried.</summary>
    public required string Name { get; init; }

    /// <summary><c>A</c>, <c>AAAA</c> or <c>SRV</c>.</summary>
    public required string Type { get; init; }

    /// <summary>The server that was queried.</summary>
    public required IPEndPoint Server { get; init; }

    /// <summary><c>udp</c> or <c>tcp</c>: the transport of the answer, or of the last attempt.</summary>
    public required string Transport { get; init; }

    /// <summary><c>answer</c>, the code of a <see cref="LookupReason"/>, or <c>abandoned</c> if another attempt was answered first.</summary>
    public required string Result { get; init; }

    /// <summary>The socket error, if the result is <c>network</c> because of it.</summary>
    internal SocketError? SocketError { get; init; }

    /// <summary>Whether the server answered, positively or negatively.</summary>
    internal bool IsAnswered => Result is "answer" or "nxdomain" or "nodata";

    /// <summary>The RCODE of the answer; <see langword="null"/> without an answer.</summary>
    public int? ResponseCode { get; init; }

    /// <summary>The flags of the answer that were set, of <c>aa tc rd ra</c>, for example <c>aa rd</c>; empty without an answer.</summary>
    public string Flags { get; init; } = string.Empty;

    /// <summary>The number of verified records of the queried type.</summary>
    public int Records { get; init; }

    /// <summary>The lowest TTL of these records and their CNAME chain, or the negative TTL; <see langword="null"/> without an answer or SOA.</summary>
    public TimeSpan? Ttl { get; init; }

    /// <summary>The time from sending the query to receiving the answer, over UDP and TCP if both were used, or to the end of the wait if there was no answer.</summary>
    public TimeSpan Duration { get; init; }
}
