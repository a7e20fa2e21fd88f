using HeadlessDiscovery.Testing.Tests.Raw;
using HeadlessDiscovery.Testing.Wire;

namespace HeadlessDiscovery.Testing.Tests.Wire;

public sealed class ResponseWriterTests
{
    private const string Web = "web.default.svc.cluster.local";

    [Fact]
    public void What_fits_is_written_plain()
    {
        var written = ResponseWriter.Write(Srv(2), 512, 512);
        var answer = new RawAnswer(written.Bytes);

        // 31 bytes of owner name, not a pointer of 2.
        NonEmpty.All(answer.Answers, r => Assert.Equal(31 + 10 + 6 + "a-0.".Length + 31, r.Size));
        Assert.True(written is { IsComplete: true, IsTruncated: false, Answers: 2 });
    }

    [Fact]
    public void Compressed_glue_points_at_the_targets_which_are_never_compressed()
    {
        var answer = new RawAnswer(ResponseWriter.Write(Srv(6), 1232, 512).Bytes);

        NonEmpty.All(answer.Answers, r => Assert.Equal(2 + 10 + 6 + "a-0.".Length + 31, r.Size));
        NonEmpty.All(answer.Additional, r => Assert.Equal(2 + 10 + 4, r.Size));
        Assert.Equal(answer.Answers.Select(r => r.Text.Split(' ')[3]), answer.Additional.Select(r => r.Owner));
    }

    [Fact]
    public void Glue_that_is_cut_sets_tc_although_every_srv_fits()
    {
        var all = ResponseWriter.Write(Srv(6), 1232, 512).Bytes.Length;
        var written = ResponseWriter.Write(Srv(6), all - 1, 512);
        var answer = new RawAnswer(written.Bytes);

        Assert.Equal((6, 5, true), (answer.Answers.Count, answer.Additional.Count, answer.Tc));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(11)]
    public void At_every_size_as_many_records_as_fit_are_whole(int opt)
    {
        var response = Srv(6) with { EdnsSize = opt == 0 ? null : 1232 };
        for (var size = 80; size < 700; size++)
        {
            var written = ResponseWriter.Write(response, size, size);
            var answer = new RawAnswer(written.Bytes);

            Assert.True(answer.Length <= size);
            Assert.Equal(answer.Tc, answer.Answers.Count + answer.Glue.Count() < 12);
            Assert.Equal(opt != 0, answer.Opt is not null);
        }
    }

    [Fact]
    public void An_owner_in_another_case_is_not_pointed_at()
    {
        var response = Srv(0) with { Answers = [new DnsRecord("WEB.default.svc.cluster.local", RecordType.A, 5, [10, 0, 0, 1])] };
        var answer = new RawAnswer(ResponseWriter.Write(response, 512, 0).Bytes);

        Assert.Equal("WEB.default.svc.cluster.local", answer.Answers[0].Owner);
    }

    private static Response Srv(int pods) => new()
    {
        Id = 1,
        Question = Question.For(Web, RecordType.Srv),
        Answers = [.. Enumerable.Range(0, pods).Select(i => RecordData.Srv(Web, 5, 1, 80, $"a-{i}.{Web}"))],
        Additional = [.. Enumerable.Range(0, pods).Select(i => new DnsRecord($"a-{i}.{Web}", RecordType.A, 5, [10, 0, 0, (byte)i]))],
    };
}
