namespace HeadlessDiscovery;

/// <summary>The wait for the first verified answer, with a time limit.</summary>
internal static class FirstAnswer
{
    public static async ValueTask<PeerSnapshot> WithinAsync(IPeerResolver resolver, TimeSpan timeout, TimeProvider time, CancellationToken cancellationToken)
    {
        if (timeout == Timeout.InfiniteTimeSpan || resolver.Current.IsResolved)
        {
            return await resolver.GetPeersAsync(cancellationToken).ConfigureAwait(false);
        }

        cancellationToken.ThrowIfCancellationRequested();
        using var late = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            return await resolver.GetPeersAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException cancelled) when (either.IsCancellationRequested)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var now = resolver.Current;
            return now.IsResolved ? now : throw Failure(resolver.Name, now, timeout, cancelled);
        }
    }

    private static PeerResolutionException Failure(string name, PeerSnapshot now, TimeSpan timeout, Exception cancelled)
    {
        var reason = now.LastReason == LookupReason.None ? LookupReason.Deadline : now.LastReason;
        return new PeerResolutionException(
            $"There was no verified DNS answer for '{name}' within {timeout} ({reason.ToCode()}). It is unknown whether there are peers{(now.Count == 0 ? string.Empty : $"; seen so far: {now.Count}")}.",
            name,
            reason,
            cancelled);
    }
}
