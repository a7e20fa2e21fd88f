using HeadlessDiscovery.Tool.Commands.Demo.Screens;
using HeadlessDiscovery.Tool.Commands.Demo.World;
using HeadlessDiscovery.Tool.Text;

namespace HeadlessDiscovery.Tool.Commands.Demo.Story;

/// <summary>The story, step by step. Each step ends when all participants see the truth; the time limits only say when a promise is broken.</summary>
internal sealed class DemoStory(Cluster cluster, Ledger ledger, Screen screen, Words words)
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(1500);
    private static readonly TimeSpan HalfOutage = TimeSpan.FromSeconds(5);

    public async Task TellAsync(CancellationToken cancellationToken)
    {
        await StepAsync(words.DemoStart, Seconds(15), StartAsync, cancellationToken).ConfigureAwait(false);
        await new Lesson(cluster, screen, words).TellAsync(cancellationToken).ConfigureAwait(false);
        await StepAsync(words.DemoScaleTo(5), Seconds(15), token => cluster.AddAsync(2, token), cancellationToken).ConfigureAwait(false);
        await StepAsync(words.DemoRolling, Seconds(25), RollAsync, cancellationToken).ConfigureAwait(false);
        await StepAsync(words.DemoBlip, Seconds(15), BlipAsync, cancellationToken).ConfigureAwait(false);
        await StepAsync(words.DemoOutage, Seconds(25), OutageAsync, cancellationToken).ConfigureAwait(false);
        await StepAsync(words.DemoScaleTo(1), Seconds(35), Terminate(from: 1), cancellationToken).ConfigureAwait(false);
        await StepAsync(words.DemoScaleTo(0), Seconds(35), Terminate(from: 0), cancellationToken).ConfigureAwait(false);
        await StepAsync(words.DemoScaleTo(3), Seconds(15), token => cluster.AddAsync(3, token), cancellationToken).ConfigureAwait(false);
        ledger.IsComplete = true;
    }

    private async Task StepAsync(string name, TimeSpan atMost, Func<CancellationToken, Task> act, CancellationToken cancellationToken)
    {
        screen.Began(name);
        await act(cancellationToken).ConfigureAwait(false);
        var changedTimestamp = cluster.Time.GetTimestamp();
        if (!await Agreement.WaitAsync(() => Agreement.Holds(cluster), atMost, cluster.Time, cancellationToken).ConfigureAwait(false))
        {
            throw new BrokenPromiseException(words.DemoNoAgreement(name, atMost, string.Join("; ", cluster.Judges.Select(judge => $"{judge.Name} {judge.Current}"))));
        }

        var agreement = cluster.Time.GetElapsedTime(changedTimestamp);
        var (answered, asked) = await CallAsync(name, cancellationToken).ConfigureAwait(false);
        await cluster.StopTerminatedAsync().ConfigureAwait(false);
        ledger.TakeLastAnswerFalseRemovals = cluster.Policies.TakeLastAnswer.FalseRemovals;
        ledger.DropOnErrorFalseRemovals = cluster.Policies.DropOnError.FalseRemovals;
        var result = new StepResult(name, agreement, answered, asked);
        ledger.Finished(result);
        screen.Finished(result);
        if (ledger.FalseRemovals > 0)
        {
            throw new BrokenPromiseException(words.DemoFalseRemoval(ledger.FalseRemovals));
        }
    }

    /// <summary>Every pod and the client call all the peers that they see; each peer must answer.</summary>
    private async Task<(int Answered, int Asked)> CallAsync(string step, CancellationToken cancellationToken)
    {
        var calls = await Task.WhenAll(cluster.Judges.Select(judge => judge.CallAllAsync(cancellationToken))).ConfigureAwait(false);
        var (answered, asked) = (calls.Sum(call => call.Answered), calls.Sum(call => call.Asked));
        ledger.Called(answered, asked);
        return answered == asked ? (answered, asked) : throw new BrokenPromiseException(words.DemoNotAnswered(step, asked - answered, asked));
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

    // Lasts until everybody has met it: each asks when its own TTL ends.
    private async Task BlipAsync(CancellationToken cancellationToken)
    {
        using var fault = cluster.Faults.NxDomain();
        if (!await Agreement.WaitAsync(() => cluster.Judges.All(judge => !judge.Current.Held.IsEmpty), Seconds(10), cluster.Time, cancellationToken).ConfigureAwait(false))
        {
            throw new BrokenPromiseException(words.DemoNotMet(words.DemoBlip));
        }

        screen.Says(Now.Of(cluster, words));
    }

    private async Task OutageAsync(CancellationToken cancellationToken)
    {
        using (cluster.Faults.ServFail())
        {
            await Task.Delay(HalfOutage, cluster.Time, cancellationToken).ConfigureAwait(false);
            if (!await Agreement.WaitAsync(() => cluster.Judges.All(judge => judge.Current.IsStale), HalfOutage, cluster.Time, cancellationToken).ConfigureAwait(false))
            {
                throw new BrokenPromiseException(words.DemoNotMet(words.DemoOutage));
            }
        }

        using (cluster.Faults.Drop())
        {
            // The peers are still there, and so is everybody's list of them.
            var (answered, asked) = await CallAsync(words.DemoOutage, cancellationToken).ConfigureAwait(false);
            screen.Says(Now.Of(cluster, words));
            screen.Says(words.DemoCalls(answered, asked));
            await Task.Delay(HalfOutage, cluster.Time, cancellationToken).ConfigureAwait(false);
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

    private static TimeSpan Seconds(int count) => TimeSpan.FromSeconds(count);
}
