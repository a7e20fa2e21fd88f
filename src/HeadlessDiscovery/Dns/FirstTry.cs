using System.Runtime.CompilerServices;

namespace HeadlessDiscovery.Dns;

/// <summary>The try that began before anybody knew that a second would be needed: failed already, or still silent.</summary>
internal sealed class FirstTry
{
    private readonly VerifiedAnswer? answer;
    private readonly ConfiguredValueTaskAwaitable<VerifiedAnswer>.ConfiguredValueTaskAwaiter running;
    private readonly HedgeWait? wait;
    private readonly ReusableDeadline? deadline;

    public FirstTry(VerifiedAnswer answer)
    {
        this.answer = answer;
    }

    /// <summary>A silent try; from here on it owns what it waits with.</summary>
    public FirstTry(ConfiguredValueTaskAwaitable<VerifiedAnswer>.ConfiguredValueTaskAwaiter running, HedgeWait wait, ReusableDeadline deadline)
    {
        this.running = running;
        this.wait = wait;
        this.deadline = deadline;
    }

    /// <summary>Its answer; where a later try answers first, the token ends it.</summary>
    public async ValueTask<VerifiedAnswer> EndAsync(CancellationToken overtaken)
    {
        if (answer is not null)
        {
            return answer;
        }

        using (overtaken.UnsafeRegister(static state => ((ReusableDeadline)state!).Overtake(), deadline))
        {
            await wait!.Late.ConfigureAwait(false);
        }

        try
        {
            return running.GetResult();
        }
        finally
        {
            wait.Stop();
            deadline!.End();
        }
    }
}
