using HeadlessDiscovery.Tool.Commands.Demo.Screens;
using HeadlessDiscovery.Tool.Commands.Demo.World;
using HeadlessDiscovery.Tool.Text;

namespace HeadlessDiscovery.Tool.Commands.Demo.Story;

/// <summary>The story, step by step. Each step ends when all participants see the truth; the time limits only say when a promise is broken.</summary>
internal sealed class DemoStory(Cluster cluster, Ledger ledger, Screen screen, Words words)
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(1500);
    private static readonly TimeSpan HalfOutage = TimeSpan.FromSeconds(5);

    // Long enough for the calls that fail to be seen, and far from the hold of a mass removal.
    private static readonly TimeSpan Blip = TimeSpan.FromSeconds(3);

    public async Task TellAsync(CancellationToken cancellationToken)
    {
        // The faults come first: what they cost each contender is the point, and some stay for half a minute only.
        Step[] steps =
        [
            new(words.DemoStart, 15, StartAsync),
            new(words.DemoLesson, 0, new Lesson(cluster, screen, words).TellAsync),
            new(words.DemoScaleTo(5), 15, token => cluster.AddAsync(2, token)),
            new(words.DemoBlip, 15, BlipAsync),
            new(words.DemoOutage, 25, OutageAsync),
            new(words.DemoRolling, 25, RollAsync),
            new(words.DemoScaleTo(1), 35, Terminate(from: 1)),
            new(words.DemoScaleTo(0), 35, Terminate(from: 0)),
            new(words.DemoScaleTo(3), 15, token => cluster.AddAsync(3, token)),
        ];
        for (var i = 0; i < steps.Length; i++)
        {
            screen.Began(new Chapter(steps[i].Text, i + 1, steps.Length));
            await steps[i].Act(cancellationToken).ConfigureAwait(false);
            if (steps[i].Seconds > 0)
            {
                await AgreeAsync(steps[i], cancellationToken).ConfigureAwait(false);
            }
        }

        ledger.IsComplete = true;
    }

    private async Task AgreeAsync(Step step, CancellationToken cancellationToken)
    {
        var atMost = TimeSpan.FromSeconds(step.Seconds);
        var changedTimestamp = cluster.Time.GetTimestamp();
        if (!await Agreement.WaitAsync(() => Agreement.Holds(cluster), atMost, cluster.Time, cancellationToken).ConfigureAwait(false))
        {
            throw new BrokenPromiseException(PromiseKind.Agreement, words.DemoNoAgreement(step.Text.Name, atMost, string.Join("; ", cluster.Judges.Select(judge => $"{judge.Name} {judge.Current}"))));
        }

        var agreement = cluster.Time.GetElapsedTime(changedTimestamp);
        if (cluster.Truth.IsEmpty)
        {
            ledger.Emptied = agreement;
        }

        var (answered, asked) = await CallAsync(step.Text, cancellationToken).ConfigureAwait(false);
        await cluster.StopTerminatedAsync().ConfigureAwait(false);
        var result = new StepResult(step.Text.Name, agreement, answered, asked);
        ledger.Finished(result);
        screen.Finished(result);
        if (ledger.FalseRemovals > 0)
        {
            throw new BrokenPromiseException(PromiseKind.LivePods, words.DemoFalseRemoval(ledger.FalseRemovals));
        }

        if (cluster.Contest.Library is { Failed: > 0 } library)
        {
            throw new BrokenPromiseException(PromiseKind.Calls, words.DemoNotAnswered(step.Text.Name, library.Failed, library.Calls));
        }
    }

    /// <summary>Every pod and the client call all the peers that they see; each peer must answer.</summary>
    private async Task<(int Answered, int Asked)> CallAsync(StepText step, CancellationToken cancellationToken)
    {
        var calls = await Task.WhenAll(cluster.Judges.Select(judge => judge.CallAllAsync(cancellationToken))).ConfigureAwait(false);
        var (answered, asked) = (calls.Sum(call => call.Answered), calls.Sum(call => call.Asked));
        ledger.Called(answered, asked);
        return answered == asked ? (answered, asked) : throw new BrokenPromiseException(PromiseKind.Calls, words.DemoNotAnswered(step.Name, asked - answered, asked));
    }

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        cluster.OpenOutside();
        await cluster.AddAsync(3, cancellationToken).ConfigureAwait(false);
    }

    // As a Deployment does it: one more, then one less, without waiting for anybody to notice.
    private async Task RollAsync(CancellationToken cancellationToken)
    {
        foreach (var old in cluster.Ready.ToArray())
        {
            await cluster.AddAsync(1, cancellationToken).ConfigureAwait(false);
            old.Terminate();
            await Task.Delay(Pace, cluster.Time, cancellationToken).ConfigureAwait(false);
        }
    }

    // Lasts until everybody has met it: each resolves again when its own TTL ends.
    private async Task BlipAsync(CancellationToken cancellationToken)
    {
        using var fault = cluster.Faults.NxDomain();
        if (!await Agreement.WaitAsync(() => cluster.Judges.All(judge => !judge.Current.Held.IsEmpty), TimeSpan.FromSeconds(10), cluster.Time, cancellationToken).ConfigureAwait(false))
        {
            throw new BrokenPromiseException(PromiseKind.Agreement, words.DemoNotMet(words.DemoBlip.Name));
        }

        await Task.Delay(Blip, cluster.Time, cancellationToken).ConfigureAwait(false);
        screen.Compares();
    }

    private async Task OutageAsync(CancellationToken cancellationToken)
    {
        using (cluster.Faults.ServFail())
        {
            await Task.Delay(HalfOutage, cluster.Time, cancellationToken).ConfigureAwait(false);
            if (!await Agreement.WaitAsync(() => cluster.Judges.All(judge => judge.Current.IsStale), HalfOutage, cluster.Time, cancellationToken).ConfigureAwait(false))
            {
                throw new BrokenPromiseException(PromiseKind.Agreement, words.DemoNotMet(words.DemoOutage.Name));
            }
        }

        using (cluster.Faults.Drop())
        {
            // The peers are still there, and so is everybody's list of them.
            await CallAsync(words.DemoOutage, cancellationToken).ConfigureAwait(false);
            screen.Compares();
            await Task.Delay(HalfOutage, cluster.Time, cancellationToken).ConfigureAwait(false);
            var truth = cluster.Truth;
            ledger.Outage = (truth.Count(pod => cluster.Judges.All(judge => judge.Self == pod || judge.Current.Contains(pod))), truth.Count);
        }
    }

    private Func<CancellationToken, Task> Terminate(int from) => _ =>
    {
        foreach (var pod in cluster.Ready.Skip(from).ToArray())
        {
            pod.Terminate();
        }

        return Task.CompletedTask;
    };

    /// <summary>A step.</summary>
    /// <param name="Text">What it is.</param>
    /// <param name="Seconds">Within which all must agree afterwards; 0 where nothing changes.</param>
    /// <param name="Act">What is done.</param>
    private sealed record Step(StepText Text, int Seconds, Func<CancellationToken, Task> Act);
}
