namespace HeadlessDiscovery.Http;

/// <summary>Clients whose names are known only at run time.</summary>
public interface IPeerHttpClientFactory
{
    /// <summary>The client of a name.</summary>
    /// <param name="name">A name given to <c>AddPeerHttpClient</c>. The empty string is the unnamed client.</param>
    /// <returns>The same client for the same name; the container disposes what it holds.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    /// <exception cref="InvalidOperationException">No client of that name was added.</exception>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">The options of that name are not valid.</exception>
    /// <exception cref="ObjectDisposedException">The container is disposed.</exception>
    PeerHttpClient Get(string name);
}
