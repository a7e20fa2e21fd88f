namespace HeadlessDiscovery.FusionCache.Tests;

public sealed class ValidatorTests
{
    [Fact]
    public void The_defaults_lack_the_secret_only() => Assert.StartsWith("Property Secret: ", Assert.Single(Failures(new PeerBackplaneOptions())), StringComparison.Ordinal);

    [Theory]
    [InlineData("a secret of this test run")]
    [InlineData("0123456789abcdef")]
    public void A_secret_of_sixteen_printable_characters_is_allowed(string secret) => Assert.Empty(Failures(new PeerBackplaneOptions { Secret = secret, AlsoAccepted = secret }));

    [Theory]
    [InlineData("0123456789abcde")]
    [InlineData(" 123456789abcdef")]
    [InlineData("0123456789abcdef\n")]
    [InlineData("0123456789abcdeü")]
    public void Any_other_is_refused_and_not_printed(string secret)
    {
        var failures = Failures(new PeerBackplaneOptions { Secret = secret, AlsoAccepted = secret });
        Assert.Equal(2, failures.Length);
        NonEmpty.All(failures, failure => Assert.DoesNotContain(secret.Trim(), failure, StringComparison.Ordinal));
    }

    [Fact]
    public void All_failures_are_reported_together_each_with_its_property()
    {
        var failures = Failures(new PeerBackplaneOptions
        {
            AlsoAccepted = "short",
            Path = "cache/",
            Scheme = "ftp",
            HostName = "prices:80",
            Port = 0,
            ReplayWindow = TimeSpan.Zero,
            MaxPending = 0,
            SendTimeout = TimeSpan.Zero,
            LongestPause = TimeSpan.Zero,
            FlushTimeout = TimeSpan.FromSeconds(21),
        });
        string[] expected = ["Secret", "AlsoAccepted", "Path", "Scheme", "HostName", "Port", "ReplayWindow", "MaxPending", "SendTimeout", "LongestPause", "FlushTimeout"];
        Assert.Equal(expected.Order(StringComparer.Ordinal), failures.Select(failure => failure.Split(' ', ':')[1]).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("/_cache", true)]
    [InlineData("/internal/cache.v1", true)]
    [InlineData("/", false)]
    [InlineData("/a/", false)]
    [InlineData("/{id}", false)]
    [InlineData("/a?b", false)]
    [InlineData("", false)]
    [InlineData("/a\n", false)]
    public void A_path_is_one_that_a_sender_and_a_route_read_alike(string path, bool allowed) =>
        Assert.Equal(allowed, Failures(new PeerBackplaneOptions { Secret = "0123456789abcdef", Path = path }).Length == 0);

    private static string[] Failures(PeerBackplaneOptions options) => [.. new PeerBackplaneOptionsValidator().Validate(null, options).Failures ?? []];
}
