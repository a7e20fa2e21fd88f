namespace HeadlessDiscovery.Tests.Calling;

/// <summary>What calls do in these tests.</summary>
internal static class Calls
{
    public static ValueTask<Peer> Echo(Peer peer) => new(peer);

    /// <summary>Ends only by its token, or never where that is never cancelled.</summary>
    public static async ValueTask<Peer> ForEver(CancellationToken token)
    {
        await new TaskCompletionSource().Task.WaitAsync(token);
        throw new InvalidOperationException("For ever has an end.");
    }
}
