namespace HeadlessDiscovery.Testing;

/// <summary>What the fakes of a service collection are set up with, by name.</summary>
internal sealed class FakeScripts
{
    private readonly Dictionary<string, Action<FakePeerResolver>?> scripts = [];

    public void Add(string name, Action<FakePeerResolver>? configure) => scripts[name] = scripts.GetValueOrDefault(name) + configure;

    /// <summary>Whether a fake of the name was added, and not only asked for.</summary>
    public bool Has(string name) => scripts.ContainsKey(name);

    public void Apply(FakePeerResolver fake) => scripts.GetValueOrDefault(fake.Name)?.Invoke(fake);
}
