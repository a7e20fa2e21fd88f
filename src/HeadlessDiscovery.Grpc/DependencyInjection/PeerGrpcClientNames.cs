namespace HeadlessDiscovery.Grpc;

/// <summary>The names that were added, in order; one per service collection.</summary>
internal sealed class PeerGrpcClientNames
{
    private readonly List<string> names = [];

    /// <summary>The name of the underlying HttpClient, chosen so that it does not clash with those of the application.</summary>
    public static string HttpClient(string name) => $"HeadlessDiscovery.Grpc:{name}";

    public bool TryAdd(string name)
    {
        if (names.Contains(name, StringComparer.Ordinal))
        {
            return false;
        }

        names.Add(name);
        return true;
    }

    /// <summary>The name of the plain client: the unnamed one, otherwise the only one.</summary>
    /// <exception cref="InvalidOperationException">There are several clients, and none is unnamed.</exception>
    public string Plain() => names is [var only] ? only
        : names.Contains(string.Empty, StringComparer.Ordinal) ? string.Empty
        : throw new InvalidOperationException($"The plain PeerGrpcClient cannot be resolved: there are {string.Join(", ", names.Select(name => $"'{name}'"))}, and none is unnamed. Request one by name, [FromKeyedServices(\"{names[0]}\")] PeerGrpcClient, or call AddPeerGrpcClient(string.Empty) for the unnamed one.");
}
