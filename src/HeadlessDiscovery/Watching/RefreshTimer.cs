namespace HeadlessDiscovery.Watching;

/// <summary>Decides when the loop's next turn begins: by schedule, or earlier because somebody asked.</summary>
internal sealed class RefreshTimer : IDisposable
{
    private readonly Lock gate = new();

    private readonly ResolverClock clock;
    private readonly TimeSpan floor;
    private readonly TaskCreationOptions continuations;
    private readonly ITimer timer;

    // The loop while it waits, and whether it was woken before it did. One wake-up is as good as many: whoever wakes looks at the clock.
    private TaskCompletionSource<bool>? waiting;
    private bool isWoken = true;
    private TimeSpan due;
    private TimeSpan? lastEnded;
    private RefreshTurn? next;
    private RefreshTurn? running;
    private bool isHurried;
    private bool isClosed;

    /// <param name="clock">The clock that decides whether a turn is due.</param>
    /// <param name="floor">The least time between two turns.</param>
    /// <param name="timers">The clock of the timer, which may fire later.</param>
    /// <param name="isSingleThreaded">See <see cref="ResolverServices.IsSingleThreaded"/>.</param>
    public RefreshTimer(ResolverClock clock, TimeSpan floor, TimeProvider timers, bool isSingleThreaded = false)
    {
        this.clock = clock;
        this.floor = floor;
        continuations = isSingleThreaded ? TaskCreationOptions.None : TaskCreationOptions.RunContinuationsAsynchronously;
        due = clock.Elapsed;
        timer = timers.CreateTimer(static state => ((RefreshTimer)state!).Wake(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>From now to the next turn; null while one runs, and once this is disposed.</summary>
    public TimeSpan? NextIn
    {
        get
        {
            lock (gate)
            {
                return running is not null || isClosed ? null : due > clock.Elapsed ? due - clock.Elapsed : TimeSpan.Zero;
            }
        }
    }

    /// <summary>Waits until a turn may be due; false once this is disposed.</summary>
    public ValueTask<bool> WakeUpAsync()
    {
        lock (gate)
        {
            return isWoken || isClosed ? ValueTask.FromResult(!isClosed) : new((waiting ??= new(continuations)).Task);
        }
    }

    /// <summary>Begins the next turn if it is due, else makes sure of the next wake-up.</summary>
    public RefreshTurn? Begin()
    {
        lock (gate)
        {
            isWoken = false;
            if (isClosed)
            {
                return null;
            }

            if (clock.Elapsed < due)
            {
                SetTimer();
                return null;
            }

            running = next ?? new RefreshTurn();
            next = null;
            return running;
        }
    }

    /// <summary>The lookup is over; the next one is due after a delay. Called before the result is published.</summary>
    /// <param name="delay">From now.</param>
    /// <param name="mayHurry">Whether who pulled forward during the lookup gets the next one as soon as the floor allows; not in a back-off.</param>
    public void Arm(TimeSpan delay, bool mayHurry)
    {
        lock (gate)
        {
            running = null;
            lastEnded = clock.Elapsed;
            due = lastEnded.Value + (isHurried && mayHurry && floor < delay ? floor : delay);
            isHurried = false;
            SetTimer();
        }
    }

    /// <summary>The turn that a caller who asks now waits for: the running one, or the next, which is brought forward.</summary>
    public RefreshTurn Join()
    {
        lock (gate)
        {
            var turn = running ?? (next ??= new RefreshTurn());
            turn.IsAwaited = true;
            if (isClosed)
            {
                turn.Abandon();
            }
            else if (running is null)
            {
                BringForward();
            }

            return turn;
        }
    }

    /// <summary>Brings the next turn forward as far as the floor allows; where one runs, the one after it, because that one may have asked too early.</summary>
    public void PullForward()
    {
        lock (gate)
        {
            if (running is null)
            {
                BringForward();
            }
            else
            {
                isHurried = true;
            }
        }
    }

    /// <summary>Wakes the loop: it looks whether a turn is due.</summary>
    public void Wake() => EndWait(isDue: true);

    public void Dispose()
    {
        lock (gate)
        {
            isClosed = true;
            running?.Abandon();
            next?.Abandon();
        }

        EndWait(isDue: false);
        timer.Dispose();
    }

    private void EndWait(bool isDue)
    {
        TaskCompletionSource<bool>? waited;
        lock (gate)
        {
            isWoken = true;
            (waited, waiting) = (waiting, null);
        }

        waited?.TrySetResult(isDue);
    }

    private void BringForward()
    {
        var permitted = lastEnded is { } ended ? ended + floor : TimeSpan.Zero;
        if (permitted < due)
        {
            due = permitted;
            SetTimer();
        }
    }

    private void SetTimer()
    {
        if (isClosed)
        {
            return;
        }

        var wait = due - clock.Elapsed;
        if (wait <= TimeSpan.Zero)
        {
            Wake();
        }
        else
        {
            // A timer counts whole milliseconds: rounded up, so that it does not fire before it is due.
            timer.Change(TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)), Timeout.InfiniteTimeSpan);
        }
    }
}
