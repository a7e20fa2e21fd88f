using System.Net;

namespace HeadlessDiscovery.Dns;

/// <summary>The tries of one question that needs more than one: which server is next, and how the earlier ones ended.</summary>
internal sealed class QuestionTries(DnsQuestion question, QuestionPurpose purpose, AskContext context, FirstTry first, Retransmission? retransmission)
{
    private static readonly Task<AskedAnswer?> EndedWithout = Task.FromResult<AskedAnswer?>(null);

    // How each try ended, or the source of those who wait for that; null for as long as neither is so.
    private readonly object?[] ends = new object?[TryPipelines.MostTries];
    private int started;
    private int failures;

    public DnsQuestion Question => question;

    public QuestionPurpose Purpose => purpose;

    public AskContext Context => context;

    /// <summary>The try with index 0, which began long ago.</summary>
    public FirstTry First => first;

    /// <summary>How long Polly waits for a reply before it asks whether the next try may start.</summary>
    public TimeSpan NextDelay() => retransmission is null || context.WasTruncated(question) ? Timeout.InfiniteTimeSpan : retransmission.Delay(Volatile.Read(ref started));

    /// <summary>Whether the next try may start: a failure brings them about up to the configured number, silence up to its own.</summary>
    public bool MayStart() => (retransmission is not null && !context.WasTruncated(question) && retransmission.IsDue(Volatile.Read(ref started)))
        || (Volatile.Read(ref failures) > 0 && Volatile.Read(ref started) < TryPipelines.Count(context));

    /// <summary>Counts a try that ended without an answer.</summary>
    public void Failed() => Interlocked.Increment(ref failures);

    /// <summary>How long a try may take: those that silence brought about end with the attempt.</summary>
    public TimeSpan TimeFor(int index) => retransmission is null || index < TryPipelines.Count(context) ? context.Configuration.Timeout : retransmission.Left;

    /// <summary>Whether no try has ended otherwise than by its time.</summary>
    public bool HasHeardNothing { get; set; } = true;

    /// <summary>Takes the next try: rounds over the servers in order (resolv.conf "attempts").</summary>
    public (int Index, IPEndPoint Server) Next()
    {
        var index = Interlocked.Increment(ref started) - 1;
        return (index, ServerOf(index));
    }

    /// <summary>Whether an earlier try at another server has not ended, or failed.</summary>
    public bool OvertakesAnother(int index)
    {
        var server = ServerOf(index);
        for (var i = 0; i < index; i++)
        {
            if (!ServerOf(i).Equals(server))
            {
                return true;
            }
        }

        return false;
    }

    private IPEndPoint ServerOf(int index) => context.Servers[index % context.Servers.Length];

    /// <summary>Ends a try; with its answer where that has records.</summary>
    public void End(int index, AskedAnswer? positive)
    {
        var end = positive is null ? EndedWithout : Task.FromResult(positive);
        if (Interlocked.CompareExchange(ref ends[index], end, null) is TaskCompletionSource<AskedAnswer?> awaited)
        {
            awaited.TrySetResult(positive);
        }
    }

    /// <summary>Waits for every try at another server that started before this one, and gives the first answer with records: what a hedge denies must not overtake it.</summary>
    public async ValueTask<AskedAnswer?> EarlierEndedAsync(int index, CancellationToken cancellationToken)
    {
        var server = ServerOf(index);
        for (var i = 0; i < index; i++)
        {
            // Of two tries at one server either speaks for it.
            if (!ServerOf(i).Equals(server) && await Ended(i).WaitAsync(cancellationToken).ConfigureAwait(false) is { } positive)
            {
                return positive;
            }
        }

        return null;
    }

    // Hardly ever is there a try to wait for: a source is made only then.
    private Task<AskedAnswer?> Ended(int index)
    {
        var awaited = new TaskCompletionSource<AskedAnswer?>(TaskCreationOptions.RunContinuationsAsynchronously);
        return Interlocked.CompareExchange(ref ends[index], awaited, null) switch
        {
            Task<AskedAnswer?> ended => ended,
            TaskCompletionSource<AskedAnswer?> other => other.Task,
            _ => awaited.Task,
        };
    }
}
