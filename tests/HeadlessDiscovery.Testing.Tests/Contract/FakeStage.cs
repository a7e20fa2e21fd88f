namespace HeadlessDiscovery.Testing.Tests.Contract;

/// <summary>A stage over the fake; with a wrapper around it for resolvers that break something.</summary>
internal sealed class FakeStage(Func<FakePeerResolver, IPeerResolver>? wrap = null) : PeerResolverStage
{
    private readonly FakePeerResolver fake = new("staged");
    private IPeerResolver? resolver;

    public override IPeerResolver Resolver => resolver ??= wrap?.Invoke(fake) ?? fake;

    public override bool ControlsLookups => true;

    public override int MostLookupsAtOnce => Resolver is BrokenResolver broken ? broken.MostLookupsAtOnce : 1;

    public override Task AnswerAsync(IReadOnlyList<Peer> peers) => Told(fake.Set(peers));

    public override Task AnswerWithoutDifferenceAsync(IReadOnlyList<Peer> peers)
    {
        fake.Ttl = TimeSpan.FromSeconds(30);
        return Told(fake.Set(peers));
    }

    public override Task AnswerNobodyAsync() => Told(fake.Empty());

    public override Task FailAsync() => Told(fake.Current.IsResolved ? fake.GoStale() : fake.Unresolve());

    public override Task PauseLookupsAsync() => Told(fake.PauseLookups());

    public override Task ReleaseLookupAsync() => Told(fake.ReleaseLookup());

    private Task Told(FakePeerResolver told)
    {
        Assert.Same(fake, told);
        (Resolver as BrokenResolver)?.Moved();
        return Task.CompletedTask;
    }
}
