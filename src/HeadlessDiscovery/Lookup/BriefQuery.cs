using HeadlessDiscovery.Dns;

namespace HeadlessDiscovery.Lookup;

/// <summary>One query beside a lookup, for a warning: that is not worth waiting long for.</summary>
internal sealed class BriefQuery(QuestionAsker asker, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>The answer to a query that is waited for as one of a lookup is.</summary>
    public async ValueTask<VerifiedAnswer?> AskInFullAsync(DnsQuestion question, AskContext context, CancellationToken cancellationToken) =>
        (await asker.AskAsync(question, QuestionPurpose.Beside, context, cancellationToken).ConfigureAwait(false)).Answer;

    /// <summary>The answer; null where none came in time.</summary>
    public async ValueTask<VerifiedAnswer?> AskAsync(DnsQuestion question, AskContext context, CancellationToken cancellationToken)
    {
        using var deadline = new Deadline(Patience, time, cancellationToken);
        try
        {
            return (await asker.AskAsync(question, QuestionPurpose.Beside, context, deadline.Token).ConfigureAwait(false)).Answer;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }
}
