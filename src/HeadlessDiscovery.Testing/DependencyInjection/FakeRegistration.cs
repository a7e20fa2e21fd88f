using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace HeadlessDiscovery.Testing;

/// <summary>Edits the list of services.</summary>
internal static class FakeRegistration
{
    // Internal to the core package, so known by name; a test of the real registration would notice a new one.
    private const string Starter = "HeadlessDiscovery.DependencyInjection.HeadlessPeersStarter";

    public static FakePeerResolverFactory Factory(IServiceProvider provider) =>
        new(provider.GetRequiredService<FakeScripts>(), provider.GetService<TimeProvider>());

    public static FakePeerResolver Get(IServiceProvider provider, string name) =>
        provider.GetRequiredService<FakePeerResolverFactory>().Get(name);

    /// <summary>The scripts registered so far, one list for a service collection.</summary>
    public static FakeScripts Of(IServiceCollection services)
    {
        foreach (var service in services)
        {
            if (service is { IsKeyedService: false, ImplementationInstance: FakeScripts scripts })
            {
                return scripts;
            }
        }

        var first = new FakeScripts();
        services.AddSingleton(first);
        return first;
    }

    /// <summary>Whether the name is, or becomes, the plain resolver: the unnamed one, else the first one registered.</summary>
    public static bool IsPlain(IServiceCollection services, string name)
    {
        var resolvers = services.Where(service => service.ServiceType == typeof(IPeerResolver)).ToArray();
        var first = resolvers.FirstOrDefault(service => service.IsKeyedService);
        return name.Length == 0 || resolvers.Length == 0 || (first is not null && Equals(first.ServiceKey, name));
    }

    public static void RemoveStarter(IServiceCollection services)
    {
        for (var index = services.Count - 1; index >= 0; index--)
        {
            if (services[index] is { IsKeyedService: false } service && service.ServiceType == typeof(IHostedService) && service.ImplementationType?.FullName == Starter)
            {
                services.RemoveAt(index);
            }
        }
    }

    /// <summary>Replaces what has the same type and key in its place, so that the first resolver stays the first.</summary>
    public static void Put(IServiceCollection services, ServiceDescriptor descriptor)
    {
        var found = false;
        for (var index = 0; index < services.Count; index++)
        {
            if (services[index].ServiceType != descriptor.ServiceType || !Equals(services[index].ServiceKey, descriptor.ServiceKey))
            {
                continue;
            }

            if (!found)
            {
                services[index] = descriptor;
                found = true;
            }
            else
            {
                services.RemoveAt(index--);
            }
        }

        if (!found)
        {
            services.Add(descriptor);
        }
    }
}
