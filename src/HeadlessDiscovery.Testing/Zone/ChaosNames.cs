using HeadlessDiscovery.Testing.Wire;

namespace HeadlessDiscovery.Testing.Zone;

/// <summary>TXT records of class CH, which identify the replica: CoreDNS only has them with its <c>chaos</c> plugin.</summary>
internal static class ChaosNames
{
    /// <summary>Null for everything that CoreDNS refuses.</summary>
    public static DnsRecord? Answer(Question question, HeadlessServiceServerOptions options, Func<int> replica) =>
        options.Chaos && question is { Type: RecordType.Txt, Key: "hostname.bind" or "id.server" }
            ? RecordData.ChaosText(question.Name, $"coredns-{replica()}")
            : null;
}
