namespace HeadlessDiscovery.Http;

/// <summary>Returns clients whose names are only known at run time.</summary>
public interface IPeerHttpClientFactory
{
    /// <summary>Returns the client of a name.</summary>
    /// <param name="name">A name given to <c>AddPeerHttpClient</c>. The empty string is the unnamed client.</param>
    /// <returns>The client, which is always the same for a name; the container disposes its resources.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    /// <exception cref="InvalidOperationException">No client of that name was added.</exception>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">The options of that name are not valid.</exception>
    /// <exception cref="ObjectDisposedException">The container has been disposed.</exception>
    PeerHttpClient Get(string name);
}
