namespace HeadlessDiscovery.Testing.Faults;

/// <summary>The faults that are set, oldest first. Swapped as a whole, so that reading needs no lock.</summary>
internal sealed class FaultQueue(TimeProvider time)
{
    private readonly Lock gate = new();
    private volatile DnsFault[] faults = [];

    public TimeProvider Time { get; } = time;

    public int Count => faults.Length;

    public void Add(DnsFault fault)
    {
        lock (gate)
        {
            faults = [.. faults, fault];
        }
    }

    public void Remove(DnsFault fault)
    {
        lock (gate)
        {
            faults = [.. faults.Where(f => f != fault)];
        }
    }

    public void Clear()
    {
        lock (gate)
        {
            faults = [];
        }
    }

    /// <summary>The first fault that wants this question, counted as used.</summary>
    public FaultEffect? Take(AskedQuestion question) => Array.Find(faults, f => f.TryUse(question))?.Effect;
}
