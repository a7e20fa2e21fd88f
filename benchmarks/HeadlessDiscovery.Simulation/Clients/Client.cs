namespace HeadlessDiscovery.Simulation.Clients;

/// <summary>How a pod finds its peers: a policy at work.</summary>
internal abstract class Client : IDisposable
{
    /// <summary>Grows when the list may be another one.</summary>
    public abstract long Version { get; }

    /// <summary>Whether DNS has answered once.</summary>
    public abstract bool IsResolved { get; }

    /// <summary>Whether a list of nobody else means that there is nobody else: asked only while it lists nobody else.</summary>
    public virtual bool IsAlone => IsResolved;

    /// <summary>What pods with the same list have in common; null where a client has no such thing.</summary>
    public virtual string? Fingerprint => null;

    /// <summary>Whether it promises what <see cref="Invariants.Guard"/> demands.</summary>
    public virtual bool KeepsInvariants => false;

    public abstract void Start();

    /// <summary>Adds the numbers of the listed addresses.</summary>
    public abstract void Read(List<int> into);

    /// <summary>The application's connection to a listed peer failed.</summary>
    public virtual void Failed(int address)
    {
    }

    public abstract void Dispose();
}
