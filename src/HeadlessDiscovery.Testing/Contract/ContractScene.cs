using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace HeadlessDiscovery.Testing;

/// <summary>A stage, with the actions that the tests of all promises share. Its token limits the duration of the whole test.</summary>
internal sealed class ContractScene(PeerResolverStage stage, CancellationToken safety)
{
    public static Peer A { get; } = Peer.Parse("10.0.0.1:5000");

    public static Peer B { get; } = Peer.Parse("10.0.0.2:5000");

    public static Peer C { get; } = Peer.Parse("10.0.0.3:5000");

    public PeerResolverStage Stage => stage;

    public IPeerResolver Resolver => stage.Resolver;

    public CancellationToken Safety => safety;

    /// <summary>Changes the source, and waits until the resolver has seen the change.</summary>
    public async Task<PeerSnapshot> MoveToAsync(params Peer[] peers)
    {
        await (peers.Length == 0 ? stage.AnswerNobodyAsync() : stage.AnswerAsync(peers)).ConfigureAwait(false);
        await RefreshAnywayAsync().ConfigureAwait(false);
        return await Resolver.UntilAsync(now => now is { IsResolved: true, IsStale: false } && now.SequenceEqual(peers.Order()), safety).ConfigureAwait(false);
    }

    /// <summary>Makes the source fail, and waits until the resolver reports it.</summary>
    public async Task<PeerSnapshot> FailAsync()
    {
        await stage.FailAsync().ConfigureAwait(false);
        var refused = await ThrownByAsync(async () => await Resolver.RefreshAsync(safety).ConfigureAwait(false)).ConfigureAwait(false);
        Expect(refused is PeerResolutionException, $"RefreshAsync over a failing source must throw PeerResolutionException, but it gave {Name(refused)}");
        return Resolver.Current;
    }

    public ContractReader Read() => new(Resolver, safety);

    public async Task RefreshAnywayAsync()
    {
        // A lookup that began before the source changed may still fail; the wait after this one sees the next.
        var thrown = await ThrownByAsync(async () => await Resolver.RefreshAsync(safety).ConfigureAwait(false)).ConfigureAwait(false);
        Expect(thrown is null or PeerResolutionException, $"RefreshAsync threw {Name(thrown)}");
    }

    public static async Task<Exception?> ThrownByAsync(Func<Task> act)
    {
        try
        {
            await act().ConfigureAwait(false);
            return null;
        }
        catch (Exception thrown)
        {
            return thrown;
        }
    }

    public static void Expect([DoesNotReturnIf(false)] bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new PeerResolverContractException(otherwise);
        }
    }

    public static void ExpectPeers(IEnumerable<Peer> actual, string what, params ReadOnlySpan<Peer> expected)
    {
        ImmutableArray<Peer> wanted = [.. expected];
        var found = actual.ToImmutableArray();
        Expect(found.SequenceEqual(wanted), $"{what} must be [{string.Join(' ', wanted)}] but was [{string.Join(' ', found)}]");
    }

    public static string Name(Exception? thrown) => thrown is null ? "no exception" : $"{thrown.GetType().Name} ({thrown.Message})";
}
