using System.Collections.Immutable;
using System.Net;

namespace HeadlessDiscovery.Dns;

/// <summary>The tries of one question: which server is next, and how the earlier ones ended.</summary>
internal sealed class QuestionTries(DnsQuestion question, QuestionPurpose purpose, AskContext context, int count)
{
    private readonly TaskCompletionSource<AskedAnswer?>?[] ended = new TaskCompletionSource<AskedAnswer?>?[count];
    private int started;

    public DnsQuestion Question => question;

    public QuestionPurpose Purpose => purpose;

    public AskContext Context => context;

    /// <summary>Takes the next try: rounds over the servers in order (resolv.conf "attempts").</summary>
    public (int Index, IPEndPoint Server) Next()
    {
        var index = Interlocked.Increment(ref started) - 1;
        ended[index] = new TaskCompletionSource<AskedAnswer?>(TaskCreationOptions.RunContinuationsAsynchronously);
        return (index, context.Servers[index % context.Servers.Length]);
    }

    /// <summary>Ends a try; with its answer where that has records.</summary>
    public void End(int index, AskedAnswer? positive) => ended[index]!.TrySetResult(positive);

    /// <summary>Waits for every try that started before this one, and gives the first answer with records: a hedge's "no" must not overtake it.</summary>
    public async ValueTask<AskedAnswer?> EarlierEndedAsync(int index, CancellationToken cancellationToken)
    {
        for (var i = 0; i < index; i++)
        {
            if (await ended[i]!.Task.WaitAsync(cancellationToken).ConfigureAwait(false) is { } positive)
            {
                return positive;
            }
        }

        return null;
    }
}
