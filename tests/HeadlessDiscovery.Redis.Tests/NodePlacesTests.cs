namespace HeadlessDiscovery.Redis.Tests;

/// <summary>Places of a multiplexer, and the pods behind them.</summary>
public sealed class NodePlacesTests
{
    private readonly NodePlaces places = new(2);

    [Fact]
    public void Each_place_gets_a_pod_of_its_own_and_keeps_it()
    {
        Assert.Equal("10.0.0.2", $"{places.Choose(0, Listed("10.0.0.2", "10.0.0.3"))}");
        Assert.Equal("10.0.0.1", $"{places.Choose(1, Listed("10.0.0.1", "10.0.0.2", "10.0.0.3"))}");
        Assert.Equal("10.0.0.2", $"{places.Choose(0, Listed("10.0.0.1", "10.0.0.2", "10.0.0.3"))}");
    }

    [Fact]
    public void The_place_of_a_pod_that_left_gets_the_one_that_came()
    {
        places.Choose(0, Listed("10.0.0.1", "10.0.0.2"));
        places.Choose(1, Listed("10.0.0.1", "10.0.0.2"));
        Assert.Equal("10.0.0.9", $"{places.Choose(0, Listed("10.0.0.2", "10.0.0.9"))}");
        Assert.Equal("10.0.0.2", $"{places.Choose(1, Listed("10.0.0.2", "10.0.0.9"))}");
    }

    [Fact]
    public void A_place_without_a_pod_gets_the_next_that_is_listed()
    {
        places.Choose(0, Listed("10.0.0.1"));
        Assert.Null(places.Choose(1, Listed("10.0.0.1")));
        Assert.Equal("10.0.0.2", $"{places.Choose(1, Listed("10.0.0.1", "10.0.0.2"))}");
    }

    private static PeerSnapshot Listed(params string[] peers) => new(peers.Select(Peer.Parse)) { IsResolved = true };
}
