using System.Text.Json;
using HeadlessDiscovery.Faults.Tests.Lasting.World;
using HeadlessDiscovery.Faults.Tests.Simulation;

namespace HeadlessDiscovery.Faults.Tests.Lasting;

/// <summary>The cases of a theme, measured once in a process of their own.</summary>
public abstract class LastingMeasured(string theme) : IAsyncLifetime
{
    private Dictionary<string, LastingAccount[]> accounts = [];

    public async ValueTask InitializeAsync() =>
        accounts = JsonSerializer.Deserialize<Dictionary<string, LastingAccount[]>>(await OwnProcess.RunAsync("lasting", theme))!;

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    /// <summary>Every run of a situation.</summary>
    internal IReadOnlyList<LastingAccount> Of(string name) => Of(name, string.Empty);

    /// <summary>Every run of the variants of a situation whose names begin so.</summary>
    internal IReadOnlyList<LastingAccount> Of(string name, string variant)
    {
        var found = accounts[name].Where(account => account.Variant.StartsWith(variant, StringComparison.Ordinal)).ToArray();
        Assert.NotEmpty(found);
        NonEmpty.All(found, account => Assert.Null(account.Broke));
        return found;
    }
}
