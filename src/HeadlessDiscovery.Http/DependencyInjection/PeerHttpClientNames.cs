namespace HeadlessDiscovery.Http;

/// <summary>The names that were added, in order; one per service collection.</summary>
internal sealed class PeerHttpClientNames
{
    private readonly List<string> names = [];

    /// <summary>The name of the underlying HttpClient, chosen so that it does not clash with those of the application.</summary>
    public static string HttpClient(string name) => $"HeadlessDiscovery.Http:{name}";

    public bool Contains(string name) => names.Contains(name, StringComparer.Ordinal);

    public void Add(string name) => names.Add(name);

    /// <summary>The name of the plain client: the unnamed one, otherwise the only one.</summary>
    /// <exception cref="InvalidOperationException">There are several clients, and none is unnamed.</exception>
    public string Plain() => names is [var only] ? only
        : Contains(string.Empty) ? string.Empty
        : throw new InvalidOperationException($"The plain PeerHttpClient cannot be resolved: there are {this}, and none is unnamed. Request one by name, [FromKeyedServices(\"{names[0]}\")] PeerHttpClient, or call AddPeerHttpClient() for the unnamed one.");

    public override string ToString() => string.Join(", ", names.Select(name => $"'{name}'"));
}
