namespace HeadlessDiscovery.Testing;

/// <summary>The configuration delegates of the fakes of a service collection, by name.</summary>
internal sealed class FakeScripts
{
    private readonly Dictionary<string, Action<FakePeerResolver>?> scripts = [];

    public void Add(string name, Action<FakePeerResolver>? configure) => scripts[name] = scripts.GetValueOrDefault(name) + configure;

    /// <summary>Whether a fake of that name was added, rather than only requested.</summary>
    public bool Has(string name) => scripts.ContainsKey(name);

    public void Apply(FakePeerResolver fake) => scripts.GetValueOrDefault(fake.Name)?.Invoke(fake);
}
