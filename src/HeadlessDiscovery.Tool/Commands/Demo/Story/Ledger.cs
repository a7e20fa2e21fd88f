using System.Collections.Immutable;
using HeadlessDiscovery.Tool.Commands.Demo.World;

namespace HeadlessDiscovery.Tool.Commands.Demo.Story;

/// <summary>What happened and what was promised: the summary and the exit code come from here.</summary>
internal sealed class Ledger(TimeProvider time)
{
    private readonly Lock gate = new();
    private readonly long startTimestamp = time.GetTimestamp();
    private readonly List<(PromiseKind Kind, string Text)> broken = [];
    private ImmutableList<StepResult> steps = [];
    private int changes;
    private int falseRemovals;
    private int answered;
    private int asked;

    public TimeSpan Elapsed => time.GetElapsedTime(startTimestamp);

    public IReadOnlyList<StepResult> Steps => steps;

    /// <summary>Versions with a peer added or removed, over all participants.</summary>
    public int Changes => changes;

    /// <summary>How often a participant removed a peer that was there.</summary>
    public int FalseRemovals => falseRemovals;

    /// <summary>HeadlessDiscovery and the two policies at the end; null before it.</summary>
    public ImmutableArray<Standing>? Standings { get; set; }

    /// <summary>Calls at the end of each step, those of the client each second included.</summary>
    public (int Answered, int Asked) AllCalls => Standings is [var library, ..] ? (answered + library.Calls - library.Failed, asked + library.Calls) : (answered, asked);

    /// <summary>Of the pods that ran during the outage, those that everybody still listed at its end.</summary>
    public (int Kept, int Of)? Outage { get; set; }

    /// <summary>From the end of the last pod until everybody knew that there is none.</summary>
    public TimeSpan? Emptied { get; set; }

    public IReadOnlyList<string> Broken
    {
        get
        {
            lock (gate)
            {
                return [.. broken.Select(one => one.Text)];
            }
        }
    }

    public bool IsBroken => Enum.GetValues<PromiseKind>().Any(IsBrokenPromise);

    /// <summary>Whether the story came to its end.</summary>
    public bool IsComplete { get; set; }

    public void Saw(PeerChange change, ImmutableSortedSet<Peer> truth)
    {
        if (change.Added.IsEmpty && change.Removed.IsEmpty)
        {
            return;
        }

        Interlocked.Increment(ref changes);
        Interlocked.Add(ref falseRemovals, change.Removed.Count(truth.Contains));
    }

    public void Called(int answeredNow, int askedNow)
    {
        Interlocked.Add(ref answered, answeredNow);
        Interlocked.Add(ref asked, askedNow);
    }

    public void Finished(StepResult step) => steps = steps.Add(step);

    public void Broke(PromiseKind kind, string text)
    {
        lock (gate)
        {
            broken.Add((kind, text));
        }
    }

    public bool IsBrokenPromise(PromiseKind kind)
    {
        lock (gate)
        {
            return broken.Exists(one => one.Kind == kind) || kind switch
            {
                PromiseKind.LivePods => falseRemovals > 0,
                PromiseKind.Calls => AllCalls is var (ok, all) && ok < all,
                PromiseKind.Outage => Outage is var (kept, of) && kept < of,
                _ => false,
            };
        }
    }
}

/// <summary>A step that was told to its end.</summary>
/// <param name="Name">What was done.</param>
/// <param name="Agreement">From the last change of the step until every participant saw the truth.</param>
/// <param name="Answered">Calls that were answered.</param>
/// <param name="Asked">Calls that were made.</param>
internal sealed record StepResult(string Name, TimeSpan Agreement, int Answered, int Asked);
