using System.Diagnostics;
using HeadlessDiscovery.Dns;
using HeadlessDiscovery.Transport.Wire;
using static HeadlessDiscovery.Tests.Support.WireOctets;

namespace HeadlessDiscovery.Tests.Transport.Wire;

/// <summary>Bytes that are no message: none is read, and none is read in part.</summary>
public sealed class HostileMessageTests
{
    private const string Web = "web.";

    // Where the first record begins, behind a question for "web.".
    private const int First = 12 + 9;

    private static readonly byte[] FourOctets = [10, 1, 0, 1];

    public static TheoryData<string> Names => [.. Bent.Keys];

    private static Dictionary<string, byte[]> Bent { get; } = new()
    {
        ["nothing"] = [],
        ["eleven bytes"] = Header()[..11],
        ["twelve bytes that promise a question"] = Header(),
        ["a question without its class"] = [.. Header(), .. Question(Web)[..^2]],
        ["a question whose name never ends"] = [.. Header(), 63, .. "abc"u8],
        ["a question that is a pointer to itself"] = [.. Header(), 0xC0, 12, 0, 1, 0, 1],
        ["a question that is half a pointer"] = [.. Header(), 0xC0],
        ["more questions than there are"] = [.. Header(questions: 2), .. Question(Web)],
        ["more answers than there are"] = Answer(2, Record(Asked, 1, FourOctets)),
        ["65,535 answers"] = Answer(65_535, Record(Asked, 1, FourOctets)),
        ["more authorities than there are"] = [.. Header(authorities: 1), .. Question(Web)],
        ["more additional records than there are"] = [.. Header(additionals: 1), .. Question(Web)],
        ["a record cut in its numbers"] = Answer(1, Record(Asked, 1, FourOctets)[..9]),
        ["a record cut in its data"] = Answer(1, Record(Asked, 1, FourOctets)[..^1]),
        ["data past the end"] = Answer(1, Record(Asked, 1, FourOctets, length: 400)),
        ["an owner that points at itself"] = Answer(1, Record([0xC0, First], 1, FourOctets)),
        ["an owner that points at its own label"] = Answer(1, Record([1, (byte)'a', 0xC0, First], 1, FourOctets)),
        ["an owner that points forwards"] = Answer(2, Record([0xC0, First + 16], 1, FourOctets), Record(Asked, 1, FourOctets)),
        ["an owner that points at the byte behind it"] = Answer(1, Record([0xC0, First + 2], 1, FourOctets)),
        ["an owner that points past the end"] = Answer(1, Record([0xFF, 0xFF], 1, FourOctets)),
        ["an owner that points into the header"] = Answer(1, Record([0xC0, 4], 1, FourOctets)),
        ["an owner that points at half a pointer"] = Answer(2, Record(Asked, 16, [0xC0]), Record([0xC0, First + 12], 1, FourOctets)),
        ["two names that point at each other"] = Answer(2, Record([0xC0, First + 16], 1, FourOctets), Record([0xC0, First], 1, FourOctets)),
        ["a label of type 01"] = Answer(1, Record([0x41, (byte)'a', 0], 1, FourOctets)),
        ["a label of type 10"] = Answer(1, Record([0x80, 12], 1, FourOctets)),
        ["a label of type 01 behind a pointer"] = Answer(2, Record(Asked, 16, [65, .. new byte[66]]), Record([0xC0, First + 12], 1, FourOctets)),
        ["a label of type 10 behind a pointer"] = Answer(2, Record(Asked, 16, [128, .. new byte[129]]), Record([0xC0, First + 12], 1, FourOctets)),
        ["half a pointer at the end"] = [.. Header(answers: 1), .. Question(Web), 0xC0],
        ["a name of 256 bytes"] = Answer(1, Record(Long(255), 1, FourOctets)),
        ["a name of 256 bytes through a pointer"] = Answer(2, Record(Long(253), 16, []), Record([1, (byte)'a', 0xC0, First], 1, FourOctets)),
        ["an alias without a name"] = Answer(1, Record(Asked, 5, [])),
        ["an alias that ends after its data"] = Answer(1, Record(Asked, 5, Name("abc."), length: 3), [0, 0, 0, 0, 0, 0]),
        ["an alias that ends before its data"] = Answer(1, Record(Asked, 5, [.. Name("abc."), 0])),
        ["an alias that points at itself"] = Answer(1, Record(Asked, 5, [0xC0, First + 12])),
        ["a service of six bytes"] = Answer(1, Record(Asked, 33, [0, 0, 0, 0, 1, 187])),
        ["a service of three bytes"] = Answer(1, Record(Asked, 33, [0, 0, 0])),
        ["a service whose target is longer than its data"] = Answer(1, Record(Asked, 33, [0, 0, 0, 0, 1, 187, 9, (byte)'a'])),
        ["a service with bytes behind its target"] = Answer(1, Record(Asked, 33, [0, 0, 0, 0, 1, 187, 0, 0])),
        ["an authority without its numbers"] = [.. Header(authorities: 1), .. Question(Web), .. Record(Asked, 6, [0, 0])],
        ["an authority with 19 bytes of numbers"] = [.. Header(authorities: 1), .. Question(Web), .. Record(Asked, 6, [0, 0, .. new byte[19]])],
        ["an authority with 21 bytes of numbers"] = [.. Header(authorities: 1), .. Question(Web), .. Record(Asked, 6, [0, 0, .. new byte[21]])],
        ["an authority of one name"] = [.. Header(authorities: 1), .. Question(Web), .. Record(Asked, 6, [0])],
        ["an authority without data"] = [.. Header(authorities: 1), .. Question(Web), .. Record(Asked, 6, [])],
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void It_is_no_message(string what) => Assert.Null(WireMessage.Read(Bent[what], Web));

    [Fact]
    public void The_same_octets_without_the_fault_are_one()
    {
        Assert.NotNull(WireMessage.Read(Answer(1, Record(Long(254), 1, FourOctets)), Web));
        Assert.NotNull(WireMessage.Read(Answer(2, Record(Long(252), 16, []), Record([1, (byte)'a', 0xC0, First], 1, FourOctets)), Web));
        Assert.NotNull(WireMessage.Read([.. Header(authorities: 1), .. Question(Web), .. Record(Asked, 6, [0, 0, .. new byte[20]])], Web));
        Assert.NotNull(WireMessage.Read(Answer(1, Record(Asked, 33, [0, 0, 0, 0, 1, 187, 0])), Web));
        Assert.NotNull(WireMessage.Read(Answer(2, Record(Asked, 16, [63, .. new byte[64]]), Record([0xC0, First + 12], 1, FourOctets)), Web));
        Assert.NotNull(WireMessage.Read(Header(questions: 0), Web));
    }

    [Fact]
    public void A_message_cut_at_any_octet_is_none()
    {
        var whole = Answer(3, Record(Asked, 5, Name("c.example.")), Record(Name("c.example."), 1, FourOctets), Record(Asked, 33, [0, 0, 0, 0, 1, 187, .. Name("a.")]));
        Assert.NotNull(WireMessage.Read(whole, Web));
        for (var length = 0; length < whole.Length; length++)
        {
            Assert.True(WireMessage.Read(whole[..length], Web) is null, $"cut at {length}");
        }
    }

    [Fact]
    public void A_chain_of_pointers_as_long_as_a_message_costs_no_more_than_its_octets()
    {
        // 30,000 pointers, each at the one before it, in the data of one record; then 1,000 names that begin at the last.
        byte[] chain = [0, .. Enumerable.Range(0, 15_000).SelectMany(n => (byte[])[.. Two(0xC000 | Math.Min(First + 12 + Math.Max(0, (2 * n) - 1), 0x3FFF))])];
        var last = Two(0xC000 | (First + 12 + 15_001));
        var octets = Answer(1001, [Record(Asked, 65_280, chain), .. Enumerable.Range(0, 1000).Select(_ => Record(last, 1, FourOctets))]);

        var clock = Stopwatch.StartNew();
        Assert.Null(WireMessage.Read(octets, Web));

        // A safety net, not a measurement: it takes microseconds.
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(10), $"{clock.Elapsed}");
    }

    [Fact]
    public void Any_octets_are_a_message_or_none()
    {
        var random = new Random(20);
        var read = 0;
        for (var i = 0; i < 20_000; i++)
        {
            var octets = Answer(3, Record(Asked, 5, Name("c.example.")), Record([0xC0, First + 12], 1, FourOctets), Record(Asked, 33, [0, 0, 0, 0, 1, 187, .. Name("a.")]));
            for (var bent = random.Next(1, 4); bent > 0; bent--)
            {
                octets[random.Next(octets.Length)] = (byte)random.Next(256);
            }

            if (WireMessage.Read(octets, Web) is { } message)
            {
                read++;
                Assert.All(Enum.GetValues<DnsSection>(), section => Assert.All(Enumerable.Range(0, message.Count(section)), index => Assert.EndsWith(".", message.Record(section, index).Owner, StringComparison.Ordinal)));
            }
        }

        Assert.InRange(read, 1_000, 19_000);
    }

    private static byte[] Answer(int count, params byte[][] records) => [.. Header(answers: count), .. Question(Web), .. Join(records)];

    // So many bytes of labels, length bytes included, and the root.
    private static byte[] Long(int octets)
    {
        var name = new List<byte>();
        while (octets > 0)
        {
            // What is left over must not be a length byte alone.
            var label = Math.Min(octets == 65 ? 62 : 63, octets - 1);
            name.AddRange([(byte)label, .. Enumerable.Repeat((byte)'l', label)]);
            octets -= label + 1;
        }

        return [.. name, 0];
    }
}
