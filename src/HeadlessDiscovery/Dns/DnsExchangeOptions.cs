namespace HeadlessDiscovery.Dns;

/// <summary>How one message is sent.</summary>
/// <param name="Tcp">Over TCP; else over UDP, where a truncated answer is the failure <see cref="LookupReason.Truncated"/>.</param>
/// <param name="Edns">With an OPT record that offers 1232 octets.</param>
/// <param name="FreshSocket">On a connection of its own, so that another replica behind the address may answer. UDP always is.</param>
internal readonly record struct DnsExchangeOptions(bool Tcp, bool Edns, bool FreshSocket);
