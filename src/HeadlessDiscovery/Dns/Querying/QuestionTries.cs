using System.Net;

namespace HeadlessDiscovery.Dns;

/// <summary>The tries of one question: which server is next, when, and how the earlier ones ended.</summary>
internal sealed class QuestionTries
{
    private readonly ServerHealth health;
    private readonly Retransmission? retransmission;
    private Try[] begun = [];
    private bool hasFailed;
    private bool hasBeenSilent;

    public QuestionTries(DnsQuestion question, QuestionPurpose purpose, AskContext context, ServerHealth health, TimeSpan hedgeDelay, TimeProvider time)
    {
        (Question, Purpose, Context, this.health) = (question, purpose, context, health);
        IsBrief = !context.Hedge || health.IsUnanswered(question);
        if (IsBrief || hedgeDelay == Timeout.InfiniteTimeSpan || Count(context) == 1)
        {
            return;
        }

        var overTcp = context.Configuration.UseTcp || context.TcpFirst;
        retransmission = new Retransmission(
            health.Of(context.Servers[0]).RepeatAfter(hedgeDelay),

            // A later try waits even where the first hedge does not.
            hedgeDelay > HeadlessPeersOptions.DefaultHedgeDelay ? hedgeDelay : HeadlessPeersOptions.DefaultHedgeDelay,
            context.Configuration.Timeout,
            overTcp ? TryPipeline.MostSilentTriesOverTcp : TryPipeline.MostSilentTries,
            time);
    }

    public DnsQuestion Question { get; }

    public QuestionPurpose Purpose { get; }

    public AskContext Context { get; }

    /// <summary>Whether an attempt is one datagram: while backing off, and for a question that nobody answered the last time. An outage costs no more than health does.</summary>
    public bool IsBrief { get; }

    /// <summary>Whether no try has ended otherwise than by its time.</summary>
    public bool HasHeardNothing { get; set; } = true;

    /// <summary>How long Polly waits for a reply before it asks whether the next try may start.</summary>
    public TimeSpan NextDelay()
    {
        lock (this)
        {
            return MayRepeat ? retransmission!.Delay(begun.Length) : Timeout.InfiniteTimeSpan;
        }
    }

    /// <summary>Whether the next try may start: a failure brings them about up to the configured number, silence up to its own.</summary>
    public bool MayStart()
    {
        lock (this)
        {
            // One round where a server said that it failed while backing off, or where this question alone is not answered: its attempt delays those that are.
            var isOneRound = IsBrief && (Context.Hedge || !hasBeenSilent);
            var most = isOneRound ? Math.Min(Context.Servers.Length, Count(Context)) : Count(Context);
            return (MayRepeat && retransmission!.IsDue(begun.Length)) || (hasFailed && begun.Length < most);
        }
    }

    /// <summary>Counts a try that ended without an answer.</summary>
    public void Failed(LookupReason reason)
    {
        lock (this)
        {
            hasFailed = true;
            hasBeenSilent |= reason == LookupReason.Timeout;
        }
    }

    /// <summary>No server answered: the next lookup repeats this question less.</summary>
    public void WereUnanswered()
    {
        if (Purpose != QuestionPurpose.Beside)
        {
            health.WasUnanswered(Question);
        }
    }

    /// <summary>How long a try may take: those that silence brought about end with the attempt.</summary>
    public TimeSpan TimeFor(int index) => retransmission is null || index < Count(Context) ? Context.Configuration.Timeout : retransmission.Left;

    /// <summary>How many tries a question has where servers fail.</summary>
    public static int Count(AskContext context) => Math.Clamp(context.Configuration.Attempts * context.Servers.Length, 1, TryPipeline.MostTries);

    /// <summary>Takes the next try: rounds over the servers in order (resolv.conf "attempts").</summary>
    public (int Index, IPEndPoint Server) Next()
    {
        lock (this)
        {
            var index = begun.Length;
            begun = [.. begun, new Try(ServerOf(index), isRepeat: index > 0 && !hasFailed)];
            return (index, begun[index].Server);
        }
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

    /// <summary>A reply came: where later tries were begun for want of it, they were needless.</summary>
    public void Replied(int index)
    {
        var needless = 0;
        lock (this)
        {
            for (var i = index + 1; i < begun.Length; i++)
            {
                needless += begun[i].IsRepeat ? 1 : 0;
            }
        }

        if (needless > 0)
        {
            health.Of(ServerOf(index)).WasOnlyLate(needless);
        }
    }

    /// <summary>Ends a try; with its answer where that has records.</summary>
    public void End(int index, AskedAnswer? positive) => TryOf(index).End(positive);

    /// <summary>Waits for every try at another server that started before this one, and gives the first answer with records: what a hedge denies must not overtake it.</summary>
    public async ValueTask<AskedAnswer?> EarlierEndedAsync(int index, CancellationToken cancellationToken)
    {
        var server = ServerOf(index);
        for (var i = 0; i < index; i++)
        {
            // Of two tries at one server either speaks for it.
            if (!ServerOf(i).Equals(server) && await TryOf(i).EndAsync().WaitAsync(cancellationToken).ConfigureAwait(false) is { } positive)
            {
                return positive;
            }
        }

        return null;
    }

    private bool MayRepeat => retransmission is not null && !Context.WasTruncated(Question) && health.Of(Context.Servers[0]).MayRepeat(begun.Count(static one => one.IsRepeat));

    private Try TryOf(int index)
    {
        lock (this)
        {
            return begun[index];
        }
    }

    private IPEndPoint ServerOf(int index) => Context.Servers[index % Context.Servers.Length];

    /// <summary>One try, and how it ended.</summary>
    private sealed class Try(IPEndPoint server, bool isRepeat)
    {
        private TaskCompletionSource<AskedAnswer?>? end;
        private AskedAnswer? positive;
        private bool hasEnded;

        public IPEndPoint Server => server;

        /// <summary>Whether silence brought it about.</summary>
        public bool IsRepeat => isRepeat;

        public void End(AskedAnswer? answer)
        {
            lock (this)
            {
                if (hasEnded)
                {
                    return;
                }

                (hasEnded, positive) = (true, answer);
            }

            end?.TrySetResult(answer);
        }

        /// <summary>Its answer, where that has records. Hardly ever does anybody wait for it.</summary>
        public Task<AskedAnswer?> EndAsync()
        {
            lock (this)
            {
                // Who waits goes on where the try ends: outside this lock, and under no other.
                return hasEnded ? Task.FromResult(positive) : (end ??= new()).Task;
            }
        }
    }
}
