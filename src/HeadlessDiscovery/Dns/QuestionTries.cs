using System.Collections.Immutable;
using System.Net;

namespace HeadlessDiscovery.Dns;

/// <summary>The tries of one question: which server is next, and how the earlier ones ended.</summary>
internal sealed class QuestionTries(DnsQuestion question, bool isPinned, AskContext context, int count)
{
    private readonly TaskCompletionSource?[] ended = new TaskCompletionSource?[count];
    private int started;

    public DnsQuestion Question => question;

    /// <summary>Whether only servers that know the name may say no.</summary>
    public bool IsPinned => isPinned;

    public AskContext Context => context;

    /// <summary>Takes the next try: rounds over the servers in order (resolv.conf "attempts").</summary>
    public (int Index, IPEndPoint Server) Next()
    {
        var index = Interlocked.Increment(ref started) - 1;
        ended[index] = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return (index, context.Servers[index % context.Servers.Length]);
    }

    public void End(int index) => ended[index]!.TrySetResult();

    /// <summary>Waits for every try that started before this one: a hedge's "no" must not overtake the first one's answer.</summary>
    public async ValueTask EarlierEndedAsync(int index, CancellationToken cancellationToken)
    {
        for (var i = 0; i < index; i++)
        {
            await ended[i]!.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
