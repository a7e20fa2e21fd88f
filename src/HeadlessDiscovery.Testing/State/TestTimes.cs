namespace HeadlessDiscovery.Testing.State;

/// <summary>The times of a resolver in a test.</summary>
internal static class TestTimes
{
    public static void Set(HeadlessPeersOptions options)
    {
        options.MinRefreshInterval = TimeSpan.FromMilliseconds(20);
        options.MaxRefreshInterval = TimeSpan.FromMilliseconds(50);
        options.RefreshJitter = 0;

        // With more, a pod that was listed for less than 15 seconds, as every pod of a test, is held for 5.
        options.RemovalConfirmations = 1;
        options.MassRemovalHold = TimeSpan.FromMilliseconds(250);

        // Long enough for a busy machine, where an honest answer takes its time too.
        options.LookupTimeout = TimeSpan.FromMilliseconds(750);
        options.AttemptTimeout = TimeSpan.FromMilliseconds(750);
        options.Attempts = 1;
        options.HedgeDelay = TimeSpan.FromMilliseconds(100);
    }
}
