using HeadlessDiscovery.AspNetCore.Documents;
using HeadlessDiscovery.Samples.Tests;
using HeadlessDiscovery.Testing;
using Microsoft.Extensions.DependencyInjection;
using NJsonSchema;

namespace HeadlessDiscovery.AspNetCore.Tests;

public sealed class SchemaTests : SafetyNet
{
    [Fact]
    public async Task The_json_of_real_peers_is_that_of_its_schema()
    {
        await using var server = await HeadlessServiceServer.StartAsync("orders.shop", options => options.Ttl = TimeSpan.FromSeconds(1), Token);
        server.SetPods("10.244.0.1", "10.244.0.2", "10.244.0.3");
        await using var app = await PageApp.StartAsync(builder => builder.Services.AddHeadlessPeers("orders.shop", options => server.Configure(options)));
        await app.Resolver("orders.shop").GetPeersAsync(Token);
        await ValidAsync(await app.TextAsync("/peers/json", cancellationToken: Token));
        await ValidAsync(await app.TextAsync("/peers/orders.shop/json", cancellationToken: Token));

        server.Faults.ServFail();
        await app.Resolver("orders.shop").UntilAsync(snapshot => snapshot.IsStale, Token);
        var stale = (await app.JsonAsync("/peers/orders.shop", Token)).GetProperty("snapshot");
        Assert.True(stale.GetProperty("stale").GetBoolean());
        Assert.Equal("servfail", stale.GetProperty("reason").GetString());
        await ValidAsync(await app.TextAsync("/peers/json", cancellationToken: Token));
    }

    [Fact]
    public async Task The_json_of_every_state_of_a_fake_is_that_of_its_schema()
    {
        await using var app = await PageApp.WithFakeAsync(_ => { });
        Action<FakePeerResolver>[] steps =
        [
            _ => { },
            fake => fake.Unresolve(),
            fake => fake.WithSelf("[fd00::9]:5000"),
            fake => fake.Set("[fd00::1]:5000", "10.0.0.1:5000", "[fd00::9]:5000"),
            fake => fake.Hold("10.0.0.1:5000"),
            fake => fake.GoStale(),
            fake => fake.Recover(),
            fake => fake.Remove("10.0.0.1:5000"),
            fake => fake.Empty(),
        ];
        foreach (var step in steps)
        {
            step(app.Fake());
            await ValidAsync(await app.TextAsync("/peers", "application/json", cancellationToken: Token));
        }
    }

    [Fact]
    public async Task The_events_are_those_of_the_command_line()
    {
        var schema = (await JsonSchema.FromFileAsync(Path.Combine(Repository.Root, "docs", "schema", "cli-v1.json"), Token)).Definitions["event"];
        await using var app = await PageApp.WithFakeAsync(fake => fake.Set("10.0.0.1:5000"));
        using var events = await EventReader.OpenAsync(app, Token);
        Action<FakePeerResolver>[] steps =
        [
            _ => { },
            fake => fake.Add("10.0.0.2:5000"),
            fake => fake.Hold("10.0.0.1:5000"),
            fake => fake.GoStale(),
            fake => fake.Recover(),
            fake => fake.Remove("10.0.0.1:5000"),
            fake => fake.Empty(),
        ];
        foreach (var step in steps)
        {
            step(app.Fake());
            var told = await events.NextAsync(Token);
            Assert.Empty(schema.Validate(told!.Value.Text));
        }
    }

    [Fact]
    public void Every_option_can_be_shown() => Assert.Equal(
        typeof(HeadlessPeersOptions).GetProperties().Select(property => property.Name).Order(StringComparer.Ordinal),
        OptionInForce.Names.Order(StringComparer.Ordinal));

    [Fact]
    public void An_option_is_shown_where_it_differs_from_its_default()
    {
        var options = new HeadlessPeersOptions { Port = 5000, UseTcp = true, HedgeDelay = Timeout.InfiniteTimeSpan, MaxStale = TimeSpan.FromMinutes(5), Membership = PeerMembership.Client };
        options.NameServers.Add("10.96.0.10");
        options.NameServers.Add("10.96.0.11");
        Assert.Equal(
            ["Port=5000", "NameServers=10.96.0.10, 10.96.0.11", "HedgeDelay=infinite", "UseTcp=true", "MaxStale=300 s", "Membership=Client"],
            OptionInForce.Of(options).Select(option => $"{option.Name}={option.Value}"));
        Assert.Empty(OptionInForce.Of(new HeadlessPeersOptions()));
    }

    private async Task ValidAsync(string json)
    {
        var schema = await JsonSchema.FromFileAsync(Path.Combine(Repository.Root, "docs", "schema", "page-v1.json"), Token);
        Assert.Empty(schema.Validate(json));
    }
}
