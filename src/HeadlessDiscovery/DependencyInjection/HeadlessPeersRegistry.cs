using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;

namespace HeadlessDiscovery.DependencyInjection;

/// <summary>The names that were registered, in order, and which of them is the plain resolver; one per service collection.</summary>
internal sealed class HeadlessPeersRegistry(IServiceCollection services)
{
    private readonly List<string> names = [];
    private readonly HashSet<string> borrowed = new(StringComparer.Ordinal);

    public IReadOnlyList<string> Names => names;

    /// <summary>Whether the name is new.</summary>
    /// <param name="name">The registration name.</param>
    /// <param name="isBorrowed">Added by a package for its own use: it is never the plain resolver, unless the application adds it as well.</param>
    public bool Add(string name, bool isBorrowed)
    {
        if (!isBorrowed)
        {
            borrowed.Remove(name);
        }

        if (names.Contains(name, StringComparer.Ordinal))
        {
            return false;
        }

        names.Add(name);
        if (isBorrowed)
        {
            borrowed.Add(name);
        }

        return true;
    }

    /// <summary>The name of the plain resolver: the unnamed one, otherwise the only one.</summary>
    /// <exception cref="NoPlainPeerResolverException">It cannot be told which one is meant.</exception>
    public string PlainName() => Candidates() is [var only] ? only : throw Ambiguity(asking: null);

    /// <summary>Fails where a registered service asks for the plain resolver, and it cannot be told which one is meant.</summary>
    /// <exception cref="NoPlainPeerResolverException">The message has the service and the names.</exception>
    public void ThrowIfAskedForInVain()
    {
        if (Candidates().Length != 1 && services.FirstOrDefault(AsksForPlain) is { } asking)
        {
            throw Ambiguity(Implementation(asking));
        }
    }

    private static bool AsksForPlain(ServiceDescriptor service) =>
        Implementation(service)?.GetConstructors().SelectMany(constructor => constructor.GetParameters()).Any(parameter =>
            parameter.ParameterType == typeof(IPeerResolver) && !parameter.IsDefined(typeof(FromKeyedServicesAttribute), inherit: false)) ?? false;

    [return: DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)]
    private static Type? Implementation(ServiceDescriptor service) => service.IsKeyedService ? service.KeyedImplementationType : service.ImplementationType;

    // What the container has under names, also fakes and resolvers of the application's own making.
    private string[] Candidates()
    {
        string[] all = [.. services
            .Where(service => service.IsKeyedService && service.ServiceType == typeof(IPeerResolver))
            .Select(service => service.ServiceKey)
            .OfType<string>()
            .Where(name => !borrowed.Contains(name))
            .Distinct(StringComparer.Ordinal)];
        return all.Contains(string.Empty, StringComparer.Ordinal) ? [string.Empty] : all;
    }

    private NoPlainPeerResolverException Ambiguity(Type? asking)
    {
        var candidates = Candidates();
        var (why, example) = candidates.Length > 1
            ? ($"there are {string.Join(", ", candidates.Select(name => $"'{name}'"))}, and none is unnamed", candidates[0])
            : borrowed.Count > 0
            ? ($"{string.Join(", ", borrowed.Order(StringComparer.Ordinal).Select(name => $"'{name}'"))} was added by a package for its own use, and AddHeadlessPeers was not called", borrowed.Order(StringComparer.Ordinal).First())
            : ("AddHeadlessPeers was not called", "NAME");
        var who = asking is null ? string.Empty : $" {asking} takes it in its constructor.";
        return new($"The plain IPeerResolver cannot be resolved: {why}. Request one by name, [FromKeyedServices(\"{example}\")] IPeerResolver, or call AddHeadlessPeers() for the unnamed one.{who}")
        {
            Names = [.. candidates],
        };
    }
}
