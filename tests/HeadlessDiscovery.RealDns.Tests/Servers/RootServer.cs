using System.Net;

namespace HeadlessDiscovery.RealDns.Tests.Servers;

/// <summary>BIND 9 with the root zone: it answers for the names of a cluster as a public resolver does.</summary>
internal sealed class RootServer() : RealServer(IPAddress.Loopback)
{
    protected override string Program => Installed.Bind;

    protected override string KnownName => "example";

    protected override IEnumerable<string> Arguments => ["-g", "-n", "1", "-c", PathTo("named.conf")];

    protected override async Task ConfigureAsync()
    {
        await File.WriteAllTextAsync(PathTo("root"), """
            . 86400 IN SOA a.root. hostmaster.root. 1 1800 900 604800 86400
            . 86400 IN NS a.root.
            a.root. 86400 IN A 192.0.2.53
            example. 86400 IN TXT "a name"

            """);
        await File.WriteAllTextAsync(PathTo("named.conf"), NamedConf.Of(Folder, EndPoint, string.Empty, """zone "." { type primary; file "root"; };"""));
    }
}
