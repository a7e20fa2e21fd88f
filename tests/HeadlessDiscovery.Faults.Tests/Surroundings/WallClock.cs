namespace HeadlessDiscovery.Faults.Tests.Surroundings;

/// <summary>The wall clock jumps to and fro at every question; nothing but the times that are shown may follow it.</summary>
internal static class WallClock
{
    public static void Run()
    {
        var steady = Play(static _ => TimeSpan.Zero);
        Assert.Equal(steady, Play(static index => TimeSpan.FromHours(index % 2 == 0 ? 1 : -1)));
        Assert.Equal(steady, Play(static index => TimeSpan.FromDays(index % 2 == 0 ? 3650 : -3650)));
    }

    // An outage, a mass removal and an ordinary one: whatever waits, waits here.
    private static string[] Play(Func<int, TimeSpan> error)
    {
        Stage? stage = null;
        var told = new List<string>();
        stage = new Stage(index =>
        {
            stage!.Time.WallClockError = error(index);
            told.Add($"{stage.Time.Elapsed} asked");
            return index switch
            {
                < 4 => "A:10.0.0.1,10.0.0.2,10.0.0.3,10.0.0.4",
                < 8 => "SERVFAIL",
                < 20 => "NXDOMAIN",
                < 24 => "A:10.0.0.1,10.0.0.2,10.0.0.3,10.0.0.4",
                _ => "A:10.0.0.1,10.0.0.2,10.0.0.3",
            };
        });
        stage.Resolver.PeersChanged += (_, change) => told.Add($"{stage.Time.Elapsed} {change.Change.Current.Count} peers");
        stage.Pass(200);
        stage.Resolver.Dispose();
        return [.. told];
    }
}
