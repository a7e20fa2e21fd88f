namespace HeadlessDiscovery;

/// <summary>Resolvers whose names are known only at run time.</summary>
public interface IPeerResolverFactory
{
    /// <summary>The resolver of a name: the registered one, or one made now whose service name is the name.</summary>
    /// <param name="name">The registration name. The empty string is the unnamed resolver.</param>
    /// <returns>The same resolver for the same name; the container disposes it. A resolver made so lives as long as the container.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">The options of that name are not valid.</exception>
    IPeerResolver Get(string name);
}
