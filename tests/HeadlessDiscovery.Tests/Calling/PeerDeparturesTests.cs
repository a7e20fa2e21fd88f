using HeadlessDiscovery.Testing;

namespace HeadlessDiscovery.Tests.Calling;

public sealed class PeerDeparturesTests
{
    // A worker may be between its look at the end of the round and its next peer: it must not fail there, unobserved.
    [Fact]
    public async Task A_worker_that_the_end_overtakes_still_gets_the_token_of_its_peer()
    {
        var peers = new FakePeerResolver().Set("10.0.0.1");
        using var ending = new CancellationTokenSource();
        var departures = new PeerDepartures(peers, peers.Current.AsImmutableArray(), new PeerCallOptions(), ending.Token);
        await ending.CancelAsync();
        await departures.DisposeAsync();
        Assert.False(departures.Of(peers.Current[0]).IsCancellationRequested);
    }
}
