using System.Net.Http.Json;
using System.Net.Sockets;

namespace HeadlessDiscovery.Cluster.Tests.Pods;

/// <summary>Pods that listen on one port, each on its own loopback address, and how a test talks to them.</summary>
internal sealed class PodSet(string sample, string prefix) : IAsyncDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(60) };
    private readonly List<PodProcess> started = [];

    public int Port { get; } = FreePort.On($"{prefix}.1");

    public HttpClient Http => http;

    public string AddressOf(int number) => $"{prefix}.{number}";

    public PodProcess Start(int number, params IEnumerable<KeyValuePair<string, string>> settings)
    {
        var pod = new PodProcess(sample, AddressOf(number), Port, settings);
        started.Add(pod);
        return pod;
    }

    /// <summary>Starts pods with the numbers from 1 on, and waits until each answers.</summary>
    public async Task<PodProcess[]> StartAsync(int count, IReadOnlyCollection<KeyValuePair<string, string>> settings, CancellationToken cancellationToken)
    {
        PodProcess[] pods = [.. Enumerable.Range(1, count).Select(number => Start(number, settings))];
        foreach (var pod in pods)
        {
            await AnswersAsync(pod, "/whoami", cancellationToken);
        }

        return pods;
    }

    /// <summary>Waits until so many calls in a row, twice as many as pods, were answered by exactly these.</summary>
    public Task ReachesAsync(PodProcess caller, string path, string[] expected, CancellationToken cancellationToken) => UntilAsync(
        async () =>
        {
            var reached = new HashSet<string>(StringComparer.Ordinal);
            for (var call = 0; call < 2 * expected.Length; call++)
            {
                using var response = await http.GetAsync(UriOf(caller, path), cancellationToken);
                reached.Add(response.IsSuccessStatusCode ? await response.Content.ReadAsStringAsync(cancellationToken) : $"{response.StatusCode}");
            }

            return reached.SetEquals(expected);
        },
        cancellationToken);

    public Task<string> GetAsync(PodProcess pod, string path, CancellationToken cancellationToken) =>
        http.GetStringAsync(UriOf(pod, path), cancellationToken);

    public async Task<T> ReadAsync<T>(PodProcess pod, string path, CancellationToken cancellationToken) =>
        (await http.GetFromJsonAsync<T>(UriOf(pod, path), cancellationToken))!;

    public async Task PutAsync(PodProcess pod, string path, CancellationToken cancellationToken)
    {
        using var response = await http.PutAsync(UriOf(pod, path), null, cancellationToken);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>Waits until the pod answers; it may be starting.</summary>
    public Task AnswersAsync(PodProcess pod, string path, CancellationToken cancellationToken) => UntilAsync(
        async () =>
        {
            try
            {
                await GetAsync(pod, path, cancellationToken);
                return true;
            }
            catch (HttpRequestException)
            {
                Assert.False(pod.HasExited, $"{pod}");
                return false;
            }
        },
        cancellationToken);

    public async Task UntilAsync(Func<Task<bool>> condition, CancellationToken cancellationToken)
    {
        try
        {
            while (!await condition())
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            Assert.Fail($"It did not come true.\n{string.Join('\n', started)}");
        }
    }

    public static Uri UriOf(PodProcess pod, string path) => new($"http://{pod.Authority}{path}");

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(started.Select(pod => pod.DisposeAsync().AsTask()));
        http.Dispose();
    }
}
