using System.Net;
using System.Net.Sockets;

namespace HeadlessDiscovery;

/// <summary>One question to one name server, and what came of it.</summary>
public sealed class LookupQuestion
{
    /// <summary>The fully qualified name that was asked.</summary>
    public required string Name { get; init; }

    /// <summary><c>A</c>, <c>AAAA</c> or <c>SRV</c>.</summary>
    public required string Type { get; init; }

    /// <summary>The server that was asked.</summary>
    public required IPEndPoint Server { get; init; }

    /// <summary><c>udp</c> or <c>tcp</c>: what the answer came over, or what was tried last.</summary>
    public required string Transport { get; init; }

    /// <summary><c>answer</c>, the code of a <see cref="LookupReason"/>, or <c>abandoned</c> where another try answered first.</summary>
    public required string Result { get; init; }

    /// <summary>The error of the socket, where that is why the result is <c>network</c>.</summary>
    internal SocketError? SocketError { get; init; }

    /// <summary>Whether the server answered, positively or negatively.</summary>
    internal bool IsAnswered => Result is "answer" or "nxdomain" or "nodata";

    /// <summary>The RCODE of the answer; <see langword="null"/> where there was none.</summary>
    public int? ResponseCode { get; init; }

    /// <summary>The flags of the answer that were set, of <c>aa tc rd ra</c>, for example <c>aa rd</c>; empty without an answer.</summary>
    public string Flags { get; init; } = string.Empty;

    /// <summary>How many records of the asked type were verified.</summary>
    public int Records { get; init; }

    /// <summary>The lowest TTL of these records and their CNAME chain, or the negative TTL; <see langword="null"/> without an answer or SOA.</summary>
    public TimeSpan? Ttl { get; init; }

    /// <summary>From the departure of the query to the arrival of the reply, both over UDP and over TCP where it took both, or to the end of the wait for one that did not come.</summary>
    public TimeSpan Duration { get; init; }
}
