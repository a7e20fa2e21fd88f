using HeadlessDiscovery.Dns;

namespace HeadlessDiscovery.Lookup;

/// <summary>The candidate that won, as a fully qualified name, and what was learned about asking it.</summary>
internal sealed class NamePin
{
    /// <summary>After so many answers over TCP, UDP is tried again: what truncated may have been a fault that is over.</summary>
    public const int MostTcpFirst = 32;

    private int? truncatedFrom;
    private int left;

    /// <summary>The pinned name; null while all candidates are walked.</summary>
    public string? Name { get; private set; }

    /// <summary>Whether the last answers did not fit in UDP, so that TCP is asked at once.</summary>
    public bool TcpFirst { get; private set; }

    public void Won(PeerAnswer answer, AskContext context)
    {
        // With CoreDNS autopath an alias may lead to another suffix tomorrow: walk again.
        Name = answer.Canonical is null ? answer.Name : null;
        if (context.SawTruncation)
        {
            truncatedFrom = Math.Min(truncatedFrom ?? int.MaxValue, answer.Peers.Count);
            left = MostTcpFirst;
        }
        else if (TcpFirst && --left == 0)
        {
            truncatedFrom = null;
        }

        TcpFirst = answer.Peers.Count >= truncatedFrom;
    }

    public void Drop()
    {
        Name = null;
        TcpFirst = false;
        truncatedFrom = null;
    }
}
