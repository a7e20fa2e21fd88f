namespace HeadlessDiscovery.Http;

/// <summary>The names that were added, in order; one per service collection.</summary>
internal sealed class PeerHttpClientNames
{
    private readonly List<string> names = [];

    /// <summary>The name of the HttpClient behind a client: none that an application gives its own.</summary>
    public static string HttpClient(string name) => $"HeadlessDiscovery.Http:{name}";

    public bool Contains(string name) => names.Contains(name, StringComparer.Ordinal);

    public void Add(string name) => names.Add(name);

    public override string ToString() => string.Join(", ", names.Select(name => $"'{name}'"));
}
