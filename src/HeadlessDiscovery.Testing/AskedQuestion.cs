using System.Net;

namespace HeadlessDiscovery.Testing;

/// <summary>One question that came to the server, and what became of it.</summary>
public sealed record AskedQuestion
{
    /// <summary>The name as it was written, with its trailing dot.</summary>
    public required string Name { get; init; }

    /// <summary>For example <c>A</c>, <c>AAAA</c> or <c>SRV</c>; another type by its number, for example <c>TYPE16</c>.</summary>
    public required string Type { get; init; }

    /// <summary><c>udp</c> or <c>tcp</c>.</summary>
    public required string Transport { get; init; }

    /// <summary>The UDP size of the OPT record; <see langword="null"/> without OPT.</summary>
    public int? EdnsSize { get; init; }

    /// <summary>Who asked.</summary>
    public required IPEndPoint Client { get; init; }

    /// <summary>The number of the replica that answered.</summary>
    public int Replica { get; init; }

    /// <summary>When the question came, by the server's clock.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The fault that was played, for example <c>ServFail</c>; <see langword="null"/> for an honest answer. A failure that a cache holds has the fault it began with.</summary>
    public string? Fault { get; init; }

    /// <summary>The response code; <see langword="null"/> where nothing was sent that has one, and while a fault is being chosen.</summary>
    public int? ResponseCode { get; init; }

    /// <summary>How many records the answer section has.</summary>
    public int Records { get; init; }

    /// <summary>Whether the answer said that it is truncated.</summary>
    public bool IsTruncated { get; init; }
}
