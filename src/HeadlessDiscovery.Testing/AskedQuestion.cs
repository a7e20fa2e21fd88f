using System.Net;

namespace HeadlessDiscovery.Testing;

/// <summary>A query that the server received, and how it was answered.</summary>
public sealed record AskedQuestion
{
    /// <summary>The name as it was sent, with its trailing dot.</summary>
    public required string Name { get; init; }

    /// <summary>The record type, for example <c>A</c>, <c>AAAA</c> or <c>SRV</c>; other types by number, for example <c>TYPE16</c>.</summary>
    public required string Type { get; init; }

    /// <summary><c>udp</c> or <c>tcp</c>.</summary>
    public required string Transport { get; init; }

    /// <summary>The UDP size in the OPT record; <see langword="null"/> without an OPT record.</summary>
    public int? EdnsSize { get; init; }

    /// <summary>The endpoint that sent the query.</summary>
    public required IPEndPoint Client { get; init; }

    /// <summary>The number of the replica that answered.</summary>
    public int Replica { get; init; }

    /// <summary>When the query arrived, by the server's clock.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The fault that was injected, for example <c>ServFail</c>; <see langword="null"/> for a normal answer. For a failure served from a cache, this is the original fault.</summary>
    public string? Fault { get; init; }

    /// <summary>The response code; <see langword="null"/> if no response with a code was sent, or while a fault is being selected.</summary>
    public int? ResponseCode { get; init; }

    /// <summary>The number of records in the answer section.</summary>
    public int Records { get; init; }

    /// <summary>Whether the answer was marked as truncated.</summary>
    public bool IsTruncated { get; init; }
}
