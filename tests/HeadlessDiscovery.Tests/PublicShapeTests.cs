using System.Reflection;
using System.Runtime.CompilerServices;
using HeadlessDiscovery.Testing;
using Microsoft.Extensions.Time.Testing;

namespace HeadlessDiscovery.Tests;

/// <summary>What can be added to the public surface later without breaking anybody.</summary>
public sealed class PublicShapeTests
{
    // What an implementation has to have; never another member.
    private static readonly string[] Required = ["Current", "GetPeersAsync", "Name", "PeersChanged", "RefreshAsync", "ReportUnreachable", "WatchAsync"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void A_member_that_IPeerResolver_gains_later_has_a_default_implementation()
    {
        var required = typeof(IPeerResolver).GetMembers().Where(member => member switch
        {
            MethodInfo method => method.IsAbstract && !method.IsSpecialName,
            PropertyInfo property => property.GetMethod!.IsAbstract,
            EventInfo added => added.AddMethod!.IsAbstract,
            _ => false,
        });
        Assert.Equal(Required, required.Select(member => member.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_implementation_with_the_members_of_today_serves_everything_that_takes_a_resolver()
    {
        using var fake = new FakePeerResolver("orders");
        fake.Set("10.0.0.1:5000", "10.0.0.2:5000");
        var older = new ImplementationOfToday(fake);
        IGrown grown = older;
        Assert.Equal(2, grown.MembersByThen);
        Assert.Equal(2, (await older.GetPeersAsync(TimeSpan.Zero, new FakeTimeProvider(), Token)).Count);
        Assert.Equal(2, (await older.CallAllAsync((peer, _) => ValueTask.FromResult(peer), cancellationToken: Token)).Count);
        Assert.True((await older.WaitForPeersAsync(2, TimeSpan.Zero, cancellationToken: Token)).IsReady);
        Assert.False(older.GetChangeToken(older.Current).HasChanged);
    }

    [Fact]
    public void No_public_type_is_a_positional_record_whose_constructor_and_deconstruction_would_change_with_a_new_property()
    {
        var positional = typeof(IPeerResolver).Assembly.GetExportedTypes()
            .Concat(typeof(FakePeerResolver).Assembly.GetExportedTypes())
            .Where(type => type.GetMethods().Any(method => method.Name == "Deconstruct" && method.IsDefined(typeof(CompilerGeneratedAttribute))));
        Assert.Empty(positional);
    }

    // What the interface would be with a member more: the rule in docs/design.md, played through.
    private interface IGrown : IPeerResolver
    {
        int MembersByThen => Current.GetMemberPods().Length;
    }

    private sealed class ImplementationOfToday(FakePeerResolver fake) : IGrown
    {
        public event EventHandler<PeersChangedEventArgs>? PeersChanged
        {
            add => fake.PeersChanged += value;
            remove => fake.PeersChanged -= value;
        }

        public string Name => fake.Name;

        public PeerSnapshot Current => fake.Current;

        public ValueTask<PeerSnapshot> GetPeersAsync(CancellationToken cancellationToken = default) => fake.GetPeersAsync(cancellationToken);

        public ValueTask<PeerSnapshot> RefreshAsync(CancellationToken cancellationToken = default) => fake.RefreshAsync(cancellationToken);

        public IAsyncEnumerable<PeerChange> WatchAsync(CancellationToken cancellationToken = default) => fake.WatchAsync(cancellationToken);

        public void ReportUnreachable(Peer peer) => fake.ReportUnreachable(peer);
    }
}
