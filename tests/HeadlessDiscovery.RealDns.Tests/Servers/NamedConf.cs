using System.Net;

namespace HeadlessDiscovery.RealDns.Tests.Servers;

/// <summary>The configuration of a BIND that only answers for its zones, on one address.</summary>
internal static class NamedConf
{
    public static string Of(DirectoryInfo folder, IPEndPoint listens, string options, string zones) => $$"""
        options {
            directory "{{folder.FullName}}";
            listen-on port {{listens.Port}} { {{listens.Address}}; };
            listen-on-v6 { none; };
            pid-file none;
            session-keyfile none;
            recursion no;
            notify no;
            dnssec-validation no;
            {{options}}
        };
        controls { };
        {{zones}}
        """;
}
