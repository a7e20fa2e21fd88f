using HeadlessDiscovery.Simulation.World;

namespace HeadlessDiscovery.Simulation.Clients;

/// <summary>
/// Removes a peer that three complete answers in a row lack, whoever gives them: a copy of one out of a cache does not count again, and a mass removal must last 15 s.
/// So did this library before statements had witnesses: no own names, no SRV set, and what is a mass removal is decided anew at each answer.
/// </summary>
internal sealed class CountedAnswersClient(Watcher pod) : PollingClient(pod)
{
    private const int Confirmations = 3;
    private const int SmallestMass = 3;
    private static readonly TimeSpan MassHold = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Rounding = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestNegative = TimeSpan.FromSeconds(5);

    private readonly SortedDictionary<int, (TimeSpan Since, int Missed)> held = [];
    private (IReadOnlyList<int> Addresses, TimeSpan Ttl, TimeSpan Expires)? counted;
    private TimeSpan? unknownSince;
    private bool isCopy;
    private bool isMass;
    private int failures;

    protected override IReadOnlyList<int> Apply(PolledAnswer answer, IReadOnlyList<int> before)
    {
        var now = Pod.World.Now;
        if (answer.Kind == PolledAnswerKind.Error)
        {
            failures++;
            unknownSince ??= now;
            return before;
        }

        failures = 0;
        isCopy = counted is { } last
            && answer.Ttl < last.Ttl && now < last.Expires && now + answer.Ttl >= last.Expires - Rounding && answer.Addresses.SequenceEqual(last.Addresses);
        counted = isCopy ? counted : (answer.Addresses, answer.Ttl, now + answer.Ttl);

        // That a removal lasted is known only of the time in which there were answers.
        var interrupted = now - (unknownSince ?? now);
        unknownSince = null;
        var listed = answer.Addresses.ToHashSet();
        var present = before.Count(listed.Contains);
        isMass = present == 0 ? before.Count > 0 : before.Count >= SmallestMass && 2 * present < before.Count;
        SortedSet<int> kept = [.. listed];
        foreach (var address in before)
        {
            if (listed.Contains(address))
            {
                held.Remove(address);
                continue;
            }

            var (since, missed) = held.TryGetValue(address, out var hold) ? (hold.Since + interrupted, hold.Missed) : (now, 0);
            missed += isCopy ? 0 : 1;
            if (missed >= Confirmations && (!isMass || now - since >= MassHold))
            {
                held.Remove(address);
            }
            else
            {
                held[address] = (since, missed);
                kept.Add(address);
            }
        }

        return [.. kept];
    }

    protected override Task WaitAsync(PolledAnswer answer) => Pause.For(Wait(answer), Time, Stopping);

    private TimeSpan Wait(PolledAnswer answer)
    {
        var longest = answer.Kind == PolledAnswerKind.Nobody ? LongestNegative : TimeSpan.FromSeconds(30);
        var expiry = TimeSpan.FromSeconds(Math.Clamp(answer.Ttl.TotalSeconds, 1, longest.TotalSeconds));
        return answer.Kind == PolledAnswerKind.Error ? TimeSpan.FromSeconds(Math.Min(30, Math.Pow(2, failures - 1)))
            : held.Count > 0 && !isCopy ? (isMass ? 2 * Second : Second)
            : expiry;
    }
}
