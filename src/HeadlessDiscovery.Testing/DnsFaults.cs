using HeadlessDiscovery.Testing.Faults;

namespace HeadlessDiscovery.Testing;

/// <summary>The faults of the server. Each method sets a fault and returns a handle, which restricts or ends it.</summary>
/// <remarks>If several faults match a query, the one that was set first is injected until it is used up. Thread-safe.</remarks>
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

    /// <summary>Restricts a fault before it is set, so no query in between sees it unrestricted.</summary>
    /// <param name="match">Called on the server's threads; <see cref="AskedQuestion.ResponseCode"/> is not known yet.</param>
    /// <returns>Faults whose methods apply to the matching queries only.</returns>
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
