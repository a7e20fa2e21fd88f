using System.Globalization;
using HeadlessDiscovery.Cluster.Tests.Pods;
using HeadlessDiscovery.Testing;

namespace HeadlessDiscovery.Cluster.Tests.PeerCache;

/// <summary>Pods of the PeerCache sample, and the files that stand for their database.</summary>
internal sealed class PriceShop(string prefix, TimeSpan replayWindow) : IAsyncDisposable
{
    public const string Secret = "a secret of this test run";

    /// <summary>Where FusionCache's default cache listens.</summary>
    public const string Channel = "FusionCache.Backplane:v2";

    private readonly string folder = Directory.CreateTempSubdirectory("prices").FullName;

    public PodSet Pods { get; } = new("PeerCache", prefix);

    public PodProcess Start(int number, HeadlessServiceServer dns, params IEnumerable<KeyValuePair<string, string>> more) => Pods.Start(
        number,
        [
            new("HeadlessPeers__NameServers__0", dns.NameServer),
            new("HeadlessPeers__ResolvConfPath", dns.ResolvConfPath),
            new("PeerBackplane__Secret", Secret),
            new("PeerBackplane__ReplayWindow", replayWindow.ToString("c", CultureInfo.InvariantCulture)),
            new("Prices__Folder", folder),
            .. more,
        ]);

    public static Task<HeadlessServiceServer> DnsAsync(CancellationToken cancellationToken) =>
        HeadlessServiceServer.StartAsync("prices-headless", options => options.Ttl = TimeSpan.FromSeconds(1), cancellationToken);

    /// <summary>Changes the database behind the back of every cache.</summary>
    public Task WriteAsync(int id, string price) => File.WriteAllTextAsync(PathOf(id), price);

    public async Task WriteAsync(int from, int count, string price)
    {
        for (var id = from; id < from + count; id++)
        {
            await WriteAsync(id, price);
        }
    }

    public Task<string> PriceAsync(PodProcess pod, int id, CancellationToken token) => Pods.GetAsync(pod, $"/prices/{id}", token);

    public Task PutAsync(PodProcess pod, int id, string price, CancellationToken token) => Pods.PutAsync(pod, $"/prices/{id}?price={price}", token);

    /// <summary>The different prices that a pod tells for a range.</summary>
    public async Task<string[]> PricesAsync(PodProcess pod, int from, int count, CancellationToken token) =>
        [.. (await Pods.ReadAsync<Dictionary<string, string>>(pod, $"/prices?from={from}&count={count}", token)).Values.Distinct()];

    /// <summary>Waits until a pod tells this one price for the whole range.</summary>
    public Task UntilPricesAsync(PodProcess pod, int from, int count, string price, CancellationToken token) =>
        Pods.UntilAsync(async () => await PricesAsync(pod, from, count, token) is [var only] && only == price, token);

    /// <summary>Waits until a pod tells the prices of the database for the whole range.</summary>
    public Task UntilRightAsync(PodProcess pod, int from, int count, CancellationToken token) => Pods.UntilAsync(
        async () =>
        {
            var told = await Pods.ReadAsync<Dictionary<int, string>>(pod, $"/prices?from={from}&count={count}", token);
            return told.All(price => File.ReadAllText(PathOf(price.Key)) == price.Value);
        },
        token);

    /// <summary>Says something to a pod, as a peer of it.</summary>
    public async Task TellAsync(PodProcess pod, HttpMethod method, byte[]? message, CancellationToken token)
    {
        using var request = new HttpRequestMessage(method, PodSet.UriOf(pod, $"/_cache?channel={Uri.EscapeDataString(Channel)}"));
        request.Headers.Add("X-Peer-Secret", Secret);
        request.Content = message is null ? null : new ByteArrayContent(message);
        using var response = await Pods.Http.SendAsync(request, token);
        Assert.Equal(System.Net.HttpStatusCode.NoContent, response.StatusCode);
    }

    /// <summary>What a pod has not told its peers yet: peer and number of keys.</summary>
    public async Task<Dictionary<string, int>> PendingAsync(PodProcess pod, CancellationToken token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, PodSet.UriOf(pod, "/_cache"));
        request.Headers.Add("X-Peer-Secret", Secret);
        using var response = await Pods.Http.SendAsync(request, token);
        response.EnsureSuccessStatusCode();
        return (await System.Net.Http.Json.HttpContentJsonExtensions.ReadFromJsonAsync<Dictionary<string, int>>(response.Content, token))!;
    }

    /// <summary>Waits until a pod would tell exactly these.</summary>
    public Task UntilKnowsAsync(PodProcess pod, IEnumerable<PodProcess> others, CancellationToken token)
    {
        var expected = others.Select(other => other.Authority).ToHashSet();
        return Pods.UntilAsync(async () => expected.SetEquals((await PendingAsync(pod, token)).Keys), token);
    }

    public Task<PodView> ViewAsync(PodProcess pod, CancellationToken token) => Pods.ReadAsync<PodView>(pod, "/peers", token);

    public async ValueTask DisposeAsync()
    {
        await Pods.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private string PathOf(int id) => Path.Combine(folder, id.ToString(CultureInfo.InvariantCulture));
}

/// <summary>What a pod says about what it knows.</summary>
internal sealed record PodView(string Self, bool IsStale, string[] Peers);
