using System.Net.Http.Json;
using HeadlessDiscovery.Samples.Tests;
using HeadlessDiscovery.Walk.Tests.Clone;
using HeadlessDiscovery.Walk.Tests.Pages;
using HeadlessDiscovery.Walk.Tests.Typing;

namespace HeadlessDiscovery.Walk.Tests.Sample;

/// <summary>docs/elsewhere.md: an application on a laptop, with a peer that its environment names.</summary>
public sealed class SampleCommandTests
{
    [Fact]
    public async Task The_application_lists_the_peer_of_its_environment()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "It needs setsid.");
        using var safety = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        safety.CancelAfter(TimeSpan.FromMinutes(3));
        var command = Assert.Single(Block.All, block => block.Scene == Scene.Sample).Script;
        var peer = command.Split('=')[1].Split(' ')[0];
        var address = $"http://127.0.0.1:{FreePort.On("127.0.0.1")}";

        // Built already, and not on the port that somebody else may have.
        using var place = new Workplace();
        await using var terminal = new Terminal(Path.Combine(Repository.Root, "docs", "samples", "FirstApp"), place.Environment);
        await terminal.Start($"{command} -c {CloneCommandTests.Configuration} --no-build -- --environment Development --urls {address}").PrintsAsync($"Now listening on: {address}", safety.Token);

        using var http = new HttpClient();
        Assert.Contains(peer, (await http.GetFromJsonAsync<string[]>(new Uri(address), safety.Token))!);
        NonEmpty.All(await terminal.InterruptAsync(safety.Token), ended => ended.Ended(0));
    }
}
