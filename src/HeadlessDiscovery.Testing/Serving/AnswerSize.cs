namespace HeadlessDiscovery.Testing.Serving;

/// <summary>How many bytes an answer may have.</summary>
internal static class AnswerSize
{
    private const int LargestOverTcp = 65535;
    private const int SmallestOverUdp = 512;

    // CoreDNS compresses a UDP answer above this to spare fragments, although the client would take it.
    private const int UnfragmentedUdp = 1480;

    public static int Limit(bool overTcp, int? ednsSize, HeadlessServiceServerOptions options)
    {
        var offered = overTcp ? LargestOverTcp : Math.Max(SmallestOverUdp, ednsSize ?? SmallestOverUdp);
        return Math.Min(offered, (overTcp ? options.MaxTcpSize : options.MaxUdpSize) ?? offered);
    }

    public static int PlainLimit(bool overTcp) => overTcp ? LargestOverTcp : UnfragmentedUdp;
}
