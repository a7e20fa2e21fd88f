using HeadlessDiscovery.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.ServiceDiscovery;

namespace HeadlessDiscovery.ServiceDiscovery.Tests;

public sealed class RegistrationTests : SafetyNet
{
    [Fact]
    public void A_second_call_adds_options_and_no_second_provider()
    {
        var services = new ServiceCollection();
        services.AddServiceDiscovery().AddHeadlessPeersServiceEndpointProvider().AddHeadlessPeersServiceEndpointProvider(options => options.Scheme = "https");
        Assert.Single(services, service => service.ServiceType == typeof(IServiceEndpointProviderFactory) && service.ImplementationType?.Assembly == typeof(HeadlessServiceEndpointProviderOptions).Assembly);
        using var provider = services.BuildServiceProvider();
        Assert.Equal("https", provider.GetRequiredService<IOptionsMonitor<HeadlessServiceEndpointProviderOptions>>().Get("orders").Scheme);
    }

    [Fact]
    public async Task AddHeadlessPeers_after_AddServiceDiscovery_is_the_unnamed_resolver_and_adds_no_endpoints()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddServiceDiscoveryCore().AddHeadlessPeers();
        Assert.DoesNotContain(builder.Services, service => service.ServiceType == typeof(IServiceEndpointProviderFactory));
        using var host = builder.Build();
        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(Token));
        Assert.Contains(nameof(HeadlessPeersOptions.ServiceName), refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_configuration_in_the_container_the_peers_are_used()
    {
        var services = new ServiceCollection();
        services.AddFakeHeadlessPeers("orders", fake => fake.Set("10.0.0.1:80"));
        services.AddServiceDiscoveryCore().AddHeadlessPeersServiceEndpointProvider();
        await using var provider = services.BuildServiceProvider();
        var endpoints = await provider.GetRequiredService<ServiceEndpointResolver>().GetEndpointsAsync("http://orders", Token);
        Assert.Equal("http://10.0.0.1/", Assert.Single(endpoints.Endpoints).ToString());
    }

    [Fact]
    public async Task Options_are_validated_when_the_host_starts()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddHeadlessPeersServiceEndpointProvider(options => (options.Scheme, options.FirstAnswerTimeout) = ("no scheme", TimeSpan.FromSeconds(-5)));
        using var host = builder.Build();
        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(Token));
        Assert.Contains("Scheme: must be a URI scheme such as http or https, but was 'no scheme'.", refused.Message, StringComparison.Ordinal);
        Assert.Contains("FirstAnswerTimeout: must be between", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Null_is_refused()
    {
        Assert.Throws<ArgumentNullException>(() => ((IServiceCollection)null!).AddHeadlessPeersServiceEndpointProvider());
        Assert.Throws<ArgumentNullException>(() => new ServiceCollection().AddHeadlessPeersServiceEndpointProvider(null!));
    }
}
