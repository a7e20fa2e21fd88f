namespace HeadlessDiscovery.Faults.Tests.Surroundings;

/// <summary>Surroundings that need the thread pool for themselves, each in a process of its own.</summary>
internal static class SurroundingsCommand
{
    public static IReadOnlyDictionary<string, Action> All { get; } = new Dictionary<string, Action>
    {
        ["subscribers that come and leave 100,000 times"] = Leavers.Run,
        ["1,000 callers at once"] = Callers.Run,
        ["10,000 schedules of cancellation, disposal and calls"] = Schedules.Run,
        ["a wall clock that jumps"] = WallClock.Run,
        ["a starved thread pool"] = Starvation.Run,
    };

    public static int Run(string[] args)
    {
        try
        {
            All[args[0]]();
            return 0;
        }
        catch (Exception exception)
        {
            Console.Error.WriteLine(exception);
            return 1;
        }
    }
}
