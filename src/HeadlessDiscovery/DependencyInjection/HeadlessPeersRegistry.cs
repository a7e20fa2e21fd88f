namespace HeadlessDiscovery.DependencyInjection;

/// <summary>The names that were registered, in order; one per service collection.</summary>
internal sealed class HeadlessPeersRegistry
{
    private readonly List<string> names = [];

    public IReadOnlyList<string> Names => names;

    /// <summary>Whether the name is new.</summary>
    public bool Add(string name)
    {
        if (names.Contains(name, StringComparer.Ordinal))
        {
            return false;
        }

        names.Add(name);
        return true;
    }
}
