using Akka.Actor;
using HeadlessDiscovery.Akka.Bootstrap;
using HeadlessDiscovery.Testing;

namespace HeadlessDiscovery.Akka.Tests.Bootstrap;

/// <summary>The text of the host must be the one that other pods make of the address.</summary>
public sealed class RemotingHostTests
{
    [Theory]
    [InlineData("10.0.0.1", "10.0.0.1")]
    [InlineData("[fd00::1]", "fd00::1")]
    public void The_address_as_Akka_writes_it_is_right(string host, string address)
    {
        using var resolver = new FakePeerResolver();
        Assert.Equal(address, RemotingHost.Read(Of(host), resolver).ToString());
        Assert.Equal(host, RemotingHost.TextOf(Peer.Parse(address)));
    }

    [Theory]
    [InlineData("fd00::1")]
    [InlineData("[fd00:0::1]")]
    [InlineData("10.1")]
    [InlineData("orders")]
    public void Another_text_of_it_is_not(string host)
    {
        using var resolver = new FakePeerResolver();
        Assert.Contains($"'{host}'", Assert.Throws<InvalidOperationException>(() => RemotingHost.Read(Of(host), resolver)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Once_DNS_lists_this_pod_under_another_address_that_is_said_with_both()
    {
        var snapshot = new PeerSnapshot([]) { IsResolved = true, Members = [Peer.Parse("10.0.0.2"), Peer.Parse("10.0.0.3")], Self = SelfPresence.Present, SelfPeer = Peer.Parse("10.0.0.2") };
        Assert.Null(RemotingHost.Contradiction(snapshot, Of("10.0.0.2")));
        Assert.Equal("the public host name of Akka remoting is '10.0.0.1', but DNS lists this pod as '10.0.0.2'", RemotingHost.Contradiction(snapshot, Of("10.0.0.1")));
        Assert.Null(RemotingHost.Contradiction(PeerSnapshot.Unresolved, Of("10.0.0.1")));
    }

    private static Address Of(string host) => new("akka.tcp", "orders", host, 4053);
}
