namespace HeadlessDiscovery.Faults.Tests.Simulation;

/// <summary>Runs a world in virtual time: the next timer or event, then rest, then whoever watches looks.</summary>
/// <param name="time">The time.</param>
/// <param name="rest">Waits until everything that was set off has come to rest.</param>
internal sealed class Simulator(SimulatedTime time, Action rest)
{
    private readonly PriorityQueue<Action, (TimeSpan At, int Order)> events = new();
    private int order;

    /// <summary>Something that happens at a time, before the timers of that time.</summary>
    public void At(TimeSpan at, Action happens) => events.Enqueue(happens, (at, order++));

    /// <summary>Runs to an end; <paramref name="look"/> is called each time that all is at rest.</summary>
    public void Run(TimeSpan end, Action look)
    {
        while (true)
        {
            rest();
            look();
            var isEvent = events.TryPeek(out _, out var next) && !(time.NextDue < next.At);
            var at = isEvent ? next.At : time.NextDue ?? TimeSpan.MaxValue;
            if (at > end)
            {
                time.MoveTo(end);
                return;
            }

            time.MoveTo(at);
            if (isEvent)
            {
                events.Dequeue()();
            }
            else
            {
                time.FireOne();
            }
        }
    }
}
