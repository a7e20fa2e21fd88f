using HeadlessDiscovery.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Polly;
using Polly.Retry;

namespace HeadlessDiscovery.Http.Tests.Options;

public sealed class ValidationTests : SafetyNet
{
    public static TheoryData<string, Action<PeerHttpClientOptions>> Wrong => new()
    {
        { "Property Scheme: must be http or https, but was 'ftp'.", options => options.Scheme = "ftp" },
        { "Property Scheme: must be http or https, but was ''.", options => options.Scheme = null! },
        { "Property HostName: must be a host name in ASCII and without a port, such as orders or orders.shop.svc, or null, but was 'orders:80'.", options => options.HostName = "orders:80" },
        { "Property HostName: must be a host name", options => options.HostName = string.Empty },
        { "Property HostName: must be a host name", options => options.HostName = "a b" },
        { "Property HostName: must be a host name", options => options.HostName = "x\r\nEvil: 1" },
        { "Property HostName: must be a host name in ASCII", options => options.HostName = "주문" },
        { "Property Port: must be between 1 and 65535, or null, but was 0.", options => options.Port = 0 },
        { "Property Port: must be between 1 and 65535, or null, but was 65536.", options => options.Port = 65536 },
        { "Property Version: must be 1.0, 1.1, 2.0 or 3.0, but was 1.2.", options => options.Version = new Version(1, 2) },
        { "Property Version: must be 1.0, 1.1, 2.0 or 3.0, but was null.", options => options.Version = null! },
        { "Property VersionPolicy: must be one of RequestVersionOrLower, RequestVersionOrHigher, RequestVersionExact, but was 9.", options => options.VersionPolicy = (HttpVersionPolicy)9 },
        { "Property ConnectTimeout: must be between 00:00:00.0100000 and 00:01:00, but was 00:00:00.", options => options.ConnectTimeout = TimeSpan.Zero },
        { "Property ConnectTimeout: must be between 00:00:00.0100000 and 00:01:00, but was 00:01:01", options => options.ConnectTimeout = TimeSpan.FromSeconds(61) },
        { "Property MaxResponseBytes: must be between 1 and 2147483647, but was 0.", options => options.MaxResponseBytes = 0 },
        { "Property MaxResponseBytes: must be between 1 and 2147483647, but was 2147483648.", options => options.MaxResponseBytes = 2147483648 },
        { "Property MaxRetries: must be between 0 and 10, but was -1.", options => options.MaxRetries = -1 },
        { "Property MaxRetries: must be between 0 and 10, but was 11.", options => options.MaxRetries = 11 },
        { "Property RetryDelay: must be between 00:00:00 and 00:01:00, but was -00:00:01.", options => options.RetryDelay = TimeSpan.FromSeconds(-1) },
        { "Property BreakDuration: must be between 00:00:00.5000000 and 01:00:00, or zero, but was 00:00:00.1000000.", options => options.BreakDuration = TimeSpan.FromMilliseconds(100) },
        { "Property BreakerWindow: must be between 00:00:00.5000000 and 01:00:00, but was 00:00:00.", options => options.BreakerWindow = TimeSpan.Zero },
        { "Property BreakerThroughput: must be 2 or more, but was 1.", options => options.BreakerThroughput = 1 },
        { "Property BreakerFailureRatio: must be above 0, and at most 1, but was 0.", options => options.BreakerFailureRatio = 0 },
        { "Property BreakerFailureRatio: must be above 0, and at most 1, but was 1.5.", options => options.BreakerFailureRatio = 1.5 },
        { "Property BreakerFailureRatio: must be above 0, and at most 1, but was NaN.", options => options.BreakerFailureRatio = double.NaN },
        { "Property PerPeerTimeout: must be between 00:00:00.0000001 and 49.17:02:47.2940000, or Timeout.InfiniteTimeSpan, but was 00:00:00.", options => options.PerPeerTimeout = TimeSpan.Zero },
        { "Property FirstAnswerTimeout: must be between 00:00:00 and 49.17:02:47.2940000, or Timeout.InfiniteTimeSpan, but was -00:00:01.", options => options.FirstAnswerTimeout = TimeSpan.FromSeconds(-1) },
        { "Property PerPeerTimeout: must be between 00:00:00.0000001 and 49.17:02:47.2940000, or Timeout.InfiniteTimeSpan, but was 50.00:00:00", options => options.PerPeerTimeout = TimeSpan.FromDays(50) },
        { "Property MaxConcurrency: must be 1 or more, but was 0.", options => options.MaxConcurrency = 0 },
        { "Property ConfigurePipeline: builds a pipeline that Polly rejects:", options => options.ConfigurePipeline = pipeline => pipeline.AddRetry(new RetryStrategyOptions<HttpResponseMessage> { MaxRetryAttempts = 0 }) },
    };

    public static TheoryData<Action<PeerHttpClientOptions>> Right => new()
    {
        _ => { },
        options => options.Scheme = "https",
        options => options.HostName = "orders.shop.svc.cluster.local",
        options => options.HostName = "10.0.0.1",
        options => options.HostName = "xn--3e0b707e.example",
        options => options.Port = 65535,
        options => options.Version = System.Net.HttpVersion.Version30,
        options => options.PerPeerTimeout = Timeout.InfiniteTimeSpan,
        options => options.PerPeerTimeout = TimeSpan.FromMilliseconds(uint.MaxValue - 1),
        options => options.BreakDuration = TimeSpan.Zero,
        options => options.MaxRetries = 0,
        options => options.MaxRetries = 10,
        options => options.RetryDelay = TimeSpan.Zero,
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task A_host_with_a_wrong_option_does_not_start_and_says_what_is_allowed(string message, Action<PeerHttpClientOptions> set)
    {
        using var host = Build(set);
        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(Token));
        Assert.StartsWith(message, Assert.Single(refused.Failures), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Right))]
    public async Task A_host_with_right_options_starts_and_calls(Action<PeerHttpClientOptions> set)
    {
        using var host = Build(set);
        await host.StartAsync(Token);
        Assert.Empty(await host.Services.GetRequiredService<PeerHttpClient>().SendAllAsync(Client.Get, Client.Text, cancellationToken: Token));
        await host.StopAsync(Token);
    }

    [Fact]
    public async Task All_failures_are_told_together()
    {
        using var host = Build(options => (options.Scheme, options.Port, options.MaxRetries) = ("x", 0, -1));
        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(Token));
        Assert.Equal(3, refused.Failures.Count());
    }

    private static IHost Build(Action<PeerHttpClientOptions> set)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddFakeHeadlessPeers("orders", fake => fake.Empty());
        builder.Services.AddPeerHttpClient("orders", set);
        return builder.Build();
    }
}
