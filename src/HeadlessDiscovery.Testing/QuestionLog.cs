using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace HeadlessDiscovery.Testing;

/// <summary>The queries that the server received, in order. A query is logged before its answer is sent.</summary>
/// <remarks>Thread-safe; an enumeration contains what was there when it began. Only the latest 100,000 queries are kept.</remarks>
[SuppressMessage("Naming", "CA1710", Justification = "It is a log, not a general collection.")]
public sealed class QuestionLog : IReadOnlyCollection<AskedQuestion>
{
    private const int Capacity = 100_000;
    private readonly Lock gate = new();
    private readonly Queue<AskedQuestion> questions = new();
    private TaskCompletionSource changed = NewSignal();

    internal QuestionLog()
    {
    }

    /// <summary>The number of queries in the log.</summary>
    public int Count
    {
        get
        {
            lock (gate)
            {
                return questions.Count;
            }
        }
    }

    /// <summary>Clears the log.</summary>
    public void Clear()
    {
        lock (gate)
        {
            questions.Clear();
        }
    }

    /// <summary>Waits until the log contains a number of matching queries; those already in the log count.</summary>
    /// <param name="count">The number of queries.</param>
    /// <param name="match">The condition; <see langword="null"/> matches any query.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>The first matching queries, in order.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task<IReadOnlyList<AskedQuestion>> WaitForAsync(int count, Func<AskedQuestion, bool>? match = null, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            Task next;
            lock (gate)
            {
                AskedQuestion[] found = [.. questions.Where(q => match is null || match(q)).Take(count)];
                if (found.Length == count)
                {
                    return found;
                }

                next = changed.Task;
            }

            await next.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Enumerates the queries logged so far.</summary>
    /// <returns>An enumerator over a copy.</returns>
    public IEnumerator<AskedQuestion> GetEnumerator()
    {
        lock (gate)
        {
            return ((IEnumerable<AskedQuestion>)questions.ToArray()).GetEnumerator();
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal void Add(AskedQuestion question)
    {
        TaskCompletionSource signal;
        lock (gate)
        {
            questions.Enqueue(question);
            if (questions.Count > Capacity)
            {
                questions.Dequeue();
            }

            signal = changed;
            changed = NewSignal();
        }

        signal.SetResult();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
