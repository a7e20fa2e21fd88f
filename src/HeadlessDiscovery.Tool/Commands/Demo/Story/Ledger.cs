using System.Collections.Immutable;

namespace HeadlessDiscovery.Tool.Commands.Demo.Story;

/// <summary>What happened and what was promised: the summary and the exit code come from here.</summary>
internal sealed class Ledger(TimeProvider time)
{
    private readonly Lock gate = new();
    private readonly long startTimestamp = time.GetTimestamp();
    private readonly List<string> broken = [];
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

    public int TakeLastAnswerFalseRemovals { get; set; }

    public int DropOnErrorFalseRemovals { get; set; }

    public (int Answered, int Asked) Calls => (answered, asked);

    public IReadOnlyList<string> Broken
    {
        get
        {
            lock (gate)
            {
                return [.. broken];
            }
        }
    }

    public bool IsBroken => falseRemovals > 0 || Broken.Count > 0;

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

    public void Broke(string promise)
    {
        lock (gate)
        {
            broken.Add(promise);
        }
    }
}

/// <summary>A step that was told to its end.</summary>
/// <param name="Name">What was done.</param>
/// <param name="Agreement">From the last change of the step until every participant saw the truth.</param>
/// <param name="Answered">Calls that were answered.</param>
/// <param name="Asked">Calls that were made.</param>
internal sealed record StepResult(string Name, TimeSpan Agreement, int Answered, int Asked);

/// <summary>A promise broke; the message says which, and what was seen.</summary>
internal sealed class BrokenPromiseException(string message) : Exception(message);
