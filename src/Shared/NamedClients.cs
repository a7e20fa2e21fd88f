using System.Collections.Concurrent;

namespace HeadlessDiscovery;

/// <summary>Creates one client per name, and disposes the resources of the clients. Compiled into each package that has such clients.</summary>
/// <typeparam name="TClient">The client.</typeparam>
/// <typeparam name="TPods">What a client keeps for each of its pods.</typeparam>
internal abstract class NamedClients<TClient, TPods>(ClientNames names) : IDisposable
    where TPods : IDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<(TClient Client, TPods Pods)>> clients = new(StringComparer.Ordinal);
    private readonly ConcurrentBag<SocketsHttpHandler> handlers = [];
    private volatile bool isDisposed;

    protected ClientNames Names => names;

    /// <exception cref="InvalidOperationException">No client of that name was added.</exception>
    public TClient Get(string name) => Made(name).Client;

    public TClient Plain() => Get(names.Plain());

    public TPods Pods(string name) => Made(name).Pods;

    public void Dispose()
    {
        isDisposed = true;
        foreach (var made in clients.Values.Where(made => made.IsValueCreated))
        {
            made.Value.Pods.Dispose();
        }

        foreach (var handler in handlers)
        {
            handler.Dispose();
        }
    }

    protected abstract (TClient Client, TPods Pods) New(string name);

    /// <summary>The connections of a name are kept as long as the container: there is no need to renew them for DNS changes, because they are made to addresses.</summary>
    protected SocketsHttpHandler Keep(SocketsHttpHandler handler)
    {
        handlers.Add(handler);
        return handler;
    }

    private (TClient Client, TPods Pods) Made(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        ObjectDisposedException.ThrowIf(isDisposed, this);
        names.ThrowIfUnknown(name);
        return clients.GetOrAdd(name, static (key, self) => new(() => self.New(key)), this).Value;
    }
}
