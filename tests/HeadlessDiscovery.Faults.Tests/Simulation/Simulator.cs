namespace HeadlessDiscovery.Faults.Tests.Simulation;

/// <summary>Runs a world in virtual time: the next timer or event, then rest, then whoever watches looks.</summary>
internal sealed class Simulator(SimulatedTime time)
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
            Rest.Await();
            look();
            var isEvent = events.TryPeek(out _, out var next) && !(time.NextDue < next.At);
            var at = isEvent ? next.At : time.NextDue ?? end;
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
