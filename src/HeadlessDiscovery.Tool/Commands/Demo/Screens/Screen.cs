using HeadlessDiscovery.Tool.Commands.Demo.Story;
using HeadlessDiscovery.Tool.Commands.Demo.World;
using HeadlessDiscovery.Tool.Options;
using HeadlessDiscovery.Tool.Output.Table;

namespace HeadlessDiscovery.Tool.Commands.Demo.Screens;

/// <summary>Shows the story: a live table on a terminal, lines elsewhere, JSON lines with -o json.</summary>
internal abstract class Screen : IAsyncDisposable
{
    protected Screen(Cluster cluster, Ledger ledger)
    {
        Cluster = cluster;
        Ledger = ledger;
        cluster.Watched = Watch;
    }

    protected Cluster Cluster { get; }

    protected Ledger Ledger { get; }

    public static Screen For(Invocation invocation, Cluster cluster, Ledger ledger)
    {
        if (invocation.Format == OutputFormat.Json)
        {
            return new JsonScreen(invocation, cluster, ledger);
        }

        return IsLive(invocation) ? new LiveScreen(invocation, cluster, ledger) : new LineScreen(invocation, cluster, ledger);
    }

    /// <summary>Whether there is a terminal that can be drawn on, and is large enough.</summary>
    public static bool IsLive(Invocation invocation) =>
        invocation.Format == OutputFormat.Table
        && !invocation.Host.IsOutputRedirected
        && Terminal.HasColor(invocation.Host, invocation.Presentation.Color)
        && invocation.Host.Width() >= Frame.LeastWidth
        && invocation.Host.Height() >= Frame.LeastHeight;

    public abstract void Began(Chapter chapter);

    public abstract void Says(string text);

    /// <summary>A moment at which the contenders differ, for a screen that does not always show them.</summary>
    public virtual void Compares()
    {
    }

    public virtual void Finished(StepResult step)
    {
    }

    /// <summary>Gives somebody who watches the time to read what was said.</summary>
    public virtual Task ReadAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public virtual ValueTask DisposeAsync()
    {
        Cluster.Watched = null;
        return ValueTask.CompletedTask;
    }

    /// <summary>A participant is about to start.</summary>
    protected virtual void Joined(Participant participant)
    {
    }

    /// <summary>A participant saw a change.</summary>
    protected abstract void Saw(Participant participant, PeerChange change);

    /// <summary>A participant stopped.</summary>
    protected virtual void Left(Participant participant)
    {
    }

    private void Watch(Participant participant)
    {
        Joined(participant);
        participant.Changed = change =>
        {
            Ledger.Saw(change, Cluster.Truth);
            Saw(participant, change);
        };
        participant.Ended = () => Left(participant);
    }
}
