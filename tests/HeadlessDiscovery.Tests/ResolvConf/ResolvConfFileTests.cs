using System.Text;
using HeadlessDiscovery.ResolvConf;
using Microsoft.Extensions.Time.Testing;

namespace HeadlessDiscovery.Tests.ResolvConf;

public sealed class ResolvConfFileTests
{
    private static readonly TimeSpan SafetyNet = TimeSpan.FromSeconds(30);

    private readonly FakeTimeProvider time = new();
    private int opened;

    [Fact]
    [Trait("rule", "L-1")]
    public void The_file_is_looked_at_every_5_seconds_at_most()
    {
        using var file = new TemporaryFile("nameserver 10.0.0.1\n");
        var reader = Reader(file);
        var first = reader.Read();
        file.Write("nameserver 10.0.0.2\n");

        time.Advance(TimeSpan.FromSeconds(4.999));
        Assert.Same(first, reader.Read());
        Assert.Equal(1, opened);

        time.Advance(TimeSpan.FromSeconds(0.001));
        Assert.Equal(["10.0.0.2"], Servers(reader.Read()));
        Assert.Equal(2, opened);
    }

    [Fact]
    [Trait("rule", "L-1")]
    public void Where_nobody_answers_it_is_looked_at_now()
    {
        using var file = new TemporaryFile("nameserver 10.0.0.1\n");
        var reader = Reader(file);
        reader.Read();
        file.Write("nameserver 10.0.0.2\n");

        Assert.Equal(["10.0.0.2"], Servers(reader.Read(now: true)));
    }

    [Fact]
    [Trait("rule", "L-1")]
    public void Resolvers_of_one_process_share_a_path_and_its_checks()
    {
        using var file = new TemporaryFile("nameserver 10.0.0.1\n");
        var first = ResolvConfFiles.Of(file.Path, time).Read();
        file.Write("nameserver 10.0.0.2\n");

        Assert.Same(first, ResolvConfFiles.Of(file.Path, time).Read());
        Assert.Equal(["10.0.0.2"], Servers(ResolvConfFiles.Of(file.Path, new FakeTimeProvider()).Read()));
        NextCheck();
        Assert.Equal(["10.0.0.2"], Servers(ResolvConfFiles.Of(file.Path, time).Read()));
    }

    [Fact]
    [Trait("rule", "L-1")]
    public async Task While_one_caller_checks_the_others_get_what_is_known()
    {
        using var file = new TemporaryFile("nameserver 10.0.0.1\n");
        using var inside = new ManualResetEventSlim();
        using var goOn = new ManualResetEventSlim();
        var reader = new ResolvConfFile(file.Path, time, path =>
        {
            if (Interlocked.Increment(ref opened) == 2)
            {
                inside.Set();
                goOn.Wait(SafetyNet, TestContext.Current.CancellationToken);
            }

            return ResolvConfText.Open(path);
        });
        var first = reader.Read();
        file.Write("nameserver 10.0.0.2\n");
        NextCheck();

        var checking = Task.Run(() => reader.Read(), TestContext.Current.CancellationToken);
        Assert.True(inside.Wait(SafetyNet, TestContext.Current.CancellationToken));
        Assert.Same(first, reader.Read());

        goOn.Set();
        Assert.Equal(["10.0.0.2"], Servers(await checking));
    }

    [Fact]
    [Trait("rule", "L-1")]
    public void After_the_check_of_one_thread_another_may_check()
    {
        using var file = new TemporaryFile("nameserver 10.0.0.1\n");
        var reader = Reader(file);
        reader.Read();
        NextCheck();
        reader.Read();
        file.Write("nameserver 10.0.0.2\n");
        NextCheck();

        ResolverConfiguration? read = null;
        var other = new Thread(() => read = reader.Read());
        other.Start();
        other.Join();

        Assert.Equal(["10.0.0.2"], Servers(read!));
    }

    [Fact]
    [Trait("rule", "L-1")]
    public void A_change_during_the_read_is_read_again()
    {
        using var file = new TemporaryFile("nameserver 10.0.0.1\n");
        var reader = new ResolvConfFile(file.Path, time, path =>
        {
            var stream = new MemoryStream(File.ReadAllBytes(path));
            if (++opened == 1)
            {
                file.Write("nameserver 10.0.0.2\n");
            }

            return stream;
        });

        Assert.Equal(["10.0.0.2"], Servers(reader.Read()));
        Assert.Equal(2, opened);
    }

    [Fact]
    [Trait("rule", "L-1")]
    public void A_file_that_never_rests_is_left_for_the_next_check()
    {
        using var file = new TemporaryFile("nameserver 10.0.0.1\n");
        var reader = new ResolvConfFile(file.Path, time, path =>
        {
            var stream = new MemoryStream(File.ReadAllBytes(path));
            if (++opened <= 3)
            {
                file.Write($"nameserver 10.0.1.{opened}\n");
            }

            return stream;
        });

        Assert.Equal(["10.0.1.2"], Servers(reader.Read()));
        Assert.Equal(3, opened);

        NextCheck();
        Assert.Equal(["10.0.1.3"], Servers(reader.Read()));
    }

    [Fact]
    [Trait("rule", "L-2")]
    public void A_file_that_did_not_change_is_not_opened_again()
    {
        using var file = new TemporaryFile("nameserver 10.0.0.1\n");
        var reader = Reader(file);
        var first = reader.Read();
        for (var check = 0; check < 10; check++)
        {
            NextCheck();
            Assert.Same(first, reader.Read());
        }

        Assert.Equal(1, opened);
    }

    [Fact]
    [Trait("rule", "L-2")]
    public void Another_length_is_a_change_even_at_the_same_moment()
    {
        using var file = new TemporaryFile("nameserver 10.0.0.1\n");
        var reader = Reader(file);
        reader.Read();
        file.WriteWithoutTrace("nameserver 10.0.0.22\n");
        NextCheck();
        Assert.Equal(["10.0.0.22"], Servers(reader.Read()));
    }

    [Fact]
    [Trait("rule", "L-2")]
    public void A_link_that_leads_elsewhere_is_a_change_even_with_the_same_length_and_moment()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a right of their own on Windows.");
        using var file = new TemporaryFile();
        var moment = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        foreach (var (name, text) in new[] { ("one", "nameserver 10.0.0.1\n"), ("two", "nameserver 10.0.0.2\n") })
        {
            File.WriteAllText(file.Beside(name), text);
            File.SetLastWriteTimeUtc(file.Beside(name), moment);
        }

        File.CreateSymbolicLink(file.Path, file.Beside("one"));
        var reader = Reader(file);
        Assert.Equal(["10.0.0.1"], Servers(reader.Read()));

        File.Delete(file.Path);
        File.CreateSymbolicLink(file.Path, file.Beside("two"));
        NextCheck();
        Assert.Equal(["10.0.0.2"], Servers(reader.Read()));
    }

    [Theory]
    [Trait("rule", "L-2")]
    [InlineData(1)]
    [InlineData(2)]
    public void A_change_of_the_file_behind_links_is_a_change(int links)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a right of their own on Windows.");
        using var file = new TemporaryFile("nameserver 10.0.0.1\n");
        var path = file.Path;
        for (var link = 0; link < links; link++)
        {
            path = File.CreateSymbolicLink(file.Beside($"link{link}"), path).FullName;
        }

        var reader = new ResolvConfFile(path, time);
        Assert.Equal(["10.0.0.1"], Servers(reader.Read()));

        file.Write("nameserver 10.0.0.2\n");
        NextCheck();
        Assert.Equal(["10.0.0.2"], Servers(reader.Read()));
    }

    [Theory]
    [Trait("rule", "L-3")]
    [InlineData("nameserver 10.0.0.1\nsearch a.test\n")]
    [InlineData("search a.test\n# a new comment\nnameserver 10.0.0.1")]
    public void The_same_content_is_the_same_reference(string again)
    {
        using var file = new TemporaryFile("nameserver 10.0.0.1\nsearch a.test\n");
        var reader = Reader(file);
        var first = reader.Read();
        file.Write(again);
        NextCheck();
        Assert.Same(first, reader.Read());
        Assert.Equal(2, opened);
    }

    [Theory]
    [Trait("rule", "L-3")]
    [InlineData("")]
    [InlineData("search b.test\nnameser")]
    [InlineData("nameserver 10.0.0.\n")]
    [InlineData("\0\0\0\0\0\0\0\0")]
    public void Keeps_the_old_servers_when_the_file_is_half_written(string half)
    {
        using var file = new TemporaryFile("nameserver 10.0.0.1\nsearch a.test\noptions ndots:5\n");
        var reader = Reader(file);
        var first = reader.Read();

        file.Write(half);
        NextCheck();
        var kept = reader.Read();
        Assert.Equal(["10.0.0.1"], Servers(kept));
        Assert.Equal(["a.test"], kept.Search);
        Assert.Equal(5, kept.Ndots);
        Assert.Contains("no usable name server any more", Assert.Single(kept.Diagnostics).Message, StringComparison.Ordinal);
        Assert.True(first.HasSameContent(kept.WithDiagnostics([])));

        NextCheck();
        Assert.Same(kept, reader.Read());

        file.Write("nameserver 10.0.0.2\n");
        NextCheck();
        Assert.Equal(["10.0.0.2"], Servers(reader.Read()));
        Assert.Empty(reader.Read().Diagnostics);
    }

    [Fact]
    [Trait("rule", "L-3")]
    public void Keeps_the_old_servers_when_the_file_is_gone()
    {
        using var file = new TemporaryFile("nameserver 10.0.0.1\n");
        var reader = Reader(file);
        reader.Read();

        File.Delete(file.Path);
        NextCheck();
        var kept = reader.Read();
        Assert.Equal(["10.0.0.1"], Servers(kept));
        Assert.Contains("does not exist", kept.Diagnostics[0].Message, StringComparison.Ordinal);

        NextCheck();
        Assert.Same(kept, reader.Read());
    }

    [Fact]
    [Trait("rule", "P-6")]
    public void With_no_reload_the_file_is_read_once()
    {
        using var file = new TemporaryFile("nameserver 10.0.0.1\noptions no-reload\n");
        var reader = Reader(file);
        var first = reader.Read();
        file.Write("nameserver 10.0.0.2\n");
        time.Advance(TimeSpan.FromDays(1));
        Assert.Same(first, reader.Read());
        Assert.Equal(1, opened);
    }

    [Fact]
    [Trait("rule", "P-9")]
    public void A_missing_file_gives_the_defaults_until_it_is_there()
    {
        using var file = new TemporaryFile();
        var reader = Reader(file);
        var missing = reader.Read();
        AssertDefaults(missing, "does not exist");

        NextCheck();
        Assert.Same(missing, reader.Read());

        file.Write("nameserver 10.0.0.1\n");
        NextCheck();
        Assert.Equal(["10.0.0.1"], Servers(reader.Read()));
    }

    [Fact]
    [Trait("rule", "P-9")]
    public void A_link_to_nowhere_and_a_loop_of_links_give_the_defaults()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a right of their own on Windows.");
        using var file = new TemporaryFile();
        File.CreateSymbolicLink(file.Path, file.Beside("nowhere"));
        AssertDefaults(Reader(file).Read(), "does not exist");

        File.CreateSymbolicLink(file.Beside("nowhere"), file.Path);
        AssertDefaults(Reader(file).Read(), "cannot be read");
    }

    [Fact]
    [Trait("rule", "P-9")]
    public void A_directory_and_a_path_that_is_none_give_the_defaults()
    {
        using var file = new TemporaryFile();
        Directory.CreateDirectory(file.Path);
        AssertDefaults(Reader(file).Read(), "is a directory");
        AssertDefaults(new ResolvConfFile("a\0b", time).Read(), "cannot be read");
        AssertDefaults(new ResolvConfFile("", time).Read(), "cannot be read");
    }

    [Fact]
    [Trait("rule", "P-9")]
    public void A_file_that_becomes_readable_is_read_although_nothing_else_changed()
    {
        using var file = new TemporaryFile("nameserver 10.0.0.1\n");
        var reader = new ResolvConfFile(file.Path, time, path => ++opened == 1 ? throw new UnauthorizedAccessException() : ResolvConfText.Open(path));
        AssertDefaults(reader.Read(), "cannot be read (UnauthorizedAccessException)");

        NextCheck();
        Assert.Equal(["10.0.0.1"], Servers(reader.Read()));
    }

    [Fact]
    [Trait("rule", "P-11")]
    public void On_Windows_the_missing_default_file_says_what_to_set()
    {
        var windows = ResolvConfAbsence.Diagnostic("/etc/resolv.conf", new DirectoryNotFoundException(), isWindows: true);
        Assert.Equal("Windows has no '/etc/resolv.conf'; set NameServers and a fully qualified ServiceName or SearchDomains, or set ResolvConfPath.", windows.Message);

        var elsewhere = ResolvConfAbsence.Diagnostic("/etc/resolv.conf", new FileNotFoundException(), isWindows: false);
        Assert.DoesNotContain("Windows", elsewhere.Message, StringComparison.Ordinal);
        Assert.Contains("does not exist", ResolvConfAbsence.Diagnostic("C:\\other.conf", new FileNotFoundException(), isWindows: true).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_more_than_a_mebibyte_is_read_and_no_half_line_is_taken()
    {
        var text = Filled("nameserver 10.0.0.1\n", "\nnameserver 10.0.0.12\nsearch a.") + "test\n" + new string(' ', 100_000);
        var configuration = OfText(text);

        Assert.Equal(["10.0.0.1", "10.0.0.12"], Servers(configuration));
        Assert.Empty(configuration.Search);
        Assert.Contains("longer than 1048576 bytes", Assert.Single(configuration.Diagnostics).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mebibyte_is_read_to_its_last_byte()
    {
        var configuration = OfText(Filled("nameserver 10.0.0.1\n", "\nsearch a.test"));

        Assert.Equal(["a.test"], configuration.Search);
        Assert.Empty(configuration.Diagnostics);
    }

    [Fact]
    public void A_file_without_an_end_is_read_to_the_limit()
    {
        using var file = new TemporaryFile("");
        using var stream = new EndlessStream();
        var configuration = new ResolvConfFile(file.Path, time, _ => stream).Read();
        Assert.Empty(configuration.NameServers);
        Assert.Equal(ResolvConfText.MaxBytes + 1, stream.BytesRead);
    }

    [Fact]
    public void A_file_that_is_held_open_elsewhere_is_read()
    {
        using var file = new TemporaryFile("nameserver 10.0.0.1\n");
        using var held = new FileStream(file.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        Assert.Equal(["10.0.0.1"], Servers(Reader(file).Read()));
    }

    private ResolverConfiguration OfText(string text)
    {
        using var file = new TemporaryFile("");
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return new ResolvConfFile(file.Path, time, _ => stream).Read();
    }

    // A mebibyte: a comment between what is read first and what is read last.
    private static string Filled(string head, string tail) => head + new string('#', ResolvConfText.MaxBytes - head.Length - tail.Length) + tail;

    private ResolvConfFile Reader(TemporaryFile file) => new(file.Path, time, path =>
    {
        opened++;
        return ResolvConfText.Open(path);
    });

    private void NextCheck() => time.Advance(ResolvConfFile.CheckInterval);

    private static IEnumerable<string> Servers(ResolverConfiguration configuration) => configuration.NameServers.Select(server => server.Address.ToString());

    private static void AssertDefaults(ResolverConfiguration configuration, string part)
    {
        Assert.Empty(configuration.NameServers);
        Assert.Empty(configuration.Search);
        Assert.Equal((1, TimeSpan.FromSeconds(5), 2), (configuration.Ndots, configuration.Timeout, configuration.Attempts));
        Assert.Contains(part, Assert.Single(configuration.Diagnostics).Message, StringComparison.Ordinal);
    }

    private sealed class EndlessStream : MemoryStream
    {
        public long BytesRead { get; private set; }

        public override int Read(byte[] buffer, int offset, int count)
        {
            BytesRead += count;
            return count;
        }
    }
}
