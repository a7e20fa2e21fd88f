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

    /// <summary>The plain resolver, where that is a fake.</summary>
    public static FakePeerResolver Plain(IServiceProvider provider) => provider.GetRequiredService<IPeerResolver>() as FakePeerResolver
        ?? throw new InvalidOperationException("The plain IPeerResolver is not a fake. Request a fake by its name: [FromKeyedServices(\"NAME\")] FakePeerResolver.");

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

    /// <summary>Replaces what has the same type and key in its place.</summary>
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
