namespace HeadlessDiscovery.Dns;

/// <summary>How one message is sent. Each is on a socket of its own, so that another replica behind the address may answer.</summary>
/// <param name="Tcp">Over TCP; else over UDP, where a reply that cannot be read is the failure <see cref="LookupReason.Truncated"/>.</param>
/// <param name="Edns">With an OPT record that offers 1232 bytes.</param>
internal readonly record struct DnsExchangeOptions(bool Tcp, bool Edns);
