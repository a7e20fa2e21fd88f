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
        { "Property Scheme: is 'ftp'; allowed is http or https.", options => options.Scheme = "ftp" },
        { "Property Scheme: is ''; allowed is http or https.", options => options.Scheme = null! },
        { "Property HostName: is 'orders:80'; allowed is a host name in ASCII and without a port, such as orders or orders.shop.svc, or null.", options => options.HostName = "orders:80" },
        { "Property HostName: is ''; allowed is a host name", options => options.HostName = string.Empty },
        { "Property HostName: is 'a b'; allowed is a host name", options => options.HostName = "a b" },
        { "Property HostName: is 'x\r\nEvil: 1'; allowed is a host name", options => options.HostName = "x\r\nEvil: 1" },
        { "Property HostName: is '주문'; allowed is a host name in ASCII", options => options.HostName = "주문" },
        { "Property Port: is 0; allowed is 1 to 65535, or null.", options => options.Port = 0 },
        { "Property Port: is 65536; allowed is 1 to 65535, or null.", options => options.Port = 65536 },
        { "Property Version: is 1.2; allowed is 1.0, 1.1, 2.0 or 3.0.", options => options.Version = new Version(1, 2) },
        { "Property Version: is null; allowed is 1.0, 1.1, 2.0 or 3.0.", options => options.Version = null! },
        { "Property VersionPolicy: is 9; allowed is RequestVersionOrLower, RequestVersionOrHigher, RequestVersionExact.", options => options.VersionPolicy = (HttpVersionPolicy)9 },
        { "Property ConnectTimeout: is 00:00:00; allowed is 00:00:00.0100000 to 00:01:00.", options => options.ConnectTimeout = TimeSpan.Zero },
        { "Property ConnectTimeout: is 00:01:01; allowed is", options => options.ConnectTimeout = TimeSpan.FromSeconds(61) },
        { "Property MaxResponseBytes: is 0; allowed is 1 to 2147483647.", options => options.MaxResponseBytes = 0 },
        { "Property MaxResponseBytes: is 2147483648; allowed is 1 to 2147483647.", options => options.MaxResponseBytes = 2147483648 },
        { "Property MaxRetries: is -1; allowed is 0 to 10.", options => options.MaxRetries = -1 },
        { "Property MaxRetries: is 11; allowed is 0 to 10.", options => options.MaxRetries = 11 },
        { "Property RetryDelay: is -00:00:01; allowed is 00:00:00 to 00:01:00.", options => options.RetryDelay = TimeSpan.FromSeconds(-1) },
        { "Property BreakDuration: is 00:00:00.1000000; allowed is 00:00:00.5000000 to 01:00:00, or zero.", options => options.BreakDuration = TimeSpan.FromMilliseconds(100) },
        { "Property BreakerWindow: is 00:00:00; allowed is 00:00:00.5000000 to 01:00:00.", options => options.BreakerWindow = TimeSpan.Zero },
        { "Property BreakerThroughput: is 1; allowed is 2 or more.", options => options.BreakerThroughput = 1 },
        { "Property BreakerFailureRatio: is 0; allowed is above 0, and at most 1.", options => options.BreakerFailureRatio = 0 },
        { "Property BreakerFailureRatio: is 1.5; allowed is above 0, and at most 1.", options => options.BreakerFailureRatio = 1.5 },
        { "Property BreakerFailureRatio: is NaN; allowed is above 0, and at most 1.", options => options.BreakerFailureRatio = double.NaN },
        { "Property PerPeerTimeout: is 00:00:00; allowed is 00:00:00.0000001 to 49.17:02:47.2940000, or Timeout.InfiniteTimeSpan.", options => options.PerPeerTimeout = TimeSpan.Zero },
        { "Property FirstAnswerTimeout: is -00:00:01; allowed is 00:00:00 to 49.17:02:47.2940000, or Timeout.InfiniteTimeSpan.", options => options.FirstAnswerTimeout = TimeSpan.FromSeconds(-1) },
        { "Property PerPeerTimeout: is 50.00:00:00; allowed is", options => options.PerPeerTimeout = TimeSpan.FromDays(50) },
        { "Property MaxConcurrency: is 0; allowed is 1 or more.", options => options.MaxConcurrency = 0 },
        { "Property ConfigurePipeline: builds a pipeline that Polly refuses:", options => options.ConfigurePipeline = pipeline => pipeline.AddRetry(new RetryStrategyOptions<HttpResponseMessage> { MaxRetryAttempts = 0 }) },
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
