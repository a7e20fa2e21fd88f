namespace HeadlessDiscovery.RealDns.Tests.Servers;

/// <summary>The servers of Debian that a test needs.</summary>
internal static class Installed
{
    /// <summary>Everything that these tests can use, from Debian.</summary>
    public const string AptGet = "apt-get install -y --no-install-recommends bind9 knot pdns-server pdns-backend-sqlite3 sqlite3 unbound dnsmasq-base knot-resolver pdns-recursor dnsdist smartdns gdnsd";

    public const string Bind = "named";
    public const string Knot = "knotd";
    public const string PowerDns = "pdns_server";
    public const string Sqlite = "sqlite3";
    public const string Unbound = "unbound";
    public const string Dnsmasq = "dnsmasq";
    public const string KnotResolver = "kresd";
    public const string Recursor = "pdns_recursor";
    public const string Dnsdist = "dnsdist";
    public const string SmartDns = "smartdns";
    public const string Gdnsd = "gdnsd";
    public const string GdnsdControl = "gdnsdctl";

    /// <summary>The tables that PowerDNS expects, as its package brings them.</summary>
    public const string PowerDnsSchema = "/usr/share/pdns-backend-sqlite3/schema/schema.sqlite3.sql";

    public static void Require(Authority authority, Cache cache)
    {
        string[] needed = authority switch
        {
            Authority.Bind => [Bind],
            Authority.Knot => [Knot],
            _ => [PowerDns, Sqlite],
        };
        string[] before = cache switch
        {
            Cache.Unbound => [Unbound],
            Cache.Dnsmasq => [Dnsmasq],
            _ => [],
        };
        string[] tables = authority == Authority.PowerDns && !File.Exists(PowerDnsSchema) ? [PowerDnsSchema] : [];
        Require([.. Missing([.. needed, .. before]), .. tables]);
    }

    /// <summary>Skips the test where one of these programs is missing.</summary>
    public static void RequirePrograms(params string[] programs) => Require([.. Missing(programs)]);

    public static string PathOf(string program) => Prerequisite.Find(program) ?? throw new FileNotFoundException($"{program} is not installed.");

    private static IEnumerable<string> Missing(string[] programs) => programs.Where(program => Prerequisite.Find(program) is null);

    private static void Require(string[] missing) =>
        Prerequisite.Require(missing.Length == 0 ? null : $"Not installed: {string.Join(", ", missing)}. To run this test: {AptGet}");
}
