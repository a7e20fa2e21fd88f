namespace HeadlessDiscovery.Dns;

/// <summary>Counts what was sent to one server in the last minute, and how much of it was needless because a reply was only late.</summary>
internal sealed class QueryMinute(TimeProvider time)
{
    private const int SlotSeconds = 10;
    private const int Slots = 6;

    // A tenth of the queries may be needless. The first one always may: without it nobody would learn how long the server takes.
    private const int Share = 10;

    private readonly (int Sent, int Needless)[] slots = new (int Sent, int Needless)[Slots];
    private readonly long startTimestamp = time.GetTimestamp();
    private long current;

    /// <summary>Whether a query may be repeated although its reply may only be late.</summary>
    /// <param name="repeats">How often it was repeated already.</param>
    public bool MayRepeat(int repeats)
    {
        lock (slots)
        {
            Turn();
            var (sent, needless) = (0, 0);
            foreach (var slot in slots)
            {
                (sent, needless) = (sent + slot.Sent, needless + slot.Needless);
            }

            return needless == 0 || (needless + repeats + 1) * Share <= sent;
        }
    }

    public void Sent()
    {
        lock (slots)
        {
            Turn();
            slots[current % Slots].Sent++;
        }
    }

    public void WereNeedless(int count)
    {
        lock (slots)
        {
            Turn();
            slots[current % Slots].Needless += count;
        }
    }

    private void Turn()
    {
        var now = (long)time.GetElapsedTime(startTimestamp).TotalSeconds / SlotSeconds;
        for (var slot = Math.Max(current + 1, now - Slots + 1); slot <= now; slot++)
        {
            slots[slot % Slots] = default;
        }

        current = now;
    }
}
