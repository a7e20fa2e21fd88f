using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using HeadlessDiscovery.Dns;
using HeadlessDiscovery.Samples.Tests;
using HeadlessDiscovery.Tests.Support;
using HeadlessDiscovery.Watching;

namespace HeadlessDiscovery.Tests;

/// <summary>docs/design.md lists the files of one lookup, and a lookup goes through no other one on its way to the socket.</summary>
public sealed partial class LookupPathTests
{
    private const string Folder = "src/HeadlessDiscovery/";

    private static string[] Path { get; } = Read();

    [Fact]
    public void About_thirty_files_are_listed() => Assert.InRange(Path.Length, 25, 33);

    [Fact]
    public async Task The_calls_from_the_loop_to_the_transport_are_in_the_order_of_the_page()
    {
        var calls = Array.Empty<string>();
        var transport = new Watched(() => calls = Calls());
        var options = new HeadlessPeersOptions { ServiceName = "web", ResolvConfPath = "/nowhere/resolv.conf", Family = PeerFamily.IPv4 };
        options.NameServers.Add("10.96.0.10");
        Array.ForEach(TestLookup.Search, options.SearchDomains.Add);
        await using var resolver = new PeerResolver("web", options, new ResolverServices { NewTransport = () => transport, Variable = _ => null, Interfaces = () => [] });
        await resolver.GetPeersAsync(TestContext.Current.CancellationToken);

        Assert.Equal("Watching/RefreshLoop", calls[0]);
        Assert.Equal("Dns/Querying/TryRunner", calls[^1]);
        Assert.Equal(calls, Path.Where(calls.Contains));
    }

    [Fact]
    public void Each_file_is_used_by_one_that_comes_before_it()
    {
        var assembly = typeof(PeerResolver).Assembly.Location;
        var uses = CompiledCode.Read(assembly, Folder).ToLookup(type => Name(type.File), type => type.Files.Keys.Select(Name));
        NonEmpty.All(Path, file => Assert.True(uses.Contains(file), $"{file} has no type"));
        for (var i = 1; i < Path.Length; i++)
        {
            var known = Path[..i].SelectMany(before => uses[before]).SelectMany(others => others).ToHashSet();
            Assert.True(known.Contains(Path[i]) || uses[Path[i]].SelectMany(others => others).Any(other => IsInterface(other) && known.Contains(other)), $"nothing before {Path[i]} uses it");
        }
    }

    // What is called through an interface is known by that alone.
    private static bool IsInterface(string file) => file[(file.LastIndexOf('/') + 1)..] is ['I', >= 'A' and <= 'Z', ..];

    private static string Name(string file) => file[..^".cs".Length].Replace(Folder, string.Empty, StringComparison.Ordinal);

    // From the loop inwards; each file once, where its first call is.
    private static string[] Calls()
    {
        string[] files =
        [
            .. new StackTrace(fNeedFileInfo: true).GetFrames()
                .Select(frame => frame.GetFileName())
                .OfType<string>()
                .Where(file => file.Contains(Folder, StringComparison.Ordinal))
                .Select(file => Name(file[file.IndexOf(Folder, StringComparison.Ordinal)..]))
                .Reverse()
                .SkipWhile(file => file != "Watching/RefreshLoop"),
        ];
        return [.. files.Distinct()];
    }

    private static string[] Read()
    {
        var page = Repository.Read("docs/design.md");
        var section = page[page.IndexOf("## One lookup, file by file", StringComparison.Ordinal)..].Split("\n## ")[0];
        return [.. Rows().Matches(section).Select(row => row.Groups[1].Value)];
    }

    [GeneratedRegex(@"^\| `([\w/]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Rows();

    private sealed class Watched(Action asked) : IDnsTransport
    {
        public ValueTask<DnsExchange> ExchangeAsync(DnsQuestion question, IPEndPoint server, DnsExchangeOptions options, CancellationToken cancellationToken)
        {
            if (question.Type == DnsRecordType.A)
            {
                asked();
            }

            return new(DnsExchange.Of(FakeDnsMessage.Addresses(question, 5, "10.1.0.1")));
        }
    }
}
