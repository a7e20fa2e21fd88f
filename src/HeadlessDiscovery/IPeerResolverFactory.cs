namespace HeadlessDiscovery;

/// <summary>Creates resolvers whose names are only known at run time. <c>AddHeadlessPeersFactory</c> and every <c>AddHeadlessPeers</c> register it.</summary>
public interface IPeerResolverFactory
{
    /// <summary>Returns the resolver of a name: the registered one, or a new one whose service name is the name.</summary>
    /// <param name="name">The registration name. The empty string is the unnamed resolver.</param>
    /// <returns>The same resolver for the same name, until it is released; the container disposes the rest.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">The options of that name are not valid.</exception>
    /// <exception cref="ObjectDisposedException">The container has been disposed.</exception>
    IPeerResolver Get(string name);

    /// <summary>Stops and disposes the resolver that <see cref="Get"/> created for a name. The next <see cref="Get"/> of the name creates a new one, with the options as they are then.</summary>
    /// <param name="name">The name.</param>
    /// <returns>A task that completes when a running lookup has ended: <see langword="true"/> if there was a resolver, <see langword="false"/> if not.</returns>
    /// <remarks>
    /// All callers that got that name share the resolver, and it is disposed for all of them: <see cref="IPeerResolver.Current"/> keeps the last peers and is no longer
    /// refreshed, streams end without an exception, <see cref="IPeerResolver.RefreshAsync"/> throws <see cref="ObjectDisposedException"/>. So release a name where it is managed, not where it is used.
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The name is registered: its resolver belongs to the container.</exception>
    ValueTask<bool> ReleaseAsync(string name);
}
