namespace HeadlessDiscovery.RealDns.Tests.Servers;

/// <summary>Whether the machine has a server: without it a test is skipped, and in CI it fails.</summary>
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

    public static string PathOf(string program) => Find(program) ?? throw new FileNotFoundException($"{program} is not installed.");

    private static IEnumerable<string> Missing(string[] programs) => programs.Where(program => Find(program) is null);

    private static void Require(string[] missing)
    {
        if (missing.Length == 0)
        {
            return;
        }

        var reason = $"Not installed: {string.Join(", ", missing)}. To run this test: {AptGet}";
        if (Environment.GetEnvironmentVariable("CI") == "true")
        {
            Assert.Fail(reason);
        }

        Assert.Skip(reason);
    }

    // The PATH of an ordinary user lacks the sbin folders, where Debian puts servers.
    private static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Concat(["/usr/local/sbin", "/usr/sbin", "/sbin"])
        .Select(folder => Path.Combine(folder, program))
        .FirstOrDefault(File.Exists);
}
