namespace HeadlessDiscovery.Dns;

/// <summary>What came of one message to one server: a message, or why there is none.</summary>
internal readonly record struct DnsExchange(DnsMessage? Message, LookupReason Failure, Exception? Error)
{
    public static DnsExchange Of(DnsMessage message) => new(message, LookupReason.None, null);

    public static DnsExchange Failed(LookupReason failure, Exception? error = null) => new(null, failure, error);
}
