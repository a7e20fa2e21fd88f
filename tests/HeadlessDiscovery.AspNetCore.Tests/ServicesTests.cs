using HeadlessDiscovery.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace HeadlessDiscovery.AspNetCore.Tests;

public sealed class ServicesTests : SafetyNet
{
    [Fact]
    public async Task Several_services_are_a_list_with_a_page_each()
    {
        await using var app = await PageApp.StartAsync(builder => builder.Services
            .AddHeadlessPeers(options => options.ServiceName = "orders").AddHeadlessPeers("stock & more", options => options.ServiceName = "stock")
            .AddFakeHeadlessPeers(fake => fake.Set("10.0.0.1")).AddFakeHeadlessPeers("stock & more", fake => fake.Set("10.0.1.1", "10.0.1.2")));
        var list = await app.TextAsync("/peers", "text/html", cancellationToken: Token);
        Assert.Contains("<a href=\"/peers/default?lang=en\">default</a>", list, StringComparison.Ordinal);
        Assert.Contains("<a href=\"/peers/stock%20%26%20more?lang=en\">stock &amp; more</a>", list, StringComparison.Ordinal);

        Assert.Contains("<code>10.0.0.1</code>", await app.TextAsync("/peers/default", "text/html", cancellationToken: Token), StringComparison.Ordinal);
        var stock = await app.TextAsync("/peers/stock%20%26%20more?lang=en", "text/html", cancellationToken: Token);
        Assert.Contains("<code>10.0.1.2</code>", stock, StringComparison.Ordinal);
        Assert.DoesNotContain("10.0.0.1", stock, StringComparison.Ordinal);
        Assert.Contains("<a href=\"/peers?lang=en\">", stock, StringComparison.Ordinal);
        Assert.Contains("<a href=\"/peers/stock%20%26%20more/json\">JSON</a>", stock, StringComparison.Ordinal);
        Assert.Equal(["", "stock & more"], (await app.JsonAsync("/peers", Token)).GetProperty("services").EnumerateArray().Select(service => service.GetProperty("service").GetString()!));
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await app.GetAsync("/peers/nobody", cancellationToken: Token)).StatusCode);
    }

    [Theory]
    [InlineData("json")]
    [InlineData("events")]
    [InlineData("JSON")]
    public async Task A_registration_that_is_named_like_a_route_has_a_page_of_its_own(string name)
    {
        await using var app = await PageApp.StartAsync(builder => builder.Services
            .AddHeadlessPeers("orders").AddHeadlessPeers(name).AddHeadlessPeers(name + "-", options => options.ServiceName = "taken")
            .AddFakeHeadlessPeers("orders", fake => fake.Set("10.0.0.1")).AddFakeHeadlessPeers(name, fake => fake.Set("10.0.1.1")).AddFakeHeadlessPeers(name + "-", fake => fake.Set("10.0.2.1")));
        Assert.Contains($"<a href=\"/peers/{name}--?lang=en\">{name}--</a>", await app.TextAsync("/peers", "text/html", cancellationToken: Token), StringComparison.Ordinal);
        var page = await app.TextAsync($"/peers/{name}--", "text/html", cancellationToken: Token);
        Assert.Contains("<code>10.0.1.1</code>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("10.0.0.1", page, StringComparison.Ordinal);
        Assert.Contains("<code>10.0.2.1</code>", await app.TextAsync($"/peers/{name}-", "text/html", cancellationToken: Token), StringComparison.Ordinal);
        Assert.Equal(name, (await app.JsonAsync($"/peers/{name}--/json", Token)).GetProperty("service").GetString());
        Assert.Equal(3, (await app.JsonAsync("/peers/json", Token)).GetProperty("services").GetArrayLength());
    }

    [Theory]
    [InlineData("team/blue", "team%2Fblue")]
    [InlineData("50% off", "50%25%20off")]
    [InlineData("a?b#c", "a%3Fb%23c")]
    public async Task The_link_of_any_name_leads_to_its_page_and_on_from_there(string name, string link)
    {
        await using var app = await PageApp.StartAsync(builder => builder.Services
            .AddHeadlessPeers(name, options => options.ServiceName = "orders").AddHeadlessPeers("stock")
            .AddFakeHeadlessPeers(name, fake => fake.Set("10.0.0.1")).AddFakeHeadlessPeers("stock"));
        Assert.Contains($"<a href=\"/peers/{link}?lang=en\">{name}</a>", await app.TextAsync("/peers", "text/html", cancellationToken: Token), StringComparison.Ordinal);
        var page = await app.TextAsync($"/peers/{link}?lang=en", "text/html", cancellationToken: Token);
        Assert.Contains("<code>10.0.0.1</code>", page, StringComparison.Ordinal);
        Assert.Contains("<a href=\"/peers?lang=en\">", page, StringComparison.Ordinal);
        Assert.Contains($"<a href=\"/peers/{link}/json\">", page, StringComparison.Ordinal);
        Assert.Equal(name, (await app.JsonAsync($"/peers/{link}/json", Token)).GetProperty("service").GetString());
        using var events = await EventReader.OpenAsync(app, Token, $"/peers/{link}/events");
        Assert.Equal(name, (await events.NextAsync("snapshot", Token)).GetProperty("service").GetString());
    }

    [Fact]
    public async Task Without_a_registration_it_says_what_to_call_and_follows_nothing()
    {
        await using var app = await PageApp.StartAsync(_ => { });
        var html = await app.TextAsync("/peers", "text/html", cancellationToken: Token);
        Assert.Contains("No headless peers are registered. Call AddHeadlessPeers on the service collection.", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<table", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.Equal(0, (await app.JsonAsync("/peers", Token)).GetProperty("services").GetArrayLength());
    }

    [Fact]
    public async Task Static_peers_of_development_have_no_findings()
    {
        await using var app = await PageApp.StartAsync(builder => builder.Services.AddHeadlessPeers("orders", options => options.StaticPeers.Add("127.0.0.1:5001")));
        await app.Resolver().GetPeersAsync(Token);
        var service = await app.JsonAsync("/peers/orders", Token);
        Assert.Equal("127.0.0.1", service.GetProperty("snapshot").GetProperty("peers")[0].GetProperty("address").GetString());
        Assert.Equal(0, service.GetProperty("findings").GetArrayLength());
        Assert.DoesNotContain("<article", await app.TextAsync("/peers", "text/html", cancellationToken: Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Links_stay_behind_a_path_base_and_below_any_pattern()
    {
        await using var app = await PageApp.WithFakeAsync(
            fake => fake.Set("10.0.0.1"),
            app =>
            {
                app.UsePathBase("/shop");
                app.UseRouting();
                app.MapHeadlessPeers("/admin/peers");
            });
        foreach (var path in (string[])["/shop/admin/peers", "/shop/admin/peers/", "/admin/peers", "/shop/admin/peers/orders"])
        {
            var html = await app.TextAsync(path, "text/html", cancellationToken: Token);
            Assert.Contains($"<a href=\"{path.TrimEnd('/')}/json\">", html, StringComparison.Ordinal);
            Assert.StartsWith("{\"v\":1,", await app.TextAsync(path.TrimEnd('/') + "/json", cancellationToken: Token), StringComparison.Ordinal);
        }
    }
}
