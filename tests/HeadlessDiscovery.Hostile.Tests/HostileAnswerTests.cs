using System.Net;
using System.Net.Sockets;
using HeadlessDiscovery.Lookup;

namespace HeadlessDiscovery.Hostile.Tests;

/// <summary>Each hostile answer, byte by byte over real sockets, over UDP and over TCP, through the reader, the verification and a whole lookup: Unknown, or exactly the truth; never a lie, never Empty.</summary>
public sealed class HostileAnswerTests : IDisposable
{
    private const string Truth = "10.1.0.1 10.1.0.2";
    private const string Lie = "6.6.6.6";

    private static readonly string[] AllBent = ["wrong id", "wrong question", "question of another type", "question of another class", "no question", "two questions", "QR 0", "another operation", "only another owner", "CNAME to itself", "CNAME loop of two", "CNAME loop of three", "CNAME chain of 50",
        "address before its alias", "pointer to itself", "two pointers at each other", "pointer past the end", "pointer past the buffer", "more answers than there are", "65,535 answers", "record length past the end", "record length 0", "address of three bytes", "address of five bytes",
        "addresses that nobody can have", "class CH", "extended code", "empty", "one byte", "twelve bytes", "random bytes", "label of 63 past the end"];

    private static readonly string[] AllWithTheTruth = ["another owner beside", "class CH beside", "out of bailiwick in every section", "addresses that nobody can have beside", "other types beside", "aliases of others beside", "bytes after the end", "the same address 70 times"];

    private readonly CancellationTokenSource net = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

    public HostileAnswerTests() => net.CancelAfter(TimeSpan.FromSeconds(30));

    public static TheoryData<string, bool> Bent => [.. AllBent.SelectMany(name => (TheoryDataRow<string, bool>[])[(name, false), (name, true)])];

    public static TheoryData<string, bool> WithTheTruth => [.. AllWithTheTruth.SelectMany(name => (TheoryDataRow<string, bool>[])[(name, false), (name, true)])];

    [Theory]
    [MemberData(nameof(Bent))]
    public async Task A_hostile_answer_is_unknown_and_says_nothing(string name, bool tcp)
    {
        await using var server = new RawServer((asked, _) => Make(name, asked));

        var report = await Lookups.AskAsync(Lookups.Of(server.EndPoint, more: options => (options.UseTcp, options.AttemptTimeout) = (tcp, TimeSpan.FromSeconds(2))), net.Token);

        Assert.Equal((LookupOutcome.Unknown, ""), (report.Answer.Outcome, Lookups.Peers(report)));
    }

    [Theory]
    [MemberData(nameof(WithTheTruth))]
    public async Task Lies_beside_the_truth_are_left_out(string name, bool tcp)
    {
        await using var server = new RawServer((asked, _) => Make(name, asked));

        var report = await Lookups.AskAsync(Lookups.Of(server.EndPoint, more: options => options.UseTcp = tcp), net.Token);

        Assert.Equal((LookupOutcome.Found, Truth), (report.Answer.Outcome, Lookups.Peers(report)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Who_knows_the_id_and_the_port_is_not_believed_from_any_other_address_or_port(bool samePort)
    {
        await using var server = new RawServer((asked, _) => Make("good", asked));
        using var stranger = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        stranger.Bind(samePort ? new IPEndPoint(IPAddress.Parse("127.77.0.1"), server.EndPoint.Port) : new IPEndPoint(IPAddress.Loopback, 0));
        server.BeforeAnswer = (asked, asker) => stranger.SendTo(Wire.Answer(asked, [Wire.A(Wire.Asked, Lie)]), asker);

        Assert.Equal((LookupOutcome.Found, Truth), await FoundAsync(server, tcp: false));
        Assert.Equal((LookupOutcome.Found, Truth), await FoundAsync(server, tcp: true));
    }

    [Theory]
    [InlineData("wrong id")]
    [InlineData("wrong question")]
    [InlineData("question of another type")]
    [InlineData("question of another class")]
    [InlineData("no question")]
    [InlineData("two questions")]
    [InlineData("QR 0")]
    [InlineData("empty")]
    [InlineData("one byte")]
    [InlineData("twelve bytes")]
    [InlineData("random bytes")]
    public async Task What_does_not_fit_the_query_costs_no_try_over_UDP(string name)
    {
        await using var server = new RawServer((asked, _) => Make("good", asked));
        server.BeforeAnswer = (asked, asker) => server.Send(Make(name, asked), asker);

        Assert.Equal((LookupOutcome.Found, Truth), await FoundAsync(server, tcp: false));
    }

    [Fact]
    public async Task An_answer_of_64_KiB_with_1309_uncompressed_records_is_read_whole_over_TCP()
    {
        // 50 bytes a record: a name of 36 bytes, written out in each, and 14 more.
        const string Name = "webwebwebwe.shop.svc.cluster.local.";
        var records = Enumerable.Range(0, 1309).Select(n => Wire.Record(Wire.Name(Name), 1, [10, 2, (byte)(n >> 8), (byte)n])).ToArray();
        await using var server = new RawServer(
            (asked, _) => Wire.Answer(asked, [], Wire.Authoritative | 0x0200),
            (asked, _) => Wire.Answer(asked, records));
        Assert.InRange(Wire.Answer([.. new byte[12], .. Wire.Name(Name), 0, 1, 0, 1], records).Length, 65_450, 65_535);

        var report = await Lookups.AskAsync(Lookups.Of(server.EndPoint, Name), net.Token);

        Assert.Equal((LookupOutcome.Found, 1309), (report.Answer.Outcome, report.Answer.Peers.Count));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_answer_cut_at_any_octet_is_unknown_or_ignored(bool tcp)
    {
        var length = 0;
        var (question, whole) = (0, int.MaxValue);
        byte[] Cut(byte[] asked)
        {
            var good = Make("good", asked);
            (question, whole) = (12 + Wire.Question(asked).Length, good.Length);
            return good[..Math.Min(length, whole)];
        }

        // Over UDP the whole comes behind the part, and is taken where the part fits no query.
        await using var server = new RawServer((asked, _) => Make("good", asked), (asked, _) => Cut(asked));
        server.BeforeAnswer = (asked, asker) => server.Send(Cut(asked), asker);
        for (; length < whole; length++)
        {
            var report = await Lookups.AskAsync(Lookups.Of(server.EndPoint, more: options => options.UseTcp = tcp), net.Token);
            var expected = !tcp && length < question ? (LookupOutcome.Found, Truth) : (LookupOutcome.Unknown, "");
            Assert.True((report.Answer.Outcome, Lookups.Peers(report)) == expected, $"{length} bytes: {report.Answer.Outcome} {Lookups.Peers(report)}");
        }

        Assert.Equal((LookupOutcome.Found, Truth), await FoundAsync(server, tcp));
    }

    [Fact]
    public async Task A_name_of_another_script_is_found_under_its_own_spelling()
    {
        const string Name = "xn--bcher-kva.shop.svc.cluster.local.";
        await using var server = new RawServer((asked, _) => Wire.Answer(asked, [Wire.A(Wire.Asked, "10.1.0.1"), Wire.A(Wire.Name(Name), "10.1.0.2")]));

        var report = await Lookups.AskAsync(Lookups.Of(server.EndPoint, Name), net.Token);

        Assert.Equal((LookupReason.None, LookupOutcome.Found, Truth), (report.Answer.Reason, report.Answer.Outcome, Lookups.Peers(report)));
    }

    [Theory]
    [InlineData("a dot inside a label")]
    [InlineData("a dot inside the question's label")]
    [InlineData("a label of type 01 that points at the name")]
    [InlineData("a label of type 10 that points at the name")]
    [InlineData("an alias to a name with a dot inside a label")]
    [InlineData("a pointer forwards")]
    public async Task A_name_that_was_never_quite_sent_is_not_taken_for_one_that_was(string what)
    {
        byte[] dotted = [8, .. "web.shop"u8, .. Wire.Name("svc.cluster.local.")];
        await using var server = new RawServer((asked, _) => what switch
        {
            "a dot inside a label" => Wire.Answer(asked, [Wire.A(dotted, Lie)]),
            "a dot inside the question's label" => Wire.Answer(asked, [Wire.A(Wire.Asked, Lie)], question: [.. dotted, 0, 1, 0, 1]),
            "a label of type 01 that points at the name" => Wire.Answer(asked, [Wire.A([0x40, 12], Lie)]),
            "a label of type 10 that points at the name" => Wire.Answer(asked, [Wire.A([0x80, 12], Lie)]),
            "an alias to a name with a dot inside a label" => Wire.Answer(asked, [Wire.Record(Wire.Asked, 5, [5, .. "a.exa"u8, 0]), Wire.A(Wire.Name("a.exa."), Lie)]),
            _ => Wire.Answer(asked, [Wire.A([0xC0, (byte)(12 + Wire.Question(asked).Length + 16)], Lie), Wire.Record(Wire.Name(Wire.Web), 16, [])]),
        });

        foreach (var tcp in (bool[])[false, true])
        {
            var report = await Lookups.AskAsync(Lookups.Of(server.EndPoint, more: options => (options.UseTcp, options.AttemptTimeout) = (tcp, TimeSpan.FromSeconds(2))), net.Token);
            Assert.Equal((LookupOutcome.Unknown, LookupReason.Malformed, ""), (report.Answer.Outcome, report.Answer.Reason, Lookups.Peers(report)));
        }
    }

    [Fact]
    public async Task A_target_of_octets_that_are_no_text_is_asked_as_it_is()
    {
        byte[] odd = [40, .. Enumerable.Repeat((byte)200, 40), .. Wire.Name("example.")];
        byte[] Serve(byte[] asked) => Wire.AskedType(asked) == 33
            ? Wire.Answer(asked, [Wire.Record(Wire.Asked, 33, [0, 0, 0, 0, 0, 80, .. odd])])
            : Wire.Answer(asked, Wire.Question(asked).AsSpan()[..^4].SequenceEqual(odd) ? [Wire.A(Wire.Asked, "10.1.0.1")] : [Wire.A(Wire.Asked, Lie)]);
        await using var server = new RawServer((asked, _) => Serve(asked));

        foreach (var tcp in (bool[])[true, false])
        {
            var report = await Lookups.AskAsync(Lookups.Of(server.EndPoint, more: options => (options.UseTcp, options.PortName) = (tcp, "http")), net.Token);
            Assert.True((report.Answer.Outcome, Lookups.Peers(report)) == (LookupOutcome.Found, "10.1.0.1"), $"tcp {tcp}: {report.Answer.Outcome} {report.Answer.Reason} {Lookups.Peers(report)}");
        }
    }

    public void Dispose() => net.Dispose();

    private static byte[] Make(string name, byte[] asked)
    {
        var one = Wire.A(Wire.Asked, "10.1.0.1");
        var two = Wire.A(Wire.Asked, "10.1.0.2");
        var lie = Wire.A(Wire.Asked, Lie);
        var evil = Wire.Name("evil.example.");
        var good = Wire.Answer(asked, [one, two]);
        var here = 12 + Wire.Question(asked).Length;
        byte[] Owned(int pointer) => Wire.Answer(asked, [Wire.A([(byte)(0xC0 | (pointer >> 8)), (byte)pointer], Lie)]);
        return name switch
        {
            "good" => good,
            "wrong id" => [(byte)(asked[0] ^ 0x55), .. Wire.Answer(asked, [lie])[1..]],
            "wrong question" => Wire.Answer(asked, [lie], question: [.. evil, 0, 1, 0, 1]),
            "question of another type" => Wire.Answer(asked, [lie], question: [.. Wire.Question(asked)[..^4], 0, 28, 0, 1]),
            "question of another class" => Wire.Answer(asked, [lie], question: [.. Wire.Question(asked)[..^4], 0, 1, 0, 3]),
            "no question" => Wire.Answer(asked, [Wire.A(Wire.Name(Wire.Web), Lie)], questions: 0),
            "two questions" => Wire.Answer(asked, [lie], questions: 2),
            "QR 0" => Wire.Answer(asked, [lie], flags: 0x0400),
            "another operation" => Wire.Answer(asked, [lie], flags: 0x9400),
            "only another owner" => Wire.Answer(asked, [Wire.A(evil, Lie)]),
            "CNAME to itself" => Wire.Answer(asked, [Wire.Alias(Wire.Asked, Wire.Web), lie]),
            "CNAME loop of two" => Wire.Answer(asked, [Wire.Alias(Wire.Asked, "a.example."), Wire.Alias(Wire.Name("a.example."), Wire.Web), lie]),
            "CNAME loop of three" => Wire.Answer(asked, [Wire.Alias(Wire.Asked, "a.example."), Wire.Alias(Wire.Name("a.example."), "b.example."), Wire.Alias(Wire.Name("b.example."), "a.example."), lie]),
            "CNAME chain of 50" => Wire.Answer(asked, [Wire.Alias(Wire.Asked, "c1.example."), .. Enumerable.Range(1, 49).Select(n => Wire.Alias(Wire.Name($"c{n}.example."), $"c{n + 1}.example.")), Wire.A(Wire.Name("c50.example."), Lie)]),
            "address before its alias" => Wire.Answer(asked, [lie, Wire.Alias(Wire.Asked, "a.example.")]),
            "pointer to itself" => Owned(here),
            "two pointers at each other" => Crossed(Wire.Answer(asked, [lie, lie]), here),
            "pointer past the end" => Owned(0x800),
            "pointer past the buffer" => Owned(0x3FFF),
            "more answers than there are" => Wire.Answer(asked, [lie], count: 2),
            "65,535 answers" => Wire.Answer(asked, [lie], count: 65_535),
            "record length past the end" => Wire.Answer(asked, [Wire.Record(Wire.Asked, 1, [6, 6, 6, 6], length: 400)]),
            "record length 0" => Wire.Answer(asked, [Wire.Record(Wire.Asked, 1, [6, 6, 6, 6], length: 0)]),
            "address of three bytes" => Wire.Answer(asked, [Wire.Record(Wire.Asked, 1, [6, 6, 6])]),
            "address of five bytes" => Wire.Answer(asked, [Wire.Record(Wire.Asked, 1, [6, 6, 6, 6, 6])]),
            "addresses that nobody can have" => Wire.Answer(asked, [.. Nobodys]),
            "class CH" => Wire.Answer(asked, [Wire.A(Wire.Asked, Lie, recordClass: 3)]),
            "extended code" => [.. With(Wire.Answer(asked, [lie]), at: 11, 1), .. Wire.Record([0], 41, [], recordClass: 1232, ttl: 0x01000000)],
            "empty" => [],
            "one byte" => good[..1],
            "twelve bytes" => good[..12],
            "random bytes" => [asked[0], asked[1], .. Enumerable.Range(0, 300).Select(n => (byte)(n * 167 + 29))],
            "label of 63 past the end" => [.. Wire.Answer(asked, [], count: 1), 63, .. "abc"u8],
            "another owner beside" => Wire.Answer(asked, [Wire.A(evil, Lie), one, two]),
            "class CH beside" => Wire.Answer(asked, [one, Wire.A(Wire.Asked, Lie, recordClass: 3), two]),
            "out of bailiwick in every section" => With(With(Wire.Answer(asked, [one, Wire.A(evil, Lie), two, Wire.A(Wire.Asked, Lie), Wire.A(Wire.Asked, Lie)], count: 3), at: 9, 1), at: 11, 1),
            "addresses that nobody can have beside" => Wire.Answer(asked, [.. Nobodys, one, two]),
            "other types beside" => Wire.Answer(asked, [one, Wire.Record(Wire.Asked, 28, [0x20, 1, .. new byte[14]]), Wire.Record(Wire.Asked, 16, [3, .. "lie"u8]), Wire.Record(Wire.Asked, 65_280, [6, 6, 6, 6]), two]),
            "aliases of others beside" => Wire.Answer(asked, [Wire.Alias(evil, Wire.Web), one, two, Wire.Alias(evil, "evil.example.")]),
            "bytes after the end" => [.. good, .. lie],
            "the same address 70 times" => Wire.Answer(asked, [.. Enumerable.Repeat(one, 69), two]),
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, "No such answer."),
        };
    }

    private static IEnumerable<byte[]> Nobodys =>
        ((string[])["0.0.0.0", "255.255.255.255", "224.0.0.1", "239.1.2.3", "169.254.169.254", "0.1.2.3"]).Select(address => Wire.A(Wire.Asked, address));

    // The owner of the first record is a pointer to a pointer that points back at it.
    private static byte[] Crossed(byte[] octets, int here)
    {
        (octets[here], octets[here + 1]) = (0xC0, (byte)(here + 16));
        (octets[here + 16], octets[here + 17]) = (0xC0, (byte)here);
        return octets;
    }

    private static byte[] With(byte[] octets, int at, byte value)
    {
        octets[at] = value;
        return octets;
    }

    private async Task<(LookupOutcome Outcome, string Peers)> FoundAsync(RawServer server, bool tcp)
    {
        var report = await Lookups.AskAsync(Lookups.Of(server.EndPoint, more: options => options.UseTcp = tcp), net.Token);
        return (report.Answer.Outcome, Lookups.Peers(report));
    }
}
