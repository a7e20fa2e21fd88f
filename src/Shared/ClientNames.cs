using Microsoft.Extensions.DependencyInjection;

namespace HeadlessDiscovery;

/// <summary>The names of the clients that were added, in order; one per service collection. Compiled into each package that has such clients.</summary>
/// <param name="package">The package of the clients.</param>
/// <param name="client">The type of the clients; the method that adds one is called <c>Add</c> and this.</param>
/// <param name="unnamed">The arguments with which that method adds the unnamed client.</param>
internal sealed class ClientNames(string package, string client, string unnamed)
{
    private readonly List<string> names = [];

    /// <summary>Those of a service collection: an instance in it, because there is no container yet.</summary>
    public static ClientNames Of(IServiceCollection services, Func<ClientNames> create)
    {
        if (services.FirstOrDefault(service => service.ServiceType == typeof(ClientNames))?.ImplementationInstance is ClientNames known)
        {
            return known;
        }

        var names = create();
        services.AddSingleton(names);
        return names;
    }

    /// <summary>The name of the underlying HttpClient, chosen so that it does not clash with those of the application.</summary>
    public string HttpClient(string name) => $"{package}:{name}";

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
        : throw new InvalidOperationException($"The plain {client} cannot be resolved: there are {All()}, and none is unnamed. Request one by name, [FromKeyedServices(\"{names[0]}\")] {client}, or call Add{client}({unnamed}) for the unnamed one.");

    /// <exception cref="InvalidOperationException">No client of that name was added.</exception>
    public void ThrowIfUnknown(string name)
    {
        if (!names.Contains(name, StringComparer.Ordinal))
        {
            throw new InvalidOperationException($"There is no client '{name}': call Add{client}(\"{name}\") first. Registered clients: {All()}.");
        }
    }

    private string All() => string.Join(", ", names.Select(name => $"'{name}'"));
}
