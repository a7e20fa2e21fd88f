using System.Numerics;

namespace HeadlessDiscovery.Faults.Tests.Simulation;

/// <summary>Armed timers in the order in which they fire. Almost all of them are disposed before: those cost a link, not a place in a heap.</summary>
/// <remarks>A ring of slots of 26 ms that spans 3.5 minutes; only the slot that is reached next is sorted. What lies beyond waits in a heap.</remarks>
internal sealed class TimerWheel
{
    private const int Slots = 8192;
    private const int SlotBits = 18;

    private readonly WheelTimer?[] ring = new WheelTimer?[Slots];
    private readonly ulong[] occupied = new ulong[Slots / 64];
    private readonly PriorityQueue<(WheelTimer Timer, long Setting), (long Due, long Setting)> opened = new();
    private readonly PriorityQueue<(WheelTimer Timer, long Setting), (long Due, long Setting)> far = new();
    private long reached;
    private long settings;

    /// <summary>Arms a timer that is not armed.</summary>
    public void Arm(WheelTimer timer, long due)
    {
        (timer.Due, timer.Setting) = (due, ++settings);
        Place(timer);
    }

    /// <summary>Disarms a timer; nothing happens where it is not armed.</summary>
    public void Disarm(WheelTimer timer)
    {
        timer.Setting = 0;
        if (timer.IsLinked)
        {
            Unlink(timer);
        }
    }

    /// <summary>The timer that fires next; null where none is armed.</summary>
    public WheelTimer? Peek()
    {
        do
        {
            while (opened.TryPeek(out var first, out _))
            {
                // What was changed or disposed meanwhile is still there under its old setting.
                if (first.Timer.Setting == first.Setting)
                {
                    return first.Timer;
                }

                opened.Dequeue();
            }
        }
        while (Open());

        return null;
    }

    /// <summary>Takes the timer that <see cref="Peek"/> gave.</summary>
    public void Take()
    {
        var (timer, _) = opened.Dequeue();
        timer.Setting = 0;
    }

    private static long SlotOf(long due) => due >> SlotBits;

    private void Place(WheelTimer timer)
    {
        var slot = SlotOf(timer.Due);
        if (slot <= reached)
        {
            opened.Enqueue((timer, timer.Setting), (timer.Due, timer.Setting));
        }
        else if (slot < reached + Slots)
        {
            Link(timer, (int)(slot & (Slots - 1)));
        }
        else
        {
            far.Enqueue((timer, timer.Setting), (timer.Due, timer.Setting));
        }
    }

    private bool Open()
    {
        var next = NextOccupied();
        if (NextFar() is { } beyond && beyond < next)
        {
            next = beyond;
        }

        if (next == long.MaxValue)
        {
            return false;
        }

        reached = next;
        while (NextFar() is { } slot && slot < reached + Slots)
        {
            Place(far.Dequeue().Timer);
        }

        var index = (int)(reached & (Slots - 1));
        while (ring[index] is { } timer)
        {
            Unlink(timer);
            opened.Enqueue((timer, timer.Setting), (timer.Due, timer.Setting));
        }

        return true;
    }

    private long? NextFar()
    {
        while (far.TryPeek(out var first, out var priority))
        {
            if (first.Timer.Setting == first.Setting)
            {
                return SlotOf(priority.Due);
            }

            far.Dequeue();
        }

        return null;
    }

    private long NextOccupied()
    {
        var start = (int)((reached + 1) & (Slots - 1));
        for (var passed = 0; passed <= occupied.Length; passed++)
        {
            var word = ((start >> 6) + passed) % occupied.Length;
            var bits = occupied[word];
            if (passed == 0)
            {
                bits &= ulong.MaxValue << (start & 63);
            }

            if (bits != 0)
            {
                var index = (word << 6) + BitOperations.TrailingZeroCount(bits);
                return reached + 1 + ((index - start + Slots) & (Slots - 1));
            }
        }

        return long.MaxValue;
    }

    private void Link(WheelTimer timer, int index)
    {
        var head = ring[index];
        (timer.Slot, timer.Next, timer.Previous) = (index, head, null);
        if (head is not null)
        {
            head.Previous = timer;
        }

        ring[index] = timer;
        occupied[index >> 6] |= 1UL << (index & 63);
    }

    private void Unlink(WheelTimer timer)
    {
        var index = timer.Slot;
        if (timer.Previous is { } previous)
        {
            previous.Next = timer.Next;
        }
        else
        {
            ring[index] = timer.Next;
            if (timer.Next is null)
            {
                occupied[index >> 6] &= ~(1UL << (index & 63));
            }
        }

        if (timer.Next is { } next)
        {
            next.Previous = timer.Previous;
        }

        (timer.Slot, timer.Next, timer.Previous) = (-1, null, null);
    }
}
