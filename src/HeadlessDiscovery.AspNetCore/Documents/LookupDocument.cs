namespace HeadlessDiscovery.AspNetCore.Documents;

/// <summary>The last lookup, as <c>headless-peers resolve</c> tells one.</summary>
internal sealed record LookupDocument(
    string Outcome,
    string? Reason,
    string? Name,
    double DurationSeconds,
    IReadOnlyList<string> Candidates,
    IReadOnlyList<SkippedDocument> Skipped,
    IReadOnlyList<QuestionDocument> Asked,
    IReadOnlyList<string> Notes)
{
    public static LookupDocument Of(LookupExplanation told) => new(
        told.Outcome.ToCode(),
        told.Reason.ToCode(),
        told.Name,
        Spelling.Seconds(told.Duration)!.Value,
        told.Plan.Candidates,
        [.. told.Plan.Skipped.Select(skipped => new SkippedDocument(skipped.Name, skipped.Why, skipped.IsOutsideCluster))],
        [.. told.Asked.Select(QuestionDocument.Of)],
        told.Notes);
}

/// <summary>A name that takes no part.</summary>
internal sealed record SkippedDocument(string Name, string Why, bool OutsideCluster);

/// <summary>One question to one server.</summary>
internal sealed record QuestionDocument(string Name, string Type, string Server, string Transport, string Result, int Records, double? Ttl, double DurationSeconds)
{
    public static QuestionDocument Of(LookupQuestion question) => new(
        question.Name,
        question.Type,
        question.Server.ToString(),
        question.Transport,
        question.Result,
        question.Records,
        Spelling.Seconds(question.Ttl),
        Spelling.Seconds(question.Duration)!.Value);
}
