using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace HeadlessDiscovery.Testing;

/// <summary>What the server was asked, in order. A question is here before its answer leaves.</summary>
/// <remarks>Safe from any thread; an enumeration shows what was there when it began. The oldest of more than 100,000 are dropped.</remarks>
[SuppressMessage("Naming", "CA1710", Justification = "A log says it better than a collection.")]
public sealed class QuestionLog : IReadOnlyCollection<AskedQuestion>
{
    private const int Capacity = 100_000;
    private readonly Lock gate = new();
    private readonly Queue<AskedQuestion> questions = new();
    private TaskCompletionSource changed = NewSignal();

    internal QuestionLog()
    {
    }

    /// <summary>How many questions are in the log.</summary>
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

    /// <summary>Forgets what was asked so far.</summary>
    public void Clear()
    {
        lock (gate)
        {
            questions.Clear();
        }
    }

    /// <summary>Waits until the log has so many questions that match; those that are there already count.</summary>
    /// <param name="count">How many.</param>
    /// <param name="match">Which; <see langword="null"/> for any.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The first so many, in order.</returns>
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

    /// <summary>The questions so far.</summary>
    /// <returns>An enumeration of a copy.</returns>
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
