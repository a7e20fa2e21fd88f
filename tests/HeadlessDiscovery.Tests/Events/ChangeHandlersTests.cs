using System.Threading.Channels;
using HeadlessDiscovery.Events;
using HeadlessDiscovery.Watching;

namespace HeadlessDiscovery.Tests.Events;

public sealed class ChangeHandlersTests
{
    private readonly Publication publication = new();
    private readonly ChangeHandlers handlers;
    private readonly TaskCompletionSource<Exception> failed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Channel<long> heard = Channel.CreateUnbounded<long>();

    public ChangeHandlersTests() => handlers = new ChangeHandlers(
        this,
        () => publication.Current,
        token => new WatchStream(publication, static () => { }, token),
        static change => change.ChangesPeers,
        failed.SetResult);

    [Fact]
    public async Task A_handler_that_was_removed_hears_no_more_and_the_others_do()
    {
        var calls = 0;
        var left = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        EventHandler<PeersChangedEventArgs> leaving = null!;
        leaving = (_, _) =>
        {
            // The next version is there before this handler returns: only its removal keeps it from that one.
            if (Interlocked.Increment(ref calls) == 1)
            {
                handlers.Remove(leaving);
                Publish(2);
                left.SetResult();
            }
        };
        handlers.Add(leaving);
        Publish(1);
        await left.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        handlers.Add(Hear);
        for (var version = 3; version < 30; version++)
        {
            Publish(version);
            await HeardAsync();
        }

        Assert.Equal(1, calls);
    }

    // FakePeerResolverTests has the same test: the fake acts alike.
    [Fact]
    public async Task A_delegate_of_several_is_several_handlers_and_is_removed_one_by_one()
    {
        EventHandler<PeersChangedEventArgs> throwing = (_, _) => throw new InvalidOperationException("As it should.");
        handlers.Add(throwing + Hear);
        Publish(1);
        await HeardAsync();
        await failed.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        // Added as one, removed as two, in any order; and the other way round.
        handlers.Remove(throwing);
        handlers.Remove(Hear);
        handlers.Add(Hear);
        handlers.Add(throwing);
        handlers.Remove(throwing + Hear);
        handlers.Add((_, args) => heard.Writer.TryWrite(-args.Change.Current.Version));
        Publish(2);
        Assert.Equal(-2, await heard.Reader.ReadAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task To_remove_a_handler_that_was_never_added_does_nothing()
    {
        handlers.Remove((_, _) => { });
        handlers.Add(Hear);
        handlers.Remove((_, _) => { });
        Publish(1);
        await HeardAsync();
    }

    [Fact]
    public async Task A_handler_that_was_added_twice_stays_once_after_one_removal_and_a_third_one_does_nothing()
    {
        handlers.Add(Hear);
        handlers.Add(Hear);
        handlers.Remove(Hear);

        // A second one would repeat a version.
        for (var version = 1; version < 30; version++)
        {
            Publish(version);
            Assert.Equal(version, await HeardAsync());
        }

        handlers.Remove(Hear);
        handlers.Remove(Hear);
        var other = Channel.CreateUnbounded<long>();
        handlers.Add((_, args) => other.Writer.TryWrite(args.Change.Current.Version));
        for (var version = 30; version < 60; version++)
        {
            Publish(version);
            Assert.Equal(version, await other.Reader.ReadAsync(TestContext.Current.CancellationToken));
        }

        Assert.False(heard.Reader.TryRead(out _));
    }

    [Fact]
    public async Task What_a_handler_throws_is_told_and_it_hears_the_next_version()
    {
        var defect = new InvalidOperationException("a defect");
        handlers.Add((_, change) =>
        {
            Hear(this, change);
            if (change.Change.Current.Version == 1)
            {
                throw defect;
            }
        });
        Publish(1);
        Assert.Same(defect, await failed.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
        await HeardAsync();
        Publish(2);
        await HeardAsync();
    }

    private void Hear(object? sender, PeersChangedEventArgs args) => heard.Writer.TryWrite(args.Change.Current.Version);

    private async Task<long> HeardAsync() => await heard.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

    private void Publish(int version) => publication.Publish(new PeerSnapshot([Peer.Parse($"10.0.0.{version}")]) { Version = version });
}
