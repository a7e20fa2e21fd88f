namespace HeadlessDiscovery.Dns;

/// <summary>The record sections of a message.</summary>
internal enum DnsSection
{
    Answer,
    Authority,
    Additional,
}
