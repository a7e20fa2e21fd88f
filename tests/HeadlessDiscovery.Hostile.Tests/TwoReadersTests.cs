using HeadlessDiscovery.Fuzz.Fuzzing;
using HeadlessDiscovery.Fuzz.Targets;
using HeadlessDiscovery.Fuzz.Wire;
using HeadlessDiscovery.Transport.Wire;

namespace HeadlessDiscovery.Hostile.Tests;

/// <summary>Every datagram of the corpus, read by our reader and by DnsClient's. Where both read it, they say the same; where one refuses it, this list says why.</summary>
public sealed class TwoReadersTests
{
    private const string Neither = "neither";
    private const string OnlyDnsClient = "DnsClient";

    private static readonly Dictionary<string, (string Readers, string Why)> OnPurpose = new()
    {
        ["a-counts-lie"] = (Neither, "It promises more records than it has."),
        ["pointer-loop"] = (Neither, "A name leads to itself."),
        ["reader-throws-null-reference"] = (Neither, "A name runs into the next one; DnsClient throws NullReferenceException."),
        ["nxdomain-long-label"] = (OnlyDnsClient, "A label of type 01 (RFC 6891 §5 gave it up): DnsClient takes it for a pointer."),
        ["owner-past-the-end"] = (OnlyDnsClient, "A label of type 10: DnsClient takes it for a pointer, here past the end, where the name is over."),
        ["pointer-at-the-last-octet"] = (OnlyDnsClient, "A pointer forwards, to a pointer past the end."),
        ["pointer-past-the-end"] = (OnlyDnsClient, "DnsClient reads what lies behind the message in its buffer."),
        ["question-ends-past-the-end"] = (OnlyDnsClient, "A pointer past the end of the message."),
    };

    public static TheoryData<string> Names => [.. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "corpus", "answers")).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Both_say_the_same_or_the_list_says_why(string name)
    {
        var input = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "corpus", "answers", name));
        var message = input[1..];
        var ours = WireMessage.Read(message, AnswerInput.Question(input).Name);
        var theirs = new DnsClientReader().Read(message);

        var readers = (ours, theirs) switch { (not null, not null) => "both", (not null, null) => "ours", (null, not null) => OnlyDnsClient, _ => Neither };

        var (expected, why) = OnPurpose.GetValueOrDefault(name, ("both", "Both can read it."));
        Assert.True(readers == expected, $"{readers} instead of {expected}: {why}");
        if (ours is not null && theirs is not null)
        {
            Assert.Null(DnsClientReader.Difference(ours, theirs));
        }
    }

    [Fact]
    public void The_page_on_security_counts_them()
    {
        var (onlyDnsClient, neither) = (OnPurpose.Values.Count(entry => entry.Readers == OnlyDnsClient), OnPurpose.Values.Count(entry => entry.Readers == Neither));
        var page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "security.md"));

        Assert.Contains($"Of the {Names.Count} datagrams of the fuzz corpus, both parsers accept {Names.Count - OnPurpose.Count}, with the same result. DnsClient alone accepts {onlyDnsClient}, ", page, StringComparison.Ordinal);
        Assert.Contains($"; neither accepts {neither}. ", page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_list_names_files_of_the_corpus() => NonEmpty.All(OnPurpose.Keys, name => Assert.Contains(name, Names.Select(row => row.Data)));
}
