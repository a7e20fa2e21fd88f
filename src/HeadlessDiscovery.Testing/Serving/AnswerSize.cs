namespace HeadlessDiscovery.Testing.Serving;

/// <summary>How many octets an answer may have.</summary>
internal static class AnswerSize
{
    private const int LargestOverTcp = 65535;
    private const int SmallestOverUdp = 512;

    // CoreDNS compresses a UDP answer above this to spare fragments, although the client would take it.
    private const int UnfragmentedUdp = 1480;

    public static int Limit(bool overTcp, int? ednsSize, int? cap)
    {
        var offered = Math.Max(SmallestOverUdp, ednsSize ?? SmallestOverUdp);
        return overTcp ? LargestOverTcp : Math.Min(offered, cap ?? offered);
    }

    public static int PlainLimit(bool overTcp) => overTcp ? LargestOverTcp : UnfragmentedUdp;
}
