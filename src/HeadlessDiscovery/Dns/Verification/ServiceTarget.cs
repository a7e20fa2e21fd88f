using System.Collections.Immutable;
using System.Net;

namespace HeadlessDiscovery.Dns;

/// <summary>One SRV record: a fully qualified host name, a port, and the addresses of that host that came along as glue, usable and not.</summary>
internal readonly record struct ServiceTarget(string Host, ushort Port, ImmutableArray<IPAddress> Glue, ImmutableArray<IPAddress> LeftOut);
