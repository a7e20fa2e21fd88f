namespace HeadlessDiscovery.Faults.Tests.Surroundings;

/// <summary>
/// Plays short stories; in each, a thread is stopped at one seam (a clock read, a timer set, a question sent, a line logged, a handler or reader called)
/// while another thread cancels, disposes or calls. Every seam of a story, with every act, so that every await is interrupted.
/// </summary>
internal static class Schedules
{
    public const int Least = 10_000;

    public static void Run()
    {
        using var failures = new UnobservedFailures();
        var played = 0;
        for (var seed = 0; played < Least; seed++)
        {
            var seams = Play(seed, StoryAct.None, 0);
            Console.Error.WriteLine($"{seed} {seams} {played} {System.Diagnostics.Stopwatch.GetTimestamp()/1000000}");
            foreach (var act in Enum.GetValues<StoryAct>())
            {
                for (var at = 1; at <= seams && act != StoryAct.None; at++, played++)
                {
                    Play(seed, act, at);
                }
            }
        }

        failures.AssertNone();
        Console.Out.WriteLine($"{played} schedules");
    }

    private static int Play(int seed, StoryAct act, int at)
    {
        try
        {
            using var story = new Story(seed, act, at);
            return story.Play();
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"Story {seed}, {act} at seam {at}.", exception);
        }
    }
}
