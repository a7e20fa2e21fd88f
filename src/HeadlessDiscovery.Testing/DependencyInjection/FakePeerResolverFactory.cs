namespace HeadlessDiscovery.Testing;

/// <summary>The fakes of one container: created at the first call for a name, disposed with the container.</summary>
internal sealed class FakePeerResolverFactory(FakeScripts scripts, TimeProvider? timeProvider) : IPeerResolverFactory, IDisposable
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, FakePeerResolver> fakes = [];

    public FakePeerResolver Get(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        lock (gate)
        {
            if (!fakes.TryGetValue(name, out var fake))
            {
                fake = new FakePeerResolver(name, timeProvider);
                scripts.Apply(fake);
                fakes.Add(name, fake);
            }

            return fake;
        }
    }

    /// <inheritdoc/>
    public ValueTask<bool> ReleaseAsync(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (scripts.Has(name))
        {
            throw new InvalidOperationException($"'{name}' was registered, and its fake lives as long as the container. Only a resolver created by {nameof(IPeerResolverFactory)}.{nameof(Get)} can be released.");
        }

        lock (gate)
        {
            if (!fakes.Remove(name, out var fake))
            {
                return ValueTask.FromResult(false);
            }

            fake.Dispose();
            return ValueTask.FromResult(true);
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            foreach (var fake in fakes.Values)
            {
                fake.Dispose();
            }
        }
    }

    IPeerResolver IPeerResolverFactory.Get(string name) => Get(name);
}
