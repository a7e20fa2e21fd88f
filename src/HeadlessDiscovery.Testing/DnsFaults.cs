using HeadlessDiscovery.Testing.Faults;

namespace HeadlessDiscovery.Testing;

/// <summary>The faults of the server. Each method sets one and returns its handle, which narrows it and ends it.</summary>
/// <remarks>Of several that match a question, the one that was set first is played, until it is used up. Safe from any thread.</remarks>
public sealed partial class DnsFaults
{
    private readonly FaultQueue queue;
    private readonly Func<AskedQuestion, bool> matches;

    internal DnsFaults(FaultQueue queue)
        : this(queue, static _ => true)
    {
    }

    private DnsFaults(FaultQueue queue, Func<AskedQuestion, bool> matches)
    {
        this.queue = queue;
        this.matches = matches;
    }

    /// <summary>Narrows before the fault is set, so that no question in between sees the wider one.</summary>
    /// <param name="match">Is asked on the server's threads; its <see cref="AskedQuestion.ResponseCode"/> is not known yet.</param>
    /// <returns>The same faults, where every method sets a fault for these questions only.</returns>
    public DnsFaults Where(Func<AskedQuestion, bool> match) => new(queue, q => matches(q) && match(q));

    /// <summary>Ends all faults.</summary>
    public void Clear() => queue.Clear();

    private DnsFault Set(FaultEffect effect)
    {
        var fault = new DnsFault(queue, effect, matches);
        queue.Add(fault);
        return fault;
    }

    private DnsFault Set(string name, Func<FaultScene, Wire.Response, Wire.Response> message) =>
        Set(new FaultEffect(name) { Message = message });
}
